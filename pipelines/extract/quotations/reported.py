"""Indirect speech: the clause that a cue governs, from the parse.

What belongs here: where the reported clause begins and ends. What does not: quoted runs, names.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.quotations.cues import ACCORDING_TO, DAYS, Cue, in_own_voice
from pipelines.extract.quotations.nouns import nominal_span
from pipelines.extract.quotations.objects import infinitive_span, object_span
from pipelines.extract.quotations.verbs import reporting_verbs
from pipelines.extract.quotations.words import Words

_COMMAS = frozenset({",", ";", ":", "-", "–", "—", "--"})
_EDGE = _COMMAS | {".", "?", "!", "…", "...", '"', "“", "”", "``", "''", "«", "»"}
_CONJUNCTIONS = frozenset({"and", "but", "or"})
# "he said, as two rolled past": a side clause of the article, whatever the label
_TIMES = frozenset({"as", "while", "when", "after", "before", "because"})
# words of one sentence that are looked through at most: a text without stops stays linear
_FAR = 200
_AFTER_CUE = frozenset(
    {"", "IN", "TO", "RB", ".", ",", ":", "CC", "''", "``", "-RRB-", "HYPH", "NNP", "WRB"}
)
_RELATIVES = frozenset({"who", "whose", "which", "whom", "where", *_TIMES})
_ASIDES = frozenset({"who", "whose", "whom"})
_CLAUSAL = ("ccomp", "csubj", "csubj:pass")
_QUESTIONS = frozenset({"WP", "WRB", "WDT", "WP$"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The first and last word of what a cue reports."""

    first: int
    last: int
    cue: Cue


def reported_clauses(words: Words, cues: list[Cue]) -> list[Clause]:
    """Return the reported clauses of the cues, in order of their first word."""
    found: list[Clause] = []
    for cue in cues:
        if cue.subject < 0 or in_own_voice(words, cue):
            continue  # what somebody thinks is told by the article, unless it stands in quotes
        if cue.is_negated and cue.verb.verb_class != "deny":
            continue  # "did not say whether": nothing is reported
        for first, last in _spans(words, cue):
            first, last = _trimmed(words, first, last)
            if last - first >= 1:
                found.append(Clause(first, last, cue))
    return sorted(found, key=lambda c: (c.first, c.last))


def _spans(words: Words, cue: Cue) -> Iterator[tuple[int, int]]:
    if cue.verb is ACCORDING_TO:
        yield from _around(words, cue)
        return
    i = cue.word
    if "nominal" in cue.verb.frames:
        span = nominal_span(words, i)
        if span:
            yield span
        return
    clausal = cue.verb.frames & {"clause", "question"}
    for k in words.children[i]:
        if clausal and words.dep[k] in _CLAUSAL and k > i and _is_clause(words, k):
            if i < cue.subject and words.low[k] <= cue.subject <= words.high[k]:
                continue  # "says Kovar, whose shop stands there, and ...": the speaker's own
            yield from _governed(words, cue, k)
            return
    span = infinitive_span(words, cue) or object_span(words, cue)
    if span:
        yield span
        return
    if clausal:
        span = _parenthetical(words, cue)
        if span:
            yield span


def _is_clause(words: Words, k: int) -> bool:
    """Return whether word k heads a finite clause that a verb of saying may govern."""
    first = words.low[k]
    if words.lower[first] in _TIMES or (first > 0 and words.lower[first - 1] in _TIMES):
        return False
    if words.lower[first] in _ASIDES and first > 0 and words.text[first - 1] == ",":
        return False  # "..., says Kovar, whose shop stands there"
    last = min(words.high[k], first + _FAR)
    return not words.tag[k] or any(words.tag[w] in _FINITE for w in range(first, last + 1))


def _governed(words: Words, cue: Cue, k: int) -> Iterator[tuple[int, int]]:
    """Yield the clause to the right of its cue; each further "and that ..." is one of its own."""
    start, limit = words.bounds(cue.word)
    first = max(words.low[k], cue.word + 1)
    last = min(words.high[k], limit, cue.word + _FAR)
    left = max(words.low[k], start, cue.word - _FAR)
    if left < cue.group - 1 and words.text[cue.group - 1] == "," and cue.subject < cue.word:
        yield left, last  # "The bridge, he said, would be rebuilt": it runs on around its cue
        return
    for w in range(cue.word + 1, min(first, cue.word + 14)):
        if words.lower[w] == "that" and words.tag[w] == "IN":
            first = w  # "that, for now, they agree": what stands before the clause's verb is in it
            break
        if words.tag[w] in _QUESTIONS and words.text[w - 1] != ",":
            first = w  # "say which states it could win", wherever the parse hangs "which"
            break
    cuts = [first]
    for j in words.children[k]:
        if j > k and words.dep[j] == "conj":
            start = max(words.low[j], k + 1)
            inner = next(
                (w for w in range(start, min(start + 3, j)) if words.lower[w] == "that"), -1
            )
            if inner >= 0:
                cuts.append(inner)
            elif _resumes(words, j):
                last = min(last, words.low[j] - 1)
                break
    if (
        words.lower[first] == "on"
        and words.lower[first + 1 : first + 2]
        and (words.lower[first + 1] in DAYS)
    ):
        first += 2  # "said on Monday the bridge ...": when it was said
        cuts[0] = first
    last = _before_participle(words, cue, first, last)
    for number, start in enumerate(cuts):
        end = cuts[number + 1] - 1 if number + 1 < len(cuts) else last
        yield start, min(end, last)


def _resumes(words: Words, j: int) -> bool:
    """Return whether verb j has the cue's own subject: "said it was late and called ..."."""
    has_subject = words.child(j, "nsubj", "nsubj:pass", "expl", "csubj") >= 0
    return (
        words.tag[j] in ("VBD", "VBZ") and not has_subject and words.lower[j] in reporting_verbs()
    )


def _before_participle(words: Words, cue: Cue, first: int, last: int) -> int:
    """Return the last word before ", adding that ...", which is another report of the speaker."""
    for i in range(first + 2, last):
        if (
            words.tag[i] == "VBG"
            and words.text[i - 1] == ","
            and words.lower[i] in reporting_verbs()
        ):
            return i - 2
    return last


def _parenthetical(words: Words, cue: Cue) -> tuple[int, int] | None:
    """Return the clause that a cue without complement stands after or inside: "..., he said"."""
    first, last = words.bounds(cue.word)
    first, last = max(first, cue.word - _FAR), min(last, cue.word + _FAR)
    while first < last and words.text[first] in _EDGE:
        first += 1
    after = max(cue.word, words.high[cue.subject] if cue.subject > cue.word else cue.word)
    before = cue.group - 1
    if after < last and words.tag[after + 1] not in _AFTER_CUE:
        return None  # the cue has an object of its own
    if before > first and words.text[before] in _COMMAS:
        rest = _next_break(words, after + 1, last)
        left_is_clause = any(words.tag[w] in _FINITE for w in range(first, before)) and not (
            words.dep[cue.word] == "parataxis" and words.head[cue.word] > after
        )
        if any(
            words.lower[w] == "that"
            and words.dep[w] == "mark"
            and words.high[words.head[w]] >= cue.word
            for w in range(first, before)
        ):
            return None  # it stands inside another report
        if left_is_clause and (not _is_subordinate(words, first) or after >= last - 1):
            return _sentence_part(words, first, before - 1), before - 1
        aside = rest is not None and words.lower[min(rest + 1, last)] in _RELATIVES
        if rest is not None and rest < last and before - first < 12 and not aside:
            # "The bridge, he said, would be rebuilt": the clause runs on around its cue
            return (rest + 1 if _is_subordinate(words, first) else first), last
    return None


def _is_subordinate(words: Words, first: int) -> bool:
    """Return whether a sentence begins with a side clause or phrase, which is the article's own."""
    return words.lower[first] in (
        "when",
        "after",
        "as",
        "while",
        "if",
        "asked",
        "although",
        "though",
        "before",
        "since",
        "because",
        "in",
        "at",
        "on",
        "speaking",
        "despite",
        "during",
        "for",
    )


def _sentence_part(words: Words, first: int, last: int) -> int:
    """Return where the clause before a cue begins: after a semicolon, or with the sentence."""
    for i in range(last, first, -1):
        if words.text[i] == ";":
            return i + 1
    return first


def _next_break(words: Words, first: int, last: int) -> int | None:
    return next((i for i in range(first, last + 1) if words.text[i] in _COMMAS), None)


def _around(words: Words, cue: Cue) -> Iterator[tuple[int, int]]:
    """Yield the clause around "according to X": on the side of the verb that it hangs on."""
    first, last = words.bounds(cue.word)
    first, last = max(first, cue.word - _FAR), min(last, cue.word + _FAR)
    tail = min(max(words.high[cue.subject], cue.subject), last)
    if cue.word == first:
        comma = _next_break(words, tail, last)
        if comma is not None:
            yield comma + 1, last
        return
    head = words.head[cue.subject]
    if head > tail and words.text[cue.word - 1] in _COMMAS and cue.word - first < 8:
        yield tail + 1, last
    else:
        yield _sentence_part(words, first, cue.word - 1), cue.word - 1


def _trimmed(words: Words, first: int, last: int) -> tuple[int, int]:
    while first <= last and (
        words.text[first] in _COMMAS
        or (
            words.lower[first] in {"that", *_CONJUNCTIONS}
            and words.dep[first] in ("mark", "cc", "")
        )
    ):
        first += 1
    while last > first and (
        words.text[last] in (_EDGE - {'"', "”", "''", "»"}) or words.lower[last] in _CONJUNCTIONS
    ):
        last -= 1
    return first, last
