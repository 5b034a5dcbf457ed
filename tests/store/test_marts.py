"""Marts: plain SQL files that fail when they are loaded, not when somebody reads them."""

import re
from graphlib import CycleError

import duckdb
import pytest

from pipelines.store import marts
from pipelines.store.marts import read_marts


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An own folder of SQL files in place of the package's."""
    (tmp_path / "sql").mkdir()
    monkeypatch.setattr(marts, "files", lambda package: tmp_path)
    read_marts.cache_clear()
    yield tmp_path / "sql"
    read_marts.cache_clear()


def test_the_marts_of_the_package():
    found = {mart.name: mart for mart in read_marts()}
    assert {"figures_with_context", "talks_timeline", "prisoner_exchanges"} <= set(found)
    for mart in found.values():
        assert mart.description.endswith(".")
        assert not mart.description.startswith("--")
        assert "documents" in mart.reads
        assert all(column.description.endswith(".") for column in mart.columns)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", column.name) for column in mart.columns)
        assert len({column.name for column in mart.columns}) == len(mart.columns)


def test_mart_leads_back_to_the_article():
    """Each row says where it stands."""
    for mart in read_marts():
        assert {"document_id", "source_uri", "sentence"} <= {c.name for c in mart.columns}


def test_a_column_that_keeps_its_name_keeps_its_description():
    [mart] = [m for m in read_marts() if m.name == "figures_with_context"]
    [column] = [c for c in mart.columns if c.name == "per_side"]
    assert column.description == "Whether the number holds for each of the parties."


BROKEN = [
    ("-- Typo.\nselect valeu from figures", "valeu", "a column that is not there"),
    ("-- Typo.\nselect * from figurs", "figurs", "a table that is not there"),
    ("-- Typo.\nselct 1", "selct", "no SQL"),
    ("-- Type.\nselect is_negated + 1 from events", "BOOLEAN", "types that do not fit"),
]


@pytest.mark.parametrize(("text", "named", "reason"), BROKEN, ids=[row[2] for row in BROKEN])
def test_a_slip_fails_at_once(folder, text, named, reason):
    (folder / "broken.sql").write_text(text, encoding="utf-8")
    with pytest.raises(duckdb.Error, match=named):
        read_marts()


def test_a_mart_may_read_a_mart(folder):
    (folder / "a_last.sql").write_text("-- Last.\nselect * from b_first", encoding="utf-8")
    (folder / "b_first.sql").write_text("-- First.\nselect name from entities;", encoding="utf-8")
    first, last = read_marts()
    assert (first.name, last.name) == ("b_first", "a_last")
    assert (first.reads, last.reads) == ({"entities"}, {"b_first"})
    assert [row["table_name"] for row in last.dictionary_rows()] == ["a_last"]


def test_marts_that_read_each_other(folder):
    (folder / "a.sql").write_text("-- A.\nselect * from b", encoding="utf-8")
    (folder / "b.sql").write_text("-- B.\nselect * from a", encoding="utf-8")
    with pytest.raises(CycleError):
        read_marts()


def test_other_files_are_no_marts(folder):
    (folder / "notes.md").write_text("notes", encoding="utf-8")
    assert read_marts() == ()
