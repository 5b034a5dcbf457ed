"""Acts put off or called off by the words of their own verb: "will not meet until June".

What belongs here: later dates and negated futures. What does not: verbs and phrases that say so of
a noun ("was put on ice", ``fates``).
"""

from pipelines.extract.events.reading import entry_of, negated
from pipelines.extract.events.words import Words

FUTURE = frozenset({"will", "'ll", "shall", "wo"})
DATES = frozenset({"date", "day", "stage", "time", "point", "moment", "meeting", "session"})
LATER = 14  # words behind a verb among which a later date is sought
WIDE = 16


def is_put_off(words: Words, at: int) -> bool:
    """Return whether an act gets a later day: "will not meet until June", "at a later date"."""
    if not any(words.low[k] in FUTURE | {"would"} for k in words.kids[at]):
        return False
    low = words.low[at : min(at + LATER, words.bounds[words.sent[at]][1])]
    if any(low[n] == "later" and low[n + 1] in DATES for n in range(len(low) - 1)):
        return True
    times = words.lexicon.grammar["deadline"]
    return negated(words, at) and any(
        words.dep[k].startswith("obl")
        and words.case(k) in ("until", "till", "before")
        and (words.noun(k) in times or words.low[k].isdigit())
        for k in words.kids[at]
    )


def is_called_off(words: Words, at: int) -> bool:
    """Return whether what was to be will not be: "will no longer send", "will not go after all"."""
    kids = words.kids[at]
    aux = {words.low[k] for k in kids}
    for k in kids:
        if words.low[k] == "longer" and words.low[k - 1] == "no":
            return bool(aux & FUTURE | aux & {"would", "to"})
    if not (negated(words, at) and aux & (FUTURE | {"would"})):
        return False
    if words.low[at - 1] == "now":
        return True  # "will not now attend"
    first, end = words.bounds[words.sent[at]]
    if any(entry_of(words, k, "undone") is not None for k in range(at, min(at + WIDE, end))):
        return True
    return any(entry_of(words, k, "turn") is not None for k in range(first, min(first + 6, at)))
