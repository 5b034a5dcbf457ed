"""Did it happen: status and polarity of an act from tense, mood, adverbs and the words above it.

What belongs here: the entry, and what stands around a noun that names an act. What does not: the
walk up from a verb (``complements``), a verb's own words (``mood``), dates (a future interval
makes an act planned; ``component`` says so), claimants.
"""

from pipelines.extract.events.acts import REFUSAL, Trigger
from pipelines.extract.events.clauses import is_passive
from pipelines.extract.events.complements import climb
from pipelines.extract.events.contents import plan_fate, terms
from pipelines.extract.events.deferral import FUTURE
from pipelines.extract.events.fates import fate, object_status
from pipelines.extract.events.mood import MODALS, has_condition, is_past
from pipelines.extract.events.reading import (
    Reading,
    entry_of,
    governs_through,
    negated,
    noun_status,
)
from pipelines.extract.events.surroundings import is_disowned, never, set_about
from pipelines.extract.events.words import Words

BACKWARD = frozenset({"after", "since", "following", "during", "despite", "over", "because"})
# Acts that are announced before they take place: "ahead of talks", "called a strike"
SCHEDULED = frozenset({"meeting", "mediate", "protest", "other", "cooperate", "call", "sign"})
# Nobody proposes them: "a possible attack", "a potential strike on the port"
HARMFUL = frozenset(
    ["attack", "bombing", "shelling", "air_strike", "clash", "mass_weapon", "abduct", "crime"]
)
# What one may be refused as well as deny: "denied access to the camp"
FEARED = HARMFUL | {"restrict", "sanction", "arrest", "mobilize", "destroy", "capture_territory"}
RAISING = frozenset({"have", "need", "seem", "appear", "look", "happen", "prove", "threaten"})
PHRASES = frozenset({"case", "advmod", "amod", "acl", "mark"})
GRANTED = frozenset({"access", "aid", "request", "release"})
# What one may take back
UNSAID = frozenset({"resign", "request", "threaten", "concede", "support", "accuse"})
OBJECT_LIKE = frozenset({"for", "to", "on", "with", "off"})
STATES = frozenset({"on", "under", "at", "in"})


def read_status(words: Words, trigger: Trigger) -> tuple[str, bool]:
    """Return the status of an act and whether it is negated."""
    reading = Reading()
    if trigger.sense is REFUSAL:
        return "occurred", False
    if is_disowned(words, trigger):
        return "denied", True
    if trigger.is_verb:
        climb(words, trigger.word, reading, mood=True)
        offers = words.verb(trigger.word) in words.lexicon.grammar["offering"]
        if offers and reading.status in (None, "planned", "ongoing"):
            reading.status = "proposed"  # "offered the town food"
    else:
        _read_noun(words, trigger, reading)
    if reading.status is None and reading.negated and trigger.is_verb:
        reading.status = never(words, trigger.word)
    return reading.status or "occurred", reading.negated or reading.status == "denied"


def _read_noun(words: Words, trigger: Trigger, reading: Reading) -> None:
    reading.act = trigger.word
    _noun_modifiers(words, trigger, reading)
    if trigger.predicate is None or trigger.relation == "none":
        _own_predicate(words, trigger, reading)
        return
    if set_about(words, trigger, reading):
        return
    if _is_named(words, trigger.predicate):
        return  # "the meeting should be counted as the fifth round": it was held
    if _will_not_be(words, trigger):
        reading.negated = False
        reading.outer("cancelled")
        return
    if trigger.relation == "subject" and _would(words, trigger):
        reading.outer("hypothetical")  # "a truce would let thousands go home"
    if reading.status == "planned" and _is_only_talked_of(words, trigger.predicate):
        return  # "discussed a summit that Oslo plans to host"
    if reading.status == "postponed" and _has_new_day(words, trigger):
        reading.status = "planned"
        return
    if _governed(words, trigger, reading):
        climb(words, trigger.predicate, reading, mood=reading.status in (None, "planned"))
    elif trigger.relation == "subject":
        climb(words, trigger.predicate, reading, mood=False, told=True)


def _will_not_be(words: Words, trigger: Trigger) -> bool:
    """Return whether an act is called off: "there will be no summit"."""
    predicate = trigger.predicate
    if predicate is None or not any(words.low[k] == "no" for k in words.kids[trigger.word]):
        return False
    kids = words.kids[predicate]
    there = any(words.low[k] == "there" for k in kids)
    to_be = words.low[predicate - 1] == "to" and words.low[predicate - 2] in ("was", "is")
    return to_be or (
        (there or trigger.relation in ("object", "subject"))
        and any(words.low[k] in FUTURE for k in kids)
    )


def _would(words: Words, trigger: Trigger) -> bool:
    """Return whether it is told what an act would do, not that it would come."""
    predicate = trigger.predicate
    if predicate is None or trigger.light is not None or trigger.path:
        return False
    if has_condition(words, predicate) and not is_past(words, predicate):
        return True  # "unless … an invasion is a matter of weeks"
    if entry_of(words, predicate, "happen") is not None:
        return False
    return any(words.low[k] in MODALS and words.dep[k] == "aux" for k in words.kids[predicate])


def _has_new_day(words: Words, trigger: Trigger) -> bool:
    """Return whether what was put off is on again: "the postponed vote will be held in May"."""
    predicate = trigger.predicate
    if predicate is None or entry_of(words, predicate, "happen") is None:
        return False
    return _is_future(words, predicate) and not negated(words, predicate)


def _plan_to_host(words: Words, verb: int, reading: Reading) -> None:
    """Read a relative clause about the host: "talks that Oslo is planning to hold"."""
    inner, entry = words.kid(verb, "xcomp"), entry_of(words, verb, "complement")
    hosted = inner is not None and words.verb(inner) in words.lexicon.grammar["hosting"]
    if hosted and entry is not None and not negated(words, verb):
        reading.outer(entry.status)


def _is_only_talked_of(words: Words, predicate: int) -> bool:
    """Return whether a verb leaves it open whether its object takes place: "discussed a visit"."""
    entry = entry_of(words, predicate, "object")
    return entry is not None and entry.status == "hypothetical"


def _is_done_by(words: Words, verb: int) -> bool:
    """Return whether a relative clause tells what the act did: "a strike that halted trains"."""
    subject = words.kid(verb, "nsubj")
    return subject is not None and words.low[subject] in ("that", "which", "who")


def _own_predicate(words: Words, trigger: Trigger, reading: Reading) -> None:
    """Read a noun that is the predicate itself: "are on strike", "is under siege"."""
    if words.case(trigger.word) in STATES:
        be = words.kid(trigger.word, "cop")
        since = any(words.low[k] in ("has", "have") for k in words.kids[trigger.word])
        if be is not None and (since or words.low[be] in ("is", "are", "'s", "'re")):
            reading.outer("ongoing")
    if words.head[trigger.word] == trigger.word:
        for k in words.kids[trigger.word]:
            if k > trigger.last and words.dep[k] in ("advmod", "amod", "acl", "obl", "nmod"):
                first = next((m for m in words.kids[k] if words.dep[m] == "case"), k)
                entry = entry_of(words, first, "predicate") if first else None
                if entry is not None:
                    reading.outer(entry.status)


def _is_named(words: Words, verb: int) -> bool:
    """Return whether a verb gives its object a name: "is counted as", "be seen as"."""
    return words.verb(verb) in words.lexicon.grammar["naming"] and any(
        words.case(k) == "as" for k in words.kids[verb] if k > verb
    )


def _noun_modifiers(words: Words, trigger: Trigger, reading: Reading) -> None:
    """Read the adjectives of the noun and the nouns above it ("the collapse of the truce")."""
    for noun in (trigger.word, *trigger.path):
        for k in words.kids[noun]:
            if k < noun and words.low[k] in ("no", "neither"):
                reading.negated = True
            entry = entry_of(words, k, "modifier") if k < noun else None
            if entry is None and words.low[k - 2 : k] == ["would", "-"]:
                entry = entry_of(words, k - 2, "modifier")  # "would-be", three words
            if entry is not None and words.dep[k] in ("amod", "compound", "acl", "nmod"):
                said = entry.status
                feared = said == "proposed" and trigger.sense.subtype in FEARED
                reading.outer("hypothetical" if feared else said)
            if words.dep[k] in ("acl", "acl:relcl") and k > noun:
                _plan_to_host(words, k, reading)
                active = words.tag[k] == "VBG" or _is_done_by(words, k)
                told = object_status(words, k, "subject" if active else "object", reading)
                if not told and words.head[noun] == noun and words.tag[k] == "VBN":
                    object_status(words, k, "subject", reading)  # "the truce … unravelled"
    _with_phrase(words, trigger, reading)
    for noun in trigger.path:
        entry = entry_of(words, noun, "noun") if words.is_noun(noun) else None
        status = entry.status if entry is not None else noun_status(words, noun)
        if status == "postponed" and trigger.sense.subtype in HARMFUL:
            status = "hypothetical"  # "a moratorium on attacks": none has a later day
        if status is not None:
            reading.outer("failed" if status == "attempt" else status)


def _raised(words: Words, verb: int) -> int | None:
    """Return the verb that a subject belongs to: "had to be abandoned", "seems to have failed"."""
    if words.verb(verb) not in RAISING:
        return None
    return words.kid(verb, "xcomp")


def _with_phrase(words: Words, trigger: Trigger, reading: Reading) -> None:
    """Read "with the blockade well under way"."""
    if "with" in words.low[max(0, trigger.first - 5) : trigger.first]:
        for k in range(trigger.last + 1, min(trigger.last + 4, len(words.low))):
            entry = entry_of(words, k, "predicate") if words.dep[k] in PHRASES else None
            if entry is not None and entry.tail:
                reading.outer(entry.status)


def _governed(words: Words, trigger: Trigger, reading: Reading) -> bool:
    """Read what the verb above a noun says of it; return whether its tense holds for the act."""
    predicate = trigger.predicate
    assert predicate is not None
    relation = trigger.relation
    if relation.startswith("oblique:"):
        relation = _through_preposition(words, trigger, predicate, reading)
        if not relation:
            return False
    if relation == "object":
        _special_objects(words, trigger, predicate, reading)
    outcome = trigger.path[-1] if trigger.path else trigger.word
    harmful = trigger.sense.subtype in HARMFUL
    if harmful and words.verb(predicate) in words.lexicon.grammar["topic"]:
        return False  # "raised the shelling of a village": it is spoken of
    if relation in ("object", "subject"):
        raised = _raised(words, predicate) if relation == "subject" else None
        if raised is not None:
            told = "object" if is_passive(words, raised) else "subject"
            if fate(words, outcome, raised, told, reading):
                return False
        if fate(words, outcome, predicate, relation, reading):
            return False
        if trigger.path and relation == "object":
            plan_fate(words, predicate, reading)
    return relation != "oblique" or trigger.light is not None or _is_future(words, predicate)


def _through_preposition(words: Words, trigger: Trigger, predicate: int, reading: Reading) -> str:
    """Return object or oblique for a noun behind a preposition, "" where no verb speaks of it."""
    case = trigger.relation[8:]
    if trigger.light is not None:
        if entry_of(words, predicate, "state") is not None and case in STATES:
            reading.outer("ongoing")  # "remain on strike"
        return "object"
    if case == "ahead" and trigger.sense.subtype in SCHEDULED:
        reading.outer("planned")
        return ""
    if case == "without":
        if any(words.low[k] in MODALS for k in words.kids[predicate]):
            reading.outer("hypothetical")  # "without a deal the airline would stop flying"
        else:
            reading.negated = True
        return ""
    if case in BACKWARD or not case:
        return ""
    governs = governs_through(words, predicate, case)
    return "object" if case in OBJECT_LIKE or governs else "oblique"


def _special_objects(words: Words, trigger: Trigger, predicate: int, reading: Reading) -> None:
    """Read verbs that say something only of some acts: "called a strike", "denied a deal"."""
    subtype = trigger.sense.subtype
    if entry_of(words, predicate, "convene") is not None and subtype in SCHEDULED:
        reading.outer("planned")
    undone = entry_of(words, predicate, "of_plan")
    if undone is not None and subtype in ("agree", "sign") and undone.status == "cancelled":
        reading.outer("cancelled")  # "tore up the treaty"
    unsaid = subtype in UNSAID and entry_of(words, predicate, "of_speech")
    if unsaid and trigger.relation == "object":
        reading.outer("cancelled")  # "withdrew his resignation"
    table = words.lexicon.status
    claimed = all(words.noun(k) in table["claim_noun"] for k in trigger.path)
    if trigger.path and claimed and entry_of(words, predicate, "claim") is not None:
        reading.outer("denied")
    elif words.verb(predicate) == "deny" and trigger.relation == "object" and claimed:
        if subtype not in GRANTED and not negated(words, predicate):
            reading.outer("denied")
    elif entry_of(words, predicate, "terms") is not None:
        terms(words, predicate, reading)


def _is_future(words: Words, verb: int) -> bool:
    return any(words.dep[k] == "aux" and words.low[k] in FUTURE for k in words.kids[verb])
