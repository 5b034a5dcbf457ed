"""Which reports are compared at all: those of one family of acts in documents that share something.

Belongs here: blocking. Does not belong here: scores (`scoring`). Every list is bounded, so the
number of pairs grows with the number of reports and not with its square.
"""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from pipelines.link.incidents.documents import NOTHING, Wording
from pipelines.link.incidents.reports import Report

WORDS = 40  # strongest words of a text that look for others
HOLDERS = 120  # latest documents kept for one key: a key that more share tells nothing
DOCUMENTS = 40  # best earlier documents that one is compared with
RECENT = 30  # days
LATER = 0.6  # what is shared with a document that is older than that counts for


def document_pairs(
    reports: Sequence[Report], words: Mapping[str, Wording], known: Container[str] = ()
) -> Iterator[tuple[list[int], list[list[int]]]]:
    """Yield the positions of a document's reports, and those of the earlier ones to compare with.

    Args:
        reports: All reports, sorted by ``order``.
        words: Wording of each document.
        known: Documents whose pairs are not asked for.
    """
    told: dict[str, list[int]] = {}
    for i, report in enumerate(reports):
        told.setdefault(report.document_id, []).append(i)
    names = list(told)
    days = [reports[members[0]].published_on.toordinal() for members in told.values()]
    holders: dict[str, deque[tuple[int, float]]] = defaultdict(lambda: deque(maxlen=HOLDERS))
    for later, (name, members) in enumerate(told.items()):
        found = keys([reports[i] for i in members], words.get(name, NOTHING))
        if name not in known:
            best = _best(found, holders, days, later)
            yield members, [told[names[earlier]] for earlier in best]
        for key, weight in found.items():
            holders[key].append((later, weight))


Holders = Mapping[str, Iterable[tuple[int, float]]]


def _best(
    found: Mapping[str, float], holders: Holders, days: Sequence[int], later: int
) -> list[int]:
    """Return the earlier documents that share most, the likest first."""
    shared: dict[int, float] = {}
    before = shared.get
    for key, weight in found.items():
        for earlier, other in holders.get(key, ()):
            shared[earlier] = before(earlier, 0.0) + weight * other
    for earlier in shared:
        if days[later] - days[earlier] >= RECENT:
            shared[earlier] *= LATER
    return nsmallest(DOCUMENTS, shared, key=lambda earlier: (-shared[earlier], -earlier))


def keys(reports: Sequence[Report], words: Wording) -> dict[str, float]:
    """Return what a document may share with others of its events, and how much that tells."""
    text = words.text
    found = {w: text[w] for w in sorted(text, key=lambda w: (-text[w], w))[:WORDS]}
    for report in reports:
        if report.place_id is not None:
            found[f"@{report.family} {report.place_id} {report.day}"] = 0.5
        if report.round_no is not None:
            found[f"@round {report.round_no}"] = 0.3
        if len(report.parties) > 1:
            found[f"@{report.family} {' '.join(sorted(report.parties))}"] = 0.3
    return found
