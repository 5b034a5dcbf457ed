"""The whole pipeline as a user runs it: the sample in, the warehouse out, twice, in any order."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.settings import PROJECT_ROOT
from pipelines.store.query import connect
from pipelines.tables import TABLES

ARTICLES = PROJECT_ROOT / "seeds" / "articles"
NOW = "2026-07-01T12:00:00"


def hashes(warehouse: Path) -> dict[str, str]:
    """Return the hash of every export."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((warehouse / "exports").iterdir())
    }


def test_summary(sample):
    """Rows per table, rejects by reason, time, where the outputs are, one line to try."""
    out = sample[1].stdout
    for words in ("documents", "figures_with_context", "future_dated", "newstables.duckdb"):
        assert words in out
    assert "18 publication days processed" in out
    assert "exports" in out
    assert "newstables sql" in out


def test_the_line_to_try_works(sample, newstables):
    [line] = [x for x in sample[1].stdout.splitlines() if x.startswith("try")]
    query = line.split('"')[1]
    done = newstables("sql", "--warehouse", sample[0], query)
    assert done.returncode == 0, done.stderr


def test_nothing_but_progress_on_stderr(sample):
    """Plain lines where the output is no terminal."""
    assert "Traceback" not in sample[1].stderr
    assert "\x1b" not in sample[1].stdout + sample[1].stderr


def test_documents_and_rejects_of_the_sample(sample_settings):
    with connect(sample_settings) as db:
        [(documents,)] = db.execute("select count(*) from documents").fetchall()
        rejects = dict(db.execute("select uri, reason from rejects").fetchall())
    assert documents == 18
    assert rejects == {
        "empty.txt": "empty",
        "scan.txt": "not_text",
        "undated-note.txt": "undated",
        "2031-05-14-future-date.txt": "future_dated",
    }


def test_every_file_has_one_outcome(sample_settings):
    with connect(sample_settings) as db:
        uris = db.execute("select uri from documents union all select uri from rejects").fetchall()
    assert sorted(u for (u,) in uris) == sorted(p.name for p in ARTICLES.iterdir())


SPANS = [t for t in TABLES.values() if t.has_span]


@pytest.mark.parametrize("table", [pytest.param(t, id=t.name) for t in SPANS])
def test_span_is_text(sample, table):
    """``text[start_char:end_char]`` equals the row's text, for every row, counted by Python."""
    texts = {
        row["document_id"]: row["text"]
        for row in pq.read_table(sample[0] / "exports" / "documents.parquet").to_pylist()
    }
    for row in pq.read_table(sample[0] / "exports" / f"{table.name}.parquet").to_pylist():
        assert 0 <= row["start_char"] < row["end_char"] <= len(texts[row["document_id"]])
        if "text" in row:
            assert texts[row["document_id"]][row["start_char"] : row["end_char"]] == row["text"]


@pytest.mark.parametrize("table", [pytest.param(t, id=t.name) for t in TABLES.values()])
def test_closed_columns_hold_allowed_values(sample, table):
    rows = pq.read_table(sample[0] / "exports" / f"{table.name}.parquet")
    for column in table.published_columns:
        if column.allowed:
            assert set(rows[column.name].to_pylist()) - {None} <= set(column.allowed)
        if not column.nullable:
            assert rows[column.name].null_count == 0


def test_extracted_tables_are_filled(sample):
    """The sample tells something for each of them."""
    names = [t.name for t in TABLES.values() if t.layer == "extracted"]
    empty = [
        name
        for name in names
        if not pq.read_metadata(sample[0] / "exports" / f"{name}.parquet").num_rows
    ]
    assert empty == []


def test_second_run_changes_no_byte(sample_copy, newstables):
    before = hashes(sample_copy.warehouse)
    done = newstables("run", ARTICLES, "--warehouse", sample_copy.warehouse)  # a later clock, too
    assert done.returncode == 0, done.stderr
    assert "nothing new" in done.stdout
    assert hashes(sample_copy.warehouse) == before


def test_fresh_warehouse_from_other_order_gives_the_same_bytes(sample, newstables, tmp_path):
    """Files written in reverse, with other times, in another folder, by two processes."""
    inbox = tmp_path / "elsewhere"
    inbox.mkdir()
    for number, path in enumerate(sorted(ARTICLES.iterdir(), reverse=True)):
        shutil.copyfile(path, inbox / path.name)
        os.utime(inbox / path.name, (10**9 + number, 10**9 + number))
    done = newstables(
        "run", inbox, "--warehouse", tmp_path / "warehouse", "--now", NOW, "--jobs", "2"
    )
    assert done.returncode == 0, done.stderr
    assert hashes(tmp_path / "warehouse") == hashes(sample[0])


# A fault in the middle of a run: the process is gone between two steps, as in a power cut.
KILL = """
import os, sys
import pipelines.store.{module} as module
def gone(*arguments, **options):
    os._exit(9)
module.{function} = gone
sys.argv = ["newstables", *{arguments!r}]
from pipelines.cli import main
main()
"""
STEPS = [
    ("landing", "land", "while landing"),
    ("units", "to_arrow", "while extracting"),
    ("database", "_complete_documents", "while building the database"),
    ("exports", "replace_text", "before the last export"),
]


@pytest.fixture
def killed(sample_copy, tmp_path):
    """Return a function that runs over a new article and dies at a step, and the way to go on."""
    inbox = tmp_path / "inbox"
    shutil.copytree(ARTICLES, inbox)
    (inbox / "new.txt").write_text(" date 2026-06-20 They met in Oslo again.", encoding="utf-8")
    arguments = ["run", str(inbox), "--warehouse", str(sample_copy.warehouse), "--now", NOW]

    def run(module: str, function: str) -> list[str]:
        code = KILL.format(module=module, function=function, arguments=arguments)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode == 9
        return arguments

    return run


def documents_in(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as db:
        return db.execute("select count(*) from documents").fetchall()[0][0]


@pytest.mark.parametrize(("module", "function", "reason"), STEPS, ids=[row[2] for row in STEPS])
def test_killed_run_leaves_the_last_good_warehouse(killed, sample_copy, module, function, reason):
    """The database opens and holds what it held, or all of what is new."""
    killed(module, function)
    assert documents_in(sample_copy.database) == (19 if module == "exports" else 18)


def test_next_run_goes_on_where_a_killed_one_stopped(killed, sample_copy, newstables):
    """Nothing is lost, nothing doubles, nothing is left aside."""
    arguments = killed("database", "_complete_documents")
    done = newstables(*arguments)
    assert done.returncode == 0, done.stderr
    assert documents_in(sample_copy.database) == 19
    assert not [p for p in sample_copy.warehouse.rglob("*.tmp*") if ".dagster" not in p.parts]
