"""What two reports of events are compared by: one ``Report`` per event of a document.

Belongs here: reading rows into that shape. Does not belong here: comparing (`scoring`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

#: Acts that different reports may name differently: they are compared with each other.
FAMILIES = {
    **dict.fromkeys(
        ("attack", "bombing", "shelling", "air_strike", "clash", "mass_weapon", "crime",
         "destroy", "intercept"),
        "violence",
    ),
    **dict.fromkeys(("meeting", "mediate", "call"), "talks"),
    **dict.fromkeys(("agree", "sign"), "agreement"),
    **dict.fromkeys(("prisoner_exchange", "release"), "release"),
    **dict.fromkeys(("arrest", "restrict"), "arrest"),
}  # fmt: skip

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a report."""

    figure_id: str
    category: str
    object: str | None
    side_id: str | None
    claimant_id: str | None
    value_low: float | None
    value: float | None
    value_high: float | None
    qualifier: str
    is_cumulative: bool
    status: str
    per_side: bool | None = None
    total: float | None = None

    @property
    def bounds(self) -> Range:
        """Lowest and highest value that the words allow."""
        low = self.value if self.value_low is None else self.value_low
        high = self.value if self.value_high is None else self.value_high
        return (
            float("-inf") if low is None else low,
            float("inf") if high is None else high,
        )

    def bounds_beside(self, other: "Claim") -> Range:
        """Return the bounds as they compare with another's: of a number per side, the total."""
        if self.per_side and not other.per_side and self.total is not None:
            return self.total, self.total
        return self.bounds


@dataclass(slots=True)
class Report:
    """One event as one document tells it, with all its mentions there."""

    event_id: str
    document_id: str
    published_on: date
    subtype: str
    event_type: str
    status: str
    starts_on: date | None
    ends_on: date | None
    place_id: str | None
    round_no: int | None
    claimant_id: str | None
    is_negated: bool
    spans: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    statuses: list[tuple[str, str | None]] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    claims: list[Claim] = field(default_factory=list)
    rank: int = 0  # events of the family that the document tells before it
    share: float = 1.0  # of the document's mentions of such events

    @property
    def family(self) -> str:
        """Name of the acts that this one is compared with."""
        return FAMILIES.get(self.subtype, self.subtype)

    @property
    def earliest(self) -> date | None:
        """First day on which it can be: of what is due by a day, that of publication."""
        if self.starts_on is None and self.ends_on is not None:
            return min(self.published_on, self.ends_on)
        return self.starts_on

    @property
    def width(self) -> int:
        """Days between its first and its last, where both are told."""
        if self.starts_on is None or self.ends_on is None:
            return 0
        return (self.ends_on - self.starts_on).days

    @property
    def day(self) -> date:
        """When it was, as far as is known: else the publication day."""
        return self.starts_on or self.ends_on or self.published_on

    @property
    def order(self) -> tuple[date, str]:
        """Earliest report first."""
        return self.published_on, self.event_id


def read_reports(
    events: Iterable[Mapping[str, Any]],
    participants: Iterable[Mapping[str, Any]],
    figures: Iterable[Mapping[str, Any]],
) -> dict[str, Report]:
    """Return {event_id of the first mention: report}, in a fixed order.

    Args:
        events: Rows of ``events`` with ``place_id`` and ``claimant_id`` joined, any order.
        participants: event_id, entity_id and role of ``event_participants``.
        figures: Rows of ``figures`` that have an event_id, with side_id and claimant_id joined.
    """
    rows = {str(row["event_id"]): row for row in events if row["status"] != "hypothetical"}
    heads = {name: _head(name, rows) for name in rows}
    reports: dict[str, Report] = {}
    for name in sorted(rows, key=lambda n: (heads[n] != n, n)):  # first mentions first
        row, head = rows[name], heads[name]
        if head == name:
            reports[name] = _report(row)
        _add_mention(reports[head], row)
    for row in participants:
        head = heads.get(str(row["event_id"]), "")
        if head and row["entity_id"] is not None and row["role"] != "place":
            reports[head].parties.add(str(row["entity_id"]))
    claims: dict[str, list[Claim]] = defaultdict(list)
    for row in figures:
        if head := heads.get(str(row["event_id"]), ""):
            claims[head].append(
                Claim(**{k: row[k] for k in Claim.__dataclass_fields__ if k in row})
            )
    for head, found in claims.items():
        reports[head].claims = sorted(found, key=lambda claim: claim.figure_id)
    _weigh(reports.values())
    return reports


def _weigh(reports: Iterable[Report]) -> None:
    """Tell what a document is about from what it says in passing."""
    told: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        told[report.document_id, report.family].append(report)
    for some in told.values():
        mentions = sum(len(report.mentions) for report in some)
        some.sort(key=lambda report: (min(report.spans), report.event_id))
        for rank, report in enumerate(some):
            report.rank, report.share = rank, len(report.mentions) / mentions


def _head(name: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the first mention of an event, over mentions that point to mentions.

    A mention whose first is not a row (a hypothetical one) stands alone.
    """
    passed = {name}
    while (first := rows[name]["same_as"]) is not None and first in rows and first not in passed:
        name = str(first)
        passed.add(name)
    return name


def _report(row: Mapping[str, Any]) -> Report:
    return Report(
        event_id=str(row["event_id"]),
        document_id=str(row["document_id"]),
        published_on=row["published_on"],
        subtype=str(row["event_subtype"]),
        event_type=str(row["event_type"]),
        status=str(row["status"]),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        place_id=row["place_id"],
        round_no=row["round_no"],
        claimant_id=row["claimant_id"],
        is_negated=bool(row["is_negated"]),
    )


def _add_mention(report: Report, row: Mapping[str, Any]) -> None:
    """Take from a later mention what the first does not tell."""
    report.mentions.append(str(row["event_id"]))
    report.spans.append((int(row["start_char"]), int(row["end_char"])))
    report.statuses.append((str(row["status"]), row["claimant_id"]))
    if report.starts_on is None and (row["starts_on"] or report.ends_on is None):
        report.starts_on, report.ends_on = row["starts_on"], row["ends_on"]
    report.place_id = report.place_id or row["place_id"]
    report.round_no = report.round_no if report.round_no is not None else row["round_no"]
