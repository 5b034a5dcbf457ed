"""What reading gives, and what the marts tell of the sample, against lists made by hand."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from bench.accuracy.card import Result, Tally
from bench.sample import sample
from bench.timeline import PAGE, scores
from pipelines.read.document import Document
from pipelines.read.inputs import read_file
from pipelines.read.record import Limits
from pipelines.settings import PROJECT_ROOT

MESS = PROJECT_ROOT / "tests" / "mess"
TOLD = {
    "rounds": ("talks_rounds.round_no", "number, place and last status of a round"),
    "days of rounds": ("talks_rounds.starts_on", "first and last day of a round"),
    "status history": ("talks_rounds.status_history", "a status of a round on a publication day"),
    "exchanges": ("prisoner_exchanges.value", "number and status on a publication day"),
    "tolls": ("casualty_claims.value", "lowest, stated and highest number on a publication day"),
}


def mess() -> Iterator[Result]:
    """Yield how broken files of every format are dated or refused."""
    basis, rule = "own messy files, open", "the outcome of each record, in order"
    dated, refused = Tally(), Tally()
    with (MESS / "expected.csv").open(encoding="utf-8", newline="") as lines:
        wanted: dict[str, list[str]] = {}
        for row in csv.DictReader(lines):
            wanted.setdefault(row["file"], []).append(row["outcome"])
    limits = Limits(today=date(2026, 7, 1), largest_member_bytes=1_000_000)
    for name, outcomes in wanted.items():
        found = [
            (o.published_on_basis, None) if isinstance(o, Document) else (None, o.reason)
            for o in read_file(name, MESS / "files" / name, limits)
        ]
        for n in range(max(len(found), len(outcomes))):
            day, reason = found[n] if n < len(found) else (None, None)
            label = outcomes[n] if n < len(outcomes) else None
            is_day = label in DAY_BASES
            dated.count(label if is_day else None, day)
            refused.count(None if is_day else label, reason)
    yield Result.of("documents.published_on_basis", basis, rule, dated, "own, open")
    yield Result.of("rejects.reason", basis, rule, refused, "own, open")


DAY_BASES = {"header", "metadata", "dateline", "body", "filename", "file_time"}


def timeline(warehouse: Path | None = None) -> Iterator[Result]:
    """Yield what the marts tell of the sample articles, and which events are one."""
    basis = "own sample articles, by hand"
    with sample(warehouse) as db:
        for score in scores(db, PAGE.read_text(encoding="utf-8")):
            column, counted = TOLD[score.what]
            told = score.found - (score.allowed - score.wanted)  # may be found, or not
            tally = Tally(len(score.wanted), len(told), len(score.wanted & told))
            yield Result.of(column, basis, counted, tally, "own, open")
        yield _incidents(db, basis)


def _incidents(db: duckdb.DuckDBPyConnection, basis: str) -> Result:
    """Return pairs of events told to be one incident, against ``seeds/incidents.csv``."""
    found = {
        (uri, start): incident
        for uri, start, incident in db.execute(
            "select d.uri, e.start_char, r.incident_id from incident_reports r"
            " join events e using (event_id) join documents d on d.document_id = e.document_id"
        ).fetchall()
    }
    with (PROJECT_ROOT / "seeds" / "incidents.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(row, (row["uri"], int(row["start_char"]))) for row in csv.DictReader(lines)]
    known = [(row["incident"], found[at]) for row, at in rows if at in found]
    tally = Tally(
        wanted=_pairs(Counter(label for label, _ in known)),
        given=_pairs(Counter(told for _, told in known)),
        right=_pairs(Counter(known)),
    )
    return Result.of(
        "incident_reports.incident_id", basis, "two events of one incident have it in common",
        tally, "own, open",
    )  # fmt: skip


def _pairs(sizes: Counter) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())
