"""A day's documents -> its parses -> its tables, for any set of days, in units of bounded size."""

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from spacy.tokens import Doc

from pipelines.extract.pipeline import annotate, vocabulary
from pipelines.extract.rows import Row, document_rows, to_arrow
from pipelines.extract.version import VERSION
from pipelines.parse.documents import parse_documents
from pipelines.parse.engines import map_units
from pipelines.parse.model import load_models
from pipelines.parse.stored import from_bytes, to_bytes
from pipelines.parse.version import models_version
from pipelines.read.document import Document
from pipelines.read.language import is_english
from pipelines.settings import Models, Settings
from pipelines.store.landing import FAILED_UNDER, LANDED, remove
from pipelines.store.ledger import Ledger
from pipelines.store.parquet import (
    day_file,
    read_day,
    replace_file,
    split_days,
)
from pipelines.store.pending import code_version
from pipelines.store.progress import report
from pipelines.tables import DAILY, DOCUMENTS, EXTRACTED

PARSES = "_parses"
UNITS = "_units"
UNIT_DOCUMENTS = 256
WAVE_DOCUMENTS = 4_096
PARSE_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("published_on", pa.date32()),
        ("text_sha256", pa.string()),
        ("model", pa.string()),
        ("parse", pa.binary()),
    ]
)
FAILED_SCHEMA = pa.schema([("document_id", pa.string()), ("detail", pa.string())])
_DOCUMENT_FIELDS = tuple(Document.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of some days: ``pieces`` are (day, first row, one past the last row)."""

    root: Path
    pieces: tuple[tuple[date, int, int], ...]
    models: Models
    task: str

    @property
    def folder(self) -> Path:
        """Folder of the unit's files, named by a hash of the unit: a redo overwrites itself."""
        name = repr((self.task, self.pieces, self.models, VERSION))
        return self.root / UNITS / hashlib.sha256(name.encode()).hexdigest()[:16]


def write_documents(settings: Settings, days: Iterable[date]) -> dict[str, int]:
    """Publish the landed documents of the days; return rows by table."""
    days = list(days)
    with Ledger(settings.ledger) as ledger, ledger.transaction():
        ledger.take(days)
    count = 0
    for day in days:
        rows = read_day(settings.parquet, LANDED, day, DOCUMENTS.stored_schema)
        replace_file(day_file(settings.parquet, "documents", day), rows)
        count += rows.num_rows
    return {"documents": count}


def write_parses(settings: Settings, days: Iterable[date]) -> dict[str, int]:
    """Parse the documents of the days that have no parse by this model; return rows by table."""
    count, days = 0, list(days)
    total = _document_count(settings, days)
    for wave, units in _waves(settings, days, "parse"):
        _run("parse", units, _parse_unit, settings.jobs, total)
        for day, rows in split_days(_gather(units, PARSES, PARSE_SCHEMA), wave):
            replace_file(day_file(settings.parquet, PARSES, day), rows)
            count += rows.num_rows
        _clear(units)
    return {PARSES: count}


def write_extracted(settings: Settings, days: Iterable[date]) -> dict[str, int]:
    """Run the extractors over the parses of the days; return rows by table.

    A document whose extraction raises becomes a reject (extraction_failed), and the rest goes on.
    """
    counts: dict[str, int] = dict.fromkeys((t.name for t in EXTRACTED), 0)
    days = list(days)
    total = _document_count(settings, days)
    for wave, units in _waves(settings, days, "extract"):
        _run("extract", units, _extract_unit, settings.jobs, total)
        _fail(settings, _gather(units, "_failed", FAILED_SCHEMA).to_pylist(), wave)
        for table in EXTRACTED:
            rows = _gather(units, table.name, table.stored_schema)
            counts[table.name] += rows.num_rows
            for day, part in split_days(rows, wave):
                replace_file(day_file(settings.parquet, table.name, day), part)
        _clear(units)
        with Ledger(settings.ledger) as ledger, ledger.transaction():
            ledger.finish(wave, code_version(settings))
    return counts


def process_days(settings: Settings, days: Iterable[date]) -> dict[str, dict[date, int]]:
    """Do all of the above for days that need not be contiguous; return rows by table and day."""
    days = sorted(days)
    write_documents(settings, days)
    write_parses(settings, days)
    write_extracted(settings, days)
    return row_counts(settings, days)


def row_counts(settings: Settings, days: Iterable[date]) -> dict[str, dict[date, int]]:
    """Return how many rows each daily table holds for each of the days."""
    tables = [t.name for t in DAILY] + [PARSES]
    return {
        table: {
            day: pq.read_metadata(path).num_rows
            for day in days
            if (path := day_file(settings.parquet, table, day)).exists()
        }
        for table in tables
    }


def _waves(
    settings: Settings, days: Iterable[date], task: str
) -> Iterator[tuple[list[date], list[Unit]]]:
    """Yield days in waves of bounded size, each with its units."""
    wave: list[date] = []
    pieces: list[tuple[date, int, int]] = []
    held = 0
    for day in sorted(days):
        path = day_file(settings.parquet, "documents", day)
        count = pq.read_metadata(path).num_rows if path.exists() else 0
        pieces += [
            (day, a, min(a + UNIT_DOCUMENTS, count)) for a in range(0, count, UNIT_DOCUMENTS)
        ]
        wave.append(day)
        held += count
        if held >= WAVE_DOCUMENTS:
            yield wave, list(_units(settings, pieces, task))
            wave, pieces, held = [], [], 0
    if wave:
        yield wave, list(_units(settings, pieces, task))


def _units(settings: Settings, pieces: list[tuple[date, int, int]], task: str) -> Iterator[Unit]:
    group: list[tuple[date, int, int]] = []
    size = 0
    share = sum(b - a for _, a, b in pieces) / max(1, settings.jobs)
    for piece in pieces:
        group.append(piece)
        size += piece[2] - piece[1]
        if size >= min(UNIT_DOCUMENTS, max(16, share / 2)):
            yield Unit(settings.parquet, tuple(group), settings.models, task)
            group, size = [], 0
    if group:
        yield Unit(settings.parquet, tuple(group), settings.models, task)


def _document_count(settings: Settings, days: Iterable[date]) -> int:
    paths = (day_file(settings.parquet, "documents", day) for day in days)
    return sum(pq.read_metadata(path).num_rows for path in paths if path.exists())


def _run(
    stage: str, units: list[Unit], function: Callable[[Unit], int], jobs: int, total: int
) -> None:
    for count in map_units(function, units, jobs):
        report(stage, count, total)


def _documents(unit: Unit) -> Iterator[Document]:
    for day, first, last in unit.pieces:
        rows = read_day(unit.root, "documents", day, DOCUMENTS.stored_schema)
        for row in rows.slice(first, last - first).select(_DOCUMENT_FIELDS).to_pylist():
            yield Document(**row)


def _stored(unit: Unit) -> dict[str, tuple[str, bytes]]:
    """Return {document_id: (text hash, parse)} of what was parsed before by the same model."""
    found: dict[str, tuple[str, bytes]] = {}
    for day in {day for day, _, _ in unit.pieces}:
        for row in read_day(unit.root, PARSES, day, PARSE_SCHEMA).to_pylist():
            if row["model"] == models_version(unit.models):
                found[row["document_id"]] = (row["text_sha256"], row["parse"])
    return found


def _parse_unit(unit: Unit) -> int:
    stored = _stored(unit)
    documents = list(_documents(unit))
    missing = [d for d in documents if stored.get(d.document_id, ("",))[0] != d.text_sha256]
    if missing:
        for document, doc in parse_documents(missing, load_models(unit.models)):
            stored[document.document_id] = (document.text_sha256, to_bytes(doc))
    rows = [
        {
            "document_id": d.document_id,
            "published_on": d.published_on,
            "text_sha256": d.text_sha256,
            "model": models_version(unit.models),
            "parse": stored[d.document_id][1],
        }
        for d in documents
    ]
    replace_file(unit.folder / f"{PARSES}.parquet", pa.Table.from_pylist(rows, schema=PARSE_SCHEMA))
    return len(documents)


def _extract_unit(unit: Unit) -> int:
    rows: dict[str, list[Row]] = defaultdict(list)
    failed: list[dict[str, str]] = []
    stored = _stored(unit)
    documents = _documents(unit)
    count = 0
    while batch := list(islice(documents, 32)):
        for document in batch:
            count += 1
            found = _rows_or_fault(document, _doc(document, stored))
            if isinstance(found, str):
                failed.append({"document_id": document.document_id, "detail": found})
                continue
            for name, some in found.items():
                rows[name] += some
    for table in EXTRACTED:
        replace_file(unit.folder / f"{table.name}.parquet", to_arrow(table.name, rows[table.name]))
    replace_file(
        unit.folder / "_failed.parquet", pa.Table.from_pylist(failed, schema=FAILED_SCHEMA)
    )
    return count


def _doc(document: Document, stored: dict[str, tuple[str, bytes]]) -> Doc:
    return from_bytes(stored[document.document_id][1], document, vocabulary())


def _gather(units: list[Unit], table: str, schema: pa.Schema) -> pa.Table:
    parts = [pq.ParquetFile(u.folder / f"{table}.parquet").read().cast(schema) for u in units]
    return pa.concat_tables(parts) if parts else schema.empty_table()


def _clear(units: list[Unit]) -> None:
    for unit in units:
        for path in unit.folder.glob("*"):
            path.unlink()
        unit.folder.rmdir()
    with contextlib.suppress(OSError):  # another run's units may lie there
        for unit in units[:1]:
            unit.folder.parent.rmdir()


def _fail(settings: Settings, failed: list[dict[str, str]], days: list[date]) -> None:
    if not failed:
        return
    ids = {row["document_id"] for row in failed}
    with Ledger(settings.ledger) as ledger, ledger.transaction():
        for row in failed:
            ledger.fail(row["document_id"], row["detail"])
        ledger.put(FAILED_UNDER, code_version(settings))
    for day in days:
        remove(settings, day, ids)
    write_documents(settings, days)


def extract_rows(
    documents: Iterable[Document], models: Models
) -> Iterator[tuple[Document, dict[str, list[Row]] | str]]:
    """Yield each document with its rows by table, without storing anything (``extract``).

    Where the extraction of a document raises, the text of the error stands in place of its rows.

    Raises:
        ValueError: a model does not exist.
    """
    for document, doc in parse_documents(documents, load_models(models)):
        yield document, _rows_or_fault(document, doc)


def _rows_or_fault(document: Document, doc: Doc) -> dict[str, list[Row]] | str:
    try:
        rows = document_rows(document, annotate(doc))
        if is_english(document.language):
            return rows
        # the rules are English: what they would find in another language is no fact
        return {name: found if name == "sentences" else [] for name, found in rows.items()}
    except Exception as error:  # any fault of a rule: the document is named, the run goes on
        return f"{type(error).__name__}: {error}"[:500]
