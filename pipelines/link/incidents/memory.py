"""What the last linking found, so that the next scores again only what changed.

A fingerprint stands for all that a result depends on: where it is the same, so is the result, and a
linking with a memory equals one without. Where the memory is stored does not belong here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import NamedTuple

from pipelines.link.incidents.documents import Wording, digest
from pipelines.link.incidents.reports import Report
from pipelines.link.incidents.scoring import Place
from pipelines.settings import reference_path

CODE = 5  # raised when documents are worded, or pairs scored, by other rules
FILES = ("incident_weights.csv", "word_frequencies.csv")

Scored = tuple[str, str, float, str]  # event_id, event_id, score, reason


class Known(NamedTuple):
    """The likely pairs of a document's reports with earlier ones.

    Attributes:
        past: Fingerprint of the document and of all earlier ones.
        near: Of the document and of those that it was compared with.
    """

    past: str
    near: str
    pairs: list[Scored]


@dataclass(slots=True)
class Memory:
    """Fingerprint and wording of each document, and its pairs."""

    words: dict[str, tuple[str, Wording]] = field(default_factory=dict)
    pairs: dict[str, Known] = field(default_factory=dict)

    def scored(self) -> Iterator[Scored]:
        """Yield all pairs."""
        for known in self.pairs.values():
            yield from known.pairs


@cache
def rules() -> str:
    """Return a fingerprint of the rules and weights."""
    return digest((CODE, [reference_path(name).read_bytes() for name in FILES])).hex()


def document_print(
    reports: Iterable[Report], places: Mapping[str, Place], words: str | None
) -> bytes:
    """Return the fingerprint of a document: its reports, and its words by their fingerprint."""
    told = [
        (
            report.event_id,
            report.subtype,
            report.published_on.toordinal(),
            str(report.starts_on),
            str(report.ends_on),
            report.place_id,
            places.get(report.place_id or ""),
            report.round_no,
            sorted(report.parties),
            report.claims,
            report.rank,
            report.share,
        )
        for report in reports
    ]
    return digest((rules(), words, told))


def packed(words: Wording) -> dict[str, object]:
    """Return a wording as JSON has it."""
    told = ((f.name, getattr(words, f.name)) for f in fields(Wording))
    return {name: sorted(x) if isinstance(x, frozenset) else x for name, x in told}


def unpacked(told: Mapping[str, object]) -> Wording:
    """Return the wording that was packed."""
    values = {
        f.name: frozenset(value) if isinstance(value := told[f.name], list) else value
        for f in fields(Wording)
    }
    return Wording(**values)  # type: ignore[arg-type]
