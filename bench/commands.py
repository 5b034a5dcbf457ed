"""What the commands cost, each as a process of its own."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory


def cpu_seconds(*arguments: str) -> float:
    """Return the CPU seconds (user and system) of one ``newstables`` command.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure() -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar)."""
    with TemporaryDirectory() as folder:
        warehouse = str(Path(folder) / "warehouse")
        cold = cpu_seconds("run", "--warehouse", warehouse)
        yield "newstables run, sample, cold", f"{cold:.1f} CPU-s", "12"
        again = cpu_seconds("run", "--warehouse", warehouse)
        yield "newstables run, nothing new", f"{again:.1f} CPU-s", "5"
    yield "newstables --help", f"{cpu_seconds('--help'):.2f} CPU-s", "0.4"
