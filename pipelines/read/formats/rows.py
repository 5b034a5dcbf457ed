"""Rows and objects -> ``Raw``: what JSON Lines, CSV and Parquet have in common."""

from collections.abc import Mapping
from datetime import date, datetime

from pipelines.read.dating import parse_day
from pipelines.read.record import Raw
from pipelines.read.reject import Reject
from pipelines.read.text import clean
from pipelines.settings import ColumnNames


def row_record(
    row: Mapping[str, object],
    columns: ColumnNames,
    place: str,
    form: str,
    byte_count: int,
    is_fixed: bool = False,
) -> Raw | Reject:
    """Return the text of a row with what its other columns say."""
    text = row.get(columns.text)
    if not isinstance(text, str):
        return Reject(place, "malformed", f"no text in {columns.text!r}", byte_count)
    given = row.get(columns.date)
    published_on = None
    if given not in (None, ""):
        published_on = _day(given)
        if published_on is None:
            return Reject(place, "malformed", f"no day: {str(given)[:40]!r}", byte_count)

    def field(name: str) -> str | None:
        value = row.get(name)
        found = None if value is None or value == "" else clean(str(value)).strip()
        return found or None

    return Raw(
        uri=field(columns.url) or place,
        place=place,
        format=form,
        text=text,
        byte_count=byte_count,
        published_on=published_on,
        published_on_basis="metadata",
        source_id=field(columns.id),
        title=field(columns.title),
        byline=field(columns.author),
        publisher=field(columns.publisher),
        language=field(columns.language),
        is_fixed=is_fixed,
    )


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else parse_day(str(value))
