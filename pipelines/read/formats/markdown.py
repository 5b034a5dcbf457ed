"""Markdown, with front matter in YAML (---) or TOML (+++) that says title, day, author, place."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from pipelines.read.dating import parse_day
from pipelines.read.formats.markup import fragment_text
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import clean, decode

FRONT = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<front>.*?)^(?P=fence)[ \t]*(?:\n|\Z)", re.S | re.M
)
LONGEST_FRONT = 20_000
FIELDS = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline"),
    "publisher": ("publisher", "source", "site"),
    "source_id": ("id",),
}
DAYS = ("date", "published", "published_on", "pubdate", "publishdate")


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the article of the file."""
    data = source.read_all(limits)
    text = clean(decode(data))
    front: Mapping[str, object] = {}
    match = FRONT.match(text[:LONGEST_FRONT])
    if match:
        front = _front(match["fence"], match["front"])
        text = text[match.end() :]
    if len(text) > limits.longest_document_chars:
        raise UnreadableError("too_large", f"{len(text)} characters")
    found: dict[str, Any] = {name: _field(front, keys) for name, keys in FIELDS.items()}
    day = _day(front)
    if day:
        found |= {"published_on": day, "published_on_basis": "metadata"}
    yield source.whole("md", fragment_text(_renderer().render(text)), len(data), **found)


@cache
def _renderer() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table")


def _front(fence: str, front: str) -> dict[str, object]:
    import yaml

    try:
        found = tomllib.loads(front) if fence == "+++" else yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        detail = f"front matter: {' '.join(str(error).split())}"[:200]
        raise UnreadableError("malformed", detail) from None
    return {str(k).casefold(): v for k, v in found.items()} if isinstance(found, dict) else {}


def _field(front: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = front.get(key)
        if isinstance(value, list):
            value = ", ".join(v for v in value[:20] if isinstance(v, str))
        if isinstance(value, str | int) and str(value).strip():
            return clean(str(value)).strip()[:1_000]
    return None


def _day(front: Mapping[str, object]) -> date | None:
    for key in DAYS:
        value = front.get(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if value not in (None, ""):
            day = parse_day(str(value))
            if day is None:
                raise UnreadableError("malformed", f"no day: {str(value)[:40]!r}")
            return day
    return None
