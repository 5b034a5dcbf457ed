"""Scored pairs -> groups, without chains: a group joins another only if its members do on average.

Average linkage (UPGMA), agglomerative and greedy, with a heap; pairs that were never compared
count as unlike, by half: only the nearest reports of one were compared at all. What a person has
decided (``never``, ``merge``) wins.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

Pair = tuple[int, int]
UNKNOWN = 0.5  # weight of a pair that was never compared
LARGEST = 400  # members of a group that are still compared with another group


class _Groups:
    """Groups of items with the sum of scores between any two of them, and how many there are."""

    def __init__(self, count: int, scores: Mapping[Pair, float], apart: Collection[Pair]):
        self.members: dict[int, list[int]] = {item: [item] for item in range(count)}
        self.parent = list(range(count))
        self.sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self.barred: dict[int, set[int]] = defaultdict(set)
        for (one, other), score in scores.items():
            self.sums[one][other] = self.sums[other][one] = (score, 1)
        for one, other in apart:
            self.barred[one].add(other)
            self.barred[other].add(one)

    def root(self, item: int) -> int:
        """Return the group that an item is in now."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def mean(self, one: int, other: int) -> float:
        """Return the mean score between the members of two groups."""
        size = len(self.members[one]) * len(self.members[other])
        total, known = self.sums[one].get(other, (0.0, 0))
        return 0.0 if size > LARGEST**2 else total / (known + UNKNOWN * (size - known))

    def may_join(self, one: int, other: int) -> bool:
        """Return whether both groups still stand and nobody has decided against it."""
        standing = one in self.members and other in self.members
        return standing and other not in self.barred[one]

    def join(self, one: int, other: int) -> int:
        """Make one group of two; return its number."""
        keep, gone = min(one, other), max(one, other)
        self.parent[gone] = keep
        self.members[keep] += self.members.pop(gone)
        for third, (total, known) in self.sums.pop(gone, {}).items():
            self.sums[third].pop(gone, None)
            if third != keep:
                before, so_far = self.sums[keep].get(third, (0.0, 0))
                self.sums[keep][third] = self.sums[third][keep] = (before + total, so_far + known)
        for third in self.barred.pop(gone, set()):
            self.barred[third].discard(gone)
            if third != keep:
                self.barred[third].add(keep)
                self.barred[keep].add(third)
        return keep

    def pairs(self, threshold: float, group: int | None = None) -> Iterator[tuple[float, int, int]]:
        """Yield (-mean, smaller, larger) of pairs that may join, of one group or of all."""
        for one in list(self.sums) if group is None else (group,):
            for other in self.sums[one]:
                value = self.mean(one, other)
                if value >= threshold and (group is not None or one < other):
                    yield -value, min(one, other), max(one, other)


def cluster(
    count: int,
    scores: Mapping[Pair, float],
    threshold: float,
    apart: Collection[Pair] = (),
    together: Collection[Pair] = (),
) -> list[list[int]]:
    """Return groups of 0..count-1, each sorted, in the order of their first members.

    Args:
        count: Number of items.
        scores: 0 to 1 for the pairs (smaller, larger) that were compared.
        threshold: Groups join while their mean score is at least this.
        apart: Pairs that must never be in one group.
        together: Pairs that must be, whatever their score; these win over ``apart``.

    >>> cluster(4, {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1}, 0.5)
    [[0, 1], [2], [3]]
    """
    groups = _Groups(count, scores, apart)
    for one, other in sorted(together):
        if groups.root(one) != groups.root(other):
            groups.join(groups.root(one), groups.root(other))
    heap = list(groups.pairs(threshold))
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if not groups.may_join(one, other) or -negative > groups.mean(one, other) + 1e-12:
            continue  # stale: one of the two has grown or is gone
        for pair in groups.pairs(threshold, groups.join(one, other)):
            heapq.heappush(heap, pair)
    return sorted(sorted(group) for group in groups.members.values())
