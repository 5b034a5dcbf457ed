"""Runs over a copy of a warehouse in forked processes that kill themselves at a write.

Started by test_kills.py as a process of its own: what a run imports is loaded once, and each fork
begins with it. Prints one JSON object: what was found after each kill and after the next run.
"""

import hashlib
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from pipelines.parse.model import load_models
from pipelines.settings import Settings, load_settings
from pipelines.store import parquet, units
from pipelines.store.ledger import Ledger
from tests.store.conftest import publish

NOW = "2026-07-01T12:00:00"


def settings_of(place: Path) -> Settings:
    return load_settings(inbox=place / "inbox", warehouse=place / "warehouse", now=NOW)


def in_fork(work: Callable[[], object]) -> int:
    """Return the exit status of ``work`` in a process of its own, negative for a signal."""
    child = os.fork()
    if not child:
        code = 1
        try:
            code = work() or 0
        except Exception:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Count:
    """Counts the writes whose path holds a name; true at the one to die at."""

    def __init__(self, number: int, name: str) -> None:
        self.left, self.name = number, name

    def __call__(self, path: object) -> bool:
        named = self.name in str(path)
        self.left -= named
        return named and self.left < 0


def die_at_rename(is_it: Count, kind: str) -> None:
    replace = Path.replace

    def replaced(self, target):
        hit = is_it(target)
        if hit and kind == "before":
            kill()
        replace(self, target)
        if hit:
            kill()

    Path.replace = replaced


def die_inside_file(is_it: Count) -> None:
    write = parquet.pq.write_table

    def half_written(rows, out, **options):
        if is_it(out.name):
            out.write(b"PAR1 half of it")
            out.flush()
            kill()
        write(rows, out, **options)

    parquet.pq.write_table = half_written


def die_at_commit(is_it: Count, kind: str) -> None:
    transaction = Ledger.transaction

    @contextmanager
    def watched(ledger):
        with transaction(ledger):
            yield
            hit = is_it("ledger")
            if hit and kind == "uncommitted":
                kill()
        if hit:
            kill()

    Ledger.transaction = watched


def die_at_event(is_it: Count) -> None:
    """Die before an event of Dagster's history is kept."""
    from pipelines.defs.history import HeldEventLogStorage

    store = HeldEventLogStorage.store_event

    def watched(self, event):
        if is_it("history"):
            kill()
        store(self, event)

    HeldEventLogStorage.store_event = watched


def die_at(kind: str, number: int, name: str) -> None:
    """Make this process kill itself at the n-th write of a kind whose path holds a name."""
    is_it = Count(number, name)
    if kind == "half":
        die_inside_file(is_it)
    elif kind == "event":
        die_at_event(is_it)
    elif kind in ("uncommitted", "committed"):
        die_at_commit(is_it, kind)
    else:
        die_at_rename(is_it, kind)


def run_all(settings: Settings) -> None:
    """What ``newstables run`` does, Dagster and its history included."""
    from pipelines.defs.bulk import run_everything

    run_everything(settings, [])


def killed_run(work: Callable[[Settings], object], settings: Settings, point: list) -> None:
    die_at(*point)
    work(settings)


def seen(settings: Settings) -> dict[str, object]:
    """Return what a reader sees, asked in this fork, written to a file beside the warehouse."""
    import duckdb

    with duckdb.connect(str(settings.database), read_only=True) as db:
        rows = db.execute("select uri, (select count(*) from sentences) from documents order by 1")
        return {
            "database": rows.fetchall(),
            "exports": exports_of(settings),
        }


def exports_of(settings: Settings) -> dict[str, str]:
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(settings.exports.iterdir())
        if not p.name.endswith(".tmp")
    }


def leftovers(settings: Settings) -> list[str]:
    found = [*settings.warehouse.rglob("*.tmp*"), *settings.parquet.glob("_units/*/*")]
    return [str(p.relative_to(settings.warehouse)) for p in found if ".dagster" not in p.parts]


def noted(place: Path, name: str, what: Callable[[], object]) -> object:
    """Return what a fork found: DuckDB's threads stay out of this process."""
    out = place / f"{name}.json"
    status = in_fork(lambda: out.write_text(json.dumps(what()), encoding="utf-8") and 0)
    return json.loads(out.read_text(encoding="utf-8")) if status == 0 else f"status {status}"


def main(place: Path, points: list[list], work: Callable[[Settings], object]) -> None:
    base = place / "base"
    settings = settings_of(base)
    load_models(settings.models)
    units.vocabulary()
    if work is run_all:  # else each fork would import Dagster for itself
        import pipelines.definitions  # noqa: F401
    in_fork(lambda: work(settings) and 0)
    found: dict[str, object] = {"before": noted(base, "before", lambda: seen(settings))}
    (base / "inbox" / "c.txt").write_text(
        " date 2026-03-12 They met again in Oslo. Three people were hurt.\n", encoding="utf-8"
    )
    whole = shutil.copytree(base, place / "whole")
    shutil.move(base / "inbox", place / "inbox")  # one inbox for all: a root is part of an input
    for folder in (base, whole):
        shutil.rmtree(folder / "inbox", ignore_errors=True)
        (folder / "inbox").symlink_to(place / "inbox", target_is_directory=True)
    in_fork(lambda: work(settings_of(whole)) and 0)
    found["whole"] = noted(whole, "whole", lambda: seen(settings_of(whole)))
    for number, point in enumerate(points):
        here = shutil.copytree(base, place / str(number), symlinks=True)
        mine = settings_of(here)
        status = in_fork(lambda mine=mine, point=point: killed_run(work, mine, point))
        after = noted(here, "after", lambda mine=mine: seen(mine))
        again = in_fork(lambda mine=mine: work(mine) and 0)
        end = noted(here, "end", lambda mine=mine: seen(mine))
        found[str(number)] = {
            "status": status,
            "after": after,
            "again": again,
            "end": end,
            "left": leftovers(mine),
        }
    print(json.dumps(found))


if __name__ == "__main__":
    given = {"steps": publish, "run": run_all}[sys.argv[3]]
    main(Path(sys.argv[1]), json.loads(sys.argv[2]), given)
