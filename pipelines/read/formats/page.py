"""Web pages: trafilatura finds the article on the page, its title, author, day and site."""

import codecs
import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pipelines.read.dating import parse_day
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import clean, decode
from pipelines.read.timelimit import TimeLimitError

CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?([\w:.-]+)", re.I
)
# What pages call Latin-1 or ASCII is Windows-1252 (WHATWG Encoding, section 4.2).
LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii"})
# The article's day, not a guess: a search of the whole page finds the year of the copyright line.
DATES = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1970-01-01",
    "max_date": "2100-12-31",  # the default is the system's clock: a page would change with it
}
OPTIONS: dict[str, Any] = {
    "with_metadata": True,
    "include_comments": False,
    "date_extraction_params": DATES,
}


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the article of the page."""
    yield page_record(source, source.read_all(limits))


def page_record(source: Source, data: bytes) -> Raw:
    """Return the article of a page that is a file."""
    found = article(data)
    return source.whole("html", found.pop("text"), len(data), **found)


@cache
def _extraction() -> Any:
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        # each page it cannot read would be a line on stderr; it is a reject with its reason
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return bare_extraction


def article(data: bytes, url: str | None = None, charset: str | None = None) -> dict[str, Any]:
    """Return text, title, byline, publisher and day of the article on a page.

    Raises:
        UnreadableError: empty, not_text or undecodable; empty where the page holds no article.
    """
    page = page_text(data, charset)
    try:
        found = _extraction()(page, url=url, **OPTIONS)
    except TimeLimitError as error:  # this page's, not the archive's or the crawl's around it
        raise UnreadableError("extraction_failed", str(error)) from None
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise UnreadableError("malformed", f"{type(error).__name__}: {error}"[:200]) from None
    if found is None or not found.text:
        raise UnreadableError("empty", "no article on the page")
    day = parse_day(found.date) if found.date else None
    return {
        "text": found.text,
        "title": _field(found.title),
        "byline": _field(found.author),
        "publisher": _field(found.sitename),
        "published_on": day,
        "published_on_basis": "metadata" if day else None,
    }


def _field(value: object) -> str | None:
    return clean(str(value)).strip() or None if value else None


def page_text(data: bytes, charset: str | None = None) -> str:
    """Return a page as text: by its byte order mark, the server's word, its own, or its bytes."""
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("not_text", f"NUL byte at {data.index(0)}")
    declared = CHARSET.search(data, 0, 4096)
    names = [charset, declared[1].decode("ascii", "replace") if declared else None]
    for name in names if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) else ():
        if not name:
            continue
        name = "cp1252" if name.lower() in LATIN else name
        try:
            if codecs.lookup(name)._is_text_encoding:
                return data.replace(b"\0", b" ").decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return decode(data.replace(b"\0", b" ") if data[:1] == b"<" else data)
