"""Parquet: ``<table>/published_on=YYYY-MM-DD/part-0.parquet``, or ``<table>/part-0.parquet``.

A file is written aside, synced and renamed, so that a reader gets the old one or the new one. An
empty file means "processed, nothing found". What a row means does not belong here.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

TEMPORARY = ".tmp"


class CorruptFileError(ValueError):
    """A stored file that cannot be read; its text names the file."""


def replace_file(path: Path, rows: pa.Table) -> None:
    """Write ``rows`` to ``path`` atomically (zstd)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        with aside.open("wb") as out:
            pq.write_table(rows, out, compression="zstd")
            out.flush()
            os.fsync(out.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def replace_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write ``text`` to ``path`` atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    aside.write_text(text, encoding=encoding, newline="\n")
    aside.replace(path)


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


def read_whole(root: Path, table: str, schema: pa.Schema) -> pa.Table:
    """Return a table that is not partitioned; empty where it was never written."""
    path = whole_file(root, table)
    return _read(path, schema) if path.exists() else schema.empty_table()


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    try:
        return _widened(pq.ParquetFile(path).read(), schema).cast(schema)
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
    dataset = ds.dataset([str(f) for f in files], format="parquet")
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
