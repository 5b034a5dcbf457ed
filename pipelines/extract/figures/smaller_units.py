"""A unit with its smaller unit, which make one number: dollars and cents, feet and inches.

Ranges and other pairs are in ``ranges``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.extract.figures.number import Number

_CENTS = re.compile(
    r"[\s-]*(?:cents?|pence|p|centimes?|paise|kopecks?|¢)(?![A-Za-z])", re.IGNORECASE
)
_PRICE_ENDS = re.compile(r"\s*(?:[.,;)]|$)")  # "15 dollars 50."
_CODE_BETWEEN = re.compile(r"\s?(?:[A-Z]{3}|[$€£])\s")
_TWO_DIGITS = re.compile(r"\d\d")
_PRICE_GOES_ON = re.compile(r"\s*(?:[.,;)]|$)|\s(?:more|and|per|an?|each|for)\b")
_INCHES = re.compile(r"\s?ins?\b\.?|\s?[\"”″]")
_POUNDS = re.compile(r"\s?(?:pounds?|lbs?)\b")
_HEIGHT_ENDS = re.compile(r"\s*(?:[.,;)]|$)|\s(?:tall|high|and|in)\b")
_SMALLER = {
    "[ft_i]": ("[in_i]", 12, _INCHES),
    "[lb_av]": ("[oz_av]", 16, re.compile(r"\s?oz\b")),
    "[stone_av]": ("[lb_av]", 14, _POUNDS),
}
_HEIGHT = re.compile(
    r"(?<![\w'’.,])(?P<feet>[2-9])\s?['’′]\s?(?P<inches>1[01]|0?\d)(?:\s?(?:[\"”″]|''|’’))?(?![\w'’])"
)


def with_smaller(text: str, last: Number, number: Number, between: str) -> Number | None:
    """Join "thirteen dollars (and) forty-five cents", "12 ft 2 in", "11 stone 4"."""
    if last.value is None or number.value is None:
        return None
    added, end = 0.0, number.end
    if last.kind == "money" and last.scale == 1 and 0 < number.value < 100:
        added = _cents(text, last, number, between)
        cents = _CENTS.match(text, number.end) if number.kind == "money" else None
        end = cents.end() if cents else end
    elif last.unit in _SMALLER and between.strip(" -‑.,") in ("", "and"):
        smaller, parts, written = _SMALLER[last.unit]
        after = written.match(text, number.stop)
        is_last = number.kind == "count" and bool(
            between in ("-", "‑") or _HEIGHT_ENDS.match(text, number.end)
        )
        fits = number.unit == smaller or after or (is_last and "," not in between)
        if fits and 0 < number.value < parts:
            added, end = number.value / parts, max(end, after.end() if after else end)
    if not added:
        return None
    value = round(last.value + added, 6)
    return replace(last, stop=number.stop, end=end, value=value, low=value, high=value)


def _cents(text: str, last: Number, number: Number, between: str) -> float:
    assert number.value is not None
    if between.strip() not in ("", "and"):
        return 0.0
    if _CENTS.fullmatch(text, number.stop, number.end):
        return number.value / 100
    if number.start < last.end and number.kind == "money":  # "17 USD 25": one code, two numbers
        digits = _TWO_DIGITS.fullmatch(text, max(last.end, number.stop - 2), number.stop)
        is_price = digits and _CODE_BETWEEN.fullmatch(text, last.stop, number.stop - 2)
        ends = _PRICE_GOES_ON.match(text, number.end) or _CENTS.match(text, number.end)
        return number.value / 100 if is_price and ends else 0.0
    if last.unit is None or not number.value.is_integer():
        return 0.0  # "10 pence and 67"
    is_last = _PRICE_ENDS.match(text, number.end) and last.stop < last.end
    return number.value / 100 if is_last and number.kind == "count" else 0.0


def heights(text: str) -> Iterator[Number]:
    """Yield the heights that marks of feet and inches write: 5'10".

    >>> [n.value for n in heights("at 5'6 and growing")]
    [5.5]
    """
    for match in _HEIGHT.finditer(text):
        value = round(int(match["feet"]) + int(match["inches"]) / 12, 6)
        yield Number(
            match.start(),
            match.end(),
            match.end(),
            "measure",
            value,
            value,
            value,
            "exact",
            "[ft_i]",
        )
