"""Names and what stands for them: the model's entities sharpened, and clear descriptions.

Titles are split off, possessives trimmed, types settled over the document, the fullest form found.
What needs more than one document (one row per person of the corpus) belongs to ``link``.
"""

import bisect
import re
from collections import defaultdict
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipelines.extract.mentions.bodies import body_descriptions, with_body_offices
from pipelines.extract.mentions.lexicon import Lexicon, lexicon
from pipelines.extract.mentions.offices import descriptions, with_offices
from pipelines.extract.mentions.organisations import expansions, organisation
from pipelines.extract.mentions.pronouns import pronouns
from pipelines.extract.mentions.spans import Name, names
from pipelines.extract.records import Mention, register_slots

LABELS = {"demonym": "NORP", "seat": "FAC", "body": "ORG", "region": "LOC"}
MODIFIERS = frozenset({"prime", "vice", "deputy", "foreign", "defence", "defense", "interior"} |
                      {"finance", "former", "acting", "crown", "attorney", "chief", "major"} |
                      {"lieutenant", "brigadier", "grand", "supreme"})  # fmt: skip
LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
HONORIFIC_WORDS = re.compile(r"^[A-Z][\w.’'-]*$")


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
        text = LINE_END.sub(" ", doc.text)  # a wrapped line ends no name: offsets stay
        found = [_from_name(doc, text, name, words) for name in names(doc)]
        found, acronyms = _add_organisations(text, found)
        found = _add_polities(text, found, words)
        found = with_offices(text, found, words.polities)
        found = with_body_offices(text, found)
        found = _full_names(text, found, acronyms)
        described = body_descriptions(text, found)
        found += _outside(descriptions(text, found, words.polities), found) + described
        found += pronouns(doc, sorted(found, key=lambda m: m.start_char))
        doc._.mentions = sorted(found, key=lambda m: (m.start_char, m.end_char))
        return doc


def _is_title(token: Token, words: Lexicon) -> bool:
    return token.text.rstrip(".").lower() in words.titles


def _from_name(doc: Doc, text: str, name: Name, words: Lexicon) -> Mention:
    """Return the mention of a name: the title printed with it split off, its state looked up."""
    tokens = [t for t in doc[name.start : name.end] if not t.is_space]
    label = name.label
    title: list[Token] = []
    if label == "PERSON":
        while len(tokens) > 1 and _is_title(tokens[0], words):
            title.append(tokens[0])
            tokens = tokens[1:]
        if len(tokens) > 2 and tokens[0].lower_ in MODIFIERS and _is_title(tokens[1], words):
            title, tokens = tokens[:2], tokens[2:]
        title = title or _title_before(doc, tokens[0], words)
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    written = " ".join(text[start:end].split())
    polity, kind = words.polities.get(written, (None, ""))
    if not kind and written.endswith("s"):  # "Syrias army": feeds strip apostrophes
        polity, kind = words.polities.get(written[:-1], (None, ""))
        if kind in ("country", "capital"):
            label = "GPE"
        else:
            polity, kind = None, ""
    if kind == "capital" and label == "PERSON":  # no person goes by a capital's name alone
        label = "GPE"
    if title and polity is None:
        polity = words.polities.get(title[0].text, (None, None))[0]
    return Mention(
        start_char=start,
        end_char=end,
        kind="name",
        entity_type=label,
        title=text[title[0].idx : title[-1].idx + len(title[-1])] if title else None,
        polity=polity,
        rule="model",
    )


def _title_before(doc: Doc, first: Token, words: Lexicon) -> list[Token]:
    """Return the words of the office printed before a name: "Russian Foreign Minister"."""
    title: list[Token] = []
    i = first.i - 1
    while i >= 0 and len(title) < 6:
        token = doc[i]
        if token.is_space and token.text.count("\n") < 2:
            i -= 1
            continue
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
        label = LABELS.get(kind, "GPE")
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
    """Add bodies printed with their acronym; return the names and the long form of each acronym."""
    acronyms: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    for start, end, short_start, short_end in expansions(text):
        acronyms[text[short_start:short_end]] = text[start:end]
        spans += [(start, end), (short_start, short_end)]
    sure = [organisation(a, b, "acronym") for a, b in spans]
    return [*sure, *_outside(found, sure)], acronyms


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


def _key(text: str, mention: Mention) -> str:
    return " ".join(text[mention.start_char : mention.end_char].split())


def _full_names(text: str, found: list[Mention], acronyms: dict[str, str]) -> list[Mention]:
    """Give each mention the fullest name of the same thing in the document.

    A surname stands for the one full name that ends in it ("Al Harbi" for "Omar Al Harbi"), a
    given name for the one that begins with it; where two do, it stays as it is.
    """
    full: dict[str, set[str]] = defaultdict(set)
    for m in found:
        parts = _key(text, m).split()
        if m.entity_type == "PERSON" and len(parts) > 1:
            name = " ".join(parts)
            full[parts[0]].add(name)
            for start in range(1, len(parts)):
                full[" ".join(parts[start:])].add(name)
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
