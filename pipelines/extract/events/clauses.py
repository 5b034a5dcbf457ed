"""Who stands where around a predicate: subject, object, agent, prepositional phrases.

What belongs here: grammar that any rule needs (passives, relative clauses, coordination, control).
What does not: words of one event type.
"""

from dataclasses import dataclass

from pipelines.extract.events.words import Words

SUBJECT = ("nsubj",)
PASSIVE_SUBJECT = ("nsubj:pass",)
RELATIVE = frozenset({"who", "which", "that", "whom"})
OBLIQUE = frozenset({"obl", "nmod", "obl:agent", "advcl", "obl:arg"})
LOOSE = frozenset({"advmod", "dep", "obl:unmarked"})
REACH = 6  # levels that a rule climbs: parses of real sentences are rarely deeper


@dataclass(slots=True)
class Clause:
    """The arguments of one predicate as word indices of their heads."""

    subject: int | None = None
    object: int | None = None
    second: int | None = None  # the indirect object
    agent: int | None = None
    passive: bool = False


def is_passive(words: Words, verb: int) -> bool:
    """Return whether the verb form stands in the passive."""
    for k in words.kids[verb]:
        if words.dep[k] in ("aux:pass", "nsubj:pass", "csubj:pass"):
            return True
    if words.tag[verb] != "VBN":
        return False
    if words.dep[verb] in ("acl", "amod"):
        return words.kid(verb, "obj") is None
    if words.dep[verb] == "conj" and words.kid(verb, "aux", "obj", "nsubj") is None:
        head = words.head[verb]
        return words.tag[head] == "VBN" and is_passive_plain(words, head)
    return False


def is_passive_plain(words: Words, verb: int) -> bool:
    """Return whether the verb has a passive auxiliary of its own."""
    return any(words.dep[k] in ("aux:pass", "nsubj:pass") for k in words.kids[verb])


def read_clause(words: Words, verb: int) -> Clause:
    """Return the arguments of a verb, taken from what it is coordinated with or governed by."""
    clause = Clause(passive=is_passive(words, verb))
    if not words.parsed:
        return _flat_clause(words, verb)
    clause.object = words.kid(verb, "obj")
    clause.second = words.kid(verb, "iobj")
    subject = _subject(words, verb)
    for k in words.kids[verb]:
        if words.dep[k] == "obl:agent" or (words.dep[k] == "obl" and words.case(k) == "by"):
            clause.agent = k
            break
    if clause.passive:
        if clause.object is None:
            clause.object = subject
        clause.subject = clause.agent
    else:
        clause.subject = subject
    if clause.subject is not None and clause.subject == clause.object:
        clause.subject = None
    return clause


def _subject(words: Words, verb: int) -> int | None:
    """Return the subject, climbing through coordination, control and relative clauses."""
    at = verb
    for _ in range(REACH):
        subject = words.kid(at, "nsubj", "nsubj:pass")
        if subject is not None:
            if words.low[subject] in RELATIVE and words.dep[at] in ("acl:relcl", "acl"):
                return words.head[at]
            return subject
        head, dep = words.head[at], words.dep[at]
        if head == at:
            return None
        if dep == "acl" and words.tag[at] == "VBG" and words.dep[head] == "obj":
            if not words.classes(head) & ANIMATE:
                at = words.head[head]  # "issued a statement urging"
                continue
        if dep in ("acl", "acl:relcl", "amod"):
            return head if words.tag[head].startswith(("NN", "PRP", "CD")) else None
        if dep == "xcomp":
            controlled = words.kid(head, "obj")
            if controlled is not None and words.verb(head) not in SUBJECT_CONTROL:
                return controlled
        elif dep not in ("conj", "advcl", "cop", "aux", "parataxis", "ccomp") or (
            dep in ("ccomp", "parataxis") and words.tag[at] not in ("VB", "VBG")
        ):
            return None
        if dep == "advcl" and words.verb(head) in ("say", "report", "add"):
            said = words.kid(head, "ccomp")  # "stormed the base, officials said, killing two"
            if said is not None:
                head = said
        at = head
    return None


ANIMATE = frozenset({"person", "fighter", "troops", "org", "official", "crowd", "police"})
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "use", "take"})


def _flat_clause(words: Words, verb: int) -> Clause:
    """Without dependencies: the nearest entity before is the subject, the next the object."""
    a, b = words.bounds[words.sent[verb]]
    before = [e for e in words.ents if a <= e[0] and e[1] <= verb]
    after = [e for e in words.ents if verb < e[0] and e[1] <= b]
    return Clause(
        subject=before[-1][1] - 1 if before else None, object=after[0][1] - 1 if after else None
    )


def prepositional(
    words: Words, head: int, prepositions: tuple[str, ...] | frozenset[str]
) -> int | None:
    """Return the first noun after head that hangs on it with one of the prepositions."""
    for k in words.kids[head]:
        if k > head and words.dep[k] in OBLIQUE and words.case(k) in prepositions:
            return k
    return None


def governor(words: Words, noun: int) -> tuple[int | None, str, list[int]]:
    """Return the predicate of a noun, its relation to it, and the nouns between.

    The relation is subject, object (also of a passive or after a verb's preposition), oblique
    (any other phrase) or none.
    """
    at, path = noun, []
    for _ in range(REACH):
        head, dep = words.head[at], words.dep[at]
        if head == at:
            return (None, "none", path)
        if dep in ("nmod", "compound", "appos", "amod", "nmod:poss"):
            path.append(head)
        elif dep in ("nsubj", "nsubj:pass", "csubj", "csubj:pass"):
            if words.is_verb(head):
                passive = dep.endswith("pass") or is_passive(words, head)
                return (head, "object" if passive else "subject", path)
            return (head, "subject", path)
        elif dep in ("obj", "xcomp", "ccomp"):
            return (head, "object", path)
        elif dep in LOOSE and at > head and words.is_verb(head):
            return (
                head,
                "object",
                path,
            )  # "floated a pull-out": the last part was taken for an adverb
        elif dep in ("obl", "advcl", "obl:agent"):
            return (head, "oblique:" + (words.case(at) or words.case(noun)), path)
        elif dep in ("acl", "acl:relcl"):
            return (head, "oblique:", path)
        elif dep != "conj":
            return (head, "none", path)
        at = head
    return (None, "none", path)
