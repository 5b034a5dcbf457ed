"""Readings of times of day: 9:30 a.m., Wednesday night, the early hours."""

import re
from dataclasses import replace

from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.parts import Parts
from pipelines.extract.times.words import number


def clock_value(part: Parts, name: str = "clock") -> str | None:
    """Return "T09:30" from the captured clock time, None if there is no such time."""
    words = part.captured(name)
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
        if len(digits[0]) == 3 and marks:  # 430pm
            digits = [digits[0][:1], digits[0][1:]]
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


def clock(part: Parts) -> Meaning | list[tuple[int, int, Meaning]] | None:
    """Read "9:30 a.m. Tuesday", "noon"; "9 a.m. on Tuesday" is two, the first with its day."""
    value = clock_value(part)
    if value is None:
        return None
    match = part.match
    a, b = match.parts["clock"]
    day = part.inner("day") if "day" in part else None
    at = match.parts.get("day", (match.first, a))
    if day is None and a > match.first:
        inner = part.reader.grammar.longest(part.classes[:a], match.first, a)
        found = part.reader.read(inner, part.tokens, part.classes) if inner else []
        day, at = (found[0][2], found[0][:2]) if len(found) == 1 else (None, at)
    if day is not None and at[0] < at[1]:
        if at[0] > b and part.tokens[at[0] - 1].lower() in ("on", "of"):
            return [(match.first, at[0] - 1, with_clock(day, value)), (at[0], match.last, day)]
        if at[1] < a and part.tokens[a - 1].lower() == "at":
            return [(at[0], at[1], day), (a, match.last, with_clock(day, value))]
    if day is None and (word := part.find("DEICTIC")):
        day = Meaning(kind="pointed", grain="day", offset=int(word))
    if day is None and "last" in part.all:  # 11 o'clock last night, but one o'clock is today's
        day = Meaning(kind="pointed", grain="day", offset=-int(value > "T12"))
    return with_clock(day, value)


def clock_zones(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "10:35 a.m. (0735 GMT) Friday": the hours are of the day behind them."""
    day = part.inner("day")
    hours = [
        (part.match.parts[name], clock_value(part, name))
        for name in ("clock", "other", "third")
        if name in part
    ]
    if day is None or not all(value for _, value in hours):
        return None
    found = [(a, b, with_clock(day, value)) for (a, b), value in hours if value]
    return [*found, (*part.match.parts["day"], day)]


def clock_pair(part: Parts) -> list[tuple[int, int, Meaning]] | None:
    """Read "2 to 3 p.m.", "11-1 p.m.": the first is the last such hour before the second."""
    last = clock_value(part, "finish")
    first = clock_value(part, "begin")
    if first is None or last is None:
        return None
    hour, end = int(first[1:3]), int(last[1:3])
    if hour > 12:
        return None
    if end >= 12 and hour % 12 + 12 <= end:
        first = f"T{hour % 12 + 12:02d}{first[3:]}"
    a, b = part.match.parts["begin"], part.match.parts["finish"]
    return [(a[0], a[1], with_clock(None, first)), (b[0], b[1], with_clock(None, last))]


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
    day = part.inner("day")
    if day is not None and day.kind == "range":
        day = day.base  # the night of 4-5 March begins on the 4th
    return with_clock(day, _part_code(part))


def early_hours(part: Parts) -> Meaning:
    """Read "the early hours of Tuesday", "of Tuesday morning", "of the morning"."""
    clock_ = "TMO" if "morning" in part.all else "TNI"
    return replace(with_clock(part.inner("day"), clock_), mod="START")


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
    """Read "the afternoon": of the day that the text is at; "at night" is any night."""
    if part.all == ["night"] and part.before in ("at", "by"):
        return Meaning(kind="fixed", timex_type="TIME", value="XXXX-XX-XXTNI")
    return Meaning(kind="pointed", timex_type="TIME", from_last=True, clock=_part_code(part))
