"""Questions: read-only, and out of reach of everything but the database."""

import duckdb
import pytest

import pipelines
from pipelines.settings import load_settings
from pipelines.store.query import NoWarehouseError, connect, names, read_relation

FORBIDDEN = [
    "insert into rejects values ('x', 'empty', null, now(), 0)",
    "drop table documents",
    "create table t as select 1",
    "copy documents to '/tmp/stolen.csv'",
    "select * from read_csv('/etc/passwd')",
    "from '/etc/passwd'",
    "attach '/tmp/other.duckdb'",
    "install httpfs",
    "set enable_external_access = true",
    "update documents set title = 'x'",
]


@pytest.mark.parametrize("query", FORBIDDEN)
def test_forbidden(sample_settings, query):
    with connect(sample_settings) as db, pytest.raises(duckdb.Error):
        db.execute(query)


def test_names_are_tables_and_marts(sample_settings):
    assert {"documents", "figures_with_context"} <= set(names(sample_settings))


def test_relation(sample_settings):
    rows = read_relation(sample_settings, "rejects")
    assert sorted(rows["reason"].to_pylist()) == ["empty", "future_dated", "not_text", "undated"]


@pytest.mark.parametrize("name", ["nothing", "rejects; drop table rejects", 'a"b'])
def test_unknown_relation_lists_what_there_is(sample_settings, name):
    with pytest.raises(ValueError, match=r"there are: .*documents"):
        read_relation(sample_settings, name)


def test_no_warehouse_says_how_to_make_one(tmp_path):
    with pytest.raises(NoWarehouseError, match="newstables run"):
        connect(load_settings(warehouse=tmp_path))


def test_read_table_for_notebooks(sample):
    frame = pipelines.read_table("documents", sample[0])
    assert len(frame) == 18
    assert str(frame["published_on"].iloc[0])[:4] == "2026"
