"""The model's entities -> spans of names: where a name begins and ends, and what kind it is.

Each step is measured by ``python -m bench.mentions``; one that did not pay on the development files
is not here (merging adjacent people by look, extending names over any proper noun, kinds by given
names, kinds by every head of ``name_heads.csv``).
What does not belong here: titles, states and fullest forms (``component``).
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from pipelines.extract.mentions.heads import (
    Name,
    again,
    follows,
    headed,
    people,
    retyping,
    tailed,
    untitled,
)
from pipelines.extract.mentions.lexicon import lexicon
from pipelines.settings import reference_path

TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON"})
LONGEST = 12  # words of a name
ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
EDGES = frozenset(',;:-–—"“”()[]<>|/')
SMALL = frozenset({"of", "and", "in", "for", "to", "at", "on", "by", "with", "from", "the", "&"} |
                  {"or", "is", "was"})  # fmt: skip
# Addresses, file names and marks of a mail program are no names.
ADDRESS = re.compile(
    r"[@_<>{}|\\]|://|www\.|\.(?:com|org|net|doc|pdf|html?|jpg|xls|txt)\b", re.IGNORECASE
)
STORMS = frozenset({"hurricane", "typhoon", "storm", "cyclone"})
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# Words before a state that make one name with it: "New England", "Eastern Ukraine".
PARTS = frozenset({"new", "north", "south", "east", "west", "central", "northern", "southern"} |
                  {"eastern", "western", "upper", "lower", "old", "republic", "democratic"} |
                  {"united", "greater", "port", "fort", "the", "of", "and"})  # fmt: skip


Step = Callable[[Doc, list[Name]], list[Name]]


def names(doc: Doc) -> list[Name]:
    """Return the names of a Doc, in order, not overlapping."""
    found = [Name(e.start, e.end, e.label_) for e in doc.ents if e.label_ in TYPES]
    for step in STEPS:
        found = step(doc, found)
    return [n for n in found if 0 < n.end - n.start <= LONGEST]


def written(doc: Doc, name: Name) -> str:
    """Return a name's characters. ``doc.text`` would be put together anew at each call."""
    return doc[name.start : name.end].text


def _trimmed(doc: Doc, found: list[Name]) -> list[Name]:
    """Cut articles, marks, small words and possessives off the ends; an empty rest is dropped."""
    return [n for name in found if (n := _trim(doc, name)).start < n.end]


def _trim(doc: Doc, name: Name) -> Name:
    start, end, label = name
    while start < end and _is_loose_start(doc[start]):
        start += 1
    while start < end and _is_loose_end(doc, start, end):
        end -= 1
    return Name(start, end, label)


def _is_loose_start(token: Token) -> bool:
    is_word = any(c.isalnum() for c in token.text)
    return token.is_space or not is_word or token.lower_ in ARTICLES or token.text in SMALL


def _is_loose_end(doc: Doc, start: int, end: int) -> bool:
    token = doc[end - 1]
    if token.is_space or token.text in EDGES or token.text in SMALL:
        return True
    if token.lower_ not in POSSESSIVE or end - start < 2:
        return False
    # "Wendy's" is a name, "Britain's" before a noun that it owns is not
    owner = doc[end - 2]
    has_parse = owner.dep_ != ""
    return not has_parse or (owner.dep_ == "nmod:poss" and owner.head.i >= end)


def _dropped(doc: Doc, found: list[Name]) -> list[Name]:
    """Leave out addresses, single letters, words in lower case and what holds no proper noun."""
    has_tags = doc.has_annotation("POS")
    storms = {written(doc, n) for n in found if n.start and doc[n.start - 1].lower_ in STORMS}
    return [n for n in found if not _is_no_name(doc, n, has_tags, storms)]


def _is_no_name(doc: Doc, name: Name, has_tags: bool, storms: set[str]) -> bool:
    text = written(doc, name)
    if ADDRESS.search(text) or not any(c.isalpha() for c in text) or text in storms:
        return True
    if name.label == "NORP":
        return text.islower() or sum(c.isalnum() for c in text) < 2
    if name.label in ("GPE", "ORG", "LOC", "FAC") and sum(c.isalnum() for c in text) < 2:
        return True
    has_digit = any(c.isdigit() for c in text)
    if has_digit and (name.label == "PERSON" or text.islower()):
        return True
    return has_tags and not any(t.pos_ == "PROPN" for t in doc[name.start : name.end])


def _split(doc: Doc, found: list[Name]) -> list[Name]:
    """Cut where two names stand side by side: "Reno Nevada", a heading and the first word."""
    return [part for name in found for part in _parts(doc, name)]


def _parts(doc: Doc, name: Name) -> Iterator[Name]:
    start, end, label = name
    if end - start == 2 and label != "PERSON" and doc[start].text == doc[start + 1].text:
        yield Name(start, start + 1, label)
        yield Name(start + 1, end, label)
        return
    if label in ("GPE", "LOC") and end - start > 1 and not _is_state(written(doc, name)):
        for cut in range(start + 1, end):
            state = written(doc, Name(cut, end, label))
            before = doc[cut - 1]
            if _is_state(state) and before.lower_ not in PARTS:
                yield Name(start, cut - (before.text == ","), "GPE")
                yield Name(cut, end, "GPE")
                return
    yield name


@cache
def _state_names() -> frozenset[str]:
    states = {n.casefold() for n, (_, kind) in lexicon().polities.items() if kind == "country"}
    with reference_path("us_states.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            states |= {row["name"].casefold(), row["short"].casefold()}
    return frozenset(states - {""})


@cache
def _state_codes() -> frozenset[str]:
    with reference_path("us_states.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["code"] for row in csv.DictReader(lines))


def _is_state(text: str) -> bool:
    name = text.rstrip(".")
    return name.casefold() in _state_names() or (
        name[:1].isupper() and name.upper() in _state_codes()
    )


def _joined(doc: Doc, found: list[Name]) -> list[Name]:
    """Join a body and the state that is part of its name: "Food Standards Australia"."""
    out: list[Name] = []
    for name in found:
        if out and _is_one_body(doc, out[-1], name):
            out[-1] = Name(out[-1].start, name.end, "ORG")
        else:
            out.append(name)
    return out


def _is_one_body(doc: Doc, left: Name, right: Name) -> bool:
    if doc[right.start].text == doc[left.start].text:  # a heading and the first word
        return False
    between = [t.lower_ for t in doc[left.end : right.start]]
    if left.label == "ORG" and right.label == "GPE":
        return between in ([], ["of"], ["of", "the"])
    last = doc[left.end - 1]
    return (
        (left.label, right.label) == ("GPE", "ORG")
        and not between
        and last.dep_ == "compound"
        and right.start <= last.head.i < right.end
    )


def _extended(doc: Doc, found: list[Name]) -> list[Name]:
    """Add a person's further names by the parse, and the year of "2004 Summer Olympic Games"."""
    taken = {i for n in found for i in range(n.start, n.end)}
    out = []
    for start, end, label in found:
        if label == "PERSON":
            while end < len(doc) and end not in taken and _is_further(doc[end], start, end):
                end += 1
        elif label == "EVENT" and start and YEAR.fullmatch(doc[start - 1].text):
            start -= 1
        out.append(Name(start, end, label))
    return out


def _is_further(token: Token, start: int, end: int) -> bool:
    return token.pos_ == "PROPN" and token.dep_ == "flat" and start <= token.head.i < end


def _listed(doc: Doc, found: list[Name]) -> list[Name]:
    """Give states and demonyms their kind, and places and papers that their words tell."""
    out = []
    for name in found:
        words = [t.text for t in doc[name.start : name.end] if not t.is_space]
        kind = lexicon().polities.get(" ".join(words), (None, ""))[1]
        label = name.label
        if kind == "country":
            label = "GPE"
        elif kind == "region":
            label = "LOC"
        elif kind == "demonym" and label != "ORG":
            label = "NORP"
        elif len(words) > 1:
            label = _by_words(words, label)
        out.append(Name(name.start, name.end, label))
    return out


def _by_words(words: list[str], label: str) -> str:
    if retyping().get(words[-1]) in ("any", label) and label not in KEPT["ORG"]:
        return "ORG"
    told = _place_words().get((words[-1], "last")) or _place_words().get((words[0], "first"))
    if told is None or label in KEPT[told] or {"Town", "City", "Police"} & set(words):
        return label
    return told


# Which kinds a telling word does not change: an airline may be called after a river.
KEPT = {
    "LOC": frozenset({"EVENT", "NORP", "WEAPON"}),
    "FAC": frozenset({"EVENT", "NORP", "WEAPON", "ORG"}),
    "ORG": frozenset({"EVENT", "NORP", "WEAPON", "FAC"}),
}


@cache
def _place_words() -> dict[tuple[str, str], str]:
    with reference_path("place_words.csv").open(encoding="utf-8", newline="") as lines:
        return {(r["word"], r["position"]): r["entity_type"] for r in csv.DictReader(lines)}


def _settled(doc: Doc, found: list[Name]) -> list[Name]:
    """Give each mention of a name the kind that most have; body or place may differ by sentence."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for n in found:
        votes[written(doc, n)][n.label] += 1
    out = []
    for n in found:
        ranked = sorted(votes[written(doc, n)].items(), key=lambda x: (-x[1], x[0]))
        top, count = ranked[0]
        is_clear = count > 1 and count > sum(c for _, c in ranked[1:])
        if is_clear and {top, n.label} != {"ORG", "GPE"}:
            n = Name(n.start, n.end, top)
        out.append(n)
    return out


def _repeated(doc: Doc, found: list[Name]) -> list[Name]:
    """Find the other places where a name of several words stands, whole where it was cut."""
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for n in found:
        if n.end - n.start > 1:
            kinds[tuple(t.text for t in doc[n.start : n.end])][n.label] += 1
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in kinds:
        lengths[words[0]].add(len(words))
    holder: dict[int, Name] = {i: n for n in found for i in range(n.start, n.end)}
    texts = [t.text for t in doc]
    for start, text in enumerate(texts):
        for length in sorted(lengths.get(text, ()), reverse=True):
            end = start + length
            words = tuple(texts[start:end])
            if len(words) < length or words not in kinds:
                continue
            if follows(doc, end) and doc[end].pos_ == "PROPN":  # the name may go on
                continue
            inside = {holder[i] for i in range(start, end) if i in holder}
            if any(n.start < start or n.end > end or n.end - n.start == length for n in inside):
                continue
            new = Name(start, end, min(kinds[words], key=lambda k: (-kinds[words][k], k)))
            for i in range(start, end):
                holder[i] = new
    return sorted(set(holder.values()))


STEPS: tuple[Step, ...] = (
    _trimmed, _split, _listed, _joined, people, _extended, headed, tailed, untitled,
    _listed, _settled, _repeated, again, _dropped,
)  # fmt: skip
