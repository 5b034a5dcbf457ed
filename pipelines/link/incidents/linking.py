"""Reports -> incidents: vectors, pairs, scores, groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from pipelines.link.incidents import candidates, clusters, scoring
from pipelines.link.incidents.overrides import Overrides, positions
from pipelines.link.incidents.reports import Report
from pipelines.link.incidents.scoring import Features, Place, Wording
from pipelines.link.incidents.wording import Weights, counts

THRESHOLD = 0.4  # mean score at which two groups are one incident
BESIDE = 0.3  # score of two events of one document: it tells them as two, often wrongly
NOTHING = Overrides()
WEEKS = 4  # on either side: names that a story repeats for a month tell no two of its events apart
AROUND = 200  # characters on either side of an event whose words are its context


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
    overrides: Overrides = NOTHING,
) -> list[Incident]:
    """Return the incidents that the reports tell of; each report is in exactly one.

    Args:
        reports: As ``read_reports`` gives them.
        documents: document_id, published_on and text, sorted by published_on.
        places: Where the entities that are places lie, by entity_id.
        overrides: Decisions of a person.
    """
    order = sorted(reports.values(), key=lambda report: report.order)
    worded = word_vectors(order, documents)
    scored = dict(score_pairs(order, worded, places))
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


def word_vectors(
    reports: Sequence[Report], documents: Iterable[Mapping[str, Any]]
) -> dict[str, Wording]:
    """Return {event_id: vectors}; a word weighs what it does in the weeks around."""
    told: dict[str, list[Report]] = {}
    for report in reports:
        told.setdefault(report.document_id, []).append(report)
    found: dict[str, Wording] = {}
    for texts, weights in _weeks(documents):
        for document_id, (text, words) in texts.items():
            if document_id not in told:
                continue
            vector = weights.vector(words)
            for report in told[document_id]:
                around = " ".join(
                    text[max(0, start - AROUND) : end + AROUND] for start, end in report.spans
                )
                found[report.event_id] = scoring.wording(vector, weights.vector(counts(around)))
    empty = scoring.wording({}, {})
    return {report.event_id: found.get(report.event_id, empty) for report in reports}


Texts = dict[str, tuple[str, Mapping[str, int]]]


def _weeks(documents: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Texts, Weights]]:
    """Yield the texts of each week with the weights of words there and then."""

    def monday(row: Mapping[str, Any]) -> int:
        day: date = row["published_on"]
        return (day.toordinal() - 1) // 7

    held: list[tuple[int, Texts]] = []
    told = 0  # of those held
    for week, rows in groupby(documents, key=monday):
        texts: Texts = {
            str(row["document_id"]): (str(row["text"]), counts(str(row["text"]))) for row in rows
        }
        while told < len(held) and held[told][0] + WEEKS < week:
            yield _weighed(held, told)
            told += 1
        gone = sum(other + 2 * WEEKS < week for other, _ in held[:told])
        del held[:gone]
        told -= gone
        held.append((week, texts))
    for position in range(told, len(held)):
        yield _weighed(held, position)


def _weighed(held: list[tuple[int, Texts]], position: int) -> tuple[Texts, Weights]:
    week, texts = held[position]
    near = (words for w, some in held if abs(w - week) <= WEEKS for _, words in some.values())
    return texts, Weights(near)


def score_pairs(
    reports: Sequence[Report], worded: Mapping[str, Wording], places: Mapping[str, Place]
) -> Iterator[tuple[tuple[int, int], tuple[float, Features]]]:
    """Yield (pair of positions, (score, features)) of all reports that are compared."""
    words = {report.document_id: worded[report.event_id].text for report in reports}
    for pair in candidates.pairs(reports, words):
        one, other = (reports[i] for i in pair)
        found = scoring.features(one, other, (worded[one.event_id], worded[other.event_id]), places)
        yield pair, (scoring.probability(found), found)


def beside(reports: Sequence[Report], places: Mapping[str, Place]) -> dict[tuple[int, int], float]:
    """Return scores for events of one document and family whose days and places do not differ."""
    groups: dict[tuple[str, str], list[int]] = {}
    for i, report in enumerate(reports):
        groups.setdefault((report.document_id, report.family), []).append(i)
    empty = scoring.wording({}, {})
    found = {}
    for members in groups.values():
        for n, one in enumerate(members[:50]):
            for other in members[n + 1 : 50]:
                told = scoring.features(reports[one], reports[other], (empty, empty), places)
                if not (told.other_day or told.other_place or told.other_country
                        or told.other_round):  # fmt: skip
                    found[one, other] = BESIDE
    return found


def _incident(
    group: list[int],
    reports: Sequence[Report],
    scored: Mapping[tuple[int, int], tuple[float, Features]],
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
