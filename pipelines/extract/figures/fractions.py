"""Fractions as written -> values: "two-thirds", "a quarter of", "2 1/4", "¾", "five and a half"."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_PART = "|".join(PARTS)
_COUNT = "|".join(sorted(COUNTS, key=len, reverse=True))
# "a third" alone is mostly the third of something; a share says of what, or has a count above one.
_SPELT = (
    rf"\b(?P<count>{_COUNT})[\s-]+(?P<part>{_PART})"
    r"(?:s\b|(?=\s+of\b)|(?=\s+the\b)|(?<=half)\b(?!\s*-)(?!\s+(?:a|an)\b)"
    r"|(?<=quarter)(?=\s+million))"
)
_MIXED = rf"(?P<whole>\d+|{_COUNT})\s+and\s+(?P<added>{_COUNT})\s+(?P<fraction>{_PART})s?\b"
_DIGITS = (
    r"(?<![\d/.,])(?:(?P<units>\d{1,4})\s+)?(?P<top>\d{1,3})"
    r"/(?P<bottom>[2-9]|1\d|20|32|64|100)(?![\d/])"
)
_GLYPH = r"(?P<before>\d{1,6})?(?P<glyph>[¼-¾⅐-⅞])"
PATTERN = re.compile(
    rf"(?:{_MIXED}|{_SPELT}|{_DIGITS}|{_GLYPH})(?:\s+(?:of\s+)?(?:a\s+)?"
    r"(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)?",
    re.IGNORECASE,
)
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction in the text and its value."""

    start: int
    end: int
    value: float


def find_fractions(text: str) -> Iterator[Fraction]:
    """Yield the fractions of a text in order.

    >>> [f.value for f in find_fractions("two-thirds of them, 2 1/4, half a million, 24/7")]
    [0.666667, 2.25]
    """
    for match in PATTERN.finditer(text):
        value = _value(match)
        if value is None:
            continue
        if match["scale"]:
            value *= SCALES[match["scale"].lower()]
        yield Fraction(match.start(), match.end(), round(value, 6))


def _value(match: re.Match[str]) -> float | None:
    if match["whole"]:
        whole = match["whole"].lower()
        number = float(whole) if whole.isdigit() else float(COUNTS[whole])
        return number + COUNTS[match["added"].lower()] / PARTS[match["fraction"].lower()]
    if match["count"]:
        return COUNTS[match["count"].lower()] / PARTS[match["part"].lower()]
    if match["top"]:
        top, bottom = int(match["top"]), int(match["bottom"])
        if top >= bottom:  # 24/7, 9/11 in another order, a score
            return None
        return int(match["units"] or 0) + top / bottom
    return int(match["before"] or 0) + unicodedata.numeric(match["glyph"])
