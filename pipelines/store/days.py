"""A day's documents -> its parses -> its tables, for any set of days, in units of bounded size."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.extract.version import VERSION
from pipelines.parse.engines import kept_workers, map_units
from pipelines.settings import Settings
from pipelines.store.landing import FAILED_UNDER, LANDED, landed, remove
from pipelines.store.ledger import Ledger
from pipelines.store.mending import step
from pipelines.store.parquet import day_file, replace_file, row_count, split_days, write_days
from pipelines.store.pending import code_version
from pipelines.store.progress import report
from pipelines.store.units import (
    FAILED,
    FAILED_SCHEMA,
    PARSE_SCHEMA,
    PARSES,
    Done,
    Unit,
    extract_unit,
    give_up,
    halves,
    load_for,
    new_unit,
    parse_unit,
)
from pipelines.tables import DAILY, EXTRACTED

UNIT_DOCUMENTS = 256
WAVE_DOCUMENTS = 4_096


@step
def write_documents(settings: Settings, days: Iterable[date]) -> dict[str, int]:
    """Publish the landed documents of the days; return rows by table."""
    days = list(days)
    with Ledger(settings.ledger) as ledger, ledger.transaction():
        ledger.take(days)
        gone = ledger.gone()
    count = 0
    for day in days:
        rows = _under_these_rules(landed(settings, day, gone))
        replace_file(day_file(settings.parquet, "documents", day), rows)
        count += rows.num_rows
    return {"documents": count}


def _under_these_rules(rows: pa.Table) -> pa.Table:
    """Return documents with the version of the rules that read them now."""
    version = pa.array([VERSION] * rows.num_rows, pa.string())
    place = rows.schema.get_field_index("extractor_version")
    return rows.set_column(place, rows.schema.field(place), version)


@step
def write_parses(settings: Settings, days: Iterable[date]) -> dict[str, int]:
    """Parse the documents of the days that have no parse by this model; return rows by table.

    A document that the parser fails on becomes a reject (extraction_failed).
    """
    count, days = 0, list(days)
    total = _document_count(settings, days)
    for wave, planned in _waves(settings, days, "parse"):
        units = _run(settings, "parse", planned, parse_unit, total)
        parts = _parts(units, PARSES, PARSE_SCHEMA, wave)
        count += write_days(settings.parquet, PARSES, PARSE_SCHEMA, parts)
        _fail(settings, _failed(units), wave)
        _clear(units)
    return {PARSES: count}


@step
def write_extracted(settings: Settings, days: Iterable[date]) -> dict[str, int]:
    """Run the extractors over the parses of the days; return rows by table.

    A document whose extraction raises, takes too long or kills its worker becomes a reject
    (extraction_failed), and the rest goes on.
    """
    counts: dict[str, int] = dict.fromkeys((t.name for t in EXTRACTED), 0)
    days = list(days)
    total = _document_count(settings, days)
    for wave, planned in _waves(settings, days, "extract"):
        units = _run(settings, "extract", planned, extract_unit, total)
        _fail(settings, _failed(units), wave)
        for table in EXTRACTED:
            schema = table.stored_schema
            parts = _parts(units, table.name, schema, wave)
            counts[table.name] += write_days(settings.parquet, table.name, schema, parts)
        _clear(units)
        with Ledger(settings.ledger) as ledger, ledger.transaction():
            ledger.finish(wave, code_version(settings))
    return counts


def process_days(settings: Settings, days: Iterable[date]) -> dict[str, dict[date, int]]:
    """Do all of the above for days that need not be contiguous; return rows by table and day."""
    days = sorted(days)
    write_documents(settings, days)
    with kept_workers():
        write_parses(settings, days)
        write_extracted(settings, days)
    return row_counts(settings, days)


def row_counts(settings: Settings, days: Iterable[date]) -> dict[str, dict[date, int]]:
    """Return how many rows each daily table holds for each of the days."""
    tables = [t.name for t in DAILY] + [PARSES]
    return {
        table: {
            day: row_count(path)
            for day in days
            if (path := day_file(settings.parquet, table, day)).exists()
        }
        for table in tables
    }


def _waves(
    settings: Settings, days: Iterable[date], task: str
) -> Iterator[tuple[list[date], list[Unit]]]:
    """Yield days in waves of bounded size, each with its units."""
    wave: list[date] = []
    pieces: list[tuple[date, int, int]] = []
    held, enough = 0, max(WAVE_DOCUMENTS, 2 * UNIT_DOCUMENTS * settings.jobs)
    for day in sorted(days):
        count = row_count(day_file(settings.parquet, "documents", day))
        pieces += [
            (day, a, min(a + UNIT_DOCUMENTS, count)) for a in range(0, count, UNIT_DOCUMENTS)
        ]
        wave.append(day)
        held += count
        if held >= enough:
            yield wave, list(_units(settings, pieces, task))
            wave, pieces, held = [], [], 0
    if wave:
        yield wave, list(_units(settings, pieces, task))


def _units(settings: Settings, pieces: list[tuple[date, int, int]], task: str) -> Iterator[Unit]:
    group: list[tuple[date, int, int]] = []
    size = 0
    share = sum(b - a for _, a, b in pieces) / max(1, settings.jobs)

    def unit() -> Unit:
        seconds = settings.document_seconds
        return new_unit(settings.parquet, group, settings.models, task, seconds)

    for piece in pieces:
        group.append(piece)
        size += piece[2] - piece[1]
        if size >= min(UNIT_DOCUMENTS, max(16, share / 2)):
            yield unit()
            group, size = [], 0
    if group:
        yield unit()


def _document_count(settings: Settings, days: Iterable[date]) -> int:
    return sum(row_count(day_file(settings.parquet, "documents", day)) for day in days)


def _run(
    settings: Settings,
    stage: str,
    units: list[Unit],
    function: Callable[[Unit], Done],
    total: int,
) -> list[Unit]:
    """Do the units; return those whose files are there, in order: some may have been halved.

    The ledger knows while it goes on. Where an earlier run ended in the middle of it, one of the
    documents may have been the reason: each unit is done in a process of its own, in which it is
    found.
    """
    state = f"under way: {stage}"
    done = []
    with Ledger(settings.ledger) as ledger:
        is_careful = bool(ledger.get(state))
        ledger.put(state, str(os.getpid()))
        try:
            for unit, count in map_units(
                function,
                units,
                settings.jobs,
                cluster=settings.cluster,
                halves=halves,
                give_up=give_up,
                ready=partial(load_for, stage, settings.models),
                is_careful=is_careful,
            ):
                done.append(unit)
                report(stage, count, total)
        finally:  # an error is no death: it comes here
            with contextlib.suppress(sqlite3.Error):  # a full disk
                ledger.put(state, "")
    return done


def _parts(
    units: list[Unit], table: str, schema: pa.Schema, days: Iterable[date]
) -> Iterator[tuple[date, pa.Table]]:
    """Yield (day, rows) of one table from the units' files, in order; empty ones for bare days."""
    bare = set(days)
    for unit in units:
        told = dict.fromkeys(day for day, _, _ in unit.pieces)
        bare.difference_update(told)
        yield from split_days(_rows_of(unit, table, schema), told)
    for day in sorted(bare):
        yield day, schema.empty_table()


def _rows_of(unit: Unit, table: str, schema: pa.Schema) -> pa.Table:
    return pq.ParquetFile(unit.folder / f"{table}.parquet").read().cast(schema)


def _failed(units: list[Unit]) -> list[dict[str, str]]:
    return [row for unit in units for row in _rows_of(unit, FAILED, FAILED_SCHEMA).to_pylist()]


def _clear(units: list[Unit]) -> None:
    for unit in units:
        for path in unit.folder.glob("*"):
            path.unlink()
        unit.folder.rmdir()
    with contextlib.suppress(OSError):  # another run's units may lie there
        for unit in units[:1]:
            unit.folder.parent.rmdir()
            unit.folder.parent.parent.rmdir()


def _fail(settings: Settings, failed: list[dict[str, str]], days: list[date]) -> None:
    """Make rejects of documents. The ledger first: what it calls gone is never published again."""
    if not failed:
        return
    with Ledger(settings.ledger) as ledger, ledger.transaction():
        for row in failed:
            ledger.fail(row["document_id"], row["detail"])
        ledger.put(FAILED_UNDER, code_version(settings))
    ids = {row["document_id"] for row in failed}
    for day in days:
        for table in ("documents", LANDED):
            remove(settings, day, ids, table)
