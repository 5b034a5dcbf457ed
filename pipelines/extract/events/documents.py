"""What a text holds: "under the deal both will", "the proposal would free".

What belongs here: which texts bind and which are only on the table. What does not: verbs of
agreeing and proposing (``complements``), what becomes of a plan (``contents``).
"""

from pipelines.extract.events.reading import noun_status
from pipelines.extract.events.words import Words

DOCUMENTED = frozenset({"agreed", "proposed"})
BASES = frozenset({"under", "by", "in", "per", "according"})


def document_status(words: Words, at: int, act: int = -1) -> str | None:
    """Return the status that a document gives an act still to come.

    "Under the deal both will leave", "the proposal would free": agreed, proposed.
    """
    for k in words.kids[at]:
        dep = words.dep[k]
        relative = words.dep[at] == "acl:relcl"
        if dep == "obl" and (k < at or words.case(k) == "under"):
            noun = k
            if words.low[k] == "which" and relative:
                noun = words.head[at]  # "a deal under which both will"
            elif words.noun(k) in ("part", "term", "line", "keeping"):
                noun = next((m for m in words.kids[k] if words.dep[m] == "nmod"), k)
            elif words.case(k) not in BASES:
                continue
        elif words.low[k] in ("whereby", "wherein") and relative:
            noun = words.head[at]
        elif dep in ("nsubj", "nsubj:pass"):
            if words.verb(at) in words.lexicon.grammar["signing"]:
                continue  # "the contract is to be signed"
            noun = k
        else:
            continue
        if noun == act:
            continue
        status = text_status(words, noun, any(words.low[m] == "would" for m in words.kids[at]))
        if status is not None:
            return status
    return None


def text_status(words: Words, noun: int, would: bool) -> str | None:
    """Return agreed or proposed for what a text holds: "the accord", "the draft", "the plan would".

    A text of which it is not told that it is a draft binds, unless it is told what it would do.
    """
    status = noun_status(words, noun)
    if status == "planned" and would:
        return "proposed"  # "the plan would free"
    if status in DOCUMENTED:
        return status
    if not words.is_noun(noun):
        return None
    bound, tabled = (words.lexicon.status[kind] for kind in ("bound", "tabled"))
    if would and words.noun(noun) in tabled:
        return "proposed"
    return "agreed" if words.noun(noun) in bound else None
