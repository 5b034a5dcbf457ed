"""Inputs -> documents and rejects: which files there are, and the records inside each."""

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from pipelines.read.document import Document
from pipelines.read.formats import read_source
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import to_document
from pipelines.read.timelimit import TimeLimitError, time_limit

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
                place = Path(folder)
                links = [f for f in folders if (place / f).is_symlink()]
                # once a folder: paths made for each of 50,000 files are seconds of a sensor's tick
                within = "" if place == named else f"{_uri(place.relative_to(named))}/"
                for name in sorted([*names, *links]):  # a link becomes a reject, not a silent gap
                    if not name.startswith("."):
                        yield within + _shown(name), place / name
        else:
            yield _uri(Path(named.name)), named


def _uri(path: Path) -> str:
    return _shown(path.as_posix())


def _shown(name: str) -> str:
    """Return a path as text that can be stored: a name that is no UTF-8 shows its bytes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def read_file(
    uri: str, path: Path, limits: Limits, largest: int | None = None
) -> Iterator[Document | Reject]:
    """Yield the outcome of each record of one file, each under a uri of its own.

    Args:
        uri: What the file is known by.
        path: Where it lies.
        limits: What may be read.
        largest: Bytes that may be held whole, instead of the limits' own.
    """
    if largest is not None:
        limits = replace(limits, largest_file_bytes=largest)
    given: set[str] = set()
    for found, outcome in _outcomes(_records(uri, path, limits), limits):
        if outcome.uri in given:  # two captures of one address, two members of one name
            place = found.place if isinstance(found, Raw) and found.place else outcome.uri
            outcome = replace(outcome, uri=_unused(place, given))
        given.add(outcome.uri)
        yield outcome
    if not given:
        yield Reject(uri, "empty", "no records", None)


def _outcomes(
    records: Iterator[Raw | Reject], limits: Limits
) -> Iterator[tuple[Raw | Reject, Document | Reject]]:
    """Yield each record with its outcome, each found and judged within the limit of time."""
    while True:
        found = None
        try:
            with time_limit(limits.record_seconds):
                found = next(records, None)
                outcome = to_document(found, limits) if isinstance(found, Raw) else found
        except TimeLimitError as error:
            if found is None:  # between two records
                continue
            outcome = _late(found, error) if isinstance(found, Raw) else found
        if found is None or outcome is None:
            return
        yield found, outcome


def _late(found: Raw, error: TimeLimitError) -> Reject:
    return Reject(found.place or found.uri, "extraction_failed", str(error), found.byte_count)


def _unused(place: str, given: set[str]) -> str:
    if place not in given:
        return place
    return next(name for n in count(2) if (name := f"{place}#{n}") not in given)


def _records(uri: str, path: Path, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield what the file's reader finds; a fault of the file or the reader is a reject."""
    size = None
    try:
        if path.is_symlink():
            yield Reject(uri, "refused_link", "symbolic links are not followed", None)
            return
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # to open a pipe waits for its other end
            yield Reject(uri, "unsupported", "not a regular file", None)
            return
        size = status.st_size
        modified = datetime.fromtimestamp(status.st_mtime, UTC).date()
        with path.open("rb") as stream:
            yield from read_source(Source(uri, path.name, stream, size, modified), limits)
    except UnreadableError as error:
        yield Reject(uri, error.reason, error.detail, size)
    except OSError as error:
        yield Reject(uri, "malformed", error.strerror or str(error), size)
    except TimeLimitError as error:
        yield Reject(uri, "extraction_failed", f"{error}: what follows was not read", size)
    except Exception as error:  # a reader's fault on one file must not end the run over all
        detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Reject(uri, "extraction_failed", detail, size)


def count_records(inputs: list[Path]) -> int:
    """Return about how many records the inputs hold: files, and lines of JSON Lines files."""
    total = 0
    for _, path in list_files(inputs):
        if path.suffix.lower() in JSON_LINES and path.is_file():
            with path.open("rb") as lines:
                total += sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(2**20), b""))
        else:
            total += 1
    return total
