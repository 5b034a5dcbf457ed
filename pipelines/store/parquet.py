"""Parquet: ``<table>/published_on=YYYY-MM-DD/part-0.parquet``, or ``<table>/part-0.parquet``.

A file is written aside, synced and renamed, so that a reader gets the old one or the new one. An
empty file means "processed, nothing found". What a row means does not belong here.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

TEMPORARY = ".tmp"
SPILL = "_spill"
ROW_GROUP_BYTES = 4 * 2**20  # before compression; a worker reads a part of a day, not all of it
UNITS = "_units"  # folder of what workers write, until a day is complete


_CHECKED = ds.ParquetFileFormat(
    default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True)
)


class CorruptFileError(ValueError):
    """A stored file that cannot be read; its text names the file."""


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Yield where to write; the file takes the place of ``path`` at the end, or is deleted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def replace_file(path: Path, rows: pa.Table) -> None:
    """Write ``rows`` to ``path`` atomically (zstd, with checksums: a bit that flips is noticed)."""
    with written_aside(path) as aside, aside.open("wb") as out:
        pq.write_table(
            rows,
            out,
            compression="zstd",
            write_page_checksum=True,
            row_group_size=_group_rows(rows),
        )
        out.flush()
        os.fsync(out.fileno())


def write_days(
    root: Path, table: str, schema: pa.Schema, parts: Iterable[tuple[date, pa.Table]]
) -> int:
    """Write a daily table's files from parts in the order of their days; return how many rows.

    A part is held at a time: a day may be larger than memory. Each file is written as
    ``replace_file`` does it; days without a part are not touched.
    """
    count = 0
    for day, of_day in groupby(parts, key=lambda part: part[0]):
        with written_aside(day_file(root, table, day)) as aside, aside.open("wb") as out:
            with pq.ParquetWriter(
                out, schema, compression="zstd", write_page_checksum=True
            ) as writer:
                for _, rows in of_day:
                    count += rows.num_rows
                    writer.write_table(rows, row_group_size=_group_rows(rows))
            out.flush()
            os.fsync(out.fileno())
    return count


def _group_rows(rows: pa.Table) -> int:
    return max(128, ROW_GROUP_BYTES * rows.num_rows // max(1, rows.nbytes))


def replace_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write ``text`` to ``path`` atomically."""
    with written_aside(path) as aside:
        aside.write_text(text, encoding=encoding, newline="\n")


def sweep(folder: Path) -> int:
    """Delete what killed processes left aside; return how many files.

    A file is named after the process that writes it: one that still runs keeps its own.
    """
    left = [
        path
        for path in (*folder.rglob(f"*{TEMPORARY}"), *folder.rglob(f"*{TEMPORARY}.wal"))
        if path.is_file() and not _is_running(path.name.split(TEMPORARY)[0].rpartition(".")[2])
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def sweep_units(folder: Path) -> int:
    """Delete the folders of units that killed processes left; return how many.

    Each driver has a folder named after it. One of this process's name is from an earlier process
    of the same number: what this one makes, it makes later.
    """
    left = [p for p in folder.glob("*") if p.name == str(os.getpid()) or not _is_running(p.name)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def day_file(root: Path, table: str, day: date) -> Path:
    """Return the file that holds one table's rows for one day."""
    return root / table / f"published_on={day.isoformat()}" / "part-0.parquet"


def whole_file(root: Path, table: str) -> Path:
    """Return the file of a table that is not partitioned."""
    return root / table / "part-0.parquet"


def read_day(root: Path, table: str, day: date, schema: pa.Schema) -> pa.Table:
    """Return one table's rows for one day; none where the day was not processed."""
    path = day_file(root, table, day)
    if not path.exists():
        return schema.empty_table()
    return _read(path, schema)


def read_rows(
    root: Path, table: str, day: date, schema: pa.Schema, first: int, last: int
) -> pa.Table:
    """Return the rows from ``first`` to one before ``last`` of one table's day, and read no more.

    Raises:
        CorruptFileError: the file cannot be read.
    """
    path = day_file(root, table, day)
    if not path.exists():
        return schema.empty_table()
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            groups, start, before = [], 0, 0
            for group in range(file.num_row_groups):
                end = start + file.metadata.row_group(group).num_rows
                if end <= first:
                    before = end
                elif start < last:
                    groups.append(group)
                start = end
            rows = file.read_row_groups(groups) if groups else file.schema_arrow.empty_table()
        return _widened(rows.slice(first - before, last - first), schema).cast(schema)
    except (pa.ArrowException, OSError) as error:
        raise CorruptFileError(f"{path}: {error}") from None


def read_column(root: Path, table: str, day: date, column: str) -> list[object]:
    """Return one column of one table's day; nothing where the day was not processed.

    Raises:
        CorruptFileError: the file cannot be read.
    """
    path = day_file(root, table, day)
    if not path.exists():
        return []
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            return list(file.read([column])[column].to_pylist())
    except (pa.ArrowException, OSError) as error:
        raise CorruptFileError(f"{path}: {error}") from None


def read_between(
    root: Path, table: str, day: date, schema: pa.Schema, column: str, bounds: tuple[str, str]
) -> pa.Table:
    """Return the rows of one table's day whose column lies within the bounds.

    Groups of rows that hold none of them, by their statistics, are not read.

    Raises:
        CorruptFileError: the file cannot be read.
    """
    path = day_file(root, table, day)
    if not path.exists():
        return schema.empty_table()
    low, high = bounds
    try:
        field = ds.field(column)
        rows = ds.dataset(str(path), format=_CHECKED).to_table(
            filter=(field >= low) & (field <= high), use_threads=False
        )
        return _widened(rows, schema).cast(schema)
    except (pa.ArrowException, OSError) as error:
        raise CorruptFileError(f"{path}: {error}") from None


def read_whole(root: Path, table: str, schema: pa.Schema) -> pa.Table:
    """Return a table that is not partitioned; empty where it was never written."""
    path = whole_file(root, table)
    return _read(path, schema) if path.exists() else schema.empty_table()


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    try:
        rows = pq.ParquetFile(path, page_checksum_verification=True).read()
        return _widened(rows, schema).cast(schema)
    except (pa.ArrowException, OSError) as error:
        raise CorruptFileError(f"{path}: {error}") from None


def check_file(path: Path) -> None:
    """Read a file to its end, batch by batch.

    Raises:
        CorruptFileError: it cannot be read.
    """
    try:
        for _ in pq.ParquetFile(path, page_checksum_verification=True).iter_batches(8192):
            pass
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise CorruptFileError(f"{path}: {error}") from None


def row_count(path: Path) -> int:
    """Return how many rows a file holds; none where there is no file.

    Raises:
        CorruptFileError: it cannot be read.
    """
    try:
        return int(pq.read_metadata(path).num_rows)
    except FileNotFoundError:
        return 0
    except (pa.ArrowException, OSError) as error:
        raise CorruptFileError(f"{path}: {error}") from None


def _widened(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Return the rows with the nullable columns that the dictionary got after they were stored."""
    missing = [f for f in schema if f.name not in rows.column_names]
    if not missing or not all(f.nullable for f in missing):
        return rows
    for new in missing:
        rows = rows.append_column(new, pa.nulls(rows.num_rows, new.type))
    return rows.select(schema.names)


def scan_days(root: Path, table: str, columns: list[str]) -> Iterator[dict[str, object]]:
    """Yield every stored row of a daily table as a mapping, batch by batch in bounded memory."""
    files = sorted((root / table).glob("published_on=*/part-0.parquet"))
    if not files:
        return
    dataset = ds.dataset([str(f) for f in files], format=_CHECKED)
    for batch in dataset.to_batches(columns=columns, batch_size=8192):
        yield from batch.to_pylist()


def days_with(root: Path, table: str) -> set[date]:
    """Return the days for which a table has a partition."""
    return {
        date.fromisoformat(path.parent.name.removeprefix("published_on="))
        for path in (root / table).glob("published_on=*/part-0.parquet")
    }


def split_days(rows: pa.Table, days: Iterable[date]) -> Iterator[tuple[date, pa.Table]]:
    """Yield each day with its rows."""
    import pyarrow.compute as pc

    for day in days:
        yield day, rows.filter(pc.equal(rows["published_on"], pa.scalar(day, pa.date32())))


def scratch(root: Path) -> dict[str, str | bool | int | float | list[str]]:
    """Return DuckDB's configuration: what does not fit into memory goes to the warehouse's drive.

    By itself it would write to ``.tmp`` in whatever folder the command was given in.
    """
    return {"temp_directory": str(root / SPILL)}


def clear_scratch(root: Path) -> None:
    """Delete what a build left there that was killed while it held more than fits into memory."""
    shutil.rmtree(root / SPILL, ignore_errors=True)
