"""The per-document tables without a warehouse: flat files, or Arrow tables in memory."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.extract.rows import Row, document_row
from pipelines.read.document import Document
from pipelines.read.inputs import count_records, list_files, read_file
from pipelines.read.record import Limits, Raw
from pipelines.read.reject import Reject
from pipelines.read.text import to_document
from pipelines.settings import Settings, load_settings
from pipelines.store.landing import limits_of
from pipelines.store.progress import report
from pipelines.store.units import extract_rows
from pipelines.tables import DAILY, TABLES

BATCH_ROWS = 20_000


def flat_limits(settings: Settings) -> Limits:
    """Return what ``extract`` takes: undated texts too."""
    return replace(limits_of(settings), undated_allowed=True)


def read_documents(
    inputs: list[Path], settings: Settings, rejects: list[Reject]
) -> Iterator[Document]:
    """Yield the distinct documents of the inputs; what was not taken is added to ``rejects``.

    Raises:
        InputMissingError: an input does not exist.
    """
    limits = flat_limits(settings)
    seen: dict[str, str] = {}
    for uri, path in list_files(inputs):
        for outcome in read_file(uri, path, limits):
            if isinstance(outcome, Reject):
                rejects.append(outcome)
            elif outcome.document_id in seen:
                detail = f"same text as {seen[outcome.document_id]}"
                size = len(outcome.text.encode("utf-8", "surrogatepass"))
                rejects.append(Reject(outcome.uri, "duplicate_file", detail, size))
            else:
                seen[outcome.document_id] = outcome.uri
                yield outcome


def write_flat(
    inputs: list[Path],
    output: Path,
    settings: Settings,
) -> dict[str, int]:
    """Write ``<table>.parquet`` for every per-document table and rejects; return rows by table.

    Columns are those of the contract; what only the whole corpus tells is NULL. Memory is bounded:
    rows are written as they come.
    """
    output.mkdir(parents=True, exist_ok=True)
    rejects: list[Reject] = []
    now = settings.clock()
    with _Writers(output) as writers:
        documents = read_documents(inputs, settings, rejects)
        total = count_records(inputs)
        for document, rows in extract_rows(documents, settings.models, settings.document_seconds):
            if isinstance(rows, str):
                size = len(document.text.encode("utf-8", "surrogatepass"))
                rejects.append(Reject(document.uri, "extraction_failed", rows, size))
            else:
                writers.add({**rows, "documents": [_counted_row(document, rows, now)]})
            report("extract", 1, total)
        writers.add(
            {
                "rejects": [
                    {
                        "uri": r.uri,
                        "reason": r.reason,
                        "detail": r.detail,
                        "seen_at": now,
                        "byte_count": r.byte_count,
                    }
                    for r in rejects
                ]
            }
        )
        return dict(writers.counts)


def _counted_row(document: Document, rows: dict[str, list[Row]], now: datetime | None) -> Row:
    """Return the row of ``documents`` with the counts that a warehouse joins in."""
    sentences = rows["sentences"]
    return {
        **document_row(document, now),
        "token_count": sum(int(row["token_count"]) for row in sentences),  # type: ignore[call-overload]
        "sentence_count": len(sentences),
    }


class _Writers:
    """One open Parquet file per table; rows are held until there are enough for a row group."""

    def __init__(self, output: Path) -> None:
        self.counts: dict[str, int] = {t.name: 0 for t in (*DAILY, TABLES["rejects"])}
        self._held: dict[str, list[Row]] = defaultdict(list)
        self._files = {
            name: pq.ParquetWriter(
                output / f"{name}.parquet", TABLES[name].published_schema, compression="zstd"
            )
            for name in self.counts
        }

    def __enter__(self) -> "_Writers":
        return self

    def __exit__(self, *_: object) -> None:
        for name, file in self._files.items():
            self._flush(name)
            file.close()

    def add(self, rows: dict[str, list[Row]]) -> None:
        for name, found in rows.items():
            self._held[name] += found
            self.counts[name] += len(found)
            if len(self._held[name]) >= BATCH_ROWS:
                self._flush(name)

    def _flush(self, name: str) -> None:
        schema = TABLES[name].published_schema
        self._files[name].write_table(pa.Table.from_pylist(self._held.pop(name, []), schema=schema))


def text_tables(text: str, published_on: date | str | None) -> dict[str, pa.Table]:
    """Return the per-document tables of one text.

    Raises:
        ValueError: the text is no article, or the day is no day.
    """
    settings = load_settings()
    day = date.fromisoformat(published_on) if isinstance(published_on, str) else published_on
    raw = Raw(
        uri="text",
        format="txt",
        text=text,
        byte_count=len(text),
        published_on=day,
        published_on_basis="metadata",
    )
    outcome = to_document(raw, flat_limits(settings))
    if isinstance(outcome, Reject):
        raise ValueError(f"{outcome.reason}: {outcome.detail}")
    [(_, rows)] = extract_rows([outcome], settings.models, settings.document_seconds)
    if isinstance(rows, str):
        raise ValueError(f"extraction_failed: {rows}")
    rows["documents"] = [_counted_row(outcome, rows, None)]
    return {t.name: pa.Table.from_pylist(rows[t.name], schema=t.published_schema) for t in DAILY}
