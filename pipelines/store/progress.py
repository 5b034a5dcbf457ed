"""Who is told how far a long step has come: nobody, or the one that the command line sets.

A context variable, since the steps run inside Dagster's assets, which take no callbacks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Reporter = Callable[[str, int, int | None], None]
_reporter: ContextVar[Reporter | None] = ContextVar("reporter", default=None)


@contextmanager
def reported_to(reporter: Reporter) -> Iterator[None]:
    """Tell ``reporter`` (stage, how many more are done, how many there are) inside the block."""
    token = _reporter.set(reporter)
    try:
        yield
    finally:
        _reporter.reset(token)


def report(stage: str, more: int, total: int | None = None) -> None:
    """Say that ``more`` items of a stage are done, out of ``total`` if that is known."""
    reporter = _reporter.get()
    if reporter is not None:
        reporter(stage, more, total)
