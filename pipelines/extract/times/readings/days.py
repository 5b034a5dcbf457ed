"""Readings of days: dates, ranges of days, weekdays, feasts, yesterday and tomorrow."""

import re
from calendar import monthrange
from dataclasses import replace

from pipelines.extract.times.calendar import Unit, day_unit
from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.parts import (
    Parts,
    era_unit,
    inside_year,
    month_number,
    related,
    two_digit_year,
)
from pipelines.extract.times.words import OTHER


def full_date(part: Parts) -> Meaning | None:
    """Read "Thursday, 5 March 2026", "March 5", "5 March last year"."""
    day = part.ordinal("day")
    month = month_number(part)
    if not day or not 1 <= day <= 31:
        return None
    year = part.year
    if "era" in part:
        of_era = era_unit(part, "number")
        year = of_era.index if of_era is not None else None
        if of_era is None or year is None or year <= 0:  # no calendar has days before Christ
            value = f"{of_era.value}-{month:02d}-{day:02d}" if of_era is not None else None
            return Meaning(kind="fixed", value=value) if value else None
    if year is not None:
        unit = day_unit(year, month, day)
        return Meaning(kind="unit", unit=unit) if unit else None
    if day_unit(2000, month, day) is None:
        return None
    cycle = Meaning(kind="cycle", grain="month_day", number=month, day=day)
    return inside_year(cycle, part, "rel") if "rel" in part else related(cycle, part, "monthrel")


def numeric_date(part: Parts) -> Meaning | None:
    """Read 2026-03-05, 5/3/2026, 3/25/2026: American order unless only British is a date."""
    text = part.captured("date")[0]
    clock = ""
    if "t" in text:
        text, time = text.split("t", 1)
        clock = "T" + time[:5]
    a, b, c = (int(x) for x in re.split("[/.-]", text))
    if a > 31:
        unit = day_unit(a, b, c)
    else:
        year = c if c > 99 else two_digit_year(f"{c:02d}")
        british = "." in text or a > 12
        unit = day_unit(year, b, a) if british else day_unit(year, a, b)
    if unit is None:
        return None
    return Meaning(kind="unit", unit=unit, clock=clock, timex_type="TIME" if clock else "DATE")


def day_of_month(part: Parts) -> Meaning | None:
    """Read "the 20th": a day of a month that the text has told."""
    day = part.ordinal("day")
    return Meaning(kind="cycle", grain="day_of_month", day=day) if day and day <= 31 else None


def day_in_month(part: Parts) -> Meaning | None:
    """Read "the 15th of this month"."""
    day = part.ordinal("day")
    offset, from_last = part.relation("rel")
    month = Meaning(kind="pointed", grain="month", offset=offset, from_last=from_last)
    if not day or day > 31:
        return None
    return Meaning(kind="inside", grain="day_of_month", day=day, base=month)


def day_range(part: Parts) -> Meaning | None:
    """Read "Feb. 4-5": both days, one expression."""
    day, end = part.ordinal("day"), part.ordinal("end")
    month = month_number(part)
    endmonth = month_number(part, "endmonth") or month
    if not day or not end:
        return None
    year = part.year
    if day_unit(year or 2000, month, day) is None or day_unit(year or 2000, endmonth, end) is None:
        return None
    first = Meaning(kind="cycle", grain="month_day", number=month, day=day)
    last = Meaning(kind="cycle", grain="month_day", number=endmonth, day=end)
    if year is not None:
        first, last = (
            Meaning(kind="unit", unit=day_unit(year, m, d))
            for m, d in ((month, day), (endmonth, end))
        )
    return Meaning(
        kind="range",
        base=first,
        last=None,
        value=None,
        window=None,
        day=end,
        number=endmonth,
        unit=last.unit,
    )


def day_pair(part: Parts) -> "list[tuple[int, int, Meaning]] | None":
    """Read "between 3 and 5 March": two expressions."""
    both = day_range(part)
    if both is None or both.base is None:
        return None
    end = (
        Meaning(kind="unit", unit=both.unit)
        if both.unit
        else Meaning(kind="cycle", grain="month_day", number=both.number, day=both.day)
    )
    a, b = part.match.parts["day"], part.match.parts["end"]
    second = b[0] - (part.tokens[b[0] - 1].lower() == "the")
    return [(part.match.first, a[1], both.base), (second, part.match.last, end)]


def dates_pair(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "March 19-April 30": two dates, each written whole."""
    both = day_range(part)
    if both is None or both.base is None:
        return None
    end = (
        Meaning(kind="unit", unit=both.unit)
        if both.unit
        else Meaning(kind="cycle", grain="month_day", number=both.number, day=both.day)
    )
    middle = part.match.parts["day"][1]
    return [(part.match.first, middle, both.base), (middle + 1, part.match.last, end)]


def weekday_number(part: Parts) -> int:
    """Return the weekday that the match names."""
    words = part.captured("weekday")
    return int(part.find("WFULL", words) or part.find("WABBR", words) or 0)


def weekday(part: Parts) -> Meaning:
    """Read "Thursday", "last Thursday", "the following Thursday", "Thursday last week"."""
    if "relweek" in part:
        offset, from_last = part.relation("relweek")
        week = Meaning(kind="pointed", grain="week", offset=offset, from_last=from_last)
        return Meaning(kind="inside", grain="weekday", number=weekday_number(part), base=week)
    words = part.all
    cycle = Meaning(kind="cycle", grain="weekday", number=weekday_number(part))
    for name in ("last", "this", "next"):
        if words[-1] == name and "rel" not in part:
            return replace(cycle, relative=True, offset={"last": -1, "this": 0, "next": 1}[name])
    return related(cycle, part, "rel")


def a_weekday(part: Parts) -> Meaning:
    """Read "a Saturday", "a Saturday morning": one that the text does not tell."""
    clock = part.find("DAYPART", part.captured("part")) or part.find("SUNPART")
    return Meaning(
        kind="fixed",
        timex_type="TIME" if clock else "DATE",
        value=f"XXXX-WXX-{weekday_number(part)}" + (f"T{clock}" if clock else ""),
    )


def weekday_beyond(part: Parts) -> Meaning:
    """Read "the Friday before last", "the Tuesday after next": a week beyond the nearest."""
    step = -1 if "before" in part.all else 1
    cycle = Meaning(
        kind="cycle", grain="weekday", number=weekday_number(part), relative=True, offset=step
    )
    return Meaning(kind="shift", code="W", count=step, base=cycle)


def weekday_shift(part: Parts) -> Meaning:
    """Read "the day before last Tuesday"."""
    step = -1 if part.captured("shift") == ["before"] else 1
    return Meaning(kind="shift", code="D", count=step, base=weekday(part))


def deictic(part: Parts) -> Meaning:
    """Read today, yesterday, tomorrow."""
    return Meaning(kind="pointed", grain="day", offset=int(part.find("DEICTIC") or 0))


def deictic_shift(part: Parts) -> Meaning:
    """Read "the day before yesterday"."""
    step = -1 if part.captured("shift") == ["before"] else 1
    return Meaning(kind="pointed", grain="day", offset=int(part.find("DEICTIC") or 0) + step)


def nightly(part: Parts) -> Meaning:
    """Read tonight and overnight."""
    value = part.find("NIGHTLY") or "0TNI"
    return Meaning(kind="pointed", timex_type="TIME", offset=int(value[:-3]), clock="TNI")


def day_list(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "5, 6 and 7 May": each day of them."""
    month, year = month_number(part), part.year
    a, b = part.match.parts["days"]
    last_takes_all = part.match.parts["month"][0] >= b
    found: list[tuple[int, int, Meaning]] = []
    for index in range(a, b):
        if not part.tokens[index].isdecimal():
            continue
        day = int(part.tokens[index])
        unit = day_unit(year or 2000, month, day)
        if unit is None:
            return None
        meaning = Meaning(kind="cycle", grain="month_day", number=month, day=day)
        if year is not None:
            meaning = Meaning(kind="unit", unit=unit)
        found.append((index, index + 1, meaning))
    first, last = found[0], found[-1]
    if not last_takes_all:
        found[0] = (part.match.first, first[1], first[2])
    if last_takes_all or year is not None:
        found[-1] = (last[0], part.match.last, last[2])
    return found


def nth_day(part: Parts) -> Meaning | None:
    """Read "the last day of June", "the first day of March 2026"."""
    month, year = month_number(part), part.year
    nth = part.ordinal("nth")
    day = monthrange(year or _COMMON_YEAR, month)[1] if nth is None else nth
    unit = day_unit(year or _COMMON_YEAR, month, day)
    if unit is None:
        return None
    if year is not None:
        return Meaning(kind="unit", unit=unit)
    return Meaning(kind="cycle", grain="month_day", number=month, day=day)


def nth_weekday(part: Parts) -> Meaning:
    """Read "the first Monday of May", by the rule that feasts have."""
    rule = f"{part.captured('nth')[0]} {weekday_number(part)} of {month_number(part):02d}"
    cycle = Meaning(kind="cycle", grain="holiday", value=rule)
    if part.year is not None:
        year = Meaning(kind="unit", unit=Unit("year", part.year))
        return replace(cycle, kind="inside", base=year)
    return inside_year(cycle, part, "rel") if "rel" in part else cycle


_COMMON_YEAR = 2001
_NATIONAL = frozenset({"independence day"})  # each nation has its own


def _of_a_nation(part: Parts) -> bool:
    """Return whether a nation stands before a feast: "its", "Ukraine's", "Ukrainian"."""
    first = part.match.first
    if part.before in ("its", "their", "our", "his", "her", "s"):
        return True
    return first > 0 and part.classes[first - 1] == OTHER and part.tokens[first - 1].istitle()


def holiday(part: Parts) -> Meaning:
    """Read a feast, with or without its year; "last Easter"."""
    name = (
        " ".join(part.captured("name")).replace(" ' ", "'").replace(" ’ ", "'").replace(" .", ".")
    )
    if name in _NATIONAL and _of_a_nation(part):
        return Meaning(kind="fixed", value="XXXX-XX-XX")  # "Ukraine's Independence Day"
    cycle = Meaning(kind="cycle", grain="holiday", value=part.words.holidays.get(name, "01-01"))
    if part.year is not None:
        year = Meaning(kind="unit", unit=Unit("year", part.year))
        return replace(cycle, kind="inside", base=year)
    return inside_year(cycle, part, "rel") if "rel" in part else related(cycle, part, "which")
