"""To whom an act is done: the head of the recipient's phrase.

What belongs here: the places that a sense names for it, and where the grammar hides it (behind a
thing, in what is threatened or refused, in a purpose). What does not: the other roles
(``participants``).
"""

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.clauses import ANIMATE, OBLIQUE, Clause, prepositional, read_clause
from pipelines.extract.events.mood import is_infinitive
from pipelines.extract.events.words import Words

POLITICAL = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC"})
LOWER = frozenset({"acl", "nmod", "obl"})
# Acts on what others did or want: their recipient is who did it
ABOUT_THINGS = frozenset({"aid", "reject", "accuse", "support", "concede", "request", "threaten"})
# Acts of words: what they are about names whom they concern ("threatened to shell Haifa")
ABOUT_ACTS = frozenset({"threaten", "reject", "agree", "concede", "aid", "mobilize"})
# Acts on things that are somebody's
OF_THINGS = ABOUT_THINGS | {"release", "access", "sanction", "restrict", "cooperate"}
PARTIES = ANIMATE | {"place"}
TOWARDS = ("to", "against", "on", "with", "from", "for", "of", "in")
LIVING = frozenset({"nmod:poss", "nmod"})  # "the judge's life", "the life of the judge"
FREED = frozenset({"prisoner", "hostage", "body"})
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
OF_WHOM = frozenset({"amod", "compound", "nmod:poss"})
DEEP = 4  # levels: "lift the ban on doing business with the firm"
MOST_HEADS = 8


def recipient(words: Words, trigger: Trigger) -> int | None:
    """Return the head of the recipient's phrase."""
    found = _by_frame(words, trigger)
    if trigger.sense.subtype == "request" and (found is None or not is_party(words, found)):
        asked = _asked(words, trigger.word)
        return found if asked is None else asked
    if trigger.sense.subtype in ABOUT_ACTS and (found is None or not is_party(words, found)):
        meant = _in_content(words, trigger)
        return found if meant is None else meant
    return found


def is_party(words: Words, noun: int) -> bool:
    """Return whether a noun can be somebody: a name, people, a body, a place."""
    noun = words.content_head(noun)
    if words.tag[noun] == "CD":  # "four of the states"
        noun = prepositional(words, noun, ("of",)) or noun
    if words.ent[noun] in POLITICAL or words.classes(noun) & PARTIES:
        return True
    return any(  # "Iranian sites", "Georgia's border zone"
        k < noun and words.ent[k] in ("NORP", "GPE") and words.dep[k] in OF_WHOM
        for k in words.kids[noun]
    )


def _asked(words: Words, verb: int) -> int | None:
    """Return who is to do what is asked: "called for Peru to stay", "demanded that Iran stop"."""
    for k in words.kids[verb]:
        if k > verb and words.dep[k] in ("advcl", "ccomp", "xcomp"):
            subject = words.kid(k, "nsubj", "nsubj:pass")
            if subject is not None and is_party(words, subject):
                return subject
    return None


def _in_content(words: Words, trigger: Trigger) -> int | None:
    """Return whom the infinitive under an act is aimed at: "refuses to lift sanctions on Iran"."""
    heads = [trigger.word]
    if trigger.predicate is not None and trigger.predicate != trigger.word:
        heads.append(trigger.predicate)
    if trigger.is_verb and trigger.clause.object is not None:
        heads.append(trigger.clause.object)
    for head in heads:
        for k in words.kids[head]:
            if k > trigger.word and is_infinitive(words, k):
                return _aimed_at(words, k)
    return _aimed_at(words, trigger.word) if trigger.sense.mode == "yield" else None


def _aimed_at(words: Words, verb: int) -> int | None:
    """Return the first party among object, phrases of the object and phrases of a verb."""
    clause = read_clause(words, verb)
    direct = [n for n in (clause.second, clause.object) if n is not None and n > verb]
    for noun in direct:
        own = any(words.low[k] in OWN for k in words.kids[noun])  # "withdraw its troops from"
        somebody = is_party(words, noun) or words.classes(noun) & FREED
        if somebody and not own:
            return noun
    for head in (*direct, verb):
        found = _party_below(words, head, clause)
        if found is not None:
            return found
    return None


def _party_below(words: Words, head: int, clause: Clause) -> int | None:
    """Return the nearest party among the phrases under a word, a few levels down."""
    level = [head]
    for _ in range(DEEP):
        level = [
            k
            for h in level
            for k in words.kids[h]
            if k > h and words.dep[k] in (*OBLIQUE, "acl", "obj") and k != clause.agent
        ][:MOST_HEADS]
        found = [
            k
            for k in level
            if words.case(k) in TOWARDS
            and not words.classes(k) & {"time", "setting"}
            and not _is_dated(words, k)
            and is_party(words, k)
        ]
        if found:  # "assistance to Turkey in Idlib"
            return min(found, key=lambda k: words.case(k) == "in")
    return None


def _by_frame(words: Words, trigger: Trigger) -> int | None:
    """Return what stands first in the places that the sense names in order.

    Where things are given, asked for or lifted, whoever stands in a later place comes before the
    thing in an earlier one.
    """
    clause = trigger.clause
    heads = _heads(words, trigger)
    thing: int | None = None
    for place in trigger.sense.recipient:
        if place == "obj":
            found = clause.second if clause.object is None else clause.object
        elif place == "iobj":
            found = clause.second
        else:
            found = next(
                (k for h in heads if (k := _after(words, h, place, clause)) is not None), None
            )
        if found is None:
            continue
        found = _target(words, trigger, found)
        freed = words.classes(found) & FREED and trigger.sense.subtype == "release"
        if trigger.sense.subtype not in OF_THINGS or freed or is_party(words, found):
            return found
        thing = found if thing is None else thing
    if thing is not None and trigger.is_verb and trigger.sense.subtype in OF_THINGS:
        return _party_below(words, thing, clause) or thing  # "returned the head of a king to Peru"
    return thing


def _after(words: Words, head: int, place: str, clause: Clause) -> int | None:
    """Return the noun that hangs on head with a preposition: no time, not the agent."""
    for k in words.kids[head]:
        if k < head or words.dep[k] not in OBLIQUE or words.case(k) != place:
            continue
        away = words.classes(words.content_head(k)) & {"time", "setting"}
        if k != clause.agent and not _is_dated(words, k) and not away:
            return k
    return None


def _is_dated(words: Words, noun: int) -> bool:
    """Return whether a number is a day or a year: "on 16 January", "on January 16", "in 2019"."""
    if words.tag[noun] != "CD":
        return False
    beside = range(max(0, noun - 1), min(noun + 2, len(words.low)))
    year = len(words.low[noun]) == 4 and words.low[noun].isdecimal()
    return year or any("time" in words.classes(k) for k in beside if k != noun)


def _target(words: Words, trigger: Trigger, noun: int) -> int:
    """Return who is meant by a thing: "aid for the refugees", "the demands of the union"."""
    subtype = trigger.sense.subtype
    if "life" in words.lexicon.classes.get(words.noun(noun), ()):
        return next((k for k in words.kids[noun] if words.dep[k] in LIVING), noun)
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
        animate = words.classes(k) & ANIMATE and words.dep[k] in ("nmod:poss", "nmod")
        named = words.ent[k] in POLITICAL or animate
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
    thing = clause.object
    if trigger.is_verb and thing is not None and (thing > trigger.word or clause.passive):
        heads.append(thing)
    # "a ban imposed on", "millions in aid to": the phrase may hang on what hangs on the object
    for head in heads[1:]:
        if len(heads) < MOST_HEADS:
            heads += [k for k in words.kids[head] if k > head and words.dep[k] in LOWER]
    for head in list(heads[1:]):
        heads += [k for k in words.kids[head] if k > head and words.dep[k] == "nmod"]
    return heads
