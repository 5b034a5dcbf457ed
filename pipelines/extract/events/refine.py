"""What an act of a general kind becomes by who acts on whom and with what.

What belongs here: event_refinements.csv against a trigger ("attacked with mortars" is shelling,
"gunmen attacked an army post" a clash). What does not: finding triggers.
"""

from dataclasses import replace

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.joining import joined
from pipelines.extract.events.lexicon import Refinement
from pipelines.extract.events.participants import find_parts
from pipelines.extract.events.words import Words

WIDE = 30
NEAR = 10  # words before and after the trigger among which the means is sought


def refine_joined(words: Words, triggers: list[Trigger]) -> list[Trigger]:
    """Return the triggers, general attacks refined by whom the harm that they did befell.

    "Militants launched attacks in the north, killing 40 soldiers" is a clash.
    """
    found = list(triggers)
    for harm, main in joined(words, triggers).items():
        sense = found[main].sense
        if sense.subtype == "attack" and sense.mode is None:
            found[main] = refine(words, found[main], triggers[harm])
    return found


def refine(words: Words, trigger: Trigger, harm: Trigger | None = None) -> Trigger:
    """Return the trigger with the sense that the first fitting refinement gives.

    ``harm``: what the act did, told by another word; who suffered it counts as recipient.
    """
    rules = words.lexicon.refinements.get(trigger.sense.subtype)
    if not rules or trigger.sense.mode in ("crowd-control", "sexual"):
        return trigger
    classes = _party_classes(words, trigger)
    if harm is not None:
        classes["recipient"] |= _party_classes(words, harm)["recipient"]
    near: frozenset[str] | None = None
    for rule in rules:
        if rule.near and near is None:
            near = _near_classes(words, trigger)
        if _fits(rule, classes, near or frozenset()):
            sense = replace(trigger.sense, subtype=rule.subtype, mode=rule.mode)
            return replace(trigger, sense=sense)
    return trigger


def _fits(rule: Refinement, classes: dict[str, set[str]], near: frozenset[str]) -> bool:
    if rule.actor and not rule.actor & classes["actor"]:
        return False
    if rule.recipient and not rule.recipient & classes["recipient"]:
        return False
    return not rule.near or rule.near in near


def _party_classes(words: Words, trigger: Trigger) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"actor": set(), "recipient": set()}
    parts = find_parts(words, trigger)
    reciprocal = trigger.sense.roles == "both"
    for n, part in enumerate(parts):
        side = "actor" if part.role == "actor" and not (reciprocal and n) else "recipient"
        noun = words.content_head(part.word)
        first, last = words.phrase(noun)
        for k in range(max(first, noun - 6), min(last, noun + 3) + 1):
            found[side] |= words.lexicon.classes.get(words.noun(k), frozenset())
    return found


def _near_classes(words: Words, trigger: Trigger) -> frozenset[str]:
    number = words.sent[trigger.word]
    a, b = words.bounds[number]
    near = NEAR
    if trigger.sense.subtype == "protest":  # how it went is told later than that it was held
        near, b = WIDE, words.bounds[min(number + 1, len(words.bounds) - 1)][1]
    found: set[str] = set()
    for k in range(max(a, trigger.first - near), min(b, trigger.last + near)):
        found |= words.lexicon.classes.get(words.noun(k), frozenset())
    return frozenset(found)
