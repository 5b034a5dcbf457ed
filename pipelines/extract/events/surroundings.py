"""What stands around the clause of an act: "no let-up in the shelling", "had no hand in the raid".

What belongs here: prepositions, participles and phrases beside the predicate. What does not: the
predicate (``fates``), the adjectives of the noun (``status``).
"""

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.contents import claim
from pipelines.extract.events.fates import object_status
from pipelines.extract.events.mood import SPANS, is_past
from pipelines.extract.events.reading import Reading, entry_of, negated, tail_end
from pipelines.extract.events.words import Words

SHARED = frozenset({"meeting", "mediate", "cooperate", "call", "sign", "agree", "ceasefire"})
FAR = 20  # words behind a verb of naming
DISOWNED, NEAR = 10, 6  # words before an act among which its disowning begins, ends


def set_about(words: Words, trigger: Trigger, reading: Reading) -> bool:
    """Take what stands around the clause of a noun; return whether that settles its status."""
    assert trigger.predicate is not None
    said = _preposition(words, trigger)
    if said is not None:
        reading.outer(said)
        return said != "planned"
    if _has_no_end(words, trigger) or _is_nth_week(words, trigger):
        reading.outer("ongoing")
        return True
    if trigger.relation == "subject":
        for k in words.kids[trigger.predicate]:
            if words.dep[k] == "advcl" and words.tag[k] == "VBG" and not words.kid(k, "nsubj"):
                _in_progress(words, k, reading)
    for noun in trigger.path:
        if words.noun(noun) in words.lexicon.status["claim_noun"]:
            claim(words, noun, reading)  # "the claims of torture are fabricated"
    no_such = {words.low[k] for k in words.kids[trigger.word]} >= {"no", "such"}
    if (no_such and trigger.relation == "subject") or _is_called_false(words, trigger):
        reading.outer("denied")
    return reading.status == "denied"


def _preposition(words: Words, trigger: Trigger) -> str | None:
    """Read "in case of an attack", "instead of a visit"."""
    for noun in (trigger.word, *trigger.path):
        for k in words.kids[noun]:
            entry = entry_of(words, k, "preposition") if words.dep[k] == "case" else None
            if entry is not None:
                return entry.status
    return None


def _has_no_end(words: Words, trigger: Trigger) -> bool:
    """Return whether an act goes on: "no let-up in the shelling"."""
    assert trigger.predicate is not None
    return any(
        _has_no(words, k)
        and any(entry_of(words, m, "respite") is not None for m in range(max(0, k - 2), k + 1))
        for k in (*trigger.path, *words.kids[trigger.predicate])
    )


def _is_nth_week(words: Words, trigger: Trigger) -> bool:
    """Read "are into the fifth week of their strike"."""
    ordinals = words.lexicon.grammar["ordinal"]
    return any(
        words.noun(noun) in SPANS
        and words.case(noun) in ("in", "into")
        and any(words.low[k] in ordinals for k in words.kids[noun])
        for noun in trigger.path
    )


def _has_no(words: Words, noun: int) -> bool:
    return any(words.low[k] in ("no", "little") for k in words.kids[noun]) or (
        words.case(noun) == "without"
    )


def _in_progress(words: Words, verb: int, reading: Reading) -> None:
    """Read "now entering its third week, the offensive", "still rising, the floods"."""
    if any(words.low[k] in ("still", "now") for k in words.kids[verb]):
        reading.outer("ongoing")
    else:
        object_status(words, verb, "subject", reading)


def _is_called_false(words: Words, trigger: Trigger) -> bool:
    """Return whether an act is given the name of an untruth: "branded the abduction a hoax"."""
    verb = trigger.predicate
    if verb is None or trigger.relation != "object" or negated(words, verb):
        return False
    if words.verb(verb) not in words.lexicon.grammar["calling"]:
        return False
    end = min(words.bounds[words.sent[verb]][1], verb + FAR)
    return any(
        entry_of(words, k, "claim_predicate") is not None
        for k in range(verb + 1, end)
        if k != trigger.word
    )


def is_disowned(words: Words, trigger: Trigger) -> bool:
    """Return whether somebody has no part in an act: "had nothing to do with the bombing"."""
    if trigger.sense.subtype in SHARED:
        return False  # who has no part in the talks does not deny them
    first = words.bounds[words.sent[trigger.word]][0]
    for k in range(max(first, trigger.first - DISOWNED), trigger.first):
        if words.verb(k) not in words.lexicon.status["disowning"]:
            continue
        entry = entry_of(words, k, "disowning")
        end = tail_end(words, k, entry.tail) if entry is not None else None
        if end is not None and end < trigger.first and not negated(words, k):
            between = range(end + 1, trigger.first)
            if len(between) < NEAR and not any(words.is_verb(m) for m in between):
                return True
    return False


def never(words: Words, verb: int) -> str | None:
    """Return what a past act is that did not happen: "never reached the town", "contrary to"."""
    lows = {words.low[k] for k in words.kids[verb]}
    first = words.bounds[words.sent[verb]][0]
    if words.low[first] == "contrary":
        return "denied"
    return "failed" if "never" in lows and is_past(words, verb) else None
