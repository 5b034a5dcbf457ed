"""Mentions of all days -> one row per person, state, place, organisation, and what it is called.

A first, careful linking: states by ISO code, everything else by its full name. A surname that no
document ties to a full name stays an entity of its own: two people are never merged on a surname.
"""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import cast

from pipelines.link.gazetteer import country_name, locate
from pipelines.link.names import folded, person_key
from pipelines.settings import reference_path

Row = dict[str, object]
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class LinkedEntities:
    """Rows of the entity tables."""

    entities: list[Row]
    entity_aliases: list[Row]
    entity_offices: list[Row]
    mention_entities: list[Row]


@dataclass(slots=True)
class _Entity:
    """What is known of one entity while mentions stream by."""

    key: tuple[str, str]
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    polities: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    first: date = date.max
    last: date = date.min


@cache
def _aliases() -> dict[tuple[str, str], str]:
    """Return the usual name of each (alias, type) of ``entity_aliases.csv``."""
    with reference_path("entity_aliases.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["alias"], row["entity_type"]): row["name"] for row in csv.DictReader(lines)}


def entity_key(mention: Mapping[str, object], is_state: bool) -> tuple[str, str]:
    """Return (group, key) of the entity that a mention names."""
    if is_state:
        return "state", str(mention["polity"])
    kind = str(mention["entity_type"])
    name = str(mention["name"] or mention["text"])
    name = _aliases().get((name, kind), name)
    if kind == "PERSON":
        return kind, person_key(name)
    if kind == "GPE":  # "Kiev" and "Kyiv" are one row of the gazetteer
        polity = mention["polity"]
        city = locate(name, None if polity is None else str(polity))
        if city is not None:
            return "place", city.gazetteer_id
    return "place" if kind in PLACES else kind, folded(name)


def entity_id(key: tuple[str, str]) -> str:
    """Return the first 16 hex digits of SHA-256 over group and key."""
    return hashlib.sha256("|".join(key).encode()).hexdigest()[:16]


@cache
def _is_state(name: str, polity: str | None, kind: str) -> bool:
    """Return whether a mention is the state itself: its name, or its demonym as a word for it."""
    if polity is None:
        return False
    if kind == "NORP":
        return True
    return kind == "GPE" and locate(name, polity) is None


def link_entities(mentions: Iterable[Mapping[str, object]]) -> LinkedEntities:
    """Return the entities of all mentions, in whatever order these come.

    Args:
        mentions: Stored rows of ``mentions``.
    """
    known: dict[tuple[str, str], _Entity] = {}
    links: list[Row] = []
    offices: dict[tuple[str, str, str | None], Row] = {}
    for m in mentions:
        polity = None if m["polity"] is None else str(m["polity"])
        name = str(m["name"] or m["text"])
        key = entity_key(m, _is_state(name, polity, str(m["entity_type"])))
        entity = known.setdefault(key, _Entity(key))
        _count(entity, m, name, polity)
        links.append(
            {
                "mention_id": m["mention_id"],
                "entity_id": entity_id(key),
                "document_id": m["document_id"],
                "published_on": m["published_on"],
            }
        )
        if m["title"] and m["entity_type"] == "PERSON":
            _add_office(offices, m, entity_id(key), polity)
    return LinkedEntities(
        entities=[_entity_row(e) for e in known.values()],
        entity_aliases=[
            {"entity_id": entity_id(e.key), "alias": alias, "mention_count": count}
            for e in known.values()
            for alias, count in e.aliases.items()
        ],
        entity_offices=_with_state(offices),
        mention_entities=links,
    )


def _count(entity: _Entity, m: Mapping[str, object], name: str, polity: str | None) -> None:
    entity.names[name] += 1
    entity.types[str(m["entity_type"])] += 1
    entity.aliases[" ".join(str(m["text"]).split())] += 1
    entity.documents.add(str(m["document_id"]))
    if polity:
        entity.polities[polity] += 1
    day = m["published_on"]
    if isinstance(day, date):
        entity.first, entity.last = min(entity.first, day), max(entity.last, day)


def _most(counts: Counter[str]) -> str | None:
    """Return the most frequent value; of equals the longest, then the first in the alphabet."""
    return min(counts, key=lambda n: (-counts[n], -len(n), n), default=None)


def _entity_row(entity: _Entity) -> Row:
    group, key = entity.key
    name = _most(entity.names) or key
    kind = _most(entity.types) or "OTHER"
    country = _most(entity.polities)
    latitude = longitude = gazetteer_id = None
    if group == "state":
        name, kind, country, gazetteer_id = country_name(key), "GPE", key, f"iso3166:{key}"
    elif group == "place" and (city := locate(name, country)) is not None:
        latitude, longitude, gazetteer_id = city.latitude, city.longitude, city.gazetteer_id
        country = country or city.country
    return {
        "entity_id": entity_id(entity.key),
        "name": name,
        "entity_type": kind,
        "country": country,
        "latitude": latitude,
        "longitude": longitude,
        "gazetteer_id": gazetteer_id,
        "first_reported_on": entity.first,
        "last_reported_on": entity.last,
        "mention_count": sum(entity.names.values()),
        "document_count": len(entity.documents),
    }


HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof"})


def _with_state(offices: dict[tuple[str, str, str | None], Row]) -> list[Row]:
    """Return the offices, without "president" of no state beside "president" of a known one."""
    stated = {(entity, office) for entity, office, polity in offices if polity}
    return [row for (e, o, polity), row in offices.items() if polity or (e, o) not in stated]


OF_STATE = re.compile(r" (?:of|to) (?:the )?[A-Z].*$")


def office_name(title: str) -> str:
    """Return the office in a printed title, without state, article and honorific.

    >>> office_name("Russia's foreign minister"), office_name("Prime Minister"), office_name("Mr")
    ('foreign minister', 'prime minister', '')
    """
    states = _state_words()
    words = re.sub(r"['’]s?(?= |$)", "", OF_STATE.sub("", title)).split()
    for count in (3, 2, 1):
        if len(words) > count and " ".join(words[:count]) in states:
            words = words[count:]
            break
    office = [w.lower().rstrip(".") for w in words if not w[:1].isdigit()]
    return " ".join(w for w in office if w not in HONORIFICS and w != "the")


@cache
def _state_words() -> frozenset[str]:
    with reference_path("polities.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["name"] for row in csv.DictReader(lines))


def _add_office(
    offices: dict[tuple[str, str, str | None], Row],
    m: Mapping[str, object],
    entity: str,
    polity: str | None,
) -> None:
    """Learn the office printed with a name; the earliest sentence that says so is the evidence."""
    office = office_name(str(m["title"]))
    if not office:
        return
    day = m["published_on"]
    row = {
        "entity_id": entity,
        "office": office,
        "organisation_id": None,
        "polity": polity,
        "first_reported_on": day,
        "last_reported_on": day,
        "document_id": m["document_id"],
        "start_char": m["start_char"],
        "end_char": m["end_char"],
    }
    there = offices.setdefault((entity, office, polity), row)
    if _evidence(row) < _evidence(there):
        row["last_reported_on"] = there["last_reported_on"]
        offices[entity, office, polity] = there = row
    last = cast(date, there["last_reported_on"])
    there["last_reported_on"] = max(last, cast(date, day))


def _evidence(row: Row) -> tuple[object, ...]:
    return row["first_reported_on"], row["document_id"], row["start_char"]
