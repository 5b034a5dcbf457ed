"""What the marts answer, on rows written for the purpose: a few reports, one claim each."""

from collections.abc import Callable
from datetime import date, timedelta

import duckdb
import pytest

from pipelines.store.database import create_marts, create_table_sql
from pipelines.tables import TABLES

Row = dict[str, object]
FILLED = {"varchar": "x", "integer": 1, "bigint": 1, "double": 1.0, "boolean": False,
          "date": date(2026, 3, 1), "timestamp": None}  # fmt: skip
ARTICLE, COPY, LATER = "article", "copy", "later"


def day(number: int) -> date:
    return date(2026, 3, 1) + timedelta(days=number - 1)


@pytest.fixture
def ask() -> Callable[..., list[tuple]]:
    """Return a function: rows by table and a query in, its rows out."""

    def answer(query: str, **rows: list[Row]) -> list[tuple]:
        with duckdb.connect() as db:
            for table in TABLES.values():
                db.execute(create_table_sql(table))
                for row in rows.pop(table.name, []):
                    values = {
                        c.name: row.get(c.name, None if c.nullable else FILLED[c.type])
                        for c in table.published_columns
                    }
                    assert row.keys() <= values.keys(), row
                    marks = ", ".join("?" * len(values))
                    db.execute(f"insert into {table.name} values ({marks})", list(values.values()))
            assert not rows
            create_marts(db)
            return db.execute(query).fetchall()

    return answer


def article(name: str, number: int, **fields: object) -> Row:
    return {"document_id": name, "published_on": day(number), "uri": f"{name}.txt", **fields}


def figure(name: str, number: int, value: float, **fields: object) -> Row:
    bounds = {"value_low": value, "value": value, "value_high": value, "qualifier": "exact"}
    told = {"kind": "count", "category": "killed", "status": "occurred", **bounds}
    return {"figure_id": f"{name}:{value:g}", "document_id": name, "published_on": day(number),
            **told, **fields}  # fmt: skip


def claim(row: Row, incident: str = "strike") -> Row:
    named = {c.name for c in TABLES["figure_claims"].columns}
    return {k: v for k, v in row.items() if k in named} | {
        "incident_id": incident, "reported_on": row["published_on"]
    }  # fmt: skip


def event(name: str, number: int, **fields: object) -> Row:
    told = {"event_subtype": "meeting", "status": "occurred", "start_char": number}
    return {"event_id": f"{name}:{number}", "document_id": name, "published_on": day(number),
            **told, **fields}  # fmt: skip


def reports(*events: Row, incident: str = "talks") -> list[Row]:
    return [
        {"incident_id": incident, "event_id": e["event_id"], "document_id": e["document_id"]}
        for e in events
    ]


def test_a_copy_and_a_replaced_version_are_no_claims(ask):
    documents = [
        article(ARTICLE, 1, superseded_by=LATER),
        article(COPY, 1, duplicate_of=LATER),
        article(LATER, 1),
    ]
    figures = [figure(d["document_id"], 1, 5) for d in documents]
    query = "select document_id from casualty_claims"
    assert ask(query, documents=documents, figures=figures) == [(LATER,)]


def test_a_toll_over_time_knows_what_was_said_before(ask):
    names = ["one", "two", "three"]
    documents = [article(name, i) for i, name in enumerate(names)]
    figures = [figure(n, i, v) for i, (n, v) in enumerate(zip(names, (9, 12, 14), strict=True))]
    figures.append(figure("three", 2, 30, claimant_id="other", claimant="Other"))
    query = "select value, previous_value, is_latest from casualty_claims order by value"
    found = ask(
        query, documents=documents, figures=figures, figure_claims=[claim(f) for f in figures]
    )
    assert found == [(9, None, False), (12, 9, False), (14, 12, True), (30, None, True)]


NUMBERS = [
    ([(1, 10, "A"), (2, 13, "B")], {10, 13}, "more than a fifth apart"),
    ([(1, 10, "A"), (2, 12, "B")], set(), "a fifth apart"),
    ([(1, 10, "A"), (1, 10.5, "A"), (2, 20, "B")], {10, 10.5, 20}, "all that one contradicts"),
    ([(1, 10, "A")], set(), "one claim"),
]


@pytest.mark.parametrize(("told", "wanted", "reason"), NUMBERS, ids=[row[2] for row in NUMBERS])
def test_numbers_that_disagree(ask, told, wanted, reason):
    documents = [article(name, number) for number, name in ((1, "d1"), (2, "d2"))]
    figures = [figure(f"d{number}", number, value, claimant=who) for number, value, who in told]
    found = ask(
        "select claim, claims from disagreements where about = 'number'",
        documents=documents,
        figures=figures,
        figure_claims=[claim(f) for f in figures],
        incidents=[{"incident_id": "strike"}],
    )
    assert {float(value) for value, _ in found} == wanted
    assert all("(A)" in claims and "(B)" in claims for _, claims in found)


def test_conversions_and_parts_contradict_nothing(ask):
    figures = [
        figure("d1", 1, 100, unit="CHF"), figure("d1", 1, 125, unit="USD"),
        figure("d1", 1, 300, converts="d1:100"), figure("d1", 1, 7, subset_of="d1:100"),
        figure("d2", 2, 50, change="up"),
    ]  # fmt: skip
    found = ask(
        "from disagreements",
        documents=[article("d1", 1), article("d2", 2)],
        figures=figures,
        figure_claims=[claim(f) for f in figures],
        incidents=[{"incident_id": "strike"}],
    )
    assert found == []


def test_days_and_places_that_disagree(ask):
    events = [
        event("d1", 1, starts_on=day(1), ends_on=day(2), place_id="rome"),
        event("d2", 4, starts_on=day(3), ends_on=day(3), place_id="oslo"),
        event("d3", 5, starts_on=day(20), ends_on=day(20), status="planned"),
    ]
    found = ask(
        "select about, claim from disagreements order by 1, 2",
        documents=[article(f"d{n}", n) for n in (1, 2, 3)],
        events=events,
        incident_reports=reports(*events),
        incidents=[{"incident_id": "talks", "document_count": 3}],
        entities=[
            {"entity_id": "rome", "name": "Rome", "country": "ITA"},
            {"entity_id": "oslo", "name": "Oslo", "country": "NOR"},
        ],
    )
    assert found == [
        ("date", "2026-03-01..2026-03-02"), ("date", "2026-03-03"),
        ("place", "Oslo"), ("place", "Rome"),
    ]  # fmt: skip


SOURCES = [
    ({"d1": ["AFP"], "d2": ["afp"]}, {}, 1, "one agency behind two articles"),
    ({"d1": ["AFP"], "d2": ["Reuters"]}, {}, 2, "two agencies"),
    ({"d1": ["AFP"], "d2": ["AFP", "Reuters"]}, {}, 1, "an agency is shared"),
    ({}, {}, 2, "two articles that name nobody"),
    ({}, {"d1": "Daily", "d2": "Daily"}, 1, "one outlet twice"),
    ({"d1": ["AFP"]}, {"d2": "Daily"}, 2, "an agency and an outlet"),
]


@pytest.mark.parametrize(
    ("agencies", "outlets", "wanted", "reason"), SOURCES, ids=[row[3] for row in SOURCES]
)
def test_independent_sources(ask, agencies, outlets, wanted, reason):
    documents = [article(n, i, publisher=outlets.get(n)) for i, n in enumerate(("d1", "d2"), 1)]
    documents.append(article("d3", 3, duplicate_of="d1"))
    figures = [figure(f"d{n}", n, 7) for n in (1, 2, 3)]
    found = ask(
        "select document_count, copy_count, source_count, document_id from source_independence",
        documents=documents,
        figures=figures,
        figure_claims=[claim(f) for f in figures],
        document_sources=[
            {"document_id": d, "published_on": day(1), "name": name, "basis": "credit_line"}
            for d, names in agencies.items()
            for name in names
        ],
    )
    assert found == [(3, 1, wanted, "d1")]


PARTIES = [
    {"entity_id": "arm", "name": "Armenia", "country": "ARM", "entity_type": "GPE"},
    {"entity_id": "aze", "name": "Azerbaijan", "country": "AZE", "entity_type": "GPE"},
    {"entity_id": "irn", "name": "Iran", "country": "IRN", "entity_type": "GPE"},
    {"entity_id": "usa", "name": "United States", "country": "USA", "entity_type": "GPE"},
]


def talks(*told: tuple[str, int, str, int, str, str]) -> dict[str, list[Row]]:
    """Return the rows of reports of a third round: document, day, status, its day, two states."""
    rows: dict[str, list[Row]] = {n: [] for n in ("documents", "events", "figures", "mentions")}
    for name, number, status, when, one, other in told:
        rows["documents"].append(article(name, number))
        when = {"starts_on": day(when), "ends_on": day(when)}
        rows["events"].append(event(name, number, status=status, round_no=3, sentence_no=1, **when))
        rows["figures"].append(
            figure(name, number, 3, kind="ordinal", category="talks_round",
                   event_id=f"{name}:{number}")
        )  # fmt: skip
        rows["mentions"] += [
            {"mention_id": f"{name}:{who}", "document_id": name, "entity_id": who,
             "published_on": day(number)}
            for who in (one, other)
        ]  # fmt: skip
    return rows | {"entities": PARTIES}


def test_a_round_and_how_its_status_changed(ask):
    rows = talks(
        ("d1", 1, "planned", 9, "arm", "aze"),
        ("d2", 5, "postponed", 9, "arm", "aze"),
        ("d3", 7, "planned", 12, "arm", "aze"),
        ("d4", 12, "occurred", 12, "arm", "aze"),
    )
    query = "select round_no, states_named, planned_days, starts_on, status, status_history from "
    assert ask(query + "talks_rounds", **rows) == [
        (3, "ARM; AZE", "2026-03-09; 2026-03-12", day(12), "occurred",
         "2026-03-01 planned 2026-03-09; 2026-03-05 postponed 2026-03-09;"
         " 2026-03-07 planned 2026-03-12; 2026-03-12 occurred 2026-03-12")
    ]  # fmt: skip
    assert ask(query + "talks_rounds_as_of(date '2026-03-06')", **rows) == [
        (3, "ARM; AZE", "2026-03-09", None, "postponed",
         "2026-03-01 planned 2026-03-09; 2026-03-05 postponed 2026-03-09")
    ]  # fmt: skip


def length(name: str, number: int, start: int, end: int) -> Row:
    return {"time_expression_id": f"{name}:{start}", "document_id": name,
            "published_on": day(number), "timex_type": "DURATION", "value": "P2D", "sentence_no": 1,
            "start_char": start, "end_char": end}  # fmt: skip


def test_a_round_lasted_as_long_as_its_meeting(ask):
    """ "After two days of talks", on the tenth."""
    rows = talks(("d1", 10, "occurred", 10, "arm", "aze"))
    rows["time_expressions"] = [length("d1", 10, 0, 7)]
    found = ask("select starts_on, ends_on from talks_rounds", **rows)
    assert found == [(day(9), day(10))]


def test_a_length_that_stands_elsewhere_is_another(ask):
    rows = talks(("d1", 20, "occurred", 20, "arm", "aze"))
    rows["time_expressions"] = [length("d1", 20, 40, 48)]
    assert ask("select starts_on from talks_rounds", **rows) == [(day(20),)]


def test_a_round_over_time_began_as_planned(ask):
    rows = talks(("d1", 1, "planned", 14, "arm", "aze"), ("d2", 16, "occurred", 16, "arm", "aze"))
    rows["events"][0]["ends_on"] = day(15)
    assert ask("select starts_on, ends_on from talks_rounds", **rows) == [(day(14), day(16))]


def test_an_article_tells_its_round_where_it_reports_the_meeting(ask):
    """ "The first round brought them together since September": no day of the round."""
    rows = talks(("d1", 10, "occurred", 1, "arm", "aze"))
    rows["events"][0] |= {"starts_on": None, "ends_on": None}
    rows["events"].append(event("d1", 9, starts_on=day(9), ends_on=day(9), place_text="Rudvik"))
    found = ask("select starts_on, place_name from talks_rounds", **rows)
    assert found == [(day(9), "Rudvik")]


def test_a_round_told_again_a_month_later_has_not_changed(ask):
    rows = talks(("d1", 2, "occurred", 2, "arm", "aze"), ("d2", 40, "occurred", 2, "arm", "aze"))
    [(history,)] = ask("select status_history from talks_rounds", **rows)
    assert history == "2026-03-02 occurred 2026-03-02"


STATUSES = [
    ([("postponed", 5, 9), ("postponed", 7, 12)], "planned", "put off before, with a new day"),
    ([("planned", 1, 9), ("postponed", 5, 9)], "postponed", "put off now, its old day told"),
    ([("postponed", 5, 9), ("proposed", 10, 9)], "postponed", "should have been held by then"),
    ([("planned", 1, 9), ("planned", 5, 9)], "planned", "still to come"),
    ([("hypothetical", 1, 9)], "proposed", "could be held"),
]


@pytest.mark.parametrize(("told", "wanted", "reason"), STATUSES, ids=[row[2] for row in STATUSES])
def test_status_of_a_round(ask, told, wanted, reason):
    rows = talks(*((f"d{n}", n, status, when, "arm", "aze") for status, n, when in told))
    assert ask("select status from talks_rounds", **rows) == [(wanted,)]


def test_third_rounds_of_two_talks_are_two(ask):
    rows = talks(
        ("d1", 1, "planned", 9, "arm", "aze"),
        ("d2", 2, "planned", 10, "irn", "usa"),
        ("d3", 9, "occurred", 9, "arm", "aze"),
    )
    found = ask("select states_named, document_count from talks_rounds order by 1", **rows)
    assert found == [("ARM; AZE", 2), ("IRN; USA", 1)]


def test_third_rounds_a_year_apart_are_two(ask):
    rows = talks(("d1", 1, "occurred", 1, "arm", "aze"), ("d2", 300, "occurred", 300, "arm", "aze"))
    assert ask("select count(*) from talks_rounds", **rows) == [(2,)]


UPCOMING = [
    ({"starts_on": day(20)}, True, "in the next 30 days"),
    ({"ends_on": day(20)}, True, "by a day"),
    ({"starts_on": day(10)}, False, "not after the last publication day"),
    ({"starts_on": day(60)}, False, "later"),
    ({"starts_on": day(20), "status": "occurred"}, False, "not announced"),
    ({"starts_on": day(20), "is_negated": True}, False, "said not to happen"),
]


@pytest.mark.parametrize(("fields", "wanted", "reason"), UPCOMING, ids=[r[2] for r in UPCOMING])
def test_upcoming(ask, fields, wanted, reason):
    told = [event("d1", 1, **{"status": "planned"} | fields)]
    documents = [article("d1", 1), article("d2", 10)]
    assert len(ask("from upcoming", documents=documents, events=told)) == wanted


def test_what_is_settled_later_is_not_upcoming(ask):
    told = [
        event("d1", 1, status="planned", starts_on=day(20)),
        event("d2", 10, status="cancelled", starts_on=day(20)),
    ]
    rows = {
        "documents": [article("d1", 1), article("d2", 10)],
        "events": told,
        "incident_reports": reports(*told),
    }
    assert ask("from upcoming", **rows) == []
    assert len(ask("from upcoming_as_of('2026-03-09')", **rows)) == 1


def test_runs_of_a_statement_are_joined(ask):
    runs = [
        {"quotation_id": "d1:1", "text": "We shall see,", "start_char": 1},
        {"quotation_id": "d1:9", "text": "and soon.", "start_char": 9, "continues": "d1:1"},
        {"quotation_id": "d1:7", "text": "he hopes,", "start_char": 7, "continues": "d1:1"},
    ]
    runs = [run | {"document_id": "d1", "form": "direct"} for run in runs]
    found = ask("select statement from statements", documents=[article("d1", 1)], quotations=runs)
    assert found == [("We shall see, … he hopes, … and soon.",)]


def test_dyads_have_a_direction_unless_both_act(ask):
    told = [
        event("d1", 1, event_subtype="attack", goldstein=-10.0),
        event("d1", 2, event_subtype="meeting", goldstein=2.0),
    ]
    roles = [
        ("d1:1", "actor", "usa"), ("d1:1", "recipient", "irn"),
        ("d1:2", "actor", "irn"), ("d1:2", "actor", "usa"),
    ]  # fmt: skip
    found = ask(
        "select actor_name, other_name, event_count, mean_goldstein from actor_dyads_daily"
        " order by mean_goldstein",
        documents=[article("d1", 1)],
        events=told,
        entities=PARTIES,
        event_participants=[
            {"event_id": e, "role": r, "entity_id": who, "start_char": i, "document_id": "d1"}
            for i, (e, r, who) in enumerate(roles)
        ],
    )
    assert found == [("United States", "Iran", 1, -10.0), ("Iran", "United States", 1, 2.0)]
