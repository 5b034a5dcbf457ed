"""The day of an act that a story tells: the one its scene was set on, a sentence away.

"He was playing with his cousin on Monday. The gun went off and hit him": the act has no time of its
own, the sentence beside it has. What belongs here: which day of the neighbourhood an undated act
takes. What does not: times that hang on the act (``scope``), "it happened on" (``gathering``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.extract.events.attachment import ancestors, head_of
from pipelines.extract.events.gathering import Found
from pipelines.extract.events.reporting import OF_THE_ACT, is_after_saying, is_of_page, is_said
from pipelines.extract.events.scope import ACTS, AFTERMATH
from pipelines.extract.events.words import Words
from pipelines.extract.records import TimeExpression

# Sentences around the act, the likeliest first: 82 % of the days of the sentence before are the
# act's, 71 to 76 % of those after it and two away; beyond that it is no better than chance.
NEAR = (0, -1, 1, -2, 2)
# Acts of states, whose day is not that of violence told beside them
OTHER = frozenset({"prisoner_exchange", "mediate", "sign", "ceasefire", "withdraw"})
TOLD = frozenset({"occurred", "ongoing"})
PAST = frozenset({"VBD", "VBN", "VBZ", "VBP"})
HELPS = frozenset({"cop", "aux", "aux:pass"})


SOON = 3  # sentences in which the hour of an act "overnight" is told


def date_by_hour(words: Words, found: list[Found], times: Sequence[TimeExpression]) -> None:
    """Give acts of a night whose hour is told past midnight the day after: "overnight … 2 a.m."."""
    nights, hours = [], []
    for time in times:
        first = bisect_left(words.start, time.start_char)
        if time.starts_on is None or first >= len(words.start):
            continue
        hour = time.value.partition("T")[2]
        if hour == "NI":
            nights.append((words.sent[first], time.starts_on))
        elif hour[:2].isdecimal() and hour < "06":
            hours.append((words.sent[first], time.starts_on))
    for one in found if nights and hours else ():
        on, at = one.event.starts_on, words.sent[one.trigger.word]
        if on is None or one.event.event_subtype not in ACTS or (at, on) not in nights:
            continue
        next_day = on + timedelta(days=1)
        if any(at <= sentence < at + SOON and day == next_day for sentence, day in hours):
            one.event = replace(one.event, starts_on=next_day, ends_on=next_day)


@dataclass(frozen=True, slots=True)
class Scene:
    """A day on which something of the story happened, by its sentence."""

    sentence: int
    day: date


def date_by_story(
    words: Words,
    found: list[Found],
    same: dict[int, int],
    times: Sequence[TimeExpression],
    day: date | None,
) -> None:
    """Give undated acts of violence the day of the scene around them.

    Args:
        words: The words of the text.
        found: Its events; the first mention of each takes the day.
        same: Later mentions by the number of their first.
        times: Its time expressions.
        day: The day of publication, after which nothing has happened.
    """
    undated = [
        n
        for n, one in enumerate(found)
        if n not in same
        and one.event.event_subtype in ACTS
        and one.event.starts_on is None
        and one.event.status in TOLD
        and not one.event.is_negated
    ]
    if not undated:
        return
    scenes = _scenes(words, found, times, day)
    sentences = [scene.sentence for scene in scenes]
    for n in undated:
        at = words.sent[found[n].trigger.word]
        is_case = any(words.noun(k) in OF_THE_ACT for k in found[n].trigger.path)
        for step in NEAR[1:] if is_case else NEAR:  # "the suspect in the raid surrendered today"
            place = bisect_left(sentences, at + step)
            if place < len(scenes) and sentences[place] == at + step:
                on = scenes[place].day
                found[n].event = replace(
                    found[n].event, starts_on=on, ends_on=on, date_basis="relative"
                )
                break


def _scenes(
    words: Words, found: list[Found], times: Sequence[TimeExpression], day: date | None
) -> list[Scene]:
    """Return the days that something happened on, in the order of the text."""
    later = {
        (words.sent[one.trigger.word], one.event.starts_on)
        for one in found
        if one.event.event_subtype in AFTERMATH or one.event.event_subtype in OTHER
    }
    scenes = []
    for time in times:
        on = time.starts_on
        if on is None or on != time.ends_on or time.timex_type not in ("DATE", "TIME"):
            continue
        first = bisect_left(words.start, time.start_char)
        if first >= len(words.start) or (day is not None and on > day):
            continue
        if is_of_page(words, first) or is_after_saying(words, first):
            continue
        last = max(first + 1, bisect_right(words.start, time.end_char - 1))
        head = head_of(words, first, last)
        if is_said(words, words.head[head]) or (words.sent[first], on) in later:
            continue
        if any(_is_told(words, up) for up in ancestors(words, head)[1:]):
            scenes.append(Scene(words.sent[first], on))
    return sorted(scenes, key=lambda scene: scene.sentence)


def _is_told(words: Words, word: int) -> bool:
    """Return whether a word is a finite verb or has one beside it: "was playing", "were there"."""
    return words.tag[word] in PAST or any(
        words.dep[k] in HELPS and words.tag[k] in PAST for k in words.kids[word]
    )
