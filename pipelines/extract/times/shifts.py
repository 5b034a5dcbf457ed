"""Counting units of the calendar from a base: "three days later", "50 years ago", "that month".

What belongs here: sums on units and the grain of their result. What does not: which base is counted
from (``anchors.py``) and the calendar itself (``calendar.py``).
"""

from pipelines.extract.times.calendar import FINENESS, Unit, day_unit, unit_of
from pipelines.extract.times.meanings import GRAINS

_CLOCK_HOURS = {"TS": 1 / 3600, "TM": 1 / 60, "TH": 1.0}
_DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_MONTHS_OF = {
    "month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
_MONTH_DAYS = 30.436875  # of the Gregorian calendar, on average
_FARTHEST = 1e6  # units; nothing farther away lies in the calendar


def finer(grain: str, than: str) -> bool:
    """Return whether a grain is finer than another."""
    return FINENESS.index(grain) < FINENESS.index(than)


def bounds(unit: Unit) -> tuple[int, int] | None:
    """Return first and last day as ordinals; before the year 1 to within a few days.

    No date is claimed there, but an order: an account of 480 BC has anchors too.
    """
    if unit.first is not None and unit.last is not None:
        return unit.first.toordinal(), unit.last.toordinal()
    months = _MONTHS_OF.get(unit.grain)
    if months is None or abs(unit.index) > _FARTHEST:
        return None
    begin = unit.index * months + (2 if unit.grain == "season" else 0) - 12
    return round(begin * _MONTH_DAYS) + 1, round((begin + months) * _MONTH_DAYS)


def holds(outer: Unit, inner: Unit) -> bool:
    """Return whether a unit lies within another."""
    a, b = bounds(outer), bounds(inner)
    return a is not None and b is not None and a[0] <= b[0] and b[1] <= a[1]


def coarsen(base: Unit, grain: str) -> Unit | None:
    """Return the unit of a grain that holds the base's first day; a finer grain is not known."""
    if base.grain == grain:
        return base
    if finer(grain, base.grain):
        known = grain in ("week", "weekend", "half", "quarter") and base.first is not None
        return unit_of(grain, base.first) if known else None  # type: ignore[arg-type]
    if base.first is not None:
        return unit_of(grain, base.first)
    years = {"year": 1, "decade": 10, "century": 100}.get(grain)
    return Unit(grain, base.year // years) if years and base.grain in _MONTHS_OF else None


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
    """Return the unit ``count`` units away, as coarse as the unit counted ("years ago": a year).

    ``keep_day``: as fine as what it is counted from ("three years ago this month": a month).
    """
    code, count = ("W", count * 2) if code == "F" else (code, count)
    if abs(count) > _FARTHEST:
        return None
    if keep_day and base.first is not None:
        moved = shift_day(unit_of("day", base.first), count, code)
        return coarsen(moved, base.grain) if moved else None
    if code in _CLOCK_HOURS:
        return shift_day(base, count, code) if base.grain == "day" else None
    grain = {"ML": "century"}.get(code) or GRAINS[code]
    count = count * 10 if code == "ML" else count
    if count % 1:  # a year and a half ago: to the month, or as coarse as what it is counted from
        moved = shift_day(unit_of("day", base.first), count, code) if base.first else None
        return (
            coarsen(moved, base.grain if finer("month", base.grain) else "month") if moved else None
        )
    unit = coarsen(base, grain)
    return unit.shift(int(count)) if unit else None
