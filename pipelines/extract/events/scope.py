"""When and where: the time expression and the place that belong to an act.

What belongs here: choice by the tree (what a phrase hangs on), not by nearness in the text. What
does not: reading times and names, which other components do.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.attachment import (
    ancestors,
    anchors,
    asked_for,
    has_a_clause,
    head_of,
    is_elsewhere,
    is_parted,
    nearest,
    own_of,
)
from pipelines.extract.events.bounds import with_both_ends
from pipelines.extract.events.reporting import (
    OF_THE_ACT,
    is_after_saying,
    is_charge,
    is_of_page,
    is_said,
    told_before,
)
from pipelines.extract.events.words import Words
from pipelines.extract.records import TimeExpression

WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "around",
        "across",
        "along",
        "off",
        "within",
        "into",
        "over",
        "from",
        "to",
        "towards",
    ]
)
LOCATED = ("GPE", "LOC", "FAC")
# What an act is done to is also where it happens
TARGET_IS_PLACE = frozenset(
    {"shelling", "air_strike", "capture_territory", "meeting", "attack", "withdraw"}
)
# Acts that answer another one: their day is not its day ("arrested Friday over the shooting")
AFTERMATH = frozenset(
    {"arrest", "accuse", "sanction", "request", "support", "reject", "threaten", "release"}
)
ACTS = frozenset({"attack", "bombing", "clash", "abduct", "destroy", "shelling", "crime"})
PARTS_OF_DAY = frozenset({"late", "early", "night", "morning", "afternoon", "evening", "-"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Time and place of one act."""

    time: TimeExpression | None = None
    date_basis: str = "none"
    place: tuple[int, int] | None = None  # number of the entity's first word, word after its last


def read_settings(
    words: Words, triggers: Sequence[Trigger], times: Sequence[TimeExpression]
) -> list[Setting]:
    """Return the setting of each trigger."""
    by_sentence: dict[tuple[int, int], list[int]] = {}
    for n, trigger in enumerate(triggers):
        by_sentence.setdefault(words.stretch(trigger.word), []).append(n)
    when = _dates(words, triggers, times, by_sentence)
    where = _places(words, triggers, by_sentence)
    return [
        Setting(t, _basis(t), where.get(n)) if (t := when.get(n)) else Setting(place=where.get(n))
        for n in range(len(triggers))
    ]


def _basis(time: TimeExpression) -> str:
    return "explicit" if time.anchor == "explicit" else "relative"


def _dates(
    words: Words,
    triggers: Sequence[Trigger],
    times: Sequence[TimeExpression],
    by_sentence: dict[tuple[int, int], list[int]],
) -> dict[int, TimeExpression]:
    ranked: dict[int, tuple[int, TimeExpression]] = {}
    for time in with_both_ends(words, times):
        if time.starts_on is None or time.timex_type == "SET":
            continue
        first = bisect_left(words.start, time.start_char)
        last = max(first + 1, bisect_left(words.start, time.end_char))
        if first >= len(words.start) or is_of_page(words, first):
            continue
        candidates = by_sentence.get(words.stretch(first), [])
        if not candidates:
            continue
        head = head_of(words, first, last)
        asked = asked_for(words, triggers, candidates, first)
        chosen = asked or nearest(words, triggers, candidates, head)
        kept = own_of(words, triggers, chosen, head)
        if len(kept) < len(chosen) and not kept:
            continue
        chosen = kept
        attached = words.head[head]
        rank = 1
        if not asked and is_after_saying(words, first):
            chosen = []
        elif not chosen:
            some = [(triggers[n].word, n) for n in candidates if triggers[n].sense.subtype in ACTS]
            beside = told_before(words, some, first, last, attached)
            if beside is not None:
                chosen, rank = [beside], 2
            elif not is_said(words, attached):  # all that it can be of: the sentence's acts
                cases = {n for word, n in some if is_charge(words, word)}
                some_of = (n for n in candidates if n not in cases)
                chosen = [n for n in some_of if not is_elsewhere(words, triggers[n], head)]
                rank = 0
        is_dayless = PARTS_OF_DAY.issuperset(words.low[first:last])  # "a late night shooting"
        for n in chosen:
            own = rank == 1 and triggers[n].word == attached
            _prefer(ranked, n, time, 0 if is_dayless else rank + own)
    found = {n: time for n, (_, time) in ranked.items()}
    loose = {n for n, (rank, _) in ranked.items() if not rank}
    for candidates in by_sentence.values():
        _inherit(words, triggers, candidates, found, loose)
    return found


def told_later(words: Words, times: Sequence[TimeExpression]) -> list[tuple[int, TimeExpression]]:
    """Return the times of "it happened on Sunday", "the incident occurred around noon Friday".

    Each with its verb: the time is that of the act told last before it.
    """
    found = []
    for time in times:
        if time.starts_on is None or time.timex_type == "SET":
            continue
        first = bisect_left(words.start, time.start_char)
        last = max(first + 1, bisect_left(words.start, time.end_char))
        if first >= len(words.start):
            continue
        for up in ancestors(words, head_of(words, first, last))[1:]:
            if words.is_verb(up) and _tells_when(words, up):
                found.append((up, time))
                break
    return found


def _tells_when(words: Words, verb: int) -> bool:
    """Return whether a verb's time is the act's: "it happened", "police were called"."""
    if words.verb(verb) in words.lexicon.status["response"]:
        return True
    subject = words.kid(verb, "nsubj")
    return (
        words.verb(verb) in words.lexicon.grammar["happening"]
        and subject is not None
        and (words.low[subject] in ("it", "this", "that") or "incident" in words.classes(subject))
    )


def _prefer(
    ranked: dict[int, tuple[int, TimeExpression]], n: int, time: TimeExpression, rank: int
) -> None:
    """Keep the nearer of two times, of two as near the more exact: "on Friday in early March"."""
    old = ranked.get(n)
    if old is None or (-rank, _days(time)) < (-old[0], _days(old[1])) or _within(time, old[1]):
        ranked[n] = rank, time


def _within(time: TimeExpression, other: TimeExpression) -> bool:
    """Return whether a time is a part of another: "the first murder of 2026 was last night"."""
    if time.starts_on is None or time.ends_on is None or _days(time) >= _days(other):
        return False
    if other.starts_on is None or other.ends_on is None:
        return False
    return other.starts_on <= time.starts_on and time.ends_on <= other.ends_on


def _days(time: TimeExpression) -> int:
    if time.starts_on is None or time.ends_on is None:
        return 1 << 30
    return (time.ends_on - time.starts_on).days


def _inherit(
    words: Words,
    triggers: Sequence[Trigger],
    candidates: list[int],
    found: dict[int, TimeExpression],
    loose: set[int],
) -> None:
    """Give an act the time of the act that it hangs on or that hangs on it in one sentence.

    Also one that has only a loose time: "in court Monday over the shooting that hurt two Sunday".
    """
    dated = [n for n in candidates if n in found and n not in loose]
    for n in candidates:
        if (n in found and n not in loose) or not dated:
            continue
        if any(words.noun(k) in OF_THE_ACT for k in triggers[n].path):
            continue  # "the suspect in the shooting surrendered today"
        above = ancestors(words, triggers[n].word)
        for m in dated:
            kind, other = triggers[n].sense.subtype, triggers[m].sense.subtype
            if (other in AFTERMATH and kind in ACTS) or (kind == "request" and m > n):
                continue  # the day of what is asked for is not that of the asking
            if is_parted(words, triggers[n].word, triggers[m].word):
                continue  # "voted, four months after a deal was signed"
            if m > n and has_a_clause(words, triggers[m]):
                continue  # "freed under a truce that took effect on Sunday"
            if triggers[m].word in above or triggers[n].word in ancestors(words, triggers[m].word):
                found[n] = found[m]
                break


def _places(
    words: Words, triggers: Sequence[Trigger], by_sentence: dict[tuple[int, int], list[int]]
) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for first, last, label in words.ents:
        if label not in LOCATED:
            continue
        candidates = by_sentence.get(words.stretch(first), [])
        if not candidates:
            continue
        head = head_of(words, first, last)
        if words.dep[head] == "nmod:poss" and words.ent[words.head[head]] in LOCATED:
            continue  # "Pakistan's North Waziristan": the most exact is meant
        case = _place_case(words, head)
        chosen = nearest(words, triggers, candidates, head)
        for n in chosen:
            if n in found or _through_topic(words, head, anchors(words, triggers[n])):
                continue
            target = triggers[n].sense.subtype in TARGET_IS_PLACE and words.dep[head] in (
                "obj",
                "nmod",
            )
            target = target and case in ("", "of", "to", "on", "against")
            if case in WHERE or (target and head > triggers[n].word):
                found[n] = (first, last)
    return found


def _through_topic(words: Words, head: int, anchors: set[int]) -> bool:
    """Return whether a place hangs on a topic, not on the act: "spoke of the war in Ukraine"."""
    for up in ancestors(words, head)[1:]:
        if up in anchors:
            return False
        if "abstract" in words.classes(up):
            return True
    return False


def _place_case(words: Words, head: int) -> str:
    """Return the preposition that stands before a place, also over "the city of X", "X's north"."""
    at = head
    for _ in range(3):
        case = words.case(at)
        if case and case != "of" and case != "'s":
            return case
        if words.dep[at] not in ("nmod", "appos", "flat", "compound", "nmod:poss", "conj"):
            return ""
        at = words.head[at]
    return ""
