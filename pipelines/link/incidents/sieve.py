"""A quick look at pairs of reports: can their score be likely at all?

Of the pairs that are compared nineteen in twenty are not. Belongs here: the sum of
``scoring.probability`` for all pairs of a document at once, as arrays, with the best that parties
and figures could bring. What the terms mean does not belong here: ``scoring`` says it, and makes
the features of those that pass; a test holds the sum to its score.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipelines.link.incidents import scoring
from pipelines.link.incidents.reports import Report
from pipelines.link.incidents.scoring import Alike, Features, Place

REPORTS = 12  # reports of one family in a document that are compared: the first ones
SLACK = 1e-6  # of a sum in another order

Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]


class Sieve:
    """Looks at the pairs of some reports; arrays have a row for each report, by position."""

    def __init__(self, reports: Sequence[Report], places: Mapping[str, Place], least: float):
        """Let pass what may score at least ``least`` (0 to 1)."""
        self.places = places
        self.least = math.log(least / (1 - least)) - SLACK if least > 0 else float("-inf")
        self.family = _coded([report.family for report in reports])
        self.kind = np.array([scoring.KINDS.index(scoring.kind(r.family)) for r in reports], int)
        self.rank = np.array([report.rank for report in reports], int)
        self.share = np.array([report.share for report in reports], float)
        self.round = np.array([-1 if r.round_no is None else r.round_no for r in reports], int)
        first = [report.earliest for report in reports]
        self.starts = np.array([day.toordinal() if day else 0 for day in first], int)
        last = [r.ends_on or r.starts_on for r in reports]
        self.width = np.array([report.width for report in reports], int)
        self.ends = np.array([day.toordinal() if day else 0 for day in last], int)
        self.parties = [report.parties for report in reports]
        self.has_parties = np.array(list(map(bool, self.parties)), bool)
        self.counts = [list(filter(scoring.tells_apart, report.claims)) for report in reports]
        self.has_counts = np.array(list(map(bool, self.counts)), bool)
        self.weights = np.array([scoring.weights(kind) for kind in scoring.KINDS], float)
        of_pairs = Features._fields[1 + len(Alike._fields) :]
        columns = self.weights.T[-len(of_pairs) :]
        self._of: dict[str, Numbers] = dict(zip(of_pairs, columns, strict=True))
        self._read_places(reports)

    def _read_places(self, reports: Sequence[Report]) -> None:
        self.place = _coded([report.place_id for report in reports])
        known = [self.places.get(report.place_id or "") for report in reports]
        self.is_known = np.array([place is not None for place in known], bool)
        self.country = _coded([place.country if place else None for place in known])
        degrees = [(p.latitude, p.longitude) if p else (None, None) for p in known]
        self.degrees = np.array(degrees, float).reshape(-1, 2)  # None becomes nan

    def pairs(
        self,
        members: Sequence[int],
        others: Sequence[Sequence[int]],
        documents: Sequence[Alike],
    ) -> tuple[Positions, Positions, Positions]:
        """Return the pairs that may be likely: other document, earlier report, later report.

        Args:
            members: Positions of a document's reports.
            others: Those of each earlier document.
            documents: What the document has in common with each.
        """
        later = self.first(members)
        parts = [self.first(other) for other in others]
        earlier = np.concatenate([np.zeros(0, int), *parts])
        number = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        a, b = np.nonzero(self.family[earlier][:, None] == self.family[later])
        i, j, number = earlier[a], later[b], number[a]
        if not len(i):
            return number, i, j
        told = np.array(documents, float)  # the fields of Alike are the weights' after the bias
        bases = self.weights[:, 0] + told @ self.weights[:, 1 : 1 + told.shape[1]].T
        best = bases[number, self.kind[i]] + self.best(i, j)
        [passing] = np.nonzero(best >= self.least)
        pairs = zip(passing.tolist(), i[passing].tolist(), j[passing].tolist(), strict=True)
        sure = [n for n, a, b in pairs if best[n] - self.missed(a, b) >= self.least]
        return number[sure], i[sure], j[sure]

    def first(self, members: Sequence[int]) -> Positions:
        """Return the reports of a document that are compared."""
        told: dict[int, int] = defaultdict(int)
        kept = []
        for i in members:
            family = int(self.family[i])
            told[family] += 1
            if told[family] <= REPORTS:
                kept.append(i)
        return np.array(kept, int)

    def best(self, i: Positions, j: Positions) -> Numbers:
        """Return what pairs bring to the sum at best, beside what their documents do."""
        w = {name: values[self.kind[i]] for name, values in self._of.items()}
        total = w["passing"] * np.log1p(self.rank[i] + self.rank[j])
        total += w["share"] * np.minimum(self.share[i], self.share[j])
        rounds = (self.round[i] >= 0) & (self.round[j] >= 0)
        same = self.round[i] == self.round[j]
        total += np.where(rounds, np.where(same, w["same_round"], -np.inf), 0.0)
        total += self._days(i, j, w) + self._places(i, j, w)
        parties = self.has_parties[i] & self.has_parties[j]
        total += np.where(parties, np.maximum(w["parties"], 0), 0.0)
        counts = self.has_counts[i] & self.has_counts[j]
        most = np.maximum(np.maximum(w["figures"], w["other_figures"]), 0)
        return total + np.where(counts, most, 0.0)  # type: ignore[no-any-return]

    def missed(self, i: int, j: int) -> float:
        """Return by how much parties and figures of a pair stay behind the best."""
        w = scoring.weights(scoring.KINDS[self.kind[i]])
        one, other = self.parties[i], self.parties[j]
        total = 0.0
        if one and other:
            total += max(w.parties, 0) - w.parties * len(one & other) / min(len(one), len(other))
        if self.counts[i] and self.counts[j]:
            agree, differ = scoring.figures_alike(self.counts[i], self.counts[j])
            total += max(w.figures, w.other_figures, 0)
            total -= w.figures * agree + w.other_figures * differ
        return total

    def _days(self, i: Positions, j: Positions, w: Mapping[str, Numbers]) -> Numbers:
        dated = (self.starts[i] > 0) & (self.starts[j] > 0)
        gap = np.maximum(self.starts[i], self.starts[j]) - np.minimum(self.ends[i], self.ends[j])
        gap = np.maximum(gap, 0)
        wide = np.maximum(self.width[i], self.width[j])
        dated &= (gap > 0) | (wide <= scoring.LONGEST)
        told = np.where(gap == 0, w["same_day"], w["days_apart"] * np.minimum(gap, 14) / 7)
        return np.where(dated, told + np.where(gap > 1, w["other_day"], 0.0), 0.0)

    def _places(self, i: Positions, j: Positions, w: Mapping[str, Numbers]) -> Numbers:
        told = np.zeros(len(i))
        same = (self.place[i] == self.place[j]) & (self.place[i] >= 0)
        told[same] = w["same_place"][same]
        [open_] = np.nonzero(~same & self.is_known[i] & self.is_known[j])
        a, b = i[open_], j[open_]
        known = (self.country[a] >= 0) & (self.country[b] >= 0)
        one_country = known & (self.country[a] == self.country[b])
        far = _kilometres(self.degrees[a], self.degrees[b])
        near, other = far < scoring.FAR, far >= scoring.FAR
        unsure = ~near & ~other
        values = np.where(near, w["same_place"][open_], 0.0)
        values += np.where(unsure & one_country, w["same_country"][open_], 0.0)
        elsewhere = known & ~one_country
        values += np.where(other & ~elsewhere, w["other_place"][open_], 0.0)
        values += np.where(elsewhere, w["other_country"][open_], 0.0)
        told[open_] = values
        return told


def _kilometres(here: Numbers, there: Numbers) -> Numbers:
    """Great-circle distances (haversine); nan where a place has no coordinates."""
    (a, b), (c, d) = np.radians(here).T, np.radians(there).T
    half = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return 2 * 6371 * np.arcsin(np.minimum(1.0, np.sqrt(half)))  # type: ignore[no-any-return]


def _days(values: Sequence[date | None]) -> Positions:
    """Return ordinals, 0 for None."""
    return np.array([day.toordinal() if day else 0 for day in values], int)


def _coded(values: Sequence[str | None]) -> Positions:
    """Return a number for each value, -1 for None."""
    codes: dict[str | None, int] = {None: -1}
    return np.array([codes.setdefault(value, len(codes) - 1) for value in values], int)
