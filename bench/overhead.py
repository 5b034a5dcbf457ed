"""What Dagster costs: the same documents by ``newstables extract`` and by Dagster's runs.

``python -m bench.overhead [DOCUMENTS [DAYS]]``. Dagster's runs take in, parse, store and extract a
range of days, as the sensors start them; ``newstables run`` does that in bulk, links and publishes.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.commands import cpu_seconds
from bench.corpus import DAYS, FIRST_DAY, write_lines

DOCUMENTS = 200  # by default; issue: 2,000
NOW = "2026-07-01"


def by_dagster(inbox: Path, warehouse: Path) -> None:
    """Run ``take_in`` and ``process_days`` over all days in this process."""
    from datetime import timedelta

    from pipelines.definitions import defs
    from pipelines.defs.bulk import QUIET, open_instance
    from pipelines.defs.partitions import RANGE_END, RANGE_START
    from pipelines.defs.resources import WarehouseResource
    from pipelines.settings import load_settings

    settings = load_settings(inbox=inbox, warehouse=warehouse, now=NOW)
    place = WarehouseResource(inbox=str(inbox), warehouse=str(warehouse), now=NOW)
    last = FIRST_DAY + timedelta(days=DAYS - 1)
    tags = {RANGE_START: FIRST_DAY.isoformat(), RANGE_END: last.isoformat()}
    with open_instance(settings) as instance:
        for job, given in (("take_in", {}), ("process_days", tags)):
            done = (
                defs()
                .resolve_job_def(job)
                .execute_in_process(
                    instance=instance, resources={"warehouse": place}, tags=given, run_config=QUIET
                )
            )
            if not done.success:
                raise RuntimeError(f"{job} failed")


def seconds_of_dagster(inbox: Path, warehouse: Path) -> float:
    """Return the CPU seconds of ``by_dagster`` in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-W", "ignore", "-m", "bench.overhead", "--dagster"]
    subprocess.run([*command, str(inbox), str(warehouse)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(documents: int = DOCUMENTS, days: int = DAYS) -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar); each day and table is an event in Dagster's history."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "inbox").mkdir()
        write_lines(place / "inbox" / "corpus.jsonl", documents, days=days)
        inbox = str(place / "inbox")
        bare = cpu_seconds("extract", inbox, "--output", str(place / "flat"))
        dagster = seconds_of_dagster(place / "inbox", place / "a")
        run = cpu_seconds("run", inbox, "--warehouse", str(place / "b"), "--now", NOW)
    what = f"newstables extract, {documents:,} documents of {days} days"
    yield what, f"{bare:.1f} CPU-s", ""
    for what, used, bar in (
        ("Dagster's runs of the same", dagster, "+15 %"),
        ("newstables run: the same, linked, with marts and exports", run, ""),
    ):
        yield what, f"{used:.1f} CPU-s, {100 * (used / bare - 1):+.0f} %", bar


def main() -> None:
    """Print a line per measurement."""
    if "--dagster" in sys.argv:
        by_dagster(Path(sys.argv[-2]), Path(sys.argv[-1]))
        return
    for row in measure(*(int(number) for number in sys.argv[1:3])):
        print(*row, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
