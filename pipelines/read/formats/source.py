"""``Source``: an open file or archive member, and the bounds on what is read from it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from pipelines.read.record import Limits, Raw, UnreadableError


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with the place they come from.

    ``uri`` names the place in documents and rejects, ``name`` tells the format; ``size`` is None
    where it is not known before reading. ``depth`` counts the archives around it.
    """

    uri: str
    name: str
    stream: BinaryIO
    size: int | None = None
    file_day: date | None = None
    depth: int = 0

    def read_all(self, limits: Limits) -> bytes:
        """Return all bytes.

        Raises:
            UnreadableError: too_large.
        """
        largest = limits.largest_file_bytes
        if self.size is not None and self.size > largest:
            raise UnreadableError("too_large", f"{self.size} bytes")
        parts: list[bytes] = []
        length = 0
        while part := self.stream.read(min(2**20, largest + 1 - length)):
            parts.append(part)
            length += len(part)
            if length > largest:
                raise UnreadableError("too_large", f"more than {largest} bytes")
        return b"".join(parts)

    def seekable(self, limits: Limits) -> BinaryIO:
        """Return a stream that can be sought in: the file itself, or the member in memory."""
        return self.stream if self.stream.seekable() else io.BytesIO(self.read_all(limits))

    def inner(self, name: str, stream: BinaryIO, size: int | None) -> "Source":
        """Return a member of this archive."""
        return replace(
            self,
            uri=f"{self.uri}#{name}",
            name=name,
            stream=stream,
            size=size,
            depth=self.depth + 1,
        )

    def lines(self, largest: int) -> Iterator[tuple[int, bytes, int]]:
        """Yield (number, line, size); of a line over ``largest`` bytes only its beginning."""
        number = 0
        while line := self.stream.readline(largest + 1):
            number += 1
            size = len(line)
            if size > largest:
                rest = line
                while rest and not rest.endswith(b"\n"):
                    rest = self.stream.readline(2**20)
                    size += len(rest)
            yield number, line, size

    def whole(self, form: str, text: str, byte_count: int, **found: object) -> Raw:
        """Return the record of a file that holds one article."""
        return Raw(
            uri=self.uri,
            format=form,
            text=text,
            byte_count=byte_count,
            dated_by=self.uri,
            file_day=self.file_day,
            **found,  # type: ignore[arg-type]
        )


@dataclass(slots=True)
class Budget:
    """How many bytes an archive may still unpack to."""

    left: int


class Bounded(io.RawIOBase):
    """A stream that stops where a member, or all members together, are too large.

    Counted is what comes out, never what a header promises: a bomb promises little.
    """

    def __init__(self, stream: BinaryIO, largest: int, budget: Budget) -> None:
        """Read from ``stream`` at most ``largest`` bytes, and at most what the budget has left."""
        super().__init__()
        self._stream = stream
        self._largest = self._left = largest
        self._budget = budget

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into ``buffer``.

        Raises:
            UnreadableError: too_large.
        """
        data = self._stream.read(min(len(buffer), 2**20))
        count = len(data)
        self._left -= count
        self._budget.left -= count
        if self._left < 0:
            raise UnreadableError("too_large", f"unpacks to more than {self._largest} bytes")
        if self._budget.left < 0:
            raise UnreadableError("too_large", "the archive unpacks to more than is allowed")
        buffer[:count] = data
        return count


def bounded(stream: BinaryIO, largest: int, budget: Budget) -> BinaryIO:
    """Return ``stream`` with its bounds, buffered."""
    return io.BufferedReader(Bounded(stream, largest, budget), 2**16)
