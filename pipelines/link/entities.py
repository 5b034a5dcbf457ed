"""Mentions of all days -> one row per person, state, place, organisation, and what it is called.

Two passes over the rows: the first counts what stands with each name, the second says which entity
each mention is. Between them lies the decision which names are one (``clusters``). Memory grows
with the distinct names, not with the documents: whoever stores the links may stream them.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipelines.link.clusters import Known, cluster, entity_node, most
from pipelines.link.gazetteer import city_by_id, country_name
from pipelines.link.nodes import SURNAME, Node, context, nodes
from pipelines.link.offices import OfficeRows, is_woman, office_name
from pipelines.link.overrides import Override, apply, read_overrides

Row = dict[str, object]
Mention = Mapping[str, object]

# "President", "Russian President"; "president of Peru" and "Peru's president" stand elsewhere too
REMEMBERED = 200  # names that stand with a person of a body
PRINTED_BEFORE = re.compile(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*")


@dataclass(frozen=True, slots=True)
class LinkedEntities:
    """Rows of the entity tables."""

    entities: list[Row]
    entity_aliases: list[Row]
    entity_offices: list[Row]
    mention_entities: list[Row]


def entity_id(node: Node) -> str:
    """Return the first 16 hex digits of SHA-256 over a node."""
    key = "|".join((node.group, node.key, node.country, *filter(None, [node.body])))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def link_entities(
    mentions: Iterable[Mention], overrides: list[Override] | None = None
) -> LinkedEntities:
    """Return the entities of all mentions, in whatever order their documents come.

    Args:
        mentions: Stored rows of ``mentions``; those of one document stand together.
        overrides: What a person decided; the rows of ``entity_overrides.csv`` unless given.
    """
    kept = list(mentions)
    linker = Linker()
    linker.read(kept)
    linker.settle(read_overrides() if overrides is None else overrides)
    links = list(linker.links(kept))
    return LinkedEntities(linker.entities(), linker.aliases(), linker.offices.stated(), links)


class Linker:
    """Reads every mention once (``read``), decides (``settle``), and links them (``links``)."""

    def __init__(self) -> None:
        """Start with an empty corpus."""
        self.known: dict[Node, Known] = {}
        self.offices = OfficeRows()
        self._ids: dict[Node, str] = {}
        self._sets: dict[str, list[Node]] = {}
        self._renamed: dict[str, str] = {}
        self._documents: Counter[str] = Counter()
        self._told: Counter[str] = Counter()  # mentions that the corpus resolves

    def read(self, mentions: Iterable[Mention]) -> None:
        """Count what stands with each name."""
        for rows in by_document(mentions):
            around = context(rows)
            found = list(nodes(rows, around))
            bodies = _bodies(rows, found)
            seen: set[Node] = set()
            for m, node in zip(rows, found, strict=True):
                if node is None:
                    continue
                k = self.known.get(node)
                if k is None:
                    k = self.known[node] = Known(node)
                if node not in seen:
                    seen.add(node)
                    k.documents += 1
                    k.countries.update(around.countries)
                _count(k, m)
                if m["title"] and m["entity_type"] == "PERSON":
                    self.offices.add(node, m, *_body(m, bodies))
            for node in seen:
                if node.body:
                    _remember(self.known[node].around, node, seen)

    def settle(self, overrides: Iterable[Override] = ()) -> None:
        """Decide which names are one entity."""
        found = cluster(self.known)
        renamed = apply(found, self.known, overrides)
        for members in found.sets().values():
            identity = entity_id(entity_node(members, self.known))
            self._sets[identity] = members
            for node in members:
                self._ids[node] = identity
        self._renamed = {self._ids[node]: name for node, name in renamed.items()}
        self.offices.settle(self._ids)

    def links(self, mentions: Iterable[Mention]) -> Iterator[Row]:
        """Yield the rows of ``mention_entities`` of the same mentions, in their order."""
        for rows in by_document(mentions):
            seen: set[str] = set()
            found = list(nodes(rows, context(rows)))
            bodies = _bodies(rows, found)
            for m, node in zip(rows, found, strict=True):
                identity = self._holder(m, bodies) if node is None else self._ids[node]
                if identity is None:
                    continue
                seen.add(identity)
                yield {
                    "mention_id": m["mention_id"],
                    "entity_id": identity,
                    "document_id": m["document_id"],
                    "published_on": m["published_on"],
                }
            self._documents.update(seen)

    def _holder(self, m: Mention, bodies: Mapping[str, tuple[Node, str]]) -> str | None:
        """Return who held an office on the day of a document that does not name him, or None."""
        day = m["published_on"]
        body, words = _body(m, bodies)
        if not isinstance(day, date):
            return None
        of = self._ids[body] if body is not None else m["polity"]
        office = office_name(str(m["title"] or ""), words)
        held = self.offices.holder(None if of is None else str(of), office, day)
        if held is not None:
            self._told[held] += 1
        return held

    def entities(self) -> list[Row]:
        """Return the rows of ``entities``, once every mention is linked."""
        return [
            self._entity(identity, [self.known[n] for n in members])
            for identity, members in self._sets.items()
        ]

    def aliases(self) -> list[Row]:
        """Return the rows of ``entity_aliases``."""
        rows: list[Row] = []
        for identity, members in self._sets.items():
            counts: Counter[str] = Counter()
            for node in members:
                counts.update(self.known[node].aliases)
            rows += [
                {"entity_id": identity, "alias": alias, "mention_count": count}
                for alias, count in counts.items()
            ]
        return rows

    def _entity(self, identity: str, parts: list[Known]) -> Row:
        node = parts[0].node
        full = [k for k in parts if k.node.group != SURNAME] or parts
        names, types, polities = Counter[str](), Counter[str](), Counter[str]()
        for k in full:
            names.update(k.names)
        for k in parts:
            types.update(k.types)
            polities.update(k.polities)
        name, kind, country = most(names) or node.key, most(types) or "OTHER", most(polities)
        latitude = longitude = gazetteer_id = None
        if node.group == "state":
            name, kind, country = country_name(node.key), "GPE", node.key
            gazetteer_id = f"iso3166:{node.key}"
        elif node.group == "place" and (city := city_by_id(node.key)) is not None:
            latitude, longitude, gazetteer_id = city.latitude, city.longitude, node.key
            country = country or city.country
        return {
            "entity_id": identity,
            "name": self._renamed.get(identity, name),
            "entity_type": kind,
            "country": country or node.country or None,
            "latitude": latitude,
            "longitude": longitude,
            "gazetteer_id": gazetteer_id,
            "first_reported_on": min(k.first for k in parts),
            "last_reported_on": max(k.last for k in parts),
            "mention_count": sum(k.mentions for k in parts) + self._told[identity],
            "document_count": self._documents[identity],
        }


def by_document(mentions: Iterable[Mention]) -> Iterator[Sequence[Mention]]:
    """Yield the rows of each document, which stand together."""
    for _, rows in groupby(mentions, key=lambda m: m["document_id"]):
        yield list(rows)


def _bodies(rows: Sequence[Mention], found: Sequence[Node | None]) -> dict[str, tuple[Node, str]]:
    """Return the node and the words of each body of a document, by its mention."""
    return {
        str(m["mention_id"]): (node, str(m["text"]))
        for m, node in zip(rows, found, strict=True)
        if node is not None and node.group == "ORG"
    }


def _body(m: Mention, bodies: Mapping[str, tuple[Node, str]]) -> tuple[Node | None, str]:
    """Return the body whose office a mention bears, and its words."""
    return bodies.get(str(m.get("organisation_mention_id")), (None, ""))


def _remember(around: set[str], node: Node, seen: Iterable[Node]) -> None:
    """Keep the other people and bodies of a document, up to a number, whatever the order."""
    around.update(n.key for n in seen if n.group in ("PERSON", "ORG") and n.key != node.key)
    for key in sorted(around)[REMEMBERED:]:
        around.discard(key)


def _count(k: Known, m: Mention) -> None:
    k.mentions += 1
    k.names[" ".join(str(m["name"] or m["text"]).split())] += 1
    k.types[str(m["entity_type"])] += 1
    k.aliases[" ".join(str(m["text"]).split())] += 1
    if m["polity"]:
        k.polities[str(m["polity"])] += 1
    if m["title"]:
        title = str(m["title"])
        if PRINTED_BEFORE.fullmatch(title) and m["kind"] == "name":
            k.aliases[f"{title} {' '.join(str(m['text']).split())}"] += 1
        k.women += is_woman(title)
        if office := office_name(title):
            k.offices[office] += 1
    day = m["published_on"]
    if isinstance(day, date):
        k.first, k.last = min(k.first, day), max(k.last, day)
