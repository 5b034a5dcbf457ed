"""Two texts that say much the same: a copy, an updated version, or another story on one template.

Only a pair is judged here; which pairs are looked at is ``duplicates``' matter.
"""

import calendar
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from pipelines.read.layout import layout
from pipelines.settings import reference_path

TOKEN = re.compile(
    r"\d[\d,.]*\d|\d|[^\W\d_](?:[\w'’-]*\w)?",
)
TOLD = frozenset({"body", "caption", "heading"})
# No name, though it has a capital: what a template and an update both change with the day.
CALENDAR = frozenset(name.casefold() for name in (*calendar.day_name, *calendar.month_name) if name)
SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "bn": 1e9, "billion": 1e9}
COMPARED = 1_500  # tokens: the beginning of two texts tells; aligning them is quadratic
ADDED = 8  # tokens: a sentence or two with a number of its own is news, a credit line is not
SLOT = 3  # tokens on each side: a filled slot of a template, not a sentence written anew
LONGEST_UPDATE = 14  # days: a story with other numbers a month later is another story
ALIKE = 0.65  # of their letters: Kiev and Kyiv, Zelensky and Zelenskyy


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: ``key`` is what is compared."""

    key: str
    value: float | None
    is_name: bool


@cache
def _number_words() -> dict[str, float]:
    with reference_path("figure_number_words.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["word"]: float(row["value"]) for row in rows}


def tokens(text: str) -> list[Token]:
    """Return the words and numbers of what a text tells, without its title and furniture."""
    blocks = layout(text)
    told = [text[b.start_char : b.end_char] for b in blocks if b.role in TOLD] or [text]
    found: list[Token] = []
    for piece in told:
        found += _tokens(piece)
        if len(found) >= COMPARED:
            break
    return found[:COMPARED]


def _tokens(text: str) -> Iterator[Token]:
    words = _number_words()
    matches = list(TOKEN.finditer(text[: COMPARED * 20]))
    skip = False
    for i, match in enumerate(matches):
        if skip:
            skip = False
            continue
        word = match[0]
        low = word.casefold()
        value = words.get(low) if not word[0].isdigit() else _value(word)
        if value is None:
            yield Token(low, None, _is_name(text, match, low))
            continue
        after = matches[i + 1] if i + 1 < len(matches) else None
        scale = (
            SCALES.get(after[0].casefold()) if after and after.start() - match.end() < 2 else None
        )
        skip = scale is not None
        value *= scale or 1
        yield Token(f"{value:g}", value, False)


def _value(word: str) -> float | None:
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def _is_name(text: str, match: re.Match[str], low: str) -> bool:
    """Return whether a word is a name: a capital that no sentence begins with."""
    if not match[0][0].isupper() or low in CALENDAR or match.start() == 0:
        return False
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" \n\"'“‘(")
    return bool(before) and before[-1] not in ".!?:"


def similarity(one: list[Token], other: list[Token]) -> float:
    """Return the share of three-word sequences that two texts have in common (Jaccard)."""
    a, b = _sequences(one), _sequences(other)
    return len(a & b) / len(a | b) if a and b else float(one == other)


def _sequences(found: list[Token]) -> set[tuple[str, ...]]:
    keys = [token.key for token in found]
    return {tuple(keys[i : i + 3]) for i in range(max(1, len(keys) - 2))} if keys else set()


def kind_of(earlier: list[Token], later: list[Token], days: int) -> str | None:
    """Return ``copy``, ``update``, or None for another story told in the same words.

    An update changes numbers where they stand and lets them grow; another story fills the slots of
    the template with other names, or with numbers that go up and down.
    """
    names, numbers, is_longer = _changes(earlier, later)
    if len(names) > 1 and not numbers:
        return None
    if not numbers:
        return "update" if is_longer else "copy"
    falls = sum(after < before for before, after in numbers)
    if names or days > LONGEST_UPDATE or (len(numbers) > 1 and 2 * falls >= len(numbers)):
        return None
    return "update"


def _changes(
    earlier: list[Token], later: list[Token]
) -> tuple[set[tuple[str, str]], list[tuple[float, float]], bool]:
    """Return the names and numbers that one text has in place of the other's.

    Last, whether the later one adds a passage with a number that the earlier one has not.
    """
    a, b = [t.key for t in earlier], [t.key for t in later]
    in_a, in_b = set(a), set(b)
    names: set[tuple[str, str]] = set()
    numbers: list[tuple[float, float]] = []
    is_longer = False
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "insert" and m - k >= ADDED:
            is_longer |= any(t.value is not None and t.key not in in_a for t in later[k:m])
        if kind != "replace":
            continue
        gone = [t for t in earlier[i:j] if t.key not in in_b]
        new = [t for t in later[k:m] if t.key not in in_a]
        numbers += [
            (x.value, y.value)
            for x, y in zip(
                (t for t in gone if t.value is not None),
                (t for t in new if t.value is not None),
                strict=False,
            )
            if x.value is not None and y.value is not None
        ]
        if j - i <= SLOT and m - k <= SLOT:
            names |= {
                (x.key, y.key)
                for x, y in zip(
                    (t for t in gone if t.is_name), (t for t in new if t.is_name), strict=False
                )
                if SequenceMatcher(None, x.key, y.key).ratio() < ALIKE
            }
    return names, numbers, is_longer


def days_between(one: object, other: object) -> int:
    """Return how many days lie between two publication days; 0 where one is not known."""
    return abs((other - one).days) if isinstance(one, date) and isinstance(other, date) else 0
