"""Readings of months, seasons, quarters, years and longer, where the words name them."""

from dataclasses import replace

from pipelines.extract.times.calendar import SEASONS, Unit, day_unit, month_unit
from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.parts import Parts, era_unit, inside_year, month_number, related
from pipelines.extract.times.words import number


def month(part: Parts) -> Meaning | None:
    """Read "March", "early March 2026", "March of that year", "last March"."""
    number_ = month_number(part)
    if "era" in part:
        before = era_unit(part, "number")
        return Meaning(kind="unit", unit=month_unit(before.index, number_)) if before else None
    if part.year is not None:
        return Meaning(kind="unit", unit=month_unit(part.year, number_))
    cycle = Meaning(kind="cycle", grain="month", number=number_)
    return inside_year(cycle, part, "rel") if "rel" in part else related(cycle, part, "monthrel")


def month_range(part: Parts) -> Meaning:
    """Read "January or February", "the July-September quarter": one time."""
    first = Meaning(kind="cycle", grain="month", number=month_number(part))
    last = month_number(part, "end")
    if part.year is not None:
        first = Meaning(kind="unit", unit=month_unit(part.year, first.number))
    return Meaning(kind="range", base=first, number=last, grain="month")


def month_pair(part: Parts) -> list[tuple[int, int, Meaning]]:
    """Read "July-November": from one to the other, as TimeML has it."""
    a, b = part.match.parts["month"], part.match.parts["end"]
    first, last = (
        Meaning(kind="cycle", grain="month", number=month_number(part, name))
        for name in ("month", "end")
    )
    return [(a[0], a[1], first), (b[0], part.match.last, last)]


def dated_pair(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "August and September 1914", "21 March to 4 May 1952": the year is that of both."""
    first, last = part.inner("begin"), part.inner("finish")
    if (
        first is None
        or last is None
        or last.unit is None
        or first.grain not in ("month", "month_day")
    ):
        return None
    year = last.unit.year
    end = last.unit.index % 12 + 1 if last.unit.grain == "month" else last.unit.first.month  # type: ignore[union-attr]
    year -= first.number > end
    unit = day_unit(year, first.number, first.day) if first.day else month_unit(year, first.number)
    if unit is None:
        return None
    a, b = part.match.parts["begin"], part.match.parts["finish"]
    opening = Meaning(kind="unit", unit=unit, mod=first.mod)
    return [(a[0], a[1], opening), (b[0], b[1], last)]


def season_pair(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "the spring and summer of 1943": the year is that of both."""
    last = part.inner("finish")
    if last is None or last.unit is None:
        return None
    index = SEASONS.index(part.find("SEASON", part.captured("begin")) or "SP")
    year = last.unit.year - (index > last.unit.index % 4)
    opening = Meaning(kind="unit", unit=Unit("season", year * 4 + index), mod=part.mod)
    a, b = part.match.parts["begin"], part.match.parts["finish"]
    return [(part.match.first, a[1], opening), (b[0], b[1], last)]


def ordinal_pair(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "the 18th and 19th centuries", "the first and second quarters of 2025"."""
    noun = part.captured("unit")[0]
    grain = "century" if noun.startswith("c") else "half" if noun.startswith("h") else "quarter"
    size = {"century": 30, "half": 2, "quarter": 4}[grain]
    both = []
    for name in ("nth", "second"):
        nth = part.ordinal(name)
        if not nth or nth > size:
            return None
        if grain == "century":
            both.append(Meaning(kind="unit", unit=Unit("century", nth - 1)))
        elif part.year is not None:
            both.append(Meaning(kind="unit", unit=Unit(grain, part.year * size + nth - 1)))
        else:
            both.append(Meaning(kind="cycle", grain=grain, number=nth))
    a, b = part.match.parts["nth"][1], part.match.parts["second"][0]
    begin = a + 1  # past the "and"
    modifiers = (
        part.find("EARLY", [w.lower() for w in part.tokens[first:last]])
        for first, last in ((part.match.first, a), (begin, b))
    )
    first, second = (replace(m, mod=mod) for m, mod in zip(both, modifiers, strict=True))
    return [(part.match.first, a, first), (begin, part.match.last, second)]


def season(part: Parts) -> Meaning | None:
    """Read "the spring of 1453", "last winter"."""
    index = SEASONS.index(part.find("SEASON", part.captured("season")) or "SP")
    cycle = Meaning(kind="cycle", grain="season", number=index + 1)
    if "era" in part:
        before = era_unit(part, "number")
        unit = Unit("season", before.index * 4 + index) if before else None
        return Meaning(kind="unit", unit=unit) if unit else None
    if part.year is not None:
        return Meaning(kind="unit", unit=Unit("season", part.year * 4 + index))
    return inside_year(cycle, part, "rel") if "rel" in part else related(cycle, part, "seasonrel")


def part_of_year(part: Parts) -> Meaning | None:
    """Read quarters and halves."""
    grain = "half" if part.captured("unit") in (["half"], ["h"]) else "quarter"
    size = 2 if grain == "half" else 4
    words = part.captured("nth")
    if words == ["latest"]:
        return Meaning(kind="quarter", grain=grain)
    nth = size if words[0] in ("last", "final", "latter") else part.ordinal("nth")
    if not nth or nth > size:
        return None
    if words == ["last"] and "year" not in part and "rel" not in part:
        return Meaning(kind="pointed", grain=grain, offset=-1)
    if part.year is not None:
        return Meaning(kind="unit", unit=Unit(grain, part.year * size + nth - 1))
    cycle = Meaning(kind="cycle", grain=grain, number=nth)
    if "back" in part:
        return Meaning(kind="year_back", grain=grain, offset=-1, base=cycle)
    return (
        inside_year(cycle, part, "rel")
        if "rel" in part and part.captured("rel") not in (["year"],)
        else cycle
    )


def quarter_ended(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "the quarter ended Sept. 30", "its second quarter ended Jan. 31": quarter and day."""
    day = part.inner("day")
    nth = part.ordinal("nth") or 0
    if day is None or nth > 4:
        return None
    over = part.captured("shift") == ["ended"]
    quarter = Meaning(kind="ended", grain="quarter", number=nth, base=day, relative=over)
    owner = part.all[0] in ("its", "their")
    return [
        (part.match.first + owner, part.match.parts["unit"][1], quarter),
        (*part.match.parts["day"], day),
    ]


def year(part: Parts) -> Meaning:
    """Read a year."""
    mod = part.mod
    if "era" in part and part.captured("era")[0].startswith("b"):
        return Meaning(kind="unit", unit=Unit("year", 1 - (part.year or 1)))
    unit = Unit("year", part.year or 0)
    if part.all[-1] in ("period", "quarter"):
        return Meaning(kind="quarter", grain="quarter", unit=unit)  # the one compared, in that year
    return Meaning(kind="unit", unit=unit, mod=mod)


def year_range(part: Parts) -> Meaning | list[tuple[int, int, Meaning]] | None:
    """Read "1914-18": from one year to another, as TimeML has it; "the 2023-24 season": one."""
    first = part.year or 0
    words = part.captured("end")[0]
    last = int(words) if len(words) == 4 else first // 100 * 100 + int(words)
    if last <= first:
        return None
    begin, end = (Meaning(kind="unit", unit=Unit("year", y)) for y in (first, last))
    after = part.tokens[part.match.last : part.match.last + 1]
    season = bool(after) and part.words.value("YEARNOUN", after[0]) is not None
    before = part.tokens[part.match.first - 1].lower() if part.match.first else ""
    fiscal = len(words) == 2 and before in ("the", "for", "fy", "fiscal")
    if last == first + 1 and (season or fiscal):
        return Meaning(kind="range", base=begin, unit=end.unit)
    a, b = part.match.parts["year"], part.match.parts["end"]
    return [(a[0], a[1], begin), (b[0], b[1], end)]


def short_year(part: Parts) -> Meaning:
    """Read '99."""
    return Meaning(kind="cycle", grain="short_year", number=int(part.captured("yy")[-1]))


def era_year(part: Parts) -> Meaning | None:
    """Read "44 BC", "AD 79"."""
    unit = era_unit(part, "number")
    return Meaning(kind="unit", unit=unit) if unit else None


def era_range(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "431-404 BC": the era is that of both."""
    first, last = era_unit(part, "number"), era_unit(part, "end")
    if first is None or last is None or last.index <= first.index:
        return None
    a, b = part.match.parts["number"], part.match.parts["end"]
    begin, end = (Meaning(kind="unit", unit=u) for u in (first, last))
    return [(a[0], a[1], begin), (b[0], part.match.last, end)]


def _early(part: Parts) -> str | None:
    return part.mod or part.find("EARLY")


def decade(part: Parts) -> Meaning:
    """Read "the 1990s", "the early nineties"."""
    if "decade" in part:
        year = int(part.captured("decade")[0])
        unit = Unit("decade", year // 10)
        if year % 100 == 0 and year < 1900:  # "the 1800s"
            unit = Unit("century", year // 100)
    else:
        words = part.captured("tens")
        tens = int(part.find("DECADES", words) or words[0])
        unit = Unit("decade", 190 + tens // 10)
    return Meaning(kind="unit", unit=unit, mod=_early(part))


def century(part: Parts) -> Meaning | None:
    """Read "the 19th century"."""
    nth = part.ordinal("nth")
    if not nth or nth > 30:
        return None
    if "era" in part and part.captured("era")[0].startswith("b"):
        return Meaning(kind="fixed", value=f"BC{nth - 1:02d}", mod=_early(part))
    return Meaning(kind="unit", unit=Unit("century", nth - 1), mod=_early(part))


def spoken_year(part: Parts) -> Meaning | None:
    """Read "nineteen ninety-four": the tens are twenty or more, or there is no year."""
    if "two" in part.captured("hundreds"):  # "the year two thousand"
        unit = Unit("year", 2000 + int(number(part.words, part.captured("tens")) or 0))
        return Meaning(kind="unit", unit=unit)
    head = number(part.words, part.captured("hundreds"))
    tail = number(part.words, part.captured("tens"))
    if head is None or tail is None or not 20 <= tail <= 99 or (head == 20 and tail > 50):
        return None
    return Meaning(kind="unit", unit=Unit("year", int(head * 100 + tail)))
