"""``kill -9`` between and inside writes: the last good warehouse stays, the next run completes it.

First the writes below ``newstables run``, without Dagster, then the run itself, with Dagster's
history, which no reader reads but the next run opens.
"""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.settings import PROJECT_ROOT

# kind of write, how many of them are let through, what the path holds, why
POINTS = [
    ("committed", 0, "ledger", "days wait, nothing has landed"),
    ("half", 0, "_landed", "inside the landing"),
    ("after", 0, "_landed", "landed, without an outcome"),
    ("uncommitted", 1, "ledger", "outcomes written, not committed"),
    ("before", 0, "/documents/", "a day's documents, not in place"),
    ("half", 0, "_units", "inside a worker's file"),
    ("after", 0, "/_parses/published_on", "parses in place, units left"),
    ("after", 2, "published_on=2026-03-12", "some tables of a day are new"),
    ("uncommitted", 3, "ledger", "a day is complete, and not marked so"),
    ("after", 0, "/entity_aliases/", "some linked tables are new"),
    ("before", 0, "newstables.duckdb", "the database is built, not swapped in"),
    ("after", 0, "newstables.duckdb", "the database is new, the exports are not"),
    ("half", 5, "/exports/", "inside an export"),
]


RUN_POINTS = [
    ("event", 9, "history", "the run: taken in, Dagster's step has not ended"),
    ("uncommitted", 3, "ledger", "the run: a day is complete, and not marked so"),
    ("event", 17, "history", "the run: half of a day's tables are reported"),
    ("after", 0, "/incidents/", "the run: some linked tables are new"),
    ("half", 5, "/exports/", "the run: inside an export"),
]


def killed(place: Path, points: list[tuple], work: str) -> dict:
    """Return what killing.py found after a kill at each of the points and after the next run."""
    (place / "base" / "inbox").mkdir(parents=True)
    for name, text in (
        ("a.txt", " date 2026-03-10 The ministers met in Rome. Two people were hurt.\n"),
        ("b.txt", " date 2026-03-12 The ministers left Rome. Nobody spoke.\n"),
    ):
        (place / "base" / "inbox" / name).write_text(text, encoding="utf-8")
    given = json.dumps([point[:3] for point in points])
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.killing", str(place), given, work],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT_ROOT,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def steps(tmp_path_factory) -> dict:
    return killed(tmp_path_factory.mktemp("kills"), POINTS, "steps")


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> dict:
    return killed(tmp_path_factory.mktemp("killed-runs"), RUN_POINTS, "run")


CASES = [
    pytest.param(work, number, id=point[3])
    for work, points in (("steps", POINTS), ("run", RUN_POINTS))
    for number, point in enumerate(points)
]


@pytest.mark.parametrize(("work", "number"), CASES)
def test_killed(request, work, number):
    results = request.getfixturevalue(work)
    found, before, whole = results[str(number)], results["before"], results["whole"]
    assert found["status"] == -signal.SIGKILL
    # readers have the old database or the new one; each export is the old or the new one
    assert found["after"]["database"] in (before["database"], whole["database"])
    for name, content in found["after"]["exports"].items():
        assert content in (before["exports"][name], whole["exports"][name])
    assert found["again"] == 0
    assert found["end"] == whole
    assert found["left"] == []


@pytest.mark.parametrize("work", ["steps", "run"])
def test_the_third_text_made_a_difference(request, work):
    """Else the test above would compare nothing."""
    results = request.getfixturevalue(work)
    assert [uri for uri, _ in results["before"]["database"]] == ["a.txt", "b.txt"]
    assert [uri for uri, _ in results["whole"]["database"]] == ["a.txt", "b.txt", "c.txt"]
    assert results["before"]["exports"] != results["whole"]["exports"]
