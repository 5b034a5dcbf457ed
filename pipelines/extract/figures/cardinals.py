"""Cardinals in words -> values: the run of number words from a position on, "nine point two".

Shares ("two thirds", "half a million") and what is added ("and a half") are in ``spelt``.
"""

import re
from dataclasses import dataclass
from functools import cache
from math import inf

from pipelines.extract.figures.lexicon import lexicon

PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
    "hundredth": 100, "thousandth": 1e3, "millionth": 1e6, "billionth": 1e9, "trillionth": 1e12,
}  # fmt: skip
PLURAL_PARTS = {"halves": 2, **{f"{word}s": value for word, value in PARTS.items()}}
# Last words of a denominator of several words; "thirty seconds" is a time.
LAST_PARTS = {
    "first": 1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9,
}  # fmt: skip
PLURAL_LAST_PARTS = {f"{word}s": value for word, value in LAST_PARTS.items()}
ARTICLES = frozenset({"a", "an"})
NOUGHT = frozenset({"nought", "naught", "oh", "zero"})
ANY_LAST = LAST_PARTS | PLURAL_LAST_PARTS
GLUE = frozenset({"and", "point", "of", "a", "an", "nought", "naught", "oh"})
SCALES_OF_MANY = frozenset({"dozen", "hundred", "thousand", "million", "billion"})
MULTIPLES = frozenset({"dozen", "score", "gross"})
_JOINT = r"\s{1,3}|\s?[-‑]\s?|,\s|\s?&\s?"
_WORD = re.compile(rf"({_JOINT})?([A-Za-z]+)(?![A-Za-z\d])")
LONGEST = 24  # words of one number; no stated one has more


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a number, where it ends, and what joins it to the one before."""

    text: str
    end: int
    joint: str


@cache
def known_words() -> dict[str, float]:
    """Return the values of the words of cardinals."""
    return lexicon().words | {"score": 20.0, "gross": 144.0}


def run_of_words(text: str, start: int) -> list[Word]:
    """Return the number words from a position on."""
    known = known_words()
    found: list[Word] = []
    while len(found) < LONGEST and (match := _WORD.match(text, start)):
        word, joint = match[2].lower(), match[1] or ""
        if found and word.removesuffix("s") in SCALES_OF_MANY:  # "three dozens"
            word = word.removesuffix("s")
        if not any(word in words for words in (known, PARTS, PLURAL_PARTS, GLUE, ANY_LAST)):
            break
        found.append(Word("and" if "&" in joint else word, match.end(), joint))
        if "&" in joint:
            found.append(Word(word, match.end(), " "))
        start = match.end()
    return found


class _Tally:
    """A cardinal as far as it is read; ``take`` refuses the word that begins another number."""

    def __init__(self) -> None:
        self.total = self.group = self.last = 0.0
        self.limit = inf  # the scale before: "two thousand, three thousand" is two numbers

    def take(self, value: float, after: str) -> bool:
        """Add the value of a word; return False where it cannot go on with the number."""
        if value < 100:
            fits = self._takes_small(value, after)
            self.group += value if fits else 0
        elif value == 100:
            fits = self.group < 100 and (self.group > 0 or not self.last)
            self.group = (self.group or 1) * 100 if fits else self.group
        else:
            fits = self._take_scale(value)
        if fits:
            self.last = value
        return fits

    def _takes_small(self, value: float, after: str) -> bool:
        if not self.last:
            return True
        if self.last < 100:  # only "twenty-five" goes on
            return self.last >= 20 and self.last % 10 == 0 and 0 < value < 10
        return value > 0 and not (self.last == 100 and after == "hundred")

    def _take_scale(self, value: float) -> bool:
        if self.group == 0 and self.last:  # "a hundred thousand million"
            self.total *= value
        elif value >= self.limit:
            return False
        else:
            self.total += (self.group or 1) * value
        self.group, self.limit = 0.0, value
        return True


def cardinal(words: list[Word], first: int) -> tuple[float, int, float]:
    """Return (value, index of the word after it, its last scale); the index is first for none."""
    if words[first].text in ("nought", "naught", "oh"):  # "nought point five"
        is_decimal = first + 1 < len(words) and words[first + 1].text == "point"
        return 0.0, first + is_decimal, 1.0
    return _counted(words, first)


def _counted(words: list[Word], first: int) -> tuple[float, int, float]:
    known, tally, at = known_words(), _Tally(), first
    nothing = checked = (0.0, first, 1.0)
    if words[first].text in ARTICLES:
        following = words[first + 1].text if first + 1 < len(words) else ""
        if known.get(following, 0) < 100 and following != "dozen":
            return nothing
        at += 1
    while at < len(words):
        here = at + (words[at].text == "and" and tally.last >= 100 and at + 1 < len(words))
        word = words[here].text
        value = known.get(word)
        after = words[here + 1].text if here + 1 < len(words) else ""
        if value is None or ("," in words[here].joint and tally.last and after != "hundred"):
            break
        if word in MULTIPLES:
            if tally.last < 100 and (word == "dozen" or tally.last):
                return (tally.group or 1) * value, here + 1, value
            break
        if here > at and (after in PARTS or after in PLURAL_PARTS):  # "and three quarters"
            break
        if not tally.take(value, after):
            if value >= 1000:
                return checked
            break
        at = here + 1
        if value >= 1000:
            checked = (tally.total, at, value)
    if not tally.last and (not at or at == first or words[first].text in ARTICLES):
        return nothing  # "a gross error"
    return tally.total + tally.group, at, tally.last if tally.last >= 100 else 1.0


def decimals(words: list[Word], value: float, at: int, scale: float) -> tuple[float, int, float]:
    """Read on over "point five"."""
    if at + 1 >= len(words) or words[at].text != "point" or scale >= 1000:
        return value, at, scale
    digits, known, here = "", known_words(), at + 1
    while here < len(words) and len(digits) < 9:
        word = words[here].text
        figure = 0.0 if word in NOUGHT else known.get(word, inf)
        if figure >= 100:
            break
        digits += str(int(figure))
        here += 1
    if not digits:
        return value, at, scale
    value += float(f"0.{digits}")
    if here < len(words) and (more := known.get(words[here].text, 0)) >= 1000:
        return value * more, here + 1, more
    return value, here, 1.0
