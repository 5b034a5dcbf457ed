"""Words that name an act: which word, with which sense.

What belongs here: matching the lexicon, and the tests of a sense on subject, object and governor.
What does not: whether the act happened (status), who took part (participants).
"""

from dataclasses import dataclass, field

from pipelines.extract.events.clauses import Clause, governor, prepositional, read_clause
from pipelines.extract.events.lexicon import Sense
from pipelines.extract.events.mood import MODALS, SPANS
from pipelines.extract.events.reading import entry_of, predicate_entry, tail_end
from pipelines.extract.events.senses import clause_has, fits, matches
from pipelines.extract.events.words import Words

# What may stand before a noun that is only part of its compound ("attack helicopter" is no attack)
COMPOUND_FREE = frozenset(
    {"ceasefire", "prisoner_exchange", "release", "withdraw", "mediate", "disarm", "sanction"}
)
HEADLINE = frozenset({"NNS", "NNP", "NNPS"})
PARTIES = frozenset({"person", "org", "official", "crowd", "rebel", "fighter"})
MISTAKEN = frozenset(["minute", "hour", "day", "week", "month", "set", "due"])


REFUSAL = Sense(
    tail=(), subject=frozenset(), object=frozenset(), clause="", recipient=("obj", "on", "to"),
    roles="act", subtype="reject", mode="yield", when="",
)  # fmt: skip


@dataclass(slots=True)
class Trigger:
    """A word or phrase that names an act.

    Attributes:
        word: The word that the phrase's grammar hangs on.
        first: First word of the phrase.
        last: Last word of the phrase.
        sense: The row of the lexicon.
        is_verb: Whether it is a verb.
        clause: Arguments of the verb (of the light verb that carries a noun).
        predicate: The verb itself, or the one that governs the noun.
        relation: How the noun hangs on its predicate.
        path: Nouns between the noun and its predicate.
        light: Role of the light verb's subject, None if the predicate is no light verb.
    """

    word: int
    first: int
    last: int
    sense: Sense
    is_verb: bool
    clause: Clause
    predicate: int | None
    relation: str = "self"
    path: list[int] = field(default_factory=list)
    light: str | None = None


def find_triggers(words: Words) -> list[Trigger]:
    """Return the triggers in text order, none inside another."""
    found: list[Trigger] = []
    covered = -1
    for i in range(len(words.low)):
        if i <= covered:
            continue
        trigger = _verb_trigger(words, i) or _noun_trigger(words, i)
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
        reduced = words.dep[i] == "acl" and lemma != words.low[i]
        # "an agreement to exchange", "are due to hand over", "a boy shot Sunday", tagged a noun
        return (infinitive or due or reduced) and words.tag[i] == "NN"
    if words.dep[i] in ("amod", "compound") and words.kid(i, "obl", "nsubj") is None:
        headline = i and words.head[i - 1] == words.head[i] > i and words.tag[i - 1] in HEADLINE
        return bool(headline) or words.low[max(0, i - 1)] in ("had", "has", "have")
    if lemma == "insist" and _asserts(words, i):
        return False
    if lemma in ("decline", "refuse") and words.low[i + 1 : i + 3] == ["to", "comment"]:
        return False
    # without tags a bare form is taken for the noun
    return bool(words.tag[i]) or words.low[i] != lemma


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
    if words.dep[i] != "acl" and _refuses(words, i):
        return Trigger(i, i, i, REFUSAL, True, read_clause(words, i), i)
    for sense in senses:
        last = tail_end(words, i, sense.tail)
        if last is None:
            continue
        if clause is None:
            clause = read_clause(words, i)
        if fits(words, i, sense, clause):
            return Trigger(i, i, last, sense, True, clause, i)
    return None


def _refuses(words: Words, i: int) -> bool:
    """Return whether a party says it will not do something: "will not lift the ban" refuses."""
    lows = {words.low[k] for k in words.kids[i]}
    if not (lows & {"will", "wo"} and lows & {"not", "n't", "never"}):
        return False
    subject = words.kid(i, "nsubj")
    if entry_of(words, i, "happen") is not None:
        return False  # "will not take place"
    return subject is not None and words.verb(i) not in ("die", "fall", "fail")


def _noun_trigger(words: Words, i: int) -> Trigger | None:
    if words.low[i][0] not in ALPHABET:
        return None
    noun = words.noun(i)
    senses = words.lexicon.nouns.get(noun)
    if senses is None and words.low[i] in words.lexicon.nouns:
        senses = words.lexicon.nouns[words.low[i]]
    if senses is None:
        return None
    for sense in senses:
        last = words.follows(i, sense.tail)
        if last is None:
            continue
        if not sense.tail and not (words.is_noun(i) or _tagged_off(words, i)):
            continue
        trigger = _noun_sense(words, i, last, sense)
        if trigger is not None:
            return trigger
    return None


ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")


def _tagged_off(words: Words, i: int) -> bool:
    """Return whether a noun was tagged a verb (capitals confuse the tagger)."""
    return words.tag[i] in ("VBZ", "JJ", "VBG", "VB", "RB") and words.dep[i] in (
        "csubj", "csubj:pass",
        "obj", "nsubj", "nmod", "obl", "nsubj:pass",
    )  # fmt: skip


def _noun_sense(words: Words, i: int, last: int, sense: Sense) -> Trigger | None:
    span = range(i, last + 1)
    word = next((k for k in span if words.head[k] == k or words.head[k] not in span), i)
    if last == i and i and words.low[i - 1] in words.lexicon.grammar["press"]:
        return None  # a news conference is no meeting
    if words.low[i] == "march" and words.tag[i] == "NNP" and words.kid(word, "det") is None:
        return None  # the month
    if sense.clause and not clause_has(words, i, sense.clause):
        return None
    compound = words.dep[word] in ("compound", "nmod:poss", "amod") and words.head[word] > word
    if compound and not _compound_counts(words, word, sense):
        return None
    predicate, relation, path = governor(words, word)
    if words.ent[word] in ("PERSON", "ORG", "GPE"):
        return None
    light = None
    clause = Clause()
    if predicate is not None:
        if words.verb(predicate) in words.lexicon.light:
            light = _light_role(words, predicate, relation)
        if light is not None:
            clause = read_clause(words, predicate)
    trigger = Trigger(word, i, last, sense, False, clause, predicate, relation, path, light)
    return trigger if _condition(words, trigger) else None


def _compound_counts(words: Words, word: int, sense: Sense) -> bool:
    head = words.noun(words.head[word])
    plain = "arrangement" in words.lexicon.classes.get(head, ())
    if "attempt" in words.lexicon.classes.get(head, ()) and words.dep[word] == "compound":
        return True  # "an assassination attempt"
    if _is_disputed(words, words.head[word]):
        return True  # "dismissed the hacking allegations"
    if head in words.lexicon.nouns and not plain:
        return False
    if words.dep[word] == "nmod:poss":
        return False
    if head in ("set", "due") and words.low[word + 1] == head:
        return True  # "scrapped a drill set for May"
    if (
        words.dep[words.head[word]] in ("nmod:unmarked", "obl:unmarked", "nsubj:pass")
        and head in MISTAKEN
    ):
        return True  # "called off the strike ten minutes before": no compound at all
    return sense.subtype in COMPOUND_FREE and plain


def _is_disputed(words: Words, claim: int) -> bool:
    """Return whether a noun is a claim that somebody denies."""
    if words.noun(claim) not in words.lexicon.status["claim_noun"]:
        return False
    above = words.head[claim]
    return words.verb(above) == "deny" or entry_of(words, above, "claim") is not None


def _light_role(words: Words, predicate: int, relation: str) -> str | None:
    """Return what the subject of a light verb is to the act that the verb carries."""
    for tail, role in words.lexicon.light[words.verb(predicate)]:
        if words.follows(predicate, tail) is None:
            continue
        if role == "cause" or relation == "subject":
            if role == "cause" and relation == "subject":
                return role
        elif (
            relation == "object"
            or relation[8:] in LIGHT_CASES
            or (role == "recipient" and relation.startswith("oblique:"))
        ):
            return role
    return None


LIGHT_CASES = frozenset({"in", "into", "for", "with", "on"})


def _condition(words: Words, trigger: Trigger) -> bool:
    when = trigger.sense.when
    if not when:
        return True
    if when == "call":
        return prepositional(words, trigger.word, ("for", "on")) is None
    if when == "copula":
        return words.kid(trigger.word, "cop") is not None or words.dep[trigger.word] == "ccomp"
    if when == "light":
        # "the opposition called for a march" is a party that acts
        acts = trigger.relation == "subject" and words.classes(trigger.word) & PARTIES
        return trigger.light is not None or (not acts and _under_status_word(words, trigger))
    if when == "alone":  # "the third round was put off", but "round of talks" is named by its talks
        alone = prepositional(words, trigger.word, ("of",)) is None
        return alone and _under_status_word(words, trigger)
    if when == "status":
        return _under_status_word(words, trigger)
    if when in ("on", "life", "whose"):
        return _idiom(words, trigger.word, when)
    of = prepositional(words, trigger.word, ("of",))
    if when == "place":
        return of is not None and matches(words, of, frozenset({"place", "area", "building"}))
    if when == "prisoner":
        wanted = frozenset({"prisoner", "hostage", "body", "artefact"})
        if of is not None and matches(words, of, wanted | {"person"}):
            return True
        if any(words.classes(k) & wanted for k in words.kids[trigger.word]):
            return True
        return of is None and _under_status_word(words, trigger)
    return False


def _idiom(words: Words, noun: int, when: str) -> bool:
    """Return whether a noun stands in "are on strike", "an attempt on the judge's life"."""
    if when == "on":
        bare = not any(words.dep[k] in ("det", "amod", "compound") for k in words.kids[noun])
        return bare and words.case(noun) == "on"
    if when == "whose":  # "the death of", "his death", not "a fight to the death"
        owned = any(words.dep[k] in ("nmod:poss", "nummod", "amod") for k in words.kids[noun])
        return owned or prepositional(words, noun, ("of", "in")) is not None
    aim = prepositional(words, noun, ("on", "against"))
    return aim is not None and "life" in words.lexicon.classes.get(words.noun(aim), ())


def _under_status_word(words: Words, trigger: Trigger) -> bool:
    kinds = words.lexicon.status
    if trigger.predicate is not None and trigger.relation == "subject":
        if words.noun(trigger.predicate) in SPANS and words.case(trigger.predicate) == "in":
            return True  # "the conference is in its second week"
        if entry_of(words, trigger.predicate, "happen") is not None:
            return True
        if predicate_entry(words, trigger.word, trigger.predicate) is not None:
            return True
        if any(words.low[k] in MODALS for k in words.kids[trigger.predicate]):
            return True  # "a ban would cost"
    if trigger.predicate is not None and trigger.relation != "self":
        lemma = words.verb(trigger.predicate)
        entry = entry_of(words, trigger.predicate, "object")
        if entry is not None and entry.tail and trigger.relation.startswith("oblique:"):
            return True  # "agreed to a corridor"
        if any(lemma in kinds.get(kind, ()) for kind in ("object", "subject")):
            return trigger.relation in ("object", "subject") or trigger.relation[8:] in LIGHT_CASES
    if any(_is_disputed(words, k) for k in trigger.path):
        return True
    return any(words.noun(k) in kinds.get("noun", ()) for k in trigger.path)
