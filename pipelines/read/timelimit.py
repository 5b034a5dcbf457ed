"""A time limit around a piece of work. What becomes of work that was cut short: not here.

In the main thread the limit is an alarm signal, where the system has ``signal.setitimer`` (not
Windows); elsewhere another thread raises the error in this one. Python looks at both between two
steps of its own, at signals also inside a regular expression: a loop is cut, a call into compiled
code only when it returns. A process that may be lost (a worker: its units are done again) is ended
when compiled code does not return.
"""

import ctypes
import faulthandler
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

AGAIN = 1.0  # seconds: a signal that falls into a finaliser is swallowed there, so it is repeated
GRACE = 30.0  # seconds after the limit until a process that may be lost is ended
STDERR = 2

_may_be_lost = False


class TimeLimitError(BaseException):
    """The time is over. No ``Exception``: a rule that catches those must not catch this."""


def end_when_stuck() -> None:
    """Let this process be ended, with a traceback, when work goes on ``GRACE`` past its limit."""
    global _may_be_lost  # a property of the process
    _may_be_lost = True


def has_alarm() -> bool:
    """Return whether the limit is a signal here: in the main thread, where alarm signals exist."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitError in the block after ``seconds``; 0 is no limit.

    >>> with time_limit(60):
    ...     print("in time")
    in time
    """
    if not seconds:
        yield
        return
    limit: AbstractContextManager[None]
    limit = _by_alarm(seconds) if has_alarm() else _by_thread(seconds)
    if _may_be_lost:  # a timer in C: it needs no Python step
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=STDERR)
    try:
        with limit:
            yield
    finally:
        if _may_be_lost:
            faulthandler.cancel_dump_traceback_later()


def _message(seconds: float) -> str:
    return f"not done after {seconds:g} s"


@contextmanager
def _by_alarm(seconds: float) -> Iterator[None]:
    def over(number: int, frame: FrameType | None) -> None:
        raise TimeLimitError(_message(seconds))

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    working = ctypes.c_ulong(threading.get_ident())
    error = ctypes.py_object(TimeLimitError)
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    done, lock = threading.Event(), threading.Lock()
    is_over = is_raised = False

    def watch() -> None:
        nonlocal is_raised
        wait = seconds
        while not done.wait(wait):
            with lock:
                if not is_over:
                    is_raised = True
                    raise_in(working, error)
            wait = AGAIN

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    except TimeLimitError:
        raise TimeLimitError(_message(seconds)) from None
    finally:
        while not is_over:
            try:
                with lock:  # from here on none is raised
                    is_over = True
                if is_raised:
                    # One may still be on its way. To take it back would leave CPython 3.11 with
                    # its flag up for good: slow, and under a tracer (coverage) it hangs. So one
                    # more is sent, in the place of the other, and awaited.
                    raise_in(working, error)
                    while True:
                        pass
            except TimeLimitError:  # it arrived just here: the work was done by then
                continue
        done.set()
