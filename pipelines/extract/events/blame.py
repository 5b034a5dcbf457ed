"""Who is said to be behind an act: blamed for it, charged with it, claiming it.

What belongs here: the grammar of blame around a noun that names an act. What does not: who stands
around the act itself (``participants``), verbs under a verb of blame (``clauses``).
"""

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.clauses import OBLIQUE, read_clause
from pipelines.extract.events.words import Words

BEHIND = frozenset({"of", "for", "with", "in", "over"})


def blamed(words: Words, trigger: Trigger) -> int | None:
    """Return the head of the phrase for who did the act that a noun names, by others' word."""
    predicate = trigger.predicate
    if predicate is None:
        return words.kid(trigger.word, "nsubj") if words.case(trigger.word) == "behind" else None
    grammar, verb = words.lexicon.grammar, words.verb(predicate)
    oblique = trigger.relation.startswith("oblique:")
    if oblique and trigger.relation[8:] in BEHIND and words.low[predicate] in grammar["answerable"]:
        return words.kid(predicate, "nsubj") or _described(words, predicate)
    if verb in grammar["claiming"] and _is_authorship(words, trigger, predicate):
        return read_clause(words, predicate).subject
    if not words.is_verb(predicate):
        return None
    if oblique and trigger.relation[8:] in BEHIND and verb in grammar["blaming"]:
        return read_clause(words, predicate).object
    if trigger.relation == "object" and verb in grammar["attributing"]:
        return next(
            (
                k
                for k in words.kids[predicate]
                if k > predicate and words.dep[k] in OBLIQUE and words.case(k) in ("to", "on")
            ),
            None,
        )
    return None


def _described(words: Words, adjective: int) -> int | None:
    """Return the noun of "the men responsible for"."""
    head = words.head[adjective]
    return head if words.dep[adjective] in ("amod", "acl") and words.is_noun(head) else None


def _is_authorship(words: Words, trigger: Trigger, predicate: int) -> bool:
    """Return whether a verb is about responsibility for the act: "claimed credit for"."""
    nouns = words.lexicon.grammar["authorship"]
    claimed = words.kid(predicate, "obj", "nsubj:pass")
    return any(words.noun(k) in nouns for k in trigger.path) or (
        claimed is not None and words.noun(claimed) in nouns
    )
