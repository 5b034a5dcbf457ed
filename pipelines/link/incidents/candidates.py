"""Which reports are compared at all: those of one family of acts, near in time, with a key shared.

Belongs here: blocking. Does not belong here: scores (`scoring`). Every list is bounded, so the
number of pairs grows with the number of reports and not with its square.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

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


@dataclass(frozen=True, slots=True)
class _When:
    """Days as numbers: comparing dates a million times costs seconds."""

    document: str
    day: int
    published: int
    dated: bool

    def is_near(self, other: "_When") -> bool:
        """Return whether two reports of different documents may tell of one event."""
        if self.document == other.document:
            return False
        if abs(self.day - other.day) <= DAYS:
            return True
        # one of two without a day of its own may have been any time before
        undated = not (self.dated and other.dated)
        return undated and abs(self.published - other.published) <= LATER


def _when(report: Report) -> _When:
    return _When(
        report.document_id,
        report.day.toordinal(),
        report.published_on.toordinal(),
        report.starts_on is not None,
    )


def pairs(reports: Sequence[Report], words: Mapping[str, Vector]) -> Iterator[tuple[int, int]]:
    """Yield pairs (earlier, later) of positions in ``reports``, which are in order of publication.

    Args:
        reports: All reports, sorted by ``order``.
        words: Vector of each document.
    """
    holders: dict[tuple[str, str], deque[int]] = defaultdict(lambda: deque(maxlen=HOLDERS))
    when = [_when(report) for report in reports]
    for later, report in enumerate(reports):
        shared: dict[int, float] = defaultdict(float)
        found = [
            (holders[report.family, key], weight)
            for key, weight in keys(report, words[report.document_id])
        ]
        for held, weight in found:
            for earlier in held:
                shared[earlier] += weight
        best = sorted(shared, key=lambda earlier: (-shared[earlier], -earlier))
        near = (earlier for earlier in best if when[earlier].is_near(when[later]))
        for earlier in islice(near, PAIRS):
            yield earlier, later
        for held, _ in found:
            held.append(later)
