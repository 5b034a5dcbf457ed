"""``map_units`` on Dask: what it does on this machine's processes, whoever dies there."""

import os
import signal
import socket
import time
from pathlib import Path

import psutil
import pytest

from pipelines.parse.cluster import ClusterError, map_on_cluster
from pipelines.parse.engines import LostUnitError, map_units


def process_of(unit: int) -> int:
    return os.getpid()


def fail_on_three(unit: int) -> int:
    if unit == 3:
        raise ValueError("unit 3")
    return unit


def deadly(unit: tuple[int, ...]) -> tuple[int, ...]:
    """Die over 5, as a fault in compiled code does."""
    if 5 in unit:
        time.sleep(1)  # Dask's nanny starts no worker again that dies within its first moments
        os.kill(os.getpid(), signal.SIGSEGV)
    return unit


def parts(unit: tuple[int, ...]) -> list[tuple[int, ...]]:
    middle = len(unit) // 2
    return [unit[:middle], unit[middle:]] if middle else []


def abort() -> None:
    time.sleep(1)
    os.abort()


def die_once(unit: tuple[str, int]) -> int:
    """Note that it was begun; the first to come to the marked unit dies there."""
    folder, number = unit
    mark = Path(folder) / f"{number}-{len(list(Path(folder).glob(f'{number}-*')))}"
    mark.write_text(str(os.getpid()), encoding="utf-8")
    if mark.name == "3-0":
        time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.fixture
def strict(cluster, monkeypatch) -> str:
    """The cluster as one that forgives no death: four of each, as by default, take minutes."""
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    return cluster.scheduler_address


def test_in_order_and_elsewhere(cluster):
    address = cluster.scheduler_address
    assert list(map_units(fail_on_three, [5, 1, 4], cluster=address)) == [5, 1, 4]
    assert os.getpid() not in set(map_units(process_of, range(4), cluster=address))
    assert list(map_units(process_of, [], cluster=address)) == []


def test_same_units_again_are_done_again(cluster):
    """Their files are gone: what a scheduler remembers of them is worth nothing."""
    address = cluster.scheduler_address
    first = list(map_units(_moment, [1, 2], cluster=address))
    assert not set(first) & set(map_units(_moment, [1, 2], cluster=address))


def _moment(unit: int) -> int:
    return time.time_ns()


def test_fault_of_a_unit_comes_through(cluster):
    with pytest.raises(ValueError, match="unit 3"):
        list(map_units(fail_on_three, [1, 3], cluster=cluster.scheduler_address))


def test_unit_of_a_worker_that_dies_is_done_by_another(cluster, tmp_path):
    """Once more, and no other one."""
    units = [(str(tmp_path), number) for number in range(8)]
    assert list(map_units(die_once, units, cluster=cluster.scheduler_address)) == list(range(8))
    assert {path.name for path in tmp_path.iterdir()} >= {"3-0", "3-1"}


def test_unit_that_kills_its_worker_is_found_and_given_up(strict):
    """Its neighbours, which wait for the same worker and are accused with it, are not."""
    units = [(0, 1), (4, 5), (2, 3), (6, 7)]
    found = list(
        map_units(
            deadly,
            units,
            cluster=strict,
            halves=parts,
            give_up=lambda unit: ("lost", *unit),
        )
    )
    assert [n for unit in found for n in unit] == [0, 1, 4, "lost", 5, 2, 3, 6, 7]


def test_workers_that_cannot_begin_accuse_no_unit(strict):
    with pytest.raises(LostUnitError, match="before they have anything to do"):
        list(map_on_cluster(process_of, [1], strict, None, lambda u: 0, abort, True))


def test_nobody_else_can_reach_it(cluster):
    """Dask takes code from whoever connects: its ports are this machine's only."""
    workers = [info["nanny"] for info in cluster.scheduler_info["workers"].values()]
    assert all("127.0.0.1" in address for address in [cluster.scheduler_address, *workers])
    pids = [os.getpid(), *(child.pid for child in psutil.Process().children(recursive=True))]
    listening = {
        c.laddr.ip
        for pid in pids
        for c in psutil.Process(pid).net_connections("inet")
        if c.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}


def leave(unit: int) -> None:
    """End the worker in good order, so that nobody starts it again."""
    from distributed import get_worker

    get_worker().loop.add_callback(get_worker().close_gracefully)
    time.sleep(60)


def test_last_worker_leaves(monkeypatch):
    """Nobody waits for ever for one that does not come back."""
    from distributed import LocalCluster

    monkeypatch.setattr("pipelines.parse.cluster.PATIENCE", 2)
    with (
        LocalCluster(
            1, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as one,
        pytest.raises(ClusterError, match="the last worker is gone"),
    ):
        list(map_units(leave, [1], cluster=one.scheduler_address))


def test_no_scheduler(monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr("pipelines.parse.cluster.PATIENCE", 1)
    with pytest.raises(ClusterError, match=f"no Dask scheduler answers at tcp://127.0.0.1:{port}"):
        list(map_units(process_of, [1], cluster=f"tcp://127.0.0.1:{port}"))
