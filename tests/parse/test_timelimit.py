"""The time limit: it cuts what loops, leaves the rest alone, and leaves nothing behind."""

import contextlib
import re
import signal
import threading
import time

import pytest

from pipelines.parse.timelimit import TimeLimitError, can_limit, time_limit


def forever() -> None:
    while True:
        pass


def forever_swallowing() -> None:
    with contextlib.suppress(Exception):  # a rule that shrugs off every fault
        forever()


def forever_matching() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


@pytest.mark.parametrize("work", [forever, forever_swallowing, forever_matching])
def test_cut(work):
    with pytest.raises(TimeLimitError, match=r"not done after 0\.1 s"), time_limit(0.1):
        work()


@pytest.mark.parametrize("seconds", [0, 30])
def test_work_in_time(seconds):
    with time_limit(seconds):
        pass


def test_nothing_is_left_behind():
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(KeyError), time_limit(0.05):
        raise KeyError("of the work")
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before
    time.sleep(0.1)


def test_outside_the_main_thread_there_is_none():
    """Dagster may run a step in a thread: it works, without a limit."""
    found = []

    def work() -> None:
        with time_limit(0.01):
            time.sleep(0.05)
        found.append(can_limit())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [False]
    assert can_limit()
