"""Which of the acts found are told: rows come from these.

What belongs here: what is named without being told (violence as a kind, a fate without an act),
and what is told in passing. What does not: finding acts (``triggers``), which of two nested ones
gives way (``nesting``).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.attachment import ancestors
from pipelines.extract.events.gathering import Found
from pipelines.extract.events.joining import CAUSES
from pipelines.extract.events.words import Words
from pipelines.extract.records import EventParticipant, Mention

AT_LARGE = CAUSES - {"disaster", "arrest", "protest"}
COUNTED = frozenset({"a", "an", "another", "several", "both", "each"})
# Acts that an article may tell only in passing: "accused the army of killing two monks in Hue"
IN_PASSING = frozenset({"attack", "bombing", "shelling", "air_strike", "abduct"})
ARTICLE = 4  # sentences; in a shorter item the act that is told is the news


def told_in_passing(words: Words, triggers: Sequence[Trigger], dropped: set[int]) -> set[int]:
    """Return the numbers of nested acts that may yet be told nowhere else."""
    if len(words.bounds) < ARTICLE:
        return set()
    return {n for n in dropped if triggers[n].sense.subtype in IN_PASSING}


def name_accusers(words: Words, found: list[Found], mentions: Sequence[Mention], text: str) -> None:
    """Give the acts that somebody is accused of the accuser as claimant.

    Not those that are condemned, which everybody takes for true.
    """
    names = {m.mention_id: m.name for m in mentions if m.name}
    charges = {one.trigger.word: one for one in found if one.event.event_subtype == "accuse"}
    for one in found:
        if one.event.claimant is not None or one.event.event_subtype not in IN_PASSING:
            continue
        above = next((k for k in ancestors(words, one.trigger.word)[1:] if k in charges), None)
        if above is None or words.verb(above) not in words.lexicon.grammar["blaming"]:
            continue
        accuser = next((p for p in charges[above].own if p.role == "actor"), None)
        if accuser is None:
            continue
        name = names.get(accuser.mention_id or "")
        one.event = replace(
            one.event,
            claimant=name or text[accuser.start_char : accuser.end_char],
            claimant_mention_id=accuser.mention_id if name else None,
        )


def is_placed(one: Found) -> bool:
    """Return whether an act has a day or a place of its own."""
    return one.event.starts_on is not None or one.event.place_text is not None


def telling_something(words: Words, found: list[Found], same: dict[int, int]) -> list[Found]:
    """Leave out bare names of violence: no party, time or place, told nowhere else.

    "after years of killing", "a culture of violence" claim no act that could be counted. Where a
    text tells acts, or is long enough to tell some, what it says of violence at large ("to fight
    the traffickers", "attacks on civilians") is no further act.
    """
    linked = {*same, *same.values()}
    at_large = {n for n, one in enumerate(found) if n not in linked and _is_at_large(words, one)}
    told = any(_is_told(one) for n, one in enumerate(found) if n not in at_large)
    if not told and len(words.bounds) < ARTICLE:
        at_large = set()
    return [
        one
        for n, one in enumerate(found)
        if n in linked or not (n in at_large or _is_bare(one) or _is_fate(one))
    ]


def _is_told(one: Found) -> bool:
    """Return whether an act of violence is told with its day, its place or a party's name."""
    return one.event.event_subtype in AT_LARGE and (is_placed(one) or _is_named(one))


def _is_named(one: Found) -> bool:
    return any(key[0] == "=" for _, key in one.keys)


def _is_at_large(words: Words, one: Found) -> bool:
    """Return whether an act of violence is named as a kind: nobody named or counted, no day."""
    trigger, event = one.trigger, one.event
    if event.event_subtype not in AT_LARGE or is_placed(one) or _is_named(one):
        return False
    if trigger.is_verb and words.tag[trigger.word] not in ("VB", "VBG"):
        return False
    if one.participants and event.status not in ("occurred", "hypothetical"):
        return False  # "threatened to attack the convoy"
    return not any(_is_counted(words, p) for p in one.participants)


def _is_counted(words: Words, part: EventParticipant) -> bool:
    """Return whether a party is counted or pointed at: "six farmers", "a bus"."""
    first = bisect_left(words.start, part.start_char)
    last = bisect_left(words.start, part.end_char)
    return any(words.tag[k] == "CD" or words.low[k] in COUNTED for k in range(first, last))


def _is_fate(one: Found) -> bool:
    """Return whether somebody died or was hurt by no act that is told: an illness, an accident."""
    sense = one.trigger.sense
    if sense.subtype != "attack" or any(p.role == "actor" for p in one.participants):
        return False
    return (sense.roles == "victim" and sense.mode is None) or (
        sense.roles == "harm" and sense.mode is None
    )


def _is_bare(one: Found) -> bool:
    trigger, event = one.trigger, one.event
    if trigger.is_verb or event.event_subtype not in CAUSES or one.participants:
        return False
    carried = trigger.light is not None or event.status != "occurred"
    return event.starts_on is None and event.place_text is None and not carried
