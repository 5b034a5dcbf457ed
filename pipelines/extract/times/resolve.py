"""Resolution: from meanings to values and intervals, along the running anchors of a text.

What belongs here: how each kind of meaning is counted, and the columns that follow. What does
not: words (``meanings.py``), the anchors (``anchors.py``), which of the Marches (``choice.py``),
business periods (``periods.py``) and calendar sums (``calendar.py``, ``shifts.py``).
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from pipelines.extract.times.anchors import Timeline
from pipelines.extract.times.calendar import Unit, part_of, unit_of
from pipelines.extract.times.choice import (
    by_direction,
    choices_around,
    continued,
    inside,
    range_end,
    related,
    short_year,
)
from pipelines.extract.times.meanings import GRAINS, Meaning
from pipelines.extract.times.open_values import open_value
from pipelines.extract.times.setting import Setting
from pipelines.extract.times.shifts import bounds, coarsen, shift_day, shift_unit

_GRANULARITY = {"weekend": "day", "season": "quarter"}
_SIDES = {"PAST_REF": "past", "FUTURE_REF": "future", "PRESENT_REF": "present"}
_DURATION = re.compile(r"P(\d{1,4})([DWMY])")
_HALF_A_QUARTER = 45  # days
_BACK = {"day": -365, "week": -52, "month": -12, "quarter": -4, "half": -2, "year": -1}
Found = tuple[Unit | None, str]  # the unit meant, and the anchor that it was counted from


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


class Resolver:
    """Resolves the meanings of one text in their order."""

    def __init__(self, timeline: Timeline) -> None:
        """Begin."""
        self.timeline = timeline

    def resolve(self, meaning: Meaning, setting: Setting) -> Resolved:
        """Return value and interval of a meaning where it stands."""
        if setting.due and meaning.relative:
            return Resolved("DATE", "FUTURE_REF", meaning.mod, direction="future")
        if setting.due and not self.timeline.narrative:
            meaning = _counted(meaning) or meaning
        if meaning.kind == "fixed":
            self.timeline.reported.span(meaning.value or "")
            return self._fixed(meaning, setting)
        if meaning.kind == "range":
            return self._range(meaning, setting)
        if setting.habitual and meaning.kind == "cycle" and not meaning.relative:
            return Resolved("SET", open_value(meaning, None), meaning.mod)
        unit, anchor = self.unit(meaning, setting)
        self.timeline.night = meaning.clock == "TNI"
        if unit is None:
            told = self.timeline.told if meaning.from_last else None
            base = self.timeline.tale if meaning.grain == "month_day" else told
            value = open_value(meaning, base)
            return Resolved(meaning.timex_type, value, meaning.mod, direction=setting.direction)
        # a tale goes on where it was after a look at the writer's own day
        own_day = self.timeline.narrative and anchor == "published_on"
        # a company's own quarter that was told stays the one reported
        named = meaning.kind == "ended" and not meaning.number and self.timeline.reported.quarter
        compared = meaning.kind in ("year_ago", "year_back", "quarter") or named
        if own_day and unit.grain == "day":
            self.timeline.tell(unit, setting)
        elif not compared and not own_day:
            self.timeline.move(unit, meaning, setting)
        return self._answer(meaning, unit, anchor, setting.direction)

    def _answer(self, meaning: Meaning, unit: Unit, anchor: str, direction: str | None) -> Resolved:
        today = self.timeline.published_on
        value = unit.value + (meaning.clock if unit.grain == "day" else "")
        first, last = part_of(unit, meaning.mod, today)
        side = direction
        if today is not None and unit.first is not None and unit.last is not None:
            side = "past" if unit.last < today else "future" if unit.first > today else "present"
            here = meaning.kind == "pointed" and not meaning.from_last and unit.grain != "day"
            if side == "present" and here:
                # "earlier this year" ends today, "later this year" begins today
                first = today if meaning.mod == "END" else unit.first
                last = today if meaning.mod == "START" else unit.last
        grain = _GRANULARITY.get(unit.grain, unit.grain)
        return Resolved(meaning.timex_type, value, meaning.mod, first, last, grain, anchor, side)

    def _fixed(self, meaning: Meaning, setting: Setting) -> Resolved:
        value = meaning.value or ""
        today = self.timeline.published_on
        if meaning.window and today is not None and self._touches(meaning.window, setting):
            sign, count, code = meaning.window
            unit = shift_day(unit_of("day", today), sign * (count or 0), code)
            if unit is not None and (edge := unit.first) is not None:
                first, last = (edge, today) if sign < 0 else (today, edge)
                side = "past" if sign < 0 else "future"
                return Resolved(
                    meaning.timex_type, value, meaning.mod, first, last,
                    GRAINS.get(code, "day"), "published_on", side,
                )  # fmt: skip
        vague = _SIDES.get(value)
        return Resolved(meaning.timex_type, value, meaning.mod, direction=vague)

    def _touches(self, window: tuple[int, float | None, str], setting: Setting) -> bool:
        """Return whether a window begins or ends with the day of publication.

        Not in a tale, and not "he lived there for the next ten years".
        """
        behind = window[0] > 0 and setting.direction == "past"
        return bool(window[1]) and not behind and not self.timeline.narrative

    def _range(self, meaning: Meaning, setting: Setting) -> Resolved:
        assert meaning.base is not None
        first, anchor = self.unit(meaning.base, setting)
        if first is None or first.first is None:
            return Resolved("DATE", open_value(meaning.base, None))
        last = range_end(meaning, first)
        if last is None:
            return Resolved("DATE", first.value, None, first.first, first.last, first.grain, anchor)
        self.timeline.move(last, meaning.base, setting)
        return Resolved(
            "DATE", f"{first.value}/{last.value}", meaning.mod, first.first, last.last,
            first.grain, anchor, setting.direction,
        )  # fmt: skip

    def unit(self, meaning: Meaning, setting: Setting) -> Found:
        """Return the unit of the calendar that is meant and the anchor it was found from."""
        kind = meaning.kind
        if kind == "unit":
            return meaning.unit, "explicit"
        if kind == "pointed":
            return self._pointed(meaning, setting)
        if kind == "shift":
            return self._shift(meaning, setting)
        if kind == "inside":
            assert meaning.base is not None
            base, anchor = self.unit(meaning.base, setting)
            return (inside(meaning, base) if base else None), anchor
        if kind == "around":
            assert meaning.base is not None
            base, anchor = self.unit(meaning.base, setting)
            return (coarsen(base, meaning.grain) if base else None), anchor
        if kind == "quarter":
            return self._quarter(meaning)
        if kind == "ended":
            return self._ended(meaning, setting)
        if kind == "year_ago":
            return self._year_ago(meaning, setting)
        if kind == "year_back":
            return self._year_back(meaning, setting)
        return self._cycle(meaning, setting)

    def _pointed(self, meaning: Meaning, setting: Setting) -> Found:
        # "this year", "next spring" of a narrative are the tale's; its "today" is the writer's
        # ("this day", with its code, is a day of the tale again)
        own = (meaning.grain == "day" and not meaning.code) or meaning.clock
        told = self.timeline.narrative and not own and setting.direction != "present"
        last = meaning.from_last
        if meaning.grain == "year" and meaning.offset == 0 and not meaning.same:
            last = False  # "the year" of a news report is the running one
        base, anchor = self.timeline.focus(last or told, meaning.grain)
        if meaning.grain == "year" and meaning.offset == 0 and meaning.same:
            base = self.timeline.that_year() or base
        if meaning.grain == "quarter" and last:  # "that quarter", also where its days are told
            base = self.timeline.reported.told or base
        if base is None:
            return None, anchor
        unit = coarsen(base, meaning.grain)
        now = self.timeline.published_on
        timed = meaning.clock and not meaning.offset and not self.timeline.narrative
        # "takes office on Jan. 20; his rival called at 1 a.m.": not on the day last told
        if timed and now is not None and (unit is None or _against(setting.direction, unit, now)):
            unit, anchor = unit_of("day", now), "published_on"
        if timed and unit is not None and self._is_after_midnight(meaning, unit):
            return unit.shift(1), anchor
        return (unit.shift(meaning.offset) if unit else None), anchor

    def _is_after_midnight(self, meaning: Meaning, unit: Unit) -> bool:
        """Return whether an hour is of the day after the night told: "overnight … at 1 a.m."."""
        if not (meaning.from_last and self.timeline.night and (meaning.clock or "") < "T06"):
            return False
        now = self.timeline.published_on
        return now is not None and unit.first is not None and unit.first < now

    def _quarter(self, meaning: Meaning) -> Found:
        if meaning.unit is not None:
            return self.timeline.reported.in_year(meaning.unit)
        return self.timeline.reported.latest()

    def _ended(self, meaning: Meaning, setting: Setting) -> Found:
        """Return the quarter that ends on a day: the one that holds most of its three months.

        A numbered one is a company's own: its number, in the year of the day.
        """
        assert meaning.base is not None
        past = replace(setting, direction="past", firm=True) if meaning.relative else setting
        day, anchor = self.unit(meaning.base, past)
        if day is None or day.first is None:
            return None, anchor
        if meaning.number:
            return Unit("quarter", day.year * 4 + meaning.number - 1), anchor
        middle = day.shift(-_HALF_A_QUARTER).first
        return (unit_of("quarter", middle) if middle else None), anchor

    def _year_ago(self, meaning: Meaning, setting: Setting) -> Found:
        """A year before the quarter compared (business news), else before the base's year."""
        timeline = self.timeline
        quarter = timeline.reported.compared(setting.paragraph)
        if quarter is not None and not timeline.narrative:
            return quarter.shift(-4), "previous"
        base, anchor = timeline.compared(setting) if meaning.from_last else timeline.focus(False)
        unit = coarsen(base, "year") if base else None
        return (unit.shift(-1) if unit else None), anchor

    def _year_back(self, meaning: Meaning, setting: Setting) -> Found:
        if meaning.base is not None:  # the year-ago third quarter
            unit, anchor = self.unit(meaning.base, setting)
            return (unit.shift(_BACK[meaning.grain]) if unit else None), anchor
        if meaning.grain == "quarter":
            quarter, anchor = self.timeline.reported.latest()
            return (quarter.shift(-4) if quarter else None), anchor
        base, anchor = self.timeline.focus(True)
        unit = coarsen(base, meaning.grain) if base else None
        return (unit.shift(_BACK.get(meaning.grain, 0)) if unit else None), anchor

    def _shift(self, meaning: Meaning, setting: Setting) -> Found:
        if meaning.base is not None:
            base, anchor = self.unit(meaning.base, setting)
        else:
            base, anchor = self.timeline.focus(meaning.from_last, GRAINS.get(meaning.code, "day"))
        if base is None:
            return None, anchor
        keep = meaning.base is not None
        return shift_unit(base, meaning.count or 0, meaning.code, keep_day=keep), anchor

    def _cycle(self, meaning: Meaning, setting: Setting) -> Found:
        now = self.timeline.published_on
        week = self.timeline.week(setting) if meaning.grain == "weekday" else None
        if week is not None and not meaning.relative:
            return inside(meaning, week), "previous"
        if meaning.relative:
            told = meaning.from_last or (self.timeline.narrative and now is not None)
            base, anchor = self.timeline.focus(told)
        else:
            base, anchor = self.timeline.frame(setting)
        weekly = meaning.grain in ("weekday", "weekend")
        coarse = base is not None and base.grain not in ("day", "week", "weekend")
        if weekly and now is not None and coarse:
            base, anchor = unit_of("day", now), "published_on"  # no week is told
        if base is None or bounds(base) is None:
            return None, anchor
        if meaning.grain == "short_year":
            return Unit("year", short_year(meaning.number, base)), "explicit"
        choices = [c for c in choices_around(meaning, base) if bounds(c) is not None]
        if not choices:
            return None, anchor
        if meaning.relative:
            return related(meaning, choices, base), anchor
        if anchor == "previous":
            following = self.timeline.following(setting) if self.timeline.narrative else None
            section = self.timeline.section(setting) if self.timeline.narrative else None
            return continued(choices, base, following, section), anchor
        begun = self.timeline.begun(setting)
        if begun is not None and begun.last is not None:
            after = [c for c in choices if c.first is not None and c.first > begun.last]
            # else it began long before the candidates, or is behind by its tense
            past = setting.direction == "past" and now is not None
            ahead = past and bool(after) and _against("past", after[0], now)  # type: ignore[arg-type]
            if after and not ahead and len(after) < len(choices):
                return after[0], anchor
        dated = [c for c in choices if c.first is not None and c.last is not None]
        if base.first is None or not dated:
            return None, anchor
        return by_direction(dated, base, setting.direction, meaning.grain, setting.firm), anchor


def _against(direction: str | None, unit: Unit, today: date) -> bool:
    """Return whether tense rules a day out."""
    day = unit.first
    if day is None:
        return False
    return (direction == "past" and day > today) or (direction == "future" and day < today)


def _counted(meaning: Meaning) -> Meaning | None:
    """Return a duration that tells when as days, weeks, months or years from now."""
    found = _DURATION.fullmatch(meaning.value or "")
    if found is None:
        return None
    return Meaning(kind="shift", mod=meaning.mod, count=float(found[1]), code=found[2])
