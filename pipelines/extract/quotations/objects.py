"""What a cue reports without a clause: a noun phrase, "of"-phrases, a gerund, an infinitive.

What belongs here: "rejected the offer", "called for a vote", "accused the firm of lying", "asked
residents to leave". What does not: clauses with a verb of their own (reported), quoted runs.
"""

from pipelines.extract.quotations.cues import Cue
from pipelines.extract.quotations.words import Words

# what goes on the object: "accused the firm *of* lying", "described it *as* late"
_GOES_ON = frozenset({"of", "for", "as", "to", "from"})
_GOVERNED = ("obj", "obl", "xcomp", "ccomp", "advcl", "obl:arg")
_EMPTY = frozenset({"it", "this", "that", "them", "him", "her", "so", "itself", "themselves"})
_RELATIVES = frozenset({"which", "who", "whose", "whom", "where"})
# words of one sentence that are looked through at most: a text without stops stays linear
_FAR = 120


def object_span(words: Words, cue: Cue) -> tuple[int, int] | None:
    """Return first and last word of the object that a cue reports, None without one."""
    if "object" not in cue.verb.frames:
        return None
    i = cue.word
    start = i + 2 if cue.verb.particle else i + 1
    _, limit = words.bounds(i)
    limit = min(limit, i + _FAR)
    if start > limit:
        return None
    heads = [k for k in words.children[i] if k >= start and words.dep[k] in _GOVERNED]
    head = next((k for k in heads if words.low[k] <= start <= words.high[k]), -1)
    if head < 0 or not _may_be_object(words, cue, head):
        return None
    last = min(words.high[head], limit)
    has_more = False
    for k in heads:
        opening = words.lower[max(words.low[k], start)]
        if words.low[k] == last + 1 and (opening in _GOES_ON or words.dep[k] == "xcomp"):
            last = min(words.high[k], limit)
            has_more = True
    if not has_more and words.lower[head] in _EMPTY:
        return None
    return start, last


def _may_be_object(words: Words, cue: Cue, head: int) -> bool:
    if cue.verb.particle:
        return True
    if words.dep[head] in ("xcomp", "ccomp"):
        return words.tag[head] == "VBG" and words.low[head] == head
    return words.dep[head] == "obj"


def infinitive_span(words: Words, cue: Cue) -> tuple[int, int] | None:
    """Return the infinitive that a cue governs, with who is to act: "asked (them to leave)"."""
    if "infinitive" not in cue.verb.frames:
        return None
    i = cue.word
    for k in words.children[i]:
        if k < i or words.dep[k] not in ("xcomp", "ccomp", "advcl", "acl"):
            continue
        to = next((c for c in words.children[k] if words.lower[c] == "to"), -1)
        if to < 0 or to < i or (words.dep[k] in ("advcl", "acl") and not cue.verb.particle):
            continue
        first = to
        start = i + 2 if cue.verb.particle else i + 1
        if start < to and _names_actor(words, i, start, to):
            first = start
        return first, before_relative(words, first, min(words.high[k], i + _FAR))
    return None


def _names_actor(words: Words, i: int, start: int, to: int) -> bool:
    """Return whether the words up to "to" are one noun phrase: those who are asked to act."""
    return any(
        start <= k < to and words.high[k] >= to - 1 and words.low[k] <= start
        for k in (*words.children[i], *words.children[words.head[to]])
        if words.dep[k] in ("obj", "iobj", "nsubj", "obl")
    )


def before_relative(words: Words, first: int, last: int) -> int:
    """Return the last word before ", which ...": an aside of the article's own at the end."""
    for i in range(first + 3, last):
        if words.lower[i] in _RELATIVES and words.text[i - 1] == "," and words.high[i] <= last:
            verb = words.head[i]
            if words.dep[verb] == "acl:relcl" and words.high[verb] >= last:
                return i - 2
    return last
