"""Words that name an act: which word, with which sense.

What belongs here: the entry, and the verbs of the lexicon. What does not: nouns (``nouns``),
whether the act happened (``status``), who took part (``participants``).
"""

from pipelines.extract.events.acts import REFUSAL, Trigger
from pipelines.extract.events.clauses import Clause, read_clause
from pipelines.extract.events.deferral import is_called_off, is_put_off
from pipelines.extract.events.nouns import noun_trigger
from pipelines.extract.events.reading import entry_of, negated, tail_end
from pipelines.extract.events.senses import fits, tells_status
from pipelines.extract.events.words import Words

PARTING = frozenset({"out", "apart", "off", "away"})
OPENING = frozenset(',:“"‘')
SAID = frozenset({"request", "support", "accuse", "reject", "agree", "threaten"})
PARTICLES = frozenset({"away", "off", "down", "out", "ahead"})
LISTED = frozenset({"parataxis", "conj", "dep"})
HEADLINE = frozenset({"NNS", "NNP", "NNPS"})


def find_triggers(words: Words) -> list[Trigger]:
    """Return the triggers in text order, none inside another."""
    found: list[Trigger] = []
    covered = -1
    for i in range(len(words.low)):
        if i <= covered:
            continue
        trigger = _verb_trigger(words, i) or noun_trigger(words, i)
        if trigger is not None:
            found.append(trigger)
            if trigger.last - i < 4:
                covered = max(
                    covered, trigger.last if trigger.last == i + 1 or not trigger.is_verb else i
                )
    return found


def _may_be_verb(words: Words, i: int) -> bool:
    """Return whether word i may be the verb of an act, in spite of a wrong tag or label."""
    lemma = words.verb(i)
    if words.dep[i] in ("aux", "cop", "case", "aux:pass"):
        return False
    if not words.is_verb(i) and not (words.tag[i] == "JJ" and words.low[i].endswith("ed")):
        infinitive = any(words.low[k] == "to" and words.dep[k] == "mark" for k in words.kids[i])
        due = words.low[max(0, i - 2) : i] in (["due", "to"], ["about", "to"], ["set", "to"])
        infinitive = infinitive and words.dep[i] not in ("obl", "nmod")  # "vulnerable to sabotage"
        reduced = words.dep[i] == "acl" and lemma != words.low[i]
        # "an agreement to exchange", "are due to hand over", "a boy shot Sunday", tagged a noun
        return (infinitive or due or reduced or _is_listed(words, i)) and words.tag[i] == "NN"
    if words.dep[i] in ("amod", "compound") and words.kid(i, "obl", "nsubj") is None:
        headline = i and words.head[i - 1] == words.head[i] > i and words.tag[i - 1] in HEADLINE
        return bool(headline) or words.low[max(0, i - 1)] in ("had", "has", "have")
    if lemma == "rule" and negated(words, i):
        return False  # "has not ruled out an attack"
    if lemma == "insist" and _asserts(words, i):
        return False
    if lemma in ("decline", "refuse") and words.low[i + 1 : i + 3] == ["to", "comment"]:
        return False
    # without tags a bare form is taken for the noun
    return bool(words.tag[i]) or words.low[i] != lemma


def _is_listed(words: Words, i: int) -> bool:
    """Return whether a headline's second verb was taken for a noun: "storm flat, arrest seven"."""
    if words.low[max(0, i - 1)] not in (",", ";", "and") or words.dep[i] not in LISTED:
        return False
    behind = words.tag[i + 1] if i + 1 < len(words.low) else ""
    return behind in ("CD", "DT", "PRP$", "NNP") and words.is_verb(words.head[i])


def _asserts(words: Words, i: int) -> bool:
    """Return whether the content of "insist" is a fact: "insists he met nobody"."""
    return any(
        words.dep[k] == "ccomp"
        and (
            words.tag[k] in ("VBD", "VBZ", "VBP")
            or any(words.tag[m] in ("VBD", "VBZ", "VBP") for m in words.kids[k])
        )
        for k in words.kids[i]
    )


def _verb_trigger(words: Words, i: int) -> Trigger | None:
    senses = words.lexicon.verbs.get(words.verb(i))
    if senses is None or not _may_be_verb(words, i):
        return None
    clause: Clause | None = None
    if _asks_a_question(words, i):
        return None
    if words.dep[i] != "acl" and _refuses(words, i):
        return Trigger(i, i, i, REFUSAL, True, read_clause(words, i), i)
    for sense in senses:
        last = tail_end(words, i, sense.tail)
        if last is None or (not sense.tail and _is_another_verb(words, i)):
            continue
        if not sense.tail and sense.subtype in SAID and _has_particle(words, i):
            continue  # "press on" is no request
        if tells_status(words, i, sense):
            continue
        if clause is None:
            clause = read_clause(words, i)
        if fits(words, i, sense, clause):
            return Trigger(i, i, last, sense, True, clause, i)
    return None


def _is_another_verb(words: Words, i: int) -> bool:
    """Return whether a particle makes a verb another one that no row names: "fell out"."""
    return any(
        words.low[k] in PARTING and (words.dep[k] == "compound:prt" or k == i + 1)
        for k in words.kids[i]
        if k > i
    )


def _asks_a_question(words: Words, i: int) -> bool:
    """Return whether "ask" brings a question, not a request: "asked me whether", "asked: Why"."""
    if words.verb(i) != "ask":
        return False
    whom = words.kid(i, "obj", "iobj")
    after = (whom if whom is not None and whom > i else i) + 1
    _, end = words.bounds[words.sent[i]]
    return after < end and (
        words.low[after] in OPENING or words.low[after] in words.lexicon.grammar["question"]
    )


def _has_particle(words: Words, i: int) -> bool:
    behind = words.low[i + 1] if i + 1 < len(words.low) else ""
    return behind in PARTICLES or any(
        words.dep[k] == "compound:prt" and k > i for k in words.kids[i]
    )


def _refuses(words: Words, i: int) -> bool:
    """Return whether a party says it will not do something: "will not lift the ban" refuses."""
    lows = {words.low[k] for k in words.kids[i]}
    if not (lows & {"will", "wo"} and lows & {"not", "n't", "never"}):
        return False
    subject = words.kid(i, "nsubj")
    if entry_of(words, i, "happen") is not None:
        return False  # "will not take place"
    if is_called_off(words, i) or is_put_off(words, i):
        return False
    return subject is not None and words.verb(i) not in ("die", "fall", "fail")
