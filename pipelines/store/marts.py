"""The marts: one select a file of ``pipelines/sql``, its first comment line is its description."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files

import duckdb

from pipelines.columns import Column
from pipelines.tables import TABLES

# A mart may rename what it shows; a column that keeps its name keeps its description.
_KNOWN = {c.name: c for t in reversed(TABLES.values()) for c in t.published_columns}
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
}


@dataclass(frozen=True, slots=True)
class Mart:
    """One mart: its select, the tables and marts it reads, and its columns."""

    name: str
    select: str
    reads: frozenset[str]
    description: str
    columns: tuple[Column, ...]

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
