"""Intake: new and changed files -> landed documents by day, and outcomes in the ledger.

What a file holds is the reading room's matter; here it is decided which files to look at, and what
they gave is put where the daily tables find it.
"""

import hashlib
import os
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa

from pipelines.extract.rows import document_row
from pipelines.read.document import Document
from pipelines.read.inputs import list_files, read_file
from pipelines.read.record import Limits
from pipelines.read.reject import Reject
from pipelines.settings import Settings
from pipelines.store.ledger import FileStamp, Ledger
from pipelines.store.mending import step
from pipelines.store.parquet import (
    UNITS,
    day_file,
    read_column,
    read_day,
    replace_file,
    sweep,
    sweep_units,
)
from pipelines.store.pending import code_version
from pipelines.store.progress import report
from pipelines.tables import DOCUMENTS

LANDED = "_landed"
FAILED_UNDER = "failed_under"  # the rules under which an extraction failed last
# Outcomes held before they are written, and characters: bounds memory. Each flush writes the days
# that it touches anew, so of a day of a million texts fewer, larger ones are cheaper.
FLUSH = 20_000
FLUSH_CHARS = 50_000_000


@dataclass(slots=True)
class Intake:
    """What one look at the inputs found."""

    files: int = 0
    read: int = 0
    documents: int = 0
    rejects: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    days: set[date] = field(default_factory=set)


def limits_of(settings: Settings) -> Limits:
    """Return what a run takes as an article."""
    return Limits(
        today=settings.clock().date(),
        first_day=settings.first_day,
        longest_document_chars=settings.longest_document_chars,
        english_only=settings.language_reject,
        use_file_time=settings.use_file_time,
        repair_text=settings.repair_text,
        largest_file_bytes=settings.largest_file_bytes,
        largest_member_bytes=settings.largest_member_bytes,
        largest_archive_bytes=settings.largest_archive_bytes,
        most_archive_members=settings.most_archive_members,
        archive_depth=settings.archive_depth,
        columns=settings.columns,
        record_seconds=settings.document_seconds,
    )


@step
def take_in(
    settings: Settings,
    inputs: list[Path] | None = None,
) -> Intake:
    """Read new or changed files of the inputs (default: the inbox) and land what they hold.

    Raises:
        InputMissingError: an input does not exist.
    """
    sweep(settings.warehouse)
    sweep_units(settings.parquet / UNITS)
    limits, now = limits_of(settings), settings.clock()
    stamp = settings.limits_stamp
    result = Intake()
    named = [path.resolve() for path in inputs or [settings.inbox]]
    with Ledger(settings.ledger) as ledger:
        for place in named:
            root = str(place if place.is_dir() else place.parent)
            known = ledger.known_files(root, stamp)
            files = list(list_files([place]))
            landing = _Landing(settings, ledger, root, limits, stamp, now, result)
            landing.waiting = ledger.future_dated(root)
            if ledger.get(FAILED_UNDER) != code_version(settings):
                landing.waiting |= ledger.failed(root)
            for uri, path in files:
                result.files += 1
                landing.take(uri, path, known.get(uri))
                report("read", 1, len(files))
            landing.flush()
    return result


@dataclass(slots=True)
class _Landing:
    """One root being taken in: what was read is held until ``flush`` writes it."""

    settings: Settings
    ledger: Ledger
    root: str
    limits: Limits
    stamp: str
    now: datetime
    result: Intake
    waiting: frozenset[str] = frozenset()
    seen_before: dict[tuple[str, str], tuple[str | None, str]] = field(default_factory=dict)
    held: dict[str, Document] = field(default_factory=dict)
    outcomes: list[tuple[str, Document | Reject]] = field(default_factory=list)
    files: list[tuple[str, FileStamp, str, int | None]] = field(default_factory=list)
    held_chars: int = 0

    def take(self, uri: str, path: Path, known: FileStamp | None) -> None:
        """Read one file unless it is known and unchanged."""
        try:
            status = path.lstat()
        except FileNotFoundError:  # gone since it was listed
            return
        stamp = FileStamp(status.st_size, status.st_mtime_ns)
        waiting = uri in self.waiting
        if known == stamp and not waiting:
            return
        content = _hash(path)
        if not waiting and content == self.ledger.content_hash(self.root, uri, self.stamp):
            self.files.append((uri, stamp, content, None))
            return
        self.result.read += 1
        before = self.ledger.outcomes_of(self.root, uri)
        self.seen_before |= {(uri, record): found for record, found in before.items()}
        self.ledger.clear_file(self.root, uri)
        records = 0
        for outcome in read_file(uri, path, self.limits):
            records += 1
            self._hold(uri, outcome)
            if len(self.outcomes) >= FLUSH or self.held_chars >= FLUSH_CHARS:
                self.flush()
        self.files.append((uri, stamp, content, records))

    def _hold(self, file_uri: str, outcome: Document | Reject) -> None:
        if isinstance(outcome, Document):
            owner = self.ledger.owner(outcome.document_id)
            other = self.held.get(outcome.document_id)
            if other is not None or owner is not None:
                first = other.uri if other else owner
                size = len(outcome.text.encode("utf-8", "surrogatepass"))
                outcome = Reject(outcome.uri, "duplicate_file", f"same text as {first}", size)
            else:
                self.held[outcome.document_id] = outcome
                self.held_chars += len(outcome.text)
        self.outcomes.append((file_uri, outcome))

    def flush(self) -> None:
        """Write held documents to their days, then their outcomes to the ledger."""
        by_day: dict[date, list[Document]] = defaultdict(list)
        for document in self.held.values():
            if document.published_on is not None:
                by_day[document.published_on].append(document)
        # first the days wait, then the documents land, then they have an outcome: a run that is
        # killed in between leaves days that wait in vain, never a document that nobody waits for
        with self.ledger.transaction():
            self.ledger.touch(self._new_days(by_day))
        touched = {
            day
            for day, documents in by_day.items()
            if land(self.settings, day, documents, self.now)
        }
        with self.ledger.transaction():
            for file_uri, outcome in self.outcomes:
                self._record(file_uri, outcome)
            for uri, stamp, content, records in self.files:
                self.ledger.set_file(self.root, uri, stamp, content, self.stamp, records)
            self.ledger.touch(touched)
        self.result.days |= touched
        self.held.clear()
        self.held_chars = 0
        self.outcomes.clear()
        self.files.clear()

    def _new_days(self, by_day: dict[date, list[Document]]) -> set[date]:
        """Return the days that get a document, and those that a lost ledger does not know."""
        known = self.ledger.known_days()
        return {
            day
            for day, documents in by_day.items()
            if day not in known or new_documents(self.settings, day, documents)
        }

    def _record(self, file_uri: str, outcome: Document | Reject) -> None:
        if isinstance(outcome, Reject):
            reason, seen_at = self.seen_before.get((file_uri, outcome.uri), (None, ""))
            first = datetime.fromisoformat(seen_at) if reason == outcome.reason else self.now
            self.ledger.add_reject(self.root, file_uri, outcome, first)
            self.result.rejects[outcome.reason] += 1
        elif outcome.published_on is not None:
            self.ledger.add_document(
                self.root,
                file_uri,
                outcome.uri,
                outcome.document_id,
                outcome.published_on,
                self.now,
            )
            self.result.documents += 1


def land(settings: Settings, day: date, documents: list[Document], now: datetime) -> bool:
    """Add documents to the landed ones of a day; return whether there was a new one.

    A text that is there already keeps its row, and so the time when it was first seen.
    """
    new = new_documents(settings, day, documents)
    if not new:
        return False
    schema = DOCUMENTS.stored_schema
    there = read_day(settings.parquet, LANDED, day, schema)
    added = pa.Table.from_pylist([document_row(d, now) for d in new], schema=schema)
    rows = pa.concat_tables([there, added])
    replace_file(day_file(settings.parquet, LANDED, day), rows.sort_by("document_id"))
    return True


def new_documents(settings: Settings, day: date, documents: list[Document]) -> list[Document]:
    """Return those that are not landed."""
    known = set(read_column(settings.parquet, LANDED, day, "document_id"))
    return [d for d in documents if d.document_id not in known]


def landed(settings: Settings, day: date, gone: set[str]) -> pa.Table:
    """Return the landed documents of a day, without those that are gone."""
    return _without(read_day(settings.parquet, LANDED, day, DOCUMENTS.stored_schema), gone)


def remove(settings: Settings, day: date, document_ids: set[str], table: str = LANDED) -> None:
    """Take documents out of the landed (or published) ones of a day."""
    rows = read_day(settings.parquet, table, day, DOCUMENTS.stored_schema)
    replace_file(day_file(settings.parquet, table, day), _without(rows, document_ids))


def _without(rows: pa.Table, document_ids: set[str]) -> pa.Table:
    import pyarrow.compute as pc

    given = pa.array(sorted(document_ids), pa.string())
    return rows.filter(pc.invert(pc.is_in(rows["document_id"], value_set=given)))


def _hash(path: Path) -> str:
    if path.is_symlink():
        return f"link:{os.fsdecode(path.readlink())!a}"
    if not path.is_file():  # to open a pipe waits for its other end
        return "no regular file"
    try:
        with path.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable:{error.errno}"


@step
def forget_input(settings: Settings, uri: str) -> int | None:
    """Take the documents of an input out; return how many, or None for an unknown input.

    The next run writes the days and the published tables without them.
    """
    with Ledger(settings.ledger) as ledger:
        if not ledger.knows(uri):
            return None
        with ledger.transaction():
            gone = ledger.forget(uri)
            by_day: dict[date, set[str]] = defaultdict(set)
            for document_id, day in gone:
                by_day[day].add(document_id)
            ledger.touch(by_day)
    for day, ids in by_day.items():
        remove(settings, day, ids)
    return len(gone)
