"""Quoted runs to their cues: which run is speech, in what form, and who the sentence says spoke.

What belongs here: the words around a run (the gap before it, the gap after it), runs that go on an
earlier one. What does not: finding marks, resolving a subject to a name.
"""

import bisect
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extract.quotations.cues import Cue, by_position, in_own_voice
from pipelines.extract.quotations.marks import Run
from pipelines.extract.quotations.reported import Clause
from pipelines.extract.quotations.words import NOMINAL, Words

_ARTICLES = frozenset(
    {
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
        "these",
        "those",
        "so-called",
        "of",
        "any",
        "no",
        "'s",
        "’s",
    }
)
_TITLE_CUES = frozenset(
    {
        "titled",
        "entitled",
        "song",
        "film",
        "book",
        "movie",
        "album",
        "slogan",
        "show",
        "series",
        "novel",
        "hashtag",
        "headline",
        "headlined",
        "dubbed",
        "nicknamed",
        "documentary",
        "magazine",
        "video",
        "program",
        "programme",
    }
)
_DASHES = frozenset({"-", "–", "—", "―", "--", "~"})
_SMALL = frozenset({"a", "an", "the", "of", "and", "in", "on", "for", "to", "with", "at", "by"})
# these govern a quoted run only where they stand right before it ("the sign read '...'")
_WEAK_CLASSES = frozenset({"show", "think", "admit", "predict", "plan", "want", "refuse"})
_WEAK = frozenset({"run", "read", "begin", "charge", "figure", "rule", "post", "offer"})
# words of one sentence that are looked through at most: a text without stops stays linear
_FAR = 200
_NEAR = 12
_SHORT = 5  # words of a sentence that is a speaker and a verb
_LONG = 8  # words; a longer run that nobody claims is still speech


Between = Callable[[int, int], list[Cue]]


@dataclass(slots=True)
class Attributed:
    """A quoted run that is somebody's words.

    Attributes:
        run: The run.
        form: direct or mixed.
        cue: Lemma of the verb, None without one.
        subject: Head word of the speaker, -1 if unknown.
        addressee: Head word, -1 if nobody.
        follows: Index of the attributed run that this one goes on, -1 for none.
        rule: Which rule found it.
        lead: First word of the clause that leads into a mixed run ("The bridge "just fell"", said
            Lee), -1 for none.
    """

    run: Run
    form: str
    cue: str | None
    subject: int
    addressee: int
    follows: int
    rule: str
    lead: int = -1


@dataclass(frozen=True, slots=True)
class _Place:
    """A run in its paragraph: the words of the run and of the sentence parts around it."""

    first: int
    last: int
    before: tuple[int, int]  # words [a, b) from the last full stop to the opening mark
    after: tuple[int, int]  # words [a, b) from the closing mark to the full stop
    gap: int  # first word after the run before, or of the paragraph
    opens_paragraph: bool
    closes_paragraph: bool


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
        place = _place(text, words, run, earlier, later, paragraphs[run.block])
        if place.last < place.first:
            continue
        item = (
            _by_cue(text, words, run, place, between)
            or _by_colon(text, words, run, place)
            or _by_dash(words, run, place)
            or _continued(text, words, run, place, found, paragraphs)
            or _introduced(text, words, run, place, between, paragraphs)
            or _inside_clause(words, run, place, clauses, starts)
            or _same_sentence(run, place, earlier, found)
            or _unclaimed(text, words, run, place)
        )
        if item is None or _is_no_speech(text, words, run, place, item):
            continue
        if item.follows < 0 and _shares_cue(item, found):
            item.follows = _first_of(found, len(found) - 1)
            if found[-1].form == "direct":
                item.form = "direct"
        found.append(item)
    return found


def _place(
    text: str,
    words: Words,
    run: Run,
    earlier: Run | None,
    later: Run | None,
    block: tuple[int, int],
) -> _Place:
    first, last = words.at(run.start_char), words.at(run.end_char) - 1
    left = words.at(earlier.closes_at if earlier else block[0])
    opens = words.at(run.opens_at)
    a = opens
    while a > left and not words.is_terminal(a - 1):
        a -= 1
    right = words.at(later.opens_at if later else block[1])
    b = start = words.at(run.closes_at)
    while b < right and not words.is_terminal(b):
        b += 1
    del text
    return _Place(
        first,
        last,
        (a, opens),
        (start, b),
        left,
        earlier is None and opens == left,
        later is None and start >= right,
    )


def _by_cue(
    text: str, words: Words, run: Run, place: _Place, between: Between
) -> Attributed | None:
    """Attribute by a verb in the same sentence: after the run, or before it."""
    end = text[run.end_char - 1]
    after = _after_cue(words, place, between, end)
    if after and end in ",?!—-–…" and not _is_embedded(words, place):
        return _made(run, "direct", after, "cue after")
    before = _before_cue(words, place, between)
    if before:
        return _made(run, _form(text, words, run, place, before), before, "cue before")
    if after:
        embedded = _is_embedded(words, place)
        item = _made(run, "mixed" if embedded else "direct", after, "cue after")
        item.lead = place.before[0] if embedded else -1
        return item
    return None


def _made(run: Run, form: str, cue: Cue, rule: str) -> Attributed:
    return Attributed(run, form, cue.verb.lemma, cue.subject, cue.addressee, -1, rule)


def _is_embedded(words: Words, place: _Place) -> bool:
    """Return whether words of the same sentence lead into the run without a colon or comma."""
    a, b = place.before
    return a < b and words.text[b - 1] not in (",", ":", ";", "—", "–", "-", "--", "(")


def _after_cue(words: Words, place: _Place, between: Between, end: str) -> Cue | None:
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
    for cue in between(a, min(b, a + 40)):
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
    return None


def _before_cue(words: Words, place: _Place, between: Between) -> Cue | None:
    """Return the cue of the sentence part before the run: the last that has a speaker."""
    a, b = place.before
    best = None
    for cue in between(a, b):
        if cue.subject < 0 or not cue.verb.frames or in_own_voice(words, cue):
            continue
        if cue.is_negated and cue.verb.verb_class != "deny":
            continue
        weak = cue.verb.verb_class in _WEAK_CLASSES or cue.verb.lemma in _WEAK
        if weak and best and cue.word < b - 3:
            continue
        if weak and "quote" not in cue.verb.frames and words.text[b - 1] not in (",", ":"):
            continue
        best = cue
    return best


def _form(text: str, words: Words, run: Run, place: _Place, cue: Cue) -> str:
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


def _by_colon(text: str, words: Words, run: Run, place: _Place) -> Attributed | None:
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


def _by_dash(words: Words, run: Run, place: _Place) -> Attributed | None:
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


def _continued(
    text: str,
    words: Words,
    run: Run,
    place: _Place,
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
        start, end = paragraphs[before.run.block]
        tail = text[before.run.closes_at : end]
        reopened = not before.run.is_closed
        if not reopened and not place.closes_paragraph:
            return None
        if not reopened and len(tail) > 200:
            return None
        del start
    elif words.at(run.opens_at) - words.at(before.run.closes_at) > 40:
        return None
    first = _first_of(found, len(found) - 1)
    return Attributed(
        run, "direct", before.cue, before.subject, before.addressee, first, "continues"
    )


def _is_sentence(text: str, words: Words, run: Run, place: _Place) -> bool:
    starts = text[run.start_char]
    if starts.islower() or not run.is_closed:
        return not starts.islower()
    size = place.last - place.first + 1
    return size >= 4 and (text[run.end_char - 1] in ".?!…,—" or place.after[0] == place.after[1])


def _introduced(
    text: str,
    words: Words,
    run: Run,
    place: _Place,
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


def _inside_clause(
    words: Words, run: Run, place: _Place, clauses: list[Clause], starts: list[int]
) -> Attributed | None:
    """Attribute a run that lies in a reported clause."""
    index = bisect.bisect_right(starts, place.first)
    for clause in reversed(clauses[max(0, index - 4) : index]):
        if clause.first <= place.first and place.last <= clause.last:
            return _made(run, "mixed", clause.cue, "inside clause")
    return None


def _same_sentence(
    run: Run, place: _Place, earlier: Run | None, found: list[Attributed]
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


def _unclaimed(text: str, words: Words, run: Run, place: _Place) -> Attributed | None:
    """Keep a long run that stands alone: speech of somebody unknown."""
    alone = place.before[0] == place.before[1] and place.after[0] == place.after[1]
    if alone and place.last - place.first + 1 >= _LONG and text[run.start_char].isupper():
        return Attributed(run, "direct", None, -1, -1, -1, "alone")
    return None


def _is_no_speech(text: str, words: Words, run: Run, place: _Place, item: Attributed) -> bool:
    """Return whether an attributed run is a title, a nickname or a scare quote after all."""
    inside = [w for w in words.text[place.first : place.last + 1] if w[:1].isalpha()]
    size = len(inside)
    a, b = place.before
    lead = words.lower[b - 1] if a < b else ""
    if item.rule in ("continues", "alone", "colon", "dash"):
        return False
    if size <= 6 and any(w in _TITLE_CUES for w in words.lower[max(a, b - 3) : b]):
        return True
    capital = sum(w[0].isupper() for w in inside)
    titled = capital >= 2 and all(w[0].isupper() or w.lower() in _SMALL for w in inside)
    if titled and lead not in (":", ",") and item.form == "mixed":
        return True
    if text[run.end_char - 1] in ".!?":
        return False
    if (
        size == 1
        and item.form == "mixed"
        and (lead in _ARTICLES and words.dep[place.first] != "root")
    ):
        cue = item.cue or ""
        return cue in ("call", "dub", "label", "brand", "term", "describe") or (
            place.first > 0
            and (place.after[0] < place.after[1] and words.tag[place.after[0]] in NOMINAL)
        )
    return False


def _shares_cue(item: Attributed, found: list[Attributed]) -> bool:
    """Return whether a run has the cue of the one before it: split by its cue."""
    return (
        bool(found)
        and item.rule == "cue before"
        and found[-1].rule == "cue after"
        and (found[-1].subject == item.subject and found[-1].run.block == item.run.block)
    )


def _first_of(found: list[Attributed], index: int) -> int:
    return found[index].follows if found[index].follows >= 0 else index
