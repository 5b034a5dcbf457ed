"""What a worker does: parse, or extract from, a part of some days, and write the unit's files.

A document that cannot be parsed or extracted from is named in the unit's ``_failed`` file. Which
units there are, and what becomes of their files, does not belong here.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from spacy.tokens import Doc

from pipelines.extract.pipeline import annotate, vocabulary
from pipelines.extract.rows import Row, document_rows, to_arrow
from pipelines.extract.version import VERSION
from pipelines.parse.guarded import fault, parse_guarded
from pipelines.parse.model import load_models
from pipelines.parse.stored import from_bytes, to_bytes
from pipelines.parse.version import models_version
from pipelines.read.document import Document
from pipelines.read.language import is_english
from pipelines.read.timelimit import TimeLimitError, time_limit
from pipelines.settings import Models
from pipelines.store.parquet import UNITS, read_between, read_rows, replace_file
from pipelines.tables import DOCUMENTS, EXTRACTED

PARSES = "_parses"
FAILED = "_failed"
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
DIED = "the process that worked on it died: out of memory, or compiled code failed or hung"
_DOCUMENT_FIELDS = tuple(Document.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of some days: ``pieces`` are (day, first row, one past the last row).

    ``driver`` is the process that gives it out, ``rules`` the version of the rules there.
    """

    root: Path
    pieces: tuple[tuple[date, int, int], ...]
    models: Models
    task: str
    document_seconds: float
    driver: int
    rules: str

    @property
    def folder(self) -> Path:
        """Folder of the unit's files, named by a hash of the unit: a redo overwrites itself.

        It lies in a folder named after the process that gives out the units, by which the next run
        knows what a killed one left.
        """
        name = repr((self.task, self.pieces, self.models, self.rules))
        digest = hashlib.sha256(name.encode()).hexdigest()[:16]
        return self.root / UNITS / str(self.driver) / digest

    @property
    def size(self) -> int:
        """How many documents."""
        return sum(last - first for _, first, last in self.pieces)


class RulesDifferError(ValueError):
    """A worker has other rules than the run."""


class Done(NamedTuple):
    """A unit whose files are written."""

    unit: Unit
    documents: int


def new_unit(
    root: Path,
    pieces: Iterable[tuple[date, int, int]],
    models: Models,
    task: str,
    document_seconds: float,
) -> Unit:
    """Return a unit that this process gives out."""
    return Unit(root, tuple(pieces), models, task, document_seconds, os.getpid(), VERSION)


def check_rules(unit: Unit) -> None:
    """Refuse a unit that was given out under other rules: rows of two versions would mix.

    Raises:
        RulesDifferError: a worker on another machine has another version of this package.
    """
    if unit.rules != VERSION:
        raise RulesDifferError(f"this worker has rules {VERSION}, the run has {unit.rules}")


def halves(unit: Unit) -> tuple[Unit, ...]:
    """Return the two halves of a unit; nothing for a single document."""
    if unit.size < 2:
        return ()
    room = unit.size // 2
    first: list[tuple[date, int, int]] = []
    second: list[tuple[date, int, int]] = []
    for day, a, b in unit.pieces:
        middle = min(b, a + room)
        room -= middle - a
        if middle > a:
            first.append((day, a, middle))
        if middle < b:
            second.append((day, middle, b))
    return replace(unit, pieces=tuple(first)), replace(unit, pieces=tuple(second))


def give_up(unit: Unit) -> Done:
    """Write the files of a unit whose one document kills every worker: it has failed."""
    failed = [{"document_id": d.document_id, "detail": DIED} for d in _documents(unit)]
    if unit.task == "parse":
        _write_parses(unit, [], failed)
    else:
        _write_extracted(unit, {}, failed)
    return Done(unit, unit.size)


def load_for(task: str, models: Models) -> None:
    """Load what every unit of a task needs, document or not."""
    if task == "parse":
        load_models(models)
    else:
        vocabulary()


def parse_unit(unit: Unit) -> Done:
    """Parse the documents of a unit that have no parse by its model."""
    check_rules(unit)
    documents = list(_documents(unit))
    stored = _stored(unit, documents)
    missing = [d for d in documents if stored.get(d.document_id, ("",))[0] != d.text_sha256]
    failed: list[dict[str, str]] = []
    if missing:
        nlp = load_models(unit.models)
        for document, doc in parse_guarded(missing, nlp, unit.document_seconds):
            if isinstance(doc, str):
                stored.pop(document.document_id, None)
                failed.append({"document_id": document.document_id, "detail": doc})
            else:
                stored[document.document_id] = (document.text_sha256, to_bytes(doc))
    rows: list[dict[str, object]] = [
        {
            "document_id": d.document_id,
            "published_on": d.published_on,
            "text_sha256": d.text_sha256,
            "model": models_version(unit.models),
            "parse": stored[d.document_id][1],
        }
        for d in documents
        if d.document_id in stored
    ]
    _write_parses(unit, rows, failed)
    return Done(unit, len(documents))


def extract_unit(unit: Unit) -> Done:
    """Run the extractors over the stored parses of a unit."""
    check_rules(unit)
    rows: dict[str, list[Row]] = defaultdict(list)
    failed: list[dict[str, str]] = []
    documents = list(_documents(unit))
    stored = _stored(unit, documents)
    for document in documents:
        found = _rows_of_parse(document, stored, unit.document_seconds)
        if isinstance(found, str):
            failed.append({"document_id": document.document_id, "detail": found})
            continue
        for name, some in found.items():
            rows[name] += some
    _write_extracted(unit, rows, failed)
    return Done(unit, len(documents))


def extract_rows(
    documents: Iterable[Document], models: Models, seconds: float = 0
) -> Iterator[tuple[Document, dict[str, list[Row]] | str]]:
    """Yield each document with its rows by table, without storing anything (``extract``).

    Where a document fails, or takes longer than ``seconds`` (0: no limit), what went wrong stands
    in place of its rows.

    Raises:
        ValueError: a model does not exist.
    """
    for document, doc in parse_guarded(documents, load_models(models), seconds):
        yield document, doc if isinstance(doc, str) else _rows_or_fault(document, doc, seconds)


def _rows_of_parse(
    document: Document, stored: dict[str, tuple[str, bytes]], seconds: float
) -> dict[str, list[Row]] | str:
    doc = from_bytes(stored[document.document_id][1], document, vocabulary())
    return _rows_or_fault(document, doc, seconds)


def _rows_or_fault(document: Document, doc: Doc, seconds: float) -> dict[str, list[Row]] | str:
    try:
        with time_limit(seconds):
            rows = document_rows(document, annotate(doc))
    # any fault of a rule: the document is named, the run goes on
    except (Exception, TimeLimitError) as error:
        return fault(error)
    if is_english(document.language):
        return rows
    # the rules are English: what they would find in another language is no fact
    return {name: found if name == "sentences" else [] for name, found in rows.items()}


def _documents(unit: Unit) -> Iterator[Document]:
    for day, first, last in unit.pieces:
        rows = read_rows(unit.root, "documents", day, DOCUMENTS.stored_schema, first, last)
        for row in rows.select(_DOCUMENT_FIELDS).to_pylist():
            yield Document(**row)


def _stored(unit: Unit, documents: list[Document]) -> dict[str, tuple[str, bytes]]:
    """Return {document_id: (text hash, parse)} of what was parsed before by the same model."""
    by_day: dict[date | None, list[str]] = defaultdict(list)
    for document in documents:
        by_day[document.published_on].append(document.document_id)
    found: dict[str, tuple[str, bytes]] = {}
    for day, ids in by_day.items():
        if day is None:  # a day's documents have one
            continue
        bounds = (min(ids), max(ids))
        rows = read_between(unit.root, PARSES, day, PARSE_SCHEMA, "document_id", bounds)
        for row in rows.to_pylist():
            if row["model"] == models_version(unit.models):
                found[row["document_id"]] = (row["text_sha256"], row["parse"])
    return found


def _write_parses(unit: Unit, rows: list[dict[str, object]], failed: list[dict[str, str]]) -> None:
    replace_file(unit.folder / f"{PARSES}.parquet", pa.Table.from_pylist(rows, schema=PARSE_SCHEMA))
    _write_failed(unit, failed)


def _write_extracted(unit: Unit, rows: dict[str, list[Row]], failed: list[dict[str, str]]) -> None:
    for table in EXTRACTED:
        found = to_arrow(table.name, rows.get(table.name, []))
        replace_file(unit.folder / f"{table.name}.parquet", found)
    _write_failed(unit, failed)


def _write_failed(unit: Unit, failed: list[dict[str, str]]) -> None:
    rows = pa.Table.from_pylist(failed, schema=FAILED_SCHEMA)
    replace_file(unit.folder / f"{FAILED}.parquet", rows)
