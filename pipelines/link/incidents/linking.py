"""Reports -> incidents: documents in words, pairs, scores, groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.link.incidents import candidates, clusters, scoring
from pipelines.link.incidents.documents import NOTHING, Wording, wordings
from pipelines.link.incidents.overrides import Overrides, positions
from pipelines.link.incidents.reports import Report
from pipelines.link.incidents.scoring import Features, Place

THRESHOLD = 0.28  # mean score at which two groups are one incident
UNLIKELY = 0.02  # scores below are not kept: they join nothing
CROWD = 8  # likest documents: names that all of them share tell no event apart
BESIDE = 0.2  # score of two events of one document: it tells them as two, often wrongly
NO_OVERRIDES = Overrides()
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports of one event, the first published first, with score and reason of each."""

    reports: tuple[Report, ...]
    scores: tuple[float, ...]
    reasons: tuple[str, ...]


def link_incidents(
    reports: Mapping[str, Report],
    documents: Iterable[Mapping[str, Any]],
    places: Mapping[str, Place],
    overrides: Overrides = NO_OVERRIDES,
    entities: Mapping[str, Mapping[str, int]] | None = None,
) -> list[Incident]:
    """Return the incidents that the reports tell of; each report is in exactly one.

    Args:
        reports: As ``read_reports`` gives them.
        documents: document_id, published_on, text and title, sorted by published_on.
        places: Where the entities that are places lie, by entity_id.
        overrides: Decisions of a person.
        entities: How often each document names which people and places, by entity_id.
    """
    order = sorted(reports.values(), key=lambda report: report.order)
    words = dict(wordings(documents, entities or {}, places))
    scored = {
        pair: (score, found)
        for pair, score, found in score_pairs(order, words, places)
        if score >= UNLIKELY
    }
    values = {pair: score for pair, (score, _) in scored.items()}
    values |= beside(order, places)
    numbers = {report.event_id: i for i, report in enumerate(order)}
    for i, report in enumerate(order):
        numbers |= dict.fromkeys(report.mentions, i)
    alone = {numbers[name] for name in overrides.split if name in numbers}
    groups = clusters.cluster(
        len(order),
        {pair: value for pair, value in values.items() if not alone & set(pair)},
        THRESHOLD,
        apart=positions(overrides.never, numbers),
        together=positions(overrides.merge, numbers),
    )
    return [_incident(group, order, scored) for group in groups]


def score_pairs(
    reports: Sequence[Report], words: Mapping[str, Wording], places: Mapping[str, Place]
) -> Iterator[tuple[Pair, float, Features]]:
    """Yield (pair of positions, score, features) of all reports that are compared."""
    for members, others in candidates.document_pairs(reports, words):
        later = words.get(reports[members[0]].document_id, NOTHING)
        near = [
            scoring.alike(words.get(reports[other[0]].document_id, NOTHING), later)
            for other in others
        ]
        crowd = sum(documents.text for documents in near[:CROWD]) / CROWD
        for other, documents in zip(others, near, strict=True):
            common = documents._replace(crowd=crowd)
            for pair in candidates.report_pairs(reports, other, members):
                one, two = (reports[i] for i in pair)
                found = scoring.features(one, two, common, places)
                yield pair, scoring.probability(found, one.family), found


def beside(reports: Sequence[Report], places: Mapping[str, Place]) -> dict[Pair, float]:
    """Return scores for events of one document and family whose days and places do not differ."""
    groups: dict[tuple[str, str], list[int]] = {}
    for i, report in enumerate(reports):
        groups.setdefault((report.document_id, report.family), []).append(i)
    unlike = scoring.alike(NOTHING, NOTHING)
    found = {}
    for members in groups.values():
        for n, one in enumerate(members[:50]):
            for other in members[n + 1 : 50]:
                told = scoring.features(reports[one], reports[other], unlike, places)
                if not (told.other_day or told.other_place or told.other_country
                        or told.other_round):  # fmt: skip
                    found[one, other] = BESIDE
    return found


def _incident(
    group: list[int],
    reports: Sequence[Report],
    scored: Mapping[Pair, tuple[float, Features]],
) -> Incident:
    values, reasons = [], []
    for item in group:
        pairs = [(min(item, other), max(item, other)) for other in group if other != item]
        known = [(scored[pair][0], pair) for pair in pairs if pair in scored]
        if not pairs:
            values.append(1.0)
            reasons.append("the only report")
        elif not known:
            values.append(0.0)
            reasons.append("by decision, or told beside another in one document")
        else:
            values.append(round(sum(value for value, _ in known) / len(known), 4))
            _, best = max(known, key=lambda x: (x[0], x[1]))
            reasons.append(scoring.reason(scored[best][1]))
    return Incident(tuple(reports[i] for i in group), tuple(values), tuple(reasons))
