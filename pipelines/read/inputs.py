"""Inputs -> documents and rejects: which files there are, and the records inside each."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipelines.read.document import Document
from pipelines.read.reject import Reject
from pipelines.read.text import Limits, Raw, UnreadableError, decode, to_document

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
                for name in sorted(names):
                    if not name.startswith("."):
                        path = Path(folder) / name
                        yield path.relative_to(named).as_posix(), path
        else:
            yield named.name, named


def read_file(uri: str, path: Path, limits: Limits, largest: int) -> Iterator[Document | Reject]:
    """Yield the outcome of each record of one file."""
    try:
        if path.is_symlink():
            yield Reject(uri, "refused_link", "symbolic links are not followed", None)
            return
        size = path.stat().st_size
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
    yield to_document(Raw(uri=uri, format=form, text=text, byte_count=len(data)), limits)


def _json_lines(uri: str, path: Path, limits: Limits, largest: int) -> Iterator[Document | Reject]:
    """Read line by line, in memory bounded by the longest line that is allowed."""
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(largest + 1):
            number += 1
            place = f"{uri}#L{number}"
            if len(line) > largest:
                size = len(line)
                while line and not line.endswith(b"\n"):
                    line = lines.readline(largest)
                    size += len(line)
                yield Reject(place, "too_large", f"{size} bytes", size)
            elif line.strip():
                yield _json_record(place, line, limits)


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
        return None if value is None or value == "" else str(value)

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
