"""How many rows each publication had, and whether the last one's counts are out of the ordinary.

A rule that stops to find anything breaks no contract: every row that is left is right. It shows in
the counts beside those of the runs before.
"""

import json
from dataclasses import dataclass
from statistics import median

import duckdb

from pipelines.settings import Settings
from pipelines.store.ledger import Ledger
from pipelines.tables import EXTRACTED

RUNS = 7  # publications that a new one is compared with
ENOUGH = 100  # rows: fewer double or halve by chance
FALL = 0.8  # of the rows before: a warehouse only grows, but for what is forgotten or read better
RATE = 1.5  # rows a document, up or down: other news is longer or shorter, not by half


@dataclass(frozen=True, slots=True)
class Unusual:
    """A table whose rows are far from those of the last runs."""

    table: str
    rows: int
    expected: int


def table_counts(settings: Settings) -> dict[str, int]:
    """Return the rows of every table and mart of the database."""
    with duckdb.connect(str(settings.database), read_only=True) as db:
        names = [n for (n,) in db.execute("select table_name from duckdb_tables()").fetchall()]
        if not names:
            return {}
        query = " union all ".join(f"select '{n}', count(*) from {n}" for n in sorted(names))
        return dict(db.execute(query).fetchall())


def remember(settings: Settings, publication: str) -> None:
    """Keep the counts of what was published under that key."""
    counts = json.dumps(table_counts(settings))
    with Ledger(settings.ledger) as ledger:
        ledger.add_publication(publication, settings.clock(), counts)


def unusual_counts(settings: Settings, publication: str) -> list[Unusual]:
    """Return the tables of the database whose counts are far from those of the last publications.

    Args:
        settings: Where the warehouse is.
        publication: Key of the one that is judged: it is not compared with itself.
    """
    with Ledger(settings.ledger) as ledger:
        before = [json.loads(counts) for counts in ledger.publications(publication, RUNS)]
    now = table_counts(settings)
    found = [
        Unusual(table, rows, expected)
        for table, rows in now.items()
        if (expected := _expected(table, before)) >= ENOUGH and rows < FALL * expected
    ]
    named = {unusual.table for unusual in found}
    documents = now.get("documents", 0)
    for table in EXTRACTED:
        rates = [c[table.name] / c["documents"] for c in before if c.get("documents", 0) >= ENOUGH]
        if not rates or documents < ENOUGH or table.name in named:
            continue
        expected = round(median(rates) * documents)
        rows = now[table.name]
        if expected >= ENOUGH and not expected / RATE <= rows <= expected * RATE:
            found.append(Unusual(table.name, rows, expected))
    return found


def _expected(table: str, before: list[dict[str, int]]) -> int:
    counts = [counts[table] for counts in before if table in counts]
    return int(median(counts)) if counts else 0
