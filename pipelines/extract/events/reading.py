"""What is known of an act's status so far, and how the words of the status lexicon are matched.

What belongs here: which status gives way to which, phrases of event_status_words.csv in the text.
What does not: where in the sentence they are sought (``status``, ``complements``, ``mood``).
"""

from dataclasses import dataclass

from pipelines.extract.events.lexicon import StatusWord
from pipelines.extract.events.words import Words

NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "nobody", "without"})
ARTICLES = frozenset({"a", "an", "the", "any"})
# Left out in a phrase of the lexicon: "lost (its) momentum", "gave (their) blessing"
SKIPPED = ARTICLES | {"its", "their", "his", "her", "our", "my", "some", "much", "little", "last"}
WAY = 10  # words from a verb to the phrase behind its object
ONWARD = frozenset({"into", "beyond"})
BEHIND = frozenset({"case", "advmod", "compound:prt", "mark"})
UNDOING = frozenset({"hypothetical", "denied", "failed"})
# Which outer status changes an inner one: "agreed to hold" is agreed, "may postpone" hypothetical
OVER = {
    "planned": UNDOING | {"agreed", "proposed", "postponed", "cancelled"},
    "agreed": UNDOING | {"postponed", "cancelled"},
    "proposed": UNDOING | {"agreed", "postponed", "cancelled"},
    "ongoing": UNDOING | {"agreed", "proposed", "postponed", "cancelled"},
}


@dataclass(slots=True)
class Reading:
    """What has been gathered so far on the way up from the trigger."""

    status: str | None = None
    negated: bool = False
    act: int = -1  # the noun that names the act

    def outer(self, status: str) -> None:
        """Take what a governing word says; the inner word keeps its say unless it is undone."""
        if self.status is None or status in OVER.get(self.status, UNDOING):
            self.status = status


def negated(words: Words, verb: int) -> bool:
    """Return whether a word is negated itself."""
    return any(
        words.low[k] in NEGATIONS and words.dep[k] in ("advmod", "neg", "det", "cc:preconj")
        for k in words.kids[verb]
    )


def tail_end(words: Words, i: int, tail: tuple[str, ...]) -> int | None:
    """Return the last word of a phrase, articles left out: "reached (an) impasse"."""
    found = words.follows(i, tail)
    if found is None:
        found = _phrase_end(words, i, tail)
    if found is None and (len(tail) > 1 or tail[0] in ONWARD) and words.is_verb(i):
        found = _behind_object(words, i, tail)
    return found


def _phrase_end(words: Words, i: int, tail: tuple[str, ...]) -> int | None:
    at = i
    for wanted in tail:
        at += 1
        if at < len(words.low) and words.low[at] in SKIPPED and words.low[at] != wanted:
            at += 1
        if at >= len(words.low) or wanted not in (words.low[at], words.noun(at)):
            return None
    return at


def _behind_object(words: Words, i: int, tail: tuple[str, ...]) -> int | None:
    """Return the last word of a phrase behind a verb's object: "put the talks on ice"."""
    if tail[0] not in words.low[i + 2 : i + WAY]:
        return None
    thing = next((k for k in words.kids[i] if k > i and words.dep[k] == "obj"), None)
    if thing is None:
        return None
    for k in range(thing + 1, min(i + WAY, words.bounds[words.sent[i]][1])):
        if words.low[k] == tail[0] and words.dep[k] in BEHIND:
            return _phrase_end(words, k, tail[1:])
    return None


def entry_of(words: Words, i: int, kind: str) -> StatusWord | None:
    """Return the row of one kind that word i begins, the longest phrase first."""
    table = words.lexicon.status[kind]
    for lemma in dict.fromkeys((words.verb(i), words.low[i], words.noun(i))):
        for entry in table.get(lemma, ()):
            if tail_end(words, i, entry.tail) is not None:
                return entry
    return None


def governs_through(words: Words, verb: int, case: str) -> bool:
    """Return whether a verb governs a noun with its preposition: "pulled out of a trip"."""
    entry = entry_of(words, verb, "object")
    return entry is not None and case in entry.tail


def predicate_entry(words: Words, noun: int, predicate: int) -> StatusWord | None:
    """Return the row for what is predicated of a noun: "are under way", "proved fruitless"."""
    starts: dict[int, bool] = {predicate: True}
    for k in words.kids[predicate]:
        if k > noun and words.dep[k] in ("case", "advmod", "obl", "xcomp", "obj", "amod", "ccomp"):
            starts[k] = words.dep[k] != "case" or predicate == words.head[k]
            for m in words.kids[k]:
                if words.dep[m] == "case":
                    starts.setdefault(m, False)  # only as the beginning of a phrase
    for start in sorted(starts):
        entry = entry_of(words, start, "predicate") if start > noun else None
        if entry is not None and (starts[start] or entry.tail):
            return entry
    return None


def noun_status(words: Words, noun: int) -> str | None:
    """Return what a noun says of the act it names or is to bring ("plan", "proposal", "deal")."""
    entry = entry_of(words, noun, "complement") if words.is_noun(noun) else None
    return entry.status if entry is not None else None
