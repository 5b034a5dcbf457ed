"""The ten questions and the timeline: what docs and seeds say of the sample holds."""

import duckdb
import pytest

from bench.questions import PAGE, parts, result
from bench.timeline import PAGE as TIMELINE
from bench.timeline import report, scores, wanted
from pipelines.store.marts import read_marts

QUESTIONS = [part for part in parts(PAGE.read_text(encoding="utf-8")) if part[1]]


@pytest.fixture(scope="module")
def db(sample):
    with duckdb.connect(str(sample[0] / "newstables.duckdb"), read_only=True) as opened:
        yield opened


def test_there_are_ten_each_with_a_table():
    assert len(QUESTIONS) == 10
    assert all(table.count("\n") > 2 for _, _, table in QUESTIONS)


@pytest.mark.parametrize(
    ("query", "table"), [q[1:] for q in QUESTIONS], ids=[str(n + 1) for n in range(len(QUESTIONS))]
)
def test_result_is_the_one_shown(db, query, table):
    """If a better rule changed it: ``python -m bench.questions --write``."""
    assert result(db, query) == table


def test_timeline_is_read_whole():
    told = wanted(TIMELINE.read_text(encoding="utf-8"))
    assert {name: len(lines) for name, lines in told.items()} == {
        "rounds": 6, "days of rounds": 5, "status history": 23, "exchanges": 12, "tolls": 24,
        "exchanges told again": 11, "planned": 23, "put off": 3,
    }  # fmt: skip


#: Planned things that no rule finds yet: a report asked for "within 30 days" of the day before,
#: and a payment that only the sentence before shows to be aid
NOT_FOUND = {"..2026-04-16 on 2026-03-18", "..2026-04-30 on 2026-03-18"}


def test_marts_equal_the_timeline(db):
    """Each round, status, exchange, toll and plan that was written by hand, and no other."""
    found = scores(db, TIMELINE.read_text(encoding="utf-8"))
    print("\n".join(report(found)))
    missed = {score.what: score.wanted - score.found for score in found if score.recall < 1}
    assert missed == {"planned": NOT_FOUND}
    assert {score.what: score.wrong for score in found if score.wrong} == {}


AS_OF = [mart.name for mart in read_marts() if mart.as_of is not None]


def test_four_marts_can_be_asked_as_of_a_day():
    assert sorted(AS_OF) == ["casualty_claims", "prisoner_exchanges", "talks_rounds", "upcoming"]


@pytest.mark.parametrize("name", AS_OF)
def test_as_of_the_last_day_is_the_mart(db, name):
    now = db.execute(f"select * from {name} order by all").fetchall()
    last = db.execute(f"select * from {name}_as_of('2099-01-01') order by all").fetchall()
    assert now == last != []
    assert db.execute(f"from {name}_as_of('1999-01-01')").fetchall() == []


@pytest.mark.parametrize("name", ["casualty_claims", "prisoner_exchanges"])
def test_as_of_a_day_is_what_was_published_until_then(db, name):
    columns = "* exclude (numbers_told, mediators)" if name == "prisoner_exchanges" else "*"
    if name == "casualty_claims":
        columns = "* exclude (is_latest)"
    until = db.execute(
        f"select {columns} from {name} where reported_on <= '2026-03-13' order by all"
    ).fetchall()
    known = db.execute(f"select {columns} from {name}_as_of('2026-03-13') order by all").fetchall()
    assert until == known != []
