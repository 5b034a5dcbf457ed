"""What a number has from the number after it: "3, 5 and 7 per cent", "2.1 and 3.4 million".

Ranges, whose ends share a scale as well, are in ``ranges``.
"""

import re
from dataclasses import replace

from pipelines.extract.figures.number import Number

_LISTED = re.compile(r"\s*,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_BY = re.compile(r"\s?[x×]\s?|\sby\s")
_SIZES = frozenset({"m", "cm", "mm", "km", "[ft_i]", "[in_i]", "[yd_i]", "[mi_i]"})
_SUMS_BEFORE = re.compile(r"[$€£¥₹]\s?(?P<digits>\d{1,2}\.\d{1,2})")
_LEAST_SCALE = 1e3
_MANY = 12  # members of one list


def shared(text: str, numbers: list[Number]) -> list[Number]:
    """Give the members of lists the scale and the unit that only the last one has.

    The numbers are in order and not joined yet. What stands between two members is a comma or
    "and" alone: in "2 dead and 3 million displaced" nothing is shared.
    """
    found = list(numbers)
    for last in range(len(found) - 1, 0, -1):
        number = found[last]
        if number.value is None or number.qualifier != "exact" or number.kind == "ordinal":
            continue
        before = found[last - 1]
        if _is_size(text, before, number):
            found[last - 1] = replace(before, kind="measure", unit=number.unit)
            continue
        if number.scale < _LEAST_SCALE and number.kind not in ("percent", "measure"):
            continue
        for at in range(last - 1, max(-1, last - _MANY), -1):
            taken = _taken(text, found[at], found[at + 1], number)
            if taken is None:
                break
            found[at] = taken
    return found


def _is_size(text: str, before: Number, number: Number) -> bool:
    """Return whether a number has its unit from the next one: "8 x 10 metres"."""
    if before.kind != "count" or number.kind != "measure" or number.unit not in _SIZES:
        return False
    return bool(_BY.fullmatch(text, before.end, number.start))


def _taken(text: str, member: Number, following: Number, last: Number) -> Number | None:
    """Return a member of a list with what it shares, None where it has its own."""
    if member.value is None or member.scale > 1 or member.end != member.stop:
        return None
    if not _LISTED.fullmatch(text, member.end, following.start):
        return None
    if member.start and text[member.start - 1] in "-‑":  # "a 6-foot-5, 250-pound man"
        return None
    is_sum = member.kind == last.kind == "money" and _SUMS_BEFORE.fullmatch(
        text, member.start, member.stop
    )
    if not (is_sum or (member.kind == "count" and member.unit is None)):
        return None
    if member.kind == "count" and last.kind == "count" and not text[member.start].isdigit():
        return None  # "one and two million" may be anything
    value, scale = member.value, 1.0
    is_digits = is_sum or text[member.start].isdigit()
    if last.scale >= _LEAST_SCALE and 0 < value < _LEAST_SCALE and is_digits:
        value, scale = round(value * last.scale, 6), last.scale
    if member.kind == "count" and text[last.start : last.stop][:1] in "$€£¥₹":
        return None  # "12 and $3 million"
    kind = last.kind if last.kind in ("percent", "measure", "money") else member.kind
    unit = last.unit if kind != "count" else None
    return replace(member, kind=kind, unit=unit, value=value, low=value, high=value, scale=scale)
