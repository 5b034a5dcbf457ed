"""Both ends of an act: "from 3 to 5 March", "begins on Monday and lasts until May", "by Friday".

What belongs here: what a preposition makes of a day, and which two days are one interval. What
does not: which act a day belongs to (``scope``).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipelines.extract.events.words import Words
from pipelines.extract.records import TimeExpression

LASTS = frozenset({"to", "until", "till", "through", "til"})
LIMITS = frozenset({"until", "till", "til"})
TO_COME = frozenset({"planned", "agreed", "proposed", "hypothetical"})
ANAPHORS = frozenset({"it", "they", "which", "that", "this"})
BETWEEN = {"to": "from", "until": "from", "till": "from", "through": "from", "and": "between"}


def with_both_ends(words: Words, times: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    """Yield the times in text order, those that name two ends of one stretch as one.

    "Ran from 3 to 5 March", "is to begin on Monday and to last until 20 May": the first carries
    the interval, the second is gone.
    """
    last: TimeExpression | None = None
    for time in times:
        if last is not None and _closes(words, last, time):
            last = replace(last, ends_on=time.ends_on)
            continue
        if last is not None:
            yield last
        last = time
    if last is not None:
        yield last


def _closes(words: Words, start: TimeExpression, end: TimeExpression) -> bool:
    if start.starts_on is None or end.ends_on is None or end.ends_on <= start.starts_on:
        return False
    if "SET" in (start.timex_type, end.timex_type):
        return False
    first, last = _first(words, start), _first(words, end)
    if not 0 < first < last < len(words.low) or words.sent[first] != words.sent[last]:
        return False
    joint = words.low[last - 1]
    opened = BETWEEN.get(joint)
    if bisect_left(words.start, start.end_char) == last - 1 and opened is not None:
        return words.low[first - 1] == opened
    if joint not in LASTS - {"to"}:
        return False
    lasting = _verb(words, last)
    if lasting is None or words.verb(lasting) not in words.lexicon.grammar["lasting"]:
        return False
    beginning = _verb(words, first)
    if beginning is None or words.verb(beginning) not in words.lexicon.grammar["beginning"]:
        return words.low[first - 1] == "from" and beginning == lasting
    for verb in (lasting, words.head[lasting]):
        subject = words.kid(verb, "nsubj", "nsubj:pass")
        if subject is not None and first < subject and words.low[subject] not in ANAPHORS:
            return False  # "talks begin on Monday and the ban will last until May"
    return first < lasting or beginning == lasting


def is_ahead(starts_on: date | None, ends_on: date | None, day: date) -> bool:
    """Return whether no day of an interval is past on a day."""
    if starts_on is None or ends_on is None:
        return False
    return starts_on > day or (starts_on == day < ends_on)


def lasts_until(words: Words, time: TimeExpression) -> bool:
    """Return whether a time is the end of what goes on: "runs until May".

    Not "has until May to file charges".
    """
    first = _first(words, time)
    verb = _verb(words, first) if first < len(words.low) else None
    if verb is not None and words.verb(verb) == "have":
        return False
    return 0 < first < len(words.low) and words.low[first - 1] in LIMITS


def limited(words: Words, time: TimeExpression, status: str) -> tuple[date | None, date | None]:
    """Return the interval of an act that has a time: of "by Friday" only the end is known.

    What is to be done "before Friday" is done the day before at the latest; what was done "before
    Friday's vote" has no day in it.
    """
    first = _first(words, time)
    if not 0 < first < len(words.low) or time.starts_on is None or time.timex_type != "DATE":
        return time.starts_on, time.ends_on
    before = words.low[first - 1]
    than = before == "than" and first > 1 and words.low[first - 2] == "later"
    if before in LIMITS or before == "by" or than:
        return None, time.ends_on
    if before == "before" and status in TO_COME:
        return None, time.ends_on if time.modifier == "END" else time.starts_on - timedelta(days=1)
    return time.starts_on, time.ends_on


def _first(words: Words, time: TimeExpression) -> int:
    return bisect_left(words.start, time.start_char)


def _verb(words: Words, at: int) -> int | None:
    """Return the verb that a word hangs on, however far."""
    for _ in range(6):
        if words.is_verb(at):
            return at
        if words.head[at] == at:
            return None
        at = words.head[at]
    return None
