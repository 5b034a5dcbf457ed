"""The time limit: it cuts what loops, leaves the rest alone, and leaves nothing behind."""

import contextlib
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from pipelines.read.timelimit import TimeLimitError, has_alarm, time_limit


def forever() -> None:
    while True:
        pass


def forever_swallowing() -> None:
    with contextlib.suppress(Exception):  # a rule that shrugs off every fault
        forever()


def forever_matching() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


def in_thread(work: Callable[[], object]) -> None:
    """Do work in another thread and raise here what it raises."""
    raised: list[BaseException] = []

    def caught() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=caught)
    thread.start()
    thread.join()
    for error in raised:
        raise error


def under_limit(work: Callable[[], object], seconds: float) -> None:
    with time_limit(seconds):
        work()


@pytest.mark.parametrize("work", [forever, forever_swallowing, forever_matching])
def test_cut(work):
    assert has_alarm()
    with pytest.raises(TimeLimitError, match=r"not done after 0\.1 s"):
        under_limit(work, 0.1)


@pytest.mark.parametrize("work", [forever, forever_swallowing])
def test_cut_in_a_thread(work):
    """Where Dask, Dagster or a notebook's server runs it: no alarm reaches that."""
    with pytest.raises(TimeLimitError, match=r"not done after 0\.1 s"):
        in_thread(lambda: under_limit(work, 0.1))


@pytest.mark.parametrize("place", [lambda work: work(), in_thread], ids=["main", "thread"])
@pytest.mark.parametrize("seconds", [0, 30])
def test_work_in_time(place, seconds):
    place(lambda: under_limit(lambda: None, seconds))


def test_nothing_is_left_behind():
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(KeyError), time_limit(0.05):
        raise KeyError("of the work")
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before
    time.sleep(0.1)


def test_nothing_is_left_behind_in_a_thread():
    """Work that ends as its time does, again and again: no error may come after its block."""

    def work() -> None:
        for _ in range(100):
            with contextlib.suppress(TimeLimitError):
                under_limit(lambda: time.sleep(0.001), 0.001)
        time.sleep(0.01)

    in_thread(work)


STUCK = """
import re, threading
from pipelines.read import timelimit
timelimit.GRACE = 0.2
timelimit.end_when_stuck()
def work():
    with timelimit.time_limit(0.1):
        re.match(r"(a+)+$", "a" * 60 + "b")
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""


def test_worker_that_is_stuck_in_compiled_code_is_ended():
    """It holds Python's lock, so nothing written in Python could end it."""
    done = subprocess.run(
        [sys.executable, "-c", STUCK], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 1
    assert "in work" in done.stderr
