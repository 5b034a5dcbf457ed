"""Verbs that make, let, have or keep others from doing an act.

What belongs here: "the text has both leave", "let us open", "stopped rebels from taking it". What
does not: verbs of agreeing, planning and denying (``complements``).
"""

from pipelines.extract.events.contents import terms
from pipelines.extract.events.documents import document_status
from pipelines.extract.events.mood import is_infinitive
from pipelines.extract.events.reading import Reading, entry_of, negated
from pipelines.extract.events.words import Words

CAUSATIVE = frozenset({"have", "let", "make", "get"})


def caused(words: Words, at: int, head: int, dep: str, reading: Reading) -> bool:
    """Take what a verb says that makes, lets or keeps others from: "the text has both leave"."""
    if words.is_verb(head) and entry_of(words, head, "terms") is not None:
        terms(words, head, reading)
        return True
    if dep in ("xcomp", "ccomp") and words.verb(head) in CAUSATIVE:
        if terms(words, head, reading):
            return True
        if words.verb(head) == "have" and _has_to(words, at, head):
            reading.outer(document_status(words, head, reading.act) or "proposed")
            return False
        if words.verb(head) == "let" and _lets_us(words, head):
            reading.outer("proposed")
            return True
    return False


def _has_to(words: Words, at: int, head: int) -> bool:
    """Return whether somebody has to do an act: not "had to leave", "has yet to leave"."""
    now = words.tag[head] in ("VBZ", "VBP") and is_infinitive(words, at)
    return now and "yet" not in words.low[head:at]


def _lets_us(words: Words, verb: int) -> bool:
    return any(words.low[k] in ("us", "'s") for k in words.kids[verb])


def is_kept_from(words: Words, at: int, head: int) -> bool:
    """Return whether somebody is kept from doing an act: "stopped rebels from taking the town"."""
    if words.tag[at] != "VBG" or not any(words.low[k] == "from" for k in words.kids[at] if k < at):
        return False
    return entry_of(words, head, "preventing") is not None and not negated(words, head)
