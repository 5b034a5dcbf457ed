"""A generated warehouse: how long the questions of ``docs/questions.md`` take on a million figures.

``python -m bench.warehouse [FIGURES]``. ``warehouse.sql`` makes the rows.
"""

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from bench.questions import PAGE, parts
from pipelines.store.database import attach_new, create_marts, create_table_sql
from pipelines.tables import TABLES

FIGURES = 1_000_000
PER_DOCUMENT = 10
LIMIT = "100 ms"


def cpu() -> float:
    """Return the CPU seconds of this process, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def build(path: Path, figures: int) -> float:
    """Write a warehouse with that many figures; return the CPU seconds that its marts took."""
    with duckdb.connect() as db:
        attach_new(db, path)
        for table in TABLES.values():
            db.execute(create_table_sql(table).replace(" not null", ""))
        db.execute(f"set variable documents = {max(1, figures // PER_DOCUMENT)}")
        db.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
        start = cpu()
        create_marts(db)
        return cpu() - start


def timed(db: duckdb.DuckDBPyConnection, query: str, times: int = 3) -> tuple[float, float]:
    """Return the least wall and CPU milliseconds of a query."""
    walls, cpus = [], []
    for _ in range(times):
        wall, used = time.perf_counter(), cpu()
        db.execute(query).fetchall()
        walls.append(time.perf_counter() - wall)
        cpus.append(cpu() - used)
    return 1000 * min(walls), 1000 * min(cpus)


def measure(figures: int = FIGURES) -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar): the marts, then each question."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.duckdb"
        seconds = build(path, figures)
        yield f"marts of {figures:,} figures", f"{seconds:.1f} CPU-s", "10"
        with duckdb.connect(str(path), read_only=True) as db:
            db.execute("set threads = 2")
            for before, query, _ in parts(PAGE.read_text(encoding="utf-8")):
                if query:
                    title = before.rpartition("\n## ")[2].partition("\n")[0]
                    wall, used = timed(db, query)
                    yield title, f"{wall:,.0f} ms ({used:,.0f} ms of CPU)", LIMIT


def main() -> None:
    """Print a line per question."""
    figures = int(sys.argv[1]) if len(sys.argv) > 1 else FIGURES
    for row in measure(figures):
        print(*row, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
