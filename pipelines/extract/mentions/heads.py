"""Where the words around a name decide how far it goes: heads, tails, people side by side.

What belongs here: steps that look at the words next to the model's spans, and names that stand a
second time. What does not: marks, articles and kinds (``spans``), titles and states
(``component``). Each step is measured by ``python -m bench.mentions`` on two halves of the
development files and stays where both rise.
"""

import csv
from collections import Counter, defaultdict
from functools import cache
from itertools import permutations
from typing import NamedTuple

from spacy.tokens import Doc, Token

from pipelines.extract.mentions.lexicon import lexicon
from pipelines.settings import reference_path

REACH = 3  # words behind a name in which its head stands: "Israeli" + "Defense Forces"
PARTICLES = frozenset({"de", "da", "do", "al", "el", "bin", "ibn", "van", "von", "der", "den"} |
                      {"la", "le", "di", "du", "dos", "ul", "abu", "e", "y"})  # fmt: skip
# Relations of one name's words. By look alone three pairs of ten were two people.
NAMED = frozenset({"flat", "compound", "nmod:desc"})
OFTEN = 3  # times that a name is found before it is taken to be one where the model sees none
STATES = frozenset({"GPE", "NORP"})  # what a law is called after is still named
DETERMINERS = frozenset({"the", "a", "an", "our", "their", "his", "her", "its", "my", "your"})


class Name(NamedTuple):
    """Words [start, end) of a Doc and their kind."""

    start: int
    end: int
    label: str


@cache
def heads() -> dict[str, str]:
    """Return the nouns that end a name -> the kind they tell; empty where it is no entity."""
    return {row["word"]: row["entity_type"] for row in _rows()}


@cache
def retyping() -> dict[str, str]:
    """Return the nouns that tell the kind of a name found whole -> of which kinds ("any")."""
    return {row["word"]: row["retypes"] for row in _rows() if row["retypes"]}


def _rows() -> list[dict[str, str]]:
    with reference_path("name_heads.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def follows(doc: Doc, i: int) -> bool:
    """Tell whether a capitalised word stands right behind the one before it, on the same line."""
    if not 0 < i < len(doc) or doc[i - 1].whitespace_ == "":
        return False
    return doc[i].text[:1].isupper() and not doc[i - 1].is_space


def headed(doc: Doc, found: list[Name]) -> list[Name]:
    """Extend names to the noun that ends them: "United24" + "Media", "Rodale" + "Books".

    A body or person before an act or a prize ("the Harbour Act") is no actor and is left out.
    """
    at = {i: n for n in found for i in range(n.start, n.end)}
    out: list[Name] = []
    for name in found:
        if out and name.start < out[-1].end:
            continue
        end, kind = _head(doc, name, at)
        if kind is None:
            out.append(name)
        elif kind:
            out.append(Name(name.start, end, kind))
    return out


def _head(doc: Doc, name: Name, at: dict[int, Name]) -> tuple[int, str | None]:
    """Return where a name ends with its head, and the kind that the head tells."""
    end, kind = name.end, None
    i = name.end
    if name.label == "EVENT":
        return end, None
    is_whole = doc[end - 1].text in heads() or (name.label == "PERSON" and end - name.start > 1)
    while i < name.end + REACH and follows(doc, i):
        if is_whole and i in at:  # "Civic Party" beside "People Party", a man beside his office
            break
        if doc[i].text in heads():
            kind = heads()[doc[i].text]
            if not kind and name.label in STATES:
                return name.end, None
            end = max(i + 1, at[i].end if i in at else 0)
        i += 1
    return end, kind


def tailed(doc: Doc, found: list[Name]) -> list[Name]:
    """Cut common nouns in lower case off a capitalised name: "Fatah party", "US navy"."""
    out = []
    for start, end, label in found:
        cut = end
        while label != "FAC" and cut - start > 1 and _is_tail(doc, start, cut):
            cut -= 1
        is_cut = doc[start].text[:1].isupper() and doc[cut - 1].text[:1].isupper()
        out.append(Name(start, cut if is_cut else end, label))
    return out


def _is_tail(doc: Doc, start: int, end: int) -> bool:
    token = doc[end - 1]
    if not token.text.islower() or not token.is_alpha or token.lower_ in PARTICLES:
        return False
    is_state = doc[start : end - 1].text in lexicon().polities
    return token.pos_ == "NOUN" or (token.pos_ == "PROPN" and is_state)


def people(doc: Doc, found: list[Name]) -> list[Name]:
    """Join a given name and a surname that the model took for two people."""
    out: list[Name] = []
    for name in found:
        last = out[-1] if out else None
        if last and _is_pair(doc, last, name):
            out[-1] = Name(last.start, name.end, "PERSON")
        else:
            out.append(name)
    return out


def _is_pair(doc: Doc, left: Name, right: Name) -> bool:
    return (
        left.label == right.label == "PERSON"
        and left.end == right.start == left.start + 1
        and right.end == right.start + 1
        and follows(doc, right.start)
        and any(_is_part(a, b) for a, b in permutations(doc[left.start : right.end]))
    )


def _is_part(word: Token, head: Token) -> bool:
    return word.dep_ in NAMED and word.head.i == head.i


def untitled(doc: Doc, found: list[Name]) -> list[Name]:
    """Leave out people that are an office and nothing else: "the Speaker", "King of Athens"."""
    return [n for n in found if n.label != "PERSON" or not _is_office(doc, n)]


def _is_office(doc: Doc, name: Name) -> bool:
    if any(t.text.rstrip(".").lower() not in lexicon().titles for t in doc[name.start : name.end]):
        return False
    before = doc[name.start - 1].lower_ if name.start else ""
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    return before in DETERMINERS or after == "of"


def again(doc: Doc, found: list[Name]) -> list[Name]:
    """Find one-word names again where the model passed over them, by the kind most have."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for n in found:
        words = doc[n.start : n.end]
        if n.end - n.start == 1:
            kinds[words[0].text][n.label] += 1
        elif n.label == "PERSON":
            kinds[words[-1].text][n.label] += 1
    taken = {i for n in found for i in range(n.start, n.end)}
    often = {w: c.most_common(1)[0][0] for w, c in kinds.items() if c.total() >= OFTEN}
    added = [
        Name(t.i, t.i + 1, often[t.text])
        for t in doc
        if t.text in often and t.i not in taken and _is_free(t)
    ]
    return sorted([*found, *added])


def _is_free(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and len(token.text) > 2
