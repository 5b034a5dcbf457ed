"""What Dagster shows of a table: column schema, description, row counts, a preview of rows."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq

from pipelines.columns import Column
from pipelines.store.parquet import TEMPORARY

PREVIEW_ROWS = 8
CELL = 80
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


def column_schema(columns: Iterable[Column]) -> dg.TableSchema:
    """Return the columns as Dagster's catalogue shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                c.name,
                c.type,
                description=c.description,
                constraints=dg.TableColumnConstraints(nullable=c.nullable),
            )
            for c in columns
        ]
    )


def cell(value: object) -> str:
    r"""Return a value as one inert Markdown table cell; news text is hostile.

    >>> print(cell("<b>x</b> | [a](b)"))
    &lt;b&gt;x&lt;/b&gt; \| \[a\]\(b\)
    """
    text = "" if value is None else " ".join(str(value).split())
    text = text if len(text) <= CELL else text[: CELL - 1] + "…"
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False))


def markdown(rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as a Markdown table."""
    if not rows:
        return "*no rows*"
    names = list(rows[0])
    lines = ["| " + " | ".join(map(cell, names)) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(cell(row[n]) for n in names) + " |" for row in rows]
    return "\n".join(lines)


def preview(files: Iterable[Path]) -> dg.MarkdownMetadataValue:
    """Return the first rows of the files as metadata."""
    rows: list[Mapping[str, object]] = []
    for path in files:
        if len(rows) >= PREVIEW_ROWS:
            break
        if path.exists() and TEMPORARY not in path.name:
            for batch in pq.ParquetFile(path).iter_batches(batch_size=PREVIEW_ROWS):
                rows += batch.to_pylist()
                break
    return dg.MetadataValue.md(markdown(rows[:PREVIEW_ROWS]))
