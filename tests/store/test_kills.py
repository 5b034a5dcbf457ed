"""``kill -9`` between and inside writes: the last good warehouse stays, the next run completes it.

The four steps of ``newstables run`` itself are killed in tests/test_run.py; here are the writes
below it, without Dagster, which writes nothing that a reader reads.
"""

import json
import signal
import subprocess
import sys

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


@pytest.fixture(scope="module")
def killed(tmp_path_factory) -> dict:
    place = tmp_path_factory.mktemp("kills")
    (place / "base" / "inbox").mkdir(parents=True)
    for name, text in (
        ("a.txt", " date 2026-03-10 The ministers met in Rome. Two people were hurt.\n"),
        ("b.txt", " date 2026-03-12 The ministers left Rome. Nobody spoke.\n"),
    ):
        (place / "base" / "inbox" / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.store.killing",
            str(place),
            json.dumps([p[:3] for p in POINTS]),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT_ROOT,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("number", [pytest.param(n, id=p[3]) for n, p in enumerate(POINTS)])
def test_killed(killed, number):
    found, before, whole = killed[str(number)], killed["before"], killed["whole"]
    assert found["status"] == -signal.SIGKILL
    # readers have the old database or the new one; each export is the old or the new one
    assert found["after"]["database"] in (before["database"], whole["database"])
    for name, content in found["after"]["exports"].items():
        assert content in (before["exports"][name], whole["exports"][name])
    assert found["again"] == 0
    assert found["end"] == whole
    assert found["left"] == []


def test_the_third_text_made_a_difference(killed):
    """Else the test above would compare nothing."""
    assert [uri for uri, _ in killed["before"]["database"]] == ["a.txt", "b.txt"]
    assert [uri for uri, _ in killed["whole"]["database"]] == ["a.txt", "b.txt", "c.txt"]
    assert killed["before"]["exports"] != killed["whole"]["exports"]
