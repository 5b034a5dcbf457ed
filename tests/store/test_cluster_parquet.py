"""A run whose texts are parsed and extracted by Dask workers, one of which is killed on the way."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.settings import SettingsError, load_settings
from pipelines.store.checks import unaccounted
from pipelines.store.parquet import UNITS

NOW = "2026-07-01T12:00:00"
DOCUMENTS = 96


@pytest.fixture(scope="module")
def inbox(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "inbox"
    folder.mkdir()
    lines = (
        {
            "date": f"2026-03-{1 + n % 3:02}",
            "text": f"Round {n} of the talks ended in Rome on Friday. {n + 2} men were freed, said"
            f" Foreign Minister Ann Lowe. The next round is planned for May.",
        }
        for n in range(DOCUMENTS)
    )
    (folder / "archive.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


def exports(warehouse: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((warehouse / "exports").iterdir())}


def run(inbox: Path, warehouse: Path, address: str) -> subprocess.Popen:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEWSTABLES_")}
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "pipelines.cli", "run", str(inbox)),
            *("--warehouse", str(warehouse), "--now", NOW, "--jobs", "2"),
        ],
        env=environment | {"NEWSTABLES_CLUSTER": address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def workers(cluster) -> set[int]:
    return {worker.pid for worker in cluster.workers.values()}


def test_worker_killed_midway(cluster, inbox, tmp_path):
    """Nothing is lost, nothing doubles: every byte is that of a run without Dask."""
    local = run(inbox, tmp_path / "local", "")
    assert local.wait(timeout=300) == 0, local.stderr.read()

    before = workers(cluster)
    given = run(inbox, tmp_path / "dask", cluster.scheduler_address)
    units = tmp_path / "dask" / "parquet" / UNITS
    end = time.monotonic() + 120
    while not list(units.glob("*/*/_failed.parquet")):  # the first unit is done, others are not
        assert given.poll() is None, given.stderr.read()
        assert time.monotonic() < end
        time.sleep(0.01)
    os.kill(min(before), signal.SIGKILL)
    assert given.wait(timeout=300) == 0, given.stderr.read()

    assert min(before) not in workers(cluster)
    assert exports(tmp_path / "dask") == exports(tmp_path / "local")
    settings = load_settings(inbox=inbox, warehouse=tmp_path / "dask", now=NOW)
    assert unaccounted(settings) == 0
    assert not list(units.glob("*"))


@pytest.mark.parametrize("address", ["local", "127.0.0.1:8786", "http://127.0.0.1:8786"])
def test_no_address(address):
    with pytest.raises(SettingsError, match=r"'cluster': .*such as tcp://127\.0\.0\.1:8786"):
        load_settings(cluster=address)


def test_without_dask(monkeypatch):
    """It is an extra: who asks for it is told its name."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SettingsError, match=r"'cluster': .*newstables\[dask\]"):
        load_settings(cluster="tcp://127.0.0.1:8786")
