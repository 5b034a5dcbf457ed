"""``newstables.duckdb``: every table of the contract with comments, and the marts.

The file is a product of the Parquet partitions: built aside, checkpointed, closed and renamed over
the old one, so that a reader gets the old or the new and is never locked out.
"""

import glob
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.columns import Column, Table
from pipelines.settings import Settings
from pipelines.store.accuracy import card_rows, headline
from pipelines.store.ledger import Ledger
from pipelines.store.marts import read_marts
from pipelines.store.mending import step
from pipelines.store.parquet import clear_scratch, read_whole, scratch
from pipelines.tables import LINKED, TABLES, dictionary_rows

# DuckDB 1.x clients (Superset's driver, the packaged command line) refuse what 2.x writes itself.
STORAGE_VERSION = "v1.2.0"
# Each column of each table fills its own blocks: of 3,075 crime reports (5.4 MB of text) 256 KiB
# gave 38.3 MB, 64 KiB 33.9. Their texts are 1.7 KB, under the 4 KiB from which DuckDB compresses
# strings by zstd; from 512 on, 26.2 to 27.3 MB with 64 KiB and 25.3 to 26.0 with 32 (threads pack
# them differently), 29 with 16. Sentences stay outside it: one would be unpacked with the 2,047
# beside it.
BLOCK_BYTES = 32 * 1024
ZSTD_FROM = 512
# Asked of `mentions`, which hold the same: as a table it took 1.5 of 26 MB.
LINKS = TABLES["mention_entities"]
# Misread years ("1200 block") would make a calendar of 400,000 days.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def quote(text: str) -> str:
    """Return a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table_sql(table: Table) -> str:
    """Return DDL with a comment on the table and on each column.

    No key constraints: a composite key made the file of 730,000 rows five times as large; keys are
    verified by checks.
    """
    columns = ",\n".join(
        f"  {c.name} {c.type}{'' if c.nullable else ' not null'}" for c in table.published_columns
    )
    comments = [f"comment on table {table.name} is {quote(table.description)};"]
    comments += [
        f"comment on column {table.name}.{c.name} is {quote(c.description)};"
        for c in table.published_columns
    ]
    return f"create table {table.name} (\n{columns}\n);\n" + "\n".join(comments)


@step
def build_database(settings: Settings) -> dict[str, int]:
    """Build the database from what is stored; return rows by table and mart.

    Raises:
        CorruptFileError, duckdb.Error: a stored file cannot be read or does not fit the contract;
            the text names it, and the old database stays.
    """
    target = settings.database
    aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    target.parent.mkdir(parents=True, exist_ok=True)
    _delete(aside)
    clear_scratch(settings.parquet)
    try:
        counts = _build(aside, settings)
        if aside.with_name(f"{aside.name}.wal").exists():
            raise RuntimeError(f"{aside} was not checkpointed")  # renamed, it would not open
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        aside.replace(target)
    finally:
        _delete(aside)
    return counts


def _build(aside: Path, settings: Settings) -> dict[str, int]:
    with duckdb.connect(config=scratch(settings.parquet)) as db:
        attach_new(db, aside)
        db.execute("begin")
        counts = _fill(db, settings)
        # Of rows that are not committed no statistics are known: joins of a mart then run in an
        # order that held 14 GB at 6,000 documents instead of 0.7.
        db.execute("commit")
        db.execute("begin")
        create_marts(db)
        counts |= {mart.name: _count(db, mart.name) for mart in read_marts()}
        db.execute("commit")
        db.execute("checkpoint built")
        db.execute("use memory")
        db.execute("detach built")
    return counts


def attach_new(db: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Attach a new file as ``built``, in the form that is published, and use it."""
    db.execute(f"set zstd_min_string_length = {ZSTD_FROM}")
    db.execute(
        f"attach {quote(str(path))} as built"
        f" (storage_version '{STORAGE_VERSION}', block_size {BLOCK_BYTES})"
    )
    db.execute("use built")


def create_marts(db: duckdb.DuckDBPyConnection) -> None:
    """Create every mart, commented: a table where it is stored, else a view; and its table macro.

    Stored are those that took seconds to answer over a million figures.
    """
    for mart in read_marts():
        kind = "table" if mart.is_stored else "view"
        db.execute(f"create {kind} {mart.name} as {mart.select}")
        db.execute(f"comment on {kind} {mart.name} is {quote(mart.description)}")
        for column in mart.columns:
            db.execute(
                f"comment on column {mart.name}.{column.name} is {quote(column.description)}"
            )
        if mart.as_of is not None:
            macro = f"{mart.name}_as_of"
            db.execute(f"create macro {macro}(as_of_day) as table {mart.as_of}")
            note = f"As known on as_of_day, under today's links. {mart.description}"
            db.execute(f"comment on macro table {macro} is {quote(note)}")


def _delete(aside: Path) -> None:
    for path in (aside, aside.with_name(f"{aside.name}.wal")):
        path.unlink(missing_ok=True)


def _fill(db: duckdb.DuckDBPyConnection, settings: Settings) -> dict[str, int]:
    """Create and fill every table; return their row counts."""
    for table in TABLES.values():
        if table is not LINKS:
            db.execute(create_table_sql(table))
    db.register("given", read_whole(settings.parquet, LINKS.name, LINKS.stored_schema))
    db.execute(f"create temp table {LINKS.name} as from given")
    db.unregister("given")
    for table in LINKED:
        if table is not LINKS:
            _insert(db, table, read_whole(settings.parquet, table.name, table.stored_schema))
    with Ledger(settings.ledger) as ledger:
        superseded, rejects = ledger.superseded(), ledger.rejects()
    for table in TABLES.values():
        if table.is_daily:
            _insert_daily(db, table, settings.parquet)
    db.execute(f"drop table {LINKS.name}")
    _create_links(db)
    _complete_documents(db, superseded)
    _insert(
        db,
        TABLES["rejects"],
        pa.Table.from_pylist(rejects, schema=TABLES["rejects"].published_schema),
    )
    _insert_dates(db)
    db.execute(
        "insert into places select entity_id, name, entity_type, country, latitude, longitude,"
        " gazetteer_id from entities where entity_type in ('GPE', 'LOC', 'FAC')"
        " and latitude is not null and longitude is not null order by entity_id"
    )
    rows = [*dictionary_rows(), *(row for mart in read_marts() for row in mart.dictionary_rows())]
    shown = [r | headline(str(r["table_name"]), str(r["column_name"])) for r in rows]
    for name, told in (("accuracy_card", list(card_rows())), ("data_dictionary", shown)):
        table = TABLES[name]
        _insert(db, table, pa.Table.from_pylist(told, schema=table.published_schema))
    return {name: _count(db, name) for name in TABLES}


def _count(db: duckdb.DuckDBPyConnection, name: str) -> int:
    [(count,)] = db.execute(f"select count(*) from {name}").fetchall()
    return int(count)


def _insert(db: duckdb.DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    db.register("given", rows)
    names = ", ".join(c.name for c in table.published_columns)
    db.execute(f"insert into {table.name} by name select {names} from given")
    db.unregister("given")


def _insert_daily(db: duckdb.DuckDBPyConnection, table: Table, root: Path) -> None:
    """Insert all days of a table, with what links add: every ``via`` pointer becomes an entity."""
    if not any((root / table.name).glob("published_on=*/part-0.parquet")):
        return
    joins, selects = [], []
    for column in table.published_columns:
        if column.via is None:
            selects.append(_select(table, column))
            continue
        alias = f"via_{column.name}"
        joins.append(f"left join mention_entities {alias} on {alias}.mention_id = t.{column.via}")
        selects.append(f"{alias}.{column.field} as {column.name}")
    if table.name == "quotations":  # the fullest name that the corpus gives, not only the document
        joins.append("left join entities speaker on speaker.entity_id = via_speaker_id.entity_id")
    order = ", ".join(
        ["t.published_on", "t.document_id"]
        + (["t.start_char", "t.end_char"] if table.has_span else [])
    )
    files = quote(f"{glob.escape(str(root))}/{table.name}/published_on=*/part-0.parquet")
    db.execute(
        f"insert into {table.name} by name select {', '.join(selects)}"
        f" from read_parquet({files}, hive_partitioning = false) t {' '.join(joins)}"
        f" order by {order}"
    )


def _create_links(db: duckdb.DuckDBPyConnection) -> None:
    names = ", ".join(c.name for c in LINKS.published_columns)
    db.execute(f"create view {LINKS.name} as select {names} from mentions where entity_id notnull")
    db.execute(f"comment on view {LINKS.name} is {quote(LINKS.description)}")
    for column in LINKS.published_columns:
        comment = quote(column.description)
        db.execute(f"comment on column {LINKS.name}.{column.name} is {comment}")


def _select(table: Table, column: Column) -> str:
    if (table.name, column.name) == ("quotations", "speaker"):
        return "coalesce(speaker.name, t.speaker) as speaker"
    if column.scope == "published":
        return f"cast(null as {column.type}) as {column.name}"
    return f"t.{column.name}"


def _complete_documents(db: duckdb.DuckDBPyConnection, superseded: list[tuple[str, str]]) -> None:
    """Add to documents what other tables tell: counts, duplicates, later versions."""
    db.execute(
        "update documents d set token_count = s.tokens, sentence_count = s.sentences from ("
        " select document_id, cast(sum(token_count) as integer) as tokens,"
        " cast(count(*) as integer) as sentences from sentences group by document_id) s"
        " where s.document_id = d.document_id"
    )
    db.execute(
        "update documents d set duplicate_of = x.duplicate_of, duplicate_similarity = x.similarity"
        " from document_duplicates x where x.document_id = d.document_id and x.kind = 'copy'"
    )
    if superseded:
        db.executemany(
            "update documents set superseded_by = ? where document_id = ?",
            [(later, earlier) for earlier, later in superseded],
        )


def _insert_dates(db: duckdb.DuckDBPyConnection) -> None:
    """Fill the calendar: whole years, from the first to the last day that a row names.

    Publication days stand in it wherever they lie; others from 1900 to 2100.
    """
    bounds = ["select min(published_on) as low, max(published_on) as high from documents"]
    bounds += [
        f"select min({day}), max({day}) from {table}"
        f" where year({day}) between {FIRST_YEAR} and {LAST_YEAR}"
        for table in ("events", "figures")
        for day in ("starts_on", "ends_on")
    ]
    [(low, high)] = db.execute(
        f"select min(low), max(high) from ({' union all '.join(bounds)})"
    ).fetchall()
    if low is None:
        return
    first, last = date(low.year, 1, 1), date(high.year, 12, 31)
    db.execute(
        "insert into dates select day, year(day), quarter(day), month(day), monthname(day),"
        " strftime(day, '%G-W%V'), dayofmonth(day), isodow(day), dayname(day), isodow(day) > 5"
        " from (select cast(range as date) as day from range(?::timestamp,"
        " ?::timestamp + interval 1 day, interval 1 day)) order by day",
        [first, last],
    )


def tables_and_marts() -> Iterator[tuple[str, str]]:
    """Yield (name, description) of everything the database holds."""
    for table in TABLES.values():
        yield table.name, table.description
    for mart in read_marts():
        yield mart.name, mart.description
