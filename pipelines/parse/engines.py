"""``map_units``: one function over many units of work, here on this machine's processes.

Workers of other machines are reached through ``cluster``.

A unit says where its input lies, which part of it, where the output goes and which version of the
rules made it; it never carries data. A function writes its unit's file and returns a manifest, so
doing a unit twice overwrites the same file and nothing doubles, whatever the engine.

A worker may die (out of memory, a fault in compiled code). The unit that kills it is found: units
that were not done are done again one by one, and halved until the smallest that kills a worker is
given up.
"""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from pipelines.read.timelimit import end_when_stuck

Unit = TypeVar("Unit")
Manifest = TypeVar("Manifest")
GARBAGE = 50_000  # objects between two looks for cycles: at 700 they are 4 % of a worker's time
UNITS_A_POOL = 64  # until kept workers are replaced: spaCy keeps every word that it has seen
NO_WORKER_BEGINS = "workers die before they have anything to do"


class LostUnitError(RuntimeError):
    """A worker dies over a unit with nobody to say what then, or before it has a unit at all."""


class WorkerDiedError(Exception):
    """The worker that did a unit, alone, died."""


@dataclass(slots=True)
class _Kept:
    """Workers that outlive a call of ``map_units``, and how many units they have been given."""

    pool: ProcessPoolExecutor | None = None
    workers: int = 0
    units: int = 0

    def close(self) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)
        self.pool, self.workers, self.units = None, 0, 0


_kept: ContextVar[_Kept | None] = ContextVar("kept", default=None)


@contextmanager
def kept_workers() -> Iterator[None]:
    """Let all calls of ``map_units`` in the block share their processes.

    A worker takes two seconds of CPU until it can begin; stages that follow each other, and the
    waves of a stage, pay that once.
    """
    kept = _Kept()
    before = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(before)
        kept.close()


@contextmanager
def _workers(count: int, units: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of that many processes, the kept one where there is one."""
    kept = _kept.get()
    if kept is None:
        with _pool(count) as pool:
            yield pool
        return
    if kept.workers < count or kept.units >= UNITS_A_POOL:
        kept.close()
    kept.pool, kept.workers = kept.pool or _pool(count), max(count, kept.workers)
    kept.units += units
    try:
        yield kept.pool
    except BaseException:  # broken, or left with units under way that nobody waits for
        kept.close()
        raise


def map_units(
    function: Callable[[Unit], Manifest],
    units: Iterable[Unit],
    jobs: int = 1,
    *,
    cluster: str = "",
    halves: Callable[[Unit], Sequence[Unit]] | None = None,
    give_up: Callable[[Unit], Manifest] | None = None,
    ready: Callable[[], object] | None = None,
    is_careful: bool = False,
) -> Iterator[Manifest]:
    """Yield the manifest of each unit, in the order of the units.

    Args:
        function: Must be importable by name: with more than one job it runs in spawned processes.
        units: What is to be done. With one unit or one job it is done in this process.
        jobs: How many processes.
        cluster: Address of a Dask scheduler whose workers do the units instead.
        halves: Returns the parts of a unit, or nothing where it cannot be divided.
        give_up: Called here with a unit that kills its worker and cannot be divided; returns the
            manifest that stands for it.
        ready: Called in a worker before it is judged by its units: what it loads for all of them.
            One that dies there says nothing about a unit.
        is_careful: Do each unit alone in a process of its own, however few there are.

    Raises:
        LostUnitError: a unit kills its worker and there is no ``give_up``, or workers die without
            a unit.
        ClusterError: the cluster cannot be reached, or has no workers.
    """
    units = list(units)
    if cluster:
        from pipelines.parse.cluster import map_on_cluster  # Dask is optional, and slow to import

        yield from map_on_cluster(function, units, cluster, halves, give_up, ready, is_careful)
        return
    if is_careful:
        yield from _alone(function, units, halves, give_up, ready)
        return
    if jobs <= 1 or len(units) <= 1:
        yield from map(function, units)
        return
    while units:
        done = 0
        try:
            with _workers(min(jobs, len(units)), len(units)) as pool:
                for manifest in pool.map(function, units):
                    done += 1
                    yield manifest
            return
        except BrokenProcessPool:
            # the one that did it was under way: among the first that are not done, or behind
            # some that were done out of order, and then the next pool breaks and comes nearer
            near = done + 2 * jobs
            suspects, units = units[done:near], units[near:]
        yield from _alone(function, suspects, halves, give_up, ready)


def one_by_one(
    attempt: Callable[[Unit], Manifest],
    units: Sequence[Unit],
    halves: Callable[[Unit], Sequence[Unit]] | None,
    give_up: Callable[[Unit], Manifest] | None,
) -> Iterator[Manifest]:
    """Yield the manifests of units, any of which may kill its worker: it is halved, or given up.

    ``attempt`` does one unit with nothing beside it and raises WorkerDiedError.
    """
    waiting = list(reversed(units))
    while waiting:
        unit = waiting.pop()
        try:
            manifest = attempt(unit)
        except WorkerDiedError:
            if parts := halves(unit) if halves else ():
                waiting.extend(reversed(parts))
                continue
            if give_up is None:
                raise LostUnitError(f"a worker died over {unit}") from None
            manifest = give_up(unit)
        yield manifest


def _alone(
    function: Callable[[Unit], Manifest],
    units: list[Unit],
    halves: Callable[[Unit], Sequence[Unit]] | None,
    give_up: Callable[[Unit], Manifest] | None,
    ready: Callable[[], object] | None,
) -> Iterator[Manifest]:
    pool: ProcessPoolExecutor | None = None

    def attempt(unit: Unit) -> Manifest:
        nonlocal pool
        pool = pool or _ready_pool(function, ready)
        try:
            return pool.submit(function, unit).result()
        except BrokenProcessPool:
            pool.shutdown()
            pool = None
            raise WorkerDiedError from None

    try:
        yield from one_by_one(attempt, units, halves, give_up)
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)


def _ready_pool(
    function: Callable[..., object], ready: Callable[[], object] | None
) -> ProcessPoolExecutor:
    pool = _pool(1)
    try:
        pool.submit(begin, function, ready).result()
    except BrokenProcessPool:
        pool.shutdown()
        raise LostUnitError(NO_WORKER_BEGINS) from None
    return pool


def begin(function: Callable[..., object], ready: Callable[[], object] | None) -> None:
    """Import ``function`` in the worker, by being sent it, and load what it needs."""
    del function
    if ready:
        ready()


def _pool(workers: int) -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")  # fork would copy DuckDB's and Arrow's threads
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=_be_a_worker)


def _be_a_worker() -> None:
    """End when stuck, and when the run is gone: after a kill -9 one would wait for ever."""
    end_when_stuck()
    gc.set_threshold(GARBAGE)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
