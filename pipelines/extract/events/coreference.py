"""The same event told again in one document.

What belongs here: the test of two event mentions by type, participants, date, place and
definiteness. What does not: events of different documents (the linking room).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.extract.events.lexicon import lexicon

VIOLENCE = frozenset(
    ["attack", "bombing", "shelling", "air_strike", "clash", "mass_weapon", "destroy"]
)
FAMILIES = (
    VIOLENCE,
    frozenset({"meeting", "mediate"}),
    frozenset({"agree", "sign"}),
    frozenset({"ceasefire"}),
)
GENERIC = frozenset({"attack", "clash"})  # "the attack" may stand for a bombing
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "their", "its", "her"})
KILLED_ONCE = frozenset({"targeted", "abduct"})
UNREAL = frozenset({"planned", "proposed", "agreed", "hypothetical", "postponed", "cancelled"})
TOLD_ON = VIOLENCE | {
    *("protest", "arrest", "abduct", "capture_territory", "disaster", "intercept"),
    *("prisoner_exchange", "withdraw", "mobilize", "disarm"),
}
NEXT = 2  # sentences
FURTHER = 5  # for a mention that names nobody and no place: "the rebels opened fire"
SEQUEL = 6  # sentences over which who was hurt and what was ruined is told of an act
MOST_PAIRS = 100  # names compared in part: keeps a roll of the dead linear
WINDOW = 40  # chains looked back at: keeps a list of a thousand acts linear


@dataclass(slots=True)
class Telling:
    """What two mentions of events are compared by."""

    subtype: str
    status: str
    is_negated: bool
    is_noun: bool
    definite: bool
    fresh: bool
    starts_on: date | None
    ends_on: date | None
    place: str | None
    round_no: int | None
    actors: frozenset[str]
    others: frozenset[str]
    mode: str | None = None
    sentence: int = 0  # of the last mention of the chain
    harm: bool = False  # tells only what an act did, not who did it
    parted: bool = False  # in a sentence that turns to another event: "meanwhile"


def family(subtype: str) -> frozenset[str]:
    """Return the subtypes that may name the same act."""
    return next((f for f in FAMILIES if subtype in f), frozenset({subtype}))


def first_tellings(tellings: Sequence[Telling], fixed: dict[int, int]) -> dict[int, int]:
    """Return for each later mention the number of the first of its event.

    Args:
        tellings: The event mentions in text order.
        fixed: Pairs that the sentence itself has joined.
    """
    same: dict[int, int] = {}
    heads: list[int] = []
    for n, telling in enumerate(tellings):
        if n in fixed:
            continue
        head = next((h for h in reversed(heads[-WINDOW:]) if _is_same(tellings[h], telling)), None)
        if head is None:
            heads.append(n)
        else:
            same[n] = head
            _absorb(tellings[head], telling)
    for n, main in fixed.items():
        same[n] = same.get(main, main)
    return {n: h for n, h in same.items() if n != h}


def is_finer(
    starts_on: date | None, ends_on: date | None, other_start: date | None, other_end: date | None
) -> bool:
    """Return whether the second interval tells more: the first is open or holds it."""
    if other_start is None or other_end is None:
        return False
    if starts_on is None or ends_on is None:
        return starts_on is None
    inside = starts_on <= other_start and other_end <= ends_on
    return inside and (other_end - other_start) < (ends_on - starts_on)


def _absorb(head: Telling, later: Telling) -> None:
    """Let the first mention know what the later one adds."""
    if is_finer(head.starts_on, head.ends_on, later.starts_on, later.ends_on):
        head.starts_on, head.ends_on = later.starts_on, later.ends_on
    head.place = head.place or later.place
    head.sentence = max(head.sentence, later.sentence)
    head.round_no = head.round_no or later.round_no
    head.actors |= later.actors
    head.others |= later.others


def _is_same(head: Telling, later: Telling) -> bool:
    conquest = later.is_noun and later.subtype in GENERIC and head.subtype == "capture_territory"
    if later.fresh or not (conquest or later.subtype in family(head.subtype)):
        return False
    if head.is_negated != later.is_negated or not _equally_real(head, later):
        return False
    if (
        later.round_no
        and later.round_no != head.round_no
        and (head.round_no or later.status != head.status)
    ):
        return False  # a numbered round that was put off is not the talks sought before
    if KILLED_ONCE & {head.mode, later.mode} and names_shared(head.others, later.others):
        return True  # whoever is killed twice is killed once
    if _apart(head, later):
        return False
    shared = _share(head, later)
    if _is_outcome(head, later):
        return True
    if (
        later.subtype != head.subtype
        and later.subtype not in GENERIC
        and head.subtype not in GENERIC
    ):
        return shared
    told = VIOLENCE | {"capture_territory"}
    if later.is_noun and later.subtype in GENERIC and head.subtype in told - GENERIC:
        return not _clash_of(head.others, later.others)  # "attacks" after air strikes are those
    if later.is_noun and later.definite and not _clash_of(head.others, later.others):
        return True
    if shared:
        return not _clash_of(head.others, later.others) or _same_when_where(head, later)
    empty = not later.actors and not later.others
    if empty or _same_when_where(head, later):
        return True
    # An account goes on: what the next sentences add to an act of violence is of that act
    reach = NEXT if _adds_names(later) else FURTHER
    near = later.sentence - head.sentence <= reach and later.subtype in TOLD_ON
    near = near and not (later.parted and later.sentence > head.sentence)
    return (
        near
        and not _clash_of(head.others, later.others)
        and not _clash_of(head.actors, later.actors)
    )


def _adds_names(later: Telling) -> bool:
    """Return whether a mention has a name, a place or a day of its own."""
    named = _named(later.actors) | _named(later.others)
    return bool(named or later.place or later.starts_on)


def _equally_real(head: Telling, later: Telling) -> bool:
    """Return whether both are told as done, or both as not done yet."""
    # "if the killing is solved", "on the day of his death": told before, so it did happen
    known = later.status == "hypothetical" and later.is_noun and later.definite
    return known or (head.status in UNREAL) == (later.status in UNREAL)


def _is_outcome(head: Telling, later: Telling) -> bool:
    """Return whether a later sentence only adds who was hurt or what was ruined by an act."""
    if not later.harm or later.place or later.starts_on or head.subtype not in VIOLENCE:
        return False
    if later.parted and later.sentence > head.sentence:
        return False
    follows = later.sentence - head.sentence <= SEQUEL
    return follows and not _clash_of(head.others, later.others)


def _named(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(k for k in keys if k[0] == "=")


def _share(head: Telling, later: Telling) -> bool:
    mine, theirs = head.actors | head.others, later.actors | later.others
    return bool(mine & theirs) or names_shared(mine, theirs)


def names_shared(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether both hold the same name, in full or in part: "Ana Ruiz" and "Ruiz"."""
    named, others = _named(mine), _named(theirs)
    if named & others:
        return True
    if len(named) * len(others) > MOST_PAIRS:
        return False
    parts = [set(name[1:].split()) for name in others]
    return any(a <= b or b <= a for name in named if (a := set(name[1:].split())) for b in parts)


def _clash_of(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether both have names and share none; "two people" agrees with anybody."""
    named, others = _named(mine), _named(theirs)
    return bool(named and others and not names_shared(mine, theirs))


def _apart(head: Telling, later: Telling) -> bool:
    """Return whether date or place says that these are two events."""
    a, b = (head.starts_on, head.ends_on), (later.starts_on, later.ends_on)
    if a[0] and a[1] and b[0] and b[1] and (a[0] > b[1] or b[0] > a[1]):
        return True
    if not head.place or not later.place or head.place == later.place:
        return False
    return not _is_wide(head.place) and not _is_wide(later.place)


def _is_wide(place: str) -> bool:
    """Return whether a place may hold the town that the next sentence names: "northern Iraq"."""
    wide = lexicon().wide_places
    return place in wide or any(word in wide for word in place.split())


def _same_when_where(head: Telling, later: Telling) -> bool:
    when = head.starts_on is not None and head.starts_on == later.starts_on
    where = head.place is not None and head.place == later.place
    return when and where
