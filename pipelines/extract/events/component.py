"""The spaCy component ``newstables_events``: Doc -> doc._.events and doc._.event_participants.

What belongs here: the order of the steps and the making of records. What does not: any rule.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.extract.events.coreference import DEFINITE, FRESH, Telling, first_tellings, is_finer
from pipelines.extract.events.lexicon import EventType, Lexicon, lexicon
from pipelines.extract.events.nesting import CAUSES, contained, joined
from pipelines.extract.events.participants import find_parts
from pipelines.extract.events.parties import Parties
from pipelines.extract.events.refine import refine
from pipelines.extract.events.scope import Setting, ancestors, read_settings, told_later
from pipelines.extract.events.status import read_status
from pipelines.extract.events.triggers import Trigger, find_triggers
from pipelines.extract.events.words import Words, read_words
from pipelines.extract.records import (
    Event,
    EventParticipant,
    Mention,
    Quotation,
    TimeExpression,
    local_id,
    register_slots,
)

TALKS = frozenset({"meeting", "mediate", "call"})
MOST_PARTIES = 12
EVENTFUL = CAUSES | {"clash", "intercept"}  # acts that "happen"
ORDINALS = {
    w: n
    for n, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        1,
    )
}


@dataclass(slots=True)
class Found:
    """One event mention on its way to a record."""

    trigger: Trigger
    event: Event
    participants: list[EventParticipant]
    keys: list[tuple[str, str]]
    own: list[EventParticipant]  # those of its own words, one per key


@Language.factory("newstables_events")
def make_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that fills ``doc._.events`` and ``doc._.event_participants``."""
    del nlp, name
    register_slots()
    return annotate_events


def annotate_events(doc: Doc) -> Doc:
    """Find the events of a Doc. Uses mentions, time expressions and quotations where filled."""
    doc._.events, doc._.event_participants = [], []
    if not len(doc):
        return doc
    tables = lexicon()
    words = read_words(doc, tables)
    triggers = [refine(words, t) for t in find_triggers(words)]
    dropped = contained(words, triggers)
    triggers = [t for n, t in enumerate(triggers) if n not in dropped]
    if not triggers:
        return doc
    text = doc.text  # joins all words anew on every access
    mentions = list(doc._.mentions) or _names(words, text)
    parties = Parties(words, mentions, text)
    settings = read_settings(words, triggers, doc._.time_expressions)
    speakers = Speakers(doc._.quotations)
    found = [
        _make(words, t, s, tables, parties, speakers, text, doc._.published_on)
        for t, s in zip(triggers, settings, strict=True)
    ]
    _date_later(words, found, doc._.time_expressions)
    _hand_down_hosts(words, found)
    fixed = joined(words, triggers)
    for harm, main in fixed.items():
        _share_parts(found[harm], found[main])
    found = _telling_something(found, _link(words, found, fixed))
    seen: set[str] = set()
    for one in found:
        if one.event.event_id not in seen:
            seen.add(one.event.event_id)
            doc._.events.append(one.event)
            doc._.event_participants.extend(one.participants)
    if not list(doc._.mentions):
        doc._.events = [replace(e, place_mention_id=None) for e in doc._.events]
        doc._.event_participants = [replace(p, mention_id=None) for p in doc._.event_participants]
    return doc


def _names(words: Words, text: str) -> list[Mention]:
    """Return the entities of the Doc as mentions, for a pipeline without that component."""
    return [
        Mention(
            start_char=words.start[a],
            end_char=words.end[b - 1],
            kind="name",
            entity_type=label,
            name=text[words.start[a] : words.end[b - 1]],
            rule="entity",
        )
        for a, b, label in words.ents
    ]


class Speakers:
    """Whose words a position of the text is in."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        """Sort the quotations for look-up."""
        self._runs = sorted(quotations, key=lambda q: q.start_char)
        self._starts = [q.start_char for q in self._runs]

    def at(self, position: int) -> Quotation | None:
        """Return the innermost quotation that covers a character."""
        at = bisect_right(self._starts, position) - 1
        for n in range(at, max(-1, at - 4), -1):
            if self._runs[n].start_char <= position < self._runs[n].end_char:
                return self._runs[n]
        return None


def _make(
    words: Words,
    trigger: Trigger,
    setting: Setting,
    tables: Lexicon,
    parties: Parties,
    speakers: Speakers,
    text: str,
    day: date | None,
) -> Found:
    start, end = words.start[trigger.first], words.end[trigger.last]
    status, negated = read_status(words, trigger)
    if (
        status == "occurred"
        and not negated
        and day
        and setting.starts_on
        and setting.starts_on > day
    ):
        status = "planned"
    kind = tables.types[trigger.sense.subtype]
    quotation = speakers.at(start)
    place = setting.place
    place_start = words.start[place[0]] if place else 0
    place_end = words.end[place[1] - 1] if place else 0
    event = Event(
        start_char=start,
        end_char=end,
        event_type=kind.plover,
        event_subtype=kind.subtype,
        plover_mode=trigger.sense.mode,
        cameo_root=kind.cameo_root,
        acled_subtype=_acled(kind, trigger.sense.mode),
        goldstein=kind.scale,
        status=status,
        round_no=_round(words, trigger),
        starts_on=setting.starts_on,
        ends_on=setting.ends_on,
        date_basis=setting.date_basis,
        place_mention_id=parties.mention_at(place_start) if place else None,
        place_text=text[place_start:place_end] if place else None,
        claimant=quotation.speaker if quotation else None,
        claimant_mention_id=quotation.speaker_mention_id if quotation else None,
        is_negated=negated or status == "denied",
        rule=f"{'verb' if trigger.is_verb else 'noun'}:{words.low[trigger.word]}",
    )
    participants, keys = _participants(words, trigger, parties, event)
    own = list(participants)
    if place:
        participants.append(
            EventParticipant(
                event_id=event.event_id,
                start_char=place_start,
                end_char=place_end,
                role="place",
                mention_id=event.place_mention_id,
                rule="place",
            )
        )
    return Found(trigger, event, participants, keys, own)


ACLED_BY_MODE = {
    "suicide-attack": "Suicide bomb",
    "grenade": "Grenade",
    "sexual": "Sexual violence",
    "riot": "Violent demonstration",
    "militia": "Change to group/activity",
}


def _acled(kind: EventType, mode: str | None) -> str | None:
    chosen = ACLED_BY_MODE.get(mode or "")
    if chosen in kind.acled:
        return chosen
    return kind.acled[0] if kind.acled else None


def _participants(
    words: Words, trigger: Trigger, parties: Parties, event: Event
) -> tuple[list[EventParticipant], list[tuple[str, str]]]:
    found: list[EventParticipant] = []
    keys: list[tuple[str, str]] = []
    spans: set[tuple[int, int]] = {(event.start_char, event.end_char)}
    for part in find_parts(words, trigger):
        for party in parties.of(part.word):
            start = party.start_char
            if start <= event.start_char < party.end_char:
                if words.start[part.word] < event.end_char:
                    continue
                start = words.start[trigger.last + 1]  # "Police seized weapons": all one phrase
            span = (start, party.end_char)
            if span in spans:
                continue
            spans.add(span)
            keys.append((part.role, party.key))
            found.append(
                EventParticipant(
                    event_id=event.event_id,
                    start_char=start,
                    end_char=party.end_char,
                    role=part.role,
                    mention_id=party.mention_id,
                    rule=f"{trigger.sense.roles}:{trigger.relation.split(':')[0]}",
                )
            )
    return found, keys


def _round(words: Words, trigger: Trigger) -> int | None:
    """Return the number of a "fourth round of talks", a "second summit"."""
    if trigger.sense.subtype not in ("meeting", "mediate", "prisoner_exchange"):
        return None
    for noun in (trigger.word, *trigger.path[:1]):
        if noun != trigger.word and words.noun(noun) != "round":
            continue
        for k in words.kids[noun]:
            if k < noun and words.dep[k] in ("amod", "nummod", "compound"):
                low = words.low[k]
                if low in ORDINALS:
                    return ORDINALS[low]
                if low[:-2].isdecimal() and low[-2:] in ("st", "nd", "rd", "th") and len(low) < 6:
                    return int(low[:-2])
    return None


def _date_later(words: Words, found: list[Found], times: Sequence[TimeExpression]) -> None:
    """Give the act told last the time of an "it happened on Sunday" that follows."""
    starts = [one.trigger.word for one in found]
    for verb, time in told_later(words, times):
        # "was hospitalised on Friday after a shooting": the act may stand later in the sentence
        at = bisect_right(starts, words.bounds[words.sent[verb]][1]) - 1
        near = words.sent[verb] - 3
        while at >= 0 and words.sent[starts[at]] >= near:
            one = found[at]
            if one.event.event_subtype in EVENTFUL:
                if one.event.starts_on is None:
                    basis = "explicit" if time.anchor == "explicit" else "relative"
                    one.event = replace(
                        one.event, starts_on=time.starts_on, ends_on=time.ends_on, date_basis=basis
                    )
                break
            at -= 1


def _hand_down_hosts(words: Words, found: list[Found]) -> None:
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


def _share_parts(harm: Found, main: Found) -> None:
    """Give the victims (and the agent, where it has none) of the harm to the act that caused it."""
    have = {(p.start_char, p.end_char) for p in main.participants}
    acted = any(p.role == "actor" for p in main.participants)
    for part in harm.participants:
        span = (part.start_char, part.end_char)
        if span in have or part.role == "place" or (part.role == "actor" and acted):
            continue
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


def _telling_something(found: list[Found], same: dict[int, int]) -> list[Found]:
    """Leave out bare names of violence: no party, time or place, told nowhere else.

    "after years of killing", "a culture of violence" claim no act that could be counted.
    """
    linked = {*same, *same.values()}
    return [
        one for n, one in enumerate(found) if n in linked or not (_is_bare(one) or _is_fate(one))
    ]


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


def _link(words: Words, found: list[Found], fixed: dict[int, int]) -> dict[int, int]:
    """Point later mentions of an event to the first, and let the first take what they add."""
    tellings = [_telling(words, one) for one in found]
    same = first_tellings(tellings, fixed)
    for n, head in same.items():
        later, first = found[n].event, found[head].event
        found[n].event = replace(later, same_as=local_id(first.start_char, first.end_char))
        if is_finer(first.starts_on, first.ends_on, later.starts_on, later.ends_on):
            found[head].event = _with_setting(first, later)
        _add_parties(found[head], found[n])
    return same


def _add_parties(first: Found, later: Found) -> None:
    """Give the first mention the parties that a later one adds: its row stands for the event."""
    have = {key for _, key in first.keys}
    roles = {role for role, _ in first.keys}
    spans = {(p.role, p.start_char) for p in first.participants}
    for (role, key), part in zip(later.keys, later.own, strict=True):
        if (
            key in have
            or len(first.participants) >= MOST_PARTIES
            or (role, part.start_char) in spans
        ):
            continue
        if role in roles and key[0] != "=" and role == "actor":
            continue  # "the rebels" beside "gunmen" is most often the same party in other words
        have.add(key)
        spans.add((role, part.start_char))
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
        fresh=bool(before & FRESH),
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        place=event.place_text.casefold() if event.place_text else None,
        round_no=event.round_no,
        mode=event.plover_mode,
        sentence=words.sent[trigger.word],
        actors=frozenset(k for role, k in one.keys if role == "actor"),
        others=frozenset(k for role, k in one.keys if role in ("recipient", "victim")),
    )
