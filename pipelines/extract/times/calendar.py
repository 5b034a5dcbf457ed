"""Units of the calendar as numbers on a line, so that "next quarter" and "100 years ago" are sums.

What belongs here: arithmetic of days, weeks, months, seasons, years, and the interval that a value
covers. What does not: language.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SEASONS = ("SP", "SU", "FA", "WI")  # winter is counted to the year in which it begins
_PER_YEAR = {"month": 12, "quarter": 4, "half": 2, "season": 4, "year": 1}
_YEARS = {"decade": 10, "century": 100}
FINENESS = (
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """The index-th unit of a grain, counted from the year 0 (days and weeks: ordinals)."""

    grain: str
    index: int

    @property
    def year(self) -> int:
        """Calendar year in which the unit begins."""
        if self.grain in _PER_YEAR:
            return self.index // _PER_YEAR[self.grain]
        if self.grain in _YEARS:
            return self.index * _YEARS[self.grain]
        day = self.first
        return day.year if day else 0

    @property
    def first(self) -> date | None:
        """First day, None outside of the years 1 to 9999."""
        return self._bounds()[0]

    @property
    def last(self) -> date | None:
        """Last day, None outside of the years 1 to 9999."""
        return self._bounds()[1]

    def _bounds(self) -> tuple[date | None, date | None]:
        try:
            return _bounds(self.grain, self.index)
        except (ValueError, OverflowError):
            return None, None

    def shift(self, count: int) -> "Unit":
        """Return the unit ``count`` further on."""
        return Unit(self.grain, self.index + count)

    @property
    def value(self) -> str:
        """TIMEX3 value.

        >>> Unit("quarter", 1998 * 4 + 2).value
        '1998-Q3'
        """
        grain = self.grain
        if grain in _YEARS:
            return (
                f"{self.index:0{4 - len(str(_YEARS[grain])) + 1}d}" if self.index >= 0 else "XXXX"
            )
        if grain in _PER_YEAR:
            year, part = divmod(self.index, _PER_YEAR[grain])
            head = f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"
            tail = {
                "year": "",
                "month": f"-{part + 1:02d}",
                "quarter": f"-Q{part + 1}",
                "half": f"-H{part + 1}",
                "season": f"-{SEASONS[part]}" if grain == "season" else "",
            }
            return head + tail[grain]
        first = self.first
        if first is None:
            return "XXXX-XX-XX"
        if grain == "day":
            return first.isoformat()
        year, week, _ = (first - timedelta(5) if grain == "weekend" else first).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if grain == "weekend" else "")


@lru_cache(maxsize=4096)
def _bounds(grain: str, index: int) -> tuple[date, date]:
    if grain == "day":
        return date.fromordinal(index), date.fromordinal(index)
    if grain == "week":
        first = date.fromordinal(index * 7 + 1)
        return first, first + timedelta(6)
    if grain == "weekend":
        first = date.fromordinal(index * 7 + 6)
        return first, first + timedelta(1)
    if grain in _YEARS:
        span = _YEARS[grain]
        return date(max(index * span, 1), 1, 1), date(index * span + span - 1, 12, 31)
    months = 12 // _PER_YEAR[grain]
    start = index * months + (2 if grain == "season" else 0)
    year, month = divmod(start + months - 1, 12)
    return date(start // 12, start % 12 + 1, 1), date(
        year, month + 1, monthrange(year, month + 1)[1]
    )


def unit_of(grain: str, day: date) -> Unit:
    """Return the unit of a grain that holds a day.

    >>> unit_of("season", date(2026, 1, 5)).value, unit_of("week", date(2026, 3, 10)).value
    ('2025-WI', '2026-W11')
    """
    if grain == "day":
        return Unit(grain, day.toordinal())
    if grain in ("week", "weekend"):
        return Unit(grain, (day.toordinal() - 1) // 7)
    if grain in _YEARS:
        return Unit(grain, day.year // _YEARS[grain])
    months = 12 // _PER_YEAR[grain]
    return Unit(grain, (day.year * 12 + day.month - 1 - (2 if grain == "season" else 0)) // months)


def month_unit(year: int, month: int) -> Unit:
    """Return a month."""
    return Unit("month", year * 12 + month - 1)


def day_unit(year: int, month: int, day: int) -> Unit | None:
    """Return a day, None if there is no such day."""
    try:
        return unit_of("day", date(year, month, day))
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> date:
    """Return Easter Sunday of the western church (Meeus, Jones and Butcher).

    >>> easter(1998)
    datetime.date(1998, 4, 12)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - (c % 4)) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the eastern church in the Gregorian calendar (Meeus).

    >>> orthodox_easter(2026)
    datetime.date(2026, 4, 12)
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    century = year // 100
    return date(year, month, day + 1) + timedelta(century - century // 4 - 2)


_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_NTH_RULE = re.compile(r"(\w+) (\d) of (\d\d)")


def holiday(rule: str, year: int) -> Unit | None:
    """Return the day of a feast in a year by its rule ("12-25", "fourth 4 of 11", "easter-2")."""
    if not 1 <= year <= 9998:
        return None
    if rule.startswith("easter"):
        return unit_of("day", easter(year)).shift(int(rule[6:]))
    if rule.startswith("orthodox"):
        return unit_of("day", orthodox_easter(year)).shift(int(rule[8:]))
    if rule == "election":  # Tuesday after the first Monday of November
        return unit_of("day", _nth_weekday(year, 11, 1, 0)).shift(1)
    if match := _NTH_RULE.fullmatch(rule):
        return unit_of("day", _nth_weekday(year, int(match[3]), int(match[2]), _NTH[match[1]]))
    return day_unit(year, int(rule[:2]), int(rule[3:]))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    days = [date(year, month, d) for d in range(1, monthrange(year, month)[1] + 1)]
    return [d for d in days if d.isoweekday() == weekday][nth]


def part_of(
    unit: Unit, modifier: str | None, today: date | None
) -> tuple[date | None, date | None]:
    """Return the days that a modified unit covers: "early March" its first ten, "mid" the next ten.

    Of a year the thirds are four months, of a decade four, three and three years. Other units are
    cut into thirds of days.
    """
    first, last = unit.first, unit.last
    if first is None or last is None or modifier not in ("START", "MID", "END"):
        return first, last
    third = {"START": 0, "MID": 1, "END": 2}[modifier]
    if unit.grain == "day":
        return first, last
    if unit.grain == "month":
        return first.replace(day=(1, 11, 21)[third]), (
            first.replace(day=(10, 20)[third]) if third < 2 else last
        )
    if unit.grain == "year":
        end = (4, 8, 12)[third]
        return date(first.year, end - 3, 1), date(first.year, end, monthrange(first.year, end)[1])
    if unit.grain in _YEARS:
        step = _YEARS[unit.grain] // 10
        begin, end = ((0, 4), (4, 7), (7, 10))[third]
        return date(unit.year + begin * step or 1, 1, 1), date(unit.year + end * step - 1, 12, 31)
    length = (last - first).days + 1
    return first + timedelta(length * third // 3), first + timedelta(length * (third + 1) // 3 - 1)
