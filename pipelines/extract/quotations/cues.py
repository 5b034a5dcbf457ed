"""Cues: the reporting verbs and "according to" that stand in the article's own words.

What belongs here: which word reports, and who is its subject and addressee in the sentence. What
does not: what is reported, and the name behind a subject.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extract.quotations.nouns import noun_cue, reporting_nouns
from pipelines.extract.quotations.verbs import ReportingVerb, reporting_verbs
from pipelines.extract.quotations.words import NOMINAL, Words

ACCORDING_TO = ReportingVerb("according to", "say", frozenset({"quote", "clause"}))
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer")
# a verb that takes over its governor's subject: "went on to say", "left, saying that ..."
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})
DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
    ]
)
_OWN_VOICE = frozenset({"i", "we", "you"})
_AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "should",
        "must",
        "also",
        "later",
        "then",
        "once",
        "reportedly",
        "simply",
        "only",
        "just",
    ]
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports.

    Attributes:
        word: Its number.
        verb: Its entry in the list.
        subject: Head word of who speaks, -1 if the sentence does not tell.
        addressee: Head word of who is told, -1 if nobody.
        group: First word of subject and verb together.
        is_negated: "did not say".
    """

    word: int
    verb: ReportingVerb
    subject: int
    addressee: int
    group: int
    is_negated: bool


def find_cues(words: Words, is_quoted: list[bool]) -> list[Cue]:
    """Return the cues outside quotation marks, in order."""
    verbs, nouns = reporting_verbs(), reporting_nouns()
    found = []
    for i, form in enumerate(words.lower):
        if is_quoted[i]:
            continue
        if form == "according" and i + 2 < len(words) and words.lower[i + 1] == "to":
            found.append(_according(words, i))
        elif form in verbs and words.is_verb(i):
            verb = _entry(words, i, verbs[form])
            cue = verb and _cue(words, i, verb, is_quoted)
            if cue:
                found.append(cue)
        elif form in nouns:
            noun = noun_cue(words, i, is_quoted)
            if noun:
                found.append(Cue(i, noun.verb, noun.subject, -1, i, False))
    return found


def _entry(words: Words, i: int, entries: tuple[ReportingVerb, ...]) -> ReportingVerb | None:
    behind = words.lower[i + 1 : i + 2]
    for entry in entries:
        if not entry.particle or behind == [entry.particle]:
            return entry
    return None


def _according(words: Words, i: int) -> Cue:
    subject = words.head[i]
    if not (i < subject <= i + 20 and words.sentence[subject] == words.sentence[i]):
        group = words.group_from(i + 2, len(words))
        subject = group[1] if group else i + 2
    return Cue(i, ACCORDING_TO, subject, -1, i, False)


def _cue(words: Words, i: int, verb: ReportingVerb, is_quoted: list[bool]) -> Cue | None:
    told = "addressee" in verb.frames or verb.lemma in ("tell", "ask")
    is_passive = words.child(i, "nsubj:pass", "aux:pass") >= 0
    by_agent = is_passive and told
    subject = words.child(i, "obl:agent") if by_agent else _subject(words, i, is_quoted)
    if subject < 0 and not is_passive:
        subject = _neighbour(words, i, is_quoted)
    addressee = words.child(i, "iobj")
    if addressee < 0 and told:
        addressee = words.child(i, "obj")
    if addressee < 0 and verb.lemma in ("say", "write", "explain"):
        addressee = next(
            (
                k
                for k in words.children[i]
                if words.dep[k].startswith("obl")
                and any(words.lower[c] == "to" for c in words.children[k] if words.dep[c] == "case")
            ),
            -1,
        )
    group = i
    while group > 0 and words.lower[group - 1] in _AUXILIARIES and not is_quoted[group - 1]:
        group -= 1
    if 0 <= subject < i and i - subject < 40:
        group = min(group, max(words.low[subject], words.bounds(i)[0]))
    negated = any(
        words.lower[k] in _NEGATIONS and i - 4 <= k <= i + 2 and not is_quoted[k]
        for k in words.children[i]
    )
    return Cue(i, verb, subject, addressee, group, negated)


def _subject(words: Words, i: int, is_quoted: list[bool]) -> int:
    """Return the head word of the subject of verb i, taken over from its governor if need be."""
    verb = i
    for _ in range(5):
        for k in words.children[verb]:
            if words.dep[k] in _SUBJECT and not is_quoted[k] and not _is_no_speaker(words, k):
                if words.lower[k] in _RELATIVES:
                    head = words.head[verb]
                    is_relative = words.dep[verb] == "acl:relcl" and head != verb
                    return head if is_relative and not is_quoted[head] else -1
                return k
        label, head = words.dep[verb], words.head[verb]
        if label == "acl" and words.tag[verb] == "VBG":
            before = words.low[verb] - 1
            if before >= 0 and words.text[before] == ",":
                verb = _governor(words, head)  # "..., noting that": the sentence's subject notes
                if verb < 0:
                    return -1
                continue
            return head
        if label not in _SHARES_SUBJECT or head == verb:
            return -1
        if label == "xcomp" and verb == i:
            told = words.child(head, "obj", "iobj")
            if head < told < i and not is_quoted[told]:
                return told  # "led the chairman to declare": who is led speaks
        if label == "advcl" and words.tag[verb] != "VBG":
            return -1
        verb = head
    return -1


def _governor(words: Words, i: int) -> int:
    """Return the nearest verb above word i that has a subject, -1 if none."""
    for _ in range(8):
        if words.is_verb(i) and words.child(i, *_SUBJECT) >= 0:
            return i
        if words.head[i] == i:
            break
        i = words.head[i]
    return -1


def _neighbour(words: Words, i: int, is_quoted: list[bool]) -> int:
    """Return the head of the nominal group beside verb i: "X said", ``," said X``."""
    before = i - 1
    while before >= 0 and words.lower[before] in _AUXILIARIES and not is_quoted[before]:
        before -= 1
    if (
        before >= 0
        and not is_quoted[before]
        and words.sentence[before] == words.sentence[i]
        and (
            words.tag[before] in NOMINAL
            or words.tag[before] == "PRP"
            or (not words.tag[before] and words.text[before][:1].isupper())
        )
    ):
        return before
    group = words.group_from(i + 1, len(words)) if _may_invert(words, i, is_quoted) else None
    if group and not any(is_quoted[k] for k in range(group[0], group[1] + 1)):
        beside_quote = i == 0 or is_quoted[i - 1] or (i > 1 and is_quoted[i - 2])
        if beside_quote or _is_person(words, group[1]) or words.tag[group[1]] == "PRP":
            return -1 if _is_no_speaker(words, group[1]) else group[1]
    if not words.tag[i] and i + 1 < len(words) and words.text[i + 1][:1].isupper():
        return i + 1
    if before >= 0 and words.text[before] == ",":  # "Kovar, who was in Rome, said"
        first = words.bounds(i)[0]
        for k in range(before - 1, max(first, before - 25) - 1, -1):
            if _is_person(words, k) and not is_quoted[k]:
                return k
    return -1


def _may_invert(words: Words, i: int, is_quoted: list[bool]) -> bool:
    return i == 0 or is_quoted[i - 1] or not words.lower[i - 1][-1:].isalnum()


def _is_person(words: Words, i: int) -> bool:
    return words.entity[i] >= 0 and words.entities[words.entity[i]][2] == "PERSON"


def _is_no_speaker(words: Words, i: int) -> bool:
    """Return whether word i is a day, a dateline or belongs to "whose": the label is wrong."""
    if words.text[i].isupper() and words.text[i + 1 : i + 2] == [":"]:
        return True  # "ROME: Calling it a victory, Kovar said ..."
    return words.lower[i] in DAYS or any(words.lower[k] == "whose" for k in words.children[i])


def in_own_voice(words: Words, cue: Cue) -> bool:
    """Return whether the article's author speaks ("I asked"): no quotation of somebody."""
    return cue.subject >= 0 and words.lower[cue.subject] in _OWN_VOICE


def by_position(cues: list[Cue]) -> Callable[[int, int], list[Cue]]:
    """Return a function that gives the cues whose word lies in [first, last)."""
    import bisect

    numbers = [c.word for c in cues]

    def between(first: int, last: int) -> list[Cue]:
        return cues[bisect.bisect_left(numbers, first) : bisect.bisect_left(numbers, last)]

    return between
