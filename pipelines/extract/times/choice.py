"""Which of the units that come round again: which March, which Thursday.

What belongs here: the candidates around a base, and the choice among them by "last" and "next", by
tense, or by where a tale stands. What does not: what the base is (``anchors.py``).
"""

from pipelines.extract.times.calendar import Unit, day_unit, holiday, month_unit, unit_of
from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.shifts import bounds, finer

# what a day costs a tale that goes on to it, against one day forwards
_BACK = 1.4
_YEAR_BACK = 4.0  # backwards over New Year
_BEYOND = 2.0  # beyond the next explicit date
_MONTH_DAYS = 31
_SOON_YEARS = 20  # "the Games of '12" before they are held
# how much nearer a candidate against tense must be
_NEAR_AHEAD, _NEAR_BACK, _SURE_BACK = 5, 3, 20
_UNTOLD = 0.6  # where nothing tells
_OUTSIDE = 400.0  # at once, out of the years that the section's heading names


def inside(meaning: Meaning, base: Unit) -> Unit | None:
    """Return the cycle inside a year, a month or a week."""
    if meaning.grain == "day_of_month":
        return day_unit(base.year, base.first.month, meaning.day) if base.first else None
    if meaning.grain == "weekday":
        return unit_of("day", base.first).shift(meaning.number - 1) if base.first else None
    return of_year(meaning, base.year)


def of_year(meaning: Meaning, year: int) -> Unit | None:
    """Return the cycle of a year, None if the year has no such day."""
    number = meaning.number
    if meaning.grain == "month":
        return month_unit(year, number)
    if meaning.grain == "month_day":
        return day_unit(year, number, meaning.day)
    if meaning.grain == "holiday":
        return holiday(meaning.value or "", year)
    return Unit(
        meaning.grain, year * {"quarter": 4, "half": 2, "season": 4}[meaning.grain] + number - 1
    )


def range_end(meaning: Meaning, first: Unit) -> Unit | None:
    """Return the end of a range; one that comes before its beginning is of the next year."""
    if meaning.unit is not None:
        return meaning.unit
    if meaning.grain == "month":
        return month_unit(first.year + (meaning.number <= first.index % 12), meaning.number)
    last = day_unit(first.year, meaning.number, meaning.day)
    if last is not None and last.index < first.index:
        last = day_unit(first.year + 1, meaning.number, meaning.day)
    return last


def short_year(digits: int, base: Unit) -> int:
    """Return the year that "'89" stands for around a base: the last one, or one soon to come."""
    year = base.year - base.year % 100 + digits
    return year - 100 if year > base.year + _SOON_YEARS else year


def choices_around(meaning: Meaning, base: Unit) -> list[Unit]:
    """Return the candidates around the base, in order of time."""
    if meaning.grain in ("weekday", "weekend"):
        first = base.first
        if first is None:
            return []
        if meaning.grain == "weekend":
            week = unit_of("weekend", first)
            return [week.shift(k) for k in (-1, 0, 1)]
        monday = first.toordinal() - (first.isoweekday() - 1)
        return [Unit("day", monday + 7 * k + meaning.number - 1) for k in (-2, -1, 0, 1, 2)]
    if meaning.grain == "day_of_month":
        if base.first is None or finer("month", base.grain):
            return []  # no month is told
        month = base.year * 12 + base.first.month - 1
        days = (day_unit(*_month(month + k), meaning.day) for k in (-2, -1, 0, 1, 2))
        return [d for d in days if d is not None]
    leap = meaning.grain == "month_day" and (meaning.number, meaning.day) == (2, 29)
    reach = 4 if leap else 1
    found = (of_year(meaning, y) for y in range(base.year - reach, base.year + reach + 1))
    return [u for u in found if u is not None and bounds(u) is not None]


def _month(index: int) -> tuple[int, int]:
    return index // 12, index % 12 + 1


def related(meaning: Meaning, choices: list[Unit], base: Unit) -> Unit | None:
    """Choose for last (before), next (after) and this (within) X."""
    first, last = _days(base)
    if meaning.offset < 0:
        before = [c for c in choices if _days(c)[1] < first]
        if meaning.grain == "month" and len(before) > 1 and _just_over(before[-1], base):
            return before[-2]
        return before[-1] if before else None
    if meaning.offset > 0:
        return next((c for c in choices if _days(c)[0] > last), None)
    if meaning.grain == "weekday":
        return next((c for c in choices if (c.index - 1) // 7 == (first - 1) // 7), None)
    return next((c for c in choices if c.year == base.year), choices[0])


def _just_over(month: Unit, base: Unit) -> bool:
    """Return whether a month is the one before, in one year: that is "last month" to everybody.

    "Last February" of a text of March is the year before's; "last December" of one of January is
    not.
    """
    days = _days(base)[0] - _days(month)[1]
    return month.year == base.year and days <= _MONTH_DAYS


def continued(
    choices: list[Unit], base: Unit, following: Unit | None, section: tuple[int, int] | None
) -> Unit:
    """Choose the candidate that a tale at ``base`` goes on to.

    Args:
        choices: The candidates.
        base: Where the tale stands.
        following: The next date that it tells with its year.
        section: The days of the years that the heading of the section names.
    """
    until = _days(following)[1] if following is not None else None

    def cost(choice: Unit) -> float:
        way, first = _step(base, choice), _days(choice)[0]
        if until is not None:
            way += _BEYOND * max(0, first - until)
        if section is not None and not section[0] <= first <= section[1]:
            way += _OUTSIDE
        return way

    return min(choices, key=cost)


def _days(unit: Unit) -> tuple[int, int]:
    found = bounds(unit)
    assert found is not None  # anchors and candidates have a place in time
    return found


def _step(here: Unit, there: Unit) -> float:
    """Return what it costs a tale to go from one date to another.

    Into the last year it goes with that year's number only ("November 1916"), into the next one
    often without.
    """
    (begin, end), (first, last) = _days(here), _days(there)
    if last < begin:
        return (begin - last) * (_BACK if there.year == here.year else _YEAR_BACK)
    return float(max(0, first - end))


def by_direction(
    choices: list[Unit], base: Unit, direction: str | None, grain: str, firm: bool = False
) -> Unit:
    """Choose by tense from the publication day: past the latest begun, future the next not over.

    Args:
        choices: The candidates, in order of time.
        base: The publication day.
        direction: What tense tells.
        grain: What comes back.
        firm: Whether the words themselves tell ("will", "until", "ended") and not tense alone.
    """
    day = base.first
    past = [c for c in choices if c.first <= day]  # type: ignore[operator]
    future = [c for c in choices if c.last >= day]  # type: ignore[operator]
    if grain in ("quarter", "half"):
        return _reported(choices, past, future, base, direction)
    if not past or not future:
        return (past or future or choices)[-1 if past else 0]
    if grain in ("weekday", "weekend"):
        if grain == "weekday" and not firm and _yesterday(past, base):
            return past[-1]
        return future[0] if direction in ("future", "present") else past[-1]
    ahead_days = future[0].first.toordinal() - day.toordinal()  # type: ignore[union-attr]
    behind_days = day.toordinal() - past[-1].first.toordinal()  # type: ignore[union-attr]
    return future[0] if _ahead(ahead_days, behind_days, direction, grain, firm) else past[-1]


def _ahead(ahead: int, behind: int, direction: str | None, grain: str, firm: bool) -> bool:
    """Return whether the next candidate is meant, by tense and by how far both are, in days.

    A date a few weeks ahead is that date even where the verb before it is past ("agreed to meet on
    March 12"), and a date not far back is not next year's where the future is only the verb's mood.
    """
    near = grain in ("month", "month_day", "holiday")
    if direction == "past":
        return near and not firm and 0 < ahead * _NEAR_AHEAD < behind
    if direction == "future":
        return not (near and behind * (_SURE_BACK if firm else _NEAR_BACK) < ahead)
    return ahead < behind * (_UNTOLD if direction is None else 1.0)


def _yesterday(past: list[Unit], base: Unit) -> bool:
    """Return whether the latest candidate is the day before: papers name it more than next week's.

    Of the seven weekdays of the day before with a doubtful future ("to mark the entry on Friday",
    in Saturday's paper) in two sets of news, none was six days ahead.
    """
    return past[-1].index == base.index - 1


def _reported(
    choices: list[Unit], past: list[Unit], future: list[Unit], base: Unit, direction: str | None
) -> Unit:
    """Choose a quarter or a half: reports come out in the weeks after its end."""
    if direction == "past" and past:
        return past[-1]
    if direction == "future" and future and future[0].grain == "half":
        return future[0]
    day = base.first.toordinal()  # type: ignore[union-attr]

    def distance(choice: Unit) -> int:
        ends = choice.first.toordinal() + choice.last.toordinal()  # type: ignore[union-attr]
        return abs(ends - 2 * day)

    return min(choices, key=distance)
