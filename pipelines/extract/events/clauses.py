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
PERFECT = frozenset({"have", "has", "had", "'ve", "having"})
SIDE_BY_SIDE = 3  # words from one verb to the next: "attacked and brutally beat"
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
    labels = {words.dep[k] for k in words.kids[verb]}
    if "aux:pass" not in labels and is_perfect(words, verb):
        return False  # "it had not fired", whatever the subject is taken for
    if labels & {"aux:pass", "nsubj:pass", "csubj:pass"}:
        return True
    if words.tag[verb] != "VBN":
        return False
    if is_small_clause(words, verb):
        return True
    if words.dep[verb] in ("acl", "amod"):
        return words.kid(verb, "obj") is None
    if words.dep[verb] == "conj" and words.kid(verb, "aux", "obj", "nsubj") is None:
        head = words.head[verb]
        return words.tag[head] == "VBN" and is_passive_plain(words, head)
    return False


def is_small_clause(words: Words, verb: int) -> bool:
    """Return whether a bare participle says what is to become of its subject: "see them freed"."""
    return (
        words.tag[verb] == "VBN"
        and words.dep[verb] in ("ccomp", "xcomp")
        and words.verb(words.head[verb]) in words.lexicon.grammar["seeing"]
        and words.kid(verb, "aux", "aux:pass", "mark", "obj") is None
    )


def is_perfect(words: Words, verb: int) -> bool:
    """Return whether a verb stands in the perfect: "has fled", "had been paid"."""
    return any(words.dep[k] == "aux" and words.low[k] in PERFECT for k in words.kids[verb])


def is_passive_plain(words: Words, verb: int) -> bool:
    """Return whether the verb has a passive auxiliary of its own."""
    return any(words.dep[k] in ("aux:pass", "nsubj:pass") for k in words.kids[verb])


def read_clause(words: Words, verb: int) -> Clause:
    """Return the arguments of a verb, taken from what it is coordinated with or governed by."""
    clause = Clause(passive=is_passive(words, verb))
    if not words.parsed:
        return _flat_clause(words, verb)
    if words.dep[verb] == "amod" and verb and words.head[verb - 1] == words.head[verb] > verb:
        # "Police seized weapons": a headline's verb taken for an adjective
        return Clause(subject=verb - 1, object=words.head[verb])
    clause.object = _object(words, verb)
    if clause.object is None and not clause.passive:
        clause.object = _next_noun(words, verb)
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


def _object(words: Words, verb: int) -> int | None:
    """Return the object; of two nouns side by side ("the arms embargo") the second."""
    found = words.kid(verb, "obj")
    if found is None:
        return _shared_object(words, verb) or _object_behind(words, verb)
    if found + 1 >= len(words.low) or not words.is_noun(found):
        return found
    beside = words.head[found + 1] == verb and words.dep[found + 1] == "obj"
    return found + 1 if beside else found


def _shared_object(words: Words, verb: int) -> int | None:
    """Return the object of the second of two verbs for the first: "beat and robbed the man"."""
    beside = next((k for k in words.kids[verb] if words.dep[k] == "conj" and k > verb), None)
    if beside is None or beside - verb > SIDE_BY_SIDE or not words.is_verb(beside):
        return None
    other = words.kid(beside, "obj")
    alone = (
        words.tag[verb] == words.tag[beside] and words.kid(verb, "obl", "ccomp", "xcomp") is None
    )
    return other if alone and other is not None and other > beside else None


def _object_behind(words: Words, verb: int) -> int | None:
    """Return the object that hangs on the first of two verbs: "abused and beat detainees"."""
    head = words.head[verb]
    if words.dep[verb] != "conj" or not 0 < verb - head <= SIDE_BY_SIDE or is_passive(words, head):
        return None
    if not words.is_verb(head) or words.kid(verb, "obl", "ccomp", "xcomp", "nsubj") is not None:
        return None
    other = words.kid(head, "obj")
    return other if other is not None and other > verb else None


def _subject(words: Words, verb: int) -> int | None:
    """Return the subject, climbing through coordination, control and relative clauses."""
    at = verb
    for _ in range(REACH):
        subject = words.kid(at, "nsubj", "nsubj:pass")
        head, dep = words.head[at], words.dep[at]
        if subject is not None:
            relative = words.low[subject] in RELATIVE and dep in ("acl:relcl", "acl")
            return head if relative else subject
        if head == at:
            return None
        if dep in ("acl", "acl:relcl", "amod"):
            if dep == "acl" and _is_intent(words, at):
                return _intender(words, head)
            if not _has_carrier(words, at):
                return head if words.tag[head].startswith(("NN", "PRP", "CD")) else None
            at = words.head[head]  # "issued a statement urging"
            continue
        controlled = _controlling_object(words, at)
        if controlled is not None:
            return controlled
        if dep != "xcomp" and not _shares_subject(words, at):
            return None
        if dep == "advcl" and is_passive_plain(words, head):
            return words.kid(head, "obl:agent")  # "the money was spent to fight": not the money
        at = _said(words, head) if dep == "advcl" else head
    return None


def _controlling_object(words: Words, at: int) -> int | None:
    """Return the object above that does what a verb without subject says.

    "Urged the rebels to leave", "accused the army of killing": not whoever urged or accused.
    """
    head, dep = words.head[at], words.dep[at]
    grammar, above = words.lexicon.grammar, words.verb(head)
    blamed = (
        dep in ("advcl", "obl", "ccomp")
        and words.tag[at] == "VBG"
        and above in grammar["blaming"]
        and any(words.low[k] in ("of", "for", "with", "in") for k in words.kids[at] if k < at)
    )
    if not blamed and (dep != "xcomp" or above in grammar["subject_control"]):
        return None
    return words.kid(head, "obj", "nsubj:pass")


def _is_intent(words: Words, at: int) -> bool:
    """Return whether an infinitive hangs on a plan: it is not the plan that acts."""
    head = words.head[at]
    wants = words.noun(head) in words.lexicon.status["complement"]
    return wants and any(words.low[k] == "to" for k in words.kids[at] if k < at)


def _intender(words: Words, noun: int) -> int | None:
    """Return who has a plan: its owner, else the subject of the verb that the plan hangs on."""
    owner = words.kid(noun, "nmod:poss")
    if owner is not None and not words.tag[owner].startswith("PRP"):
        return owner
    above = words.head[noun]
    if words.dep[noun] in ("obj", "obl") and words.is_verb(above):
        return words.kid(above, "nsubj")
    return None


def _has_carrier(words: Words, at: int) -> bool:
    """Return whether a participle hangs on a thing that somebody issues or makes."""
    head = words.head[at]
    carried = words.dep[at] == "acl" and words.tag[at] == "VBG" and words.dep[head] == "obj"
    return carried and not words.classes(head) & ANIMATE


def _shares_subject(words: Words, at: int) -> bool:
    """Return whether a verb without a subject of its own has that of the verb above."""
    dep = words.dep[at]
    if dep in ("ccomp", "parataxis"):
        return words.tag[at] in ("VB", "VBG")
    return dep in ("conj", "advcl", "cop", "aux")


def _said(words: Words, verb: int) -> int:
    """Return what is said, for a verb of saying ("stormed it, officials said, killing two")."""
    said = words.kid(verb, "ccomp") if words.verb(verb) in ("say", "report", "add") else None
    return verb if said is None else said


ANIMATE = frozenset({"person", "fighter", "troops", "org", "official", "crowd", "police"})


def _next_noun(words: Words, verb: int) -> int | None:
    """Return the noun right after a verb that hangs elsewhere: "to exchange 40 prisoners was"."""
    for k in range(verb + 1, min(verb + 6, len(words.low))):
        if words.tag[k] in ("NN", "NNS") and words.dep[k] != "compound":
            away = words.dep[k].startswith(("nsubj", "obj")) and verb not in (k, words.head[k])
            return k if away and words.head[k] != k and words.head[k] > k else None
        if words.tag[k] not in ("DT", "CD", "JJ", "NN", "NNP", "NNS"):
            return None
    return None


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
    at = noun
    path: list[int] = []
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
