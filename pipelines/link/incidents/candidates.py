"""Which reports are compared at all: those of one family of acts, near in time, with a key shared.

Belongs here: blocking. Does not belong here: scores (`scoring`). Every list is bounded, so the
number of pairs grows with the number of reports and not with its square.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from pipelines.link.incidents.reports import Report
from pipelines.link.incidents.wording import Vector

DAYS = 14  # between the days of two events
LATER = 90  # days between two reports: trials and anniversaries tell of it again
WORDS = 20  # strongest words of a text that look for others
HOLDERS = 60  # latest reports kept for one key: a key that more share tells nothing
PAIRS = 16  # best earlier reports that one report is compared with


def keys(report: Report, words: Vector) -> Iterator[tuple[str, float]]:
    """Yield what a report shares with others of the same event, and how much that tells."""
    if report.place_id is not None:
        yield f"p{report.place_id}", 1.0
    for party in sorted(report.parties):  # sums of fractions depend on their order
        yield f"e{party}", 0.5
    if report.round_no is not None:
        yield f"r{report.round_no}", 0.5
    for word in sorted(words, key=lambda w: (-words[w], w))[:WORDS]:
        yield f"w{word}", words[word] * 3


def pairs(reports: Sequence[Report], words: Mapping[str, Vector]) -> Iterator[tuple[int, int]]:
    """Yield pairs (earlier, later) of positions in ``reports``, which are in order of publication.

    Args:
        reports: All reports, sorted by ``order``.
        words: Vector of each document.
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for later, report in enumerate(reports):
        shared: dict[int, float] = defaultdict(float)
        found = list(keys(report, words[report.document_id]))
        for key, weight in found:
            for earlier in holders[report.family, key]:
                shared[earlier] += weight
        near = [(w, earlier) for earlier, w in shared.items() if _near(reports[earlier], report)]
        for _, earlier in sorted(near, key=lambda x: (-x[0], -x[1]))[:PAIRS]:
            yield earlier, later
        for key, _ in found:
            kept = holders[report.family, key]
            kept.append(later)
            if len(kept) > HOLDERS:
                del kept[0]


def _near(one: Report, other: Report) -> bool:
    if one.document_id == other.document_id:
        return False
    if abs(one.day - other.day) <= timedelta(days=DAYS):
        return True
    # one of two without a day of its own may have been any time before
    undated = one.starts_on is None or other.starts_on is None
    return undated and abs(one.published_on - other.published_on) <= timedelta(days=LATER)
