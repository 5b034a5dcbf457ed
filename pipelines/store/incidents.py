"""Stored rows of all days -> the incident tables, joined by DuckDB before the linking sees them."""

import glob
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from pipelines.link.incidents import Report, link_incidents, read_overrides, read_reports
from pipelines.link.incidents.claims import forwarded, incident_rows
from pipelines.link.incidents.scoring import Place
from pipelines.settings import Settings, reference_path
from pipelines.store.incident_memory import read_memory, write_memory
from pipelines.store.parquet import read_whole, scan_days, scratch
from pipelines.tables import TABLES

Row = dict[str, Any]
TOLD = ("events", "event_participants", "figures", "mentions")
# Only what is read of a row: with all of it the rows of a big warehouse hold twice the memory.
_EVENT = """e.event_id, e.document_id, e.published_on, e.start_char, e.end_char, e.event_type,
    e.event_subtype, e.status, e.round_no, e.starts_on, e.ends_on, e.same_as, e.is_negated"""
_FIGURE = """f.figure_id, f.event_id, f.category, f.object, f.value_low, f.value, f.value_high,
    f.qualifier, f.is_cumulative, f.status, f.per_side, f.total"""
TEXTS = ["document_id", "published_on", "text", "title"]


class Told(NamedTuple):
    """What the linking of incidents reads, but for the texts."""

    reports: dict[str, Report]
    places: dict[str, Place]
    sources: dict[str, str]
    entities: dict[str, dict[str, int]]


def incident_tables(settings: Settings, linked: dict[str, pa.Table]) -> dict[str, list[Row]]:
    """Return the rows of the incident tables.

    Args:
        settings: Where the days are stored.
        linked: Tables just linked: mention_entities, entities, document_duplicates.
    """
    told = read_told(settings, linked)
    incidents, memory = link_incidents(
        told.reports,
        partial(scan_days, settings.parquet, "documents", TEXTS),
        told.places,
        read_overrides(reference_path("incident_overrides.csv")),
        told.entities,
        read_memory(settings.parquet),
    )
    write_memory(settings.parquet, memory)
    rows = incident_rows(incidents, told.sources)
    before, changes = (
        read_whole(settings.parquet, name, TABLES[name].stored_schema).to_pylist()
        for name in ("incident_reports", "incident_id_changes")
    )
    rows["incident_id_changes"] = _all_changes(changes, forwarded(before, rows["incident_reports"]))
    return rows


def _all_changes(before: list[Row], new: list[Row]) -> list[Row]:
    """Return old and new forwards; an id that was forwarded to one that is gone goes on to its."""
    onward = {row["old_incident_id"]: row["incident_id"] for row in new}
    kept = [
        row | {"incident_id": onward.get(row["incident_id"], row["incident_id"])} for row in before
    ]
    found = {row["old_incident_id"]: row for row in [*kept, *new]}
    return list(found.values())


def read_told(settings: Settings, linked: dict[str, pa.Table]) -> Told:
    """Return reports, places and sources of all days."""
    with duckdb.connect(config=scratch(settings.parquet)) as db:
        for name, table in linked.items():
            db.register(name, table)
        for name in (*TOLD, "document_sources", "documents"):
            db.execute(f"create view {name} as {_days(settings.parquet, name)}")
        reports = read_reports(
            _rows(
                db,
                f"select {_EVENT}, p.entity_id as place_id, c.entity_id as claimant_id"
                " from events e"
                " left join mention_entities p on p.mention_id = e.place_mention_id"
                " left join mention_entities c on c.mention_id = e.claimant_mention_id",
            ),
            _rows(
                db,
                "select t.event_id, t.role, m.entity_id from event_participants t"
                " join mention_entities m using (mention_id)",
            ),
            _rows(
                db,
                f"select {_FIGURE}, s.entity_id as side_id, c.entity_id as claimant_id"
                " from figures f"
                " left join mention_entities s on s.mention_id = f.side_mention_id"
                " left join mention_entities c on c.mention_id = f.claimant_mention_id"
                " where f.event_id is not null",
            ),
        )
        places = {
            row["entity_id"]: Place(row["country"], row["latitude"], row["longitude"])
            for row in _rows(db, "select * from entities where entity_type in ('GPE','LOC','FAC')")
        }
        sources = dict(
            db.execute(
                "select d.document_id, coalesce(x.duplicate_of, d.document_id) from documents d"
                " left join document_duplicates x using (document_id)"
            ).fetchall()
        )
        named: dict[str, dict[str, int]] = defaultdict(dict)
        db.execute(
            "select t.document_id, m.entity_id, count(*) from mentions t"
            " join mention_entities m using (mention_id) join entities e using (entity_id)"
            " where e.entity_type in ('PERSON', 'GPE', 'LOC', 'FAC') group by all order by all"
        )
        for document_id, entity_id, count in db.fetchall():
            named[document_id][entity_id] = count
    return Told(reports, places, sources, named)


def _days(root: Path, name: str) -> str:
    """Return SQL for all stored rows of a daily table, in a fixed order of files."""
    if not any((root / name).glob("published_on=*/part-0.parquet")):
        columns = ", ".join(
            f"cast(null as {c.type}) as {c.name}" for c in TABLES[name].daily_columns
        )
        return f"select {columns} where false"
    pattern = f"{glob.escape(str(root))}/{name}/published_on=*/part-0.parquet"
    literal = "'" + pattern.replace("'", "''") + "'"
    return f"select * from read_parquet({literal}, hive_partitioning = false)"


def _rows(db: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """Yield the rows of a query; one at a time may be read to its end on a connection."""
    db.execute(query)
    names = [column[0] for column in db.description or ()]
    while batch := db.fetchmany(4096):
        yield from (dict(zip(names, row, strict=True)) for row in batch)
