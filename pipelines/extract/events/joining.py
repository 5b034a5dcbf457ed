"""Triggers that name one act together: "killed in an attack", "opened fire, killing two".

What belongs here: within one sentence, which trigger joins another. What does not: which is
dropped (``nesting``), the same event in different sentences (``coreference``).
"""

from collections.abc import Sequence

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.attachment import ancestors
from pipelines.extract.events.words import Words

ASSAULT = frozenset(
    [
        "attack",
        "bombing",
        "shelling",
        "air_strike",
        "clash",
        "mass_weapon",
        "capture_territory",
        "destroy",
        "intercept",
    ]
)
CAUSES = ASSAULT | {"disaster", "arrest", "abduct", "protest", "crime"}


def joined(words: Words, triggers: Sequence[Trigger]) -> dict[int, int]:
    """Return for triggers that tell the harm of an act, the number of the trigger that names it.

    "killed in an attack", "the blast wounded six", "opened fire, killing two".
    """
    by_sentence: dict[tuple[int, int], list[int]] = {}
    for n, trigger in enumerate(triggers):
        by_sentence.setdefault(words.stretch(trigger.word), []).append(n)
    found: dict[int, int] = {}
    for numbers in by_sentence.values():
        for n in numbers:
            target = _cause(words, triggers, numbers, n)
            if target is not None and target != n and found.get(target) != n:
                found[n] = found.get(target, target)
    return found


def _told_again(
    words: Words, triggers: Sequence[Trigger], numbers: list[int], n: int
) -> int | None:
    """Return the act above that a trigger tells once more in the same sentence.

    "Used tear gas to disperse the crowd", "shelled the town, hitting a school", "chlorine was used
    in an attack".
    """
    act = triggers[n]
    if act.sense.subtype not in ASSAULT:
        return None
    head = words.head[act.word]
    above = next((m for m in numbers if triggers[m].word == head and m != n), None)
    if above is None or triggers[above].sense.subtype not in ASSAULT or is_harm(triggers[above]):
        return None
    dep = words.dep[act.word]
    if act.is_verb:
        same = act.sense.subtype == triggers[above].sense.subtype
        return above if same and dep in ("advcl", "xcomp") else None
    means = words.case(act.word) in ("in", "during") and act.sense.subtype == "attack"
    return above if means and triggers[above].is_verb and dep == "obl" else None


def is_harm(trigger: Trigger) -> bool:
    """Return whether the trigger tells what an act did: dead, wounded, destroyed."""
    return trigger.sense.roles in ("harm", "victim") or trigger.sense.subtype == "destroy"


def _cause(words: Words, triggers: Sequence[Trigger], numbers: list[int], n: int) -> int | None:
    harm = triggers[n]
    again = _told_again(words, triggers, numbers, n)
    if again is not None:
        return again
    if not is_harm(harm):
        return None
    above = ancestors(words, harm.word)
    best: int | None = None
    for m in numbers:
        other = triggers[m]
        if m == n or other.sense.subtype not in CAUSES:
            continue
        if is_harm(other) and (other.is_verb or not harm.is_verb) and m > n:
            continue
        if not other.is_verb and harm.is_verb and words.head[other.word] == harm.word:
            return m  # the act is the subject of the harm, or the phrase "in an attack" hangs on it
        if (
            other.word in above
            and words.dep[harm.word]
            in (
                "advcl",
                "acl",
                "conj",
                "acl:relcl",
                "nmod",
            )
        ) or (harm.word in ancestors(words, other.word) and not other.is_verb):
            best = m if best is None else best
    if best is None and harm.sense.roles in ("harm", "victim"):
        others = [
            m for m in numbers if triggers[m].sense.subtype in CAUSES and not is_harm(triggers[m])
        ]
        if len(others) == 1:  # "two died as villagers clashed"
            return others[0]
    return best
