"""The numbers of a text, with unit, bounds and joined ranges, in order.

Only what the characters say. What is counted, and what the number says of the world, is not here;
nor are the forms themselves (``spelt``, ``written``), units, bounds, ranges and what is no figure.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipelines.extract.figures.bounds import bounded
from pipelines.extract.figures.lexicon import Lexicon, alternation, lexicon
from pipelines.extract.figures.nonfigures import (
    code_end,
    follows_a_letter,
    goes_on_otherwise,
    is_duration,
    is_named_part,
    is_part_of_a_name,
    is_year,
)
from pipelines.extract.figures.number import Number
from pipelines.extract.figures.ranges import joined
from pipelines.extract.figures.shared_units import shared
from pipelines.extract.figures.shares import half_after, is_part_of_a_whole, is_share, of_a_unit
from pipelines.extract.figures.smaller_units import heights
from pipelines.extract.figures.spelt import opening_words
from pipelines.extract.figures.units import Unit, money_before, unit_after
from pipelines.extract.figures.written import Written, read_number

__all__ = ["Number", "find_numbers"]

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
OCCASION = (
    r"(?P<occasion>(?:[a-z-]+\s+)?(?:rounds?|sessions?)(?:\s+of\s+(?:[a-z-]+\s+){0,2}"
    r"(?:talks|negotiations|consultations|discussions))?|package|swap|exchange|wave|tranche|batch"
    r"|summit)"
)
ORDINAL = re.compile(
    rf"\b(?P<ordinal>{'|'.join(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))\s+{OCCASION}\b", re.IGNORECASE
)
NONE = re.compile(
    r"\b(?P<none>no|zero)\s+(?:(?:reported|reports\s+of|immediate|known|further|civilian)\s+)*"
    r"(?P<what>casualties|injuries|deaths|fatalities|victims)\b"
    r"|\b(?P<life>no)\s+(?P<lives>lives)\s+(?:were|have\s+been|had\s+been)?\s*lost\b"
    r"|\b(?P<nobody>no\s?one|nobody|none)\s+(?:was|were|had\s+been|has\s+been)\s+"
    r"(?P<fate>killed|hurt|injured|wounded|missing|arrested)\b",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"[^\W\d_]+|\d|[¼-¾⅐-⅞]|\.(?=\d)")
_AMOUNT_AFTER = re.compile(r"\s(?:of|away|from|long|deep|high|wide|east|west|north|south)\b")
_RATE_BEFORE = re.compile(r"(?:\d|\$|\bper|cents?|s|[mb]illion)\s$")
_BARE = re.compile(r"[\d.,]{1,12}(?:\s?(?:to|-|–)\s?[\d.,]{1,12})?")
_TIED = frozenset({"-", "–", "-to-", "-or-", "-in-"})  # what a range has between its two numbers
_REST = re.compile(r"[\w.,]*")
_DIGIT_BEFORE = re.compile(r"\d-$")
_PER_BEFORE = re.compile(r"\bper\s$", re.IGNORECASE)
_BELOW = re.compile(r"\sbelow\szero\b", re.IGNORECASE)
_SUM_BEFORE = re.compile(r"[$€£¥₹]\d[\d.,]*\s?(?:-|–|to)\s?$")
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_COUNTED_SCORES = re.compile(
    r"\s+(?:of|more|others?|were|was|have|had|are|dead|wounded|injured|killed|missing|remain)\b",
    re.I,
)
_PLURAL_AFTER = re.compile(
    r"\s(?:(?!(?:against|behind|below|above|from|into|onto|over|through|towards?|under|across|past|in"
    r"|on|at|to|of|off|by|for|with|and|or|down|up)\b)[a-z-]+\s){0,2}(?:[a-z-]{3,}s|people|men|women"
    r"|children)\b|\sof\s(?:them|these|those|which|whom)\b",
    re.IGNORECASE,
)
_LENGTH_AFTER = re.compile(r"\s(?:metres?|hurdles|sprint|freestyle|tall|high|deep|wide|long)\b")


def find_numbers(text: str, blocked: list[tuple[int, int]]) -> list[Number]:
    """Return the numbers of a text in order, joined to ranges and bounds.

    Args:
        text: The text.
        blocked: Sorted spans that are something else (time expressions).
    """
    return bounded(text, joined(text, shared(text, _single(text, blocked, lexicon()))))


def _single(text: str, blocked: list[tuple[int, int]], words: Lexicon) -> list[Number]:
    blocked = [span for span in blocked if not _is_amount(text, span)]
    special = sorted([*_ordinals(text), *_zeros(text), *heights(text)], key=lambda n: n.start)
    taken = sorted([*blocked, *((n.start, n.stop) for n in special)])
    found, index, done = special, 0, 0
    opening, magnitudes = opening_words(), _magnitude_openings()
    for candidate in _CANDIDATE.finditer(text):
        start, written = candidate.start(), candidate[0].lower()
        is_word = written[0].isalpha()
        if start < done or (is_word and written not in opening and written not in magnitudes):
            continue
        if written == "." and text[max(0, start - 1) : start].isalpha():  # "Rs.500"
            continue
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        if index < len(taken) and taken[index][0] <= start:
            done = taken[index][1]
            continue
        limit = taken[index][0] if index < len(taken) else len(text)
        number = _magnitude(text, start, words) if written in magnitudes else None
        if number is None and (not is_word or written in opening):
            read = read_number(text, start)
            if read is None and written in ("a", "an"):
                number = _article(text, start, candidate.end())
                if number is not None and number.end <= limit:
                    found.append(number)
            if read is None:
                done = start if is_word else _skip(text, start)
                continue
            if read.end > limit:
                continue
            is_second = text[done:start] in _TIED and _ends_at(found, done)
            code = code_end(text, read)
            done = code or read.end
            number = _plain(text, read, is_second) if code is None else None
        if number is not None:
            found.append(number)
            done = max(done, number.end if number.kind == "measure" else number.stop)
    return sorted(found, key=lambda n: n.start)


def _ends_at(found: list[Number], done: int) -> bool:
    return bool(found) and done in (found[-1].stop, found[-1].end)


def _is_amount(text: str, span: tuple[int, int]) -> bool:
    """Return whether what passes for a time is an amount: "5 to 7 per cent"."""
    if is_part_of_a_whole(text, *span):
        return True
    is_bare = _BARE.fullmatch(text, *span) is not None
    return is_bare and unit_after(text, span[1]).kind != "count"


def _skip(text: str, start: int) -> int:
    rest = _REST.match(text, start)
    return rest.end() if rest else start + 1


@cache
def _magnitudes() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(list(lexicon().magnitudes))})\b", re.IGNORECASE)


@cache
def _magnitude_openings() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in lexicon().magnitudes)


def _magnitude(text: str, start: int, words: Lexicon) -> Number | None:
    """Return "dozens", "tens of thousands" with their band."""
    match = _magnitudes().match(text, start)
    if match is None or text[max(0, start - 1) : start].isalnum():
        return None
    phrase = " ".join(match[0].lower().split())
    stop = match.end()
    if phrase in ("scores", "tens") and not _COUNTED_SCORES.match(text, stop):
        return None
    low, high = words.magnitudes[phrase]
    of = _OF.match(text, stop)
    end = of.end() if of else stop
    unit = unit_after(text, end if of else stop, is_digits=False)
    if is_duration(text, end):
        return None
    value, qualifier = (low, "about") if low == high else (None, "indefinite")  # "a couple of"
    if unit.kind != "count":
        return Number(start, stop, unit.end, unit.kind, value, low, high, qualifier, unit.unit,
                      words=match[0])  # fmt: skip
    return Number(start, stop, end, "count", value, low, high, qualifier, words=match[0])


def _article(text: str, start: int, stop: int) -> Number | None:
    """Return one for "a gallon of beer"; a price or a rate has its "a" after a number or unit."""
    unit = unit_after(text, stop, is_digits=False)
    half = half_after(text, unit.end) if unit.kind == "measure" else None
    if unit.kind != "measure" or not (half or _AMOUNT_AFTER.match(text, unit.end)):
        return None
    if _RATE_BEFORE.search(text[max(0, start - 16) : start]):
        return None
    value, end = (1.0 + half[0], half[1]) if half else (1.0, unit.end)
    return Number(start, stop, end, unit.kind, value, value, value, "exact", unit.unit)


def _plain(text: str, read: Written, is_second: bool) -> Number | None:
    money = money_before(text, read.start)
    value, scale, stop = read.value, read.scale, read.end
    if money is None:
        if _belongs_elsewhere(text, read, is_second):
            return None
        read = _read_short(text, read)
        value, scale, stop = read.value, read.scale, read.end
        unit = of_a_unit(text, read) or unit_after(text, stop, read.is_digits)
        if read.is_weak and unit.kind not in ("measure", "percent") and not is_share(text, read):
            return None
        is_lone_letter = unit.kind == "measure" and unit.end == stop + 1  # "Boeing 777F"
        if (unit.kind == "count" or is_lone_letter) and _is_no_count(text, read, unit.kind):
            return None
        start = read.start
    else:
        unit = Unit("money", money[0], stop, money[2])
        start = min(money[1], read.start)
        sign = _LOSS_BEFORE.search(text[max(0, start - 8) : start])
        if sign:
            start, value = start - len(sign[0]), -value
    if unit.factor != 1:
        value *= unit.factor
    again = _SCALED_CODE.match(text, stop) if unit.kind == "money" else None
    if again and scale == 1:
        scale = 1e9 if again["scale"][0].lower() == "b" else 1e6
        value, stop = value * scale, again.end()
    end = max(stop, unit.end)
    half = half_after(text, end) if unit.kind in ("measure", "money") else None
    if half:
        value, end = value + half[0] * scale, half[1]
    below = _BELOW.match(text, end) if unit.unit in _COLD and value > 0 else None
    if below:
        value, end = -value, below.end()
    return Number(start, stop, end, unit.kind, value, value, value, "exact", unit.unit,
                  words=text[start:stop], scale=scale)  # fmt: skip


def _belongs_elsewhere(text: str, read: Written, is_second: bool) -> bool:
    """Return whether a number is of a duration, a code, a named part or a rate."""
    start = read.start
    if is_duration(text, read.end, start):
        return True
    if not is_second and follows_a_letter(text, start):
        return True
    if (
        not is_second
        and not read.is_digits
        and _DIGIT_BEFORE.search(text[max(0, start - 2) : start])
    ):
        return True  # "7-Eleven"
    if read.is_share and is_named_part(text, start):
        return True
    # "12 per 100,000 people" says twelve
    return bool(_PER_BEFORE.search(text[max(0, start - 5) : start]))


def _is_no_count(text: str, read: Written, kind: str) -> bool:
    """Return whether a number without a unit is a name's part, a year, an item of a list."""
    if is_part_of_a_name(text, read):
        return True
    return (
        kind == "count"
        and read.is_digits
        and (is_year(text, read) or goes_on_otherwise(text, read))
    )


_LOSS_BEFORE = re.compile(r"(?:^|(?<=[\s(]))[-−]$|\bminus\s$", re.IGNORECASE)
_HEAT = re.compile(r"°|\bkelvin|\btemperature|\babsolute zero|\bsuperconduct", re.IGNORECASE)
_COLD = frozenset({None, "deg", "Cel", "[degF]"})
_SCALED_CODE = re.compile(r"\s[A-Z]{3}\s(?P<scale>million|billion|mn|bn)\b")


def _read_short(text: str, read: Written) -> Written:
    """Tell "37m tall" from "37m people": without a currency a lone m or K is mostly a unit."""
    if read.short not in ("m", "M", "K", "b", "B", "MM"):
        return read
    is_scale = read.short in ("M", "K", "B", "b") or bool(_PLURAL_AFTER.match(text, read.end))
    is_scale = is_scale or text.startswith("-strong", read.end)
    is_scale = is_scale or bool(_SUM_BEFORE.search(text[max(0, read.start - 16) : read.start]))
    if read.short == "K" and _HEAT.search(text[max(0, read.start - 60) : read.end + 40]):
        is_scale = False
    if is_scale and not _LENGTH_AFTER.match(text, read.end):
        return read
    return Written(
        read.start, read.end - len(read.short), read.value / read.scale, True, plain=read.plain
    )


def _ordinals(text: str) -> Iterator[Number]:
    for match in ORDINAL.finditer(text):
        word = match["ordinal"].lower()
        value = float(re.sub(r"\D", "", word)) if word[0].isdigit() else ORDINALS.index(word) + 1.0
        yield Number(
            match.start(), match.end(), match.end(), "ordinal", value, value, value, "exact",
            words=match["occasion"],
        )  # fmt: skip


def _zeros(text: str) -> Iterator[Number]:
    for match in NONE.finditer(text):
        what = "deaths" if match["lives"] else match["what"] or match["fate"]
        yield Number(
            match.start(), match.end(), match.end(), "count", 0.0, 0.0, 0.0, "exact",
            words=what.lower(),
        )  # fmt: skip
