"""``map_units``: the same manifests in the same order, whatever does the work."""

import os
from pathlib import Path

import pytest

from pipelines.parse.engines import map_units


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


@pytest.mark.parametrize("jobs", [1, 2])
def test_fault_of_a_unit_comes_through(jobs):
    """A fault of the code is no loss that may be passed over."""
    with pytest.raises(ValueError, match="unit 3"):
        list(map_units(fail_on_three, [1, 2, 3, 4], jobs))


def test_no_units():
    assert list(map_units(size_of, [], 4)) == []
