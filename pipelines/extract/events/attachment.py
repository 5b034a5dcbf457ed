"""Which act a phrase of time or place belongs to, by the tree.

What belongs here: the walk up from a phrase to the acts above it, and what parts them. What does
not: choosing among the times of one act (``scope``).
"""

from collections.abc import Sequence

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.clauses import ANIMATE
from pipelines.extract.events.reporting import OF_THE_ACT
from pipelines.extract.events.words import Words

APART = frozenset({"after", "because", "since"})
CLIMB = 8


def ancestors(words: Words, i: int) -> list[int]:
    """Return word i and what it hangs on, nearest first."""
    found = [i]
    while len(found) < CLIMB and words.head[found[-1]] != found[-1]:
        found.append(words.head[found[-1]])
    return found


def anchors(words: Words, trigger: Trigger) -> set[int]:
    """Return the words that a phrase of this act may hang on.

    What a party of it does is another act: "a suspect in the shooting surrendered today".
    """
    found = {trigger.word, *trigger.path}
    of_party = any(
        words.classes(k) & ANIMATE or words.ent[k] == "PERSON" or words.noun(k) in OF_THE_ACT
        for k in trigger.path
    )
    if trigger.predicate is not None and not of_party:
        found.add(trigger.predicate)
    return found


def nearest(words: Words, triggers: Sequence[Trigger], candidates: list[int], at: int) -> list[int]:
    """Return the triggers that the phrase at a word belongs to.

    The first level up at which any trigger stands decides; several may stand there.
    """
    for up in ancestors(words, at):
        found = [n for n in candidates if up in anchors(words, triggers[n])]
        if found:
            own = [n for n in found if triggers[n].word == up]
            return own or found
    return []


def own_of(words: Words, triggers: Sequence[Trigger], chosen: list[int], at: int) -> list[int]:
    """Return the acts from which no relative clause parts a time."""
    return [n for n in chosen if not _is_of_another(words, triggers[n], at)]


def _is_of_another(words: Words, trigger: Trigger, at: int) -> bool:
    """Return whether a relative clause parts a time from an act: "blamed for a ban that began".

    The day is that of what the clause says of its noun.
    """
    own = anchors(words, trigger)
    for up in ancestors(words, at):
        if up in own:
            return False
        if words.dep[up] == "acl:relcl" and words.is_verb(up):
            return own.isdisjoint(_phrases_of(words, words.head[up]))
    return False


def _phrases_of(words: Words, noun: int) -> list[int]:
    """Return a noun and the nouns that it stands behind: leaders, summit in "summit of leaders"."""
    found = [noun]
    while len(found) < CLIMB and words.dep[found[-1]] in ("nmod", "appos", "conj", "compound"):
        found.append(words.head[found[-1]])
    return found


def has_a_clause(words: Words, trigger: Trigger) -> bool:
    """Return whether a noun has a relative clause, whose day is its own."""
    return not trigger.is_verb and words.kid(trigger.word, "acl:relcl") is not None


def is_parted(words: Words, one: int, other: int) -> bool:
    """Return whether a clause with "after" or "before" stands between two acts."""
    for low, high in ((one, other), (other, one)):
        for up in ancestors(words, low):
            if up == high:
                break
            marks = {words.low[k] for k in words.kids[up] if words.dep[k] in ("mark", "case")}
            if words.dep[up] == "advcl" and marks & (APART | {"before"}):
                return high in ancestors(words, words.head[up])
    return False


def is_elsewhere(words: Words, trigger: Trigger, at: int) -> bool:
    """Return whether a clause with "after" parts an act from the verb that a time belongs to.

    "Oil rose on Monday after drones hit a port": the day is not that of the attack.
    """
    verb = next((k for k in ancestors(words, at)[1:] if words.is_verb(k)), None)
    up = trigger.word
    for _ in range(CLIMB):
        if words.dep[up] == "advcl" and words.is_verb(up):
            marks = {words.low[k] for k in words.kids[up] if words.dep[k] == "mark"}
            if marks & APART and verb is not None and verb != up:
                return verb in ancestors(words, words.head[up])
        if words.head[up] == up:
            return False
        up = words.head[up]
    return False


def asked_for(
    words: Words, triggers: Sequence[Trigger], candidates: list[int], first: int
) -> list[int]:
    """Return the act right before a time that somebody asks for: "called for a march on Monday".

    Parsers hang the day on the call.
    """
    before = first - 1 - (words.low[first - 1] in ("on", "in"))
    act = next((n for n in candidates if triggers[n].last == before), None)
    if act is None or triggers[act].is_verb or triggers[act].predicate is None:
        return []
    calls = (t for n in candidates if (t := triggers[n]).sense.subtype == "request")
    return [act] if any(t.word == triggers[act].predicate for t in calls) else []


def head_of(words: Words, first: int, last: int) -> int:
    """Return the word of a span that hangs on something outside it."""
    return next((i for i in range(first, last) if not first <= words.head[i] < last), first)
