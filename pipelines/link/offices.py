"""Offices printed with names: what the office is, whose it is, and the days that report it.

What does not belong here: which person a name stands for (``people``).
"""

import csv
import re
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from pipelines.settings import reference_path

Row = dict[str, object]
HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof"})
# Offices that a state has once: two people of one name who hold them for two states are two.
STATE_OFFICES = frozenset(
    {"president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan"}
    | {"foreign minister", "defence minister", "defense minister", "finance minister"}
    | {"interior minister", "supreme leader", "opposition leader"}
)
MONARCHS = frozenset({"king", "queen", "emir", "sultan", "pope", "prince", "princess", "sheikh"})
OF_STATE = re.compile(r" (?:of|to) (?:the )?[A-Z].*$")
POSSESSIVE = re.compile(r"['’]s?(?= |$)")


@cache
def office_name(title: str, body: str = "") -> str:
    """Return the office in a printed title, without state or body, article and honorific.

    >>> office_name("Russia's foreign minister"), office_name("Prime Minister"), office_name("Mr")
    ('foreign minister', 'prime minister', '')
    >>> office_name("Grain Fund's chief", "Grain Fund"), office_name("Head of the Fund", "Fund")
    ('chief', 'head')
    """
    states = _state_words()
    if body:
        title = title.removeprefix(body)
        title = re.sub(rf" (?:of|at) (?:the )?{re.escape(body)}$", "", title)
    words = POSSESSIVE.sub("", OF_STATE.sub("", title)).split()
    for count in (3, 2, 1):
        if len(words) > count and " ".join(words[:count]) in states:
            words = words[count:]
            break
    office = [w.lower().rstrip(".") for w in words if not w[:1].isdigit()]
    return " ".join(w for w in office if w not in HONORIFICS and w != "the")


def is_woman(title: str) -> bool:
    """Return whether a title is a woman's: "Mrs Gray" is not Mr Gray, whoever is named more."""
    return title.lower().startswith(("mrs", "ms", "miss", "lady", "queen", "princess", "dame"))


@cache
def _state_words() -> frozenset[str]:
    with reference_path("polities.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["name"] for row in csv.DictReader(lines))


# Words for one office; whoever heads a body is its "chief" whatever the office is called.
SAME = {
    "premier": "prime minister",
    "ceo": "chief executive",
    "defense minister": "defence minister",
}
SAME |= {"chief executive officer": "chief executive"}
ANY_HEAD = frozenset({"chief", "head", "boss", "leader"})
NEAR = 120  # days before the first or after the last report in which the office is still taken held
CLEAR = 10  # times as many mentions as the next holder of those days


@cache
def _heads() -> frozenset[str]:
    """Return the offices that a body has once."""
    with reference_path("body_offices.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(_same(r["office"]) for r in csv.DictReader(lines) if r["is_top"] == "1")


def _same(office: str) -> str:
    office = office.replace("-", " ")
    return SAME.get(office, office)


@dataclass(slots=True)
class Held:
    """One office of one person: the days that report it, and where first."""

    first: date
    last: date
    document_id: str
    start_char: int
    end_char: int
    count: int = 1

    def add(self, other: "Held") -> None:
        """Take in other reports of the same office."""
        if (other.first, other.document_id, other.start_char) < (
            self.first, self.document_id, self.start_char
        ):  # fmt: skip
            self.document_id, self.start_char = other.document_id, other.start_char
            self.end_char = other.end_char
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.count += other.count

    def days_from(self, day: date) -> int:
        """Return how many days lie between a day and the reports; 0 among them."""
        return max((self.first - day).days, (day - self.last).days, 0)


Owner = tuple[str | None, str | None]  # state, body


class OfficeRows:
    """The offices of the corpus: counted by name while mentions stream by, then by person."""

    def __init__(self) -> None:
        """Start empty."""
        self._printed: dict[tuple[Hashable, str, str | None, Hashable | None], Held] = {}
        self._held: dict[tuple[str, str, Owner], Held] = {}
        self._holders: dict[tuple[str, str], list[tuple[str, Held]]] = {}

    def add(
        self, node: Hashable, m: Mapping[str, object], body: Hashable | None, words: str
    ) -> None:
        """Count one mention of a person that carries a title.

        Args:
            node: The person.
            m: The row of ``mentions``.
            body: Whose office it is, where it is no state's.
            words: The words of the body in the document.
        """
        office, day = office_name(str(m["title"]), words), m["published_on"]
        if not office or not isinstance(day, date):
            return
        start, end = int(str(m["start_char"])), int(str(m["end_char"]))
        found = Held(day, day, str(m["document_id"]), start, end)
        polity = None if m["polity"] is None or body is not None else str(m["polity"])
        there = self._printed.setdefault((node, office, polity, body), found)
        if there is not found:
            there.add(found)

    def settle(self, ids: Mapping[Any, str]) -> None:
        """Give the offices to people, once it is known which names are one."""
        for (node, office, polity, body), found in self._printed.items():
            key = ids[node], office, (polity, None if body is None else ids[body])
            there = self._held.get(key)
            if there is None:
                self._held[key] = replace(found)
            else:
                there.add(found)
        for (person, office, owner), held in sorted(self._held.items(), key=lambda row: row[0][0]):
            of = owner[0] or owner[1]
            if of is not None:
                same = _same(office)
                self._holders.setdefault((of, same), []).append((person, held))
                if owner[1] is not None and same in _heads() - ANY_HEAD:
                    for word in ANY_HEAD:
                        self._holders.setdefault((of, word), []).append((person, held))

    def holder(self, owner: str | None, office: str, day: date) -> str | None:
        """Return the entity_id of the one person who held an office on a day, or None.

        Args:
            owner: The state (ISO 3166-1 alpha-3) or the entity_id of the body.
            office: As ``office_name`` gives it.
            day: One among or near those that report somebody in it.
        """
        days: dict[str, int] = {}
        counts: Counter[str] = Counter()
        for person, held in self._holders.get((owner or "", _same(office)), ()):
            days[person] = min(held.days_from(day), days.get(person, NEAR + 1))
            counts[person] += held.count
        nearest = min(days.values(), default=NEAR + 1)
        if nearest > NEAR:
            return None
        # between two holders the day itself decides nothing: neither is sure
        fits = [p for p, away in days.items() if away == 0 or (nearest > 0 and away <= NEAR)]
        ranked = sorted(fits, key=lambda p: (-counts[p], p))
        if len(ranked) > 1 and counts[ranked[0]] < CLEAR * counts[ranked[1]]:
            return None
        return ranked[0]

    def stated(self) -> list[Row]:
        """Return the rows of ``entity_offices``; the earliest report is the evidence.

        "President" of no state is left out beside that of a known one.
        """
        known = {(person, office) for person, office, owner in self._held if any(owner)}
        return [
            {
                "entity_id": person,
                "office": office,
                "organisation_id": owner[1],
                "polity": owner[0],
                "first_reported_on": held.first,
                "last_reported_on": held.last,
                "document_id": held.document_id,
                "start_char": held.start_char,
                "end_char": held.end_char,
            }
            for (person, office, owner), held in self._held.items()
            if any(owner) or (person, office) not in known
        ]
