"""Who took part: heads of the phrases that fill a trigger's roles.

What belongs here: roles from the frame of a sense. What does not: spans and pointers to mentions
(``parties``), when and where (``scope``).
"""

from dataclasses import dataclass

from pipelines.extract.events.blame import blamed
from pipelines.extract.events.clauses import ANIMATE, OBLIQUE, Clause, prepositional
from pipelines.extract.events.triggers import Trigger
from pipelines.extract.events.words import Words

POLITICAL = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC"})
AGENTIVE = frozenset({"GPE", "NORP", "ORG", "PERSON"})
BODILY = frozenset({"targeted", "firearms", "primitive", "beat", "torture", "sexual", None})
NO_PARTY = frozenset(
    ["who", "which", "that", "whom", "what", "there", "it", "this", "where", "when"]
)
UNMARKED = frozenset({"obl:unmarked", "nmod:unmarked"})
# A person's murder is done to the person, a group's attack by the group
DONE_TO = frozenset({"targeted", "abduct", "arrest", "release", "convict", "resign", "primitive"})
OWNERS = frozenset({"its", "their", "his", "her", "our", "my", "your"})
LOWER = frozenset({"acl", "nmod", "obl"})
# Acts on what others did or want: their recipient is who did it
ABOUT_THINGS = frozenset({"aid", "reject", "accuse", "support", "concede", "request"})
PARTIES = ANIMATE | {"place"}
TARGETS = ANIMATE | {"building", "post", "vehicle", "aircraft", "road"}
MEANS = frozenset({"weapon", "bomb", "munition", "gunshot", "rubble"})
# Acts whose means is no party to them
BY_MEANS = frozenset({"attack", "bombing", "shelling", "air_strike", "clash", "mass_weapon"})
MOST_HEADS = 8
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
    noun = words.noun(part.word)
    classes = words.lexicon.classes.get(noun, frozenset())
    violent = trigger.sense.subtype in BY_MEANS
    if "time" in classes or ("abstract" in classes and (part.role != "recipient" or violent)):
        return False
    if violent and classes & MEANS and not classes & TARGETS and not words.ent[part.word]:
        return False  # "a car bomb killed two", "hurled two bombs at"
    if words.ent[part.word]:
        return True
    return part.role != "actor" or noun not in words.lexicon.nouns or bool(classes & ANIMATE)


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


def _recipient(words: Words, trigger: Trigger) -> int | None:
    """Return the head of the recipient's phrase, by the places that the sense names in order."""
    clause = trigger.clause
    heads = _heads(words, trigger)
    for place in trigger.sense.recipient:
        if place == "obj":
            found = clause.second if clause.object is None else clause.object
        elif place == "iobj":
            found = clause.second
        else:
            found = next(
                (k for h in heads if (k := _after(words, h, place, clause)) is not None), None
            )
        if found is not None:
            return _target(words, trigger, found)
    return None


def _after(words: Words, head: int, place: str, clause: Clause) -> int | None:
    """Return the noun that hangs on head with a preposition: no time, not the agent."""
    for k in words.kids[head]:
        if k < head or words.dep[k] not in OBLIQUE or words.case(k) != place:
            continue
        dated = words.tag[k] == "CD" and "time" in words.classes(max(0, k - 1))
        if k != clause.agent and not dated and not words.classes(k) & {"time", "setting"}:
            return k
    return None


def _target(words: Words, trigger: Trigger, noun: int) -> int:
    """Return who is meant by a thing: "aid for the refugees", "the demands of the union"."""
    subtype = trigger.sense.subtype
    if words.ent[noun] or subtype not in ABOUT_THINGS or words.classes(noun) & PARTIES:
        return noun
    if subtype == "aid":
        for _ in range(3):
            if "substance" not in words.classes(noun):
                break
            inner = _nearest_after(words, noun, ("to", "for", "in", "of"))
            if inner is None:
                break
            noun = inner
        return noun
    owner = _owner(words, noun)
    return noun if owner is None else owner


def _nearest_after(words: Words, noun: int, prepositions: tuple[str, ...]) -> int | None:
    return next(
        (
            found
            for p in prepositions
            if (found := prepositional(words, noun, (p,))) is not None
            and not words.classes(found) & {"time", "setting"}
        ),
        None,
    )


def _owner(words: Words, noun: int) -> int | None:
    """Return whose act or thing a noun names, or where: "attacks in Tehran" are Tehran's."""
    for k in words.kids[noun]:
        named = words.ent[k] in POLITICAL or words.classes(k) & ANIMATE
        if k < noun and named and words.dep[k] in ("nmod:poss", "amod", "compound", "nmod"):
            return k
    for preposition in ("by", "from", "of", "against", "on", "in"):
        found = prepositional(words, noun, (preposition,))
        if found is not None and (words.ent[found] in POLITICAL or words.classes(found) & ANIMATE):
            return found
    return None


def _heads(words: Words, trigger: Trigger) -> list[int]:
    """Return the words that the recipient's phrase may hang on, the likeliest first."""
    clause = trigger.clause
    heads = [trigger.word]
    if trigger.predicate is not None and trigger.predicate != trigger.word and trigger.light:
        heads.append(trigger.predicate)
    if trigger.is_verb and clause.object is not None and clause.object > trigger.word:
        heads.append(clause.object)
    # "a ban imposed on", "millions in aid to": the phrase may hang on what hangs on the object
    for head in heads[1:]:
        if len(heads) < MOST_HEADS:
            heads += [k for k in words.kids[head] if k > head and words.dep[k] in LOWER]
    for head in list(heads[1:]):
        heads += [k for k in words.kids[head] if k > head and words.dep[k] == "nmod"]
    return heads


def _verb_parts(words: Words, trigger: Trigger) -> list[Part]:
    clause, roles = trigger.clause, trigger.sense.roles
    recipient = _recipient(words, trigger)
    if roles == "victim":
        return _all(words, _suffers(trigger), clause.subject or clause.object)
    if roles == "instrument":
        return _struck(words, trigger)
    if roles == "both":
        # A participle after its noun looks passive: "protesters clashed with police"
        parties = (clause.subject, clause.object if clause.passive else None, recipient)
        return [part for head in parties for part in _all(words, "actor", head)]
    if roles == "host":
        return _all(words, "actor", recipient) + _all(words, "actor", clause.subject)
    return _all(words, "actor", clause.subject) + _all(words, _suffers(trigger), recipient)


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
    parts += _all(words, "actor", blamed(words, trigger))
    if roles == "none":
        return [p for p in parts if p.role in ("victim", "place")]
    recipient = _recipient(words, trigger)
    other = "actor" if roles in ("both", "visit") and roles == "both" else _suffers(trigger)
    return parts + _all(words, other, recipient)


def _carried(words: Words, trigger: Trigger) -> list[Part]:
    """Return what the light verb brings: its subject, the victims of an act that is the subject."""
    clause, light = trigger.clause, trigger.light
    if light is None:
        return []
    if light == "cause":
        return _all(words, _suffers(trigger), clause.object)
    if clause.passive:
        return _all(words, light, clause.agent)
    if light == "host":
        return _all(words, "host", clause.subject)
    if light == "recipient":
        return _all(words, _suffers(trigger), clause.subject)
    return _all(words, "actor", clause.subject)


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
        elif (
            words.ent[k] in AGENTIVE and words.dep[k] in ("amod", "compound", "nmod")
        ) or words.dep[k] == "nsubj":
            found += _all(words, "actor", k)
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
