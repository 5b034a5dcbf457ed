"""Two numbers that make one: ranges, swaps, dollars with cents, feet with inches, "one in three".

What one number says alone, and bounds before it, are not here.
"""

import re
from dataclasses import replace

from pipelines.extract.figures.number import Number

_REACH = 24  # "kilometres per hour to " is the longest thing between the ends of a range
_VERBS = (
    r"\b(?:ros|ris|fell|fall|drop|declin|increas|decreas|climb|jump|grew|grow|gain|went|go|surg|slid"
    r"|plung|plummet|soar|cut|reduc|rais|lower|revis|mov|chang|up|down|won|lost|lose|beat|lead|add"
    r"|expand|widen|narrow|shr[aiu]nk)\w*\b"
)
_CHANGED_FROM = re.compile(rf"{_VERBS}[^.;]{{0,40}}\bfrom\s$", re.IGNORECASE)
_CHANGED_BY = re.compile(rf"{_VERBS}\s(?:by\s)?$", re.IGNORECASE)
_OPENING = 70
_BETWEEN = re.compile(r"\bbetween\s(?:about\s)?$", re.IGNORECASE)
_JOINTS = frozenset({"to", "-", "–", "- to", "-to", "or", "- or", "~", "through"})
_CENTS = re.compile(r"[\s-]*(?:cents?|pence|p)\b", re.IGNORECASE)
_PRICE_ENDS = re.compile(r"\s*(?:[.,;)]|$)")  # "15 dollars 50."
_MANY_AFTER = re.compile(r"\s(?:[\w-]+\s){0,3}[a-zA-Z]+(?:s|en|ple)\b")
_IN = re.compile(r"\s(?:in\s(?:every\s)?|out\sof\s(?:every\s)?)")
_OVER = re.compile(r"\sover\s")
_ENDS = re.compile(r"\s*(?:[.,;:)]|$)")
_BY = re.compile(r"\s?[x×]\s?|\sby\s")
_GOES_TO = re.compile(r"\s+to\s+\d")
_SIZES = frozenset({"m", "cm", "mm", "km", "[ft_i]", "[in_i]", "[yd_i]", "[mi_i]"})
_INCHES = re.compile(r"\s?ins?\b")
_SMALLER = {"[ft_i]": ("[in_i]", 12), "[lb_av]": ("[oz_av]", 16)}


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
            if last is not None and _is_dimension(text, last, number):
                numbers[-1] = replace(last, kind="measure", unit=number.unit)
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
        or _with_small_change(text, last, number, between)
        or _one_in(text, last, number, between)
        or _over(text, last, number, between)
    )


def _range(text: str, last: Number, number: Number, between: str) -> Number | None:
    joint = between.strip().lower()
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


def _with_small_change(text: str, last: Number, number: Number, between: str) -> Number | None:
    """Join "thirteen dollars (and) forty-five cents" and "12 ft 2 in"."""
    if between.strip() not in ("", "and"):
        return None
    assert last.value is not None and number.value is not None
    added, end = 0.0, number.end
    if last.kind == "money" and last.scale == 1 and 0 < number.value < 100:
        is_last = _PRICE_ENDS.match(text, number.end) and last.stop < last.end
        if _CENTS.fullmatch(text, number.stop, number.end) or (is_last and number.kind == "count"):
            added = number.value / 100
    elif last.unit in _SMALLER:
        smaller, parts = _SMALLER[last.unit]
        inches = _INCHES.match(text, number.stop) if smaller == "[in_i]" else None
        if number.unit == smaller or inches:
            added, end = number.value / parts, inches.end() if inches else end
    if not added:
        return None
    value = round(last.value + added, 6)
    return replace(last, stop=number.stop, end=end, value=value, low=value, high=value)


def _one_in(text: str, last: Number, number: Number, between: str) -> Number | None:
    """Join "one in five people": a share, unlike "12 out of 20 drones", which are two counts."""
    assert number.value is not None
    if last.value != 1 or last.kind != "count" or number.kind != "count":
        return None
    if not _IN.fullmatch(between) or number.value <= 1 or number.scale > 100:
        return None
    if "out" not in between and not _MANY_AFTER.match(text[number.end : number.end + 48]):
        return None
    value = round(1 / number.value, 6)
    return replace(last, stop=number.stop, end=number.end, value=value, low=value, high=value)


def _over(text: str, last: Number, number: Number, between: str) -> Number | None:
    """Join "one over twenty"."""
    assert last.value is not None and number.value is not None
    is_fraction = _OVER.fullmatch(between) and _ENDS.match(text, number.end)
    if not is_fraction or last.kind != "count" or number.kind != "count":
        return None
    if not 0 < abs(last.value) < number.value:
        return None
    value = round(last.value / number.value, 6)
    return replace(last, stop=number.stop, end=number.end, value=value, low=value, high=value)


def _is_dimension(text: str, last: Number, number: Number) -> bool:
    """Return whether a number has its unit from the next one: "8 x 10 metres"."""
    if last.kind != "count" or number.kind != "measure" or number.unit not in _SIZES:
        return False
    return bool(_BY.fullmatch(text, last.end, number.start))
