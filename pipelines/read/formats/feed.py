"""RSS and Atom files, by feedparser: a record for each entry. Nothing is fetched."""

import logging
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from pipelines.read.dating import parse_day
from pipelines.read.formats.markup import fragment_text
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import clean

ENTITY = re.compile(rb"<!ENTITY|<\0!\0E\0N\0T\0I\0T\0Y|\0<\0!\0E\0N\0T\0I\0T\0Y", re.I)
# How feedparser shows that it took nothing for a feed.
DAYS = ("published_parsed", "issued_parsed", "created_parsed", "updated_parsed")


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield entry by entry."""
    data = source.read_all(limits)
    if not data.strip():
        raise UnreadableError("empty", "no text")
    if ENTITY.search(data):  # a thousand laughs, or a file of this machine in the text
        raise UnreadableError("malformed", "declares XML entities")
    feed = _parsed(data)
    if not feed.get("version") and not feed.entries:
        raise UnreadableError("unsupported", "no RSS or Atom feed")
    publisher = _line(feed.feed.get("title"))
    count = 0
    for count, entry in enumerate(feed.entries, start=1):
        yield _record(entry, f"{source.uri}#entry{count}", publisher)
    if not count:
        raise UnreadableError("empty", "no entries")


def _parsed(data: bytes) -> Any:
    import feedparser

    logging.getLogger("feedparser").setLevel(logging.CRITICAL)
    try:
        return feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
        RecursionError,
    ) as error:
        detail = f"{type(error).__name__}: {error}"[:200]
        raise UnreadableError("malformed", detail) from None


def _record(entry: Any, place: str, publisher: str | None) -> Raw | Reject:
    parts = [part.get("value") or "" for part in entry.get("content") or []]
    markup = max([*parts, entry.get("summary") or ""], key=len)
    size = len(markup.encode("utf-8", "surrogatepass"))
    text = fragment_text(markup)
    if not text:
        return Reject(place, "empty", "an entry without text", size)
    day = _day(entry)
    source = entry.get("source") or {}
    return Raw(
        uri=_line(entry.get("link")) or place,
        place=place,
        format="feed",
        text=text,
        byte_count=size,
        published_on=day,
        published_on_basis="metadata",
        source_id=_line(entry.get("id")),
        title=_line(entry.get("title"), is_markup=True),
        byline=_line(entry.get("author")),
        publisher=_line(source.get("title")) or publisher,
    )


def _day(entry: Any) -> date | None:
    for name in DAYS:
        # the day as written: feedparser turns it into UTC, which may be the day after
        day = parse_day(str(dict.get(entry, name.removesuffix("_parsed")) or ""))
        if day:
            return day
        found = dict.get(entry, name)  # its own look-up would put one day in place of another
        if found:
            try:
                return date(found[0], found[1], found[2])
            except (ValueError, TypeError, OverflowError):
                continue
    return None


def _line(value: object, is_markup: bool = False) -> str | None:
    if not isinstance(value, str):
        return None
    value = fragment_text(value) if is_markup and ("<" in value or "&" in value) else value
    return " ".join(clean(value).split())[:2_000] or None
