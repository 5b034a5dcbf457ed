"""One file compressed by gzip or zstd."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO, cast

from pipelines.read.formats import read_source
from pipelines.read.formats.members import BROKEN
from pipelines.read.formats.source import Budget, Source, bounded
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject


@contextmanager
def unpacked(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give the stream that comes out of a gzip or zstd stream; a cut one raises an error.

    Arrow's zstd notices a cut stream (python-zstandard gives what there is and says nothing) and
    refuses windows over 128 MiB, as ``zstd -d`` does.
    """
    if name.lower().endswith(".zst"):
        import pyarrow as pa

        with pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd") as found:
            yield cast(BinaryIO, found)
    else:
        with gzip.GzipFile(fileobj=stream, mode="rb") as found:
            yield cast(BinaryIO, found)


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the records of the file inside."""
    budget = Budget(limits.largest_archive_bytes)
    name = source.name.rpartition(".")[0] or source.name
    try:
        with unpacked(source.stream, source.name) as stream:
            inside = bounded(stream, limits.largest_archive_bytes, budget)
            inner = replace(source, name=name, stream=inside, size=None, depth=source.depth + 1)
            yield from read_source(inner, limits)
    except BROKEN as error:
        detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise UnreadableError("malformed", detail) from None
