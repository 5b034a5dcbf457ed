"""Readings of durations and sets: how long, how often."""

from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.parts import Parts, unit_code
from pipelines.extract.times.values import duration_value
from pipelines.extract.times.words import number


def duration(part: Parts) -> Meaning | None:
    """Read "more than two years", "six years and nine months", "year-long"."""
    code = unit_code(part, "unit")
    if code is None:
        return None
    count = part.number("count") if "count" in part else 1
    if "count" not in part and code and part.find("UNITS", part.captured("unit")):
        count = None
    if count == 1 and part.captured("count")[:1] in (["a"], ["an"]) and _plural(part):
        count = None  # "a months-long siege"
    if count is not None:
        count += part.plus
    value = duration_value(count, code)
    if "unit2" in part:
        second = duration_value(part.number("count2"), unit_code(part, "unit2") or "D")
        value = value + second[2:] if value.startswith("PT") else value + second[1:]
    return Meaning(kind="fixed", timex_type="DURATION", value=value, window=None)


def nights(part: Parts) -> Meaning:
    """Read "three nights", "another night"."""
    value = duration_value(part.number("count") if "count" in part else 1, "N")
    return Meaning(kind="fixed", timex_type="DURATION", value=value)


def rate(part: Parts) -> Meaning | None:
    """Read "a week" of "960 a week": how often."""
    code = unit_code(part, "unit")
    return Meaning(kind="fixed", timex_type="SET", value=duration_value(1, code)) if code else None


def compared(part: Parts) -> Meaning | None:
    """Read "the year-earlier nine months"."""
    code = unit_code(part, "unit")
    if code is None:
        return None
    value = duration_value(part.number("count"), code)
    return Meaning(kind="fixed", timex_type="DURATION", value=value)


def _plural(part: Parts) -> bool:
    return part.find("UNITS", part.captured("unit")) is not None


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
    value = duration_value(part.number("end"), code)
    vague = "count" not in part  # a year or two
    return Meaning(kind="fixed", timex_type="DURATION", value=value, relative=vague)


def window(part: Parts) -> Meaning | None:
    """Read "the past two weeks", "recent years", "the next 10 days"."""
    code = unit_code(part, "unit")
    if code is None:
        return None
    name = "end" if "end" in part else "count"  # "the next 12 to 18 months": the higher number
    count = part.number(name) if name in part else None
    words = part.captured("side")
    side = 0
    for word in words:
        if (value := part.words.value("REL", word)) is not None:
            side = int(value.removeprefix("P"))
            if value.startswith("P"):
                side = 0
    side = -1 if words[-1] in ("recent", "latest") else side
    touching = (side, count, code) if side and count is not None and "base" not in part else None
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


_MODALS = frozenset({"will", "may", "might", "would", "could", "can", "should", "'ll", "ll"})


def one_day(part: Parts) -> Meaning:
    """Read "one day": some day to come after "will", else how long."""
    if part.before in _MODALS:
        return Meaning(kind="fixed", value="FUTURE_REF")
    return Meaning(kind="fixed", timex_type="DURATION", value="P1D")


def every(part: Parts) -> Meaning | None:
    """Read "every Tuesday", "each day", "twice a week"."""
    words = part.all
    code = unit_code(part, "unit")
    if code:
        if "few" in words:
            return Meaning(kind="fixed", timex_type="SET", value=duration_value(None, code))
        count: float | None = 1  # "twice a week"
        if "each" in part:
            between = slice(part.match.parts["each"][1], part.match.parts["unit"][0])
            count = number(part.words, [w for w in part.tokens[between] if w.lower() != "other"])
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


def plural_day(part: Parts) -> Meaning | list[tuple[int, int, Meaning]]:
    """Read "Mondays", "Tuesday nights"; "Monday and Tuesday nights" are two."""
    daypart = part.find("DAYPARTS")

    def on(name: str) -> Meaning:
        words = part.captured(name)
        day = part.find("WPLURAL", words) or part.find("WFULL", words) or part.find("WABBR", words)
        value = f"XXXX-WXX-{day}" + (f"T{daypart}" if daypart else "")
        return Meaning(kind="fixed", timex_type="SET", value=value)

    if "first" not in part:
        return on("weekday")
    a, b = part.match.parts["first"], part.match.parts["weekday"]
    return [(a[0], a[1], on("first")), (b[0], part.match.last, on("weekday"))]


def plural_part(part: Parts) -> Meaning:
    """Read "mornings", "weekends", "the summers"."""
    words = part.captured("part")
    if words == ["weekends"]:
        value = "XXXX-WXX-WE"
    elif daypart := part.find("DAYPARTS", words):
        value = f"XXXX-XX-XXT{daypart}"
    else:
        value = f"XXXX-{part.find('SEASONS', words)}"
    return Meaning(kind="fixed", timex_type="SET", value=value)


def per_unit(part: Parts) -> Meaning | None:
    """Read "per day"."""
    code = unit_code(part, "unit")
    return Meaning(kind="fixed", timex_type="SET", value=duration_value(1, code)) if code else None
