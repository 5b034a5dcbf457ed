"""The publication day: where a text may say it, which place wins, and what contradicts it.

The ladder is the ``date`` header, metadata, the dateline, a line of the body that is a date, the
file's name, and the file's time where that is wished. A rung counts only where it names day, month
and year: unknown stays unknown. Dates inside sentences belong to the extractors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.read.layout import Block, dateline

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
MONTH2 = MONTH.replace("<month>", "<month2>")
WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?"
WRITTEN = re.compile(
    rf"{WEEKDAY}(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{MONTH}(?:,? |-)(?P<year>\d{{4}}|\d\d(?!\d))"
    rf"|{MONTH2} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}}))(?!\d)",
    re.I,
)
YEARLESS = re.compile(rf"(?:(?P<day>\d{{1,2}}) {MONTH}|{MONTH2} (?P<day2>\d{{1,2}}))$", re.I)
LABEL = re.compile(
    r"(?:(?P<later>(?:last )?(?:updated|modified|edited))"
    r"|(?:first )?(?:published|posted|issued|created|date|dated|filed|released))"
    r"(?: on| at)?\s*:?\s*",
    re.I,
)
# What may follow the date on its line: a time, a zone, nothing else.
AFTER = re.compile(
    r"(?:t?[,\s|·•–-]*(?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?)?"
    r"\s*(?:\(?(?:z|[a-z]{2,4}|[+-]\d\d:?\d\d)\)?)?[.\s]*$",
    re.I,
)
IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_./]?)(?P<month>0[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?=\D|$|\d{4}(?:\d\d)?(?!\d))"
)
LEAD_DAY = re.compile(rf"\b(?:on |late |early )?({'|'.join(WEEKDAYS)})\b", re.I)
AHEAD = re.compile(
    r"\b(?:will|would|shall|next|due|planned?|scheduled|expected|to be|set (?:to|for)|from|until|by"
    r"|ahead of|upcoming|before|last|previous|every|postponed)\b",
    re.I,
)
FAR = timedelta(days=7)  # a weekly prints what is up to a week old
HEAD_LINES, FOOT_LINES, LONGEST_LINE = 8, 3, 90


@dataclass(frozen=True, slots=True)
class Said:
    """A day that the text or its input says it was published on."""

    day: date
    basis: str
    weekday: int | None = None


def parse_day(value: str) -> date | None:
    """Return the day of a metadata value: ISO 8601, RFC 2822 or written out in English.

    >>> [str(parse_day(v)) for v in ("2026-03-10T08:00Z", "Tue, 10 Mar 2026 08:00:00 GMT", "soon")]
    ['2026-03-10', '2026-03-10', 'None']
    """
    value = value.strip()[:80]
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        pass
    match = WRITTEN.match(value)
    return _day_of(match) if match else None


def _day_of(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        month = (found["month"] or found["month2"])[:3].lower()
        year = int(found["year"] or found["year2"])
        if year < 100:  # agencies wrote "3 JAN 90"
            year += 1900 if year >= 50 else 2000
        return date(year, MONTHS.index(month) + 1, int(found["day"] or found["day2"]))
    except ValueError:
        return None


def said_in_body(text: str, blocks: tuple[Block, ...]) -> Iterator[Said]:
    """Yield what the text says of its own day: its dateline, then lines that are a date."""
    for block in blocks[:8]:
        if block.role == "dateline":
            line = dateline(text[block.start_char : block.end_char] + " ")
            match = WRITTEN.match(line["date"]) if line and line["date"] else None
            day = _day_of(match) if match else None
            if match and day:
                yield Said(day, "dateline", _weekday(match))
    later = []
    for edge in _edge_lines(text):
        label = LABEL.match(edge)
        match = WRITTEN.match(edge, label.end() if label else 0)
        if match and AFTER.match(edge, match.end()) and (day := _day_of(match)):
            said = Said(day, "body", _weekday(match))
            if label and label["later"]:
                later.append(said)  # an update's day only where nothing says the first one
            else:
                yield said
    yield from later


def _weekday(match: re.Match[str]) -> int | None:
    name = match["weekday"]
    return next(i for i, w in enumerate(WEEKDAYS) if w.startswith(name.lower())) if name else None


def _edge_lines(text: str) -> list[str]:
    head, foot = text[:2_000].split("\n"), text[-1_000:].split("\n")
    lines = [line.strip() for line in head if line.strip()][:HEAD_LINES]
    if len(text) > 2_000 or len(lines) == HEAD_LINES:
        lines += [line.strip() for line in foot if line.strip()][-FOOT_LINES:]
    return [line for line in lines if len(line) <= LONGEST_LINE]


def day_in_name(path: str) -> date | None:
    """Return the day that a path names, the one nearest to its end.

    >>> str(day_in_name("2019/wire_2026-03-10_talks.txt"))
    '2026-03-10'
    """
    for match in reversed(list(IN_NAME.finditer(path[-500:]))):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


def conflict(
    published: Said, others: list[Said], text: str, blocks: tuple[Block, ...]
) -> str | None:
    """Return in words what contradicts the publication day, or None.

    A day that lies more than a week away; a weekday that is not the day's; a lead that tells of the
    weekday after it.
    """
    day = published.day
    found = [
        f"{said.basis} says {said.day.isoformat()}"
        for said in others
        if abs(said.day - day) > FAR and said.basis != "file_time"
    ]
    found += [
        f"{said.basis} says {WEEKDAYS[said.weekday].capitalize()}"
        for said in [published, *others]
        if said.weekday not in (None, day.weekday()) and abs(said.day - day) <= FAR
    ]
    near = _yearless_dateline(text, blocks, day)
    if near is not None and abs(near - day) > FAR:
        found.append(f"dateline says {near.day} {MONTHS[near.month - 1].capitalize()}")
    lead = _lead_weekday(text, blocks)
    if lead == (day.weekday() + 1) % 7:
        found.append(f"the text tells of {WEEKDAYS[lead].capitalize()}")
    if not found:
        return None
    name = WEEKDAYS[day.weekday()].capitalize()
    return f"{published.basis} says {name} {day.isoformat()}, {', '.join(dict.fromkeys(found))}"


def _yearless_dateline(text: str, blocks: tuple[Block, ...], day: date) -> date | None:
    """Return the dateline's day in the year that brings it nearest to ``day``."""
    for block in blocks[:8]:
        line = dateline(text[block.start_char : block.end_char] + " ")
        match = YEARLESS.match(line["date"]) if line and line["date"] else None
        if block.role != "dateline" or match is None:
            continue
        month = MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1
        days = []
        for year in (day.year - 1, day.year, day.year + 1):
            try:
                days.append(date(year, month, int(match["day"] or match["day2"])))
            except ValueError:
                continue
        return min(days, key=lambda d: abs(d - day), default=None)
    return None


def _lead_weekday(text: str, blocks: tuple[Block, ...]) -> int | None:
    """Return the weekday of which the first sentences tell as past, None where they do not."""
    lead = next((b for b in blocks if b.role == "body"), None)
    if lead is None:
        return None
    words = text[lead.start_char : min(lead.end_char, lead.start_char + 400)]
    for sentence in re.split(r"(?<=[.!?])\s", words)[:2]:
        match = LEAD_DAY.search(sentence)
        if match:
            return None if AHEAD.search(sentence) else WEEKDAYS.index(match[1].lower())
    return None
