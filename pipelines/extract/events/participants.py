"""Who took part: heads of the phrases that fill a trigger's roles.

What belongs here: roles from the frame of a sense. What does not: spans and pointers to mentions
(``parties``), when and where (``scope``).
"""

from dataclasses import dataclass

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.blame import blamed
from pipelines.extract.events.clauses import ANIMATE, OBLIQUE, prepositional, read_clause
from pipelines.extract.events.reading import entry_of
from pipelines.extract.events.recipients import recipient
from pipelines.extract.events.words import Words

AGENTIVE = frozenset({"GPE", "NORP", "ORG", "PERSON"})
BODILY = frozenset({"targeted", "firearms", "primitive", "beat", "torture", "sexual", None})
NO_PARTY = frozenset(["who", "which", "that", "whom", "what", "there", "this", "where", "when"])
UNMARKED = frozenset({"obl:unmarked", "nmod:unmarked"})
# A person's murder is done to the person, a group's attack by the group
DONE_TO = frozenset({"targeted", "abduct", "arrest", "release", "convict", "resign", "primitive"})
OWNERS = frozenset({"its", "their", "his", "her", "our", "my", "your"})
TARGETS = ANIMATE | {"building", "post", "vehicle", "aircraft", "road"}
DESIGNS = frozenset({"plan", "bid", "attempt", "move", "decision"})
MEANS = frozenset({"weapon", "bomb", "munition", "gunshot", "rubble"})
# Acts whose means is no party to them
BY_MEANS = frozenset({"attack", "bombing", "shelling", "air_strike", "clash", "mass_weapon"})
BINDING = frozenset({"ceasefire", "prisoner_exchange"})
EXCHANGED = frozenset({"prisoner", "hostage", "body"})
LIST = 40  # words that a list of parties may span


@dataclass(frozen=True, slots=True)
class Part:
    """One participant: its role and the head word of its phrase."""

    role: str
    word: int


def find_parts(words: Words, trigger: Trigger) -> list[Part]:
    """Return the participants of one trigger, each word once."""
    parts = _verb_parts(words, trigger) if trigger.is_verb else _noun_parts(words, trigger)
    seen: set[int] = set()
    kept = []
    for part in parts:
        if part.word not in seen and part.word != trigger.word and _is_party(words, trigger, part):
            seen.add(part.word)
            kept.append(part)
    return kept


def _is_party(words: Words, trigger: Trigger, part: Part) -> bool:
    """Return whether a word can be a party: no relative pronoun, no act, no abstract noun."""
    if words.low[part.word] in NO_PARTY or words.dep[part.word] in UNMARKED:
        return False
    if words.noun(part.word) in words.lexicon.grammar["measure"]:
        return False  # "pulled back 3km"
    noun = words.noun(part.word)
    classes = words.lexicon.classes.get(noun, frozenset())
    if trigger.sense.subtype == "prisoner_exchange" and words.classes(part.word) & EXCHANGED:
        return False  # "an exchange of prisoners": they are what is exchanged, not who does it
    violent = trigger.sense.subtype in BY_MEANS
    if "time" in classes or ("abstract" in classes and (part.role != "recipient" or violent)):
        return False
    if violent and classes & MEANS and not classes & TARGETS and not words.ent[part.word]:
        return False  # "a car bomb killed two", "hurled two bombs at"
    if words.ent[part.word]:
        return True
    if part.role == "actor" and classes & DESIGNS and not classes & ANIMATE:
        return False  # "an effort to reopen"
    names_act = any(not sense.tail for sense in words.lexicon.nouns.get(noun, ()))
    return part.role != "actor" or not names_act or bool(classes & ANIMATE)


def _all(words: Words, role: str, head: int | None) -> list[Part]:
    if head is None:
        return []
    found = words.conjuncts(head)
    if words.dep[head] in ("nsubj", "nsubj:pass"):
        # "Ukraine, the United States and Russia have held": a list taken for two subjects; but
        # "the fact is that rebels kill" has two subjects of two predicates
        more = (
            k
            for k in words.kids[words.head[head]]
            if words.dep[k] == words.dep[head] and _listed(words, k, head)
        )
        found += [c for k in more if k not in found for c in words.conjuncts(k)]
    return [Part(role, k) for k in found]


def _listed(words: Words, one: int, other: int) -> bool:
    """Return whether two words are items of one list: only commas, "and" and names between."""
    first, last = sorted((one, other))
    return last - first < LIST and not any(
        words.is_verb(k) or words.dep[k] in ("mark", "cop", "aux") for k in range(first + 1, last)
    )


def _suffers(trigger: Trigger) -> str:
    """Return the role of who an act is done to: victim where bodies are hurt."""
    sense = trigger.sense
    bodily = sense.subtype == "attack" and sense.mode in BODILY
    return "victim" if bodily or sense.roles in ("harm", "victim") else "recipient"


def _verb_parts(words: Words, trigger: Trigger) -> list[Part]:
    clause, roles = trigger.clause, trigger.sense.roles
    target = recipient(words, trigger)
    if roles == "victim":
        return _all(words, _suffers(trigger), clause.subject or clause.object)
    if roles == "instrument":
        return _struck(words, trigger)
    if roles == "both":
        # A participle after its noun looks passive: "protesters clashed with police"
        parties = (clause.subject, clause.object if clause.passive else None, target)
        return [part for head in parties for part in _all(words, "actor", head)]
    if roles == "host":
        return _all(words, "actor", target) + _all(words, "actor", clause.subject)
    return _all(words, "actor", clause.subject) + _all(words, _suffers(trigger), target)


def _struck(words: Words, trigger: Trigger) -> list[Part]:
    """Return what went up with a bomb, or what it went off at: "exploded outside the embassy"."""
    found = _all(words, "recipient", trigger.clause.object)
    for k in words.kids[trigger.word]:
        aimed = k > trigger.word and words.dep[k] in OBLIQUE and k != trigger.clause.agent
        if aimed and not words.classes(k) & {"time", "setting"} and _is_target(words, k):
            found += _all(words, "recipient", k)
    return found


def _is_target(words: Words, noun: int) -> bool:
    """Return whether a noun names what can be blown up, not a town or a region."""
    return words.ent[noun] not in ("GPE", "LOC") and bool(words.classes(noun) & TARGETS)


def _noun_parts(words: Words, trigger: Trigger) -> list[Part]:
    roles = trigger.sense.roles
    parts = _carried(words, trigger) + _premodifiers(words, trigger) + _around(words, trigger)
    parts += _all(words, "actor", blamed(words, trigger)) + _undertaken(words, trigger)
    if roles == "none":
        return [p for p in parts if p.role in ("victim", "place")]
    target = recipient(words, trigger)
    other = "actor" if roles in ("both", "visit") and roles == "both" else _suffers(trigger)
    return parts + _all(words, other, target)


def _undertaken(words: Words, trigger: Trigger) -> list[Part]:
    """Return who binds themselves to what both sides do: "Peru and Chile agreed to a truce"."""
    predicate = trigger.predicate
    if trigger.sense.subtype not in BINDING or trigger.light is not None or predicate is None:
        return []
    if words.verb(predicate) not in words.lexicon.grammar["undertaking"]:
        return []
    if trigger.relation not in ("object", "oblique:to", "oblique:on"):
        return []
    return _all(words, "actor", read_clause(words, predicate).subject)


def _carried(words: Words, trigger: Trigger) -> list[Part]:
    """Return what the light verb brings: its subject, the victims of an act that is the subject."""
    clause, light = trigger.clause, trigger.light
    if light is None:
        return []
    if light == "cause":
        assert trigger.predicate is not None
        if entry_of(words, trigger.predicate, "happen") is not None:
            return []  # "took place"
        return _all(words, _suffers(trigger), clause.object)
    if clause.passive:
        return _all(words, light, clause.agent)
    if light == "host":
        return _all(words, "host", clause.subject)
    if light == "recipient":
        return _all(words, _suffers(trigger), clause.subject)
    given = _all(words, _suffers(trigger), clause.second)  # "gave the firm a warning"
    return _all(words, "actor", clause.subject) + given


def _is_predicated(words: Words, trigger: Trigger) -> bool:
    """Return whether the noun tells what its subject does: "are on strike", "is willing to"."""
    return bool(words.case(trigger.word)) or trigger.sense.when == "copula"


def _premodifiers(words: Words, trigger: Trigger) -> list[Part]:
    """Return owner and demonym before the noun: "Russia's attack", "Israeli air strikes"."""
    found = []
    for k in words.kids[trigger.word]:
        if k >= trigger.word or trigger.first <= k <= trigger.last:
            continue
        if words.dep[k] == "nmod:poss":
            if words.low[k] == "their" and trigger.sense.roles == "both":
                found.append(Part("actor", k))
            elif words.low[k] not in OWNERS:
                of = prepositional(words, trigger.word, ("of",))
                suffers = trigger.sense.mode in DONE_TO and of is None
                found += _all(words, _suffers(trigger) if suffers else "actor", k)
        elif (words.ent[k] in AGENTIVE and words.dep[k] in ("amod", "compound", "nmod")) or (
            words.dep[k] == "nsubj" and _is_predicated(words, trigger)
        ):
            found += _all(words, "actor", k)  # "are on strike", not "the topic was the attack"
    return found


def _around(words: Words, trigger: Trigger) -> list[Part]:
    """Return agents and hosts after the noun: "by", "between", "hosted by"."""
    found: list[Part] = []
    for head in (trigger.word, *trigger.path[:1]):
        for preposition in ("by", "between", "among"):
            found += _all(words, "actor", prepositional(words, head, (preposition,)))
        for k in words.kids[head]:
            if words.dep[k] in ("acl", "acl:relcl") and k > head:
                role = _helper_role(words, words.verb(k))
                agent = prepositional(words, k, ("by",)) if role else None
                found += _all(words, role, agent)
    return found


def _helper_role(words: Words, lemma: str) -> str:
    grammar = words.lexicon.grammar
    return (
        "host"
        if lemma in grammar["hosting"]
        else "mediator"
        if lemma in grammar["brokering"]
        else "actor"
    )
