"""Whether a text tells of another time than its own publication, and its main line of dates.

What belongs here: evidence of the whole text. What does not: the setting of one expression
(``setting.py``) and the anchors that follow (``anchors.py``).
"""

from dataclasses import replace
from datetime import date

from pipelines.extract.times.calendar import Unit
from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.setting import Setting
from pipelines.extract.times.shifts import bounds

_LONELY_YEARS = 1.0  # a date so far from those on both sides of it is an aside
_FAR_YEARS = 5.0  # an aside to so far a time may tell more than one date of it
_LOOK_AHEAD = 3  # explicit dates in which a tale must come back from there


def is_narrative(meanings: list[Meaning], published_on: date | None) -> bool:
    """Return whether a text tells of another time than its own publication: mostly far years."""
    if published_on is None:
        return True
    years = [m.unit.year for m in meanings if m.kind == "unit" and m.unit is not None]
    years += [m.base.unit.year for m in meanings if m.kind == "range" and m.base and m.base.unit]
    far = sum(abs(y - published_on.year) >= 2 for y in years)
    near = len(years) - far
    near += sum(m.kind == "pointed" and not m.from_last for m in meanings)
    near += sum(m.grain == "weekday" for m in meanings)
    # a chronicle that runs up to its own year: many past years, hardly a weekday or a "yesterday"
    past = sum(y < published_on.year for y in years)
    current = len(years) - past
    current += sum(
        m.grain in ("day", "weekday") and m.kind in ("pointed", "cycle") and not m.from_last
        for m in meanings
    )
    return (far >= 3 and far > 3 * near) or (past >= 10 and past > 3 * current)


def main_line(
    meanings: list[Meaning], settings: list[Setting]
) -> tuple[list[Setting], list[tuple[Unit, Setting]]]:
    """Return the settings with lonely dates marked as asides, and the explicit dates of the tale.

    A date is lonely where the tale is back within a few dates at the time before it: "as in 1614"
    in an account of 1789, "completed in 2003" in one of 1950.
    """
    explicit = [i for i, m in enumerate(meanings) if m.kind == "unit" and _day(m.unit) is not None]
    explicit = [i for i in explicit if not settings[i].aside]
    marked = list(settings)
    line: list[tuple[Unit, Setting]] = []
    last: float | None = None
    for place, i in enumerate(explicit):
        unit = meanings[i].unit
        assert unit is not None
        if settings[i].heading and line and line[-1][1].section == settings[i].section:
            marked[i] = replace(settings[i], aside=True)  # a tale begins where its heading begins
            continue
        here = _day(unit)
        assert here is not None
        away = abs(here - last) if last is not None else 0.0
        if not settings[i].heading and away >= _LONELY_YEARS and last is not None:
            ahead = _LOOK_AHEAD if away >= _FAR_YEARS else 1
            coming = (_day(meanings[j].unit) for j in explicit[place + 1 : place + 1 + ahead])
            if min((abs(c - last) for c in coming if c is not None), default=away) < away / 2:
                marked[i] = replace(settings[i], aside=True, lonely=True)
                continue
        last = here
        line.append((unit, settings[i]))
    return marked, line


def headings(meanings: list[Meaning], settings: list[Setting]) -> dict[int, tuple[int, int]]:
    """Return the days of the years that a section's heading names, by section.

    "1942", "The Terror (1793-94)". A heading without a year stands under the last one that has one.
    """
    found: dict[int, tuple[int, int]] = {}
    for meaning, setting in zip(meanings, settings, strict=True):
        if not setting.heading or meaning.kind != "unit" or meaning.unit is None:
            continue
        days = bounds(Unit("year", meaning.unit.year))
        if days is not None:
            before = found.get(setting.section, days)
            found[setting.section] = min(before[0], days[0]), max(before[1], days[1])
    for section in range(1, settings[-1].section + 1 if settings else 0):
        if section not in found and section - 1 in found:
            found[section] = found[section - 1]
    return found


def _day(unit: Unit | None) -> float | None:
    """Return a unit's middle as years and their fractions."""
    found = bounds(unit) if unit is not None else None
    return None if found is None else (found[0] + found[1]) / (2 * 365.2425)
