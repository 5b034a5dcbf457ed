"""What becomes of an act: "was put off", "came to nothing", "is under way", "will not take place".

What belongs here: the predicate of a noun that names or carries an act, and what a coordinated
verb says at last. What does not: the walk from a verb to the root (``complements``).
"""

from pipelines.extract.events.clauses import is_passive
from pipelines.extract.events.deferral import FUTURE
from pipelines.extract.events.mood import SPANS
from pipelines.extract.events.reading import ARTICLES, Reading, entry_of, negated, predicate_entry
from pipelines.extract.events.words import Words

ENDED = frozenset({"postponed", "cancelled", "failed"})
PUT_OFF = frozenset({"postponed", "cancelled"})
ANAPHORS = frozenset({"it", "they", "this", "that", "these", "both", "which", "all"})
STANDING = frozenset({"has", "have", "is", "are", "will", "wo", "would"})


def fate(words: Words, noun: int, predicate: int, relation: str, reading: Reading) -> bool:
    """Take what a predicate says of its noun: "was put off", "came to nothing", "is in doubt".

    Returns whether the predicate only tells the status ("are under way"), so that its tense is
    not the act's.
    """
    object_status(words, predicate, relation, reading)
    sequel(words, predicate, reading)
    entry = entry_of(words, predicate, "object") or entry_of(words, predicate, "subject")
    if entry is not None and entry.status in PUT_OFF and negated(words, predicate):
        reading.negated = False
        return True
    if relation != "subject":
        if reading.status is None and _for_days(words, predicate):
            reading.outer("ongoing")  # "was reported for a fourth day"
        return _happens(words, predicate, reading)
    phrase = _predicate_phrase(words, noun, predicate, reading)
    return phrase or reading.status in ENDED


def sequel(words: Words, verb: int, reading: Reading) -> None:
    """Take what a coordinated verb says at last: "was planned for May but (it) was put off"."""
    for k in words.kids[verb]:
        if words.dep[k] not in ("conj", "parataxis", "ccomp", "advcl") or k < verb:
            continue
        subject = words.kid(k, "nsubj", "nsubj:pass")
        if subject is not None and not _refers_back(words, subject):
            continue
        if words.dep[k] == "advcl" and any(words.low[m] == "before" for m in words.kids[k]):
            continue  # "was extended hours before it was due to expire"
        if words.dep[k] == "advcl" and subject is not None and words.low[subject] not in ANAPHORS:
            continue  # "cancelled when the delegation failed to come"
        if subject is None and words.dep[k] in ("ccomp", "advcl"):
            continue
        over = Reading()
        passive = is_passive(words, k) or (words.tag[k] == "VBN" and words.kid(k, "obj") is None)
        object_status(words, k, "object" if passive else "subject", over)
        if over.status is None and subject is not None:
            _predicate_phrase(words, subject, k, over)
        if over.status == "ongoing" and words.low[k - 1] == "to":
            continue  # "is to begin on Monday and to last until May"
        open_still = reading.status is not None and reading.status not in ENDED
        if over.status in ENDED or (over.status and open_still and subject is None):
            reading.status = over.status


def _refers_back(words: Words, noun: int) -> bool:
    """Return whether a subject may stand for the act told before: "it", "the trip"."""
    return words.low[noun] in ANAPHORS or any(
        words.low[k] in ("the", "this", "that") and words.dep[k] == "det" for k in words.kids[noun]
    )


def object_status(words: Words, verb: int, relation: str, reading: Reading) -> bool:
    """Take the status that a verb gives to its object (or subject)."""
    bare = words.tag[verb] in ("VBD", "VBN", "JJ") and words.kid(verb, "obj", "ccomp") is None
    if relation == "subject" and _goes_on(words, verb):
        reading.outer("ongoing")
        return True
    if relation == "subject" and bare and entry_of(words, verb, "subject") is None:
        relation = "object"  # a headline's passive: "Talks postponed"
    kinds = ("object",) if relation == "object" else ("subject", "intransitive")
    for kind in kinds:
        entry = entry_of(words, verb, kind)
        if entry is None or (kind == "intransitive" and words.kid(verb, "obj") is not None):
            continue
        if entry.tail == ("for",) and _is_dated(words, verb):
            continue  # "was called for Saturday"
        if entry.status in ("agreed", "proposed", "planned") and negated(words, verb):
            continue
        if entry.status in PUT_OFF and negated(words, verb):
            if _is_left_to_stand(words, verb):
                reading.outer("planned")
            return True
        status = entry.status
        if status == "cancelled" and _until(words, verb):
            status = "postponed"
        reading.outer(status)
        return True
    if words.verb(verb) in words.lexicon.grammar["halting"] and _until(words, verb):
        reading.outer("postponed")
        return True
    after = words.low[verb + 1 : verb + 5]
    if relation == "subject" and after[:2] == ["a", "day"] and "later" in after:
        reading.outer("postponed")
        return True
    return relation == "subject" and _happens(words, verb, reading)


def _goes_on(words: Words, verb: int) -> bool:
    """Return whether an act has not stopped: "has not ended", "has yet to abate"."""
    if entry_of(words, verb, "ceasing") is not None:
        return negated(words, verb)
    inner = words.kid(verb, "xcomp")
    yet = any(words.low[k] == "yet" for k in words.kids[verb])
    return yet and inner is not None and entry_of(words, inner, "ceasing") is not None


def _is_dated(words: Words, verb: int) -> bool:
    behind = range(verb + 2, min(verb + 4, words.bounds[words.sent[verb]][1]))
    return is_passive(words, verb) and any("time" in words.classes(k) for k in behind)


def _is_left_to_stand(words: Words, verb: int) -> bool:
    """Return whether an act keeps its day: "has not been called off", "will not be delayed"."""
    return any(words.low[k] in STANDING for k in words.kids[verb])


def _until(words: Words, verb: int) -> bool:
    """Return whether a time is told until which an act is off: "shelved until the autumn"."""
    if any(
        words.dep[k] == "obl" and words.case(k) == "for" and words.noun(k) in SPANS
        for k in words.kids[verb]
    ):
        return words.verb(verb) in words.lexicon.grammar["halting"]  # "suspended for two weeks"
    return any(words.low[k] in ("until", "till", "pending") for k in range(*_after(words, verb)))


def _after(words: Words, verb: int) -> tuple[int, int]:
    return verb + 1, min(verb + 7, words.bounds[words.sent[verb]][1])


def _happens(words: Words, verb: int, reading: Reading) -> bool:
    """Read "will not take place", "never happened", "will now be held in June"."""
    if entry_of(words, verb, "happen") is None:
        return False
    if negated(words, verb):
        reading.negated = False
        reading.status = "cancelled"
        return True
    near = words.low[max(0, verb - 3) : min(verb + 10, words.bounds[words.sent[verb]][1])]
    ahead = any(words.low[k] in FUTURE for k in words.kids[verb])
    moved = "now" in near or "instead" in near or ("rather" in near and "than" in near)
    if (moved and ahead) or ("later" in near and "than" in near):
        reading.outer("postponed")
        return True
    return False


def _predicate_phrase(words: Words, noun: int, predicate: int, reading: Reading) -> bool:
    """Read "are under way", "is due", "proved fruitless", "remains in force"."""
    entry = predicate_entry(words, noun, predicate)
    days = words.noun(predicate) in ("day", "week", "month") and words.case(predicate) == "in"
    past = any(words.low[k] == "longer" for k in words.kids[predicate])
    if entry is not None and past and entry.status in ("planned", "agreed", "proposed"):
        reading.outer("cancelled")  # "is no longer on the calendar"
    elif entry is not None and not (past or negated(words, predicate)):
        reading.outer(entry.status)
    elif days and reading.status is None:
        reading.outer("ongoing")  # "is in its fifth day"
    elif reading.status is None and _for_days(words, predicate):
        reading.outer("ongoing")
    return entry is not None


def _for_days(words: Words, predicate: int) -> bool:
    """Return whether something goes on "for a fourth day"."""
    return any(
        words.dep[k] == "obl"
        and words.case(k) == "for"
        and words.noun(k) in ("day", "night", "week", "month")
        and any(words.dep[m] == "amod" and words.low[m] not in ARTICLES for m in words.kids[k])
        and words.low[k] == words.noun(k)
        for k in words.kids[predicate]
    )
