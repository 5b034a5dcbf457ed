"""What a warehouse costs that knows its inbox: ``python -m bench.known [FILES]``.

A tick of the sensor over so many files, when all are new and when none is, and a run with nothing
to do. The files hold a sentence each; they are taken in and published, not parsed: a run without
news looks at the inbox, the ledger and the database, never at a day's rows.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.commands import cpu_seconds
from bench.corpus import write_files
from pipelines.settings import Settings, load_settings

FILES = 2_000  # by default; issue: 50,000
NOW = "2026-07-01"


def publish(settings: Settings) -> None:
    """Take the inbox in, and publish it with the documents alone."""
    from pipelines.store.database import build_database
    from pipelines.store.days import write_documents
    from pipelines.store.exports import write_exports
    from pipelines.store.landing import take_in
    from pipelines.store.ledger import Ledger
    from pipelines.store.pending import code_version, mark_published, pending_days

    take_in(settings)
    days = list(pending_days(settings))
    write_documents(settings, days)
    with Ledger(settings.ledger) as ledger, ledger.transaction():
        ledger.finish(days, code_version(settings))
    build_database(settings)
    write_exports(settings)
    mark_published(settings)


def tick(settings: Settings) -> tuple[str, int, int]:
    """Return the time of a tick, the length of its cursor, and how many requests it made."""
    import dagster as dg

    from pipelines.defs.automation import new_files
    from pipelines.defs.resources import WarehouseResource

    place = WarehouseResource(inbox=str(settings.inbox), warehouse=str(settings.warehouse), now=NOW)
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_sensor_context(instance=instance, resources={"warehouse": place})
        start, used = time.perf_counter(), time.process_time()
        found = new_files.evaluate_tick(context)
        used = time.process_time() - used
        took = f"{time.perf_counter() - start:.2f} s ({used:.2f} CPU-s)"
    return took, len(found.cursor or ""), len(found.run_requests or [])


def measure(files: int = FILES) -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar)."""
    with TemporaryDirectory() as folder:
        inbox, warehouse = Path(folder) / "inbox", Path(folder) / "warehouse"
        write_files(inbox, files, sentences=1)
        settings = load_settings(inbox=inbox, warehouse=warehouse, now=NOW)
        for what in ("all new", "all known"):
            took, cursor, requests = tick(settings)
            measured = f"{took}, {requests} requests, cursor of {cursor} characters"
            yield f"tick of the sensor over {files:,} files, {what}", measured, "2 s"
            if what == "all new":
                publish(settings)
        start = time.perf_counter()
        used = cpu_seconds("run", str(inbox), "--warehouse", str(warehouse), "--now", NOW)
        measured = f"{used:.1f} CPU-s ({time.perf_counter() - start:.1f} s)"
        yield f"newstables run, {files:,} known documents, nothing new", measured, "10 s"


def main() -> None:
    """Print a line per measurement."""
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else FILES):
        print(*row, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
