"""Quoted runs that take their speaker from what stands around: turns, reopened paragraphs.

What belongs here: a run that goes on an earlier one, that the sentence before introduces, that
shares its sentence's cue, that nobody claims. What does not: cues of the run's own sentence.
"""

from pipelines.extract.quotations.cues import in_own_voice
from pipelines.extract.quotations.marks import Run
from pipelines.extract.quotations.surroundings import Attributed, Between, Place, first_of
from pipelines.extract.quotations.words import Words

# words of one sentence that are looked through at most: a text without stops stays linear
_FAR = 200
_NEAR = 12
_LONG = 8  # words; a longer run that nobody claims is still speech


def continued(
    text: str,
    words: Words,
    run: Run,
    place: Place,
    found: list[Attributed],
    paragraphs: list[tuple[int, int]],
) -> Attributed | None:
    """Attribute a run that goes on the one before it: after ``he said.``, or a paragraph later."""
    if not found:
        return None
    before = found[-1]
    opens_sentence = place.before[0] == place.before[1]
    if not opens_sentence or not _is_sentence(text, words, run, place):
        return None
    same = before.run.block == run.block
    if not same:
        if not place.opens_paragraph or run.block - before.run.block > 1 or before.form == "mixed":
            return None
        _, end = paragraphs[before.run.block]
        tail = text[before.run.closes_at : end]
        reopened = not before.run.is_closed
        if not reopened and not place.closes_paragraph:
            return None
        if not reopened and len(tail) > 200:
            return None
    elif words.at(run.opens_at) - words.at(before.run.closes_at) > 40:
        return None
    first = first_of(found, len(found) - 1)
    return Attributed(
        run, "direct", before.cue, before.subject, before.addressee, first, "continues"
    )


def _is_sentence(text: str, words: Words, run: Run, place: Place) -> bool:
    starts = text[run.start_char]
    if starts.islower() or not run.is_closed:
        return not starts.islower()
    size = place.last - place.first + 1
    return size >= 4 and (text[run.end_char - 1] in ".?!…,—" or place.after[0] == place.after[1])


def introduced(
    text: str,
    words: Words,
    run: Run,
    place: Place,
    between: Between,
    paragraphs: list[tuple[int, int]],
) -> Attributed | None:
    """Attribute a run that begins a sentence by the one before it: "He spoke in Rome. “..."."""
    if place.before[0] != place.before[1] or not _is_sentence(text, words, run, place):
        return None
    opens = words.at(run.opens_at)
    if opens == 0:
        return None
    first = max(words.bounds(opens - 1)[0], opens - _FAR)
    block_start = words.at(paragraphs[run.block][0])
    other_paragraph = first < block_start
    if other_paragraph and not (place.opens_paragraph and place.closes_paragraph):
        return None
    cues = [
        c
        for c in between(first, opens)
        if c.subject >= 0 and not in_own_voice(words, c) and c.verb.frames
    ]
    if cues:
        return Attributed(
            run, "direct", cues[-1].verb.lemma, cues[-1].subject, -1, -1, "sentence before"
        )
    subject = next(
        (k for k in range(first, opens) if words.dep[k] == "nsubj" and words.entity[k] >= 0), -1
    )
    if subject >= 0 and (not other_paragraph or text[words.start[opens - 1]] == ":"):
        return Attributed(run, "direct", None, subject, -1, -1, "sentence before")
    return None


def same_sentence(
    run: Run, place: Place, earlier: Run | None, found: list[Attributed]
) -> Attributed | None:
    """Attribute the second quoted part of one sentence: promised a "deep" and "lasting" bond."""
    if not found or earlier is None or found[-1].run is not earlier or found[-1].form != "mixed":
        return None
    start, opens = place.before
    if not 0 < opens - start <= _NEAR or run.start_char - earlier.end_char > 12 * _NEAR:
        return None
    before = found[-1]
    if start != place.gap:
        return None
    return Attributed(
        run, "mixed", before.cue, before.subject, before.addressee, -1, "same sentence"
    )


def unclaimed(text: str, words: Words, run: Run, place: Place) -> Attributed | None:
    """Keep a long run that stands alone: speech of somebody unknown."""
    alone = place.before[0] == place.before[1] and place.after[0] == place.after[1]
    if alone and place.last - place.first + 1 >= _LONG and text[run.start_char].isupper():
        return Attributed(run, "direct", None, -1, -1, -1, "alone")
    return None


def shares_cue(item: Attributed, found: list[Attributed]) -> bool:
    """Return whether a run has the cue of the one before it: split by its cue."""
    return (
        bool(found)
        and item.rule == "cue before"
        and found[-1].rule == "cue after"
        and (found[-1].subject == item.subject and found[-1].run.block == item.run.block)
    )
