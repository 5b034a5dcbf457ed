"""How long the questions of ``docs/questions.md`` take, and what building the database costs.

``python -m bench.warehouse [--figures N]``: the questions on a generated warehouse, whose rows
``warehouse.sql`` makes. ``--rebuild DIR``: the database of a warehouse that is there, built again.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from bench.questions import PAGE, parts
from pipelines.settings import Settings, load_settings
from pipelines.store.database import attach_new, build_database, create_marts, create_table_sql
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


def rebuilt(settings: Settings) -> dict[str, float]:
    """Build a warehouse's database again; return what that took, and its size beside the texts."""
    start = cpu()
    rows = sum(build_database(settings).values())
    seconds = cpu() - start
    with duckdb.connect(str(settings.database), read_only=True) as db:
        [(text,)] = db.execute("select sum(strlen(text)) from documents").fetchall()
    size = settings.database.stat().st_size
    return {"cpu": seconds, "rows": rows, "file": size, "text": text}


def shown(found: dict[str, float]) -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar) of a rebuild."""
    per_million = 1e6 * found["cpu"] / found["rows"]
    taken = f"{per_million:.1f} CPU-s a million ({found['cpu']:.1f} in all)"
    yield f"database of {found['rows']:,.0f} rows built again", taken, "10"
    size = f"{found['file'] / found['text']:.2f} times ({found['file'] / 1e6:.1f} MB)"
    yield f"database against {found['text'] / 1e6:.1f} MB of text", size, "5 times"


def main() -> None:
    """Print a line per measurement."""
    parser = argparse.ArgumentParser(prog="bench.warehouse", description=__doc__)
    parser.add_argument("--figures", type=int, default=FIGURES, help="of the generated warehouse")
    parser.add_argument("--rebuild", type=Path, metavar="DIR", help="a warehouse that is there")
    options = parser.parse_args()
    if options.rebuild is None:
        rows = measure(options.figures)
    else:
        rows = shown(rebuilt(load_settings(warehouse=options.rebuild)))
    for row in rows:
        print(*row, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
