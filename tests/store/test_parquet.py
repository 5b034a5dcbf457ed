"""Partitions: a reader gets the old file or the new one, never half of one."""

import os
import subprocess
import sys
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from pipelines.store import parquet
from pipelines.store.parquet import (
    SPILL,
    CorruptFileError,
    clear_scratch,
    day_file,
    days_with,
    read_between,
    read_column,
    read_day,
    read_rows,
    read_whole,
    replace_file,
    replace_text,
    scan_days,
    scratch,
    split_days,
    sweep,
    whole_file,
    write_days,
)

DAY = date(2026, 3, 10)
SCHEMA = pa.schema([("published_on", pa.date32()), ("n", pa.int64())])


def rows(*numbers: int, day: date = DAY) -> pa.Table:
    return pa.table({"published_on": [day] * len(numbers), "n": numbers}, schema=SCHEMA)


def test_places(tmp_path):
    """DuckDB, pandas and polars read these as hive partitions."""
    assert day_file(tmp_path, "t", DAY) == tmp_path / "t" / "published_on=2026-03-10/part-0.parquet"
    assert whole_file(tmp_path, "t") == tmp_path / "t" / "part-0.parquet"


def test_a_partition_is_replaced_whole(tmp_path):
    path = day_file(tmp_path, "t", DAY)
    replace_file(path, rows(1, 2, 3))
    replace_file(path, rows(4))
    assert read_day(tmp_path, "t", DAY, SCHEMA).column("n").to_pylist() == [4]
    assert [p.name for p in path.parent.iterdir()] == ["part-0.parquet"]


def test_same_rows_same_bytes(tmp_path):
    replace_file(tmp_path / "a", rows(1, 2))
    replace_file(tmp_path / "b", rows(1, 2))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_fault_while_writing_leaves_the_old_file(tmp_path, monkeypatch):
    path = day_file(tmp_path, "t", DAY)
    replace_file(path, rows(1))

    def half_written(table, out, **options):
        out.write(b"PAR1")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet.pq, "write_table", half_written)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, rows(2))
    monkeypatch.undo()
    assert read_day(tmp_path, "t", DAY, SCHEMA).column("n").to_pylist() == [1]
    assert [p.name for p in path.parent.iterdir()] == ["part-0.parquet"]


def test_file_that_is_no_parquet_is_named(tmp_path):
    path = day_file(tmp_path, "t", DAY)
    replace_file(path, rows(1))
    path.write_bytes(b"junk")
    with pytest.raises(CorruptFileError, match=r"t/published_on=2026-03-10/part-0\.parquet: "):
        read_day(tmp_path, "t", DAY, SCHEMA)


def test_sweep_takes_what_a_killed_process_left(tmp_path):
    """Another one that still writes keeps its file."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    replace_file(day_file(tmp_path, "t", DAY), rows(1))
    replace_text(tmp_path / "notes.txt", "kept")
    gone = [
        tmp_path / f"part-0.parquet.{dead.pid}.tmp",
        tmp_path / f"newstables.duckdb.{dead.pid}.tmp",
        tmp_path / f"newstables.duckdb.{dead.pid}.tmp.wal",
    ]
    kept = [tmp_path / f"part-0.parquet.{os.getpid()}.tmp", tmp_path / "part-0.parquet.1.tmp"]
    for path in gone + kept:
        path.write_bytes(b"half")
    (tmp_path / "a folder.tmp").mkdir()
    assert sweep(tmp_path) == 3
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in kept)
    assert sweep(tmp_path) == 0
    assert read_day(tmp_path, "t", DAY, SCHEMA).num_rows == 1


def test_day_that_was_not_processed_is_empty(tmp_path):
    assert read_day(tmp_path, "t", DAY, SCHEMA).schema == SCHEMA
    assert read_whole(tmp_path, "t", SCHEMA).num_rows == 0
    assert days_with(tmp_path, "t") == set()
    assert list(scan_days(tmp_path, "t", ["n"])) == []


def test_empty_file_means_processed_and_nothing_found(tmp_path):
    replace_file(day_file(tmp_path, "t", DAY), rows())
    assert days_with(tmp_path, "t") == {DAY}


def test_days_are_scanned_in_order(tmp_path):
    for day in (11, 9, 10):
        replace_file(day_file(tmp_path, "t", date(2026, 3, day)), rows(day))
    assert [row["n"] for row in scan_days(tmp_path, "t", ["n"])] == [9, 10, 11]


def test_split_gives_a_day_without_rows_too(tmp_path):
    """Else the rows of an earlier version would stay."""
    other = date(2026, 3, 11)
    found = dict(split_days(pa.concat_tables([rows(1), rows(2)]), [DAY, other]))
    assert found[DAY].column("n").to_pylist() == [1, 2]
    assert found[other].num_rows == 0


@pytest.fixture
def grouped(tmp_path, monkeypatch):
    """A day of ten rows in groups of three, so that a part of it can be read alone."""
    monkeypatch.setattr(parquet, "_group_rows", lambda found: 3)
    replace_file(day_file(tmp_path, "t", DAY), rows(*range(10)))
    return tmp_path


PARTS = [(0, 3), (0, 10), (3, 6), (2, 4), (5, 10), (9, 10), (4, 4), (10, 12)]


@pytest.mark.parametrize(("first", "last"), PARTS)
def test_part_of_a_day(grouped, first, last):
    found = read_rows(grouped, "t", DAY, SCHEMA, first, last)
    assert found["n"].to_pylist() == list(range(10))[first:last]


def test_part_of_a_day_is_all_that_is_read(grouped, monkeypatch):
    """Two hundred workers would else read a day of fifty thousand articles each."""
    asked = []
    real = parquet.pq.ParquetFile.read_row_groups

    def watched(self, groups, *arguments, **options):
        asked.append(list(groups))
        return real(self, groups, *arguments, **options)

    monkeypatch.setattr(parquet.pq.ParquetFile, "read_row_groups", watched)
    read_rows(grouped, "t", DAY, SCHEMA, 4, 7)
    assert asked == [[1, 2]]


def test_rows_between(grouped):
    found = read_between(grouped, "t", DAY, SCHEMA, "n", (4, 6))
    assert found["n"].to_pylist() == [4, 5, 6]


def test_column(grouped):
    assert read_column(grouped, "t", DAY, "n") == list(range(10))


def test_day_that_is_not_there(tmp_path):
    assert read_rows(tmp_path, "t", DAY, SCHEMA, 0, 5).num_rows == 0
    assert read_between(tmp_path, "t", DAY, SCHEMA, "n", (0, 5)).num_rows == 0
    assert read_column(tmp_path, "t", DAY, "n") == []


def test_part_of_a_broken_file_names_it(tmp_path):
    path = day_file(tmp_path, "t", DAY)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PAR1 no parquet PAR1")
    for read in (
        lambda: read_rows(tmp_path, "t", DAY, SCHEMA, 0, 5),
        lambda: read_between(tmp_path, "t", DAY, SCHEMA, "n", (0, 5)),
        lambda: read_column(tmp_path, "t", DAY, "n"),
    ):
        with pytest.raises(CorruptFileError, match=r"part-0\.parquet"):
            read()


def test_days_are_written_part_by_part(tmp_path):
    """In order of the parts; an empty one is a day where nothing was found."""
    other, bare = date(2026, 3, 11), date(2026, 3, 12)
    parts = [
        (DAY, rows(1, 2)),
        (DAY, rows(3)),
        (other, rows(4, day=other)),
        (bare, SCHEMA.empty_table()),
    ]
    assert write_days(tmp_path, "t", SCHEMA, iter(parts)) == 4
    assert read_day(tmp_path, "t", DAY, SCHEMA)["n"].to_pylist() == [1, 2, 3]
    assert read_day(tmp_path, "t", other, SCHEMA)["n"].to_pylist() == [4]
    assert read_day(tmp_path, "t", bare, SCHEMA).num_rows == 0
    assert days_with(tmp_path, "t") == {DAY, other, bare}


def test_days_that_fail_half_way_keep_the_old_file(tmp_path):
    replace_file(day_file(tmp_path, "t", DAY), rows(9))

    def parts():
        yield DAY, rows(1)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_days(tmp_path, "t", SCHEMA, parts())
    assert read_day(tmp_path, "t", DAY, SCHEMA)["n"].to_pylist() == [9]
    assert len(list(day_file(tmp_path, "t", DAY).parent.iterdir())) == 1


def test_what_does_not_fit_into_memory_goes_to_the_warehouse(tmp_path, monkeypatch):
    """Not to a folder in whatever place the command was given in; a killed build's goes later."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parquet").mkdir()
    with duckdb.connect(config=scratch(tmp_path / "parquet")) as db:
        db.execute("set memory_limit = '60MB'")
        db.execute("set threads = 1")
        db.execute("create table t as select md5(range::varchar) as a from range(2000000)")
        assert list((tmp_path / "parquet" / SPILL).iterdir())
        assert not (tmp_path / ".tmp").exists()
    clear_scratch(tmp_path / "parquet")
    assert not (tmp_path / "parquet" / SPILL).exists()
