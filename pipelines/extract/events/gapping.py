"""Acts whose verb is left out: "will travel to Nairobi on Thursday and to Addis Ababa on Monday".

What belongs here: a second place with a day of its own behind the same preposition. What does not:
places and days of the verb itself (``scope``).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.extract.events.attachment import head_of
from pipelines.extract.events.bounds import limited
from pipelines.extract.events.gathering import Found, place_part
from pipelines.extract.events.parties import Parties
from pipelines.extract.events.scope import LOCATED
from pipelines.extract.events.words import Words
from pipelines.extract.records import TimeExpression

MOVES = frozenset({"meeting", "withdraw", "mobilize", "protest"})
NAMED = {*LOCATED, "PERSON", "ORG"}  # beside a place another name is a place, whatever its label
WAYS = frozenset({"to", "in", "at", "from"})


def left_out(
    words: Words,
    found: Sequence[Found],
    times: Sequence[TimeExpression],
    parties: Parties,
    text: str,
) -> Iterator[Found]:
    """Yield an event for each second place that a verb's act takes, on another day."""
    verbs = {
        one.trigger.word: one
        for one in found
        if one.trigger.is_verb and one.event.event_subtype in MOVES and one.event.place_text
    }
    if not verbs:
        return
    dated = {bisect_left(words.start, t.start_char): t for t in times if t.starts_on is not None}
    for first, last, label in words.ents:
        at = head_of(words, first, last)
        if label not in NAMED or words.dep[at] != "conj" or not first:
            continue
        time = dated.get(last) or dated.get(last + 1)  # "Addis Ababa (on) Monday"
        above = words.head[at]
        one = verbs.get(above) or verbs.get(words.head[above])
        case = words.low[first - 1]
        if one is None or time is None or case not in WAYS or one.trigger.word > first:
            continue
        if case not in (words.case(k) for k in words.kids[one.trigger.word] if k < first):
            continue
        yield _second(words, one, time, (first, last), parties, text)


def _second(
    words: Words,
    one: Found,
    time: TimeExpression,
    place: tuple[int, int],
    parties: Parties,
    text: str,
) -> Found:
    starts_on, ends_on = limited(words, time, one.event.status)
    start, end = words.start[place[0]], words.end[place[1] - 1]
    event = replace(
        one.event,
        start_char=words.start[place[0] - 1],
        end_char=end,
        starts_on=starts_on,
        ends_on=ends_on,
        date_basis="explicit" if time.anchor == "explicit" else "relative",
        place_text=text[start:end],
        place_mention_id=parties.mention_at(start),
        same_as=None,
        rule="left_out",
    )
    there = {p.start_char for p in one.participants if p.role == "place"}
    own = [
        replace(p, event_id=event.event_id)
        for p in one.participants
        if p.start_char not in there and p.role != "place"
    ]
    own.append(place_part(event, start, end))
    return Found(one.trigger, event, own, one.keys, own)
