"""``map_units``: one function over many units of work, here on this machine's processes.

A unit says where its input lies, which part of it, where the output goes and which version of the
rules made it; it never carries data. A function writes its unit's file and returns a manifest, so
doing a unit twice overwrites the same file and nothing doubles, whatever the engine.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Unit = TypeVar("Unit")
Manifest = TypeVar("Manifest")


def map_units(
    function: Callable[[Unit], Manifest], units: Iterable[Unit], jobs: int = 1
) -> Iterator[Manifest]:
    """Yield the manifest of each unit, in the order of the units.

    ``function`` must be importable by name: with more than one job it runs in spawned processes.
    """
    units = list(units)
    if jobs <= 1 or len(units) <= 1:
        yield from map(function, units)
        return
    spawn = multiprocessing.get_context("spawn")  # fork would copy DuckDB's and Arrow's threads
    with ProcessPoolExecutor(min(jobs, len(units)), mp_context=spawn) as pool:
        yield from pool.map(function, units)
