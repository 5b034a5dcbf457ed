"""Number words -> values: "two hundred and twelve", "half a million", "two thirds", or 5.2.

A small grammar over the words from a position on. Digits, signs, units and bounds are not here.
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
_LAST = LAST_PARTS | PLURAL_LAST_PARTS
GLUE = frozenset({"and", "point", "of", "a", "an", "nought", "naught", "oh"})
SCALES_OF_MANY = frozenset({"dozen", "hundred", "thousand", "million", "billion"})
MULTIPLES = frozenset({"dozen", "score", "gross"})
_JOINT = r"\s{1,3}|\s?[-‑]\s?|,\s|\s?&\s?"
_WORD = re.compile(rf"({_JOINT})?([A-Za-z]+)(?![A-Za-z\d])")
_WHOLE_FOLLOWS = re.compile(r"\s+(?:of|the|its|their|his|her|all|that|those|these)\b", re.I)
LONGEST = 24  # words of one number; no stated one has more


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number in words; ``is_weak`` where only the words around tell that it is one."""

    end: int
    value: float
    scale: float = 1.0
    is_weak: bool = False
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    end: int
    joint: str


@cache
def _words() -> dict[str, float]:
    return lexicon().words | {"score": 20.0, "gross": 144.0}


@cache
def opening_words() -> frozenset[str]:
    """Return the words that can begin a number."""
    return frozenset({*_words(), "a", "an", "half", "quarter"} - {"score", "gross"})


def read_spelt(text: str, start: int) -> Spelt | None:
    """Return the number in words that begins at a position, None where none does.

    >>> [read_spelt(t, 0).value for t in ("two hundred and twelve thousand", "half a million")]
    [212000.0, 500000.0]
    >>> read_spelt("three quarters of a million", 0).value
    750000.0
    """
    words = _run(text, start)
    if not words:
        return None
    opening = _half(text, words) if words[0].text in ("half", "quarter", "a", "an") else None
    if opening is not None:
        return opening
    value, at, scale = _cardinal(words, 0)
    if at == 0:
        return _share(text, words, 0, 0.0) if words[0].text in ARTICLES else None
    share = _share(text, words, at, value)
    if share is not None:
        return share
    value, at, scale = _decimals(words, value, at, scale)
    added = _added(words, at, scale)
    if added is not None:
        value, at = value + added[0], added[1]
        if at < len(words) and (more := _words().get(words[at].text, 0)) >= 1000:
            return Spelt(words[at].end, value * more, more)
    return Spelt(words[at - 1].end, value, scale)


def read_added(text: str, start: int, scale: float) -> tuple[float, int] | None:
    """Return what "and a half" after a number adds, and where it ends.

    >>> read_added("3 million and a half", 9, 1e6)
    (500000.0, 20)
    """
    words = _run(text, start)
    added = _added(words, 0, scale)
    return (added[0], words[added[1] - 1].end) if added else None


def _run(text: str, start: int) -> list[_Word]:
    known = _words()
    found: list[_Word] = []
    while len(found) < LONGEST and (match := _WORD.match(text, start)):
        word, joint = match[2].lower(), match[1] or ""
        if found and word.removesuffix("s") in SCALES_OF_MANY:  # "three dozens"
            word = word.removesuffix("s")
        if not any(word in words for words in (known, PARTS, PLURAL_PARTS, GLUE, _LAST)):
            break
        found.append(_Word("and" if "&" in joint else word, match.end(), joint))
        if "&" in joint:
            found.append(_Word(word, match.end(), " "))
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


def _cardinal(words: list[_Word], first: int) -> tuple[float, int, float]:
    """Return (value, index of the word after it, its last scale); the index is first for none."""
    known, tally, at = _words(), _Tally(), first
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
    if not at or (not tally.last and at == first):
        return nothing
    return tally.total + tally.group, at, tally.last if tally.last >= 100 else 1.0


def _decimals(words: list[_Word], value: float, at: int, scale: float) -> tuple[float, int, float]:
    """Read on over "point five"."""
    if at + 1 >= len(words) or words[at].text != "point" or scale > 1:
        return value, at, scale
    digits, known, here = "", _words(), at + 1
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


def _part(words: list[_Word], at: int) -> tuple[float, bool] | None:
    """Return (denominator, whether plural) of a word."""
    if at >= len(words):
        return None
    word = words[at].text
    if word in PLURAL_PARTS:
        return PLURAL_PARTS[word], True
    return (PARTS[word], False) if word in PARTS else None


def _share(text: str, words: list[_Word], at: int, count: float) -> Spelt | None:
    """Read "two thirds", "one-fifth", "a quarter of a million"."""
    is_article = at == 0
    long = None if is_article else _long_share(words, at)
    if long is not None:
        return _as_share(text, words, *long)
    part = _part(words, at + is_article)
    if part is None:
        return None
    denominator, is_plural = part
    numerator = 1.0 if is_article else count
    if is_plural != (numerator != 1) or (denominator == 4 and numerator == 2):
        return None  # "the first two quarters" are periods
    last = at + is_article
    value = numerator / denominator
    scaled = _of_scale(words, last + 1)
    if scaled:
        return Spelt(words[scaled[1] - 1].end, value * scaled[0], scaled[0])
    end = words[last].end
    if is_plural:
        return Spelt(end, value, is_share=True)
    is_whole = bool(_WHOLE_FOLLOWS.match(text, end))
    is_joined = "-" in words[last].joint or "‑" in words[last].joint
    ends = not re.match(r"\s*[A-Za-z-]", text[end : end + 4])
    is_weak = not (is_whole or (not is_article and (is_joined or ends)))
    return Spelt(end, value, is_weak=is_weak, is_share=True)


def _long_share(words: list[_Word], at: int) -> tuple[float, float, int] | None:
    """Return (numerator, denominator, index of its last word) of "one twenty-fifth".

    A ten before the last word belongs to the denominator: "a hundred thirty-fifths" is 100 / 35.
    """
    if at >= len(words):
        return None
    numerator, first, here = _cardinal(words, 0)[0], at, at
    if words[at].text in _LAST and at > 1:
        first = at - 1
        numerator, here, _ = _cardinal(words[:first], 0)
        if here != first:
            return None
    base, here, _ = _cardinal(words, first)
    here += here + 1 < len(words) and words[here].text == "and" and base % 100 == 0
    if here == first or here >= len(words) or not numerator or words[first].text in ARTICLES:
        return None
    last = words[here].text
    fits = last in _LAST and ((base % 10 == 0 and base % 100 >= 20) or (base and base % 100 == 0))
    if not fits or (last in PLURAL_LAST_PARTS) != (numerator != 1):
        return None
    return numerator, base + _LAST[last], here


def _as_share(
    text: str, words: list[_Word], numerator: float, denominator: float, last: int
) -> Spelt:
    end = words[last].end
    ends = not re.match(r"\s*[A-Za-z-]", text[end : end + 4])
    is_weak = numerator == 1 and not ends and not _WHOLE_FOLLOWS.match(text, end)
    return Spelt(end, numerator / denominator, is_weak=is_weak, is_share=True)


def _of_scale(words: list[_Word], at: int) -> tuple[float, int] | None:
    """Read "(of) (a) million"."""
    for skip in ("of", "a"):
        if at < len(words) and words[at].text == skip:
            at += 1
    value = _words().get(words[at].text, 0) if at < len(words) else 0
    return (value, at + 1) if value >= 100 or (value == 12 and words[at].text == "dozen") else None


def _half(text: str, words: list[_Word]) -> Spelt | None:
    """Read "half a million", "a half-dozen", "quarter million", "half of them"."""
    at = 1 if words[0].text in ARTICLES and len(words) > 1 else 0
    if words[at].text not in ("half", "quarter"):
        return None
    value = 1 / PARTS[words[at].text]
    scaled = _of_scale(words, at + 1)
    if scaled and (words[at + 1].text != "of" or at):
        return Spelt(words[scaled[1] - 1].end, value * scaled[0], scaled[0])
    if words[at].text == "quarter" and not at:
        return None
    end = words[at].end
    is_whole = bool(_WHOLE_FOLLOWS.match(text, end))
    return Spelt(end, value, is_weak=not is_whole, is_share=True)


def _added(words: list[_Word], at: int, scale: float) -> tuple[float, int] | None:
    """Read "and a half", "and three quarters", of the scale where the number ended with one."""
    if at + 2 >= len(words) or words[at].text != "and":
        return None
    if words[at + 1].text in ARTICLES:
        count, here = 1.0, at + 2
    else:
        count, here, _ = _cardinal(words, at + 1)
    part = _part(words, here)
    if part is None or here == at + 1:
        return None
    value = count / part[0]
    following = _words().get(words[here + 1].text, 0) if here + 1 < len(words) else 0
    if following >= 1000 and scale > 1:
        return value * following, here + 2
    return value * (scale if scale >= 1000 else 1), here + 1
