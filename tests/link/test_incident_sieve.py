"""The quick look at pairs lets pass exactly what the score would keep."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.link.incidents.reports import Claim, Report
from pipelines.link.incidents.scoring import Alike, Place, features, probability
from pipelines.link.incidents.sieve import REPORTS, Sieve

PLACES = {
    "rud": Place("AAA", 10.0, 10.0),
    "rud-east": Place("AAA", 10.1, 10.1),
    "olm": Place("BBB", 10.2, 10.2),
    "far": Place(None, -70.0, 170.0),
    "aaa": Place("AAA", None, None),
    "sea": Place(None, None, None),
}
DAY = date(2026, 3, 11)
SHARES = st.floats(0, 1)

claims = st.builds(
    Claim,
    figure_id=st.just("f"),
    category=st.sampled_from(("killed", "wounded", "money_pledged")),
    object=st.none(),
    side_id=st.sampled_from((None, "x")),
    claimant_id=st.none(),
    value_low=st.none(),
    value=st.sampled_from((1.0, 9.0, 14.0)),
    value_high=st.none(),
    qualifier=st.just("exact"),
    is_cumulative=st.booleans(),
    status=st.just("occurred"),
)


@st.composite
def reports(draw) -> Report:
    starts = draw(st.none() | st.integers(0, 20).map(lambda n: DAY + timedelta(n)))
    ends = draw(st.none() | st.just(DAY + timedelta(25)))
    return Report(
        event_id="e",
        document_id="d",
        published_on=DAY,
        subtype=draw(st.sampled_from(("air_strike", "meeting", "agree"))),
        event_type="fight",
        status="occurred",
        starts_on=starts,
        ends_on=ends if starts else None,
        place_id=draw(st.sampled_from((None, "unlisted", *PLACES))),
        round_no=draw(st.sampled_from((None, None, 1, 2))),
        claimant_id=None,
        is_negated=False,
        parties=draw(st.sets(st.sampled_from("pqr"))),
        claims=draw(st.lists(claims, max_size=2)),
        rank=draw(st.integers(0, 9)),
        share=draw(SHARES),
    )


documents = st.lists(SHARES, min_size=len(Alike._fields), max_size=len(Alike._fields)).map(
    lambda values: Alike(*values)
)


@given(st.lists(reports(), min_size=1, max_size=5), st.lists(reports(), max_size=5), documents)
@pytest.mark.parametrize("least", [0.02, 0.3, 0.9])
def test_passes_what_scores_enough(least, earlier, later, common):
    told = [*earlier, *later]
    sieve = Sieve(told, PLACES, least)
    one, other = range(len(earlier)), range(len(earlier), len(told))
    number, i, j = sieve.pairs(other, [one], [common])
    wanted = {
        (a, b)
        for a in one
        for b in other
        if told[a].family == told[b].family
        and probability(features(told[a], told[b], common, PLACES), told[a].family) >= least
    }
    assert set(zip(i.tolist(), j.tolist(), strict=True)) == wanted
    assert not number.any()


def test_reports_of_one_family_beyond_the_first_are_not_compared(sieve_of_many):
    assert len(sieve_of_many.first(range(40))) == REPORTS


def test_nothing_to_compare(sieve_of_many):
    assert [len(found) for found in sieve_of_many.pairs([0, 1], [], [])] == [0, 0, 0]


@pytest.fixture
def sieve_of_many() -> Sieve:
    many = [
        Report(
            f"e{n}", "d", DAY, "meeting", "engage", "occurred", DAY, DAY, None, None, None, False
        )
        for n in range(40)
    ]
    return Sieve(many, PLACES, 0)
