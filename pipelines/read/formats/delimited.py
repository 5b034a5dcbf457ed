"""CSV and TSV, row by row: the first line names the columns, the configuration what they hold."""

import codecs
import csv
import io
from collections.abc import Iterator

from pipelines.read.formats.rows import row_record
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import BOMS, decode

HEAD = 2**18  # bytes that tell the encoding and the mark between columns
MARKS = ",;\t|"


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield row by row, in memory bounded by the longest row that is allowed."""
    head = source.stream.read(HEAD)
    if not head.strip():
        raise UnreadableError("empty", "no text")
    lines = _Lines(source, head, limits.largest_file_bytes)
    mark = "\t" if source.name.lower().endswith(".tsv") else _mark(head, lines.encoding, limits)
    csv.field_size_limit(limits.largest_file_bytes)
    rows = csv.reader(lines, delimiter=mark)
    names: list[str] = []
    count = 0
    while True:
        first = lines.number + 1
        place = f"{source.uri}#L{first}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            count += 1
            yield Reject(place, "malformed", str(error), lines.size)
            continue
        except UnicodeError as error:  # what follows cannot be told from it
            yield Reject(place, "undecodable", str(error)[:200], None)
            return
        finally:
            size, lines.size = lines.size, 0
        for number, length in lines.too_long:
            count += 1
            yield Reject(f"{source.uri}#L{number}", "too_large", f"{length} characters", length)
        lines.too_long.clear()
        if row is None:
            break
        if not names:
            names = [name.strip() for name in row]
            if limits.columns.text not in names:
                shown = ", ".join(map(repr, names[:20]))[:200]
                detail = f"no column {limits.columns.text!r} among {shown}"
                raise UnreadableError("malformed", detail)
        elif any(field.strip() for field in row):
            count += 1
            if len(row) > len(names):
                detail = f"{len(row)} fields for {len(names)} columns"
                yield Reject(place, "malformed", detail, size)
            else:
                given = dict(zip(names, row, strict=False))
                yield row_record(given, limits.columns, place, "csv", size)
    if not count:
        raise UnreadableError("empty", "no rows")


def _mark(head: bytes, encoding: str, limits: Limits) -> str:
    """Return the mark between columns: the one with which the text's column is in the first row."""
    first = head.decode(encoding, "replace").lstrip("\ufeff").splitlines()[:1]
    for mark in MARKS:
        names = next(csv.reader(first, delimiter=mark), [])
        if limits.columns.text in [name.strip() for name in names]:
            return mark
    return ","


def _encoding(head: bytes) -> str:
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        raise UnreadableError("not_text", f"NUL byte at {head.index(0)}")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        decode(head)  # raises with the reason where no encoding fits
        best = from_bytes(head, steps=5, chunk_size=512).best()
        return best.encoding if best else "cp1252"
    return "utf-8"


class _Head(io.RawIOBase):
    """What was read ahead, then the rest of the stream."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase) -> None:
        super().__init__()
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Lines:
    """Lines of text; one over the limit is passed over and noted in ``too_long``."""

    def __init__(self, source: Source, head: bytes, largest: int) -> None:
        self.encoding = _encoding(head)
        stream = io.BufferedReader(_Head(head, source.stream))  # type: ignore[arg-type]
        self._text = io.TextIOWrapper(stream, encoding=self.encoding, newline="")
        self._largest = largest
        self.number = 0
        self.size = 0
        self.too_long: list[tuple[int, int]] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        while line := self._text.readline(self._largest):
            self.number += 1
            self.size += len(line)
            if len(line) < self._largest or line.endswith("\n"):
                return line.removeprefix("\ufeff") if self.number == 1 else line
            length = len(line)
            while line and not line.endswith("\n"):
                line = self._text.readline(2**20)
                length += len(line)
            self.too_long.append((self.number, length))
        raise StopIteration
