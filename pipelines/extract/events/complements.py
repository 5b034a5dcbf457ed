"""What the verbs, adjectives and nouns above an act say of it: "agreed to", "a plan to", "denied".

What belongs here: the walk from a verb to the root. What does not: the verb's own words
(``mood``), what becomes of the noun that carries an act (``fates``).
"""

from pipelines.extract.events.causation import caused, is_kept_from
from pipelines.extract.events.clauses import REACH, is_passive, is_small_clause
from pipelines.extract.events.contents import claim, plan_fate, terms
from pipelines.extract.events.deferral import FUTURE
from pipelines.extract.events.documents import document_status
from pipelines.extract.events.fates import fate, object_status, sequel
from pipelines.extract.events.mood import conditional, is_infinitive, read_mood
from pipelines.extract.events.reading import Reading, entry_of, negated, noun_status, tail_end
from pipelines.extract.events.words import Words

PAST = frozenset({"had", "did", "has", "have", "was", "were"})
BOTH = frozenset({"both", "two", "sides", "parties"})
ERRANDS = frozenset({"go", "come", "set", "try", "seek", "move", "rush", "hurry", "arrive"})
GERUND_MARKS = frozenset({"on", "over", "to", "for", "about", "of", "against", "from", "in", "at"})
TEMPORAL = frozenset({"after", "since", "while", "because"})
UP = ("xcomp", "ccomp", "acl", "csubj", "obj", "obl", "advcl", "csubj:pass", "nmod")


def climb(words: Words, verb: int, reading: Reading, mood: bool, told: bool = False) -> None:
    """Walk from the verb to the root and take what each level says.

    ``told``: the verb itself has been read already ("are under way").
    """
    at = verb
    for level in range(REACH):
        if (level == 0 and not told) or (level and mood):
            read_mood(words, at, reading, level, mood)
        if level == 0 and words.is_verb(at):
            sequel(words, at, reading)
        if conditional(words, at):
            reading.outer("hypothetical")
        if level and reading.status == "planned" and document_status(words, at) == "agreed":
            reading.status = "agreed"  # "by consensus the states resolved to deploy"
        if _in_vain(words, at, level):
            reading.outer("failed")
        noun = noun_before(words, at)
        if noun is not None and noun != words.head[at]:
            status = noun_status(words, noun) or "planned"
            reading.outer("planned" if status == "attempt" else status)
        if words.head[at] == at or not _step(words, at, level, reading):
            return
        small = is_small_clause(words, at)
        mood = small or words.dep[at] in ("xcomp", "acl") or (mood and words.dep[at] == "conj")
        at = words.head[at]


def _in_vain(words: Words, at: int, level: int) -> bool:
    """Return whether an errand came to nothing: "went to arrest him, only to find"."""
    if level > 1 or not (level or is_infinitive(words, at)):
        return False
    return any(
        words.dep[k] == "advcl"
        and k > at
        and is_infinitive(words, k)
        and any(words.low[m] == "only" for m in words.kids[k])
        and (level == 0 or words.verb(at) in ERRANDS)
        for k in words.kids[at]
    )


def _step(words: Words, at: int, level: int, reading: Reading) -> bool:
    """Take what the word above says of word at; return whether to go on from it."""
    head, dep = words.head[at], words.dep[at]
    if is_small_clause(words, at) and entry_of(words, head, "complement") is None:
        return True  # "would see the hostages freed"
    if dep == "advcl" and any(words.low[k] in TEMPORAL for k in words.kids[at] if k < at):
        return False  # "voted to leave, four months after a deal ended the war"
    if dep in UP:
        return _complement(words, at, head, dep, reading)
    named = (words.is_noun(at) and level) or (words.tag[at] == "VBG" and not level)
    if dep in ("nsubj", "nsubj:pass") and named:  # "the handing over of the bodies was delayed"
        relation = "object" if dep == "nsubj:pass" or is_passive(words, head) else "subject"
        fate(words, at, head, relation, reading)
        return False
    if dep == "conj":
        return words.kid(at, "nsubj", "nsubj:pass", "aux") is None
    if dep == "acl:relcl" and reading.status is None and _is_other(words, head):
        reading.outer("denied")  # "it was not our guns that shelled the market"
    if dep in ("acl:relcl", "parataxis"):
        _agreed_above(words, head, dep, reading)
    if dep == "parataxis" and _is_told(words, at, head) and reading.negated and not _ahead(reading):
        reading.outer("denied")  # "we have not armed them, the minister answered"
    if dep == "acl:relcl" and words.noun(head) in words.lexicon.status["claim_noun"]:
        claim(words, head, reading)
    return dep not in ("acl:relcl", "parataxis", "appos")


def _is_other(words: Words, noun: int) -> bool:
    is_it = words.kid(noun, "cop") is not None and words.kid(noun, "nsubj", "expl") is not None
    return is_it and negated(words, noun)


def _agreed_above(words: Words, head: int, dep: str, reading: Reading) -> None:
    """Take what was agreed or proposed: "settled on a strip from which both must leave"."""
    if reading.status not in ("planned", "proposed"):
        return
    above = words.head[head] if dep == "acl:relcl" else head
    entry = entry_of(words, above, "object") if words.is_verb(above) else None
    if entry is not None and entry.status == "agreed" and not negated(words, above):
        thing = words.kid(above, "obj", "nsubj:pass") if dep == "parataxis" else head
        text = thing is not None and noun_status(words, thing) == "agreed"
        if dep == "acl:relcl" or text:
            reading.outer("agreed")


def _is_told(words: Words, at: int, head: int) -> bool:
    reporting = words.lexicon.status["reporting"]
    return words.verb(head) in reporting or words.verb(at) in reporting


def noun_before(words: Words, verb: int) -> int | None:
    """Return the noun that an infinitive stands right behind: "an agreement to exchange".

    Parsers hang such an infinitive on the verb before the noun as often as on the noun.
    """
    for k in words.kids[verb]:
        if words.low[k] == "to" and words.dep[k] == "mark" and k and k < verb:
            noun = k - 1
            if words.is_noun(noun) and words.noun(noun) in words.lexicon.status["complement"]:
                return noun
    return None


def _complement(words: Words, at: int, head: int, dep: str, reading: Reading) -> bool:
    """Take what a governing verb or noun says of its complement; return whether to go on."""
    table = words.lexicon.status
    infinitive = is_infinitive(words, at)
    entry = entry_of(words, head, "complement")
    if dep == "advcl" and infinitive and entry is None:
        if any(words.low[k] in FUTURE and words.dep[k] == "aux" for k in words.kids[head]):
            reading.outer("planned")  # "will fly to Cairo to broker a deal"
        return False  # purpose ("opened fire to disperse"): the tense is not the act's
    if _is_settled(words, at, head, dep, reading):
        return False
    if entry is not None and not (
        words.verb(head) in ("insist", "argue") and _is_finite(words, at)
    ):
        return _take(words, at, head, dep, entry.status, reading)
    lemma = words.verb(head) if words.is_verb(head) else words.noun(head)
    if lemma == "manage" and infinitive and negated(words, head):
        reading.negated = False
        reading.outer("failed")
        return False
    if lemma in ("refuse", "decline") and infinitive:
        reading.negated = True
        return True
    if caused(words, at, head, dep, reading):
        return False
    disputes = dep != "advcl" and entry_of(words, head, "claim") is not None
    if disputes or words.noun(head) in table["claim_noun"]:
        return claim(words, head, reading)
    if lemma in table["reporting"] and dep == "ccomp" and reading.negated and not _ahead(reading):
        # "said its troops had not fired": whom it may concern denies it
        reading.outer("denied")
    _carried(words, at, head, dep, reading)
    return dep not in ("obl", "nmod", "obj")


def _is_settled(words: Words, at: int, head: int, dep: str, reading: Reading) -> bool:
    """Take what is said of a whole claim or by a text, before the words of agreeing."""
    if words.low[head] == "true" and dep.startswith("csubj") and negated(words, head):
        reading.outer("denied")
        return True
    if words.noun(head) in words.lexicon.status["claim_noun"] and _is_finite(words, at):
        claim(words, head, reading)  # "absurd, he said of the suggestion that"
        if reading.status == "denied":
            return True
    if is_kept_from(words, at, head):
        reading.outer("failed")
        return True
    undone = entry_of(words, head, "of_plan") if dep == "obl" and words.is_noun(at) else None
    if undone is not None and words.case(at) in undone.tail:
        plan_fate(words, head, reading)  # "backed away from a promise to"
        return True
    bound = words.is_verb(head) and entry_of(words, head, "terms") is not None
    return bound and terms(words, head, reading)  # "the agreement commits Serbia to"


def _carried(words: Words, at: int, head: int, dep: str, reading: Reading) -> None:
    """Take what becomes of a noun or gerund that carries an act: "dropped the plan to"."""
    if words.is_verb(head) and (dep.startswith("csubj") or dep == "obj" or _is_gerund(words, at)):
        passive = dep.endswith("pass") or dep == "obj" or is_passive(words, head)
        gerund = _is_gerund(words, at)
        object_status(words, head, "object" if passive or gerund else "subject", reading)
        if dep == "obj" and words.is_noun(at):
            plan_fate(words, head, reading)


def _ahead(reading: Reading) -> bool:
    """Return whether an act is still to come or off: who says it will not be denies nothing."""
    return reading.status in ("planned", "cancelled", "postponed")


def _is_finite(words: Words, at: int) -> bool:
    return words.tag[at] in ("VBD", "VBZ", "VBP") or any(
        words.tag[k] in ("VBD", "VBZ", "VBP") or words.low[k] == "would" for k in words.kids[at]
    )


def _is_gerund(words: Words, at: int) -> bool:
    return words.tag[at] == "VBG" and words.dep[at] in ("xcomp", "ccomp", "obj")


def _take(words: Words, at: int, head: int, dep: str, status: str, reading: Reading) -> bool:
    """Take the status that a word of the lexicon gives to its complement."""
    infinitive = is_infinitive(words, at)
    named = words.tag[at] == "VBG" and any(
        words.dep[k] == "mark" and words.low[k] in GERUND_MARKS for k in words.kids[at]
    )  # "came to terms on rebuilding"
    if dep in ("obl", "nmod", "advcl") and not (infinitive or named) and status != "denied":
        return False
    past = any(words.low[k] in PAST for k in words.kids[at]) or words.tag[at] == "VBD"
    if status == "planned" and dep == "ccomp" and past:
        if not reading.negated:
            return True  # "swears he was at home"
        status = "denied"  # "swore he had never met her"
    if status == "attempt":
        status = _attempt(words, head)
    if status == "planned" and dep == "ccomp" and words.verb(head) in ("decide", "mean", "hope"):
        return True
    told = dep == "ccomp" and words.tag[at] in ("VBD", "VBZ")
    if status == "proposed" and told and words.verb(head) == "suggest":
        return True  # "reports suggest that rebels fired": no proposal
    if status == "planned" and (_binds_both(words, head) or _is_signed(words, head)):
        status = "agreed"
    if words.verb(head) == "want" and words.kid(head, "obj") is not None:
        status = "proposed"  # "want the army to retake": others are to act
    if status in ("agreed", "planned", "proposed") and (
        negated(words, head) or any(words.low[k] == "no" for k in words.kids[head] if k < head)
    ):
        reading.negated = True
    if status == "denied":
        reading.negated = False
    reading.outer(status)
    return True


def _binds_both(words: Words, verb: int) -> bool:
    """Return whether both sides undertake something: that is an agreement."""
    if words.lexicon.status["pledge"].get(words.verb(verb)) is None or not words.is_verb(verb):
        return False
    subject = words.kid(verb, "nsubj")
    if subject is None:
        return False
    if words.kid(subject, "conj") is not None:
        return True  # "Rome and Paris have arranged to meet"
    about = {words.low[k] for k in (subject, *words.kids[subject])}
    return bool(about & BOTH)


def _is_signed(words: Words, noun: int) -> bool:
    """Return whether a promise is put on paper: "signed a pledge to"."""
    above = words.verb(words.head[noun])
    return words.is_noun(noun) and above in words.lexicon.grammar["signing"]


def _attempt(words: Words, head: int) -> str:
    """Return what became of an attempt: failed in the past, planned in the present."""
    above = words.head[head] if not words.is_verb(head) else head
    for k in (above, *words.kids[head], *words.kids[above]):
        for kind in ("coordinate", "object", "subject"):
            for entry in words.lexicon.status[kind].get(words.verb(k), ()):
                if (
                    entry.status in ("failed", "cancelled")
                    and tail_end(words, k, entry.tail) is not None
                ):
                    return "failed"
    present = words.tag[head] in ("VBZ", "VBP", "VB") or (
        words.tag[head] == "VBG"
        and any(words.low[k] in ("is", "are", "'s") for k in words.kids[head])
    )
    return "planned" if present or not words.is_verb(head) else "failed"
