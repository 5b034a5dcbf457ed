"""Fit the weights by which reports are linked: `python -m training.incidents WAREHOUSE CLUSTERS`.

CLUSTERS is a CSV with the columns source_id and incident: which texts of the warehouse tell of one
event, as people decided. Every pair of reports that would be compared is an example; the weights
are a logistic regression with a ridge (Newton's method). Half of the incidents, by the hash of
their name, is fitted; the other half is only scored. `--sample` adds pairs of the sample articles'
events, so that a war told for months, where every text has the same names, is learnt too. `--write`
replaces `incident_weights.csv`.

The texts stay where they are; the weights are figures of ours.
"""

import argparse
import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from pipelines.link.incidents import clusters, linking
from pipelines.link.incidents.reports import Report
from pipelines.link.incidents.scoring import Features, weights
from pipelines.settings import PROJECT_ROOT, load_settings, reference_path
from pipelines.store.incidents import read_told
from pipelines.store.parquet import scan_days, whole_file

RIDGE = 1.0
#: Signs that a weight must have: what speaks for one event can never speak against it.
POSITIVE = ("text", "names", "context", "same_subtype", "same_place", "same_day", "parties",
            "figures", "same_round")  # fmt: skip
NEGATIVE = ("other_place", "other_country", "other_day", "days_apart", "published_apart",
            "no_party", "other_figures", "other_round")  # fmt: skip

Pair = tuple[int, int]


def is_fitted(incident: str) -> bool:
    """Return whether an incident belongs to the half that is fitted."""
    return hashlib.sha1(incident.encode()).digest()[0] % 2 == 0


def fit(examples: np.ndarray, labels: np.ndarray, given: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression, drawn to ``given`` where examples are silent."""
    free = np.ones(examples.shape[1], dtype=bool)
    signs = np.array([(n in POSITIVE) - (n in NEGATIVE) for n in Features._fields])
    found = given.copy()
    while True:
        found[~free] = 0.0
        for _ in range(200):
            chance = 1 / (1 + np.exp(-np.clip(examples @ found, -30, 30)))
            slope = examples.T @ (labels - chance) - RIDGE * (found - given)
            curve = (examples * (chance * (1 - chance))[:, None]).T @ examples
            curve += RIDGE * np.eye(len(found))
            step = np.zeros_like(found)
            step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
            found += np.clip(step, -1, 1)  # separable features would run away
            if np.abs(step).max() < 1e-6:
                break
        wrong = free & (signs * found < 0)
        if not wrong.any():
            return found
        free &= ~wrong


def quality(
    groups: Sequence[Sequence[int]], found: "Compared", gold: Mapping[str, str]
) -> dict[str, float]:
    """B-cubed and pairwise F1 of documents, each in the largest incident of its events, in %."""
    sizes = {n: sum(len(found.order[i].mentions) for i in group) for n, group in enumerate(groups)}
    home: dict[str, int] = {}
    for n, group in enumerate(groups):
        for i in group:
            doc = found.source_ids[i]
            if doc in gold and (doc not in home or (sizes[n], n) > (sizes[home[doc]], home[doc])):
                home[doc] = n
    told: dict[object, set[str]] = defaultdict(set)
    true: dict[str, set[str]] = defaultdict(set)
    for doc, incident in gold.items():
        told[home.get(doc, doc)].add(doc)
        true[incident].add(doc)
    precision = recall = 0.0
    for members in told.values():
        for doc in members:
            both = len(members & true[gold[doc]])
            precision += both / len(members) / len(gold)
            recall += both / len(true[gold[doc]]) / len(gold)

    def two(n: int) -> int:
        return n * (n - 1) // 2

    hit = sum(
        two(n) for members in told.values() for n in Counter(gold[d] for d in members).values()
    )
    wanted, linked = (sum(two(len(m)) for m in x.values()) for x in (true, told))
    return {
        "b3": round(200 * precision * recall / (precision + recall), 1),
        "b3 precision": round(100 * precision, 1),
        "b3 recall": round(100 * recall, 1),
        "pairwise": round(200 * hit / max(1, wanted + linked), 1),
        "pairwise precision": round(100 * hit / max(1, linked), 1),
        "pairwise recall": round(100 * hit / max(1, wanted), 1),
        "ratio": round(len(told) / len(true), 3),
    }


@dataclass(frozen=True, slots=True)
class Compared:
    """A warehouse's reports, and what every pair of them that is compared looks like."""

    order: list[Report]
    features: dict[Pair, Features]
    beside: dict[Pair, float]
    source_ids: list[str]
    uris: list[str]

    def examples(self, incidents: Sequence[str | None]) -> tuple[np.ndarray, np.ndarray]:
        """Return features and labels of the pairs whose reports both have a label."""
        told = [(a, b) for a, b in self.features if incidents[a] and incidents[b]]
        return (
            np.array([self.features[pair] for pair in told]).reshape(-1, len(Features._fields)),
            np.array([float(incidents[a] == incidents[b]) for a, b in told]),
        )


def compare(warehouse: Path) -> Compared:
    """Read a warehouse and compare its reports as linking does."""
    settings = load_settings(warehouse=warehouse)
    linked = {
        name: pq.ParquetFile(whole_file(settings.parquet, name)).read()
        for name in ("mention_entities", "entities", "document_duplicates")
    }
    told = read_told(settings, linked)
    columns = ["document_id", "source_id", "uri", "published_on", "text"]
    names = {
        str(row["document_id"]): (str(row["source_id"]), str(row["uri"]))
        for row in scan_days(settings.parquet, "documents", columns[:3])
    }
    order = sorted(told.reports.values(), key=lambda report: report.order)
    worded = linking.word_vectors(order, scan_days(settings.parquet, "documents", columns))
    return Compared(
        order,
        {pair: found for pair, (_, found) in linking.score_pairs(order, worded, told.places)},
        linking.beside(order, told.places),
        [names[report.document_id][0] for report in order],
        [names[report.document_id][1] for report in order],
    )


def main() -> None:
    """Read the command line, fit, print both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--sample", type=Path, help="warehouse of the sample articles")
    parser.add_argument("--repeat", type=int, default=30, help="weight of the sample's pairs")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    with args.clusters.open(encoding="utf-8", newline="") as lines:
        gold = {row["source_id"]: row["incident"] for row in csv.DictReader(lines)}
    found = compare(args.warehouse)
    incidents = [gold.get(name, "") for name in found.source_ids]
    examples, labels = found.examples([n if is_fitted(n) else None for n in incidents])
    if args.sample is not None:
        more, told = sample_examples(args.sample)
        examples = np.vstack([examples, *[more] * args.repeat])
        labels = np.concatenate([labels, *[told] * args.repeat])
    result = fit(examples, labels, np.array(weights()))
    for name, value in zip(Features._fields, result, strict=True):
        print(f"{name:16} {value:8.2f}")
    chance = 1 / (1 + np.exp(-np.clip(np.array(list(found.features.values())) @ result, -30, 30)))
    scores = dict(zip(found.features, chance.tolist(), strict=True)) | found.beside
    for threshold in np.arange(0.15, 0.55, 0.05):
        groups = clusters.cluster(len(found.order), scores, float(threshold))
        for part in (True, False):
            some = {doc: name for doc, name in gold.items() if is_fitted(name) == part}
            print(f"{threshold:.2f}", "fitted" if part else "unseen",
                  quality(groups, found, some))  # fmt: skip
    if args.write:
        with reference_path("incident_weights.csv").open("w", encoding="utf-8") as out:
            out.write("feature,weight\n")
            for name, value in zip(Features._fields, result, strict=True):
                out.write(f"{name},{value:.2f}\n")


def sample_examples(warehouse: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return features and labels from ``seeds/incidents.csv``: events of the sample by hand."""
    with (PROJECT_ROOT / "seeds" / "incidents.csv").open(encoding="utf-8", newline="") as lines:
        named = {(r["uri"], int(r["start_char"])): r["incident"] for r in csv.DictReader(lines)}
    found = compare(warehouse)
    told = zip(found.order, found.uris, strict=True)
    return found.examples([named.get((uri, report.spans[0][0])) for report, uri in told])


if __name__ == "__main__":
    main()
