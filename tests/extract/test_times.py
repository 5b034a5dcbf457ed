"""Time expressions on a blank pipeline: extent, value, modifier, interval; and hostile text."""

from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

DAY = date(2026, 3, 10)  # a Tuesday


@pytest.fixture(scope="module")
def times():
    nlp = spacy.blank("en")
    component = nlp.add_pipe("newstables_times")

    def run(text, day=DAY):
        doc = nlp.make_doc(text)
        doc._.published_on = day
        return [(text[t.start_char : t.end_char], t) for t in component(doc)._.time_expressions]

    return run


CASES = {
    "START of the running year ends on the publication day": (
        "Earlier this year the mayors met.",
        ("Earlier this year", "2026", "START", date(2026, 1, 1), DAY),
    ),
    "a month's first ten days": (
        "A second round was planned for early March.",
        ("early March", "2026-03", "START", date(2026, 3, 1), date(2026, 3, 10)),
    ),
    "a future verb takes the next weekday": (
        "The delegation will leave on Thursday.",
        ("Thursday", "2026-03-12", None, date(2026, 3, 12), date(2026, 3, 12)),
    ),
    "a past verb takes the latest weekday": (
        "The delegation left on Thursday.",
        ("Thursday", "2026-03-05", None, date(2026, 3, 5), date(2026, 3, 5)),
    ),
    "a written range is one expression": (
        "They met on Feb. 4-5 in Rome.",
        ("Feb. 4-5", "2026-02-04/2026-02-05", None, date(2026, 2, 4), date(2026, 2, 5)),
    ),
    "years ago are years, not days": (
        "The bridge was built 50 years ago.",
        ("50 years ago", "1976", None, date(1976, 1, 1), date(1976, 12, 31)),
    ),
    "decade": (
        "Output fell in the 1990s.",
        ("the 1990s", "199", None, date(1990, 1, 1), date(1999, 12, 31)),
    ),
    "part of day inside the expression": (
        "Shells fell on Monday night.",
        ("Monday night", "2026-03-09TNI", None, date(2026, 3, 9), date(2026, 3, 9)),
    ),
    "an anchored duration has an interval": (
        "In the past two weeks it rained.",
        ("the past two weeks", "P2W", None, date(2026, 2, 24), DAY),
    ),
    "a free duration has none": (
        "It lasted more than two years.",
        ("more than two years", "P2Y", "MORE_THAN", None, None),
    ),
    "set": ("They march every Tuesday.", ("every Tuesday", "XXXX-WXX-2", None, None, None)),
    "present": ("Shops are now open.", ("now", "PRESENT_REF", None, None, None)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_value_and_interval(times, text, expected):
    [(words, t)] = times(text)
    assert (words, t.value, t.modifier, t.starts_on, t.ends_on) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("About 2,000 soldiers stood by.", id="a number of people"),
        pytest.param("The Boeing 737 landed.", id="a model"),
        pytest.param("A 42-year-old man was held.", id="an age"),
        pytest.param("It may rain; they march on.", id="verbs that look like months"),
        pytest.param("It cost $1998.", id="money"),
        pytest.param("It opens on 31 February, at 25:99.", id="impossible dates and times"),
    ],
)
def test_no_time(times, text):
    assert [w for w, t in times(text) if t.starts_on is not None] == []


def test_narrative_goes_on_from_the_last_date(times):
    """An account of 1918 resolves bare dates to its own year, even without a publication day."""
    text = (
        "The attack began on 21 March 1918. It stopped in April. "
        "Three days later, on 4 May, it rained."
    )
    values = [t.value for _, t in times(text, None)]
    assert values[:2] == ["1918-03-21", "1918-04"]
    assert values[-1] == "1918-05-04"


def test_undated_text_is_left_open(times):
    """Nothing is invented where no day is known."""
    found = times("They left yesterday and will be back in March, on Thursday.", None)
    assert found
    assert all(t.starts_on is None and "X" in t.value for _, t in found)


@pytest.mark.parametrize(
    "text",
    ["", " ", "9" * 10_000, "a" * 100_000, "(" * 5_000, "1998 " * 5_000, "May " * 5_000,
     "🙂\u0000 в мае 2020", "\n" * 10_000, "the " * 20_000, "Monday, " * 5_000,
     "year 0 and year 99999", "0000-00-00 99/99/9999"],
)  # fmt: skip
def test_hostile_text(times, text):
    for words, t in times(text):
        assert words == text[t.start_char : t.end_char]


WORDS = st.sampled_from(
    [
        *("the", "last", "next", "March", "May", "5", "31", "1998", "two", "years", "ago"),
        *("later", "of", "early", "Monday", "night", "every", "9:30", "a.m.", "-", ","),
        *(".", "and", "quarter", "third", "1990s", "s", "'", "since", "today", "week"),
        *("that", "following", "half", "an", "hour", "past", "BC", "99999", "0", "century"),
        *("first", "\n"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30), st.one_of(st.none(), st.dates()))
def test_spans_and_intervals(times, words, day):
    text = " ".join(words)
    position = 0
    for found, t in times(text, day):
        assert found.strip() == found
        assert t.start_char >= position
        assert t.end_char <= len(text)
        assert t.value
        position = t.end_char
        if t.starts_on and t.ends_on:
            assert t.starts_on <= t.ends_on


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(times, text):
    for found, t in times(text):
        assert found
        assert t.value


@settings(max_examples=50, deadline=None)
@given(
    st.integers(-3000, 3000),
    st.sampled_from(["today", "yesterday", "three days ago", "the day before yesterday"]),
)
def test_relative_days_move_with_publication(times, shift, words):
    [(_, a)] = times(f"They left {words}.")
    [(_, b)] = times(f"They left {words}.", DAY + timedelta(shift))
    assert b.starts_on - a.starts_on == timedelta(shift)
