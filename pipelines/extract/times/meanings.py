"""Normalisation: what the words of a match say, before anybody asks when the article was written.

What belongs here: one function a rule, from the captured words to a ``Meaning``. What does not: the
publication day, tense, or the text around (``resolve.py``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipelines.extract.times.calendar import SEASONS, Unit, day_unit, month_unit
from pipelines.extract.times.grammar import Grammar, Match
from pipelines.extract.times.words import Words, number

GRAINS = {
    "D": "day", "W": "week", "F": "week", "WE": "weekend", "M": "month", "Q": "quarter",
    "Y": "year", "DE": "decade", "CE": "century",
}  # fmt: skip
_CLOCK_UNITS = {"TS": "S", "TM": "M", "TH": "H"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an expression says.

    Attributes:
        kind: ``fixed`` (``value`` is final), ``unit`` (a unit of the calendar), ``cycle`` (a unit
            that comes back: the ``number``-th ``grain`` of a year or week), ``pointed`` (``offset``
            units from now, or from the last date where ``from_last``), ``shift`` (``count`` units
            ``ago`` or later), ``inside`` (the cycle inside ``base``).
        clock: What follows the day in a TIME's value: "T09:30", "TMO".
        window: (-1 or 1, count, unit): the duration touches the publication day.
    """

    kind: str
    timex_type: str = "DATE"
    value: str | None = None
    mod: str | None = None
    unit: Unit | None = None
    last: Unit | None = None
    grain: str = "day"
    number: int = 0
    day: int = 0
    offset: int = 0
    from_last: bool = False
    relative: bool = False
    same: bool = False
    count: float | None = None
    code: str = ""
    base: "Meaning | None" = None
    clock: str = ""
    window: tuple[int, float | None, str] | None = None


class Reader:
    """Reads matches of a grammar as meanings."""

    def __init__(self, grammar: Grammar) -> None:
        """Keep the grammar: parts of an expression are read with its rules."""
        self.grammar = grammar
        self.words: Words = grammar.words

    def read(
        self, match: Match, tokens: list[str], classes: str
    ) -> "list[tuple[int, int, Meaning]]":
        """Return (first word, last word, meaning) of a match: mostly one, none if no time."""
        part = Parts(self, match, tokens, classes)
        found = RULES[match.rule](part)
        if found is None:
            return []
        if isinstance(found, list):
            return found
        if part.mod and not found.mod:
            found = replace(found, mod=part.mod)
        return [(match.first + self._outside(match, tokens), match.last, found)]

    def _outside(self, match: Match, tokens: list[str]) -> int:
        """Return how many words at the front are the noun phrase's and not the expression's.

        An article before a hyphenated modifier belongs to the noun ("the third-quarter loss"), and
        so does a possessive always.
        """
        first = tokens[match.first].lower()
        if match.last - match.first < 2:
            return 0
        if first in ("its", "their", "his", "her"):
            return 1
        hyphens = "-" in tokens[match.first + 1 : match.last]
        bare = match.rule in ("duration", "part_of_year", "year_ago")
        return int(hyphens and bare and first in ("the", "a", "an", "that", "this"))


class Parts:
    """The captured words of one match."""

    def __init__(self, reader: Reader, match: Match, tokens: list[str], classes: str) -> None:
        """Keep what the rule functions ask for."""
        self.reader, self.words, self.match = reader, reader.words, match
        self.tokens, self.classes = tokens, classes

    def __contains__(self, name: str) -> bool:
        """Tell whether the match has this capture."""
        return name in self.match.parts

    def captured(self, name: str) -> list[str]:
        """Words of a capture in lower case."""
        a, b = self.match.parts.get(name, (0, 0))
        return [t.lower() for t in self.tokens[a:b]]

    @property
    def all(self) -> list[str]:
        """All words of the match in lower case."""
        return [t.lower() for t in self.tokens[self.match.first : self.match.last]]

    def find(self, cls: str, words: list[str] | None = None) -> str | None:
        """Value of the first word of a class."""
        for word in self.all if words is None else words:
            value = self.words.value(cls, word)
            if value is not None:
                return value
        return None

    @property
    def mod(self) -> str | None:
        """Modifier that the words give."""
        found = self.captured("mod")
        if found:
            for cls in ("EARLY", "EDGE", "ER"):
                if (value := self.find(cls, found)) is not None:
                    return value
            return (
                "END"
                if (found[-2:-1] and "latter" in found) or "last" in found or "later" in found
                else "MID"
            )
        return rough(self.captured("rough"))

    def inner(self, name: str) -> "Meaning | None":
        """Meaning of a captured expression, None if no rule covers it whole."""
        a, b = self.match.parts.get(name, (0, 0))
        while a < b:
            match = self.reader.grammar.longest(self.classes[:b], a, b)
            if match and match.last == b:
                found = self.reader.read(match, self.tokens, self.classes)
                return found[0][2] if len(found) == 1 else None
            a += 1
        return None

    def number(self, name: str) -> float | None:
        """Number that a capture gives, None if it is vague."""
        words = self.captured(name)
        if words and words[0] in ("a", "an", "one") and number(self.words, words[1:]) is None:
            return 1.0 if not {"few", "couple", "several"} & set(words) else None
        return number(
            self.words, [w for w in words if w not in ("a", "an")] if "half" in words else words
        )

    def ordinal(self, name: str) -> int | None:
        """Number of an ordinal ("third", "21st", "twenty-first")."""
        words = self.captured(name)
        total = 0
        for word in words:
            if word.isdecimal():
                total += int(word)
            else:
                value = self.words.value("ORDW", word) or self.words.value("CARD", word)
                total += int(value) if value else 0
        return total or None

    @property
    def year(self) -> int | None:
        """Year that is written out."""
        words = [w for w in self.captured("year") if w.isdecimal()]
        if words:
            return int(words[-1])
        if "yy" in self:
            return two_digit_year([w for w in self.captured("yy") if w.isdecimal()][-1])
        return None

    def relation(self, name: str) -> tuple[int, bool]:
        """(offset, from the last date) of "last", "that", "the following"; else of "this"."""
        for word in reversed(self.captured(name)):
            value = self.words.value("REL", word)
            if value is not None:
                return int(value.removeprefix("P")), value.startswith("P")
        return 0, "now" not in self.captured(name) and "the" in self.captured(name)


def two_digit_year(digits: str) -> int:
    """Read '99 as 1999 and '14 as 2014: the century that makes it fall before 2050."""
    return int(digits) + (2000 if int(digits) < 50 else 1900)


def rough(words: list[str]) -> str | None:
    """Return the modifier of "about", "more than", "at least"."""
    text = " ".join(words)
    if not text or text in ("only", "fully"):
        return None
    if text.startswith(
        ("no more", "at most", "up to", "no fewer", "no less", "as much", "as many", "as long")
    ):
        return "EQUAL_OR_MORE" if text.startswith(("no fewer", "no less")) else "EQUAL_OR_LESS"
    if text.startswith("at least"):
        return "EQUAL_OR_MORE"
    if "less" in words or "fewer" in words or "under" in words:
        return "LESS_THAN"
    if "than" in words or "over" in words:
        return "MORE_THAN"
    return "APPROX"


def duration_value(count: float | None, code: str) -> str:
    """Return the TIMEX3 value of a duration; a vague count is X.

    >>> duration_value(2.5, "Y"), duration_value(None, "TM"), duration_value(0.5, "CE")
    ('P2.5Y', 'PTXM', 'P50Y')
    """
    if code == "F":
        count, code = (None if count is None else count * 2), "W"
    if code in _CLOCK_UNITS:
        if code == "TH" and count is not None and count % 1:
            return (
                f"PT{int(count)}H{round(count % 1 * 60)}M"
                if count > 1
                else f"PT{round(count * 60)}M"
            )
        return f"PT{_plain(count)}{_CLOCK_UNITS[code]}"
    if code == "WE":
        return f"P{_plain(count)}WE"
    if count is not None and code in ("DE", "CE", "ML"):
        return (
            f"P{_plain(count * {'DE': 10, 'CE': 100, 'ML': 1000}[code])}Y"
            if count % 1
            else f"P{_plain(count)}{code}"
        )
    if count is not None and code == "Y" and count == 0.5:
        return "P6M"
    return f"P{_plain(count)}{code}"


def _plain(count: float | None) -> str:
    return "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))


def unit_code(part: Parts, name: str) -> str | None:
    """Return the code of a unit's word."""
    for word in part.captured(name):
        for cls in ("UNIT", "UNITS", "UABBR"):
            if (value := part.words.value(cls, word)) is not None:
                return value
    return None


def month_number(part: Parts, name: str = "month") -> int:
    """Return the month that a capture names."""
    words = part.captured(name)
    return int(part.find("MFULL", words) or part.find("MABBR", words) or 0)


def _inside(cycle: Meaning, part: Parts, name: str) -> Meaning:
    """Return a cycle inside the year that a capture points to."""
    offset, from_last = part.relation(name)
    same = bool({"that", "same"} & set(part.captured(name)))
    year = Meaning(kind="pointed", grain="year", offset=offset, from_last=from_last, same=same)
    return replace(cycle, kind="inside", base=year)


def full_date(part: Parts) -> Meaning | None:
    """Read "Thursday, 5 March 2026", "March 5", "5 March last year"."""
    day = part.ordinal("day")
    month = month_number(part)
    if not day or not 1 <= day <= 31:
        return None
    year = part.year
    if year is not None:
        unit = day_unit(year, month, day)
        return Meaning(kind="unit", unit=unit) if unit else None
    if day_unit(2000, month, day) is None:
        return None
    cycle = Meaning(kind="cycle", grain="month_day", number=month, day=day)
    return _inside(cycle, part, "rel") if "rel" in part else _related(cycle, part, "monthrel")


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
    if part.match.parts["month"] < a:
        return [(part.match.first, a[1], both.base), (b[0], part.match.last, end)]
    return [(a[0], a[1], both.base), (b[0], part.match.last, end)]


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
    return _related(cycle, part, "rel")


def _related(cycle: Meaning, part: Parts, name: str) -> Meaning:
    if name not in part:
        return cycle
    offset, from_last = part.relation(name)
    return replace(cycle, relative=True, offset=offset, from_last=from_last)


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


def holiday(part: Parts) -> Meaning:
    """Read a feast, with or without its year."""
    name = (
        " ".join(part.captured("name")).replace(" ' ", "'").replace(" ’ ", "'").replace(" .", ".")
    )
    cycle = Meaning(kind="cycle", grain="holiday", value=part.words.holidays.get(name, "01-01"))
    if part.year is not None:
        year = Meaning(kind="unit", unit=Unit("year", part.year))
        return replace(cycle, kind="inside", base=year)
    return _inside(cycle, part, "rel") if "rel" in part else cycle


def month(part: Parts) -> Meaning:
    """Read "March", "early March 2026", "March of that year", "last March"."""
    number_ = month_number(part)
    if part.year is not None:
        return Meaning(kind="unit", unit=month_unit(part.year, number_))
    cycle = Meaning(kind="cycle", grain="month", number=number_)
    return _inside(cycle, part, "rel") if "rel" in part else _related(cycle, part, "monthrel")


def month_range(part: Parts) -> Meaning:
    """Read "July-September", "January or February"."""
    first = Meaning(kind="cycle", grain="month", number=month_number(part))
    last = month_number(part, "end")
    if part.year is not None:
        first = Meaning(kind="unit", unit=month_unit(part.year, first.number))
    return Meaning(kind="range", base=first, number=last, grain="month")


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


def season(part: Parts) -> Meaning:
    """Read "the spring of 1453", "last winter"."""
    index = SEASONS.index(part.find("SEASON", part.captured("season")) or "SP")
    cycle = Meaning(kind="cycle", grain="season", number=index + 1)
    if part.year is not None:
        return Meaning(kind="unit", unit=Unit("season", part.year * 4 + index))
    return _inside(cycle, part, "rel") if "rel" in part else _related(cycle, part, "seasonrel")


def part_of_year(part: Parts) -> Meaning | None:
    """Read quarters and halves."""
    grain = "half" if part.captured("unit") == ["half"] else "quarter"
    size = 2 if grain == "half" else 4
    words = part.captured("nth")
    if words == ["latest"]:
        return Meaning(kind="quarter", grain=grain)
    nth = size if words[0] in ("last", "final") else part.ordinal("nth")
    if not nth or nth > size:
        return None
    if words == ["last"] and "year" not in part and "rel" not in part:
        return Meaning(kind="pointed", grain=grain, offset=-1)
    if part.year is not None:
        return Meaning(kind="unit", unit=Unit(grain, part.year * size + nth - 1))
    cycle = Meaning(kind="cycle", grain=grain, number=nth)
    return (
        _inside(cycle, part, "rel")
        if "rel" in part and part.captured("rel") not in (["year"],)
        else cycle
    )


def year(part: Parts) -> Meaning:
    """Read a year."""
    mod = part.mod
    if "era" in part and part.captured("era")[0].startswith("b"):
        return Meaning(kind="unit", unit=Unit("year", 1 - (part.year or 1)))
    return Meaning(kind="unit", unit=Unit("year", part.year or 0), mod=mod)


def year_range(part: Parts) -> Meaning | None:
    """Read "2014-2022", "1914-18"; "2023-24" is a fiscal year where its end is the next year."""
    first = part.year or 0
    words = part.captured("end")[0]
    last = int(words) if len(words) == 4 else first // 100 * 100 + int(words)
    if last <= first:
        return None
    return Meaning(
        kind="range", base=Meaning(kind="unit", unit=Unit("year", first)), unit=Unit("year", last)
    )


def short_year(part: Parts) -> Meaning:
    """Read '99."""
    return Meaning(kind="cycle", grain="short_year", number=int(part.captured("yy")[-1]))


def era_year(part: Parts) -> Meaning | None:
    """Read "44 BC", "AD 79"."""
    count = (
        int(part.captured("number")[0].replace(",", "") or 0)
        if part.captured("number")[0].isdecimal()
        else 0
    )
    if not count:
        return None
    before = part.captured("era")[0].startswith("b")
    return Meaning(kind="unit", unit=Unit("year", 1 - count if before else count))


def _early(part: Parts) -> str | None:
    return part.mod or part.find("EARLY")


def decade(part: Parts) -> Meaning:
    """Read "the 1990s", "the early nineties"."""
    if "decade" in part:
        unit = Unit("decade", int(part.captured("decade")[0]) // 10)
    else:
        words = part.captured("tens")
        tens = int(part.find("DECADES", words) or words[0])
        unit = Unit("decade", 190 + tens // 10)
    return Meaning(kind="unit", unit=unit, mod=_early(part))


def century(part: Parts) -> Meaning | None:
    """Read "the 19th century"."""
    nth = part.ordinal("nth")
    if not nth or nth > 30 or ("era" in part and part.captured("era")[0].startswith("b")):
        return None
    return Meaning(kind="unit", unit=Unit("century", nth - 1), mod=_early(part))


def pointed(part: Parts) -> Meaning | None:
    """Read "last week", "the following year", "later that month"."""
    code = unit_code(part, "unit")
    words = part.all
    offset, from_last = 0, True
    for word in words:
        if (value := part.words.value("REL", word)) is not None:
            offset, from_last = int(value.removeprefix("P")), value.startswith("P")
    if "next" in words and "the" in words:
        from_last = True
    if words[0] == "so":
        offset, from_last = 0, False
    if code not in GRAINS:
        return _pointed_clock(code, offset) if code else None
    same = bool({"that", "same", "previous", "following", "preceding"} & set(words))
    return Meaning(
        kind="pointed", grain=GRAINS[code], offset=offset, from_last=from_last, same=same
    )


def _pointed_clock(code: str, offset: int) -> Meaning | None:
    if offset == 0:
        return None
    return Meaning(
        kind="fixed", timex_type="DURATION", value=duration_value(1, code), window=(offset, 1, code)
    )


def same_of(part: Parts) -> Meaning | None:
    """Read "the same month last year"."""
    code = unit_code(part, "unit")
    grain = GRAINS.get(code or "Q", "quarter")
    return Meaning(kind="year_back", grain=grain, offset=-1)


def before_last(part: Parts) -> Meaning | None:
    """Read "the week before last"."""
    code = unit_code(part, "unit")
    return Meaning(kind="pointed", grain=GRAINS[code], offset=-2) if code in GRAINS else None


def neighbour(part: Parts) -> Meaning | None:
    """Read "the year before", "a month later"."""
    code = unit_code(part, "unit")
    step = 1 if part.captured("shift")[0] in ("after", "later") else -1
    if code not in GRAINS:
        return None
    if code == "Y" and part.captured("shift") == ["earlier"]:
        return Meaning(kind="year_ago", grain="year", from_last=True)
    return Meaning(kind="pointed", grain=GRAINS[code], offset=step, from_last=True)


def the_unit(part: Parts) -> Meaning | None:
    """Read "the year", "the month"."""
    code = unit_code(part, "unit")
    if code == "WE":
        return Meaning(kind="cycle", grain="weekend")
    if code not in ("D", "W", "M", "Q", "Y"):
        return None
    if code == "Q":
        return Meaning(kind="quarter", grain="quarter")
    return Meaning(kind="pointed", grain=GRAINS[code], offset=0, from_last=True)


def year_ago(part: Parts) -> Meaning:
    """Read "a year earlier", "year-ago"."""
    return Meaning(kind="year_ago", grain="year", from_last=part.captured("shift") != ["ago"])


def edge_of_unit(part: Parts) -> Meaning | None:
    """Read "year-end", "month's end"."""
    words = part.captured("unit")
    if words == ["mid"]:
        code = part.find("UNIT") or "Y"
        return Meaning(kind="pointed", grain=GRAINS.get(code, "year"), mod="MID")
    found = unit_code(part, "unit")
    return Meaning(kind="pointed", grain=GRAINS[found or "Y"], from_last=True, mod="END")


def the_period(part: Parts) -> Meaning | None:
    """Read "the year-earlier quarter", "the latest period"."""
    words = part.captured("which")
    if words[0] in ("year", "comparable", "same"):
        return Meaning(kind="year_back", grain="quarter", offset=-1)
    offset, from_last = part.relation("which")
    if words == ["latest"]:
        return Meaning(kind="quarter", grain="quarter")
    return Meaning(kind="pointed", grain="quarter", offset=offset, from_last=from_last)


def the_weekend(part: Parts) -> Meaning:
    """Read "the weekend": by tense."""
    return Meaning(kind="cycle", grain="weekend")


def ago(part: Parts) -> Meaning | None:
    """Read "three days ago", "50 years ago"."""
    if part.all[0] == "long":
        return Meaning(kind="fixed", value="PAST_REF")
    code = unit_code(part, "unit")
    count = part.number("count")
    if code is None:
        return None
    base = part.inner("base") if "base" in part else None
    if count == 1 and code == "Y" and base is None and not part.mod:
        return Meaning(kind="year_ago", grain="year")
    if count is None:
        return Meaning(kind="fixed", value="PAST_REF", mod=None)
    return Meaning(kind="shift", count=-count, code=code, base=base)


def later(part: Parts) -> Meaning | None:
    """Read "three days later", "two weeks earlier": counted from the last date."""
    code = unit_code(part, "unit")
    count = part.number("count")
    if code is None:
        return None
    sign = 1 if part.captured("shift")[0] in ("later", "afterwards", "afterward", "hence") else -1
    if count is None:
        return Meaning(kind="fixed", value="XXXX-XX-XX" if code == "D" else "XXXX")
    return Meaning(kind="shift", count=sign * count, code=code, from_last=True)


def from_day(part: Parts) -> Meaning | None:
    """Read "a week from Thursday", "two days after Christmas"."""
    code = unit_code(part, "unit")
    count = part.number("count")
    if code is None or count is None:
        return None
    sign = -1 if part.captured("shift")[0] == "before" else 1
    base = None if part.captured("base") == ["now"] else part.inner("base")
    return Meaning(kind="shift", count=sign * count, code=code, base=base)


def duration(part: Parts) -> Meaning | None:
    """Read "more than two years", "six years and nine months", "year-long"."""
    code = unit_code(part, "unit")
    if code is None:
        return None
    count = part.number("count") if "count" in part else 1
    if "count" not in part and code and part.find("UNITS", part.captured("unit")):
        count = None
    value = duration_value(count, code)
    if "unit2" in part:
        second = duration_value(part.number("count2"), unit_code(part, "unit2") or "D")
        value = value + second[2:] if value.startswith("PT") else value + second[1:]
    return Meaning(kind="fixed", timex_type="DURATION", value=value, window=None)


def half_unit(part: Parts) -> Meaning | None:
    """Read "half an hour"."""
    code = unit_code(part, "unit")
    return (
        Meaning(kind="fixed", timex_type="DURATION", value=duration_value(0.5, code))
        if code
        else None
    )


def another(part: Parts) -> Meaning | None:
    """Read "another week"."""
    code = unit_code(part, "unit")
    count = part.number("count") if "count" in part else 1
    if code is None:
        return None
    return Meaning(kind="fixed", timex_type="DURATION", value=duration_value(count, code))


def count_or(part: Parts) -> Meaning | None:
    """Read "two or three weeks", "10 to 12 days": the higher number."""
    code = unit_code(part, "unit")
    if code is None:
        return None
    return Meaning(
        kind="fixed", timex_type="DURATION", value=duration_value(part.number("end"), code)
    )


def window(part: Parts) -> Meaning | None:
    """Read "the past two weeks", "recent years", "the next 10 days"."""
    code = unit_code(part, "unit")
    if code is None:
        return None
    count = part.number("count") if "count" in part else None
    words = part.captured("side")
    side = 0
    for word in words:
        if (value := part.words.value("REL", word)) is not None:
            side = int(value.removeprefix("P"))
            if value.startswith("P"):
                side = 0
    side = -1 if words[-1] in ("recent", "latest") else side
    touching = (side, count, code) if side and count is not None else None
    return Meaning(
        kind="fixed", timex_type="DURATION", value=duration_value(count, code), window=touching
    )


def vague_units(part: Parts) -> Meaning | None:
    """Read "days", "years"."""
    code = unit_code(part, "unit")
    if code in (None, "Q", "WE"):
        return None
    return Meaning(kind="fixed", timex_type="DURATION", value=duration_value(None, code or "D"))


def vague_span(part: Parts) -> Meaning:
    """Read "some time"."""
    return Meaning(kind="fixed", timex_type="DURATION", value="PXM")


def every(part: Parts) -> Meaning | None:
    """Read "every Tuesday", "each day", "twice a week"."""
    words = part.all
    code = unit_code(part, "unit")
    if code:
        count = (
            number(part.words, [w for w in words[1:] if w not in ("a", "an", "other")])
            if "each" in part
            else 1
        )
        count = 2 if "other" in words else count or 1
        return Meaning(kind="fixed", timex_type="SET", value=duration_value(count, code))
    day = part.find("WFULL") or part.find("WABBR")
    daypart = part.find("DAYPART")
    if day:
        return Meaning(
            kind="fixed",
            timex_type="SET",
            value=f"XXXX-WXX-{day}" + (f"T{daypart}" if daypart else ""),
        )
    if daypart:
        return Meaning(kind="fixed", timex_type="SET", value=f"XXXX-XX-XXT{daypart}")
    if name := part.find("SEASON"):
        return Meaning(kind="fixed", timex_type="SET", value=f"XXXX-{name}")
    if name := part.find("MFULL") or part.find("MABBR"):
        return Meaning(kind="fixed", timex_type="SET", value=f"XXXX-{int(name):02d}")
    return None


def frequency(part: Parts) -> Meaning:
    """Read daily, annual."""
    return Meaning(kind="fixed", timex_type="SET", value=part.find("FREQ"))


def plural_day(part: Parts) -> Meaning:
    """Read "Mondays", "Tuesday nights"."""
    words = part.captured("weekday")
    day = part.find("WPLURAL", words) or part.find("WFULL", words) or part.find("WABBR", words)
    daypart = part.find("DAYPARTS")
    return Meaning(
        kind="fixed", timex_type="SET", value=f"XXXX-WXX-{day}" + (f"T{daypart}" if daypart else "")
    )


def per_unit(part: Parts) -> Meaning | None:
    """Read "per day"."""
    code = unit_code(part, "unit")
    return Meaning(kind="fixed", timex_type="SET", value=duration_value(1, code)) if code else None


def clock_value(part: Parts) -> str | None:
    """Return "T09:30" from the captured clock time, None if there is no such time."""
    words = part.captured("clock")
    if (noon := part.find("NOON", words)) and not {"past", "to", "before", "after"} & set(words):
        return "T" + noon
    marks = [part.words.value("AMPM", w) for w in words if part.words.value("AMPM", w)]
    marks += [
        w
        for i, w in enumerate(words)
        if w in ("a", "p") and i and words[i + 1 : i + 2] in (["."], ["m"])
    ]
    shift = next((w for w in words if w in ("past", "to", "before", "after")), None)
    if shift:
        at = words.index(shift)
        minutes = (
            30
            if "half" in words[:at]
            else 15
            if "quarter" in words[:at]
            else number(part.words, words[:at])
        )
        hour = number(part.words, words[at + 1 :])
        if "midnight" in words or "noon" in words:
            hour = 0 if "midnight" in words else 12
        if minutes is None or hour is None:
            return None
        total = int(hour) * 60 + int(minutes) * (1 if shift in ("past", "after") else -1)
        hour, minute = divmod(total % 1440, 60)
    else:
        digits = (
            re.split("[:.]", words[0])
            if words[0][0].isdecimal()
            else [str(int(number(part.words, words[:1]) or 0))]
        )
        if len(digits[0]) == 4:
            digits = [digits[0][:2], digits[0][2:]]
        if not all(d.isdecimal() and len(d) <= 2 for d in digits):
            return None
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if marks:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if marks[0] == "p" else 0)
    if (
        "part" in part
        and (daypart := part.find("DAYPART", part.captured("part"))) in ("AF", "EV", "NI")
        and hour < 12
    ):
        hour += 12 if daypart != "NI" or hour > 5 else 0
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return f"T{hour:02d}:{minute:02d}"


def clock(part: Parts) -> Meaning | None:
    """Read "9:30 a.m. on Tuesday", "noon", "11 o'clock"."""
    value = clock_value(part)
    if value is None:
        return None
    day = part.inner("day") if "day" in part else None
    if day is None:
        match = part.match
        a = match.parts["clock"][0]
        if a > match.first:
            inner = part.reader.grammar.longest(part.classes[:a], match.first, a)
            found = part.reader.read(inner, part.tokens, part.classes) if inner else []
            day = found[0][2] if len(found) == 1 else None
    if day is None and (word := part.find("DEICTIC")):
        day = Meaning(kind="pointed", grain="day", offset=int(word))
    return with_clock(day, value)


def with_clock(day: Meaning | None, clock_: str) -> Meaning:
    """Return the meaning of a time on a day; without a day, the day that the text is at."""
    if day is None:
        return Meaning(kind="pointed", timex_type="TIME", grain="day", from_last=True, clock=clock_)
    return replace(day, timex_type="TIME", clock=clock_)


def _part_code(part: Parts) -> str:
    words = part.captured("part")
    return "T" + (part.find("DAYPART", words) or part.find("SUNPART", words) or "NI")


def day_part(part: Parts) -> Meaning:
    """Read "Wednesday night", "the night of 14 April"."""
    return with_clock(part.inner("day"), _part_code(part))


def early_hours(part: Parts) -> Meaning:
    """Read "the early hours of Tuesday"."""
    return replace(with_clock(part.inner("day"), "TNI"), mod="START")


def rel_part(part: Parts) -> Meaning:
    """Read "this morning", "the previous evening"."""
    offset, from_last = 0, False
    for word in part.all:
        if (value := part.words.value("REL", word)) is not None:
            offset, from_last = int(value.removeprefix("P")), value.startswith("P")
    from_last = from_last or ("the" in part.all and offset == 1)
    if "before" in part.all or "after" in part.all:
        offset, from_last = (-1 if "before" in part.all else 1), True
    return Meaning(
        kind="pointed",
        timex_type="TIME",
        offset=offset,
        from_last=from_last,
        clock=_part_code(part),
    )


def the_part(part: Parts) -> Meaning:
    """Read "the afternoon": of the day that the text is at."""
    return Meaning(kind="pointed", timex_type="TIME", from_last=True, clock=_part_code(part))


def vague(part: Parts) -> Meaning:
    """Read now, recently, the future."""
    words = part.all
    if "past" in words:
        value = "PAST_REF"
    elif "future" in words:
        value = "FUTURE_REF"
    elif words[-1] == "recent":
        value = "PAST_REF"
    else:
        value = part.find("VAGUE") or "PRESENT_REF"
    return Meaning(kind="fixed", value=value)


def spoken_year(part: Parts) -> Meaning | None:
    """Read "nineteen ninety-four": the tens are twenty or more, or there is no year."""
    head = number(part.words, part.captured("hundreds"))
    tail = number(part.words, part.captured("tens"))
    if head is None or tail is None or not 20 <= tail <= 99 or (head == 20 and tail > 50):
        return None
    return Meaning(kind="unit", unit=Unit("year", int(head * 100 + tail)))


RULES: dict[str, Callable[[Parts], "Meaning | list[tuple[int, int, Meaning]] | None"]] = {
    f.__name__: f
    for f in (
        full_date, numeric_date, day_range, day_pair, weekday, weekday_shift, deictic,
        deictic_shift, nightly, holiday, month, month_range, dated_pair, season, part_of_year,
        year, year_range, short_year, era_year, decade, century, pointed, same_of, before_last,
        neighbour, the_unit, year_ago, edge_of_unit, the_period, the_weekend, ago, later, from_day,
        duration, half_unit, another, count_or, window, vague_units, vague_span, every, frequency,
        plural_day, per_unit, clock, day_part, early_hours, rel_part, the_part, vague, spoken_year,
    )
}  # fmt: skip
RULES |= {"bare_season": season, "bare_part": the_part, "window_of": window}
