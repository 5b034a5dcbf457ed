"""Fit the weights by which reports are linked.

`python -m training.incidents WAREHOUSE CLUSTERS SAMPLE`, where SAMPLE is a warehouse too.

CLUSTERS is a CSV with the columns source_id and incident: which texts of the warehouse tell of one
event, as people decided. They decided about texts, not about the events in them, so two texts are
one example: of their pairs of reports the likeliest by the weights so far, three times over
(multiple-instance learning). The weights are a logistic regression with a ridge (Newton's method).

Each half of the incidents, by the hash of their name, is scored with weights that were fitted on
the other; what is written is fitted on both. Acts of other kinds are learnt from the pairs of the
sample articles' events (``seeds/incidents.csv``), drawn to the weights of violence: in a war told
for months every text has the same names. `--write` replaces `incident_weights.csv`.

The texts stay where they are; the weights are figures of ours.
"""

import argparse
import csv
import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from pipelines.link.incidents import clusters, linking
from pipelines.link.incidents.documents import Texts, Wording
from pipelines.link.incidents.reports import Report
from pipelines.link.incidents.scoring import Features, Place, alike, features
from pipelines.settings import PROJECT_ROOT, load_settings, reference_path
from pipelines.store.incidents import TEXTS, read_told
from pipelines.store.parquet import scan_days, whole_file
from training.cluster_quality import by_pairs, quality

RIDGE = 1.0
DRAWN = 0.5  # ridge that draws the weights of other acts to those of violence
ROUNDS = 3  # of choosing the pair of reports that stands for two documents
#: Added to the bias of what is fitted on both halves: it has seen the unlike pairs across them too,
#: twice as many for each alike one, and by B-cubed two texts are worth linking before they are as
#: likely one event as not (measured: 0.14 by the weights alone is best, which this makes 0.27).
LEANING = 0.85
STRANGERS = 3  # texts of the days before that each is compared with besides
NEAR = 60  # of so many
FAMILY = "violence"  # of the acts that the clusters are about
#: Signs that a weight must have: what speaks for one event can never speak against it.
POSITIVE = ("text", "names", "title", "told_in", "places", "people", "full_name", "ages",
            "streets", "hours", "same_place", "same_day", "parties", "figures",
            "same_round", "share")  # fmt: skip
NEGATIVE = ("other_place", "other_country", "other_day", "days_apart", "published_apart",
            "other_figures", "other_round", "passing", "crowd",
            "other_ages", "other_hours", "other_streets", "other_places")  # fmt: skip

THRESHOLDS = (0.24, 0.27, 0.30)
Pair = tuple[int, int]


def is_first(incident: str) -> bool:
    """Return whether an incident belongs to the first half."""
    return hashlib.sha1(incident.encode()).digest()[0] % 2 == 0


def fit(
    examples: np.ndarray, labels: np.ndarray, given: np.ndarray | None = None, ridge: float = RIDGE
) -> np.ndarray:
    """Return the weights of a logistic regression, drawn to ``given`` where examples are silent."""
    signs = np.array([(n in POSITIVE) - (n in NEGATIVE) for n in Features._fields])
    given = np.zeros(examples.shape[1]) if given is None else given
    free = np.ones(len(given), dtype=bool)
    found = given.copy()
    while True:
        found[~free] = 0.0
        for _ in range(200):
            chance = 1 / (1 + np.exp(-np.clip(examples @ found, -30, 30)))
            slope = examples.T @ (labels - chance) - ridge * (found - given)
            curve = (examples * (chance * (1 - chance))[:, None]).T @ examples
            curve += ridge * np.eye(len(found))
            step = np.zeros_like(found)
            step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
            found += np.clip(step, -1, 1)  # separable features would run away
            if np.abs(step).max() < 1e-6:
                break
        wrong = free & (signs * found < 0)
        if not wrong.any():
            return found
        free &= ~wrong


@dataclass(frozen=True, slots=True)
class Compared:
    """A warehouse's reports, and what every pair of them that is compared looks like."""

    order: list[Report]
    pairs: np.ndarray
    features: np.ndarray
    strangers: dict[Pair, Features]
    beside: dict[Pair, float]
    source_ids: list[str]
    uris: list[str]

    def is_violence(self) -> np.ndarray:
        """Return for each pair whether it is of acts of violence."""
        told = np.array([report.family == FAMILY for report in self.order], dtype=bool)
        return told[self.pairs[:, 0]]

    def bags(self) -> np.ndarray:
        """Return a number for the two documents of each pair."""
        numbers = {name: i for i, name in enumerate(dict.fromkeys(self.source_ids))}
        of = np.array([numbers[name] for name in self.source_ids])
        return of[self.pairs[:, 0]] * len(numbers) + of[self.pairs[:, 1]]


Examples = tuple[np.ndarray, np.ndarray]


def compare(warehouse: Path) -> Compared:
    """Read a warehouse and compare its reports as linking does."""
    settings = load_settings(warehouse=warehouse)
    linked = {
        name: pq.ParquetFile(whole_file(settings.parquet, name)).read()
        for name in ("mention_entities", "entities", "document_duplicates")
    }
    told = read_told(settings, linked)
    names = {
        str(row["document_id"]): (str(row["source_id"]), str(row["uri"]))
        for row in scan_days(settings.parquet, "documents", ["document_id", "source_id", "uri"])
    }
    order = sorted(told.reports.values(), key=lambda report: report.order)
    read = partial(scan_days, settings.parquet, "documents", TEXTS)
    texts = Texts(read, told.entities, told.places)
    words = dict(texts.wordings({report.document_id for report in order}))
    scored = [(p, found) for p, _, found in linking.score_pairs(order, words, told.places)]
    return Compared(
        order,
        np.array([pair for pair, _ in scored]).reshape(-1, 2),
        np.array([found for _, found in scored], dtype=np.float32).reshape(
            -1, len(Features._fields)
        ),
        _strangers(order, words, told.places, {pair[1]: found.crowd for pair, found in scored}),
        linking.beside(order, told.places),
        [names[report.document_id][0] for report in order],
        [names[report.document_id][1] for report in order],
    )


def _strangers(
    order: Sequence[Report],
    words: Mapping[str, Wording],
    places: Mapping[str, Place],
    crowds: Mapping[int, float],
) -> dict[Pair, Features]:
    """Compare acts with some of the days before in texts that may have nothing in common.

    In a small corpus linking compares such, which in a large one others crowd out.
    """
    first = [i for i, r in enumerate(order) if r.family == FAMILY and r.rank == 0]
    chosen = random.Random(1)
    found = {}
    for n, j in enumerate(first):
        near = first[max(0, n - NEAR) : n]
        for i in chosen.sample(near, min(STRANGERS, len(near))):
            one, other = order[i], order[j]
            documents = alike(words[one.document_id], words[other.document_id])
            documents = documents._replace(crowd=crowds.get(j, linking.USUAL))
            found[i, j] = features(one, other, documents, places)
    return found


def learn(
    found: Compared, gold: Mapping[str, str], half: bool | None, more: Examples
) -> np.ndarray:
    """Return weights from the documents of one half of the incidents, or of both."""
    named = [gold.get(name) for name in found.source_ids]
    usable = np.array(
        [
            name is not None and report.family == FAMILY and half in (None, is_first(name))
            for name, report in zip(named, found.order, strict=True)
        ]
    )
    kept = np.flatnonzero(usable[found.pairs].all(axis=1))
    bags, seen = found.bags()[kept], found.features[kept].astype(float)
    labels = np.array([named[i] == named[j] for i, j in found.pairs[kept]], dtype=float)
    strangers = [pair for pair in found.strangers if all(usable[list(pair)])]
    unlike = np.array([found.strangers[pair] for pair in strangers])
    more = (
        np.vstack([more[0], unlike]),
        np.concatenate([more[1], [float(named[i] == named[j]) for i, j in strangers]]),
    )
    chance = -seen[:, Features._fields.index("passing")]
    for _ in range(ROUNDS):
        by_bag = np.lexsort((-chance, bags))
        first = np.ones(len(by_bag), dtype=bool)
        first[1:] = np.diff(bags[by_bag]) != 0
        best = by_bag[first]
        result = fit(
            np.vstack([seen[best], more[0]]),
            np.concatenate([labels[best], more[1]]),
        )
        chance = seen @ result
    return result


def scores(found: Compared, violence: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the score of each pair."""
    seen = found.features.astype(float)
    total = np.where(found.is_violence(), seen @ violence, seen @ other)
    chance = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return np.where(seen[:, Features._fields.index("other_round")] > 0, 0.0, chance)


def group(found: Compared, chance: np.ndarray, threshold: float) -> list[list[int]]:
    """Return groups of reports as linking makes them."""
    likely = chance >= linking.UNLIKELY
    told = zip(map(tuple, found.pairs[likely].tolist()), chance[likely].tolist(), strict=True)
    return clusters.cluster(len(found.order), clusters.Pairs(dict(told) | found.beside), threshold)


def main() -> None:
    """Read the command line, fit, print both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("sample", type=Path, help="warehouse of the sample articles")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    with args.clusters.open(encoding="utf-8", newline="") as lines:
        gold = {row["source_id"]: row["incident"] for row in csv.DictReader(lines)}
    found, sample = compare(args.warehouse), compare(args.sample)
    incidents = by_hand(sample)
    told = sample_examples(sample, incidents, is_violence=True)
    halves = {half: learn(found, gold, half, told) for half in (True, False)}
    result = learn(found, gold, None, told)
    other = fit(*sample_examples(sample, incidents, is_violence=False), result, DRAWN)
    result[0] += LEANING
    for name, *four in zip(
        Features._fields, halves[True], halves[False], result, other, strict=True
    ):
        print(f"{name:16}", *(f"{value:8.2f}" for value in four))
    print("weights of the other half")
    report(found, gold, crossed(found, gold, halves, other))
    print("weights of both")
    report(found, gold, scores(found, result, other))
    chance = scores(sample, result, other)
    for threshold in THRESHOLDS:
        print(f"{threshold:.2f} sample", by_pairs(group(sample, chance, threshold), incidents))
    if args.write:
        with reference_path("incident_weights.csv").open("w", encoding="utf-8") as out:
            out.write("feature,violence,other\n")
            for name, one, two in zip(Features._fields, result, other, strict=True):
                out.write(f"{name},{one:.2f},{two:.2f}\n")


def crossed(
    found: Compared,
    gold: Mapping[str, str],
    halves: Mapping[bool, np.ndarray],
    other: np.ndarray,
) -> np.ndarray:
    """Return scores by weights that have not seen the incidents of the pair."""
    chance = {half: scores(found, result, other) for half, result in halves.items()}
    named = [gold.get(name, "") for name in found.source_ids]
    first = np.array([is_first(name) for name in named])[found.pairs]
    mixed = np.where(first.any(axis=1), (chance[True] + chance[False]) / 2, chance[True])
    return np.where(first.all(axis=1), chance[False], mixed)


def report(found: Compared, gold: Mapping[str, str], chance: np.ndarray) -> None:
    """Print the quality of the whole, and of each half."""
    for threshold in THRESHOLDS:
        groups = group(found, chance, threshold)
        mentions = [len(r.mentions) for r in found.order]
        told = partial(quality, groups, mentions, found.source_ids)
        print(f"{threshold:.2f} all   ", told(gold))
        for half in (True, False):
            some = {doc: name for doc, name in gold.items() if is_first(name) == half}
            print("     first " if half else "     second", told(some))


def by_hand(sample: Compared) -> list[str | None]:
    """Return the incident of each report of the sample as ``seeds/incidents.csv`` has it."""
    with (PROJECT_ROOT / "seeds" / "incidents.csv").open(encoding="utf-8", newline="") as lines:
        named = {(r["uri"], int(r["start_char"])): r["incident"] for r in csv.DictReader(lines)}
    found: list[str | None] = []
    for report, uri in zip(sample.order, sample.uris, strict=True):
        starts = [named[uri, start] for start, _ in report.spans if (uri, start) in named]
        found.append(starts[0] if starts else None)
    return found


def sample_examples(
    sample: Compared, incidents: Sequence[str | None], *, is_violence: bool
) -> Examples:
    """Return features and labels of the sample's pairs of a kind that both have an incident."""
    kind = sample.is_violence()
    told = [
        n
        for n, (i, j) in enumerate(sample.pairs)
        if incidents[i] and incidents[j] and kind[n] == is_violence
    ]
    labels = [float(incidents[i] == incidents[j]) for i, j in sample.pairs[told]]
    return sample.features[told].astype(float), np.array(labels)


if __name__ == "__main__":
    main()
