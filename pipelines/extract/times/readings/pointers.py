"""Readings of units that point from another time: last week, the year before, three days ago."""

from pipelines.extract.times.meanings import GRAINS, Meaning
from pipelines.extract.times.parts import Parts, unit_code
from pipelines.extract.times.values import duration_value


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
    if "latest" in words:
        offset, from_last = -1, False  # the latest fiscal year is over
    if words[:2] == ["the", "last"] and part.after == "of" and code is not None:
        return _of_an_event(code)
    if code not in GRAINS:
        return _pointed_clock(code, offset) if code else None
    if code in ("DE", "CE") and "past" in words and "mod" not in part:
        # "the past century" are the hundred years up to now, and not the 19th
        span = duration_value(1, code)
        return Meaning(kind="fixed", timex_type="DURATION", value=span, window=(-1, 1, code))
    same = bool({"that", "same", "previous", "following", "preceding"} & set(words))
    return Meaning(
        kind="pointed", grain=GRAINS[code], code=code, offset=offset, from_last=from_last, same=same
    )


def _of_an_event(code: str) -> Meaning:
    """Read "the last day of the talks": not yesterday; a week or a year of it is a length."""
    if code == "D":
        return Meaning(kind="fixed", value=_OPEN[code])
    return Meaning(kind="fixed", timex_type="DURATION", value=duration_value(1, code))


def _pointed_clock(code: str, offset: int) -> Meaning | None:
    if offset == 0:
        return None
    return Meaning(
        kind="fixed", timex_type="DURATION", value=duration_value(1, code), window=(offset, 1, code)
    )


def same_of(part: Parts) -> Meaning | None:
    """Read "the same month last year"."""
    if part.captured("unit")[0] in ("period", "time") and "year" in part.captured("rel"):
        return Meaning(kind="year_ago", grain="year")  # of a quarter only where one is told
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
    if code == "DE" and part.captured("shift")[0] in ("later", "earlier"):
        return Meaning(kind="shift", count=10 * step, code="Y", from_last=True)
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


def week_of(part: Parts) -> Meaning | None:
    """Read "the week of March 6"."""
    day = part.inner("day")
    return Meaning(kind="around", grain="week", base=day) if day is not None else None


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
    """Read "the year-earlier quarter", "the latest period", "the same period last year"."""
    words = part.captured("which")
    if "rel" in part and part.all[-1] != "earlier" and "period" in part.all:
        return Meaning(kind="year_ago", grain="year")  # of a quarter only where one is told
    if {"year", "comparable", "corresponding", "same"} & set(words) or "rel" in part:
        return Meaning(kind="year_back", grain="quarter", offset=-1)
    offset, from_last = part.relation("which")
    if words == ["latest"]:
        return Meaning(kind="quarter", grain="quarter")
    return Meaning(kind="pointed", grain="quarter", offset=offset, from_last=from_last)


def _open(code: str) -> Meaning:
    if code in ("TS", "TM", "TH"):
        return Meaning(kind="fixed", timex_type="TIME", value="XXXX-XX-XXTXX")
    return Meaning(kind="fixed", value=_OPEN.get(code, "XXXX"))


_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX"}


def event_unit(part: Parts) -> Meaning | None:
    """Read "the day" of "the day after the vote": which day it is, the text does not say."""
    code = unit_code(part, "unit")
    return Meaning(kind="fixed", value=_OPEN[code]) if code in _OPEN else None


def the_weekend(part: Parts) -> Meaning:
    """Read "the weekend": by tense."""
    return Meaning(kind="cycle", grain="weekend")


def ago(part: Parts) -> Meaning | None:
    """Read "three days ago", "50 years ago"."""
    if part.all[0] == "long":
        return Meaning(kind="fixed", value="PAST_REF")
    code = unit_code(part, "unit")
    count = part.number("count") if "count" in part else None
    if code is None:
        return None
    if count is not None:
        count += part.plus
    if "end" in part:  # "10-15 years ago": some time in between, told by its far end
        count = part.number("end")
    base = part.inner("base") if "base" in part else None
    if count == 1 and code == "Y" and base is None and not part.mod:
        return Meaning(kind="year_ago", grain="year")
    if count is None:
        return Meaning(kind="fixed", value="PAST_REF", mod=None)
    if code == "DE":  # ten years back, and not the decade before
        count, code = count * 10, "Y"
    return Meaning(kind="shift", count=-count, code=code, base=base)


def later(part: Parts) -> Meaning | None:
    """Read "three days later", "two weeks earlier": counted from the last date."""
    code = unit_code(part, "unit")
    count = part.number("count") if "count" in part else None
    if code is None:
        return None
    if count is not None:
        count += part.plus
    if "end" in part:
        count = part.number("end")
    sign = 1 if part.captured("shift")[0] in ("later", "afterwards", "afterward", "hence") else -1
    if count is None:
        return _open(code)
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


def vague_adjective(part: Parts) -> Meaning:
    """Read "former", "future" in a chronicle, "recent" anywhere."""
    value = part.find("STATE") or part.find("RECENT") or "PRESENT_REF"
    return Meaning(kind="fixed", value=value)


def vague(part: Parts) -> Meaning:
    """Read now, recently, the future."""
    words = part.all
    if "past" in words or "other" in words:
        value = "PAST_REF"
    elif "future" in words:
        value = "FUTURE_REF"
    else:
        value = part.find("VAGUE") or "PRESENT_REF"
    return Meaning(kind="fixed", value=value)
