"""The marts: one select a file of ``pipelines/sql``, its first comment line is its description.

A line ``-- as of: and ...`` is a condition that the view leaves out and the mart's table macro
``<name>_as_of(day)`` takes in, so that both are one text. A line ``-- stored`` makes it a table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files

import duckdb

from pipelines.columns import Column
from pipelines.tables import HOW_OFTEN_RIGHT, TABLES

# A mart may rename what it shows; a column that keeps its name keeps its description.
_KNOWN = {c.name: c for t in reversed(TABLES.values()) for c in t.published_columns}
_AS_OF = "-- as of: "
_STORED = "\n-- stored\n"
_OWN = {
    "sentence": "The sentence that the row was read from.",
    "article_title": "Headline of the article.",
    "source_uri": "Input the article came from.",
    "side_name": "Name of the side.",
    "claimant_name": "Name of the claimant.",
    "place_name": "Name of the place.",
    "parties": "The parties, joined with '; '.",
    "mediators": "Mediators and hosts, joined with '; '.",
    "reported_on": "Publication day of the report.",
    "trigger": "The words that name the act.",
    "office": "Office as printed in the document.",
    "about": "What the claims differ on: number, date or place.",
    "actor_id": "entity_id of who acts.",
    "actor_name": "Who acts.",
    "addressee_name": "Who was addressed.",
    "claim": "The number, days or place that this report gives.",
    "claim_id": "figure_id of the number, or event_id of the day or place.",
    "claimant_count": "Named claimants among the claims that differ.",
    "claimants": "Who is said to give the number, joined with '; '.",
    "claims": "All the claims that differ, with who says so, joined with '; '.",
    "copy_count": "Of these, documents that repeat an earlier one.",
    "document_count": "Documents that say so, by their number.",
    "entity_name": "Name of the entity.",
    "event_count": "Events: reports of one incident count once.",
    "figure_count": "Figures, without conversions.",
    "first_reported_on": "First publication day that tells of it.",
    "incident_starts_on": "First day of the incident, as most reports have it.",
    "is_done": "Whether it is said to have happened, rather than agreed or planned.",
    "is_held": "Whether a report says that it took place.",
    "is_latest": "Whether it is the claimant's last word on that number.",
    "is_part": "Whether the number is a part of another one of the document.",
    "known_offices": "Offices that the corpus gives the speaker, joined with '; '.",
    "latest_status": "Status in the last report of the incident.",
    "mean_goldstein": "Mean conflict (-10) to cooperation (10).",
    "mention_count": "Times that the day's articles name it.",
    "numbers_told": "All numbers told of the incident, whose and by whom, joined with '; '.",
    "other_id": "entity_id of the other party.",
    "other_name": "The other party.",
    "places_named": "Places that reports name for it, joined with '; '.",
    "planned_days": "Days for which it was planned or proposed, joined with '; '.",
    "previous_value": "The number that the same claimant gave before.",
    "replaced_count": "Of these, versions that a later one of the same input replaces.",
    "report_count": "Reports of the events.",
    "source_count": "Independent sources: copies and shared agencies count once.",
    "sources": "Agencies and outlets behind it, per document, joined with '; '.",
    "speaker_country": "ISO 3166-1 alpha-3 of the state that the speaker serves.",
    "speaker_name": "Who said it, the fullest name that the corpus gives.",
    "statement": "The words as printed; runs of one quotation are joined with ' … '.",
    "statement_count": "Statements, their runs joined.",
    "states_named": "ISO 3166-1 alpha-3 of the two states that its documents name most.",
    "status_history": "Day, status, days and claimant of each report, joined with '; '.",
    "token_count": "Tokens of the articles that are counted.",
}


@dataclass(frozen=True, slots=True)
class Mart:
    """One mart: its select, the tables and marts it reads, and its columns."""

    name: str
    select: str
    reads: frozenset[str]
    description: str
    columns: tuple[Column, ...]

    @property
    def is_stored(self) -> bool:
        """Whether the database holds its rows, rather than its question."""
        return _STORED in self.select

    @property
    def as_of(self) -> str | None:
        """The select as known on ``as_of_day``; None where the mart asks for no day."""
        return self.select.replace(_AS_OF, "") if _AS_OF in self.select else None

    def dictionary_rows(self) -> Iterator[dict[str, object]]:
        """Yield the rows of ``data_dictionary`` for the mart."""
        for column in self.columns:
            yield {
                "table_name": self.name,
                "column_name": column.name,
                "type": column.type.upper(),
                "is_nullable": True,
                "description": column.description,
                "allowed_values": "; ".join(column.allowed) or None,
                **dict.fromkeys(HOW_OFTEN_RIGHT),
            }


def _empty_database() -> duckdb.DuckDBPyConnection:
    db = duckdb.connect()
    for table in TABLES.values():
        columns = ", ".join(f"{c.name} {c.type}" for c in table.published_columns)
        db.execute(f"create table {table.name} ({columns})")
    return db


@cache
def read_marts() -> tuple[Mart, ...]:
    """Return the marts, each after those it reads, bound against empty tables.

    Raises:
        duckdb.Error: a file names a table or a column that is not there.
    """
    texts = {
        file.name.removesuffix(".sql"): file.read_text(encoding="utf-8").strip().rstrip(";")
        for file in (files("pipelines") / "sql").iterdir()
        if file.name.endswith(".sql")
    }
    with _empty_database() as db:
        reads = {name: frozenset(db.get_table_names(text)) for name, text in texts.items()}
        order = TopologicalSorter({name: reads[name] & texts.keys() for name in sorted(texts)})
        marts = []
        for name in order.static_order():
            db.execute(f"create view {name} as {texts[name]}")
            found = db.execute(f"describe {name}").fetchall()
            columns = tuple(_column(column, kind) for column, kind, *_ in found)
            description = texts[name].splitlines()[0].removeprefix("--").strip()
            marts.append(Mart(name, texts[name], reads[name], description, columns))
    return tuple(marts)


def _column(name: str, kind: str) -> Column:
    known = _KNOWN.get(name)
    if known is not None:
        return replace(known, nullable=True, type=kind.lower())
    description = _OWN.get(name) or name.replace("_", " ").capitalize() + "."
    return Column(name, kind.lower(), description, True)
