"""JSON Lines: one object a line. Its text is fixed: others may hold offsets against it."""

import json
from collections.abc import Iterator

from pipelines.read.formats.rows import row_record
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.settings import ColumnNames

NAMES = ColumnNames()  # fixed: the mapping of the configuration is for tables


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield line by line, in memory bounded by the longest line that is allowed."""
    records, total = 0, 0
    for number, line, size in source.lines(limits.largest_file_bytes):
        total += size
        place = f"{source.uri}#L{number}"
        if size > limits.largest_file_bytes:
            records += 1
            yield Reject(place, "too_large", f"{size} bytes", size)
        elif line.strip():
            records += 1
            yield _record(place, line)
    if not records:
        raise UnreadableError("empty", "no records")


def _record(place: str, line: bytes) -> Raw | Reject:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Reject(place, "malformed", f"no JSON: {error}", len(line))
    if not isinstance(record, dict):
        return Reject(place, "malformed", "no object", len(line))
    return row_record(record, NAMES, place, "jsonl", len(line), is_fixed=True)
