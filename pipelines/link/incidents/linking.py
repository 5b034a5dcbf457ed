"""Reports -> incidents: documents in words, pairs, scores, groups."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.link.incidents import candidates, clusters, scoring
from pipelines.link.incidents.documents import NOTHING, Texts, Wording, digest
from pipelines.link.incidents.memory import Known, Memory, document_print
from pipelines.link.incidents.overrides import Overrides, positions
from pipelines.link.incidents.reports import Report
from pipelines.link.incidents.scoring import Features, Place
from pipelines.link.incidents.sieve import Sieve

THRESHOLD = 0.265  # mean score at which two groups are one incident
UNLIKELY = 0.02  # scores below are not kept: they join nothing
CROWD = 8  # likest documents: names that all of them share tell no event apart
USUAL = 0.4  # how alike they are where there are so many
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
    read: Callable[[], Iterable[Mapping[str, Any]]],
    places: Mapping[str, Place],
    overrides: Overrides = NO_OVERRIDES,
    entities: Mapping[str, Mapping[str, int]] | None = None,
    before: Memory | None = None,
) -> tuple[list[Incident], Memory]:
    """Return the incidents that the reports tell of, and what the next linking need not do again.

    Each report is in exactly one incident. What comes out is the same with any memory, or none.

    Args:
        reports: As ``read_reports`` gives them.
        read: Gives document_id, published_on, text and title, sorted by published_on.
        places: Where the entities that are places lie, by entity_id.
        overrides: Decisions of a person.
        entities: How often each document names which people and places, by entity_id.
        before: From the last linking.
    """
    order = sorted(reports.values(), key=lambda report: report.order)
    memory = _words(order, Texts(read, entities or {}, places), before or Memory())
    _score(order, places, memory, before or Memory())
    numbers = {report.event_id: i for i, report in enumerate(order)}
    mentions = {name: i for i, report in enumerate(order) for name in report.mentions} | numbers
    alone = {mentions[name] for name in overrides.split if name in mentions}
    pairs = clusters.Pairs()
    for one, other, score, _ in memory.scored():
        if alone.isdisjoint((numbers[one], numbers[other])):
            pairs.add(numbers[one], numbers[other], score)
    for (i, j), score in beside(order, places).items():
        if alone.isdisjoint((i, j)):
            pairs.add(i, j, score)
    groups = clusters.cluster(
        len(order),
        pairs,
        THRESHOLD,
        apart=positions(overrides.never, mentions),
        together=positions(overrides.merge, mentions),
    )
    return list(_incidents(groups, order, numbers, memory)), memory


def _words(reports: Sequence[Report], texts: Texts, before: Memory) -> Memory:
    """Return a memory with the wording of every document that has reports."""
    found = Memory()
    stale = set()
    for name in dict.fromkeys(report.document_id for report in reports):
        fingerprint = texts.fingerprints.get(name)
        known = before.words.get(name)
        if known is not None and known[0] == fingerprint:
            found.words[name] = known
        else:
            stale.add(name)
    for name, wording in texts.wordings(stale):
        found.words[name] = texts.fingerprints[name], wording
    return found


def _score(
    reports: Sequence[Report], places: Mapping[str, Place], memory: Memory, before: Memory
) -> None:
    """Fill the pairs of a memory, from the last one where nothing that they tell has changed."""
    words = {name: wording for name, (_, wording) in memory.words.items()}
    prints, pasts = _prints(reports, places, memory)
    for name, past in pasts.items():
        known = before.pairs.get(name)
        if known is not None and known.past == past:
            memory.pairs[name] = known
    sieve = Sieve(reports, places, UNLIKELY)
    # a copy: what is put in while it goes on was asked for
    for members, others in candidates.document_pairs(reports, words, set(memory.pairs)):
        name = reports[members[0]].document_id
        earlier = [prints[reports[other[0]].document_id] for other in others]
        near = digest((prints[name], earlier)).hex()
        known = before.pairs.get(name)
        if known is not None and known.near == near:
            memory.pairs[name] = known._replace(past=pasts[name])
            continue
        scored = [
            (reports[i].event_id, reports[j].event_id, score, scoring.reason(found))
            for (i, j), score, found in compare(reports, words, sieve, members, others)
            if score >= UNLIKELY
        ]
        memory.pairs[name] = Known(pasts[name], near, scored)


def _prints(
    reports: Sequence[Report], places: Mapping[str, Place], memory: Memory
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the fingerprint of each document, and of each with all earlier ones."""
    told: dict[str, list[Report]] = {}
    for report in reports:
        told.setdefault(report.document_id, []).append(report)
    prints, pasts, past = {}, {}, b""
    for name, some in told.items():
        fingerprint, _ = memory.words.get(name, (None, NOTHING))
        prints[name] = document_print(some, places, fingerprint)
        past = digest((past, prints[name]))
        pasts[name] = past.hex()
    return prints, pasts


def score_pairs(
    reports: Sequence[Report], words: Mapping[str, Wording], places: Mapping[str, Place]
) -> Iterator[tuple[Pair, float, Features]]:
    """Yield (pair of positions, score, features) of all reports that are compared."""
    sieve = Sieve(reports, places, 0)
    for members, others in candidates.document_pairs(reports, words):
        yield from compare(reports, words, sieve, members, others)


def compare(
    reports: Sequence[Report],
    words: Mapping[str, Wording],
    sieve: Sieve,
    members: Sequence[int],
    others: Sequence[Sequence[int]],
) -> Iterator[tuple[Pair, float, Features]]:
    """Yield (pair of positions, score, features) of one document's reports and earlier ones.

    Those whose score the sieve does not let pass are left out.
    """
    later = words.get(reports[members[0]].document_id, NOTHING)
    near = [
        scoring.alike(words.get(reports[other[0]].document_id, NOTHING), later) for other in others
    ]
    crowd = sum(documents.text for documents in near[:CROWD]) / CROWD
    crowd += USUAL * max(0, CROWD - len(near)) / CROWD
    common = [documents._replace(crowd=crowd) for documents in near]
    for number, i, j in zip(
        *(x.tolist() for x in sieve.pairs(members, others, common)), strict=True
    ):
        found = scoring.features(reports[i], reports[j], common[number], sieve.places)
        yield (i, j), scoring.probability(found, reports[i].family), found


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


def _incidents(
    groups: Iterable[list[int]],
    reports: Sequence[Report],
    numbers: Mapping[str, int],
    memory: Memory,
) -> Iterator[Incident]:
    """Yield the groups as incidents, with what speaks for each of their reports."""
    groups = list(groups)
    group_of = {item: number for number, group in enumerate(groups) for item in group}
    inside: dict[Pair, tuple[float, str]] = {}
    for one, other, score, reason in memory.scored():
        i, j = numbers[one], numbers[other]
        if group_of[i] == group_of[j]:
            inside[i, j] = score, reason
    for group in groups:
        yield _incident(group, reports, inside)


def _incident(
    group: list[int],
    reports: Sequence[Report],
    scored: Mapping[Pair, tuple[float, str]],
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
            reasons.append(scored[best][1])
    return Incident(tuple(reports[i] for i in group), tuple(values), tuple(reasons))
