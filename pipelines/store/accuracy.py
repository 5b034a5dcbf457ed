"""The accuracy card: how often each extracted column is right, from ``accuracy.csv``.

``python -m bench.accuracy`` writes the CSV, a line per column and material; here it becomes the
rows of ``accuracy_card``, and the figures that ``data_dictionary`` shows beside each column.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache

from pipelines.settings import reference_path
from pipelines.tables import EXTRACTED, LINKED, TABLES

MEASURES = ("precision", "recall", "f1", "accuracy")
NOT_MEASURED = "not measured"
#: The project's own kind of news, never read, says most; what rules were written with, least.
_TRUSTED = ("own, open", "public", "own, sealed")
#: Said by the input, or counted, copied and made from other columns: nothing to get wrong.
_GIVEN = frozenset(
    ("document_id", "published_on", "sentence_no", "start_char", "end_char", "rule", "uri",
     "reported_on", "first_reported_on", "last_reported_on", "token_count")
)  # fmt: skip
_READ = ("published_on", "published_on_basis", "title", "byline", "dateline_place", "publisher",
         "language", "text", "duplicate_of", "superseded_by")  # fmt: skip

Row = dict[str, object]


@cache
def extracted_columns() -> tuple[tuple[str, str], ...]:
    """Return (table, column) of all that is read from texts or judged across them."""
    found = [("documents", name) for name in _READ]
    for table in (*EXTRACTED, *LINKED):
        own = table.key[:1] if len(table.key) == 1 else ()
        found += [
            (table.name, c.name)
            for c in table.published_columns
            if c.name not in (*own, *_GIVEN) and not c.name.endswith("_count")
        ]
    return tuple(found)


@cache
def _lines() -> tuple[dict[str, str], ...]:
    with reference_path("accuracy.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def card_rows() -> Iterator[Row]:
    """Yield the rows of ``accuracy_card``: what was measured, then what never was."""
    measured = set()
    for line in _lines():
        measured.add((line["table_name"], line["column_name"]))
        for measure in MEASURES:
            if line[measure]:
                yield {
                    "table_name": line["table_name"],
                    "column_name": line["column_name"],
                    "measure": measure,
                    "value": float(line[measure]),
                    "sample_size": int(line["sample_size"]),
                    "basis": line["basis"],
                    "material": line["material"],
                    "measured_on": date.fromisoformat(line["measured_on"]),
                    "counted": line["counted"],
                }
    for table, column in extracted_columns():
        if (table, column) not in measured:
            for measure in ("precision", "recall"):
                yield {
                    **dict.fromkeys(c.name for c in TABLES["accuracy_card"].published_columns),
                    "table_name": table,
                    "column_name": column,
                    "measure": measure,
                    "basis": NOT_MEASURED,
                }


def headline(table: str, column: str) -> Row:
    """Return what the dictionary shows of a column: the most telling line with both shares.

    Where no line has both, that which has one; nothing for a column that is not extracted.
    """
    lines = [n for n in _lines() if (n["table_name"], n["column_name"]) == (table, column)]
    if not lines:
        return {"accuracy_basis": NOT_MEASURED} if (table, column) in extracted_columns() else {}
    best = max(
        lines,
        key=lambda n: (
            bool(n["precision"] and n["recall"]),
            bool(n["precision"] or n["recall"]),
            _TRUSTED.index(n["material"]),
            int(n["sample_size"]),
        ),
    )
    return {
        "precision": float(best["precision"]) if best["precision"] else None,
        "recall": float(best["recall"]) if best["recall"] else None,
        "sample_size": int(best["sample_size"]),
        "accuracy_basis": best["basis"],
        "measured_on": date.fromisoformat(best["measured_on"]),
    }
