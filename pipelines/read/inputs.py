"""Inputs -> documents and rejects: which files there are, and the records inside each."""

import json
import os
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.read.document import Document
from pipelines.read.reject import Reject
from pipelines.read.text import Limits, Raw, UnreadableError, clean, decode, to_document

TEXT = {".txt": "txt", ".text": "txt", "": "txt"}
JSON_LINES = {".jsonl", ".ndjson"}


class InputMissingError(ValueError):
    """An input that the user named is not there."""


def list_files(inputs: list[Path]) -> Iterator[tuple[str, Path]]:
    """Yield (uri, path) of every file in the inputs, sorted; hidden files are passed over.

    The uri is relative to the named folder, or the bare name of a named file.

    Raises:
        InputMissingError: a named input does not exist.
    """
    for named in inputs:
        if not named.exists():
            raise InputMissingError(f"no such file or folder: {named}")
        if named.is_dir():
            for folder, folders, names in os.walk(named):
                folders[:] = sorted(f for f in folders if not f.startswith("."))
                links = [f for f in folders if (Path(folder) / f).is_symlink()]
                for name in sorted([*names, *links]):  # a link becomes a reject, not a silent gap
                    if not name.startswith("."):
                        path = Path(folder) / name
                        yield _uri(path.relative_to(named)), path
        else:
            yield _uri(Path(named.name)), named


def _uri(path: Path) -> str:
    """Return the path as text that can be stored: a name that is no UTF-8 shows its bytes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def read_file(uri: str, path: Path, limits: Limits, largest: int) -> Iterator[Document | Reject]:
    """Yield the outcome of each record of one file."""
    try:
        if path.is_symlink():
            yield Reject(uri, "refused_link", "symbolic links are not followed", None)
            return
        status = path.stat()
        size = status.st_size
        if not stat.S_ISREG(status.st_mode):  # to open a pipe waits for its other end
            yield Reject(uri, "unsupported", "not a regular file", None)
            return
        if path.suffix.lower() in JSON_LINES:
            yield from _json_lines(uri, path, limits, largest)
            return
        if path.suffix.lower() not in TEXT:
            yield Reject(uri, "unsupported", f"no reader for {path.suffix}", size)
            return
        if size > largest:
            yield Reject(uri, "too_large", f"{size} bytes", size)
            return
        data = path.read_bytes()
    except OSError as error:
        yield Reject(uri, "malformed", error.strerror or str(error), None)
        return
    try:
        text = decode(data)
    except UnreadableError as error:
        yield Reject(uri, error.reason, error.detail, len(data))
        return
    form = TEXT[path.suffix.lower()]
    modified = datetime.fromtimestamp(status.st_mtime, UTC).date() if limits.use_file_time else None
    raw = Raw(
        uri=uri,
        format=form,
        text=text,
        byte_count=len(data),
        published_on=modified,
        published_on_basis="file_time",
    )
    yield to_document(raw, limits)


def _json_lines(uri: str, path: Path, limits: Limits, largest: int) -> Iterator[Document | Reject]:
    """Read line by line, in memory bounded by the longest line that is allowed."""
    with path.open("rb") as lines:
        number = records = 0
        while line := lines.readline(largest + 1):
            number += 1
            place = f"{uri}#L{number}"
            records += bool(line.strip())
            if len(line) > largest:
                size = len(line)
                while line and not line.endswith(b"\n"):
                    line = lines.readline(largest)
                    size += len(line)
                yield Reject(place, "too_large", f"{size} bytes", size)
            elif line.strip():
                yield _json_record(place, line, limits)
        if not records:
            yield Reject(uri, "empty", "no records", path.stat().st_size)


def _json_record(place: str, line: bytes, limits: Limits) -> Document | Reject:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Reject(place, "malformed", f"no JSON: {error}", len(line))
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Reject(place, "malformed", "no object with a string 'text'", len(line))
    published_on = None
    if record.get("date"):
        try:
            published_on = date.fromisoformat(str(record["date"])[:10])
        except ValueError:
            return Reject(place, "malformed", f"no day: {str(record['date'])[:40]!r}", len(line))

    def field(name: str) -> str | None:
        value = record.get(name)
        return None if value is None or value == "" else clean(str(value))

    raw = Raw(
        uri=field("url") or place,
        format="jsonl",
        text=record["text"],
        byte_count=len(line),
        published_on=published_on,
        published_on_basis="metadata",
        source_id=field("id"),
        title=field("title"),
        publisher=field("publisher"),
        language=field("language"),
    )
    return to_document(raw, limits)


def count_records(inputs: list[Path]) -> int:
    """Return about how many records the inputs hold: files, and lines of JSON Lines files."""
    count = 0
    for _, path in list_files(inputs):
        if path.suffix.lower() in JSON_LINES and path.is_file():
            with path.open("rb") as lines:
                count += sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(2**20), b""))
        else:
            count += 1
    return count
