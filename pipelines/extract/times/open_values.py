"""The honest value of what cannot be resolved: "XXXX-03", "XXXX-WXX-4", "1915-10-XX".

What belongs here: TIMEX3 values with X for what the text does not tell. What does not: trying to
tell it (``resolve.py``).
"""

from pipelines.extract.times.calendar import SEASONS, Unit
from pipelines.extract.times.meanings import GRAINS, Meaning

_PATTERN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "year": "XXXX", "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX",
    "decade": "XXX", "century": "XX",
}  # fmt: skip


def open_value(meaning: Meaning, base: Unit | None) -> str:
    """Return the underspecified value; a coarser base than is needed gives its own part."""
    return (_of_base(meaning, base) or _of_words(meaning)) + meaning.clock


def _of_base(meaning: Meaning, base: Unit | None) -> str | None:
    """Return "1915-10-XX" for that day in October, "1915-XX-XX" for some days after October."""
    if base is None or base.grain not in ("month", "year"):
        return None
    if meaning.grain == "month_day" and base.first is None:  # a day before Christ: no calendar date
        return f"{Unit('year', base.year).value}-{meaning.number:02d}-{meaning.day:02d}"
    if base.first is None:
        return None
    if meaning.kind == "pointed" and meaning.grain == "day":
        same = meaning.offset == 0 and base.grain == "month"
        month = base.index % 12
        if same:
            return f"{base.value}-XX"
        if base.grain == "month" and 0 <= month + meaning.offset <= 11:
            return f"{base.year:04d}-XX-XX"
    if meaning.kind == "shift" and meaning.code == "D" and base.grain == "month":
        months = base.index % 12 + (meaning.count or 0) / 30
        return f"{base.year:04d}-XX-XX" if 0 <= months < 11 else None
    return None


def _of_words(meaning: Meaning) -> str:
    grain = meaning.grain
    value = _PATTERN.get(grain, "XXXX-XX-XX")
    if meaning.kind in ("cycle", "inside"):
        if grain == "weekday":
            return f"XXXX-WXX-{meaning.number}"
        if grain == "month":
            return f"XXXX-{meaning.number:02d}"
        if grain == "month_day":
            return f"XXXX-{meaning.number:02d}-{meaning.day:02d}"
        if grain == "day_of_month":
            return f"XXXX-XX-{meaning.day:02d}"
        if grain == "quarter":
            return f"XXXX-Q{meaning.number}"
        if grain == "half":
            return f"XXXX-H{meaning.number}"
        if grain == "season":
            return f"XXXX-{SEASONS[meaning.number - 1]}"
        if grain == "holiday" and meaning.value and meaning.value[:2].isdecimal():
            return f"XXXX-{meaning.value}"
    elif meaning.kind == "shift":
        return _PATTERN.get(GRAINS.get(meaning.code, "day"), "XXXX-XX-XX")
    return value
