"""Business periods: which quarter a report is about, and the year before it.

What belongs here: "the quarter", "the latest period", "a year earlier", "the 1988 quarter" of a
company's report. What does not: dates and tales (``anchors.py``).
"""

from dataclasses import dataclass
from datetime import date

from pipelines.extract.times.calendar import Unit, unit_of

_LONGER = frozenset({"P6M", "P9M", "P26W", "P39W"})
_NEARBY = 5  # paragraphs, in papers that give every sentence its own


@dataclass(slots=True)
class Reported:
    """The quarter that a text reports on.

    A report sets its quarter beside earlier ones, and speaks of the next: of the quarters told, the
    latest that is over is the one reported. Fiscal quarters run ahead of the calendar ("its fourth
    quarter ended Sept. 30"), so the last one told counts where none is over.
    """

    published_on: date | None
    over: Unit | None = None
    told: Unit | None = None
    paragraph: int = 0
    months: bool = False  # six or nine months are told behind it

    def span(self, value: str) -> None:
        """Note a duration told: "a year earlier" is of the nine months then, not of a quarter."""
        self.months = self.months or value in _LONGER

    def tell(self, unit: Unit, paragraph: int) -> None:
        """Note a quarter told."""
        self.told, self.paragraph, self.months = unit, paragraph, False
        last, today = unit.last, self.published_on
        if last is None or (today is not None and last >= today):
            return
        if self.over is None or unit.index >= self.over.index:
            self.over = unit

    @property
    def quarter(self) -> Unit | None:
        """The quarter reported, None where no quarter is told."""
        return self.over or self.told

    def compared(self, paragraph: int) -> Unit | None:
        """Return the quarter that "a year earlier" is compared with, if one is told nearby."""
        near = paragraph - self.paragraph <= _NEARBY and not self.months
        return self.quarter if near else None

    def latest(self) -> tuple[Unit | None, str]:
        """Return "the quarter", "the latest period": the reported one, else the last one over."""
        if self.quarter is not None:
            return self.quarter, "previous"
        if self.published_on is None:
            return None, "previous"
        return unit_of("quarter", self.published_on).shift(-1), "published_on"

    def in_year(self, year: Unit) -> tuple[Unit, str]:
        """Return "the 1988 quarter": the one that is compared with the one reported."""
        if self.quarter is None or self.months:
            return year, "explicit"
        return Unit("quarter", year.index * 4 + self.quarter.index % 4), "previous"
