"""How likely two reports tell of one event: features, a logistic score, and the reason in words.

The weights are in ``incident_weights.csv``; ``training/incidents.py`` fits them.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipelines.link.incidents.reports import Claim, Report
from pipelines.link.incidents.wording import Vector, cosine, names
from pipelines.settings import reference_path

FAR = 60.0  # kilometres: the places of one event lie nearer
#: Counts that tell events apart; sums and shares vary between reports of one event.
COUNTED = frozenset({"killed", "wounded", "missing", "captured", "prisoners_exchanged", "released",
                     "arrested", "displaced"})  # fmt: skip


class Place(NamedTuple):
    """Where an entity lies; degrees are WGS 84."""

    country: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Wording:
    """The vectors of one report: its document, the names there, and the sentences of the event."""

    text: Vector
    names: Vector
    context: Vector


def wording(text: Vector, context: Vector) -> Wording:
    """Return the vectors of a report."""
    return Wording(text, names(text), context)


class Features(NamedTuple):
    """What the score is made of; each 0 to 1, or a small number."""

    bias: float
    text: float
    names: float
    context: float
    same_subtype: float
    same_place: float
    same_country: float
    other_place: float
    other_country: float
    same_day: float
    other_day: float
    days_apart: float
    published_apart: float
    parties: float
    no_party: float
    figures: float
    other_figures: float
    same_round: float
    other_round: float


def features(
    one: Report,
    other: Report,
    words: tuple[Wording, Wording],
    places: Mapping[str, Place],
) -> Features:
    """Compare two reports."""
    place, country = _places(one, other, places)
    dated = one.starts_on is not None and other.starts_on is not None
    gap = _gap(one, other) if dated else 0
    shared = len(one.parties & other.parties)
    smaller = min(len(one.parties), len(other.parties))
    agree, differ = _figures(one.claims, other.claims)
    rounds = one.round_no is not None and other.round_no is not None
    return Features(
        bias=1.0,
        text=cosine(words[0].text, words[1].text),
        names=cosine(words[0].names, words[1].names),
        context=cosine(words[0].context, words[1].context),
        same_subtype=float(one.subtype == other.subtype),
        same_place=float(place is True),
        same_country=float(place is None and country is True),
        other_place=float(place is False and country is not False),
        other_country=float(country is False),
        same_day=float(dated and gap == 0),
        other_day=float(dated and gap > 1),
        days_apart=min(gap, 14) / 7,
        published_apart=min(abs((one.published_on - other.published_on).days), 28) / 7,
        parties=shared / smaller if smaller else 0.0,
        no_party=float(smaller > 0 and shared == 0),
        figures=float(agree),
        other_figures=float(differ),
        same_round=float(rounds and one.round_no == other.round_no),
        other_round=float(rounds and one.round_no != other.round_no),
    )


def _gap(one: Report, other: Report) -> int:
    """Return the days between two intervals, 0 where they touch."""
    assert one.starts_on is not None and other.starts_on is not None
    later = max(one.starts_on, other.starts_on)
    earlier = min(one.ends_on or one.starts_on, other.ends_on or other.starts_on)
    return max(0, (later - earlier).days)


def _places(
    one: Report, other: Report, places: Mapping[str, Place]
) -> tuple[bool | None, bool | None]:
    """Return whether place and country are the same; None where one is not known."""
    if one.place_id is None or other.place_id is None:
        return None, None
    if one.place_id == other.place_id:
        return True, True
    here, there = places.get(one.place_id), places.get(other.place_id)
    if here is None or there is None:
        return None, None
    country = None
    if here.country is not None and there.country is not None:
        country = here.country == there.country
    if None in (here.latitude, there.latitude):
        return None, country  # a region and a city in it, or a place without coordinates
    return _kilometres(here, there) < FAR, country


def _kilometres(here: Place, there: Place) -> float:
    """Great-circle distance (haversine) on a sphere of 6,371 km."""
    a, b, c, d = (
        math.radians(x or 0.0)
        for x in (here.latitude, here.longitude, there.latitude, there.longitude)
    )
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


def _figures(one: list[Claim], other: list[Claim]) -> tuple[bool, bool]:
    """Return whether a count of the same kind agrees, and whether one differs by more than half."""
    agree = differ = False
    for a in one:
        for b in other:
            if a.category != b.category or a.category not in COUNTED or a.side_id != b.side_id:
                continue
            if a.is_cumulative or b.is_cumulative:
                continue
            (low, high), (least, most) = a.bounds_beside(b), b.bounds_beside(a)
            if low <= most and least <= high:
                agree = agree or max(low, least) >= 2  # "one killed" is said of most
            elif max(low, least) > 1.5 * min(high, most):
                differ = True
    return agree, differ and not agree


@cache
def weights() -> Features:
    """Return the weight of each feature."""
    with reference_path("incident_weights.csv").open(encoding="utf-8", newline="") as lines:
        table = {row["feature"]: float(row["weight"]) for row in csv.DictReader(lines)}
    return Features(**table)


def probability(found: Features) -> float:
    """Return the score, 0 to 1: logistic of the weighted sum; two rounds are never one."""
    if found.other_round:
        return 0.0
    total = sum(w * value for w, value in zip(weights(), found, strict=True))
    return 1 / (1 + math.exp(-total)) if total > -700 else 0.0


WORDED = (
    ("same_round", "same round"),
    ("same_place", "same place"),
    ("same_country", "same country"),
    ("same_day", "same day"),
    ("figures", "figures agree"),
    ("other_figures", "figures differ"),
    ("other_place", "places differ"),
    ("other_day", "days differ"),
)


def reason(found: Features) -> str:
    """Return in words what speaks for and against."""
    said = [words for name, words in WORDED if getattr(found, name)]
    if found.parties:
        said.insert(0, "same parties" if found.parties == 1 else "a party in common")
    for name, words in (("names", "names"), ("text", "wording")):
        value = getattr(found, name)
        if value >= 0.15:
            said.append(f"{words} alike ({value:.2f})")
    return ", ".join(said) or "little in common"
