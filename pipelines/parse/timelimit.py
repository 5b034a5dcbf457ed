"""A time limit around a piece of work. What becomes of work that was cut short: not here.

The limit is an alarm signal, so it needs a system that has ``signal.setitimer`` (not Windows) and
the main thread; elsewhere there is none. Python looks at signals between two steps of its own: a
regular expression or a loop is cut, a call into compiled code only when it returns.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 1.0  # seconds: a signal that falls into a finaliser is swallowed there, so it is repeated


class TimeLimitError(BaseException):
    """The time is over. No ``Exception``: a rule that catches those must not catch this."""


def can_limit() -> bool:
    """Return whether a limit holds here: in the main thread, where alarm signals exist."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitError in the block after ``seconds``; 0 is no limit.

    >>> with time_limit(60):
    ...     print("in time")
    in time
    """
    if not seconds or not can_limit():
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise TimeLimitError(f"not done after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
