"""Whether a sense of the lexicon fits the words around a trigger.

What belongs here: the tests on subject, object and neighbourhood. What does not: finding the words
(``triggers``).
"""

from pipelines.extract.events.clauses import Clause, prepositional
from pipelines.extract.events.lexicon import Sense
from pipelines.extract.events.reading import entry_of
from pipelines.extract.events.words import Words

# What may be fought against, or for
FOES = frozenset(
    ["person", "fighter", "troops", "police", "rebel", "org", "crowd", "place", "area", "control"]
)
# Of what they are is what counts: "a state of emergency", "ten billion dollars of farm goods"
WHOLES = frozenset({"state", "town", "city", "village", "stash", "dollar", "euro", "pound"})
VIOLENT = frozenset({"attack", "bombing", "shelling", "air_strike", "destroy", "clash"})


def matches(words: Words, head: int | None, wanted: frozenset[str]) -> bool:
    """Return whether the noun phrase with this head belongs to one of the classes."""
    if not wanted:
        return True
    if "-" in wanted:
        return head is None
    if "+" in wanted:
        return head is not None
    if head is None:
        return False
    for part in words.conjuncts(head):
        noun = _counted(words, words.content_head(part))
        if words.classes(noun) & wanted:
            return True
        inner = prepositional(words, noun, ("of",))
        whole = words.noun(noun) in WHOLES
        if inner is not None and whole and words.classes(inner) & wanted:
            return True  # "a state of emergency"
        if any(
            words.dep[k] in ("flat", "compound", "nmod:poss")
            and words.ent[k]
            and words.ent_of[k] == words.ent_of[noun]
            and words.classes(k) & wanted
            for k in words.kids[noun]
        ):
            return True
    return False


def _counted(words: Words, noun: int) -> int:
    """Return what is counted: "tens of thousands of nurses" -> nurses."""
    for _ in range(3):
        inner = prepositional(words, noun, ("of",))
        if inner is None or not (words.tag[noun] == "CD" or "hollow" in words.classes(noun)):
            break  # "two of the aides", "tens of thousands of nurses"
        noun = inner
    return noun


def fits(words: Words, i: int, sense: Sense, clause: Clause) -> bool:
    """Return whether subject, object and neighbourhood of a verb are as the sense wants them."""
    if sense.object == {"-"}:
        clause = _unaccusative(words, i, clause)
        if clause.object is not None or (clause.passive and clause.subject is not None):
            return False
    elif sense.object and not _object_fits(words, i, sense, clause):
        return False
    if sense.subtype == "release" and _is_published(words, clause.object):
        return False
    if sense.subject and not matches(words, clause.subject, sense.subject):
        return False
    if _is_of_things(words, sense, clause):
        return False
    if sense.roles == "both" and not _is_mutual(words, i, sense, clause):
        return False
    if clause.subject is not None and _is_disaster(words, words.content_head(clause.subject)):
        return False  # "the storm hit Luzon"
    if sense.subtype in VIOLENT and (
        _is_ended(words, i, clause.object) or _is_figurative(words, i, sense, clause)
    ):
        return False
    return not sense.clause or clause_has(words, i, sense.clause)


def _is_of_things(words: Words, sense: Sense, clause: Clause) -> bool:
    """Return whether things stand where persons do: "met the buses", "handed over lists"."""
    parties = [k for k in (clause.subject, clause.object) if k is not None]
    if sense.subtype == "meeting" and sense.roles == "both":
        return any(words.classes(k) & {"vehicle", "aircraft"} for k in parties)
    if sense.subtype == "release" and clause.object is not None:
        return "document" in words.lexicon.classes.get(words.noun(clause.object), ())
    return False


def _is_published(words: Words, noun: int | None) -> bool:
    """Return whether words or pictures are released: "a statement", "the name of the dead"."""
    return noun is not None and "publication" in words.classes(words.content_head(noun))


def _is_mutual(words: Words, i: int, sense: Sense, clause: Clause) -> bool:
    """Return whether several discuss or speak again, or one does with another."""
    mutual = words.lexicon.grammar["mutual"]
    if words.verb(i) not in mutual and not any(word in mutual for word in sense.tail):
        return True
    if prepositional(words, i, sense.recipient) is not None:
        return True
    subject = clause.subject
    if subject is None:
        return False
    several = words.tag[subject] in ("NNS", "NNPS") or words.low[subject] in ("they", "both")
    return several or words.kid(subject, "conj") is not None


def _unaccusative(words: Words, i: int, clause: Clause) -> Clause:
    """Return the clause of "the car overturned", which parsers take for a passive at times."""
    be = words.kid(i, "aux:pass") is not None
    if not clause.passive or be or clause.subject is not None or words.tag[i] not in ("VBD", "VBN"):
        return clause
    return Clause(subject=clause.object)


def _is_figurative(words: Words, i: int, sense: Sense, clause: Clause) -> bool:
    """Return whether no bodies meet: "the crisis exploded", "must fight against poverty"."""
    if clause.subject is not None and words.head[clause.subject] == i:  # not "a plan to bomb"
        classes = words.lexicon.classes.get(words.noun(clause.subject), frozenset())
        if "abstract" in classes and not classes & {"incident", "fighting", "war", "crowd"}:
            return True
        if "sanction" in classes or "ban" in classes:
            return True  # "the sanctions target ten officials"
    if sense.subtype != "clash" or sense.object != {"-"}:
        return False
    foe = prepositional(words, i, ("against", "for"))
    return foe is not None and not (words.ent[foe] or words.classes(foe) & FOES)


def _is_ended(words: Words, i: int, noun: int | None) -> bool:
    """Return whether a verb of killing ends an act: "axed the dinner", "killed the talks"."""
    if noun is None:
        return False
    acts = words.lexicon.nouns.get(words.noun(noun), ())
    entry = entry_of(words, i, "object")
    ends = entry is not None and entry.status in ("cancelled", "failed", "postponed")
    return ends and any(not s.tail and s.subtype not in VIOLENT for s in acts)


def tells_status(words: Words, i: int, sense: Sense) -> bool:
    """Return whether a verb only says what became of an act: "fell through", "nixed a drill"."""
    disowned = entry_of(words, i, "disowning")
    if disowned is not None and len(disowned.tail) > len(sense.tail):
        return True  # "pleaded not guilty to the kidnapping"
    entry = entry_of(words, i, "subject") or entry_of(words, i, "object")
    if entry is None or entry.status not in ("cancelled", "failed", "postponed", "ongoing"):
        return False
    if len(entry.tail) > len(sense.tail):
        return entry_of(words, i, "subject") is not None
    thing = words.kid(i, "obj", "nsubj:pass")
    if sense.subtype != "reject" or thing is None:
        return False
    return any(
        s.subtype in ("meeting", "cooperate", "protest", "other")
        for s in words.lexicon.nouns.get(words.noun(thing), ())
    )


def _is_disaster(words: Words, noun: int) -> bool:
    senses = words.lexicon.nouns.get(words.noun(noun), ())
    return words.is_noun(noun) and any(s.subtype == "disaster" and not s.tail for s in senses)


def clause_has(words: Words, i: int, wanted: str) -> bool:
    """Return whether a word of a class stands near word i in its sentence."""
    a, b = words.bounds[words.sent[i]]
    near = range(max(a, i - 12), min(b, i + 13))
    return any(
        wanted in words.lexicon.classes.get(words.noun(k), ()) and not _is_in_a_name(words, k)
        for k in near
    )


def _is_in_a_name(words: Words, k: int) -> bool:
    """Return whether a word is part of a name of several: the European Union does not strike."""
    if not words.ent[k]:
        return False
    beside = (n for n in (k - 1, k + 1) if 0 <= n < len(words.ent))
    return any(words.ent_of[n] == words.ent_of[k] for n in beside)


def _object_fits(words: Words, i: int, sense: Sense, clause: Clause) -> bool:
    if matches(words, clause.object, sense.object):
        return True
    if clause.object is None and not clause.passive:
        # "searched for weapons", "opened to aid", "protested against the decision"
        for k in words.kids[i]:
            if (
                k > i
                and words.dep[k] == "obl"
                and words.case(k) in ("for", "from", "in", "to", "on", *sense.tail)
            ) and words.case(k) in (*sense.recipient, "for", *sense.tail):
                return matches(words, k, sense.object)
    return False
