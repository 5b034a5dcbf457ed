"""Two numbers that make one: ranges, swaps, "one in three", a value with its margin.

What one number says alone, bounds before it, and a unit with its smaller unit (``smaller_units``)
are not here.
"""

import re
from dataclasses import replace

from pipelines.extract.figures.number import Number
from pipelines.extract.figures.smaller_units import with_smaller
from pipelines.extract.figures.written import rounded

_REACH = 24  # "kilometres per hour to " is the longest thing between the ends of a range
_VERBS = (
    r"\b(?:ros|ris|fell|fall|drop|declin|increas|decreas|climb|jump|grew|grow|gain|went|go|surg|slid"
    r"|plung|plummet|soar|cut|reduc|rais|lower|revis|mov|chang|up|down|won|lost|lose|beat|lead|add"
    r"|expand|widen|narrow|shr[aiu]nk)\w*\b"
)
_CHANGED_FROM = re.compile(rf"{_VERBS}[^.;]{{0,40}}\bfrom\s$", re.IGNORECASE)
_CHANGED_BY = re.compile(rf"{_VERBS}\s(?:by\s)?$", re.IGNORECASE)
_OPENING = 70
_ROUGHLY = (
    r"(?:about|around|some|roughly|approximately|nearly|almost|perhaps|maybe|at\s+least|at\s+most"
    r"|up\s+to|as\s+many\s+as|as\s+much\s+as|possibly)"
)
_BETWEEN = re.compile(rf"\bbetween\s(?:{_ROUGHLY}\s)?$", re.IGNORECASE)
_ABOUT_AFTER = re.compile(rf"^(and|to|or)\s{_ROUGHLY}$", re.IGNORECASE)
_JOINTS = frozenset(
    {"to", "-", "–", "—", "--", "- to", "-to", "-to-", "or", "- or", "-or-", "~", "through", "thru"}
)
_THOUSANDS = re.compile(r"\d{1,3},000")
_MANY_AFTER = re.compile(r"\s(?:[\w-]+\s){0,3}[a-zA-Z]+(?:s|en|ple)\b")
_IN = re.compile(r"-in-|\s(?:in\s(?:every\s)?|(?:out\s)?of\severy\s|out\sof\s)")
_OVER = re.compile(r"\sover\s")
_ENDS = re.compile(r"\s*(?:[.,;:)]|$)")
_MARGIN = re.compile(r"\s?\(?(?:±|\+\s?/?\s?[-−–]|\bplus[\s-]or[\s-]minus)\s?")
_SHARE_OF = frozenset({3, 4, 5, 8, 10, 20, 100, 1000})
_SHARE_ENDS = re.compile(
    r"\s*(?:[.,;:)]|$)|\s(?:is|are|was|were|has|have|had|will|would|said|say|did|do|does|now|in|since|by|before"
    r"|after|last|this|today|among)\b"
)
_GOES_TO = re.compile(r"\s+to\s+\d")


def joined(text: str, found: list[Number]) -> list[Number]:
    """Join the numbers of a text, in order, where two make one."""
    numbers: list[Number] = []
    for number in found:
        last = numbers[-1] if numbers else None
        both = None
        if last is not None and None not in (last.value, number.value):
            is_bare = last.qualifier == number.qualifier == "exact"
            both = _both(text, last, number) if is_bare and number.start >= last.stop else None
        if both is None:
            numbers.append(number)
        else:
            numbers[-1] = both
    return numbers


def _both(text: str, last: Number, number: Number) -> Number | None:
    if number.start - max(last.stop, min(last.end, number.start)) > _REACH:
        return None
    if "ordinal" in (last.kind, number.kind):
        return None
    bare = text[last.stop : number.start]
    between = text[min(last.end, number.start) : number.start]
    if bare.strip() == "for" and last.value == number.value:
        return replace(last, stop=number.stop, end=number.stop, peers=2)
    return (
        _range(text, last, number, between)
        or with_smaller(text, last, number, between)
        or _with_margin(last, number, between)
        or _one_in(text, last, number, between)
        or _over(text, last, number, between)
    )


def _range(text: str, last: Number, number: Number, between: str) -> Number | None:
    joint = between.strip().lower()
    joint = _ABOUT_AFTER.sub(r"\1", joint)
    opening = text[max(0, last.start - _OPENING) : last.start]
    is_between = joint in ("and", "to") and bool(_BETWEEN.search(opening))
    if not is_between:
        goes_on = _GOES_TO.match(text, number.end)  # "from 5 to 7 per cent to 3 to 5 per cent"
        if joint not in _JOINTS or (not goes_on and _is_change(last, number, joint, opening)):
            return None
    assert last.value is not None and number.value is not None
    low, scale = last.value, number.scale
    if scale > 1 and last.scale == 1 and 0 < low < number.value / scale:
        low *= scale  # "20 to 30 million"
    elif joint in "-–" and low < 100 and _THOUSANDS.fullmatch(text, number.start, number.stop):
        low *= 1000  # "20-30,000"
    high = number.value
    if low > high and low < 0:  # "from -18 to -34": the colder end is the lower one
        low, high = high, low
    kinds = {last.kind, number.kind} - {"count"}
    if low >= high or len(kinds) > 1:
        return None
    if last.unit and number.unit and last.unit != number.unit:
        return None
    if last.kind != "count" and number.kind == "count" and text[last.stop : last.end].strip(" -"):
        return None  # "5 km to 12 villages"; a sign before the first number is shared
    return replace(
        number, start=last.start, value=None, low=low, high=high, qualifier="range",
        kind=kinds.pop() if kinds else "count", unit=number.unit or last.unit, words=None,
    )  # fmt: skip


def _is_change(last: Number, number: Number, joint: str, opening: str) -> bool:
    """Return whether "rose from 12 to 15" or "rose 3 % to 45" gives two numbers, not a range."""
    if joint != "to":
        return False
    if _CHANGED_FROM.search(opening):
        return True
    shares_unit = last.kind == "count" and number.kind != "count"  # "grew 2 to 3 percent"
    return not shares_unit and bool(_CHANGED_BY.search(opening))


def _with_margin(last: Number, number: Number, between: str) -> Number | None:
    """Take the margin into the number that it belongs to: "5.2 ± 0.3 km"."""
    if not _MARGIN.fullmatch(between) or last.kind not in ("count", number.kind):
        return None
    return replace(last, stop=number.stop, end=number.end, kind=number.kind, unit=number.unit)


def _one_in(text: str, last: Number, number: Number, between: str) -> Number | None:
    """Join "one in five people": a share, unlike "12 out of 20 drones", which are two counts."""
    if last.value is None or number.value is None or last.kind != "count" != number.kind:
        return None
    if not _IN.fullmatch(between) or not 0 < last.value < number.value or number.kind != "count":
        return None
    if last.value == 1:
        fits = number.value > 1 and (number.scale <= 100 or between == "-in-")
    else:  # "nine in ten voters"
        is_rate = "every" in between or (number.value in _SHARE_OF and "out" not in between)
        fits = last.value < 10 and is_rate
    is_last = last.value == 1 and _SHARE_ENDS.match(text, number.end)
    is_shown = "out" in between or between == "-in-"
    if not fits or (not is_shown and not is_last
                    and not _MANY_AFTER.match(text[number.end : number.end + 48])):  # fmt: skip
        return None
    value = rounded(last.value / number.value)
    return replace(last, stop=number.stop, end=number.end, value=value, low=value, high=value)


def _over(text: str, last: Number, number: Number, between: str) -> Number | None:
    """Join "one over twenty"."""
    assert last.value is not None and number.value is not None
    is_fraction = _OVER.fullmatch(between) and _ENDS.match(text, number.end)
    if not is_fraction or last.kind != "count" or number.kind != "count":
        return None
    if not 0 < abs(last.value) < number.value:
        return None
    value = rounded(last.value / number.value)
    return replace(last, stop=number.stop, end=number.end, value=value, low=value, high=value)
