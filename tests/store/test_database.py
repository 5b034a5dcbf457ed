"""``newstables.duckdb``: opens everywhere, explains itself, and is swapped in whole."""

import shutil
import subprocess
import sys
from datetime import date

import duckdb
import pytest

from pipelines.settings import load_settings
from pipelines.store.database import LINKS, build_database, create_table_sql, tables_and_marts
from pipelines.store.linking import write_linked
from pipelines.store.marts import read_marts
from pipelines.store.parquet import day_file, read_whole, whole_file
from pipelines.tables import TABLES


@pytest.fixture(scope="module")
def db(sample):
    with duckdb.connect(str(sample[0] / "newstables.duckdb"), read_only=True) as opened:
        yield opened


def test_storage_version_is_that_of_older_clients(sample):
    """Clients of 1.x refuse a file of 2.x: bytes 12..20 are the version, 65 is v1.2."""
    header = (sample[0] / "newstables.duckdb").read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 65


def test_nothing_stands_beside_it(sample):
    """A stale .wal makes a renamed file unopenable."""
    names = {path.name for path in sample[0].iterdir() if path.name.startswith("newstables")}
    assert names == {"newstables.duckdb"}


def test_every_table_and_mart_is_there_and_commented(db):
    found = dict(
        db.execute(
            "select table_name, comment from duckdb_tables()"
            " union all select view_name, comment from duckdb_views() where not internal"
        ).fetchall()
    )
    assert found == dict(tables_and_marts())


def test_every_column_is_commented(db):
    missing = db.execute(
        "select table_name, column_name from duckdb_columns()"
        " where not internal and (comment is null or comment = '')"
    ).fetchall()
    assert missing == []


@pytest.mark.parametrize("table", [pytest.param(t, id=t.name) for t in TABLES.values()])
def test_columns_are_those_of_the_contract(db, table):
    found = db.execute(
        "select column_name, lower(data_type), is_nullable from duckdb_columns()"
        " where table_name = ? order by column_index",
        [table.name],
    ).fetchall()
    kept = [(c.name, c.type, c.nullable or table is LINKS) for c in table.published_columns]
    assert found == kept  # a view does not say what is never NULL


def test_links_are_those_that_were_stored(sample, db):
    """A view over mentions gives what linking wrote."""
    stored = read_whole(sample[0] / "parquet", LINKS.name, LINKS.stored_schema).to_pylist()
    found = db.sql(f"from {LINKS.name}").to_arrow_table().to_pylist()
    assert len(stored) > 100
    assert sorted(map(str, found)) == sorted(map(str, stored))


def test_comment_with_a_quotation_mark():
    assert "comment on" in create_table_sql(TABLES["rejects"])
    duckdb.connect().execute(
        create_table_sql(TABLES["documents"]).replace("Headline", "Headline''s")
    )


def test_calendar_is_complete(db):
    [(first, last, count, days)] = db.execute(
        "select min(date), max(date), count(*), count(distinct date) from dates"
    ).fetchall()
    assert (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    assert count == days == (last - first).days + 1
    [row] = db.execute("select * from dates where date = '2026-03-15'").fetchall()
    assert row == (
        date(2026, 3, 15), 2026, 1, 3, "March", "2026-W11", 15, 7, "Sunday", True,
    )  # fmt: skip


def test_dictionary_covers_tables_and_marts(db):
    missing = db.execute(
        "select table_name, column_name from duckdb_columns() where not internal"
        " except select table_name, column_name from data_dictionary"
    ).fetchall()
    assert missing == []


def test_counts_of_documents(db):
    [(wrong,)] = db.execute(
        "select count(*) from documents where char_count <> length(text)"
        " or sentence_count is null or token_count < sentence_count"
    ).fetchall()
    assert wrong == 0


def test_marts_hold_no_duplicates_or_superseded(db):
    for mart in read_marts():
        [(wrong,)] = db.execute(
            f"select count(*) from {mart.name} m join documents d using (document_id)"
            " where d.duplicate_of is not null or d.superseded_by is not null"
        ).fetchall()
        assert wrong == 0


def count(settings) -> int:
    """Ask another process: one that holds the old file open sees the old file."""
    code = (
        "import duckdb, sys; db = duckdb.connect(sys.argv[1], read_only=True);"
        "print(db.execute('select count(*) from documents').fetchall()[0][0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(settings.database)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def test_readers_keep_what_they_opened(small, write, run):
    """They are never locked out, and never see half of a publication."""
    with duckdb.connect(str(small.database), read_only=True) as reader:
        before = reader.execute("select count(*) from documents").fetchall()
        write("new.txt", " date 2026-03-11 They met again.")
        run(small)
        assert reader.execute("select count(*) from documents").fetchall() == before == [(2,)]
        assert count(small) == 3


CORRUPT = [
    ("documents", lambda s: day_file(s.parquet, "documents", date(2026, 3, 10)), "a day's file"),
    ("entities", lambda s: whole_file(s.parquet, "entities"), "a whole table"),
]


@pytest.mark.parametrize(("table", "place", "reason"), CORRUPT, ids=[row[2] for row in CORRUPT])
@pytest.mark.parametrize("data", [b"", b"PAR1 no parquet PAR1", b"\0" * 4000])
def test_corrupt_file_is_named_and_made_again(small, caplog, table, place, reason, data):
    place(small).write_bytes(data)
    assert build_database(small)["documents"] == 2
    assert str(place(small)) in caplog.text
    assert count(small) == 2
    assert not list(small.warehouse.glob("*.tmp*"))


def test_build_that_fails_leaves_the_old_database(small, monkeypatch):
    before = small.database.read_bytes()

    def full(settings):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr("pipelines.store.database._insert_dates", full)
        build_database(small)
    assert small.database.read_bytes() == before
    assert build_database(small)["documents"] == 2
    assert not list(small.warehouse.glob("*.tmp*"))


def test_empty_warehouse_has_every_table(empty):
    """Nothing landed yet: a BI tool connects all the same."""
    write_linked(empty)
    counts = build_database(empty)
    assert set(TABLES) <= set(counts)
    assert counts["documents"] == counts["dates"] == counts["figures_with_context"] == 0


def test_lost_database_is_rebuilt_from_what_is_stored(sample_copy):
    with duckdb.connect(str(sample_copy.database), read_only=True) as db:
        before = db.execute("select count(*), sum(char_count) from documents").fetchall()
    sample_copy.database.unlink()
    shutil.rmtree(sample_copy.exports)
    build_database(sample_copy)
    with duckdb.connect(str(sample_copy.database), read_only=True) as db:
        assert db.execute("select count(*), sum(char_count) from documents").fetchall() == before


@pytest.mark.parametrize("name", ["it's news", "news [2026]", "news*", "новости", "a{b,c}", "100%"])
def test_folder_of_any_name(empty, write, run, name):
    """Quotation marks and glob signs in a path are neither SQL nor patterns."""
    write("met.txt", " date 2026-03-10 They met in Rome.")
    settings = load_settings(inbox=empty.inbox, warehouse=empty.warehouse / name, now=empty.now)
    run(settings)
    assert count(settings) == 1
