"""Offices printed with names: what the office is, whose it is, and the days that report it.

What does not belong here: which person a name stands for (``people``).
"""

import csv
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import cast

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
def office_name(title: str) -> str:
    """Return the office in a printed title, without state, article and honorific.

    >>> office_name("Russia's foreign minister"), office_name("Prime Minister"), office_name("Mr")
    ('foreign minister', 'prime minister', '')
    """
    states = _state_words()
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


class OfficeRows:
    """Rows of ``entity_offices`` while mentions stream by; the earliest report is the evidence."""

    def __init__(self) -> None:
        """Start empty."""
        self.rows: dict[tuple[str, str, str | None], Row] = {}

    def add(self, entity_id: str, office: str, m: Mapping[str, object]) -> None:
        """Count one mention that carries an office."""
        polity = None if m["polity"] is None else str(m["polity"])
        day = m["published_on"]
        row: Row = {
            "entity_id": entity_id,
            "office": office,
            "organisation_id": None,
            "polity": polity,
            "first_reported_on": day,
            "last_reported_on": day,
            "document_id": m["document_id"],
            "start_char": m["start_char"],
            "end_char": m["end_char"],
        }
        there = self.rows.setdefault((entity_id, office, polity), row)
        if _evidence(row) < _evidence(there):
            row["last_reported_on"] = there["last_reported_on"]
            self.rows[entity_id, office, polity] = there = row
        last = cast(date, there["last_reported_on"])
        there["last_reported_on"] = max(last, cast(date, day))

    def stated(self) -> list[Row]:
        """Return the offices, without "president" of no state beside that of a known one."""
        known = {(entity, office) for entity, office, polity in self.rows if polity}
        return [row for (e, o, polity), row in self.rows.items() if polity or (e, o) not in known]


def _evidence(row: Row) -> tuple[object, ...]:
    return row["first_reported_on"], row["document_id"], row["start_char"]
