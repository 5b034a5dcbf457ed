"""Did it happen: status and polarity of an act from tense, mood, adverbs and the words above it.

What belongs here: the ten statuses and negation. What does not: dates (a future interval makes an
act planned; ``scope`` says so), claimants.
"""

from dataclasses import dataclass

from pipelines.extract.events.clauses import REACH, is_passive
from pipelines.extract.events.triggers import REFUSAL, Trigger
from pipelines.extract.events.words import Words

NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "nobody", "without"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should", "provided"})
FUTURE = frozenset({"will", "'ll", "shall", "wo"})
MODALS = frozenset({"would", "could", "might", "may", "'d", "can"})
WEAK = frozenset({"should", "must", "ought"})
REPORTING = frozenset(
    [
        "say",
        "tell",
        "add",
        "announce",
        "report",
        "state",
        "confirm",
        "claim",
        "note",
        "believe",
        "think",
        "reveal",
        "declare",
        "reiterate",
    ]
)
BACKWARD = frozenset({"after", "since", "following", "during", "despite", "over", "because"})
PAST = frozenset({"VBD", "VBN"})
SETTLED = ("hypothetical", "denied", "failed", "cancelled", "postponed", "proposed", "agreed")


UNDOING = frozenset({"hypothetical", "denied", "failed"})
# Which outer status changes an inner one: "agreed to hold" is agreed, "may postpone" hypothetical
OVER = {
    "planned": UNDOING | {"agreed", "proposed", "postponed", "cancelled"},
    "agreed": UNDOING | {"postponed", "cancelled"},
    "proposed": UNDOING | {"agreed"},
    "ongoing": UNDOING | {"agreed", "proposed"},
}


@dataclass(slots=True)
class Reading:
    """What has been gathered so far on the way up from the trigger."""

    status: str | None = None
    negated: bool = False

    def outer(self, status: str) -> None:
        """Take what a governing word says; the inner word keeps its say unless it is undone."""
        if self.status is None or status in OVER.get(self.status, UNDOING):
            self.status = status


def read_status(words: Words, trigger: Trigger) -> tuple[str, bool]:
    """Return the status of an act and whether it is negated."""
    reading = Reading()
    if trigger.sense is REFUSAL:
        return "occurred", False
    if not trigger.is_verb:
        _noun_modifiers(words, trigger, reading)
        if trigger.predicate is None or trigger.relation == "none":
            return reading.status or "occurred", reading.negated
        settled = _governed(words, trigger, reading)
        if settled:
            _climb(words, trigger.predicate, reading, mood=reading.status in (None, "planned"))
        return reading.status or "occurred", reading.negated
    _climb(words, trigger.predicate, reading, mood=True)  # type: ignore[arg-type]
    return reading.status or "occurred", reading.negated


def _noun_modifiers(words: Words, trigger: Trigger, reading: Reading) -> None:
    """Read the adjectives of the noun and the nouns above it ("the collapse of the truce")."""
    table = words.lexicon.status
    for noun in (trigger.word, *trigger.path):
        for k in words.kids[noun]:
            if k < noun and words.low[k] in ("no", "neither"):
                reading.negated = True
            entries = table["modifier"].get(words.low[k])
            if entries and k < noun and words.dep[k] in ("amod", "compound", "acl", "nmod"):
                reading.outer(entries[0].status)
    for noun in trigger.path:
        entries = table["noun"].get(words.noun(noun)) or table["complement"].get(words.noun(noun))
        if entries and words.is_noun(noun):
            status = entries[0].status
            reading.outer("failed" if status == "attempt" else status)
    for k in words.kids[trigger.word]:
        if words.dep[k] in ("acl", "acl:relcl") and k > trigger.word:
            _object_status(words, k, "object", reading)


def _governed(words: Words, trigger: Trigger, reading: Reading) -> bool:
    """Read what the verb above a noun says of it; return whether its tense holds for the act."""
    predicate = trigger.predicate
    assert predicate is not None
    relation = trigger.relation
    if relation.startswith("oblique:"):
        if trigger.light is None:
            case = relation[8:]
            if case in BACKWARD or not case:
                return False
            relation = "object" if case in ("for", "to", "on", "with", "off") else "oblique"
        else:
            relation = "object"
    stated = _object_status(words, predicate, relation, reading)
    for k in words.kids[predicate]:
        if words.dep[k] in ("conj", "parataxis") and words.kid(k, "nsubj", "nsubj:pass") is None:
            # "had been planned for March but was postponed": the last word counts
            over = Reading()
            stands = "object" if is_passive(words, k) else "subject"
            if _object_status(words, k, stands, over) and over.status:
                reading.status = over.status
                stated = True
    if relation == "subject" and _predicate_phrase(words, predicate, reading):
        return False
    del stated
    return relation != "oblique" or trigger.light is not None or _is_future(words, predicate)


def _is_future(words: Words, verb: int) -> bool:
    return any(words.dep[k] == "aux" and words.low[k] in FUTURE for k in words.kids[verb])


def _object_status(words: Words, verb: int, relation: str, reading: Reading) -> bool:
    """Take the status that a verb gives to its object (or subject)."""
    lemma = words.verb(verb)
    for kind in ("object", "subject", "intransitive"):
        if kind == "object" and relation != "object":
            continue
        if kind != "object" and relation != "subject":
            continue
        for entry in words.lexicon.status[kind].get(lemma, ()):
            if words.follows(verb, entry.tail) is None:
                continue
            if kind == "intransitive" and words.kid(verb, "obj") is not None:
                continue
            if entry.status in ("agreed", "proposed") and _negated(words, verb):
                continue
            reading.outer(entry.status)
            return True
    after = words.low[verb + 1 : verb + 5]
    if relation == "subject" and after[:2] == ["a", "day"] and "later" in after:
        reading.outer("postponed")
        return True
    return False


def _predicate_phrase(words: Words, predicate: int, reading: Reading) -> bool:
    """Read "are under way", "is due", "is scheduled for"."""
    near = words.low[predicate : predicate + 3] + words.low[max(0, predicate - 1) : predicate]
    if "underway" in near or ("under" in near and "way" in near):
        reading.outer("ongoing")
        return True
    if words.low[predicate] in ("ongoing", "possible", "likely", "unlikely", "due"):
        status = {"ongoing": "ongoing", "due": "planned"}.get(words.low[predicate], "hypothetical")
        reading.outer(status)
        return True
    return False


def _negated(words: Words, verb: int) -> bool:
    return any(
        words.low[k] in NEGATIONS and words.dep[k] in ("advmod", "neg", "det", "cc:preconj")
        for k in words.kids[verb]
    )


def _climb(words: Words, verb: int, reading: Reading, mood: bool) -> None:
    """Walk from the verb to the root and take what each level says."""
    at = verb
    for level in range(REACH):
        if level == 0 or mood:
            _mood(words, at, reading, level, mood)
        if _conditional(words, at):
            reading.outer("hypothetical")
        head, dep = words.head[at], words.dep[at]
        noun = noun_before(words, at)
        if noun is not None and noun != head:
            status = words.lexicon.status["complement"][words.noun(noun)][0].status
            reading.outer("planned" if status == "attempt" else status)
        if head == at:
            return
        if dep in ("xcomp", "ccomp", "acl", "csubj", "obj", "obl", "advcl", "csubj:pass", "nmod"):
            if not _complement(words, at, head, dep, reading):
                return
            mood = dep in ("xcomp", "acl")
        elif dep == "conj":
            if words.kid(at, "nsubj", "nsubj:pass", "aux") is not None:
                return
        elif dep in ("acl:relcl", "parataxis", "appos"):
            return
        at = head


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
    lemma = words.verb(head) if words.is_verb(head) else words.noun(head)
    table = words.lexicon.status
    infinitive = any(words.dep[k] == "mark" and words.low[k] == "to" for k in words.kids[at])
    if dep == "advcl" and infinitive and lemma not in table["complement"]:
        return False  # purpose ("opened fire to disperse"): the tense is not the act's
    for entry in table["complement"].get(lemma, ()):
        if words.follows(head, entry.tail) is not None:
            return _take(words, head, dep, infinitive, entry.status, reading)
    if lemma in ("refuse", "decline") and infinitive:
        reading.negated = True
        return True
    if lemma in table["claim"] or words.noun(head) in ("claim", "report", "allegation"):
        return _claim(words, head, reading)
    if words.is_verb(head) and (dep.startswith("csubj") or dep == "obj"):
        passive = dep.endswith("pass") or dep == "obj" or is_passive(words, head)
        _object_status(words, head, "object" if passive else "subject", reading)
    if infinitive and words.low[head] in EXPECTED:
        reading.outer("planned")
    return dep not in ("obl", "nmod", "obj")


EXPECTED = frozenset({"ready", "willing", "due", "set", "about", "prepared", "likely"})


def _take(
    words: Words, head: int, dep: str, infinitive: bool, status: str, reading: Reading
) -> bool:
    """Take the status that a word of the lexicon gives to its complement."""
    if dep in ("obl", "nmod", "advcl") and not infinitive and status != "denied":
        return False
    if status == "attempt":
        status = _attempt(words, head)
    if status == "planned" and dep == "ccomp" and words.verb(head) in ("decide", "mean", "hope"):
        return True
    if status in ("agreed", "planned", "proposed") and _negated(words, head):
        reading.negated = True
    if status == "denied":
        reading.negated = False
    reading.outer(status)
    return True


def _claim(words: Words, head: int, reading: Reading) -> bool:
    """Read "dismissed the claim that it had …"."""
    above = head
    for _ in range(3):
        if words.is_verb(above):
            break
        above = words.head[above]
    if words.is_verb(above) and words.verb(above) in words.lexicon.status["claim"]:
        reading.outer("denied")
    return False


def _attempt(words: Words, head: int) -> str:
    """Return what became of an attempt: failed in the past, planned in the present."""
    above = words.head[head] if not words.is_verb(head) else head
    for k in (above, *words.kids[head], *words.kids[above]):
        for kind in ("coordinate", "object", "subject"):
            for entry in words.lexicon.status[kind].get(words.verb(k), ()):
                if entry.status == "failed" and words.follows(k, entry.tail) is not None:
                    return "failed"
    present = words.tag[head] in ("VBZ", "VBP", "VB") or (
        words.tag[head] == "VBG"
        and any(words.low[k] in ("is", "are", "'s") for k in words.kids[head])
    )
    return "planned" if present or not words.is_verb(head) else "failed"


def _mood(words: Words, at: int, reading: Reading, level: int, own: bool) -> None:
    """Read auxiliaries, negation and tense of one verb."""
    auxiliaries = [k for k in words.kids[at] if words.dep[k] in ("aux", "aux:pass", "cop")]
    lows = {words.low[k] for k in auxiliaries}
    if _negated(words, at) or (level == 0 and _no_subject(words, at)):
        reading.negated = True
    if lows & FUTURE:
        reading.outer("agreed" if _under_deal(words, at) else "planned")
    elif lows & MODALS:
        reading.outer(_modal(words, at, lows))
    elif lows & WEAK and reading.status is None:
        reading.status = "proposed"
    elif level == 0 and own:
        _tense(words, at, lows, reading)


def _under_deal(words: Words, at: int) -> bool:
    """Return whether a future act stands "under the deal": both sides are bound."""
    agreed = words.lexicon.status["complement"]
    return any(
        words.case(k) == "under"
        and any(e.status == "agreed" for e in agreed.get(words.noun(k), ()))
        for k in words.kids[at]
        if words.dep[k] == "obl"
    )


def _no_subject(words: Words, at: int) -> bool:
    subject = words.kid(at, "nsubj", "nsubj:pass")
    return subject is not None and any(words.low[k] == "no" for k in words.kids[subject])


def _modal(words: Words, at: int, lows: set[str]) -> str:
    """Return planned for a future in the past ("said it would withdraw"), else hypothetical."""
    head = words.head[at]
    reported = words.dep[at] in ("ccomp", "conj", "parataxis") and words.verb(head) in REPORTING | {
        "promise"
    }
    _, end = words.bounds[words.sent[at]]
    plain = "have" not in lows and reported and not {"if", "unless"} & set(words.low[at:end])
    plain = plain and not any(_has_condition(words, v) for v in (at, head))
    return "planned" if plain and lows & {"would", "'d"} else "hypothetical"


def _has_condition(words: Words, verb: int) -> bool:
    return any(
        words.dep[k] == "advcl" and any(words.low[m] in CONDITIONS for m in words.kids[k])
        for k in words.kids[verb]
    )


def _conditional(words: Words, verb: int) -> bool:
    """Return whether the verb stands in an if-clause, also one like "Were he to go"."""
    for k in words.kids[verb]:
        if words.low[k] in CONDITIONS and words.dep[k] in ("mark", "advmod"):
            return True
    first = words.bounds[words.sent[verb]][0]
    return (
        words.low[first] in ("were", "had", "should")
        and first < verb < first + 10
        and (words.head[first] == verb or words.head[verb] == first)
        and any(words.low[k] in MODALS for k in range(verb, words.bounds[words.sent[verb]][1]))
    )


def _tense(words: Words, at: int, lows: set[str], reading: Reading) -> None:
    tag = words.tag[at]
    subject = words.kid(at, "nsubj", "nsubj:pass")
    infinitive = any(words.dep[k] == "mark" and words.low[k] == "to" for k in words.kids[at])
    if (
        tag == "VBG" and lows & {"is", "are", "'re", "'s", "am", "been"} and "being" not in lows
    ) or ("being" in lows and lows & {"is", "are"}):
        reading.outer("ongoing")
    elif infinitive and words.dep[at] in ("xcomp", "ccomp"):
        head = words.head[at]
        if words.verb(head) == "be" or words.low[head] in (
            "is",
            "are",
            "was",
            "were",
            "set",
            "due",
            "about",
        ):
            reading.outer("planned")
    elif infinitive and words.head[at] == at:
        # "Putin to visit Beijing", "is to send": a headline's future
        reading.outer("planned")
    elif (infinitive and subject is not None and words.dep[at] not in ("advcl",)) or (
        words.low[max(0, at - 2) : at]
        and words.low[at - 1] == "to"
        and words.low[at - 2] in ("is", "are")
    ):
        reading.outer("planned")
