"""Triggers that stand inside another act's content.

What belongs here: within one sentence, which trigger is dropped. What does not: which joins another
(``joining``), the same event in different sentences (``coreference``).
"""

from collections.abc import Sequence

from pipelines.extract.events.acts import Trigger
from pipelines.extract.events.attachment import ancestors
from pipelines.extract.events.complements import noun_before
from pipelines.extract.events.joining import CAUSES, is_harm
from pipelines.extract.events.reading import entry_of, noun_status
from pipelines.extract.events.status import GRANTED
from pipelines.extract.events.words import Words

# Their content is said, not done: "accused the rebels of shelling the town" is one act, accuse
SPEECH = frozenset({"request", "accuse", "reject", "threaten", "support", "concede"})
# Words of agreeing that give way to the act agreed on, which takes status agreed or planned
COMMITMENT = frozenset({"agree", "sign"})
PROMISED = frozenset(
    {
        *("call", "meeting", "mediate", "sign", "support", "cooperate", "prisoner_exchange"),
        *("ceasefire", "mobilize"),
    }
)
CONTENT = frozenset({"xcomp", "ccomp", "acl", "obl", "obj", "nmod", "compound", "amod"})
# What one seeks or pushes for in politics: "is seeking a ban on"
PUBLIC = frozenset(
    ["restrict", "sanction", "ceasefire", "meeting", "withdraw", "agree", "disarm", "access"]
)
GRIEVANCE = frozenset({"against", "over", "at"})
UNDONE = frozenset({"failed", "cancelled", "postponed"})


def contained(words: Words, triggers: Sequence[Trigger]) -> set[int]:
    """Return the numbers of triggers that give no row of their own."""
    # "hurled grenades at soldiers deployed": what carries an act stands for it
    at: dict[int, int] = {}
    for n, trigger in enumerate(triggers):
        if trigger.light == "actor" and trigger.predicate is not None:
            at[trigger.predicate] = n
    at |= {t.word: n for n, t in enumerate(triggers)}
    dropped: set[int] = set()
    for trigger in triggers:
        noun = noun_before(words, trigger.word) if trigger.is_verb else None
        if noun in at and triggers[at[noun]].sense.subtype in COMMITMENT:
            dropped.add(at[noun])  # "an agreement to exchange" is the exchange, agreed
    for n, trigger in enumerate(triggers):
        for up in ancestors(words, trigger.word)[1:]:
            outer = at.get(up)
            if outer is None or outer == n:
                continue
            carried = triggers[outer].word != up
            if carried and (trigger.word < triggers[outer].word or _is_apart(words, trigger)):
                continue  # "an attempt to retake it ended in retreat"
            beside = not carried and _is_beside(words, trigger.word, up)
            verdict = "" if beside else _verdict(words, triggers[outer], trigger)
            if outer in dropped and triggers[outer].sense.subtype in CAUSES and is_harm(trigger):
                verdict = "inner"  # "condemned the attack that killed eight"
            if verdict == "inner":
                dropped.add(n)
            elif verdict == "outer":
                dropped.add(outer)
            break
    return dropped


def _is_beside(words: Words, inner: int, outer: int) -> bool:
    """Return whether an act hangs on a verb beside the outer one: "accused it and declared a ban".

    Not on one that shares its subject's content: "accused it of shelling and killing".
    """
    path = [inner, *ancestors(words, inner)[1:]]
    top = next((k for k in path if words.head[k] == outer), inner)
    return top != inner and words.dep[top] == "conj" and words.tag[top] in ("VBD", "VBZ", "VBP")


def _is_apart(words: Words, inner: Trigger) -> bool:
    """Return whether a clause or "without" parts an act from the verb that carries another."""
    clause = inner.is_verb and words.dep[inner.word] == "advcl"
    return clause or words.case(inner.word) == "without"


def _verdict(words: Words, outer: Trigger, inner: Trigger) -> str:
    """Return which of two nested triggers goes: inner, outer or neither ("")."""
    a, b = outer.sense.subtype, inner.sense.subtype
    dep = words.dep[inner.word]
    if (a == "sign" and b == "agree") or (
        a == "concede" and b in ("restrict", "sanction") and not outer.is_verb
    ):
        return "inner"  # "the signing of the accord", "the lifting of the curfew"
    if a in COMMITMENT and dep in CONTENT:
        # The status "agreed" tells it for acts that have a verbal form; a promised resignation
        # is both the promise and the act
        return "outer" if b in PROMISED or (b == "agree" and not inner.is_verb) else ""
    grammar, verb = words.lexicon.grammar, words.verb(outer.word) if outer.is_verb else ""
    if a == "agree" or (_disputes(words, outer) and _is_denied(words, outer, inner)):
        return ""  # "denied it had bombed": the denial and the denied act
    if verb in grammar["foiled"] and b in CAUSES and dep != "acl:relcl":
        return "outer"  # "foiled an attempt to kidnap": the act that failed
    acts = dep in ("xcomp", "ccomp") or (b in PUBLIC and inner.light is None)
    sought = outer.is_verb and verb in grammar["pursuing"] and acts
    if sought or (a == "request" and _lays_down(words, outer, inner)):
        return "outer"  # "the draft calls for a withdrawal": what it proposes
    if outer.sense.mode == "investigate" and b in CAUSES:
        return "outer"  # "police are investigating the shooting": the act is the news
    if a in ("accuse", "arrest") and b in CAUSES and not inner.is_verb and _has_time(words, inner):
        return ""  # "was charged over Monday's shooting" dates the shooting
    talked_of = verb in grammar["mutual"]  # "discussed a summit": both are told
    if outer.is_verb and outer.sense.object and outer.clause.object == inner.word:
        return "" if talked_of else "inner"  # "lifted the curfew", "imposed sanctions"
    if a in SPEECH and inner.word > outer.word and dep not in ("conj", "parataxis"):
        if _has_own_fate(words, outer, inner):
            return ""  # "snubbed him, dropping a summit"
        # "called for a march on Saturday": the call and the march
        march = a == "request" and b == "protest" and _is_dated(words, inner)
        return "" if march else "inner"
    grievance = a == "protest" and not inner.is_verb and words.case(inner.word) in GRIEVANCE
    if grievance or (a == b and dep in ("obj", "nmod", "compound") and not talked_of):
        return "inner"  # "marched over the shooting"
    return (
        "inner" if not _is_undone(words, outer, inner) and _in_passing(words, outer, inner) else ""
    )


def _has_own_fate(words: Words, outer: Trigger, inner: Trigger) -> bool:
    """Return whether a verb between two acts says what became of the inner one."""
    verb = inner.predicate
    if inner.is_verb or verb is None or verb == outer.word or words.tag[verb] == "VB":
        return False  # not "pressed them to call off the strike"
    if not words.is_verb(verb) or any(words.dep[k] == "mark" for k in words.kids[verb]):
        return False  # not "warned against scrapping the deal"
    entry = entry_of(words, verb, "object") if inner.relation == "object" else None
    return entry is not None and entry.status in UNDONE


def _disputes(words: Words, outer: Trigger) -> bool:
    """Return whether an act is the denial of a claim: "ridiculed the idea that"."""
    if not outer.is_verb:
        return False
    if words.verb(outer.word) in words.lexicon.grammar["undone"]:
        return True
    if entry_of(words, outer.word, "claim") is None:
        return False
    held = words.lexicon.status["claim_noun"]
    return any(words.noun(k) in held for k in (outer.clause.object,) if k is not None) or any(
        words.noun(k) in held for k in words.kids[outer.word]
    )


def _lays_down(words: Words, outer: Trigger, inner: Trigger) -> bool:
    """Return whether an act is ordered, or asked for by a document: its terms, not a request."""
    ordered = words.verb(outer.word) == "order" and outer.clause.object == inner.word
    if ordered and not inner.is_verb:
        return True  # "ordered the arrest of"
    subject = outer.clause.subject
    if not outer.is_verb or subject is None or entry_of(words, outer.word, "terms") is None:
        return False
    return noun_status(words, subject) in ("proposed", "agreed", "planned")


def _is_undone(words: Words, outer: Trigger, inner: Trigger) -> bool:
    """Return whether the outer act ends the inner: "a bid to extend it was voted down"."""
    if not outer.is_verb or inner.word > outer.word:
        return False
    up = [inner.word, *ancestors(words, inner.word)]
    top = next((k for k in up if words.head[k] == outer.word), inner.word)
    if words.dep[top] not in ("nsubj:pass", "nsubj", "obj"):
        return False
    entry = entry_of(words, outer.word, "object")
    return entry is not None and entry.status in UNDONE


def _has_time(words: Words, inner: Trigger) -> bool:
    """Return whether an act has a time of its own."""
    return any(
        "time" in words.classes(k) or words.dep[k].endswith("unmarked")
        for k in words.kids[inner.word]
    )


def _is_dated(words: Words, inner: Trigger) -> bool:
    """Return whether a day stands right behind an act, whatever the parser hung it on."""
    behind = range(inner.last + 1, min(inner.last + 4, words.bounds[words.sent[inner.word]][1]))
    return any("time" in words.classes(k) for k in behind)


def _is_denied(words: Words, outer: Trigger, inner: Trigger) -> bool:
    """Return whether the content is said not to be: "denied that …", "denied a deal"."""
    if inner.is_verb or inner.light is not None:
        return True
    if inner.predicate not in (None, outer.word):
        return True  # "denied that talks were under way"
    if inner.path and words.noun(inner.path[-1]) in words.lexicon.status["claim_noun"]:
        return True  # "dismissed allegations of hacking"
    plain = words.verb(outer.word) == "deny" and inner.relation == "object" and not inner.path
    return plain and inner.sense.subtype not in GRANTED


def _happens(words: Words, noun: int) -> bool:
    """Return whether a clause tells that an act took place: "a truce that took effect on"."""
    return any(
        words.dep[k] == "acl:relcl"
        and (entry_of(words, k, "happen") or words.follows(k, ("effect",)) is not None)
        for k in words.kids[noun]
    )


def _in_passing(words: Words, outer: Trigger, inner: Trigger) -> bool:
    """Return whether the inner act only describes a participant or the setting of the outer.

    "a journalist who had been sentenced", "after a firefight": one act is told, the other known.
    """
    marks = {
        words.low[k] for k in words.kids[inner.word] if words.dep[k] in ("mark", "case", "advmod")
    }
    names_cause = is_harm(outer) and inner.sense.subtype in CAUSES
    if names_cause and marks & {"in", "by", "during"}:
        return False  # "was injured in a shooting"
    # "the road is closed after a bomb was found": the bomb is the news
    precaution = outer.sense.subtype == "restrict" and inner.sense.subtype in CAUSES
    told = names_cause or precaution or _has_time(words, inner)
    if not marks.isdisjoint(words.lexicon.grammar["background"]) and not told:
        return True  # but "were killed after gunmen ambushed a patrol" names the act
    if is_harm(inner) and outer.sense.subtype in CAUSES:
        return False  # "the attack that killed eight": joined, not dropped
    at = inner.word
    for _ in range(8):
        if at == outer.word or at == outer.predicate:
            break
        if words.dep[at] in ("acl", "acl:relcl", "appos"):
            topic = words.tag[at] == "VBG" and any(words.low[k] == "on" for k in words.kids[at])
            return not (topic and outer.sense.subtype == "other")  # "a vote on recognising"
        if words.dep[at] == "advcl" and any(words.low[k] == "to" for k in words.kids[at] if k < at):
            return outer.sense.subtype not in COMMITMENT  # the purpose is not yet an act
        at = words.head[at]
    if "ahead" in marks:
        return False  # "ahead of the summit": it is still to come
    if inner.is_verb:
        return words.dep[inner.word] == "advcl" and inner.sense.subtype in SPEECH
    if inner.light is not None:
        return False
    if any(
        words.low[k] in words.lexicon.grammar["open"]
        for noun in (inner.word, *inner.path[:1])
        for k in words.kids[noun]
    ):
        return False  # "discussions about possible ceasefire mechanisms"
    own = any(words.dep[k] in ("nmod", "nmod:poss") for k in words.kids[inner.word])
    own = own or _happens(words, inner.word)
    return words.dep[inner.word] in ("obl", "nmod", "nmod:poss", "compound") and not own
