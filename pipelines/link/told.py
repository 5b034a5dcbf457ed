"""What a text tells, as words and numbers that can be compared with another text's.

How two texts are compared is ``versions``' matter.
"""

import calendar
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.read.layout import layout
from pipelines.settings import reference_path

TOKEN = re.compile(r"\d[\d,.:]*\d|\d|(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w'’-]*\w)?")
BODY = "body"  # headings and captions are the paper's own
TOLD = frozenset({"body", "heading", "caption"})
WEEKDAYS = {name.casefold(): n for n, name in enumerate(calendar.day_name)}
MONTHS = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.month_abbr) if name)
SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "bn": 1e9, "billion": 1e9}
COMPARED = 1_500  # tokens: the beginning of two texts tells; aligning them is quadratic
YEARS = (1800, 2100)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: ``key`` is what is compared.

    ``value`` is the number that something is counted or measured by; a day of the month, a year
    and an hour have none, and ``is_date``.
    """

    key: str
    value: float | None = None
    is_name: bool = False
    is_date: bool = False

    @property
    def weekday(self) -> int | None:
        """Monday is 0."""
        return WEEKDAYS.get(self.key)

    @property
    def day(self) -> int | None:
        """The day of a month."""
        return int(self.key) if self.is_date and len(self.key) < 3 and self.key.isdigit() else None


@cache
def _number_words() -> dict[str, float]:
    with reference_path("figure_number_words.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["word"]: float(row["value"]) for row in rows}


def tokens(text: str) -> list[Token]:
    """Return the words and numbers of what a text tells, without its title and furniture."""
    blocks = layout(text)
    told = [text[b.start_char : b.end_char] for b in blocks if b.role == BODY]
    if 2 * sum(map(len, told)) < len(text.strip()):  # a list of headlines
        told = [text[b.start_char : b.end_char] for b in blocks if b.role in TOLD] or [text]
    found: list[Token] = []
    for piece in told:
        found += _tokens(piece)
        if len(found) >= COMPARED:
            break
    return found[:COMPARED]


def _tokens(text: str) -> Iterator[Token]:
    matches = list(TOKEN.finditer(text[: COMPARED * 20]))
    words = [match[0].casefold() for match in matches]
    skip = False
    for i, match in enumerate(matches):
        if skip:
            skip = False
            continue
        low = words[i]
        value = _value(low)
        if value is None:
            is_clock = low[0].isdigit()
            yield Token(low.replace(".", ""), None, _is_name(text, match, low), is_clock)
            continue
        after = words[i + 1] if i + 1 < len(words) else ""
        if low[0].isdigit() and _is_date(low, value, words[i - 1] if i else "", after):
            yield Token(low, None, False, True)
            continue
        near = i + 1 < len(words) and matches[i + 1].start() - match.end() < 2
        scale = SCALES.get(after) if near else None
        skip = scale is not None
        value *= scale or 1
        yield Token(f"{value:g}", value)


def _value(word: str) -> float | None:
    words = _number_words()
    if not word[0].isdigit():
        if word in words:
            return words[word]
        tens, _, units = word.partition("-")
        if 20 <= words.get(tens, 0) <= 90 and 1 <= words.get(units, 0) <= 9:
            return words[tens] + words[units]
        return None
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def _is_date(word: str, value: float, before: str, after: str) -> bool:
    if (before in MONTHS or after in MONTHS) and value <= 31:
        return True
    return len(word) == 4 and word.isdigit() and YEARS[0] <= value < YEARS[1]


def _is_name(text: str, match: re.Match[str], low: str) -> bool:
    """Return whether a word is a name: a capital that no sentence begins with."""
    if not match[0][0].isupper() or low in WEEKDAYS or low in MONTHS or match.start() == 0:
        return False
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" \n\"'“‘(")
    return bool(before) and before[-1] not in ".!?:"
