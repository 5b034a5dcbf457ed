"""The ledger: every input with its one outcome, and the days that wait for their rows.

A SQLite file (transactions survive a kill). Inputs are known by (root, uri): the folder that was
named and the place below it. ``rejects`` is read from here.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipelines.read.reject import Reject
from pipelines.store.parquet import CorruptFileError

_SCHEMA = """
create table if not exists files (
  root text, uri text, size integer, mtime_ns integer, content_hash text, limits text,
  records integer, primary key (root, uri)) without rowid;
create table if not exists outcomes (
  root text, file_uri text, uri text, document_id text, published_on text, reason text,
  detail text, byte_count integer, seen_at text, primary key (root, file_uri, uri)) without rowid;
create index if not exists outcome_document on outcomes (document_id);
create table if not exists versions (
  root text, file_uri text, uri text, document_id text, published_on text, sequence integer,
  primary key (root, uri, document_id)) without rowid;
create table if not exists days (
  published_on text primary key, touched integer, taken integer default 0,
  done integer default 0, version text
) without rowid;
create table if not exists gone (document_id text primary key) without rowid;
create table if not exists publications (
  key text primary key, published_at text, counts text);
create table if not exists state (name text primary key, value text) without rowid;
"""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells whether a file has changed since it was read."""

    size: int
    mtime_ns: int


class Ledger:
    """The open ledger of one warehouse; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open or create the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
        try:
            self._db.execute("pragma journal_mode=wal")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self._db.close()
            if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise
            raise CorruptFileError(
                f"{path}: {error}; without it, the next run reads every input again"
            ) from None
        if "records" not in {row[1] for row in self._db.execute("pragma table_info(files)")}:
            self._db.execute("alter table files add column records integer")  # made before 0.2

    def __enter__(self) -> "Ledger":
        """Return the ledger itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # a full disk has rolled back already
                self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def known_files(self, root: str, limits: str) -> dict[str, FileStamp]:
        """Return the stamp of each file of a root that was read under the same limits."""
        rows = self._db.execute(
            "select uri, size, mtime_ns from files where root = ? and limits = ?", (root, limits)
        )
        return {uri: FileStamp(size, mtime) for uri, size, mtime in rows}

    def content_hash(self, root: str, uri: str, limits: str) -> str | None:
        """Return the hash of the content that was read last under the same limits."""
        row = self._db.execute(
            "select content_hash from files where root = ? and uri = ? and limits = ?",
            (root, uri, limits),
        ).fetchone()
        return row[0] if row else None

    def set_file(
        self,
        root: str,
        uri: str,
        stamp: FileStamp,
        content_hash: str,
        limits: str,
        records: int | None = None,
    ) -> None:
        """Record that a file was read; ``records`` is None where it need not be read again."""
        self._db.execute(
            "insert into files values (?, ?, ?, ?, ?, ?, ?) on conflict (root, uri) do update set"
            " size = excluded.size, mtime_ns = excluded.mtime_ns, limits = excluded.limits,"
            " content_hash = excluded.content_hash, records = coalesce(excluded.records, records)",
            (root, uri, stamp.size, stamp.mtime_ns, content_hash, limits, records),
        )

    def owner(self, document_id: str) -> str | None:
        """Return the uri of the input that a document was read from first."""
        row = self._db.execute(
            "select uri from outcomes where document_id = ?", (document_id,)
        ).fetchone()
        return row[0] if row else None

    def outcomes_of(self, root: str, file_uri: str) -> dict[str, tuple[str | None, str]]:
        """Return {record uri: (reason, seen_at)} of what one file gave last time."""
        rows = self._db.execute(
            "select uri, reason, seen_at from outcomes where root = ? and file_uri = ?",
            (root, file_uri),
        )
        return {uri: (reason, seen_at) for uri, reason, seen_at in rows}

    def future_dated(self, root: str) -> frozenset[str]:
        """Return the files that hold a text dated after the day it was read: time may heal them."""
        rows = self._db.execute(
            "select distinct file_uri from outcomes where root = ? and reason = 'future_dated'",
            (root,),
        )
        return frozenset(uri for (uri,) in rows)

    def failed(self, root: str) -> frozenset[str]:
        """Return the files that hold a text whose extraction failed: other rules may heal them."""
        rows = self._db.execute(
            "select distinct file_uri from outcomes"
            " where root = ? and reason = 'extraction_failed'",
            (root,),
        )
        return frozenset(uri for (uri,) in rows)

    def clear_file(self, root: str, file_uri: str) -> None:
        """Forget what a file gave, before its new outcomes are written.

        It counts as unread from here on: a run that is killed in the middle of it begins again.
        """
        self._db.execute(
            "update files set limits = '' where (root, uri) = (?, ?)", (root, file_uri)
        )
        self._db.execute("delete from outcomes where root = ? and file_uri = ?", (root, file_uri))

    def add_document(
        self, root: str, file_uri: str, uri: str, document_id: str, day: date, seen_at: datetime
    ) -> None:
        """Record that a record of a file became a document."""
        self._db.execute(
            "insert or replace into outcomes values (?, ?, ?, ?, ?, null, null, null, ?)",
            (root, file_uri, uri, document_id, day.isoformat(), seen_at.isoformat()),
        )
        # replace: a file edited back to an earlier text makes that version the latest again
        self._db.execute(
            "insert or replace into versions select ?, ?, ?, ?, ?, coalesce(max(sequence), 0) + 1"
            " from versions",
            (root, file_uri, uri, document_id, day.isoformat()),
        )
        self._db.execute("delete from gone where document_id = ?", (document_id,))

    def add_reject(self, root: str, file_uri: str, reject: Reject, seen_at: datetime) -> None:
        """Record that a record of a file was not taken."""
        self._db.execute(
            "insert or replace into outcomes values (?, ?, ?, null, null, ?, ?, ?, ?)",
            (
                root,
                file_uri,
                reject.uri,
                reject.reason,
                reject.detail,
                reject.byte_count,
                seen_at.isoformat(),
            ),
        )

    def fail(self, document_id: str, detail: str) -> None:
        """Turn a document into a reject: its extraction failed."""
        self._db.execute(
            "update outcomes set reason = 'extraction_failed', detail = ?, document_id = null,"
            " published_on = null where document_id = ?",
            (detail, document_id),
        )
        self._db.execute("delete from versions where document_id = ?", (document_id,))
        self._db.execute("insert or ignore into gone values (?)", (document_id,))

    def gone(self) -> set[str]:
        """Return documents that failed or were forgotten: they are landed no more.

        The ledger says so first; a run that is killed before they are taken out does not publish
        them again.
        """
        return {document_id for (document_id,) in self._db.execute("select * from gone")}

    def versions_of(self, day: date) -> set[str]:
        """Return the documents of a day, of all versions of the inputs."""
        rows = self._db.execute(
            "select document_id from versions where published_on = ?", (day.isoformat(),)
        )
        return {document_id for (document_id,) in rows}

    def unread(self, days: Iterable[date]) -> set[str]:
        """Let the files that gave documents of the days count as unread; return their roots."""
        roots: set[str] = set()
        for day in days:
            files = self._db.execute(
                "select distinct root, file_uri from outcomes where published_on = ?",
                (day.isoformat(),),
            ).fetchall()
            self._db.executemany("update files set limits = '' where (root, uri) = (?, ?)", files)
            roots |= {root for root, _ in files}
        return roots

    def known_days(self) -> set[date]:
        """Return the days that were ever touched."""
        rows = self._db.execute("select published_on from days")
        return {date.fromisoformat(day) for (day,) in rows}

    def touch(self, days: Iterable[date]) -> None:
        """Mark days whose documents changed."""
        self._db.executemany(
            "insert into days (published_on, touched) values (?, 1)"
            " on conflict (published_on) do update set touched = touched + 1",
            [(day.isoformat(),) for day in sorted(days)],
        )

    def pending(self, version: str) -> dict[date, int]:
        """Return the days that wait for their rows under ``version``, with their touch count."""
        rows = self._db.execute(
            "select published_on, touched from days"
            " where done < touched or version is not ? order by published_on",
            (version,),
        )
        return {date.fromisoformat(day): touched for day, touched in rows}

    def take(self, days: Iterable[date]) -> None:
        """Mark that the days' documents are published as of now; later touches stay pending."""
        self._db.executemany(
            "update days set taken = touched where published_on = ?",
            [(day.isoformat(),) for day in days],
        )

    def finish(self, days: Iterable[date], version: str) -> None:
        """Mark days as done under ``version``, as of the documents that were taken."""
        self._db.executemany(
            "update days set done = taken, version = ? where published_on = ?",
            [(version, day.isoformat()) for day in days],
        )

    def fingerprint(self) -> str:
        """Return a hash of everything that a publication depends on: days and outcomes."""
        digest = hashlib.sha256()
        for query in (
            "select published_on, done, version from days order by 1",
            "select root, uri, document_id, reason, detail, seen_at from outcomes order by 1, 2, 3",
        ):
            for row in self._db.execute(query):
                digest.update(repr(row).encode())
        return digest.hexdigest()

    def rejects(self) -> list[dict[str, object]]:
        """Return the rows of ``rejects``, one per uri."""
        rows = self._db.execute(
            "select uri, reason, detail, max(seen_at), byte_count from outcomes"
            " where reason is not null group by uri order by uri"
        )
        return [
            {
                "uri": uri,
                "reason": reason,
                "detail": detail,
                "seen_at": datetime.fromisoformat(seen_at),
                "byte_count": size,
            }
            for uri, reason, detail, seen_at, size in rows
        ]

    def superseded(self) -> list[tuple[str, str]]:
        """Return (document_id, document_id of the latest version of the same input)."""
        rows = self._db.execute(
            "select root, uri, document_id from versions order by root, uri, sequence"
        ).fetchall()
        latest = {(root, uri): document for root, uri, document in rows}
        current = set(latest.values())
        return sorted(
            {
                (document, latest[root, uri])
                for root, uri, document in rows
                if document != latest[root, uri] and document not in current
            }
        )

    def counts(self) -> dict[str, int]:
        """Return inputs by outcome: documents, and rejects by reason."""
        rows = self._db.execute(
            "select coalesce(reason, 'documents'), count(*) from outcomes group by 1 order by 1"
        )
        return dict(rows.fetchall())

    def document_ids(self) -> set[str]:
        """Return the documents that the inputs give now."""
        rows = self._db.execute("select document_id from outcomes where document_id is not null")
        return {document_id for (document_id,) in rows}

    def records_without_outcome(self) -> int:
        """Return by how many the inputs differ from their outcomes; an input is one record.

        Each file counted its records when it was read; a file that counted none, as a ledger of an
        earlier version has it, must have an outcome all the same.
        """
        query = (
            "select coalesce(sum(abs(coalesce(records, max(1, n)) - n)), 0) from"
            " (select f.records, count(o.uri) as n from files f left join outcomes o"
            " on o.root = f.root and o.file_uri = f.uri group by f.root, f.uri)"
        )
        return int(self._db.execute(query).fetchone()[0])

    def knows(self, uri: str) -> bool:
        """Return whether an input of that uri was ever taken in."""
        query = "select 1 from outcomes where uri = ? or file_uri = ? limit 1"
        return self._db.execute(query, (uri, uri)).fetchone() is not None

    def forget(self, uri: str) -> list[tuple[str, date]]:
        """Drop an input and return its documents (id, day) that no other input gives."""
        mine = "(uri = ? or file_uri = ?)"
        found = self._db.execute(
            f"select document_id, published_on from versions where {mine}", (uri, uri)
        ).fetchall()
        containers = self._db.execute(
            f"select root, file_uri, count(*) from outcomes where {mine} group by 1, 2", (uri, uri)
        ).fetchall()
        for table in ("outcomes", "versions"):
            self._db.execute(f"delete from {table} where {mine}", (uri, uri))
        self._db.executemany(
            "update files set records = records - ? where (root, uri) = (?, ?)",
            [(n, root, file_uri) for root, file_uri, n in containers],
        )
        self._db.execute("delete from files where uri = ?", (uri,))
        kept = {d for (d,) in self._db.execute("select document_id from versions")}
        lost = sorted({(d, date.fromisoformat(day)) for d, day in found if d not in kept})
        self._db.executemany("insert or ignore into gone values (?)", [(d,) for d, _ in lost])
        return lost

    def get(self, name: str) -> str | None:
        """Return a remembered value."""
        row = self._db.execute("select value from state where name = ?", (name,)).fetchone()
        return row[0] if row else None

    def put(self, name: str, value: str) -> None:
        """Remember a value."""
        self._db.execute("insert or replace into state values (?, ?)", (name, value))

    def add_publication(self, key: str, published_at: datetime, counts: str) -> None:
        """Remember the row counts of a publication."""
        self._db.execute(
            "insert or replace into publications values (?, ?, ?)",
            (key, published_at.isoformat(), counts),
        )

    def publications(self, but: str, last: int) -> list[str]:
        """Return the row counts of the last publications but one, the latest first."""
        rows = self._db.execute(
            "select counts from publications where key <> ? order by rowid desc limit ?",
            (but, last),
        )
        return [counts for (counts,) in rows]
