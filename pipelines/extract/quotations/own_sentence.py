"""Quoted runs whose own sentence names the speaker: a cue before or behind, a colon, a dash.

What belongs here: which verb of the sentence governs the run, and whether it is the whole of what
is said. What does not: speakers taken from runs or sentences around (turns).
"""

import bisect
from dataclasses import replace

from pipelines.extract.quotations.cues import Cue, in_own_voice
from pipelines.extract.quotations.marks import Run
from pipelines.extract.quotations.reported import Clause
from pipelines.extract.quotations.surroundings import Attributed, Between, Place, made
from pipelines.extract.quotations.words import NOMINAL, Words

# these govern a quoted run only where they stand right before it ("the sign read '...'")
_WEAK_CLASSES = frozenset({"show", "think", "admit", "predict", "plan", "want", "refuse"})
_WEAK = frozenset({"run", "read", "begin", "charge", "figure", "rule", "post", "offer"})
_GOVERN_QUOTES = frozenset({"quote", "noun", "clause", "question", "addressee"})
_DASHES = frozenset({"-", "–", "—", "―", "--", "~"})
_SHORT = 5  # words of a sentence that is a speaker and a verb


def by_cue(text: str, words: Words, run: Run, place: Place, between: Between) -> Attributed | None:
    """Attribute by a verb in the same sentence: after the run, or before it."""
    end = text[run.end_char - 1]
    after = _after_cue(words, place, between, end)
    if after and end in ",?!—-–…" and not _is_embedded(words, place):
        return made(run, "direct", after, "cue after")
    before = _before_cue(words, place, between)
    if before:
        return made(run, _form(text, words, run, place, before), before, "cue before")
    if after:
        embedded = _is_embedded(words, place)
        item = made(run, "mixed" if embedded else "direct", after, "cue after")
        item.lead = place.before[0] if embedded else -1
        return item
    return None


def _is_embedded(words: Words, place: Place) -> bool:
    """Return whether words of the same sentence lead into the run without a colon or comma."""
    a, b = place.before
    return a < b and words.text[b - 1] not in (",", ":", ";", "—", "–", "-", "--", "(")


def _after_cue(words: Words, place: Place, between: Between, end: str) -> Cue | None:
    """Return the cue of the sentence part after the run: ``," X said`` or ``," said X``."""
    a, b = place.after
    ended = end == "."
    if a < b < len(words) and end in ".?!" and words.text[b - 1] in (",", ":"):
        return None  # it leads into the next run: `"Why?" He answered, "..."`
    if a < b and words.text[a] in (",", "-", "—", "–", "--", ")", "…", "..."):
        a += 1
        ended = False
    if a >= b:
        return None
    if ended and words.text[a][:1].isupper():
        # '... it is missing." Kovar said.': a sentence of nothing but speaker and verb
        cues = between(a, b) if b - a <= _SHORT else []
        return cues[0] if cues and a <= cues[0].subject < cues[0].word == b - 1 else None
    for found in between(a, min(b, a + 40)):
        cue = _beside(words, found, a, b)
        if cue.subject < 0 or ("quote" not in cue.verb.frames and "noun" not in cue.verb.frames):
            continue
        if not a <= cue.subject < b or in_own_voice(words, cue) or cue.is_negated:
            continue
        start = cue.group if cue.group >= a else cue.word
        lead = words.lower[a:start]
        if len(lead) <= 1 or (
            lead[0] in ("as", "then", "according", "and", "but") and len(lead) < 4
        ):
            return cue
        if words.text[start - 1] == "," and "noun" not in cue.verb.frames - {"quote"}:
            return cue
        if cue.subject < cue.word and words.low[cue.subject] <= a:
            return cue
        group = words.group_from(a, start)
        if group and group[1] == start - 1 <= cue.subject:
            return cue  # ',"  former senator Jan Kovar said', whatever the parse says
    return None


def _beside(words: Words, cue: Cue, first: int, limit: int) -> Cue:
    """Return a cue with the name before its verb where the parse took the subject from afar."""
    near = cue.word - 1
    if first <= cue.subject < limit or near < first:
        return cue
    is_name = words.tag[near] in ("NNP", "NNPS", "PRP") or words.entity[near] >= 0
    return replace(cue, subject=near, group=near) if is_name else cue


def _before_cue(words: Words, place: Place, between: Between) -> Cue | None:
    """Return the cue of the sentence part before the run: the last that has a speaker."""
    a, b = place.before
    best = None
    for cue in between(a, b):
        if cue.subject < 0 or not cue.verb.frames or in_own_voice(words, cue):
            continue
        if cue.is_negated and cue.verb.verb_class != "deny":
            continue
        if not cue.verb.frames & _GOVERN_QUOTES:
            continue  # 'called for "calm"': the run must lie in what the verb reports
        weak = cue.verb.verb_class in _WEAK_CLASSES or cue.verb.lemma in _WEAK
        if weak and best and cue.word < b - 3:
            continue
        if weak and "quote" not in cue.verb.frames and words.text[b - 1] not in (",", ":"):
            continue
        best = cue
    return best


def _form(text: str, words: Words, run: Run, place: Place, cue: Cue) -> str:
    """Return direct where the run is the whole of what is said, mixed where it is part of it."""
    _, b = place.before
    mark = words.text[b - 1]
    if mark == ":":
        return "direct"
    whole = text[run.start_char].isupper() or not text[run.start_char].isalpha()
    adjacent = b - 1 == cue.word or b - 1 == cue.subject or mark == ","
    if whole and adjacent and "quote" in cue.verb.frames:
        return "direct"
    return "mixed"


def by_colon(text: str, words: Words, run: Run, place: Place) -> Attributed | None:
    """Attribute ``Lord Steyn: "You did."``: a name or a short phrase and a colon."""
    a, b = place.before
    if b - a < 2 or words.text[b - 1] != ":":
        return None
    subject = next(
        (
            k
            for k in range(a, b - 1)
            if words.dep[k] in ("nsubj", "nsubj:pass")
            and words.lower[k] not in ("it", "this", "that", "there", "who", "which")
        ),
        -1,
    )
    if subject < 0:
        named = [k for k in range(a, b - 1) if words.tag[k] in NOMINAL or words.entity[k] >= 0]
        if b - a <= 8 and named:
            subject = named[-1]
    return Attributed(run, "direct", None, subject, -1, -1, "colon")


def by_dash(words: Words, run: Run, place: Place) -> Attributed | None:
    """Attribute ``"A disgrace." ― Marta Kovar``: a dash and a name behind a whole sentence."""
    a = place.after[0]
    if place.before[0] != place.before[1] or a + 1 >= len(words) or words.text[a] not in _DASHES:
        return None
    group = words.group_from(a + 1, min(place.after[1], a + 2 + _SHORT))
    if group is None or not words.text[a + 1][:1].isupper():
        return None
    rest = range(group[0], group[1] + 1)
    if not any(words.entity[k] >= 0 for k in rest) and words.tag[group[1]] != "NNP":
        return None
    return Attributed(run, "direct", None, group[1], -1, -1, "dash")


def inside_clause(
    words: Words, run: Run, place: Place, clauses: list[Clause], starts: list[int]
) -> Attributed | None:
    """Attribute a run that lies in a reported clause."""
    index = bisect.bisect_right(starts, place.first)
    for clause in reversed(clauses[max(0, index - 4) : index]):
        if clause.first <= place.first and place.last <= clause.last:
            return made(run, "mixed", clause.cue, "inside clause")
    return None
