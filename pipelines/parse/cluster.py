"""``map_units`` on Dask distributed: the same function over the same units, on many machines.

Workers read and write the warehouse themselves, under the same path as here; what travels is units
and manifests. Which units there are, and what becomes of their files, does not belong here.
"""

import gc
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import count
from typing import Any, TypeVar

from distributed import Client, Future, KilledWorker

from pipelines.parse.engines import (
    GARBAGE,
    NO_WORKER_BEGINS,
    LostUnitError,
    WorkerDiedError,
    begin,
)
from pipelines.parse.engines import one_by_one as each_alone
from pipelines.read.timelimit import end_when_stuck

Unit = TypeVar("Unit")
Manifest = TypeVar("Manifest")

RETRIES = 3  # of a unit that raises: a network drive may fail for a moment
PATIENCE = 60  # seconds to wait for a scheduler that answers, and for a worker
_calls = count()
_one_unit = threading.Lock()  # spaCy's vocabulary and the limit on stuck work are a process's own


class ClusterError(ConnectionError):
    """The cluster cannot be reached, or nobody works there."""


def map_on_cluster(
    function: Callable[[Unit], Manifest],
    units: list[Unit],
    address: str,
    halves: Callable[[Unit], Sequence[Unit]] | None,
    give_up: Callable[[Unit], Manifest] | None,
    ready: Callable[[], object] | None,
    is_careful: bool,
) -> Iterator[Manifest]:
    """Yield the manifest of each unit, in the order of the units (see ``map_units``).

    A unit whose worker dies is done by another; Dask gives one up after four deaths.

    Raises:
        ClusterError: the scheduler does not answer, or has no workers (any more).
        LostUnitError: a unit kills its workers and there is no ``give_up``.
    """
    if not units:
        return
    with _client(address) as client:
        call = next(_calls)

        def submit(unit: Unit, attempt: str = "") -> Future:
            # a key of its own for each call: a scheduler remembers what it has just done, and the
            # files of a unit that is done once more are gone
            digest = sha256(repr(unit).encode()).hexdigest()[:16]
            key = f"{function.__name__}-{digest}-{call}{attempt}"
            return client.submit(do_unit, function, unit, key=key, retries=RETRIES)

        def alone(unit: Unit) -> Manifest:
            try:
                _result(client, client.submit(begin, function, ready, pure=False))
            except KilledWorker:
                raise LostUnitError(NO_WORKER_BEGINS) from None
            try:
                return _result(client, submit(unit, "-alone"))
            except KilledWorker:
                raise WorkerDiedError from None

        if is_careful:
            yield from each_alone(alone, units, halves, give_up)
            return
        waiting = deque([(unit, submit(unit)) for unit in units])
        while waiting:
            unit, future = waiting.popleft()
            try:
                manifest = _result(client, future)
            except KilledWorker:
                # what waited for the same workers is accused as well: nothing may stand beside it
                for _, other in waiting:
                    with suppress(Exception):  # which has its turn
                        _result(client, other)
                yield from each_alone(alone, [unit], halves, give_up)
            else:
                yield manifest


def do_unit(function: Callable[[Unit], Manifest], unit: Unit) -> Manifest:
    """Do a unit in a worker, one at a time however many threads the worker has."""
    with _one_unit:
        end_when_stuck()
        gc.set_threshold(GARBAGE)
        return function(unit)


def _result(client: Client, future: Future) -> Any:
    """Return the result of a unit; a cluster whose last worker is gone for good is an error."""
    while not future.done():
        with suppress(TimeoutError):
            return future.result(timeout=PATIENCE)
        if not future.done() and not client.nthreads():
            raise ClusterError("the last worker is gone; the next run goes on where this one ended")
    return future.result()


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}: {error}") from None
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ClusterError(f"the Dask scheduler at {address} has no workers") from None
        yield client
    finally:
        client.close()
