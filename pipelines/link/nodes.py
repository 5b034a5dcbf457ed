"""One document's mentions -> nodes: what can be told of a name inside its own document.

A node is the smallest thing that is never taken apart: a state, a city, an organisation of a
state, a full name with the state whose office is printed with it, a surname with the state that
its document is about. Which nodes are one entity is the corpus's business (``clusters``).
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from pipelines.link.gazetteer import Inside, is_us_state, locate, state_code, us_state
from pipelines.link.names import folded, organisation_key, person_key, person_name
from pipelines.link.offices import STATE_OFFICES, is_woman, office_name
from pipelines.settings import reference_path

PLACES = frozenset({"GPE", "LOC", "FAC"})
SURNAME = "SURNAME"  # group of the names that do not tell a person by themselves
TOP = 3  # states that a document may be about


@dataclass(frozen=True, slots=True)
class Node:
    """Group, key, and the state or the body that tells namesakes apart (empty where unknown)."""

    group: str
    key: str
    country: str = ""
    body: str = ""


@cache
def _aliases() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return (usual name, its state or "") of each (alias, type) of ``entity_aliases.csv``."""
    known: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with reference_path("entity_aliases.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            alias = (_alias_key(row["alias"], row["entity_type"]), row["entity_type"])
            known.setdefault(alias, []).append((row["name"], row["polity"]))
            if not row["polity"]:  # the usual name is its own alias
                usual = (_alias_key(row["name"], row["entity_type"]), row["entity_type"])
                known.setdefault(usual, []).append((row["name"], ""))
    return known


@cache
def _listed_organisations() -> frozenset[str]:
    return frozenset(
        organisation_key(name)
        for (_, kind), names in _aliases().items()
        if kind == "ORG"
        for name, polity in names
        if not polity
    )


@cache
def _generic() -> frozenset[str]:
    """Return the words of bodies that every state has: "Labour Party" alone names none of them."""
    with reference_path("organisation_words.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines))


def _alias_key(name: str, kind: str) -> str:
    if kind == "PERSON":
        parts = person_name(name)
        return " ".join((*parts.words, parts.rank)).strip()
    return organisation_key(name) if kind == "ORG" else folded(name)


@lru_cache(maxsize=65536)
def usual_name(name: str, kind: str, countries: tuple[str, ...]) -> str:
    """Return the usual name of an alias; one that is a state's own only in its documents."""
    if kind in PLACES:
        kind = "GPE"
    for usual, polity in _aliases().get((_alias_key(name, kind), kind), ()):
        if not polity or polity in countries:
            return usual
    return name


@dataclass(frozen=True, slots=True)
class Context:
    """What a document's other mentions say of a name in it."""

    countries: tuple[str, ...]  # most mentioned first
    in_us_state: bool  # a place of the United States is named
    names: Mapping[str, Counter[str]]  # state -> the words that name it
    offices: Mapping[str, str]  # person's key -> state whose office is printed with the name
    bodies: Mapping[str, str]  # person's key -> body whose office is, where no state's is
    inside: Mapping[str, Inside]  # mention -> where the words behind it say it lies

    def without(self, text: str) -> tuple[str, ...]:
        """Return the states that other words than a place's own name."""
        return tuple(c for c in self.countries if set(self.names.get(c, ())) != {text})


def context(mentions: Sequence[Mapping[str, object]]) -> Context:
    """Return the context that one document's rows of ``mentions`` make."""
    counts: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}
    offices: dict[str, Counter[str]] = {}
    bodies: dict[str, Counter[str]] = {}
    names = {m["mention_id"]: str(m["name"] or m["text"]) for m in mentions}
    in_us_state = False
    for m in mentions:
        name = names[m["mention_id"]]
        kind = str(m["entity_type"])
        polity = None if m["polity"] is None else str(m["polity"])
        if polity is None and kind == "GPE":
            polity = state_code(name)
            if polity is None and is_us_state(name):
                in_us_state, polity = True, "USA"
            elif polity is None and (city := locate(name, None)) is not None:
                in_us_state = in_us_state or city.country == "USA"
        if polity:
            counts[polity] += 1
            words.setdefault(polity, Counter())[str(m["text"])] += 1
            if (
                kind == "PERSON"
                and m["name"]
                and m["title"]
                and office_name(str(m["title"])) in STATE_OFFICES
            ):
                offices.setdefault(person_key(name), Counter())[polity] += 1
        elif kind == "PERSON" and m["name"] and (of := m.get("organisation_mention_id")) in names:
            bodies.setdefault(person_key(name), Counter())[organisation_key(names[of])] += 1
    ranked = sorted(counts, key=lambda c: (-counts[c], c))
    return Context(
        tuple(c for c in ranked[:TOP] if counts[c] * 4 >= counts[ranked[0]]),
        in_us_state,
        words,
        _usual(offices),
        {key: body for key, body in _usual(bodies).items() if key not in offices},
        _containers(mentions),
    )


def _usual(counts: Mapping[str, Counter[str]]) -> dict[str, str]:
    return {key: min(c, key=lambda p: (-c[p], p)) for key, c in counts.items()}


def _containers(mentions: Sequence[Mapping[str, object]]) -> dict[str, Inside]:
    """Return where each place lies by what is printed behind it: "Lagos, Portugal".

    Of "Kingston, Ontario, Canada" both lie in Canada.
    """
    found: dict[str, Inside] = {}
    places = sorted(
        (m for m in mentions if m["entity_type"] in PLACES),
        key=lambda m: (m["start_char"], m["end_char"]),
    )
    for m, behind in reversed(list(pairwise(places))):
        if int(str(behind["start_char"])) - int(str(m["end_char"])) != len(", "):
            continue
        name = str(behind["text"])
        lies: Inside | None
        if region := us_state(name):
            lies = Inside("USA", region)
        elif state := state_code(name):
            lies = Inside(state)
        else:
            lies = found.get(str(behind["mention_id"]))
        if lies is not None and state_code(str(m["text"])) in (None, "GEO"):
            found[str(m["mention_id"])] = lies
    return found


def nodes(mentions: Sequence[Mapping[str, object]], known: Context) -> Iterable[Node | None]:
    """Yield the node of each of one document's mentions; None for an office without a name."""
    for m in mentions:
        yield None if is_unnamed(m) else _node(m, known)


def is_unnamed(m: Mapping[str, object]) -> bool:
    """Return whether a mention is an office whose holder the document does not name."""
    return m["kind"] == "description" and m["name"] is None


def _node(m: Mapping[str, object], known: Context) -> Node:
    kind = str(m["entity_type"])
    name = " ".join(str(m["name"] or m["text"]).split())
    polity = None if m["polity"] is None else str(m["polity"])
    if kind in ("NORP", "ORG", "PERSON", "LOC", "GPE") and (kind == "ORG" or not polity):
        # "Hamas" is one body, whether a model took it for a place or for a people
        body = usual_name(name, "ORG", known.countries)
        if kind == "ORG" or body != name or organisation_key(name) in _listed_organisations():
            return _organisation(body, known, polity)
    if kind == "PERSON":
        return _person(_usual_person(name, str(m["title"] or ""), known), m, known, polity)
    if kind in PLACES:
        return _place(m, usual_name(name, kind, known.countries), known, polity)
    if kind == "NORP" and polity:
        return Node("state", polity)
    return Node(kind, folded(name))


def _usual_person(name: str, title: str, known: Context) -> str:
    """Return a person's usual name; "Sheikh" and "Mullah" are titles that make part of some."""
    usual = usual_name(name, "PERSON", known.countries)
    if usual == name and title:
        last = title.split()[-1]
        with_title = usual_name(f"{last} {name}", "PERSON", known.countries)
        return name if with_title == f"{last} {name}" and not _is_listed(with_title) else with_title
    return usual


def _is_listed(name: str) -> bool:
    return (_alias_key(name, "PERSON"), "PERSON") in _aliases()


def _organisation(name: str, known: Context, polity: str | None) -> Node:
    key = organisation_key(name)
    if all(word in _generic() for word in key.split()):
        return Node("ORG", key, polity or next(iter(known.countries), ""))
    return Node("ORG", key)


def _person(name: str, m: Mapping[str, object], known: Context, polity: str | None) -> Node:
    key = person_key(name)
    if person_name(name).is_full:
        return Node("PERSON", key, known.offices.get(key, ""), known.bodies.get(key, ""))
    title = str(m["title"] or "")
    country = polity or next(iter(known.countries), "")
    # "Mrs Gray", "President Gray" and the Gray of thirty years ago may be three people
    day = m["published_on"]
    parts = [
        key,
        "mrs" if is_woman(title) else "",
        office if (office := office_name(title)) in STATE_OFFICES else "",
        str(day.year // 10 * 10) if isinstance(day, date) else "",
    ]
    return Node(SURNAME, " ".join(p for p in parts if p), country)


def _place(m: Mapping[str, object], name: str, known: Context, polity: str | None) -> Node:
    kind = str(m["entity_type"])
    if kind != "GPE":
        return Node("place", folded(name))
    inside = known.inside.get(str(m["mention_id"]))
    near = known.without(str(m["text"]))
    state = state_code(name)
    if state == "GEO" and name == "Georgia" and _is_us_georgia(name, known, inside):
        return Node("place", "georgia", "USA")
    if state is not None:
        return Node("state", state)
    # "Kiev" and "Kyiv" are one row of the gazetteer
    city = locate(name, polity, near, inside)
    if city is not None:
        return Node("place", city.gazetteer_id, city.country)
    if is_us_state(name):
        return Node("place", folded(name), "USA")
    # a region, or too small for the gazetteer: namesakes lie in different states
    return Node("place", folded(name), inside.country if inside else "")


def _is_us_georgia(name: str, known: Context, inside: Inside | None) -> bool:
    """Return whether "Georgia" is the American state: a place there is named, none of Georgia's."""
    others = set(known.names.get("GEO", ())) - {name}
    in_states = inside is not None and inside.country == "USA"
    return in_states or (not others and known.in_us_state)
