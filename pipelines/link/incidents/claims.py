"""Incidents -> rows: ``incidents``, ``incident_reports``, status history and ``figure_claims``."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pipelines.link.incidents.linking import Incident
from pipelines.link.incidents.reports import Claim

Row = dict[str, object]
DISPUTED = 1.2  # two claims that differ by more than a fifth disagree


def incident_id(incident: Incident) -> str:
    """Return the first 16 hex digits of SHA-256 over the event that was reported first.

    Reports that are published later leave it as it is; an earlier one, or a merge, changes it, and
    ``incident_id_changes`` tells where the old one went.
    """
    first = incident.reports[0].event_id
    return hashlib.sha256(f"incident|{first}".encode()).hexdigest()[:16]


def incident_rows(
    incidents: Iterable[Incident], sources: Mapping[str, str]
) -> dict[str, list[Row]]:
    """Return the rows of the incident tables, by table.

    Args:
        incidents: From ``link_incidents``.
        sources: What stands behind each document: one agency, publisher or first text counts once.
    """
    rows: dict[str, list[Row]] = {
        name: []
        for name in ("incidents", "incident_reports", "incident_status_history", "figure_claims")
    }
    for incident in incidents:
        name = incident_id(incident)
        rows["incidents"].append({"incident_id": name, **_incident_row(incident, sources)})
        told = zip(incident.reports, incident.scores, incident.reasons, strict=True)
        for report, score, reason in told:
            rows["incident_reports"] += [
                {
                    "incident_id": name,
                    "event_id": mention,
                    "document_id": report.document_id,
                    "score": score,
                    "reason": reason,
                }
                for mention in report.mentions
            ]
        rows["incident_status_history"] += _history(name, incident)
        rows["figure_claims"] += _claims(name, incident)
    return rows


def _most(values: Iterable[Any]) -> Any:
    """Return the most frequent value that is not None, of equals the first."""
    found = Counter(value for value in values if value is not None)
    return max(found, key=lambda value: found[value], default=None)


def _incident_row(incident: Incident, sources: Mapping[str, str]) -> Row:
    reports = incident.reports
    documents = {report.document_id for report in reports}
    interval = _most((r.starts_on, r.ends_on) for r in reports if r.starts_on or r.ends_on)
    latest = max(reports, key=lambda report: report.order)
    return {
        "event_type": _most(r.event_type for r in reports),
        "event_subtype": _most(r.subtype for r in reports),
        "starts_on": interval[0] if interval else None,
        "ends_on": interval[1] if interval else None,
        "place_id": _most(r.place_id for r in reports),
        "round_no": _most(r.round_no for r in reports),
        "status": latest.statuses[-1][0],
        "document_count": len(documents),
        "source_count": len({sources.get(d, d) for d in documents}),
    }


def _history(name: str, incident: Incident) -> list[Row]:
    found: dict[tuple[str, str], Row] = {}
    for report in incident.reports:
        for status, claimant in report.statuses:
            row: Row = {
                "incident_id": name,
                "status": status,
                "reported_on": report.published_on,
                "document_id": report.document_id,
                "claimant_id": claimant,
            }
            kept = found.setdefault((report.document_id, status), row)
            if kept["claimant_id"] is None:
                kept["claimant_id"] = claimant
    return list(found.values())


def _claims(name: str, incident: Incident) -> list[Row]:
    told = [(report, claim) for report in incident.reports for claim in report.claims]
    return [
        {
            "incident_id": name,
            "category": claim.category,
            "object": claim.object,
            "side_id": claim.side_id,
            "claimant_id": claim.claimant_id,
            "reported_on": report.published_on,
            "value_low": claim.value_low,
            "value": claim.value,
            "value_high": claim.value_high,
            "qualifier": claim.qualifier,
            "is_cumulative": claim.is_cumulative,
            "status": claim.status,
            "is_disputed": any(_disagree(claim, other) for _, other in told),
            "figure_id": claim.figure_id,
        }
        for report, claim in told
    ]


def _disagree(one: Claim, other: Claim) -> bool:
    """Return whether two claims of one kind cannot both be right, by more than a fifth."""
    for name in ("category", "object", "side_id", "is_cumulative"):
        if getattr(one, name) != getattr(other, name):
            return False
    (low, high), (least, most) = one.bounds_beside(other), other.bounds_beside(one)
    larger, smaller = max(low, least), min(high, most)
    return larger > smaller and larger > DISPUTED * smaller


def forwarded(before: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows of ``incident_id_changes``: where the ids of the last run went that are gone.

    Args:
        before: Rows of ``incident_reports`` as they were.
        now: Rows of ``incident_reports`` as they are.
    """
    place = {str(row["event_id"]): str(row["incident_id"]) for row in now}
    kept = set(place.values())
    went: dict[str, Counter[str]] = {}
    for row in before:
        old, new = str(row["incident_id"]), place.get(str(row["event_id"]))
        if old not in kept and new is not None:
            went.setdefault(old, Counter())[new] += 1
    return [
        {
            "old_incident_id": old,
            "incident_id": min(found, key=lambda new: (-found[new], new)),
            "reason": "joined another incident, or an earlier report of it was added",
        }
        for old, found in sorted(went.items())
    ]
