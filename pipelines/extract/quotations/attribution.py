"""Quoted runs to their cues: which run is speech, in what form, and who the sentence says spoke.

What belongs here: the order of the rules. What does not: the rules themselves (own_sentence,
turns, scare_quotes), finding marks, resolving a subject to a name.
"""

from pipelines.extract.quotations.cues import Cue, by_position
from pipelines.extract.quotations.marks import Run
from pipelines.extract.quotations.own_sentence import by_colon, by_cue, by_dash, inside_clause
from pipelines.extract.quotations.reported import Clause
from pipelines.extract.quotations.scare_quotes import is_no_speech
from pipelines.extract.quotations.surroundings import Attributed, first_of, place_of
from pipelines.extract.quotations.turns import (
    continued,
    introduced,
    same_sentence,
    shares_cue,
    unclaimed,
)
from pipelines.extract.quotations.words import Words

__all__ = ["Attributed", "attribute"]


def attribute(
    text: str,
    words: Words,
    runs: list[Run],
    paragraphs: list[tuple[int, int]],
    cues: list[Cue],
    clauses: list[Clause],
) -> list[Attributed]:
    """Return the runs that are speech, in order, each with its cue and its subject's head word."""
    between = by_position(cues)
    outer = [r for r in runs if r.depth == 0]
    found: list[Attributed] = []
    starts = [c.first for c in clauses]
    for number, run in enumerate(outer):
        earlier = outer[number - 1] if number and outer[number - 1].block == run.block else None
        later = outer[number + 1] if number + 1 < len(outer) else None
        if later and later.block != run.block:
            later = None
        place = place_of(words, run, earlier, later, paragraphs[run.block])
        if place.last < place.first:
            continue
        item = (
            by_cue(text, words, run, place, between)
            or by_colon(text, words, run, place)
            or by_dash(words, run, place)
            or continued(text, words, run, place, found, paragraphs)
            or introduced(text, words, run, place, between, paragraphs)
            or inside_clause(words, run, place, clauses, starts)
            or same_sentence(run, place, earlier, found)
            or unclaimed(text, words, run, place)
        )
        if item is None or is_no_speech(text, words, run, place, item):
            continue
        if item.follows < 0 and shares_cue(item, found):
            item.follows = first_of(found, len(found) - 1)
            if found[-1].form == "direct":
                item.form = "direct"
        found.append(item)
    return found
