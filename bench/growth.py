"""What a warehouse costs as it grows: ``python -m bench.growth [--jobs N] [DOCUMENTS ...]``.

Generated articles (``bench.corpus``) go through every step of a run, in a process for each size so
that memory is its own: CPU and wall time by stage, the peak memory of the process and of its
largest worker.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from bench.corpus import write_lines
from bench.warehouse import rebuilt, shown

SIZES = (1_000,)  # by default; issue: 1,000, 10,000 and 50,000
SPEED = "25 documents/s"
MEMORY = "900 MB"
Stage = dict[str, float]


def cpu() -> float:
    """Return the CPU seconds of this process, of those that it waited for and of its workers."""
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    live = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    used = sum(child.user + child.system for child in live)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime + used


def work(documents: int, jobs: int, folder: Path) -> dict[str, Stage]:
    """Take in, parse, extract, link and publish; return seconds by stage, and memory."""
    from pipelines.parse.engines import kept_workers
    from pipelines.settings import load_settings
    from pipelines.store.database import build_database
    from pipelines.store.days import write_documents, write_extracted, write_parses
    from pipelines.store.exports import write_exports
    from pipelines.store.landing import take_in
    from pipelines.store.linking import write_linked
    from pipelines.store.pending import pending_days

    inbox = folder / "inbox"
    inbox.mkdir()
    write_lines(inbox / "corpus.jsonl", documents)
    settings = load_settings(
        inbox=inbox, warehouse=folder / "warehouse", jobs=jobs, now="2026-07-01"
    )
    found: dict[str, Stage] = {}

    def timed(name: str, step: Callable[[], object]) -> None:
        wall, used = time.perf_counter(), cpu()
        step()
        found[name] = {
            "wall": time.perf_counter() - wall,
            "cpu": cpu() - used,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        print(f"{documents:,} {name}: {found[name]}", file=sys.stderr, flush=True)

    timed("take in", lambda: take_in(settings))
    days = list(pending_days(settings))
    timed("land", lambda: write_documents(settings, days))
    with kept_workers():
        timed("parse", lambda: write_parses(settings, days))
        timed("extract", lambda: write_extracted(settings, days))
    timed("link", lambda: write_linked(settings))
    timed("database", lambda: build_database(settings))
    timed("exports", lambda: write_exports(settings))
    found["memory"] = {
        name: resource.getrusage(who).ru_maxrss / 1024
        for name, who in (("driver", resource.RUSAGE_SELF), ("worker", resource.RUSAGE_CHILDREN))
    }
    found["rebuilt"] = rebuilt(settings)
    return found


def measured(documents: int, jobs: int) -> dict[str, Stage]:
    """Do ``work`` in a process of its own."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.growth", "--work", folder, "--jobs", str(jobs)]
        done = subprocess.run(
            [*command, str(documents)], check=True, stdout=subprocess.PIPE, text=True
        )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def measure(sizes: tuple[int, ...] = SIZES, jobs: int = 2) -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar)."""
    for documents in sizes:
        found = measured(documents, jobs)
        memory, again = found.pop("memory"), found.pop("rebuilt")
        what = f"{documents:,} generated documents, {jobs} jobs"
        wall = sum(stage["wall"] for stage in found.values())
        used = sum(stage["cpu"] for stage in found.values())
        speed = f"{documents / wall:.1f} documents/s, {documents / used:.1f} per CPU-s"
        yield f"{what}: everything", speed, SPEED
        stages = ", ".join(f"{n} {1000 * s['cpu'] / documents:.1f}" for n, s in found.items())
        yield f"{what}: CPU-ms a document", stages, ""
        peaks = ", ".join(f"{n} {s['peak']:,.0f}" for n, s in found.items())
        driver = f"the run itself after each stage: {peaks}"
        yield f"{what}: peak memory of a worker", f"{memory['worker']:,.0f} MB ({driver})", MEMORY
        yield from shown(again)


def main() -> None:
    """Print a line per measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=int, nargs="*", default=SIZES)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        print(json.dumps(work(options.documents[0], options.jobs, options.work)))
        return
    for row in measure(tuple(options.documents), options.jobs):
        print(*row, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
