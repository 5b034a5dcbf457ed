"""Counting units of the calendar from a base: "three days later", "50 years ago", "that month".

What belongs here: sums on units and the grain of their result. What does not: which base is counted
from (``anchors.py``) and the calendar itself (``calendar.py``).
"""

from pipelines.extract.times.calendar import FINENESS, Unit, day_unit, unit_of
from pipelines.extract.times.meanings import GRAINS

_CLOCK_HOURS = {"TS": 1 / 3600, "TM": 1 / 60, "TH": 1.0}
_DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_FARTHEST = 1e6  # units; nothing farther away lies in the calendar


def finer(grain: str, than: str) -> bool:
    """Return whether a grain is finer than another."""
    return FINENESS.index(grain) < FINENESS.index(than)


def holds(outer: Unit, inner: Unit) -> bool:
    """Return whether a unit lies within another."""
    a, b, c, d = outer.first, outer.last, inner.first, inner.last
    return a is not None and b is not None and c is not None and d is not None and a <= c and d <= b


def coarsen(base: Unit, grain: str) -> Unit | None:
    """Return the unit of a grain that holds the base's first day; a finer grain is not known."""
    if base.first is None:
        return base if base.grain == grain else None
    if base.grain != grain and finer(grain, base.grain):
        return (
            unit_of(grain, base.first) if grain in ("week", "weekend", "half", "quarter") else None
        )
    return unit_of(grain, base.first)


def shift_day(base: Unit, count: float, code: str) -> Unit | None:
    """Return the day that lies ``count`` units of a code from a day.

    A month's last days stay in the month they are moved to: 31 March less a month is 28 February.
    """
    day = base.first
    if day is None or abs(count) > _FARTHEST:
        return None
    if code in _CLOCK_HOURS:
        return base.shift(int(count * _CLOCK_HOURS[code] / 24))
    if code in _DAYS:
        return base.shift(round(count * _DAYS[code]))
    months = round(count * _MONTHS[code])
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if (unit := day_unit(year, month + 1, last)) is not None:
            return unit
    return None


def shift_unit(base: Unit, count: float, code: str, keep_day: bool) -> Unit | None:
    """Return the unit ``count`` units away, as coarse as the unit counted ("years ago": a year)."""
    code, count = ("W", count * 2) if code == "F" else (code, count)
    if abs(count) > _FARTHEST:
        return None
    if keep_day and base.grain == "day":
        return shift_day(base, count, code)
    if code in _CLOCK_HOURS:
        return shift_day(base, count, code) if base.grain == "day" else None
    grain = {"ML": "century"}.get(code) or GRAINS[code]
    count = count * 10 if code == "ML" else count
    if count % 1:  # a year and a half ago: to the month
        moved = shift_day(unit_of("day", base.first), count, code) if base.first else None
        return coarsen(moved, "month") if moved else None
    unit = coarsen(base, grain)
    return unit.shift(int(count)) if unit else None
