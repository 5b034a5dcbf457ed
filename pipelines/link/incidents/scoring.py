"""How likely two reports tell of one event: features, a logistic score, and the reason in words.

The weights are in ``incident_weights.csv``; ``training/incidents.py`` fits them.
"""

import csv
import math
from collections.abc import Mapping, Set
from datetime import date
from functools import cache
from operator import mul
from typing import NamedTuple

from pipelines.link.incidents.documents import Wording
from pipelines.link.incidents.reports import Claim, Report
from pipelines.link.incidents.wording import Vector, cosine
from pipelines.settings import reference_path

LONGEST = 31  # days of a time that says something: a month, not a year
FAR = 60.0  # kilometres: the places of one event lie nearer
#: Counts that tell events apart; sums and shares vary between reports of one event.
COUNTED = frozenset({"killed", "wounded", "missing", "captured", "prisoners_exchanged", "released",
                     "arrested", "displaced"})  # fmt: skip
KINDS = ("violence", "other")  # columns of the weights


class Place(NamedTuple):
    """Where an entity lies; degrees are WGS 84."""

    country: str | None
    latitude: float | None
    longitude: float | None


class Alike(NamedTuple):
    """What two documents have in common, whatever of their events is compared."""

    text: float
    names: float
    title: float
    told_in: float
    places: float
    people: float
    full_name: float
    ages: float
    streets: float
    hours: float
    other_ages: float
    other_hours: float
    other_streets: float
    other_places: float
    published_apart: float
    crowd: float


def alike(one: Wording, other: Wording) -> Alike:
    """Compare two documents; roots, as the first bit in common tells most."""
    full_names = one.full_names.keys() & other.full_names.keys()
    people = one.people.keys() & other.people.keys()
    return Alike(
        text=math.sqrt(cosine(one.text, other.text)),
        names=math.sqrt(cosine(one.names, other.names)),
        title=cosine(one.title, other.title),
        told_in=max(_told_in(one.title, other.text), _told_in(other.title, one.text)),
        places=cosine(one.places, other.places),
        people=math.log1p(sum(sorted(one.people[p] for p in people))),
        full_name=max((one.full_names[name] for name in full_names), default=0.0) / 8,
        ages=len(one.ages & other.ages) / max(1, min(len(one.ages), len(other.ages))),
        streets=float(min(2, len(one.streets & other.streets))),
        hours=float(min(2, len(one.hours & other.hours))),
        other_ages=_apart(one.ages, other.ages),
        other_hours=_apart(one.hours, other.hours),
        other_streets=_apart(one.streets, other.streets),
        other_places=_apart(one.places.keys(), other.places.keys()),
        published_apart=math.log1p(abs(one.day - other.day)) / 3,
        crowd=0.0,  # the documents around are not known here
    )


def _apart(one: Set[str], other: Set[str]) -> float:
    """Return 1 where both tell of something, and of nothing in common."""
    return float(bool(one) and bool(other) and one.isdisjoint(other))


def _told_in(title: Vector, text: Vector) -> float:
    """Return how much of a headline's words a text has; a headline tells no name by capitals."""
    found = text.get
    return sum([v * max(found(w, 0.0), found("^" + w, 0.0)) for w, v in title.items()])


class Features(NamedTuple):
    """What the score is made of; each 0 to 1, or a small number."""

    bias: float
    text: float
    names: float
    title: float
    told_in: float
    places: float
    people: float
    full_name: float
    ages: float
    streets: float
    hours: float
    other_ages: float
    other_hours: float
    other_streets: float
    other_places: float
    published_apart: float
    crowd: float
    same_place: float
    same_country: float
    other_place: float
    other_country: float
    same_day: float
    other_day: float
    days_apart: float
    parties: float
    figures: float
    other_figures: float
    same_round: float
    other_round: float
    passing: float
    share: float


def features(
    one: Report,
    other: Report,
    documents: Alike,
    places: Mapping[str, Place],
) -> Features:
    """Compare two reports.

    Args:
        one: A report.
        other: Another.
        documents: What their documents have in common.
        places: Where the places lie.
    """
    place, country = places_alike(one.place_id, other.place_id, places)
    starts, others = one.earliest, other.earliest
    gap = _gap((starts, one.ends_on), (others, other.ends_on)) if starts and others else 0
    # that both lie in one year makes no day of them
    vague = max(one.width, other.width) > LONGEST
    dated = starts is not None and others is not None and (gap > 0 or not vague)
    shared = len(one.parties & other.parties)
    smaller = min(len(one.parties), len(other.parties))
    agree, differ = figures_alike(one.claims, other.claims)
    rounds = one.round_no is not None and other.round_no is not None
    return Features(
        1.0,
        *documents,
        same_place=float(place is True),
        same_country=float(place is None and country is True),
        other_place=float(place is False and country is not False),
        other_country=float(country is False),
        same_day=float(dated and gap == 0),
        other_day=float(dated and gap > 1),
        days_apart=min(gap, 14) / 7,
        parties=shared / smaller if smaller else 0.0,
        figures=float(agree),
        other_figures=float(differ),
        same_round=float(rounds and one.round_no == other.round_no),
        other_round=float(rounds and one.round_no != other.round_no),
        passing=math.log1p(one.rank + other.rank),
        share=min(one.share, other.share),
    )


def _gap(one: tuple[date, date | None], other: tuple[date, date | None]) -> int:
    """Return the days between two intervals, 0 where they touch."""
    later = max(one[0], other[0])
    earlier = min(one[1] or one[0], other[1] or other[0])
    return max(0, (later - earlier).days)


def places_alike(
    one: str | None, other: str | None, places: Mapping[str, Place]
) -> tuple[bool | None, bool | None]:
    """Return whether place and country are the same; None where one is not known."""
    if one is None or other is None:
        return None, None
    if one == other:
        return True, True
    here, there = places.get(one), places.get(other)
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


def tells_apart(claim: Claim) -> bool:
    """Return whether a number tells two events apart: a count of one event, no sum of many."""
    return claim.category in COUNTED and not claim.is_cumulative


def figures_alike(one: list[Claim], other: list[Claim]) -> tuple[bool, bool]:
    """Return whether a count of the same kind agrees, and whether one differs by more than half."""
    agree = differ = False
    for a in one:
        for b in other:
            if a.category != b.category or a.side_id != b.side_id:
                continue
            if not (tells_apart(a) and tells_apart(b)):
                continue
            (low, high), (least, most) = a.bounds_beside(b), b.bounds_beside(a)
            if low <= most and least <= high:
                agree = agree or max(low, least) >= 2  # "one killed" is said of most
            elif max(low, least) > 1.5 * min(high, most):
                differ = True
    return agree, differ and not agree


def kind(family: str) -> str:
    """Return which weights a family of acts has.

    An article on a crime tells its one act of violence: names and people carry the link. Of
    requests, talks and deals each text of a long story tells several, and names mislead.
    """
    return family if family in KINDS else "other"


@cache
def weights(kind: str) -> Features:
    """Return the weight of each feature for a kind of acts."""
    with reference_path("incident_weights.csv").open(encoding="utf-8", newline="") as lines:
        table = {row["feature"]: float(row[kind]) for row in csv.DictReader(lines)}
    return Features(**table)


def probability(found: Features, family: str) -> float:
    """Return the score, 0 to 1: logistic of the weighted sum; two rounds are never one."""
    if found.other_round:
        return 0.0
    total = sum(map(mul, weights(kind(family)), found))
    return 1 / (1 + math.exp(-total)) if total > -700 else 0.0


WORDED = (
    ("same_round", "same round"),
    ("same_place", "same place"),
    ("same_country", "same country"),
    ("same_day", "same day"),
    ("people", "people in common"),
    ("streets", "same street"),
    ("ages", "ages agree"),
    ("hours", "same hour"),
    ("figures", "figures agree"),
    ("other_figures", "figures differ"),
    ("other_place", "places differ"),
    ("other_day", "days differ"),
    ("other_streets", "streets differ"),
    ("other_ages", "ages differ"),
    ("other_hours", "hours differ"),
)


def reason(found: Features) -> str:
    """Return in words what speaks for and against."""
    said = [words for name, words in WORDED if getattr(found, name)]
    if found.parties:
        said.insert(0, "same parties" if found.parties == 1 else "a party in common")
    for name, words in (("names", "names"), ("text", "wording")):
        value = getattr(found, name) ** 2
        if value >= 0.15:
            said.append(f"{words} alike ({value:.2f})")
    return ", ".join(said) or "little in common"
