"""Scored pairs -> groups, without chains: a group joins another only if its members do on average.

Average linkage (UPGMA), agglomerative and greedy, with a heap; pairs that were never compared
count as unlike, by half: only the nearest reports of one were compared at all. What a person has
decided (``never``, ``merge``) wins.
"""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

Pair = tuple[int, int]
UNKNOWN = 0.5  # weight of a pair that was never compared
LARGEST = 400  # members of a group that are still compared with another group


class Pairs:
    """Scored pairs of items, twenty bytes each: there are a hundred times as many as items."""

    def __init__(self, scores: Mapping[Pair, float] | None = None):
        """Start with some, or none."""
        self.ones, self.others, self.scores = array("l"), array("l"), array("d")
        for (one, other), score in (scores or {}).items():
            self.add(one, other, score)

    def add(self, one: int, other: int, score: float) -> None:
        """Add a pair, the smaller item first."""
        self.ones.append(one)
        self.others.append(other)
        self.scores.append(score)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        """Yield (smaller item, larger item, score)."""
        return zip(self.ones, self.others, self.scores, strict=True)


class _Groups:
    """Groups of items with the sum of scores between any two of them, and how many there are."""

    def __init__(
        self,
        items: Iterable[int],
        scores: Iterable[tuple[int, int, float]],
        apart: Iterable[Pair],
    ):
        self.members: dict[int, list[int]] = {item: [item] for item in items}
        self.parent = {item: item for item in self.members}
        self.sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self.barred: dict[int, set[int]] = defaultdict(set)
        for one, other, score in scores:
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
    scores: Pairs,
    threshold: float,
    apart: Collection[Pair] = (),
    together: Collection[Pair] = (),
) -> list[list[int]]:
    """Return groups of 0..count-1, each sorted, in the order of their first members.

    Args:
        count: Number of items.
        scores: 0 to 1 for the pairs that were compared.
        threshold: Groups join while their mean score is at least this.
        apart: Pairs that must never be in one group.
        together: Pairs that must be, whatever their score; these win over ``apart``.

    >>> cluster(4, Pairs({(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1}), 0.5)
    [[0, 1], [2], [3]]
    """
    part = _parts(count, scores, threshold, together)
    items: dict[int, list[int]] = defaultdict(list)
    inside: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for item, number in enumerate(part):
        items[number].append(item)
    for one, other, score in scores:
        if part[one] == part[other]:
            inside[part[one]].append((one, other, score))
    barred, joined = _by_part(apart, part), _by_part(together, part)
    found: list[list[int]] = []
    for number, members in items.items():
        if len(members) == 1:
            found.append(members)
            continue
        groups = _Groups(members, inside.pop(number, ()), barred.get(number, ()))
        _join(groups, threshold, joined.get(number, ()))
        found += groups.members.values()
    return sorted(sorted(group) for group in found)


def _parts(count: int, scores: Pairs, threshold: float, together: Collection[Pair]) -> list[int]:
    """Return for each item its part: no group reaches beyond one.

    A mean is never above the best score, so two groups join only over a pair that scores enough.
    """
    part = list(range(count))

    def root(item: int) -> int:
        while part[item] != item:
            part[item] = part[part[item]]
            item = part[item]
        return item

    for one, other, score in scores:
        if score >= threshold:
            one, other = root(one), root(other)
            part[max(one, other)] = min(one, other)
    for one, other in together:
        one, other = root(one), root(other)
        part[max(one, other)] = min(one, other)
    return [root(item) for item in range(count)]


def _by_part(pairs: Iterable[Pair], part: list[int]) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = defaultdict(list)
    for one, other in pairs:
        if part[one] == part[other]:
            found[part[one]].append((one, other))
    return found


def _join(groups: _Groups, threshold: float, together: Iterable[Pair]) -> None:
    """Join what must be together, then the likest two groups, until none are like enough."""
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
