"""Number words -> values: "two hundred and twelve", "half a million", "two thirds", or 5.2.

A small grammar over the words from a position on. Plain cardinals are in ``cardinals``; digits,
signs, units and bounds are not here.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipelines.extract.figures.cardinals import (
    ANY_LAST,
    ARTICLES,
    PARTS,
    PLURAL_LAST_PARTS,
    PLURAL_PARTS,
    Word,
    cardinal,
    decimals,
    known_words,
    run_of_words,
)

_WHOLE_FOLLOWS = re.compile(r"\s+(?:of|the|its|their|his|her|all|that|those|these)\b", re.I)
_RANGE_BEFORE = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
_RANGE_CLOSES = re.compile(
    r"\b(?:between|from)\s(?:an?|one|two|three|four)[\s-](?:half|third|quarter|fourth|fifth|sixth"
    r"|tenth)s?\s(?:and|to)\s$",
    re.IGNORECASE,
)
_SHARE_FOLLOWS = re.compile(
    r"\s(?:and|to)\s(?:(?:an?|one|two|three|four|five)[\s-])?"
    r"(?:half|(?:third|quarter|fourth|fifth|sixth|tenth)s?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number in words; ``is_weak`` where only the words around tell that it is one."""

    end: int
    value: float
    scale: float = 1.0
    is_weak: bool = False
    is_share: bool = False


@cache
def opening_words() -> frozenset[str]:
    """Return the words that can begin a number."""
    return frozenset(
        {*known_words(), "a", "an", "half", "quarter", "nought", "naught", "oh"}
        - {"score", "gross"}
    )


def read_spelt(text: str, start: int) -> Spelt | None:
    """Return the number in words that begins at a position, None where none does.

    >>> [read_spelt(t, 0).value for t in ("two hundred and twelve thousand", "half a million")]
    [212000.0, 500000.0]
    >>> read_spelt("three quarters of a million", 0).value
    750000.0
    """
    words = run_of_words(text, start)
    if not words:
        return None
    opening = _half(text, words) if words[0].text in ("half", "quarter", "a", "an") else None
    if opening is not None:
        return opening
    value, at, scale = cardinal(words, 0)
    if at == 0:
        return _share(text, words, 0, 0.0) if words[0].text in ARTICLES else None
    share = _share(text, words, at, value)
    if share is not None:
        return share
    value, at, scale = decimals(words, value, at, scale)
    added = _added(text, words, at, scale)
    if added is not None:
        value, at = value + added[0], added[1]
        more = known_words().get(words[at].text, 0) if at < len(words) else 0
        if more >= 1000 or (more == 12 and words[at].text == "dozen"):
            return Spelt(words[at].end, value * more, more)
    return Spelt(words[at - 1].end, value, scale)


def read_added(text: str, start: int, scale: float) -> tuple[float, int] | None:
    """Return what "and a half" after a number adds, and where it ends.

    >>> read_added("3 million and a half", 9, 1e6)
    (500000.0, 20)
    """
    words = run_of_words(text, start)
    added = _added(text, words, 0, scale)
    return (added[0], words[added[1] - 1].end) if added else None


def _part(words: list[Word], at: int) -> tuple[float, bool] | None:
    """Return (denominator, whether plural) of a word."""
    if at >= len(words):
        return None
    word = words[at].text
    if word in PLURAL_PARTS:
        return PLURAL_PARTS[word], True
    return (PARTS[word], False) if word in PARTS else None


def _share(text: str, words: list[Word], at: int, count: float) -> Spelt | None:
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
    last = at + is_article
    if not is_plural and 1 < numerator < 10 and "-" in words[last].joint:
        is_plural = _of_scale(words, last + 1) is not None  # "a three-quarter million"
    if is_plural != (numerator != 1) or (denominator == 4 and numerator == 2):
        return None  # "the first two quarters" are periods
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
    is_end = _is_end_of_range(text, words, end)
    is_weak = not (is_whole or is_end or (not is_article and (is_joined or ends)))
    return Spelt(end, value, is_weak=is_weak, is_share=True)


def _is_end_of_range(text: str, words: list[Word], end: int) -> bool:
    """Return whether a share is one of two: "from a quarter to a half"."""
    begin = words[0].end - len(words[0].text)
    if _RANGE_CLOSES.search(text[max(0, begin - 40) : begin]):
        return True
    opens = _RANGE_BEFORE.search(text[max(0, begin - 12) : begin])
    return bool(opens and _SHARE_FOLLOWS.match(text, end))


def _long_share(words: list[Word], at: int) -> tuple[float, float, int] | None:
    """Return (numerator, denominator, index of its last word) of "one twenty-fifth".

    A ten before the last word belongs to the denominator: "a hundred thirty-fifths" is 100 / 35.
    """
    if at >= len(words):
        return None
    numerator, first, here = cardinal(words, 0)[0], at, at
    if words[at].text in ANY_LAST and at > 1:
        first = at - 1
        numerator, here, _ = cardinal(words[:first], 0)
        if here != first:
            return None
    base, here, _ = cardinal(words, first)
    here += here + 1 < len(words) and words[here].text == "and" and base % 100 == 0
    if here == first or here >= len(words) or not numerator or words[first].text in ARTICLES:
        return None
    last = words[here].text
    fits = last in ANY_LAST and (
        (base % 10 == 0 and base % 100 >= 20) or (base and base % 100 == 0)
    )
    if not fits or (last in PLURAL_LAST_PARTS) != (numerator != 1):
        return None
    return numerator, base + ANY_LAST[last], here


def _as_share(
    text: str, words: list[Word], numerator: float, denominator: float, last: int
) -> Spelt:
    end = words[last].end
    ends = not re.match(r"\s*[A-Za-z-]", text[end : end + 4])
    is_weak = numerator == 1 and not ends and not _WHOLE_FOLLOWS.match(text, end)
    return Spelt(end, numerator / denominator, is_weak=is_weak, is_share=True)


def _of_scale(words: list[Word], at: int) -> tuple[float, int] | None:
    """Read "(of) (a) million"."""
    for skip in ("of", "a"):
        if at < len(words) and words[at].text == skip:
            at += 1
    value = known_words().get(words[at].text, 0) if at < len(words) else 0
    return (value, at + 1) if value >= 100 or (value == 12 and words[at].text == "dozen") else None


def _half(text: str, words: list[Word]) -> Spelt | None:
    """Read "half a million", "a half-dozen", "quarter million", "half of them"."""
    at = 1 if words[0].text in ARTICLES and len(words) > 1 else 0
    if words[at].text not in ("half", "quarter"):
        return None
    value = 1 / PARTS[words[at].text]
    scaled = _of_scale(words, at + 1)
    is_of_some = words[at + 1 : at + 2] and words[at + 1].text == "of" and not at
    if scaled and not (is_of_some and words[at + 2].text not in ARTICLES):
        return Spelt(words[scaled[1] - 1].end, value * scaled[0], scaled[0])
    if words[at].text == "quarter" and not at:
        return None
    end = words[at].end
    is_whole = bool(_WHOLE_FOLLOWS.match(text, end)) or _is_end_of_range(text, words, end)
    return Spelt(end, value, is_weak=not is_whole, is_share=True)


def _added(text: str, words: list[Word], at: int, scale: float) -> tuple[float, int] | None:
    """Read "and a half", "and three quarters", of the scale where the number ended with one."""
    if at + 1 >= len(words) or words[at].text != "and":
        return None
    if words[at + 1].text == "half":  # "two and half million"
        is_share = _WHOLE_FOLLOWS.match(text, words[at + 1].end)  # "two and half the crew"
        return None if is_share else _whole_part(words, 0.5, at + 1, scale)
    if at + 2 >= len(words):
        return None
    if words[at + 1].text in ARTICLES:
        count, here = 1.0, at + 2
    else:
        count, here, _ = cardinal(words, at + 1)
    part = _part(words, here)
    if part is None or here == at + 1:
        return None
    return _whole_part(words, count / part[0], here, scale)


def _whole_part(
    words: list[Word], value: float, here: int, scale: float
) -> tuple[float, int] | None:
    """Return what a part at a word adds, of the scale before or behind it."""
    following = known_words().get(words[here + 1].text, 0) if here + 1 < len(words) else 0
    if following >= 1000 and scale > 1:
        return value * following, here + 2
    return value * (scale if scale >= 1000 else 1), here + 1
