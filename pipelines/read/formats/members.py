"""Members of archives: which may be read, and what a broken one becomes."""

import lzma
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipelines.read.formats import read_source
from pipelines.read.formats.source import Budget, Source, bounded
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import clean

BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
DRIVE = re.compile(r"[A-Za-z]:")


def shown(name: str) -> str:
    """Return a member's name as text that can be stored."""
    return clean(name.encode("utf-8", "backslashreplace").decode()).replace("\n", " ")[:1_000]


def is_hidden(name: str) -> bool:
    """Return whether a member is passed over as a folder's hidden files are."""
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or (
        parts[0] == "__MACOSX"
    )


def is_unsafe(name: str) -> bool:
    """Return whether a member's path would lead out of the folder it is unpacked into."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or bool(DRIVE.match(name)) or "\0" in name


def read_member(
    archive: Source, name: str, stream: BinaryIO, size: int | None, limits: Limits, budget: Budget
) -> Iterator[Raw | Reject]:
    """Yield the records of one member; a fault in it is its reject, and the archive goes on."""
    inside = bounded(stream, limits.largest_member_bytes, budget)
    source = archive.inner(shown(name), inside, size)
    try:
        yield from read_source(source, limits)
    except UnreadableError as error:
        yield Reject(source.uri, error.reason, error.detail, size)
    except BROKEN as error:
        detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Reject(source.uri, "malformed", detail, size)
