"""The spaCy component ``newstables_events``: Doc -> doc._.events and doc._.event_participants.

What belongs here: the order of the steps and the making of records. What does not: any rule.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.bounds import is_ahead, lasts_until, limited
from pipelines.extract.events.clauses import is_perfect
from pipelines.extract.events.gapping import left_out
from pipelines.extract.events.gathering import (
    Found,
    date_later,
    hand_down_hosts,
    link,
    place_part,
    share_parts,
)
from pipelines.extract.events.joining import joined
from pipelines.extract.events.lexicon import EventType, Lexicon, lexicon
from pipelines.extract.events.narrative import date_by_hour, date_by_story
from pipelines.extract.events.nesting import contained
from pipelines.extract.events.participants import find_parts
from pipelines.extract.events.parties import Parties
from pipelines.extract.events.refine import refine, refine_joined
from pipelines.extract.events.scope import Setting, read_settings
from pipelines.extract.events.status import read_status
from pipelines.extract.events.telling import (
    is_placed,
    name_accusers,
    telling_something,
    told_in_passing,
)
from pipelines.extract.events.triggers import find_triggers
from pipelines.extract.events.words import Words, read_words
from pipelines.extract.records import (
    Event,
    EventParticipant,
    Mention,
    Quotation,
    register_slots,
)


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
    passing = told_in_passing(words, triggers, dropped)
    aside = {triggers[n].word for n in passing}
    triggers = [t for n, t in enumerate(triggers) if n not in dropped or n in passing]
    if not triggers:
        return doc
    triggers = refine_joined(words, triggers)
    text = doc.text  # joins all words anew on every access
    mentions = [m for m in doc._.mentions if m.name] or _names(words, text)
    parties = Parties(words, mentions, text)
    settings = read_settings(words, triggers, doc._.time_expressions)
    speakers = Speakers(doc._.quotations)
    found = [
        _make(words, t, s, tables, parties, speakers, text, doc._.published_on)
        for t, s in zip(triggers, settings, strict=True)
    ]
    name_accusers(words, found, mentions, text)
    date_later(words, found, doc._.time_expressions)
    date_by_hour(words, found, doc._.time_expressions)
    hand_down_hosts(words, found)
    found = [one for one in found if one.trigger.word not in aside or is_placed(one)]
    fixed = joined(words, [one.trigger for one in found])
    for harm, main in fixed.items():
        share_parts(found[harm], found[main])
    same = link(words, found, fixed)
    date_by_story(words, found, same, doc._.time_expressions, doc._.published_on)
    found = telling_something(words, found, same)
    found = [one for one in found if one.trigger.word not in aside or not one.event.same_as]
    found += list(left_out(words, found, doc._.time_expressions, parties, text))
    found.sort(key=lambda one: one.event.start_char)
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
    starts_on, ends_on = limited(words, setting.time, status) if setting.time else (None, None)
    earliest = starts_on or ends_on
    # "the next morning", "had been paid by the end of the week"
    told = trigger.is_verb and (words.tag[trigger.word] == "VBD" or is_perfect(words, trigger.word))
    if status == "occurred" and not (negated or told) and day and earliest and earliest > day:
        # "the curfew runs until May" is in force, "a truce by May" is not
        status = "ongoing" if setting.time and lasts_until(words, setting.time) else "planned"
    elif told and status == "occurred" and day and is_ahead(starts_on, ends_on, day):
        starts_on = ends_on = None  # "blamed the rebels and declared Friday a day of mourning"
    dated = starts_on is not None or ends_on is not None
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
        starts_on=starts_on,
        ends_on=ends_on,
        date_basis=setting.date_basis if dated else "none",
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
        participants.append(place_part(event, place_start, place_end))
    return Found(trigger, event, participants, keys, own)


ACLED_BY_MODE = {
    "suicide-attack": "Suicide bomb",
    "grenade": "Grenade",
    "sexual": "Sexual violence",
    "riot": "Violent demonstration",
    "militia": "Change to group/activity",
    "mob": "Mob violence",
    "non-state": "Non-state actor overtakes territory",
    "troops": "Change to group/activity",
    "weapons": "Change to group/activity",
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
            if event.start_char < start < event.end_char < party.end_char:
                start = words.start[trigger.last + 1]  # "set free 57 people"
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
    held = [trigger.clause.object] if trigger.is_verb and trigger.clause.object is not None else []
    for noun in (trigger.word, *trigger.path[:1], *held):
        if noun != trigger.word and words.noun(noun) not in ("round", "summit"):
            continue
        for k in words.kids[noun]:
            if k < noun and words.dep[k] in ("amod", "nummod", "compound"):
                low = words.low[k]
                ordinals = words.lexicon.grammar["ordinal"]
                if low in ordinals:
                    return ordinals.index(low) + 1
                if low[:-2].isdecimal() and low[-2:] in ("st", "nd", "rd", "th") and len(low) < 6:
                    return int(low[:-2])
    return None
