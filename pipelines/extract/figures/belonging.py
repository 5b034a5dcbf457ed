"""To whom and to what a figure belongs: its event, its status, its side, its claimant.

Events, quotations and mentions are taken as the components before found them.
"""

import csv
import re
from functools import cache

from spacy.tokens import Token

from pipelines.extract.figures.context import Context
from pipelines.extract.figures.counted import Counted
from pipelines.extract.figures.patterns import says
from pipelines.extract.mentions.lexicon import lexicon as polities
from pipelines.extract.records import Event, Mention
from pipelines.settings import reference_path

# Whose things these are is who acts: the one that fires, sends, takes, gives.
ACTORS_OWN = frozenset(
    {"drones_launched", "missiles_launched", "munitions_launched", "troops", "weapons_supplied",
     "territory", "money_pledged", "money_delivered", "strikes"}
)  # fmt: skip
LOSSES = frozenset({"killed", "wounded", "casualties", "missing", "captured", "equipment_lost"})
# States rather than acts: in the present tense they go on.
STATES_OF = frozenset({"affected", "displaced", "prisoners_held", "abducted", "missing", "troops"})
LASTING = frozenset({"prisoners_held"})
LOSE = frozenset({"lose", "suffer", "sustain", "bury", "mourn", "have"})
REPORT = frozenset(
    {"report", "confirm", "acknowledge", "admit", "claim", "put", "count", "estimate", "record",
     "announce", "say", "register", "tally", "list", "concede"}
)  # fmt: skip
OWNERS = frozenset({"NORP", "GPE", "ORG"})
OWN = frozenset({"its", "his", "her", "their", "own"})
POINTERS = frozenset({"it", "they"})
ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their)\s+(?=\S)", re.IGNORECASE)
CLIMB = 5


@cache
def _events() -> dict[str, frozenset[str]]:
    """Return the event subtypes that a figure of a category can belong to."""
    found: dict[str, set[str]] = {}
    with reference_path("figure_events.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["category"], set()).add(row["event_subtype"])
    return {category: frozenset(kinds) for category, kinds in found.items()}


@cache
def _states() -> dict[str, str]:
    """Return the name of each state: the one in ``state_names.csv``, else the shortest listed."""
    names: dict[str, list[str]] = {}
    with reference_path("polities.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["polity"] and row["kind"] == "country":
                names.setdefault(row["polity"], []).append(row["name"].strip())
    shortest = {
        polity: min(some, key=lambda n: ("." in n, not n.isascii(), n.isupper(), len(n)))
        for polity, some in names.items()
    }
    with reference_path("state_names.csv").open(encoding="utf-8", newline="") as lines:
        return shortest | {row["polity"]: row["name"] for row in csv.DictReader(lines)}


def event_of(
    context: Context, category: str, position: int, sentence: tuple[int, int]
) -> Event | None:
    """Return the nearest event of the sentence that such a number can belong to."""
    kinds = _events().get(category)
    if not kinds:
        return None
    near = [e for e in context.events_in(*sentence) if e.event_subtype in kinds]
    return min(near, key=lambda e: (abs(e.start_char - position), e.start_char), default=None)


def status_of(event: Event | None, category: str, before: str, after: str) -> str:
    """Return the status: of the event, or what tense and mood of the words around say."""
    if says("agreed", before[-60:]) and re.search(r"\bto\s+\w+\s+(?:\w+\s+)?$", before[-40:]):
        return "agreed"
    if says("agreed_after", after):  # "the 85 that each side has promised to free"
        return "agreed"
    if event is not None and event.status != "occurred":
        return event.status
    if category in LASTING or (
        category in STATES_OF and says("ongoing", f"{before[-40:]}|{after}")
    ):
        return "ongoing"
    if event is None and says("wanted", before[-60:]):  # "want to hold a fifth round"
        return "proposed"
    if says("future", before[-50:]) or says("future_after", after):
        return "planned"
    if event is not None:
        return event.status
    if says("hypothetical", before[-45:]):
        return "hypothetical"
    return "proposed" if category == "money_pledged" and says("proposed", before[-45:]) else (
        "occurred"
    )  # fmt: skip


def side_of(
    context: Context, start: int, found: Counted, category: str, anchor: Token
) -> tuple[str | None, str | None]:
    """Return whose people or things are counted, and the mention that says so.

    The demonym inside the noun phrase; else the owner before or after it; else who acts, where
    what is counted is the actor's own or his loss.
    """
    near = context.mentions_in(start + 1, found.end)[:4]
    named = polities().pattern.search(context.text[start : found.end])
    if named is not None:  # "North Korean", of which the model may see the half
        polity, _ = polities().polities[named[0]]
        inside = (m.mention_id for m in near if m.end_char > start + named.start())
        if polity is not None:
            return _states().get(polity, named[0]), next(inside, None)
    for mention in near:
        if _owns(mention):
            return _named(mention)
    owner = _owner_before(context, start, anchor) or _owner_after(context, found.end)
    if owner is None and category in ACTORS_OWN | LOSSES:
        owner = _subject(context, anchor, LOSE if category in LOSSES else None)
    return _named(owner) if owner is not None else (None, None)


def _owns(mention: Mention) -> bool:
    return mention.entity_type in OWNERS and bool(mention.polity or mention.entity_type != "GPE")


def _named(mention: Mention) -> tuple[str | None, str]:
    state = _states().get(mention.polity) if mention.polity else None
    return state or mention.name, mention.mention_id


def _owner_before(context: Context, start: int, anchor: Token) -> Mention | None:
    """Return the owner in "Russia's 12 ships", "its 12 ships"."""
    at = context.token_from(start)
    before = [t for t in context.doc[max(0, at - 3) : at] if not t.is_space]
    if not before:
        return None
    if before[-1].tag_ == "POS" and len(before) > 1:
        mention = context.mention_of(before[-2])
        return mention if mention and _owns(mention) else None
    follows = context.doc[at : at + 4]
    if before[-1].lower_ in OWN or any(t.lower_ in OWN for t in follows):
        return _subject(context, anchor, None)
    return None


def _owner_after(context: Context, end: int) -> Mention | None:
    """Return the owner in "seven soldiers of the Peruvian army"."""
    link = re.match(r"\s+(?:of|from)\s+(?:the\s+)?", context.text[end : end + 12])
    if link is None:
        return None
    near = context.mentions_in(end, end + link.end() + 1)
    is_people = near and near[0].entity_type in ("NORP", "ORG")
    return near[0] if is_people and _owns(near[0]) else None


def _subject(context: Context, anchor: Token, verbs: frozenset[str] | None) -> Mention | None:
    """Return the mention that is subject of the nearest verb above that has one."""
    token = anchor
    for _ in range(CLIMB):
        if token.head is token:
            return None
        below, token = token, token.head
        subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
        if subject is None or subject.i == below.i:  # what is counted is the subject itself
            continue
        if verbs is not None and token.lemma_.lower() not in verbs:
            return None
        if subject.lower_ in POINTERS:  # "Denmark said it would donate nineteen jets"
            verbs = None
            continue
        for word in (subject, *subject.lefts):  # "Ukraine's army", "Ukrainian forces"
            mention = context.mention_of(word)
            if mention is not None and (_owns(mention) or mention.polity):
                return mention
        return None
    return None


def claimant_of(
    context: Context, start: int, stop: int, anchor: Token, event: Event | None
) -> tuple[str | None, str | None]:
    """Return who says so, and the mention.

    The speaker of the words, else the one that reports them, else the claimant of the event.
    """
    quotation = context.quotation_of(start, stop)
    if quotation is not None and quotation.speaker:
        return ARTICLE.sub("", quotation.speaker), quotation.speaker_mention_id
    token = anchor
    for _ in range(2):
        if token.head is token:
            break
        token = token.head
        if token.pos_ == "VERB" and token.lemma_.lower() in REPORT:
            subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
            if subject is None or subject.pos_ == "PRON":
                break
            if subject == anchor or subject.is_ancestor(anchor):
                break  # "55 percent said no": nobody says so of them
            mention = context.mention_of(subject)
            if mention is not None and mention.kind == "name" and mention.name:
                return mention.name, mention.mention_id
            words = context.doc[subject.left_edge.i : subject.i + 1].text
            mention_id = mention.mention_id if mention else None
            return ARTICLE.sub("", words) if len(words) < 80 else None, mention_id
    if event is not None and event.claimant:
        return ARTICLE.sub("", event.claimant), event.claimant_mention_id
    return None, None
