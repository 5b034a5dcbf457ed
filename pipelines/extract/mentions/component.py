"""Names and what stands for them: the model's entities sharpened, and clear descriptions.

Titles are split off, possessives trimmed, types settled over the document, the fullest form found.
What needs more than one document (one row per person of the corpus) belongs to ``link``.
"""

import bisect
import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipelines.extract.mentions.offices import descriptions, with_offices
from pipelines.extract.mentions.organisations import expansions, named, organisation
from pipelines.extract.mentions.pronouns import pronouns
from pipelines.extract.records import Mention, register_slots
from pipelines.settings import reference_path

TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
HONORIFIC_WORDS = re.compile(r"^[A-Z][\w.’'-]*$")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Reference lists: states by name, and words that are titles."""

    polities: dict[str, tuple[str | None, str]]
    titles: frozenset[str]
    pattern: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """Return the lists of ``polities.csv`` and ``titles.csv``."""
    with reference_path("polities.csv").open(encoding="utf-8", newline="") as lines:
        polities = {
            row["name"]: (row["polity"] or None, row["kind"]) for row in csv.DictReader(lines)
        }
    demonyms = [name for name, (_, kind) in polities.items() if kind == "demonym"]
    for name in demonyms:  # "Armenians", but not "Chineses"
        if not name.endswith(("h", "s", "se")):
            polities.setdefault(f"{name}s", polities[name])
    with reference_path("titles.csv").open(encoding="utf-8", newline="") as lines:
        titles = frozenset(row["title"].lower() for row in csv.DictReader(lines))
    names = sorted(map(re.escape, polities), key=len, reverse=True)
    return Lexicon(polities, titles, re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?!\w)"))


@Language.factory("newstables_mentions")
def make_mentions(nlp: Language, name: str) -> "MentionFinder":
    """Return the component; it fills ``doc._.mentions``."""
    del nlp, name
    register_slots()
    return MentionFinder()


class MentionFinder:
    """Fills ``doc._.mentions`` with names and resolved descriptions, in order, not overlapping."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        words = lexicon()
        text = doc.text
        found = [m for ent in doc.ents if (m := _from_entity(doc, ent, words)) is not None]
        found, acronyms = _add_organisations(text, found)
        found = _add_polities(text, found, words)
        found = with_offices(text, _settle_types(text, found), words.polities)
        found = _full_names(text, found, acronyms)
        found += _outside(descriptions(text, found, words.polities), found)
        found += pronouns(doc, sorted(found, key=lambda m: m.start_char))
        doc._.mentions = sorted(found, key=lambda m: (m.start_char, m.end_char))
        return doc


def _is_title(token: Token, words: Lexicon) -> bool:
    return token.text.rstrip(".").lower() in words.titles


def _from_entity(doc: Doc, ent: Span, words: Lexicon) -> Mention | None:
    """Return the name in a model's entity: without article, possessive, title, stray marks."""
    if ent.label_ not in TYPES:
        return None
    tokens = [t for t in ent if not t.is_space]
    while tokens and (tokens[0].lower_ == "the" or not tokens[0].text[0].isalnum()):
        tokens = tokens[1:]
    while tokens and (tokens[-1].lower_ in ("'s", "’s", "'", "’") or tokens[-1].text in ",;:-–—"):
        tokens = tokens[:-1]
    title: list[Token] = []
    if ent.label_ == "PERSON":
        while len(tokens) > 1 and _is_title(tokens[0], words):
            title.append(tokens[0])
            tokens = tokens[1:]
        if not title:
            title = _title_before(doc, tokens[0], words) if tokens else []
    if not tokens or len(tokens) > 12 or not any(c.isalpha() for t in tokens for c in t.text):
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    name = doc.text[start:end]
    polity, kind = words.polities.get(" ".join(name.split()), (None, None))
    label = ent.label_
    if kind == "region":
        label = "LOC"
    elif kind in (
        "country",
        "capital",
    ):  # countries always; no person goes by a capital's name alone
        label = "GPE"
    elif kind == "demonym":
        label = "NORP"
    written = doc.text[title[0].idx : title[-1].idx + len(title[-1])] if title else None
    if title and polity is None:
        polity = words.polities.get(title[0].text, (None, None))[0]
    return Mention(
        start_char=start,
        end_char=end,
        kind="name",
        entity_type=label,
        title=written,
        polity=polity,
        rule="model",
    )


def _title_before(doc: Doc, first: Token, words: Lexicon) -> list[Token]:
    """Return the words of the office printed before a name: "Russian Foreign Minister"."""
    title: list[Token] = []
    i = first.i - 1
    while i >= 0 and len(title) < 6:
        token = doc[i]
        is_part = _is_title(token, words) or (title and HONORIFIC_WORDS.match(token.text))
        if not is_part or (token.is_sent_start and not _is_title(token, words) and not title):
            break
        title.insert(0, token)
        i -= 1
    return title


def _add_polities(text: str, found: list[Mention], words: Lexicon) -> list[Mention]:
    """Add states, demonyms, capitals and seats of power that the model passed over."""
    taken = sorted((m.start_char, m.end_char) for m in found)
    added = []
    index = 0
    for match in words.pattern.finditer(text):
        while index < len(taken) and taken[index][1] <= match.start():
            index += 1
        if index < len(taken) and taken[index][0] < match.end():
            continue
        polity, kind = words.polities[match[0]]
        label = {"demonym": "NORP", "seat": "FAC", "region": "LOC"}.get(kind, "GPE")
        added.append(
            Mention(
                start_char=match.start(),
                end_char=match.end(),
                kind="name",
                entity_type=label,
                polity=polity,
                rule="gazetteer",
            )
        )
    return sorted([*found, *added], key=lambda m: m.start_char)


def _add_organisations(text: str, found: list[Mention]) -> tuple[list[Mention], dict[str, str]]:
    """Add bodies known by their form; return the names and the long form of each acronym."""
    acronyms: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    for start, end, short_start, short_end in expansions(text):
        acronyms[text[short_start:short_end]] = text[start:end]
        spans += [(start, end), (short_start, short_end)]
    sure = [organisation(a, b, "acronym") for a, b in spans]
    found = [*sure, *_outside(found, sure)]
    return [
        *found,
        *_outside([organisation(a, b, "form") for a, b in named(text)], found),
    ], acronyms


def _outside(new: list[Mention], old: list[Mention]) -> list[Mention]:
    """Return the new mentions that share no character with an old one, save as a part of them."""
    taken = sorted((m.start_char, m.end_char) for m in old)
    starts = [a for a, _ in taken]
    kept = []
    for m in new:
        i = bisect.bisect_left(starts, m.end_char) - 1
        if m.kind == "description" or i < 0 or taken[i][1] <= m.start_char:
            kept.append(m)
    return kept


def _settle_types(text: str, found: list[Mention]) -> list[Mention]:
    """Give every mention of a name the type that most of its mentions have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in found:
        votes[_key(text, m)][m.entity_type] += 1
    majority = {
        name: sorted(c.items(), key=lambda x: (-x[1], x[0]))[0][0] for name, c in votes.items()
    }
    return [replace(m, entity_type=majority[_key(text, m)]) for m in found]


def _key(text: str, mention: Mention) -> str:
    return " ".join(text[mention.start_char : mention.end_char].split())


def _full_names(text: str, found: list[Mention], acronyms: dict[str, str]) -> list[Mention]:
    """Give each mention the fullest name of the same thing in the document.

    A surname stands for the one full name that ends in it; where two do, it stays as it is.
    """
    full: dict[str, set[str]] = defaultdict(set)
    for m in found:
        parts = _key(text, m).split()
        if m.entity_type == "PERSON" and len(parts) > 1:
            full[parts[-1]].add(" ".join(parts))
            full[parts[0]].add(" ".join(parts))
    named = []
    for m in found:
        name = acronyms.get(_key(text, m), _key(text, m))
        if m.entity_type == "PERSON" and name in full:
            known = full[name]
            longest = max(known, key=lambda n: (len(n), n))
            if all(set(n.split()) <= set(longest.split()) for n in known):
                name = longest
        named.append(replace(m, name=name))
    return named
