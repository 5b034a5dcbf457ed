"""What the briefing asks of the database: one query for each chart and table.

Belongs here: SQL and its bounds (a page is read by a person: the latest, not all). Does not belong
here: drawing (`charts`).
"""

from dataclasses import dataclass
from typing import Any

import duckdb

Row = dict[str, Any]
ROWS = 40  # of a table
LONGEST = 320  # characters of a sentence

EXCHANGES = """
select reported_on, starts_on, ends_on, status, value, value_low, value_high, per_side, side_name,
    total, qualifier, claimant_name, sentence, source_uri, category
from prisoner_exchanges
where coalesce(value, value_low) >= 2
order by reported_on desc, source_uri, coalesce(total, value, value_low) desc
"""
TOLLS = """
select f.published_on as reported_on, f.category, f.value, f.value_low, f.value_high,
    f.is_cumulative, f.side_name, f.claimant_name, f.place_name, f.text, f.sentence, f.source_uri
from figures_with_context f
where f.category in ('killed', 'wounded', 'missing') and f.status in ('occurred', 'ongoing')
    and coalesce(f.value, f.value_low, f.value_high) is not null
order by f.published_on desc, f.source_uri, f.start_char
"""
ROUNDS = """
select reported_on, round_no, status, starts_on, ends_on, place_name, parties, mediators,
    claimant_name, sentence, source_uri
from talks_timeline where round_no is not null
order by round_no, reported_on, source_uri
"""
SPEAKERS = """
select q.speaker, any_value(q.speaker_office) as office, count(*) as quotations,
    count(distinct q.document_id) as articles
from quotations q join documents d using (document_id)
where q.speaker is not null and q.continues is null and d.duplicate_of is null
group by q.speaker order by quotations desc, q.speaker limit 12
"""
COVERAGE = """
select published_on as day, count(*) filter (duplicate_of is null) as articles,
    count(*) filter (duplicate_of is not null) as copies
from documents where superseded_by is null group by published_on order by published_on
"""
DISAGREEMENTS = """
select incident_id, about, event_subtype, category, reported_on, claim, claimant_name, sentence,
    source_uri
from disagreements
order by max(reported_on) over (partition by incident_id, about, category) desc, incident_id,
    about, category, reported_on, claim_id
"""
COUNTS = """
select (select count(*) from documents) as articles,
    (select count(*) from documents where duplicate_of is not null) as copies,
    (select count(*) from rejects) as rejects,
    (select count(*) from figures) as figures,
    (select count(*) from quotations) as quotations,
    (select count(*) from events) as events,
    (select count(*) from incidents) as incidents,
    (select min(published_on) from documents) as first_day,
    (select max(published_on) from documents) as last_day
"""
ACCURACY = """
select c.table_name, c.column_name, c.basis, any_value(c.material) as material,
    any_value(c.sample_size) as sample_size, any_value(c.measured_on) as measured_on,
    max(c.value) filter (c.measure = 'precision') as precision,
    max(c.value) filter (c.measure = 'recall') as recall,
    max(c.value) filter (c.measure = 'f1') as f1,
    max(c.value) filter (c.measure = 'accuracy') as accuracy
from accuracy_card c join data_dictionary d using (table_name, column_name)
where c.basis = d.accuracy_basis and c.value is not null
group by c.table_name, c.column_name, c.basis order by c.table_name, c.column_name
"""
UNMEASURED = """
select table_name, string_agg(column_name, ', ' order by column_name) as columns
from data_dictionary where accuracy_basis = 'not measured' group by table_name order by table_name
"""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the page shows."""

    counts: Row
    coverage: list[Row]
    exchanges: list[Row]
    tolls: list[Row]
    rounds: list[Row]
    speakers: list[Row]
    disagreements: list[Row]
    accuracy: list[Row]
    unmeasured: list[Row]


def ask(db: duckdb.DuckDBPyConnection) -> Told:
    """Ask the database everything."""

    def rows(query: str, limit: int = ROWS) -> list[Row]:
        found = db.execute(f"select * from ({query}) limit {limit}")
        names = [column[0] for column in found.description or ()]
        return [_bounded(dict(zip(names, row, strict=True))) for row in found.fetchall()]

    return Told(
        counts=rows(COUNTS)[0],
        coverage=rows(COVERAGE, 3660),
        exchanges=rows(EXCHANGES),
        tolls=rows(TOLLS, 400),
        rounds=rows(ROUNDS, 200),
        speakers=rows(SPEAKERS),
        disagreements=rows(DISAGREEMENTS),
        accuracy=rows(ACCURACY, 500),
        unmeasured=rows(UNMEASURED, 100),
    )


def _bounded(row: Row) -> Row:
    for name, value in row.items():
        if isinstance(value, str) and len(value) > LONGEST:
            row[name] = value[: LONGEST - 1] + "…"
    return row


def amount(row: Row) -> str:
    """Return a number with its bounds, as a reader writes them.

    >>> amount({"value": None, "value_low": 20.0, "value_high": 30.0})
    '20–30'
    >>> amount({"value": 9.0, "value_low": 9.0, "value_high": None})
    '≥ 9'
    """
    value, low, high = row.get("value"), row.get("value_low"), row.get("value_high")
    if low is not None and high is not None and low != high:
        return f"{low:,.10g}–{high:,.10g}"
    if low is not None and high is None:
        return f"≥ {low:,.10g}"
    if high is not None and low is None:
        return f"≤ {high:,.10g}"
    return "" if value is None else f"{value:,.10g}"
