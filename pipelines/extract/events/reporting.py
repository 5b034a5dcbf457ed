"""Times of the report, of its page and of what followed an act, which are not the act's.

What belongs here: "police said on Tuesday", "Posted: Tuesday", "were searching on Tuesday". What
does not: which act a time is of by the tree (``scope``).
"""

from collections.abc import Sequence

from pipelines.extract.events.words import Words

BESIDE = 14  # words between an act and the time told of it
CLIMB = 8
NEAR = 3
CHARGES = frozenset(
    {"suspicion", "charge", "count", "connection", "allegation", "warrant", "trial", "hearing"}
    | {"investigation", "inquiry", "probe", "case", "arraignment", "indictment"}
)
# What is done to these or by them is not the act that they stand with
OF_THE_ACT = CHARGES | {"suspect", "victim", "witness", "survivor"}
GOES_ON = (["that"], ["which"], ["in"], ["at"], ["near"], ["outside"], ["inside"])
PAGE_WORDS = frozenset({"posted", "updated", "published", "modified"})
PAGE_MARKS = frozenset({":", "on", "at", "last"})


def is_said(words: Words, word: int) -> bool:
    """Return whether a time is that of a report or of what followed the act.

    "Police said Tuesday", "were searching on Tuesday for two suspects in a shooting".
    """
    table = words.lexicon.status
    if words.dep[word].startswith("nsubj"):
        word = words.head[word]  # "police on Tuesday identified", hung on the police
    if not words.is_verb(word):
        return False
    inner = words.kid(word, "xcomp")  # "continued on Friday to investigate"
    verbs = {words.verb(word), words.verb(inner) if inner is not None else ""}
    return any(verb in table["reporting"] or verb in table["aftermath"] for verb in verbs)


def is_charge(words: Words, act: int) -> bool:
    """Return whether an act is what a case is about: "in court Monday on suspicion of murder"."""
    for _ in range(NEAR):
        act = words.head[act]
        if words.noun(act) in CHARGES and words.is_noun(act):
            return True
    return False


def is_of_page(words: Words, first: int) -> bool:
    """Return whether a time is that of a page, not of a tale: "Posted: Tuesday, May 5"."""
    at = first - 1
    while at >= first - 3 and at >= 0 and words.low[at] in PAGE_MARKS:
        at -= 1
    return at >= 0 and words.low[at] in PAGE_WORDS


def is_after_saying(words: Words, first: int) -> bool:
    """Return whether a verb of saying stands right before a time: "police said on Thursday".

    Not "declared Friday a day of mourning".
    """
    at = first - 1 - (first > 1 and words.low[first - 1] == "on")
    return (
        at > 0
        and words.tag[at] in ("VBD", "VBZ", "VBP")
        and words.verb(at) in words.lexicon.status["reporting"]
        and words.verb(at) != "declare"
    )


def told_before(
    words: Words, acts: Sequence[tuple[int, int]], first: int, last: int, attached: int
) -> int | None:
    """Return the act right before a time that the tree hangs on a verb of the report.

    "A man killed in a shooting early Saturday has been identified", "named the guard shot in
    Leeds on Monday", "a suspect in the raid Monday that left two dead". Not "arrested a man over
    the shooting on Monday", "the suspect Monday pleaded".

    Args:
        words: The words of the text.
        acts: The acts of the sentence: word and number.
        first: First word of the time.
        last: Word after its last.
        attached: The word that it hangs on.
    """
    if not is_said(words, attached):
        return None
    near = [(word, n) for word, n in acts if word < first <= word + BESIDE]
    if not near:
        return None
    at, told = max(near)
    if any(words.is_verb(i) and not _hangs_on(words, i, at) for i in range(at + 1, first)):
        return None
    if attached < at:
        told_of = any(words.is_verb(word) and attached < word for word, _ in near)
        goes_on = first == at + 1 and words.low[last : last + 1][:1] in GOES_ON
        return told if told_of or goes_on else None
    return told if attached > last and words.tag[attached] == "VBN" else None


def _hangs_on(words: Words, word: int, other: int) -> bool:
    for _ in range(CLIMB):
        word = words.head[word]
        if word == other:
            return True
    return False
