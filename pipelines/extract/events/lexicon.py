"""The event lexicons: CSV files of seeds/reference, read once and turned into look-up tables.

What belongs here: reading, the inflection of their words. What does not: matching in a text.
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.settings import reference_path

VOWELS = "aeiou"
# Rows of event_grammar_words.csv that hold verbs
VERB_KINDS = ("blaming", "claiming", "attributing", "halting", "pursuing", "signing")


@dataclass(frozen=True, slots=True)
class EventType:
    """One subtype of the ontology with its counterparts."""

    subtype: str
    plover: str
    cameo_root: str | None
    acled: tuple[str, ...]
    modes: tuple[str, ...]
    scale: float | None


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of event_verbs.csv or event_nouns.csv for one word.

    Attributes:
        tail: Words that must follow the trigger ("up" of "blow up").
        subject: Classes of which the subject must be, any if empty.
        object: Classes of which the object must be, any if empty; ("-",) wants none.
        clause: Class of which a word of the clause must be, any if empty.
        recipient: Where the recipient stands, in order: obj, iobj or a preposition.
        roles: How subject and object become participants.
        when: For a noun, what must govern it.
    """

    tail: tuple[str, ...]
    subject: frozenset[str]
    object: frozenset[str]
    clause: str
    recipient: tuple[str, ...]
    roles: str
    subtype: str
    mode: str | None
    when: str


@dataclass(frozen=True, slots=True)
class StatusWord:
    """What a word says about the act it governs or modifies."""

    tail: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Refinement:
    """One row of event_refinements.csv: classes that give a general act its subtype."""

    actor: frozenset[str]
    recipient: frozenset[str]
    near: str
    subtype: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables. Keys are lower-case lemmas; longer phrases come before shorter ones."""

    types: dict[str, EventType]
    verbs: dict[str, list[Sense]]
    nouns: dict[str, list[Sense]]
    light: dict[str, list[tuple[tuple[str, ...], str]]]
    status: dict[str, dict[str, list[StatusWord]]]
    classes: dict[str, frozenset[str]]
    refinements: dict[str, list[Refinement]]
    verb_forms: dict[str, str]
    wide_places: frozenset[str]
    grammar: dict[str, tuple[str, ...]]


def _rows(name: str) -> list[dict[str, str]]:
    with reference_path(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def inflected(verb: str) -> list[str]:
    """Return the regular forms of a verb.

    >>> inflected("carry")
    ['carry', 'carries', 'carrying', 'carried']
    >>> inflected("hijack")[-1], inflected("raze")[-1], inflected("stab")[-1]
    ('hijacked', 'razed', 'stabbed')
    >>> inflected("open")[-1]
    'opened'
    """
    if verb.endswith("e"):
        return [verb, verb + "s", verb[:-1] + "ing", verb + "d"]
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return [verb, verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"]
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = verb
    short = len(verb) in (3, 4) and verb[-1] not in "aeiouwxy" and verb[-2] in VOWELS
    if short and sum(c in VOWELS for c in verb) == 1:
        stem += verb[-1]
    return [verb, third, stem + "ing", stem + "ed"]


@lru_cache(maxsize=1 << 16)
def singular(noun: str) -> str:
    """Return the singular of a lower-case noun; a word that is none is given back.

    >>> [singular(w) for w in ("talks", "ties", "bodies", "clashes", "crises", "gas", "men")]
    ['talk', 'tie', 'body', 'clash', 'crisis', 'gas', 'man']
    >>> [singular(w) for w in ("buses", "houses", "viruses", "gases", "causes")]
    ['bus', 'house', 'virus', 'gas', 'cause']
    """
    if len(noun) < 4 or not noun.endswith("s"):
        if noun.endswith("men"):
            return noun[:-2] + "an"
        return {"people": "person", "children": "child"}.get(noun, noun)
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun in ("crises", "caches"):
        return {"crises": "crisis"}.get(noun, noun[:-1])
    if noun.endswith(("ches", "shes", "sses", "xes", "buses", "ruses", "puses", "gases")):
        return noun[:-2]
    return noun if noun.endswith(("ss", "us", "is")) else noun[:-1]


def _phrases(cell: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return first word and tail of each phrase; the tokenizer cuts most words at hyphens."""
    cut = [re.findall(r"[^_-]+|-", w) for w in cell.split()]
    cut += [w.split("_") for w in cell.split() if "-" in w]  # "counter-offensive" stays one word
    return [(p[0], tuple(p[1:])) for p in cut]


def _types() -> dict[str, EventType]:
    scales = {r["event_subtype"]: r["scale"] for r in _rows("event_scales.csv")}
    return {
        r["event_subtype"]: EventType(
            r["event_subtype"],
            r["plover"] or "OTHER",
            r["cameo_root"] or None,
            tuple(filter(None, r["acled_sub_event"].split("|"))),
            tuple(filter(None, r["plover_mode"].split("|"))),
            float(scales[r["event_subtype"]]) if scales.get(r["event_subtype"]) else None,
        )
        for r in _rows("event_types.csv")
    }


def _senses(name: str, column: str) -> dict[str, list[Sense]]:
    found: dict[str, list[Sense]] = defaultdict(list)
    for row in _rows(name):
        for first, tail in _phrases(row[column]):
            found[first].append(
                Sense(
                    tail,
                    frozenset(row.get("subject", "").split()),
                    frozenset(row.get("object", "").split()),
                    row.get("clause", ""),
                    tuple(row["recipient"].split()),
                    row["roles"],
                    row["subtype"],
                    row["mode"] or None,
                    row.get("when", ""),
                )
            )
    for senses in found.values():
        senses.sort(key=lambda s: -len(s.tail))  # stable: file order within one length
    return dict(found)


def _light_verbs() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in _rows("event_light_verbs.csv"):
        for first, tail in _phrases(row["verbs"]):
            found[first].append((tail, row["subject"]))
    return dict(found)


def _status_words() -> dict[str, dict[str, list[StatusWord]]]:
    found: dict[str, dict[str, list[StatusWord]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows("event_status_words.csv"):
        for first, tail in _phrases(row["words"]):
            found[row["kind"]][first].append(StatusWord(tail, row["status"]))
    for by_word in found.values():
        for words in by_word.values():
            words.sort(key=lambda s: -len(s.tail))
    return {kind: dict(words) for kind, words in found.items()}


def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows("event_object_classes.csv"):
        for word in row["words"].split():
            found[word].add(row["class"])
    return {word: frozenset(names) for word, names in found.items()}


def _refinements() -> dict[str, list[Refinement]]:
    found: dict[str, list[Refinement]] = defaultdict(list)
    for row in _rows("event_refinements.csv"):
        actor, recipient = frozenset(row["actor"].split()), frozenset(row["recipient"].split())
        rule = Refinement(actor, recipient, row["near"], row["subtype"], row["mode"] or None)
        for subtype in row["from"].split():
            found[subtype].append(rule)
    return dict(found)


def _doubled(verb: str) -> list[str]:
    """Return the forms of a verb stressed on its last syllable: "expelled", "deferring"."""
    ends = len(verb) > 3 and verb[-1] not in "aeiouwxy" and verb[-2] in VOWELS
    if not ends or verb[-3] in VOWELS:
        return []
    return [verb + verb[-1] + "ing", verb + verb[-1] + "ed"]


def _verb_forms(verbs: set[str]) -> dict[str, str]:
    """Return the lemma of every form: the irregular ones first, they win."""
    forms: dict[str, str] = {}
    for row in _rows("event_irregular_verbs.csv"):
        for form in row["forms"].split():
            forms.setdefault(form, row["verb"].split("_")[0])
    for verb in sorted(verbs, key=lambda v: (len(v), v)):  # "occupy" before "occupied"
        for form in (*inflected(verb), *_doubled(verb)):
            forms.setdefault(form, verb)
    return forms


def _wide_places() -> frozenset[str]:
    """Return the names of countries and regions, lower-case."""
    wide = ("country", "region")
    return frozenset(r["name"].casefold() for r in _rows("polities.csv") if r["kind"] in wide)


@cache
def lexicon() -> Lexicon:
    """Return the lexicons, read on the first call."""
    verbs = _senses("event_verbs.csv", "verbs")
    light, status = _light_verbs(), _status_words()
    grammar = {r["kind"]: tuple(r["words"].split()) for r in _rows("event_grammar_words.csv")}
    heads = {*verbs, *light, *(w for by_word in status.values() for w in by_word), "say", "be"}
    heads |= {word for kind in VERB_KINDS for word in grammar[kind]}
    return Lexicon(
        _types(),
        verbs,
        _senses("event_nouns.csv", "nouns"),
        light,
        status,
        _classes(),
        _refinements(),
        _verb_forms(heads),
        _wide_places(),
        grammar,
    )
