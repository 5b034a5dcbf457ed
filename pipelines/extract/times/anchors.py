"""The running anchors of a text: what "that year", "two days later" and a bare "March" count from.

What belongs here: publication day, last date told, where a tale stands, and what moves them. What
does not: choosing among the Marches around an anchor (``choice.py``).
"""

from dataclasses import dataclass, field
from datetime import date

from pipelines.extract.times.calendar import Unit, unit_of
from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.periods import Reported
from pipelines.extract.times.setting import Setting
from pipelines.extract.times.shifts import bounds, finer, holds

_FAR_YEARS = 2  # an explicit date so far from publication takes the rest of its sentence with it


@dataclass(slots=True)
class Timeline:
    """The anchors of one text, moved on by every date it tells.

    Attributes:
        published_on: The publication day, None if unknown.
        narrative: Whether bare months and days continue the tale rather than the day of
            publication.
        told: The last date told, also in passing: what "that day" and "two days later" count from.
        night: Whether the last expression was a night, whose small hours are the next day's.
        tale: Where a narrative stands: what a bare "March" continues.
        headed: First and last day of the years that a section is headed with, by section.
        coming: The explicit dates of the main line, with their settings: a bare date lies before
            the next of them.
    """

    published_on: date | None
    narrative: bool
    coming: list[tuple[Unit, Setting]] = field(default_factory=list)
    headed: dict[int, tuple[int, int]] = field(default_factory=dict)
    reported: Reported = field(init=False)
    told: Unit | None = None
    night: bool = False
    tale: Unit | None = None
    _local: tuple[int, Unit] | None = None
    _past: Unit | None = None
    _said: int | None = None  # the sentence of what is told
    _where: int | None = None  # its paragraph
    _week: tuple[int, Unit] | None = None
    _passing: int | None = None
    _next: int = 0

    def __post_init__(self) -> None:
        """Begin without a quarter."""
        self.reported = Reported(self.published_on)

    def move(self, unit: Unit, meaning: Meaning, setting: Setting) -> None:
        """Note a date told by a meaning: the anchor of what follows."""
        if bounds(unit) is None:
            return
        self.tell(unit, setting)
        if unit.grain == "week":
            self._week = (setting.sentence, unit)
        if unit.grain == "quarter":
            self.reported.tell(unit, setting.paragraph)
        if meaning.kind == "unit":
            away = setting.aside or setting.reduced
            self._local = None if away else (setting.sentence, unit)
            if self.published_on is not None and unit.year != self.published_on.year:
                self._past = unit
            self._passing = setting.sentence if setting.lonely else None
        # "as in the previous year", "until next summer" only point away from where the tale stands
        points_away = (meaning.kind == "pointed" or meaning.relative) and (
            meaning.offset < 0 or (meaning.offset > 0 and not meaning.from_last)
        )
        if self.tale is None or not (setting.aside or points_away):
            # "On December 7, 1941 … In 1941": the year told again leaves the day standing
            again = self.tale is not None and holds(unit, self.tale) and not setting.heading
            self.tale = self.tale if again else unit

    def tell(self, unit: Unit, setting: Setting) -> None:
        """Note what "that day" and "two days later" count from."""
        if self.told is None or not setting.bracketed:
            self.told, self._said, self._where = unit, setting.sentence, setting.paragraph

    def focus(self, from_last: bool, grain: str = "year") -> tuple[Unit | None, str]:
        """Return what a relative expression counts from, and its name.

        Where the last date told is too coarse for the grain, the tale's own finer one in it counts:
        "On 25 June … That summer … Thirteen days later".
        """
        if from_last and self.told is not None:
            told, tale = self.told, self.tale
            if tale is not None and told.grain != grain and finer(grain, told.grain):
                told = tale if holds(told, tale) else told
            return told, "previous"
        if self.published_on is None:
            return None, "previous"
        return unit_of("day", self.published_on), "published_on"

    def that_year(self) -> Unit | None:
        """Return the explicit date whose year "that year" is, where the last date told is of now.

        The running year is "this year": "began in February 2022 … last month … that year".
        """
        now, told = self.published_on, self.told
        if self.narrative or now is None or told is None or told.year != now.year:
            return None
        return self._past

    def compared(self, setting: Setting) -> tuple[Unit | None, str]:
        """Return the year that "a year earlier" is counted from: another one told nearby, or now.

        A report's figures are of now ("up from 5 pence a year earlier"); a year told in the same
        paragraph leads ("left in May 2019; a year earlier he had …"), but a figure's is of now
        where what is told is last year's ("3.9% the month before and 2.2% a year earlier").
        """
        now, told = self.published_on, self.told
        elsewhere = now is not None and told is not None and told.year != now.year
        if elsewhere and setting.figure and told.year == now.year - 1:  # type: ignore[union-attr]
            elsewhere = False
        here = elsewhere and self._where == setting.paragraph
        return self.focus(self.narrative or here)

    def frame(self, setting: Setting) -> tuple[Unit | None, str]:
        """Return what a bare month or day counts from."""
        if self.narrative and not (setting.to_come and self.published_on is not None):
            if self._passing == setting.sentence and self.told is not None:
                return self.told, "previous"
            if self.tale is not None:
                return self.tale, "previous"
        elif not self.narrative and (far := self._far_in(setting)) is not None:
            return far, "previous"
        if self.published_on is None:
            return None, "previous"
        return unit_of("day", self.published_on), "published_on"

    def following(self, setting: Setting) -> Unit | None:
        """Return the next explicit date of the main line in the section, if any."""
        while self._next < len(self.coming) and self.coming[self._next][1].number <= setting.number:
            self._next += 1
        if self._next == len(self.coming):
            return None
        unit, there = self.coming[self._next]
        return unit if there.section == setting.section else None

    def begun(self, setting: Setting) -> Unit | None:
        """Return what the sentence told before "until": "extended on January 27 until May 1"."""
        return self.told if setting.until and self._said == setting.sentence else None

    def week(self, setting: Setting) -> Unit | None:
        """Return the week to come that the sentence tells: "next week, possibly on Tuesday".

        Not for what is past: "will resume next week, the envoy said on Monday".
        """
        if self._week is None or self.published_on is None or setting.direction == "past":
            return None
        sentence, unit = self._week
        ahead = unit.first is not None and unit.first > self.published_on
        return unit if ahead and sentence == setting.sentence else None

    def section(self, setting: Setting) -> tuple[int, int] | None:
        """Return the days that the section is headed with."""
        if self._passing == setting.sentence:
            return None  # the sentence is at another time
        return self.headed.get(setting.section)

    def _far_in(self, setting: Setting) -> Unit | None:
        """Return the far date that a sentence of news has told, which the rest of it goes on from.

        Not its future: "invited in July 1997, will join on March 12".
        """
        if self._local is None or self.published_on is None or setting.direction == "future":
            return None
        sentence, unit = self._local
        far = abs(unit.year - self.published_on.year) >= _FAR_YEARS
        return unit if far and sentence == setting.sentence else None
