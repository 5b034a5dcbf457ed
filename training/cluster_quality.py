"""How well groups agree with those that people made: B-cubed and pairwise precision and recall."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence


def quality(
    groups: Sequence[Sequence[int]],
    mentions: Sequence[int],
    documents: Sequence[str],
    gold: Mapping[str, str],
) -> dict[str, float]:
    """B-cubed and pairwise F1 of documents, each in the largest incident of its events, in %.

    Args:
        groups: Positions of the reports of each incident.
        mentions: How many mentions each report has.
        documents: The document of each.
        gold: The incident that people gave each document.
    """
    sizes = [sum(mentions[i] for i in group) for group in groups]
    home: dict[str, int] = {}
    for n, group in enumerate(groups):
        for i in group:
            doc = documents[i]
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
    hit = sum(
        _pairs(n) for members in told.values() for n in Counter(gold[d] for d in members).values()
    )
    wanted, linked = (sum(_pairs(len(m)) for m in x.values()) for x in (true, told))
    return {
        "b3": round(200 * precision * recall / (precision + recall), 1),
        "b3 precision": round(100 * precision, 1),
        "b3 recall": round(100 * recall, 1),
        "pairwise": round(200 * hit / max(1, wanted + linked), 1),
        "pairwise precision": round(100 * hit / max(1, linked), 1),
        "pairwise recall": round(100 * hit / max(1, wanted), 1),
        "ratio": round(len(told) / len(true), 3),
    }


def by_pairs(groups: Sequence[Sequence[int]], incidents: Sequence[str | None]) -> dict[str, float]:
    """Precision and recall of pairs of labelled reports, in %."""
    told = [[incidents[i] for i in group if incidents[i]] for group in groups]
    linked = sum(_pairs(len(group)) for group in told)
    hit = sum(_pairs(n) for group in told for n in Counter(group).values())
    wanted = sum(_pairs(n) for n in Counter(filter(None, incidents)).values())
    return {
        "labelled": sum(map(bool, incidents)),
        "precision": round(100 * hit / max(1, linked), 1),
        "recall": round(100 * hit / max(1, wanted), 1),
        "pairs": wanted,
    }


def _pairs(n: int) -> int:
    return n * (n - 1) // 2
