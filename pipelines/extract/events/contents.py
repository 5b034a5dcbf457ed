"""What claims, plans and documents say of the act that they hold.

What belongs here: "dismissed reports that", "the accord provides for", "dropped a plan to". What
does not: verbs and nouns that give their complement a status themselves (``complements``).
"""

from pipelines.extract.events.documents import text_status
from pipelines.extract.events.reading import (
    Reading,
    entry_of,
    noun_status,
    tail_end,
)
from pipelines.extract.events.words import Words

NEAR = 14  # words around a claim among which "false", "baseless" are sought


def plan_fate(words: Words, verb: int, reading: Reading) -> None:
    """Read what is done to a plan or an offer: "reversed a decision", "approved a plan to"."""
    entry = entry_of(words, verb, "of_plan")
    if entry is not None and reading.status in ("planned", "proposed", "agreed"):
        reading.outer(entry.status)


def terms(words: Words, verb: int, reading: Reading) -> bool:
    """Take the status of the document whose terms name an act: "the accord provides for".

    Returns whether the subject is one.
    """
    subject = words.kid(verb, "nsubj")
    if subject is not None and words.low[subject] in ("that", "which"):
        subject = words.head[verb]  # "a deal that has both armies leave"
    if subject is None:
        return False
    would = any(words.low[k] == "would" for k in words.kids[verb])
    status = text_status(words, subject, would) or noun_status(words, subject)
    if status is None or status == "attempt":
        return False
    asks = entry_of(words, verb, "complement")
    if asks is not None and asks.status == "proposed" and noun_status(words, subject) != "agreed":
        status = "proposed"  # "the text demands a halt"
    reading.outer(status)
    return True


def claim(words: Words, head: int, reading: Reading) -> bool:
    """Read "dismissed the claim that it had …", "no truth in reports that", "called … baseless"."""
    above = head
    for _ in range(3):
        if words.is_verb(above):
            break
        above = words.head[above]
    a, b = words.bounds[words.sent[head]]
    if (
        (words.is_verb(above) and entry_of(words, above, "claim") is not None)
        or (words.is_verb(above) and words.verb(above) == "deny")
        or any(
            (entry := entry_of(words, k, "claim_predicate")) is not None
            and tail_end(words, k, entry.tail) is not None
            for k in range(max(a, head - NEAR), min(b, head + NEAR))
        )
    ):
        reading.outer("denied")
    return False
