"""What the events of one document give each other: days, parties, hosts, the first mention.

What belongs here: whatever needs more than one event. What does not: the making of one
(``component``), the test of sameness (``coreference``).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.attachment import ancestors
from pipelines.extract.events.coreference import (
    DEFINITE,
    Telling,
    first_tellings,
    is_finer,
    names_shared,
)
from pipelines.extract.events.joining import CAUSES, is_harm
from pipelines.extract.events.scope import told_later
from pipelines.extract.events.words import Words
from pipelines.extract.records import (
    Event,
    EventParticipant,
    TimeExpression,
    local_id,
)

TALKS = frozenset({"meeting", "mediate", "call"})


MOST_PARTIES = 12


KINDS = frozenset({"bombing", "shelling", "air_strike", "mass_weapon"})
EVENTFUL = CAUSES | {"clash", "intercept"}  # acts that "happen"


@dataclass(slots=True)
class Found:
    """One event mention on its way to a record."""

    trigger: Trigger
    event: Event
    participants: list[EventParticipant]
    keys: list[tuple[str, str]]
    own: list[EventParticipant]  # those of its own words, one per key


def place_part(event: Event, start_char: int, end_char: int) -> EventParticipant:
    """Return the participant that stands for where an act took place."""
    return EventParticipant(
        event_id=event.event_id,
        start_char=start_char,
        end_char=end_char,
        role="place",
        mention_id=event.place_mention_id,
        rule="place",
    )


def date_later(words: Words, found: list[Found], times: Sequence[TimeExpression]) -> None:
    """Give the act told last the time of an "it happened on Sunday" that follows."""
    starts = [one.trigger.word for one in found]
    for verb, time in told_later(words, times):
        # "was hospitalised on Friday after a shooting": the act may stand later in the sentence
        at = bisect_right(starts, words.bounds[words.sent[verb]][1]) - 1
        near = words.sent[verb] - 3
        while at >= 0 and words.sent[starts[at]] >= near:
            one = found[at]
            if one.event.event_subtype in EVENTFUL:
                if one.event.starts_on is None or one.event.starts_on != one.event.ends_on:
                    # A vaguer time beside the act ("last month's party") may not be its own
                    basis = "explicit" if time.anchor == "explicit" else "relative"
                    one.event = replace(
                        one.event, starts_on=time.starts_on, ends_on=time.ends_on, date_basis=basis
                    )
                break
            at -= 1


def hand_down_hosts(words: Words, found: list[Found]) -> None:
    """Give an act that talks led to the host and mediator of the talks."""
    talks = {one.trigger.word: one for one in found if one.event.event_subtype in TALKS}
    for one in found:
        if one.event.status not in ("agreed", "planned", "proposed"):
            continue
        for up in ancestors(words, one.trigger.word)[1:]:
            subject = words.kid(up, "nsubj")
            source = talks.get(subject) if subject is not None else None
            if source is not None and source is not one:
                one.participants.extend(
                    replace(p, event_id=one.event.event_id)
                    for p in source.participants
                    if p.role in ("host", "mediator")
                )
                break


def share_parts(harm: Found, main: Found) -> None:
    """Give the victims (and the agent, where it has none) of the harm to the act that caused it."""
    have = {(p.start_char, p.end_char) for p in main.participants}
    acted = any(p.role == "actor" for p in main.participants)
    names = frozenset(key for _, key in main.keys)
    for (_, key), part in zip(harm.keys, harm.own, strict=True):
        span = (part.start_char, part.end_char)
        if span in have or (part.role == "actor" and acted):
            continue
        if key[0] == "=" and names_shared(names, frozenset({key})):
            continue  # "the attack on Ruiz killed Ruiz"
        if part.start_char <= main.event.start_char < part.end_char:
            continue
        main.participants.append(replace(part, event_id=main.event.event_id))
    if any(p.role == "victim" for p in harm.participants) and main.event.place_text:
        # "killed six in Kirkuk": the town is where, not to whom
        first = [p.start_char for p in main.participants if p.role == "place"]
        main.participants = [
            p for p in main.participants if p.role != "recipient" or p.start_char not in first
        ]
    main.keys.extend(harm.keys)
    main.own.extend(harm.own)
    if main.event.starts_on is None and harm.event.starts_on is not None:
        main.event = _with_setting(main.event, harm.event)
    if main.event.place_text is None and harm.event.place_text is not None:
        main.event = replace(
            main.event,
            place_text=harm.event.place_text,
            place_mention_id=harm.event.place_mention_id,
        )


def _with_setting(event: Event, other: Event) -> Event:
    return replace(
        event, starts_on=other.starts_on, ends_on=other.ends_on, date_basis=other.date_basis
    )


def link(words: Words, found: list[Found], fixed: dict[int, int]) -> dict[int, int]:
    """Point later mentions of an event to the first, and let the first take what they add."""
    tellings = [_telling(words, one) for one in found]
    same = first_tellings(tellings, fixed)
    for n, head in same.items():
        later, first = found[n].event, found[head].event
        found[n].event = replace(later, same_as=local_id(first.start_char, first.end_char))
        if _names_kind(found[head], found[n]):
            found[head].event = _with_kind(first, later)
            first = found[head].event
        if is_finer(first.starts_on, first.ends_on, later.starts_on, later.ends_on):
            found[head].event = _with_setting(first, later)
        _add_parties(found[head], found[n])
    return same


def _names_kind(first: Found, later: Found) -> bool:
    """Return whether a later mention says what kind of attack it was: "the suicide bombing".

    The harm that an act did tells no kind: "two were killed … as a result of the explosion".
    """
    general = first.event.plover_mode is None or first.trigger.sense.roles in ("harm", "victim")
    told = first.event.event_subtype == "attack" and general
    return told and later.event.event_subtype in KINDS


def _with_kind(event: Event, other: Event) -> Event:
    return replace(
        event,
        event_type=other.event_type,
        event_subtype=other.event_subtype,
        plover_mode=other.plover_mode,
        cameo_root=other.cameo_root,
        acled_subtype=other.acled_subtype,
        goldstein=other.goldstein,
    )


def _add_parties(first: Found, later: Found) -> None:
    """Give the first mention the parties that a later one adds: its row stands for the event."""
    have = frozenset(key for _, key in first.keys)
    roles = {role for role, _ in first.keys}
    spans = {(p.role, p.start_char) for p in first.participants}
    for (role, key), part in zip(later.keys, later.own, strict=True):
        if (
            key in have
            or len(first.participants) >= MOST_PARTIES
            or (role, part.start_char) in spans
            or names_shared(have, frozenset({key}))  # "Ruiz" after "Ana Ruiz"
        ):
            continue
        if role in roles and key[0] != "=" and role == "actor":
            continue  # "the rebels" beside "gunmen" is most often the same party in other words
        have |= {key}
        spans.add((role, part.start_char))
        first.keys.append((role, key))
        first.own.append(part)
        first.participants.append(replace(part, event_id=first.event.event_id))


def _telling(words: Words, one: Found) -> Telling:
    trigger, event = one.trigger, one.event
    before = {words.low[k] for k in words.kids[trigger.word] if k < trigger.word}
    return Telling(
        subtype=event.event_subtype,
        status=event.status,
        is_negated=event.is_negated,
        is_noun=not trigger.is_verb,
        definite=bool(before & DEFINITE),
        fresh=not before.isdisjoint(words.lexicon.grammar["fresh"]) or _is_earlier(words, one),
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        place=event.place_text.casefold() if event.place_text else None,
        round_no=event.round_no,
        mode=event.plover_mode,
        sentence=words.sent[trigger.word],
        harm=trigger.is_verb and is_harm(trigger) and not any(r == "actor" for r, _ in one.keys),
        parted=_is_parted(words, words.sent[trigger.word]),
        actors=frozenset(k for role, k in one.keys if role == "actor"),
        others=frozenset(k for role, k in one.keys if role in ("recipient", "victim")),
    )


def _is_earlier(words: Words, one: Found) -> bool:
    """Return whether an act is told as one before: "last freed captives in May"."""
    word = one.trigger.word
    return one.trigger.is_verb and any(
        words.low[k] in words.lexicon.grammar["earlier"] and words.dep[k] == "advmod" and k < word
        for k in words.kids[word]
    )


def _is_parted(words: Words, sentence: int) -> bool:
    """Return whether a sentence turns to another event: "Meanwhile", "In addition"."""
    first = words.bounds[sentence][0]
    opening = words.low[first : first + 2]
    other = opening[:1] == ["in"] and opening[1:] in (["addition"], ["another"], ["other"])
    return opening[0] in words.lexicon.grammar["parting"] or other
