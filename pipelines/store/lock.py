"""One writer at a time: a lock on the warehouse that the system frees when its process is gone.

``newstables run`` holds the whole warehouse; the steps of Dagster share it, ordered among each
other by the pool ``warehouse``. Readers need no lock.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no flock: there, only Dagster's pool orders the writers
    fcntl = None  # type: ignore[assignment]

NAME = ".lock"
_held: set[Path] = set()  # by this process: what a run holds, its own steps need not wait for


class WarehouseBusyError(RuntimeError):
    """Another process writes to the warehouse."""


@contextmanager
def whole(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse alone.

    Raises:
        WarehouseBusyError: somebody else writes to it.
    """
    place = warehouse.resolve()
    if place in _held or fcntl is None:
        yield
        return
    with _opened(place) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            who = os.pread(lock, 20, 0).decode(errors="replace").strip()
            raise WarehouseBusyError(
                f"another run writes to {warehouse} (process {who or 'unknown'}); try again later"
            ) from None
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        _held.add(place)
        try:
            yield
        finally:
            _held.discard(place)


@contextmanager
def shared(warehouse: Path) -> Iterator[None]:
    """Write beside other steps; wait while somebody holds the whole."""
    place = warehouse.resolve()
    if place in _held or fcntl is None:
        yield
        return
    with _opened(place) as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def _opened(place: Path) -> Iterator[int]:
    place.mkdir(parents=True, exist_ok=True)
    lock = os.open(place / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield lock
    finally:
        os.close(lock)
