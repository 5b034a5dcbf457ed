"""``map_units``: the same manifests in the same order, whatever does the work."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.parse.engines import LostUnitError, kept_workers, map_units


def size_of(unit: Path) -> tuple[str, int]:
    """Read a unit's input, write beside it, return a manifest."""
    size = len(unit.read_text(encoding="utf-8"))
    unit.with_suffix(".size").write_text(str(size), encoding="utf-8")
    return unit.name, size


def process_of(unit: int) -> int:
    return os.getpid()


def fail_on_three(unit: int) -> int:
    if unit == 3:
        raise ValueError("unit 3")
    return unit


@pytest.fixture
def units(tmp_path) -> list[Path]:
    found = [tmp_path / f"{number}.txt" for number in range(7)]
    for number, unit in enumerate(found):
        unit.write_text("x" * number, encoding="utf-8")
    return found


def test_one_job_and_two_give_the_same(units):
    wanted = [(f"{number}.txt", number) for number in range(7)]
    for jobs in (1, 2):
        assert list(map_units(size_of, iter(units), jobs)) == wanted
        assert {u.with_suffix(".size").read_text(encoding="utf-8") for u in units} == set("0123456")


def test_one_job_stays_in_this_process():
    """Also where there is but one unit: a new process costs seconds to load the model."""
    assert set(map_units(process_of, [1, 2], 1)) == {os.getpid()}
    assert set(map_units(process_of, [1], 8)) == {os.getpid()}


def test_two_jobs_leave_this_process():
    assert os.getpid() not in set(map_units(process_of, [1, 2, 3], 2))


def test_kept_workers_do_what_follows():
    """A stage after another, and what comes after a fault or a death, which end their workers."""
    with kept_workers():
        first = set(map_units(process_of, range(20), 2))
        assert set(map_units(process_of, range(20), 2)) <= first
        with pytest.raises(ValueError, match="unit 3"):
            list(map_units(fail_on_three, [1, 2, 3, 4], 2))
        again = set(map_units(process_of, range(20), 2))
        assert not again & first
        assert list(
            map_units(deadly, [(0,), (5,), (6,)], 2, halves=parts, give_up=lambda unit: ())
        ) == [(0,), (), (6,)]
        assert not set(map_units(process_of, range(20), 2)) & again


def test_kept_workers_are_replaced_in_time(monkeypatch):
    """They grow with every word they read."""
    monkeypatch.setattr("pipelines.parse.engines.UNITS_A_POOL", 3)
    with kept_workers():
        first = set(map_units(process_of, range(4), 2))
        assert not set(map_units(process_of, range(4), 2)) & first


@pytest.mark.parametrize("jobs", [1, 2])
def test_fault_of_a_unit_comes_through(jobs):
    """A fault of the code is no loss that may be passed over."""
    with pytest.raises(ValueError, match="unit 3"):
        list(map_units(fail_on_three, [1, 2, 3, 4], jobs))


def test_no_units():
    assert list(map_units(size_of, [], 4)) == []


def deadly(unit: tuple[int, ...]) -> tuple[int, ...]:
    """Die over 5, as a fault in compiled code does."""
    if 5 in unit:
        os.kill(os.getpid(), signal.SIGSEGV)
    return unit


def parts(unit: tuple[int, ...]) -> list[tuple[int, ...]]:
    middle = len(unit) // 2
    return [unit[:middle], unit[middle:]] if middle else []


def test_unit_that_kills_its_worker_is_found_and_given_up():
    """Halved until one is left; the rest is done, once each and in order."""
    units = [(0, 1), (2, 3), (4, 5, 6, 7), (8, 9), (10, 11), (12, 13), (14, 15)]
    found = list(map_units(deadly, units, 2, halves=parts, give_up=lambda unit: ("lost", *unit)))
    flat = [number for unit in found for number in unit]
    assert flat == [0, 1, 2, 3, 4, "lost", 5, 6, 7, *range(8, 16)]


def test_alone_with_one_job_where_an_earlier_run_died():
    """The run itself survives then."""
    found = list(
        map_units(deadly, [(4, 5)], 1, halves=parts, give_up=lambda u: (), is_careful=True)
    )
    assert found == [(4,), ()]


def test_nobody_says_what_to_do_with_a_deadly_unit():
    with pytest.raises(LostUnitError, match="5"):
        list(map_units(deadly, [(5,), (6,)], 2))


def test_workers_that_cannot_begin_accuse_no_unit():
    """A package that does not import kills every worker: that is no fault of a document."""
    with pytest.raises(LostUnitError, match="before they have anything to do"):
        list(map_units(deadly, [(1,)], give_up=lambda u: (), ready=os.abort, is_careful=True))


SLEEPERS = """
import sys, time
sys.path.insert(0, {folder!r})
from pipelines.parse.engines import map_units
from test_engines import note_and_sleep
if __name__ == "__main__":
    list(map_units(note_and_sleep, [{place!r} + "/1", {place!r} + "/2"], 2))
"""


def note_and_sleep(unit: str) -> None:
    Path(unit).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(60)


def test_workers_end_with_a_run_that_is_killed(tmp_path):
    """Else each kill would leave a loaded model behind, waiting for work for ever."""
    script = tmp_path / "run.py"
    code = SLEEPERS.format(folder=str(Path(__file__).parent), place=str(tmp_path))
    script.write_text(code, encoding="utf-8")
    run = subprocess.Popen([sys.executable, str(script)], stderr=subprocess.DEVNULL)
    workers = [tmp_path / "1", tmp_path / "2"]
    end = time.monotonic() + 60
    while not all(w.exists() and w.read_text(encoding="utf-8") for w in workers):
        assert time.monotonic() < end
        time.sleep(0.05)
    run.kill()
    run.wait()
    pids = [int(w.read_text(encoding="utf-8")) for w in workers]
    while any(map(is_alive, pids)):
        assert time.monotonic() < end
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2]
    except FileNotFoundError:
        return False
    return not state.startswith("Z")
