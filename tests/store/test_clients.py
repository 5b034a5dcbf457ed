"""The DuckDB file as others open it: an old client, and readers while it is built again."""

import json
import subprocess
import sys
import time

import duckdb
import pytest

from pipelines.settings import PROJECT_ROOT
from pipelines.store.database import build_database, tables_and_marts
from pipelines.store.marts import read_marts

OLD = PROJECT_ROOT / ".venv" / "duckdb1"
#: Superset, Metabase's and Grafana's drivers and the packaged command line are 1.x.
LOOK = """
import duckdb, json, sys
db = duckdb.connect(sys.argv[1], read_only=True)
names = json.loads(sys.argv[2])
print(json.dumps({
    "version": duckdb.__version__,
    "counts": {n: db.execute(f"select count(*) from {n}").fetchone()[0] for n in names},
    "texts": db.execute("select count(*), sum(length(text)), max(text) from documents").fetchone(),
    "comments": db.execute("select count(*) from duckdb_columns() where not internal"
        " and comment is null").fetchone()[0],
    "as_of": db.execute("select count(*) from prisoner_exchanges_as_of(date '2026-03-13')")
        .fetchone()[0],
}))
"""


@pytest.fixture(scope="module")
def old_client():
    """Return the newest DuckDB 1.x from PyPI, in an environment of its own."""
    found = [p for p in (OLD / "bin" / "python", OLD / "Scripts" / "python.exe") if p.exists()]
    if not found:
        pytest.fail(
            f"there is no DuckDB 1.x in {OLD}: `make test` puts the newest one there from PyPI,"
            " which needs a network once; by hand: `make .venv/duckdb1/installed`"
        )
    return found[0]


def test_newest_1x_client_sees_what_2x_sees(old_client, sample):
    path = str(sample[0] / "newstables.duckdb")
    names = [name for name, _ in tables_and_marts()]
    told = []
    for python in (old_client, sys.executable):
        look = LOOK if python == old_client else LOOK.replace("fetchone()", "fetchall()[0]")
        done = subprocess.run(
            [python, "-c", look, path, json.dumps(names)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told.append(json.loads(done.stdout))
    versions = [answer.pop("version") for answer in told]
    assert versions[0].startswith("1.")
    assert versions[1] == duckdb.__version__ >= "2"
    assert told[0] == told[1]
    assert told[0]["comments"] == 0
    assert told[0]["counts"]["prisoner_exchanges"] > 0


def test_old_client_reads_every_row_of_every_mart(old_client, sample):
    """A view whose SQL an old client cannot bind, or a block that it cannot unpack, fails here."""
    code = (
        "import duckdb, sys; db = duckdb.connect(sys.argv[1], read_only=True);"
        "[db.execute(f'select * from {name}').fetchall() for name in sys.argv[2:]]"
    )
    names = [mart.name for mart in read_marts()]
    done = subprocess.run(
        [old_client, "-c", code, sample[0] / "newstables.duckdb", *names],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


READER = """
import duckdb, pathlib, sys
while not pathlib.Path(sys.argv[2]).exists():
    with duckdb.connect(sys.argv[1], read_only=True) as db:
        print(*db.execute("select (select count(*) from documents),"
            " (select count(distinct document_id) from sentences),"
            " (select sum(document_count) from coverage_daily)").fetchall()[0], flush=True)
"""


def test_readers_get_old_or_new_and_never_half(small, write, run, tmp_path):
    """A process that opens the file again and again, while it is built again and again."""
    end = tmp_path / "end"
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(small.database), str(end)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        for _ in range(2):
            build_database(small)
        write("new.txt", " date 2026-03-11 They met again.")
        run(small)
        for _ in range(2):
            build_database(small)
        time.sleep(0.5)
    finally:
        end.touch()
        shown, errors = reader.communicate(timeout=60)
    assert reader.returncode == 0, errors
    seen = [tuple(map(int, line.split())) for line in shown.splitlines()]
    assert set(seen) == {(2, 2, 2), (3, 3, 3)}
    assert seen == sorted(seen)
    assert len(seen) > 10
