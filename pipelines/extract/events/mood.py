"""Auxiliaries, negation, tense, adverbs and conditions of one verb.

What belongs here: what a verb's own words say of whether it happened. What does not: what the
words above it say (``complements``).
"""

from pipelines.extract.events.deferral import FUTURE, is_called_off, is_put_off
from pipelines.extract.events.documents import DOCUMENTED, document_status
from pipelines.extract.events.reading import Reading, entry_of, negated
from pipelines.extract.events.words import Words

CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should", "provided"})
MODALS = frozenset({"would", "could", "might", "may", "'d", "can", "ca"})
WEAK = frozenset({"should", "must", "ought"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
SPANS = frozenset({"hour", "day", "night", "week", "month", "year", "decade"})
PERFECT = frozenset({"have", "has", "'ve"})
PAST_BE = frozenset({"was", "were"})
PRESENT_BE = frozenset({"is", "are", "'re", "'s", "am", "been"})
OPEN = frozenset({"agreed", "proposed", "planned"})


def read_mood(words: Words, at: int, reading: Reading, level: int, own: bool) -> None:
    """Read what the words of one verb say."""
    auxiliaries = [k for k in words.kids[at] if words.dep[k] in ("aux", "aux:pass", "cop")]
    lows = {words.low[k] for k in auxiliaries}
    waits = reading.act >= 0 and words.verb(at) in words.lexicon.grammar["waiting"]
    ended = _is_ended(words, at, level)
    if ended:
        reading.status, reading.negated = ended, False
        return
    if not waits and (negated(words, at) or (level == 0 and _no_subject(words, at))):
        if "could" in lows and "have" not in lows and level == 0:
            reading.outer("failed")  # "could not reach the town": it was tried in vain
            return
        reading.negated = True
    if level == 0:
        _adverbs(words, at, reading)
        if _in_fiction(words, at):
            reading.outer("hypothetical")
    if lows & FUTURE:
        condition = level == 0 and own and has_condition(words, at)
        held = "hypothetical" if condition else document_status(words, at, reading.act)
        reading.outer(held or "planned")  # "if attacked, Iran will close the strait"
    elif lows & {"would"} and reading.status in DOCUMENTED:
        pass  # "the proposed truce would begin"
    elif lows & MODALS:
        reading.outer(_modal(words, at, lows, reading.act))
    elif lows & WEAK and reading.status is None:
        reading.status = document_status(words, at, reading.act) or _weak(words, at, lows)
    elif level == 0 and own:
        _tense(words, at, lows, reading)
        if reading.status == "planned":
            reading.outer(document_status(words, at, reading.act) or "planned")


def _is_ended(words: Words, at: int, level: int) -> str | None:
    if level == 0 and is_put_off(words, at):
        return "postponed"
    ahead = any(words.low[k] in FUTURE for k in words.kids[at])
    nobody = level == 0 and ahead and _no_subject(words, at)  # "no team will visit"
    return "cancelled" if nobody or is_called_off(words, at) else None


def _weak(words: Words, at: int, lows: set[str]) -> str:
    return "planned" if "should" in lows and _has_deadline(words, at) else "proposed"


def is_yet_to(words: Words, at: int) -> bool:
    """Return whether "yet to" stands before a verb: "the second phase has yet to be negotiated"."""
    return any(words.low[k : k + 2] == ["yet", "to"] for k in range(max(0, at - 4), at))


def _has_deadline(words: Words, at: int) -> bool:
    """Return whether a verb says until when: "should be home by Friday" is what is expected."""
    times = words.lexicon.grammar["deadline"]
    return any(
        words.dep[k].startswith("obl")
        and words.case(k) in ("by", "before", "within")
        and (words.noun(k) in times or words.low[k].isdigit())
        for k in words.kids[at]
    )


def _in_fiction(words: Words, at: int) -> bool:
    """Return whether an act is placed in a made-up course of things: "in the war game"."""
    return any(
        words.dep[k] == "obl"
        and words.case(k) in ("in", "under")
        and (
            "fiction" in words.lexicon.classes.get(words.noun(k), ())
            or words.low[k - 1 : k + 1] == ["war", "game"]
        )
        for k in words.kids[at]
    )


def _adverbs(words: Words, at: int, reading: Reading) -> None:
    if is_yet_to(words, at):
        reading.outer("planned")  # "has yet to be agreed"
    if {"without", "having"} <= {words.low[k] for k in words.kids[at]}:
        reading.outer("failed")  # "went home without having agreed"
    present = words.tag[at] in ("VBZ", "VBP", "VBG") and not is_infinitive(words, at)
    for k in words.kids[at]:
        if words.dep[k] in ("advmod", "obl", "obl:unmarked"):
            first = next((m for m in words.kids[k] if words.dep[m] == "case"), k)
            entry = entry_of(words, first, "adverb")
            if entry is None and present and reading.act < 0:
                entry = entry_of(words, first, "present")  # "rescuers still search the ruins"
            if entry is not None:
                reading.outer(entry.status)


def _no_subject(words: Words, at: int) -> bool:
    subject = words.kid(at, "nsubj", "nsubj:pass")
    if subject is None:
        return False
    return any(
        words.low[noun] in NOBODY
        or any(words.low[k] in ("no", "neither") for k in words.kids[noun])
        for noun in (subject, words.kid(at, "obj"))
        if noun is not None
    )  # "attacked nobody"


def _lasts(words: Words, at: int) -> bool:
    """Return whether a verb says how long or since when: "have been camped there for a week"."""
    return any(
        (words.dep[k].startswith("obl") or words.dep[k] == "advcl")
        and (
            any(words.low[m] == "since" for m in words.kids[k])
            or (words.case(k) == "for" and words.noun(k) in SPANS)
        )
        for k in words.kids[at]
    )


def _modal(words: Words, at: int, lows: set[str], act: int) -> str:
    """Return planned for a future in the past ("said it would withdraw"), else hypothetical."""
    head = words.head[at]
    above = words.verb(head)
    table = words.lexicon.status
    commits = any(not e.tail and e.status in OPEN for e in table["complement"].get(above, ()))
    subject = words.kid(at, "nsubj", "nsubj:pass")
    own_words = subject is not None and words.low[subject] in ("we", "i")
    said = (above in table["reporting"] or commits) and not own_words
    reported = words.dep[at] in ("ccomp", "conj", "parataxis", "csubj:pass") and said
    _, end = words.bounds[words.sent[at]]
    plain = "have" not in lows and not {"if", "unless"} & set(words.low[at:end])
    plain = plain and not any(has_condition(words, v) for v in (at, head))
    if plain and lows & {"would", "'d"}:
        document = document_status(words, at, act)
        if document:
            return document
        return "planned" if reported else "hypothetical"
    return "hypothetical"


def is_past(words: Words, verb: int) -> bool:
    """Return whether a verb or copula stands in the past."""
    return words.tag[verb] == "VBD" or any(words.tag[k] == "VBD" for k in words.kids[verb])


def has_condition(words: Words, verb: int) -> bool:
    """Return whether an if-clause hangs on a verb."""
    return any(
        words.dep[k] == "advcl" and any(words.low[m] in CONDITIONS for m in words.kids[k])
        for k in words.kids[verb]
    )


def conditional(words: Words, verb: int) -> bool:
    """Return whether the verb stands in an if-clause, also one like "Were he to go"."""
    for k in words.kids[verb]:
        if words.low[k] in CONDITIONS and words.dep[k] in ("mark", "advmod"):
            return True
        if words.low[k] == "until" and words.dep[k] == "mark" and _waits_for(words, verb):
            return True
        if (
            words.low[k] == "once"
            and words.dep[k] in ("mark", "advmod")
            and _is_to_come(words, verb)
        ):
            return True
    first, end = words.bounds[words.sent[verb]]
    if words.low[first] not in ("were", "had", "should") or not first < verb < first + 12:
        return False
    comma = next((k for k in range(first, min(end, first + 20)) if words.low[k] == ","), None)
    governed = words.head[first] == verb or words.head[verb] == first
    if not governed and (comma is None or verb > comma):
        return False
    return any(words.low[k] in MODALS | FUTURE for k in range(verb, min(end, verb + 40)))


def _is_to_come(words: Words, verb: int) -> bool:
    """Return whether what follows an act is still to come: "would begin once they left"."""
    ahead = FUTURE | {"would", "can", "could"}
    return words.dep[verb] == "advcl" and any(
        words.low[k] in ahead for k in words.kids[words.head[verb]]
    )


def _waits_for(words: Words, verb: int) -> bool:
    """Return whether nothing is done until an act: "no peace until they leave", "would not talk".

    Not "could not go home until the army left": that it left is told.
    """
    head = words.head[verb]
    if words.dep[verb] != "advcl" or head == verb:
        return False
    ahead = {words.low[k] for k in words.kids[head]} & (FUTURE | {"can", "could", "would", "there"})
    none = any(words.low[k] == "no" for m in words.kids[head] for k in words.kids[m])
    return bool(ahead) and (none or (negated(words, head) and not ahead & {"could"}))


def is_infinitive(words: Words, at: int) -> bool:
    """Return whether a verb form stands behind "to"."""
    return any(words.dep[k] == "mark" and words.low[k] == "to" for k in words.kids[at])


def headline_future(words: Words, at: int) -> bool:
    """Return whether a text begins like "Macron to meet Gulf leaders": a name, then "to"."""
    subject = words.head[at]
    if words.dep[at] != "acl" or words.head[subject] != subject or not is_infinitive(words, at):
        return False
    to = next(k for k in words.kids[at] if words.low[k] == "to" and words.dep[k] == "mark")
    first, last = words.phrase(subject)
    named = bool(words.ent[subject]) or words.tag[subject] in ("NNP", "NNPS", "NNS")
    return named and last + 1 == to and first == words.bounds[words.sent[at]][0]


def _tense(words: Words, at: int, lows: set[str], reading: Reading) -> None:
    # taggers take an "-ing" form after "is" for a participle of the past at times
    tag = "VBG" if words.low[at].endswith("ing") and words.is_verb(at) else words.tag[at]
    subject = words.kid(at, "nsubj", "nsubj:pass")
    infinitive = is_infinitive(words, at)
    if (tag == "VBG" and lows & PRESENT_BE and "being" not in lows) or (
        "being" in lows and lows & {"is", "are"}
    ):
        reading.outer("ongoing")
    elif reading.act < 0 and lows & PERFECT and _lasts(words, at) and _is_main(words, at):
        reading.outer("ongoing")  # "have held the town since May"
    elif tag == "VBG" and lows & PAST_BE and _is_main(words, at):
        reading.outer("ongoing")  # "rescuers were searching the ruins on Sunday"
    elif at > 1 and words.low[at - 1] == "to" and words.low[at - 2] in ("due", "about"):
        reading.outer("planned")  # "are due to meet", parsed as one conjunction
    elif infinitive and words.dep[at] in ("xcomp", "ccomp"):
        head = words.head[at]
        if words.verb(head) == "be" or words.low[head] in PAST_BE | {"is", "are"}:
            reading.outer("planned")
    elif infinitive and (words.head[at] == at or headline_future(words, at)):
        # "Putin to visit Beijing", "is to send": a headline's future
        reading.outer("planned")
    elif (infinitive and subject is not None and words.dep[at] != "advcl") or (
        words.low[max(0, at - 2) : at]
        and words.low[at - 1] == "to"
        and words.low[at - 2] in ("is", "are", "was", "were")
    ):
        reading.outer("planned")


def _is_main(words: Words, at: int) -> bool:
    """Return whether a verb is that of a main or reported clause, not cut short by another act."""
    head = words.head[at]
    main = head == at or (
        words.dep[at] in ("ccomp", "parataxis")
        and words.verb(head) in words.lexicon.status["reporting"]
    )
    return main and not any(
        words.dep[k] == "advcl" and any(words.low[m] in ("when", "before") for m in words.kids[k])
        for k in words.kids[at]
    )
