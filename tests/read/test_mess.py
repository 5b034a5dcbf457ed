"""The world's mess: tests/mess/files holds a file for each kind, expected.csv what it becomes."""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipelines.read.document import Document
from pipelines.read.inputs import list_files, read_file
from pipelines.read.record import Limits

MESS = Path(__file__).parent.parent / "mess"
FILES = MESS / "files"
LIMITS = Limits(today=date(2026, 7, 1), largest_member_bytes=1_000_000)


def expected() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with (MESS / "expected.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["file"], []).append(row)
    return found


EXPECTED = expected()


def test_every_file_stands_in_the_table():
    """And there are sixty at least."""
    assert sorted(uri for uri, _ in list_files([FILES])) == sorted(EXPECTED)
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", EXPECTED)
def test_becomes(name):
    """Each record of the file, in order: its uri, its outcome, what it says."""
    outcomes = list(read_file(name, FILES / name, LIMITS))
    wanted = EXPECTED[name]
    found = [
        (o.uri, o.published_on_basis if isinstance(o, Document) else o.reason) for o in outcomes
    ]
    assert found == [(row["uri"], row["outcome"]) for row in wanted]
    for outcome, row in zip(outcomes, wanted, strict=True):
        said = outcome.text if isinstance(outcome, Document) else outcome.detail or ""
        assert row["says"].replace("\\n", "\n") in said
