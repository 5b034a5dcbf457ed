"""Resolution: which March, which Thursday. From meanings to values and intervals.

What belongs here: the running anchors of a text (publication day, last date told), and how a
relative meaning is counted from them. What does not: words (``meanings.py``) and calendar sums
(``calendar.py``).
"""

from dataclasses import dataclass
from datetime import date

from pipelines.extract.times.calendar import (
    FINENESS,
    Unit,
    day_unit,
    holiday,
    month_unit,
    part_of,
    unit_of,
)
from pipelines.extract.times.meanings import GRAINS, Meaning

_GRANULARITY = {"weekend": "day", "season": "quarter"}
_PATTERN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
            "year": "XXXX", "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX",
            "decade": "XXX", "century": "XX"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answer: the columns of a time expression less its span."""

    timex_type: str
    value: str
    modifier: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    granularity: str | None = None
    anchor: str | None = None
    direction: str | None = None
    unit: Unit | None = None


class Timeline:
    """The anchors of one text, moved on by every date it tells.

    Attributes:
        published_on: The publication day, None if unknown.
        narrative: Whether bare months and days continue the last date told rather than the day of
            publication.
    """

    def __init__(self, published_on: date | None, narrative: bool) -> None:
        """Begin at the publication day."""
        self.published_on = published_on
        self.narrative = narrative or published_on is None
        self.told: Unit | None = None
        self.local: tuple[int, Unit] | None = None
        self.quarter: Unit | None = None

    def move(self, unit: Unit, explicit: bool, sentence: int) -> None:
        """Note a date told: the anchor of what follows."""
        if unit.first is None:
            return
        self.told = unit
        if unit.grain == "quarter":
            self.quarter = unit
        if explicit:
            self.local = (sentence, unit)

    def focus(self, from_last: bool, sentence: int) -> tuple[Unit | None, str]:
        """Return what a relative expression counts from, and its name."""
        if from_last and self.told is not None:
            return self.told, "previous"
        if from_last or self.published_on is None:
            if self.published_on is not None:
                return unit_of("day", self.published_on), "published_on"
            return (self.told, "previous") if from_last else (None, "previous")
        return unit_of("day", self.published_on), "published_on"

    def frame(self, sentence: int) -> tuple[Unit | None, str]:
        """Return what a bare month or day counts from."""
        if self.narrative:
            if self.told is not None:
                return self.told, "previous"
        elif self.local is not None and self.local[0] == sentence and self._far(self.local[1]):
            return self.local[1], "previous"
        if self.published_on is None:
            return None, "previous"
        return unit_of("day", self.published_on), "published_on"

    def _far(self, unit: Unit) -> bool:
        return self.published_on is not None and abs(unit.year - self.published_on.year) >= 2


class Resolver:
    """Resolves the meanings of one text in their order."""

    def __init__(self, timeline: Timeline) -> None:
        """Begin."""
        self.timeline = timeline

    def resolve(self, meaning: Meaning, direction: str | None, sentence: int) -> Resolved:
        """Return value and interval of a meaning; ``direction`` is what tense tells."""
        if meaning.kind == "fixed":
            return self._fixed(meaning, direction)
        if meaning.kind == "range":
            return self._range(meaning, direction, sentence)
        unit, anchor = self.unit(meaning, direction, sentence)
        if unit is None:
            return Resolved(
                meaning.timex_type, _open_value(meaning), meaning.mod, direction=direction
            )
        explicit = meaning.kind == "unit"
        # a narrative goes on where it was after a look at the writer's own day
        if meaning.kind not in ("year_ago", "year_back") and not (
            self.timeline.narrative and anchor == "published_on"
        ):
            self.timeline.move(unit, explicit, sentence)
        return self._answer(meaning, unit, anchor, direction)

    def _answer(self, meaning: Meaning, unit: Unit, anchor: str, direction: str | None) -> Resolved:
        today = self.timeline.published_on
        value = unit.value
        if meaning.clock:
            value = f"{unit.value}{meaning.clock}" if unit.grain == "day" else unit.value
        first, last = part_of(unit, meaning.mod, today)
        current = today is not None and unit.first is not None and unit.first <= today <= unit.last  # type: ignore[operator]
        if current and unit.grain != "day" and meaning.kind == "pointed" and not meaning.from_last:
            # "earlier this year" ends today, "later this year" begins today
            first = today if meaning.mod == "END" else unit.first
            last = today if meaning.mod == "START" else unit.last
        side = direction
        if today is not None and unit.first is not None and unit.last is not None:
            side = "past" if unit.last < today else "future" if unit.first > today else "present"
        grain = _GRANULARITY.get(unit.grain, unit.grain)
        return Resolved(
            meaning.timex_type, value, meaning.mod, first, last, grain, anchor, side, unit
        )

    def _fixed(self, meaning: Meaning, direction: str | None) -> Resolved:
        first = last = None
        value = meaning.value or ""
        side = {"PAST_REF": "past", "FUTURE_REF": "future", "PRESENT_REF": "present"}.get(value)
        anchor = None
        granularity = None
        today = self.timeline.published_on
        if meaning.window and today is not None:
            sign, count, code = meaning.window
            unit = _shift_day(unit_of("day", today), sign * (count or 0), code)
            edge = unit.first if unit else None
            if edge is not None and count:
                first, last = (edge, today) if sign < 0 else (today, edge)
                anchor, side, granularity = (
                    "published_on",
                    "past" if sign < 0 else "future",
                    GRAINS.get(code, "day"),
                )
        return Resolved(
            meaning.timex_type, value, meaning.mod, first, last, granularity, anchor, side
        )

    def _range(self, meaning: Meaning, direction: str | None, sentence: int) -> Resolved:
        assert meaning.base is not None
        first, anchor = self.unit(meaning.base, direction, sentence)
        if first is None or first.first is None:
            return Resolved("DATE", _open_value(meaning.base))
        last = meaning.unit
        if last is None and meaning.grain == "month":
            year = first.year + (meaning.number <= first.index % 12)
            last = month_unit(year, meaning.number)
        elif last is None:
            last = day_unit(first.year, meaning.number, meaning.day)
            if last is not None and last.index < first.index:
                last = day_unit(first.year + 1, meaning.number, meaning.day)
        if last is None:
            return Resolved(
                "DATE", first.value, None, first.first, first.last, first.grain, anchor, None, first
            )
        self.timeline.move(last, meaning.base.kind == "unit", sentence)
        return Resolved(
            "DATE",
            f"{first.value}/{last.value}",
            meaning.mod,
            first.first,
            last.last,
            first.grain,
            anchor,
            direction,
            last,
        )

    def unit(
        self, meaning: Meaning, direction: str | None, sentence: int
    ) -> tuple[Unit | None, str]:
        """Return the unit of the calendar that is meant and the anchor it was found from."""
        kind = meaning.kind
        if kind == "unit":
            return meaning.unit, "explicit"
        if kind == "pointed":
            return self._pointed(meaning, sentence)
        if kind == "shift":
            return self._shift(meaning, direction, sentence)
        if kind == "inside":
            assert meaning.base is not None
            base, anchor = self.unit(meaning.base, direction, sentence)
            return (_inside(meaning, base) if base else None), anchor
        if kind == "quarter":
            return self._quarter()
        if kind == "year_ago":
            return self._year_ago(meaning, sentence)
        if kind == "year_back":
            return self._year_back(meaning, sentence)
        return self._cycle(meaning, direction, sentence)

    def _pointed(self, meaning: Meaning, sentence: int) -> tuple[Unit | None, str]:
        # "this year", "next spring" of a narrative are the tale's; its "today" is the writer's
        told = self.timeline.narrative and meaning.grain != "day" and not meaning.clock
        last = meaning.from_last
        if meaning.grain == "year" and meaning.offset == 0 and not meaning.same:
            last = False  # "the year" of a news report is the running one
        base, anchor = self.timeline.focus(last or told, sentence)
        if base is None:
            return None, anchor
        unit = coarsen(base, meaning.grain)
        now = self.timeline.published_on
        if unit is None and meaning.clock and now is not None and not self.timeline.narrative:
            unit, anchor = unit_of("day", now), "published_on"
        return (unit.shift(meaning.offset) if unit else None), anchor

    def _quarter(self) -> tuple[Unit | None, str]:
        """The quarter that is reported on: the last told, else the last that is over."""
        if self.timeline.quarter is not None:
            return self.timeline.quarter, "previous"
        if self.timeline.published_on is None:
            return None, "previous"
        return unit_of("quarter", self.timeline.published_on).shift(-1), "published_on"

    def _year_ago(self, meaning: Meaning, sentence: int) -> tuple[Unit | None, str]:
        """A year before the quarter compared (business news), else before the base's year."""
        if self.timeline.quarter is not None:
            return self.timeline.quarter.shift(-4), "previous"
        base, anchor = self.timeline.focus(meaning.from_last and self.timeline.narrative, sentence)
        unit = coarsen(base, "year") if base else None
        return (unit.shift(-1) if unit else None), anchor

    def _year_back(self, meaning: Meaning, sentence: int) -> tuple[Unit | None, str]:
        if meaning.grain == "quarter":
            quarter, anchor = self._quarter()
            return (quarter.shift(-4) if quarter else None), anchor
        base, anchor = self.timeline.focus(True, sentence)
        unit = coarsen(base, meaning.grain) if base else None
        return (
            unit.shift(
                {"day": -365, "week": -52, "month": -12, "quarter": -4, "year": -1}.get(
                    meaning.grain, 0
                )
            )
            if unit
            else None
        ), anchor

    def _shift(
        self, meaning: Meaning, direction: str | None, sentence: int
    ) -> tuple[Unit | None, str]:
        if meaning.base is not None:
            base, anchor = self.unit(meaning.base, direction, sentence)
        else:
            base, anchor = self.timeline.focus(meaning.from_last, sentence)
        if base is None:
            return None, anchor
        return _shift_unit(
            base, meaning.count or 0, meaning.code, keep_day=meaning.base is not None
        ), anchor

    def _cycle(
        self, meaning: Meaning, direction: str | None, sentence: int
    ) -> tuple[Unit | None, str]:
        if meaning.relative and (meaning.from_last or self.timeline.published_on is None):
            base, anchor = self.timeline.focus(meaning.from_last, sentence)
        elif meaning.relative:
            base, anchor = self.timeline.focus(self.timeline.narrative, sentence)
        else:
            base, anchor = self.timeline.frame(sentence)
        now = self.timeline.published_on
        if (
            meaning.grain in ("weekday", "weekend")
            and now is not None
            and base is not None
            and base.grain not in ("day", "week", "weekend")
        ):
            base, anchor = unit_of("day", now), "published_on"  # no week is told
        if base is None or base.first is None or base.last is None:
            return None, anchor
        if meaning.grain == "short_year":
            return Unit(
                "year", meaning.number + (2000 if meaning.number < 50 else 1900)
            ), "explicit"
        choices = _choices(meaning, base)
        if not choices:
            return None, anchor
        if meaning.relative:
            return _related(meaning, choices, base), anchor
        if anchor == "previous":
            return _continued(choices, base), anchor
        return _by_direction(choices, base, direction, meaning.grain), anchor


def _open_value(meaning: Meaning) -> str:
    """Return the underspecified value of what cannot be resolved: "XXXX-03", "XXXX-WXX-4"."""
    grain = meaning.grain
    value = _PATTERN.get(grain, "XXXX-XX-XX")
    if meaning.kind in ("cycle", "inside"):
        if grain == "weekday":
            value = f"XXXX-WXX-{meaning.number}"
        elif grain == "month":
            value = f"XXXX-{meaning.number:02d}"
        elif grain == "month_day":
            value = f"XXXX-{meaning.number:02d}-{meaning.day:02d}"
        elif grain == "quarter":
            value = f"XXXX-Q{meaning.number}"
        elif grain == "half":
            value = f"XXXX-H{meaning.number}"
        elif grain == "season":
            value = f"XXXX-{('SP', 'SU', 'FA', 'WI')[meaning.number - 1]}"
        elif grain == "holiday" and meaning.value and meaning.value[:2].isdecimal():
            value = f"XXXX-{meaning.value}"
    elif meaning.kind == "shift":
        value = _PATTERN.get(GRAINS.get(meaning.code, "day"), "XXXX-XX-XX")
    return value + meaning.clock


def coarsen(base: Unit, grain: str) -> Unit | None:
    """Return the unit of a grain that holds the base's first day; a finer grain is not known."""
    if base.first is None or FINENESS.index(base.grain) > FINENESS.index(grain):
        return base if base.grain == grain else None if base.first is None else _finer(base, grain)
    return unit_of(grain, base.first)


def _finer(base: Unit, grain: str) -> Unit | None:
    return (
        unit_of(grain, base.first)
        if base.first and grain in ("week", "weekend", "half", "quarter")
        else None
    )


def _shift_day(base: Unit, count: float, code: str) -> Unit | None:
    """Return the day that lies ``count`` units of a code from a day."""
    day = base.first
    if day is None:
        return None
    whole = round(count)
    if code in ("TS", "TM", "TH"):
        hours = {"TS": 1 / 3600, "TM": 1 / 60, "TH": 1.0}[code]
        return base.shift(int(count * hours / 24))
    if code in ("D", "W", "F", "WE"):
        return base.shift(round(count * {"D": 1, "W": 7, "F": 14, "WE": 7}[code]))
    months = whole * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[code]
    if count % 1:
        months = round(count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[code])
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        if (unit := day_unit(year, month + 1, last)) is not None:
            return unit
    return None


def _shift_unit(base: Unit, count: float, code: str, keep_day: bool) -> Unit | None:
    """Return the unit ``count`` units away, as coarse as the unit counted ("years ago": a year)."""
    code, count = ("W", count * 2) if code == "F" else (code, count)
    if keep_day and base.grain == "day":
        return _shift_day(base, count, code)
    if code in ("TS", "TM", "TH"):
        return _shift_day(base, count, code) if base.grain == "day" else None
    grain = {"ML": "century"}.get(code) or GRAINS[code]
    count = count * 10 if code == "ML" else count
    if count % 1:  # a year and a half ago: to the month
        moved = _shift_day(unit_of("day", base.first), count, code) if base.first else None
        return coarsen(moved, "month") if moved else None
    unit = coarsen(base, grain)
    if unit is None:
        return None
    if abs(count) > 1e6:
        return None
    return unit.shift(int(count))


def _inside(meaning: Meaning, base: Unit) -> Unit | None:
    """Return the cycle inside a year or a week."""
    if meaning.grain == "weekday":
        return unit_of("day", base.first).shift(meaning.number - 1) if base.first else None
    return _of_year(meaning, base.year)


def _of_year(meaning: Meaning, year: int) -> Unit | None:
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


def _choices(meaning: Meaning, base: Unit) -> list[Unit]:
    """Return the candidates around the base, in order of time."""
    first = base.first
    assert first is not None
    if meaning.grain == "weekday":
        monday = first.toordinal() - (first.isoweekday() - 1)
        return [Unit("day", monday + 7 * k + meaning.number - 1) for k in (-2, -1, 0, 1, 2)]
    if meaning.grain == "weekend":
        week = unit_of("weekend", first)
        return [week.shift(k) for k in (-1, 0, 1)]
    found = (_of_year(meaning, y) for y in range(first.year - 1, first.year + 2))
    if meaning.grain == "month_day" and (meaning.number, meaning.day) == (2, 29):
        found = (_of_year(meaning, y) for y in range(first.year - 4, first.year + 5))
    return [u for u in found if u is not None and u.first is not None and u.last is not None]


def _related(meaning: Meaning, choices: list[Unit], base: Unit) -> Unit | None:
    """Choose for last (before), next (after) and this (within) X."""
    first, last = base.first, base.last
    if meaning.offset < 0:
        before = [c for c in choices if c.last < first]  # type: ignore[operator]
        return before[-1] if before else None
    if meaning.offset > 0:
        after = [c for c in choices if c.first > last]  # type: ignore[operator]
        return after[0] if after else None
    if meaning.grain == "weekday":
        return choices[2]
    same = [c for c in choices if c.year == base.year]
    return same[0] if same else choices[0]


def _continued(choices: list[Unit], base: Unit) -> Unit:
    """Choose the candidate that a narrative at ``base`` goes on to: near, rather later."""
    if base.grain in ("year", "decade", "century"):
        inside = [c for c in choices if c.year == base.year]
        return inside[0] if inside else choices[0]
    at = base.first.toordinal()  # type: ignore[union-attr]

    def distance(choice: Unit) -> float:
        gap = choice.first.toordinal() - at  # type: ignore[union-attr]
        return gap if gap >= 0 else -gap * 1.4

    return min(choices, key=distance)


def _by_direction(choices: list[Unit], base: Unit, direction: str | None, grain: str) -> Unit:
    """Choose by tense from the publication day: past the latest begun, future the next not over."""
    day = base.first
    past = [c for c in choices if c.first <= day]  # type: ignore[operator]
    future = [c for c in choices if c.last >= day]  # type: ignore[operator]
    if grain in ("quarter", "half"):  # reports come out in the weeks after a quarter's end
        if direction == "past" and past:
            return past[-1]

        def distance(choice: Unit) -> int:
            ends = choice.first.toordinal() + choice.last.toordinal()  # type: ignore[union-attr]
            return abs(ends - 2 * day.toordinal())  # type: ignore[union-attr]

        return min(choices, key=distance)
    if grain in ("month", "month_day", "holiday") and past and future:
        # a date a few weeks ahead is that date even where the verb before it is past ("agreed to
        # meet on March 12"), and a date a few days back is not next year's
        ahead = future[0].first.toordinal() - day.toordinal()  # type: ignore[union-attr]
        behind = day.toordinal() - past[-1].first.toordinal()  # type: ignore[union-attr]
        if direction == "past" and ahead > 0 and ahead * 5 < behind:
            return future[0]
        if direction == "future" and behind * 8 < ahead:
            return past[-1]
    if direction == "future" and future:
        return future[0]
    if direction == "past" and past:
        return past[-1]
    if direction == "present" and grain == "weekday":
        return future[0] if future else past[-1]
    if grain in ("weekday", "weekend") and past:
        return past[-1]
    if past and future:
        ahead = future[0].first.toordinal() - day.toordinal()  # type: ignore[union-attr]
        behind = day.toordinal() - past[-1].first.toordinal()  # type: ignore[union-attr]
        return future[0] if ahead < behind * (0.6 if direction is None else 1.0) else past[-1]
    return (past or future or choices)[-1]
