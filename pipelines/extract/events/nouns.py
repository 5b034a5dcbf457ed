"""Nouns that name an act: "talks", "the lifting of the ban", with what must govern them.

What belongs here: matching the nouns of the lexicon, compounds, light verbs that carry them. What
does not: verbs that name an act (``triggers``), whether it happened (``status``).
"""

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.clauses import Clause, governor, prepositional, read_clause
from pipelines.extract.events.deferral import FUTURE
from pipelines.extract.events.lexicon import Sense
from pipelines.extract.events.mood import MODALS, SPANS
from pipelines.extract.events.reading import entry_of, governs_through, predicate_entry
from pipelines.extract.events.senses import clause_has, matches
from pipelines.extract.events.words import Words

# What may stand before a noun that is only part of its compound ("attack helicopter" is no attack)
COMPOUND_FREE = frozenset(
    {"ceasefire", "prisoner_exchange", "release", "withdraw", "mediate", "disarm", "sanction"}
)
PARTIES = frozenset({"person", "org", "official", "crowd", "rebel", "fighter"})
MISTAKEN = frozenset(["minute", "hour", "day", "week", "month", "set", "due"])
ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")
# Said, not done: "a potential threat" is none yet
WORDS_ONLY = frozenset({"request", "accuse", "reject", "threaten", "support", "concede"})
STATES = frozenset({"on", "under", "at"})
LIGHT_CASES = frozenset({"in", "into", "for", "with", "on"})


def noun_trigger(words: Words, i: int) -> Trigger | None:
    """Return the act that a noun at word i names, None if it names none."""
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
    if words.low[i] == "talk" and last == i:
        return None  # "talk of a coup"; those who meet hold talks
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
        if any(words.low[k] in MODALS | FUTURE for k in words.kids[trigger.predicate]):
            return True  # "a ban would cost"
    if _may_come(words, trigger) or _came_about(words, trigger):
        return True
    if trigger.predicate is not None and trigger.relation != "self":
        entry = entry_of(words, trigger.predicate, "object")
        if governs_through(words, trigger.predicate, trigger.relation[8:]):
            return trigger.relation.startswith("oblique:")  # "agreed to a corridor"
        if trigger.relation[8:] in STATES:
            return entry_of(words, trigger.predicate, "state") is not None  # "remained on alert"
        if entry is not None or entry_of(words, trigger.predicate, "subject") is not None:
            return trigger.relation in ("object", "subject") or trigger.relation[8:] in LIGHT_CASES
    if any(_is_disputed(words, k) for k in trigger.path):
        return True
    below = (trigger.word, *trigger.path)
    return any(
        (words.noun(k) in kinds["noun"] or words.noun(k) in kinds["complement"])
        and words.is_noun(k)
        and words.dep[below[n]] != "compound"
        for n, k in enumerate(trigger.path)
    )


def _came_about(words: Words, trigger: Trigger) -> bool:
    """Return whether an act is said to be done, or to have parts: "the swap is done"."""
    if any(words.low[k] == "part" for k in trigger.path):
        return True  # "were no part of the exchange"
    predicate = trigger.predicate
    if predicate is None or trigger.relation not in ("subject", "object"):
        return False
    return words.verb(predicate) in words.lexicon.grammar["befalling"]


def _may_come(words: Words, trigger: Trigger) -> bool:
    """Return whether an act is told as one to come: "could mean tariffs", "a planned push"."""
    predicate = trigger.predicate
    if predicate is not None and trigger.relation == "object":
        brings = words.verb(predicate) in words.lexicon.grammar["bringing"]
        if brings and any(words.low[k] in MODALS for k in words.kids[predicate]):
            return True
    return trigger.sense.subtype not in WORDS_ONLY and any(
        words.low[k] in words.lexicon.status["modifier"] and words.dep[k] in ("amod", "compound")
        for k in words.kids[trigger.word]
        if k < trigger.word
    )
