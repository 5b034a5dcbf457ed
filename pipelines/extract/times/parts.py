"""The captured words of a match, and the readings that all rules share: numbers, months, units.

What belongs here: from a capture to a number, a unit, a modifier. What does not: what a rule means
(``readings``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.extract.times.calendar import Unit
from pipelines.extract.times.grammar import Match
from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.words import number

if TYPE_CHECKING:
    from pipelines.extract.times.reader import Reader


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

    @property
    def before(self) -> str:
        """Word before the match in lower case, empty at the beginning of the text."""
        first = self.match.first
        return self.tokens[first - 1].lower() if first else ""

    @property
    def after(self) -> str:
        """Word after the match in lower case, empty at the end of the text."""
        return "".join(self.tokens[self.match.last : self.match.last + 1]).lower()

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
            if "first" in found:
                return "START"
            if {"week", "weeks"} & set(found) and {"second", "third"} & set(found):
                return "MID"
            return (
                "END"
                if "final" in found
                or "second" in found
                or (found[-2:-1] and "latter" in found)
                or {"last", "fourth"} & set(found)
                or "later" in found
                else "MID"
            )
        if tail := self.captured("tail"):
            return {"so": "APPROX", "less": "EQUAL_OR_LESS"}.get(tail[-1], "EQUAL_OR_MORE")
        return rough(self.captured("rough"))

    def inner(self, name: str) -> Meaning | None:
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

    @property
    def plus(self) -> float:
        """Part of a unit that follows it: "a year and a half"."""
        words = self.captured("plus")
        return 0.5 if "half" in words else 0.25 if "quarter" in words else 0.0

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
        if "spoken" in self:
            said = self.inner("spoken")
            return said.unit.year if said is not None and said.unit is not None else None
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


def era_unit(part: Parts, name: str) -> Unit | None:
    """Return a year before or after Christ."""
    digits = part.captured(name)[0].replace(",", "")
    count = int(digits) if digits.isdecimal() else 0
    if not 1 <= count <= 9999:
        return None
    return Unit("year", 1 - count if part.captured("era")[0].startswith("b") else count)


def inside_year(cycle: Meaning, part: Parts, name: str) -> Meaning:
    """Return a cycle inside the year that a capture points to."""
    offset, from_last = part.relation(name)
    same = bool({"that", "same"} & set(part.captured(name)))
    year = Meaning(kind="pointed", grain="year", offset=offset, from_last=from_last, same=same)
    return replace(cycle, kind="inside", base=year)


def related(cycle: Meaning, part: Parts, name: str) -> Meaning:
    """Return a cycle with what a capture points to: last, this, next, the following."""
    if name not in part:
        return cycle
    offset, from_last = part.relation(name)
    return replace(cycle, relative=True, offset=offset, from_last=from_last)
