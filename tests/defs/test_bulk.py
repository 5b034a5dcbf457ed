"""``newstables run`` in this process: the same assets, scattered days in one step, faults named."""

from datetime import date

import dagster as dg
import pytest

from pipelines.defs import bulk
from pipelines.defs.bulk import RunFailedError, open_instance, run_everything
from pipelines.defs.resources import WarehouseResource
from pipelines.settings import load_settings
from pipelines.store import database
from pipelines.store.pending import is_published, pending_days

DAYS = ["1995-06-01", "2026-03-10", "2026-03-12"]


@pytest.fixture
def scattered(empty):
    for day in DAYS:
        (empty.inbox / f"{day}.txt").write_text(f" date {day} They met in Rome.", encoding="utf-8")
    return empty


def test_days_that_are_not_contiguous_are_one_step(scattered):
    assert run_everything(scattered, []) == 3
    assert is_published(scattered)
    assert run_everything(scattered, []) == 0
    with open_instance(scattered) as instance:
        assert instance.get_materialized_partitions(dg.AssetKey("sentences")) == set(DAYS)
        assert instance.get_materialized_partitions(dg.AssetKey("documents")) == set(DAYS)


def test_job_of_the_launchpad(scattered):
    from pipelines.store.landing import take_in

    take_in(scattered)
    resource = WarehouseResource(
        inbox=str(scattered.inbox),
        warehouse=str(scattered.warehouse),
        now=scattered.now.isoformat(),
    )
    with dg.DagsterInstance.ephemeral() as instance:
        result = bulk.process_days_in_bulk.execute_in_process(
            instance=instance, resources={"warehouse": resource}
        )
        assert result.success
        assert instance.get_materialized_partitions(dg.AssetKey("figures")) == set(DAYS)
    assert pending_days(scattered) == {}


def test_inputs_in_place_of_the_inbox(empty, tmp_path):
    path = tmp_path / "other.txt"
    path.write_text(" date 2026-03-10 They met in Rome.", encoding="utf-8")
    assert run_everything(empty, [path]) == 1


def test_fault_of_a_step_names_the_step_and_keeps_the_warehouse(scattered, monkeypatch):
    run_everything(scattered, [])
    before = scattered.database.read_bytes()
    (scattered.inbox / "new.txt").write_text(" date 2026-03-11 They left.", encoding="utf-8")

    def full(settings):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(database, "build_database", full)
        with pytest.raises(RunFailedError, match=r"(?s)publish_tables: .*No space left"):
            run_everything(scattered, [])
    assert scattered.database.read_bytes() == before
    assert not is_published(scattered)
    assert run_everything(scattered, []) == 0
    assert is_published(scattered)


def test_resource_takes_what_the_settings_leave(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSTABLES_WAREHOUSE", str(tmp_path / "from-environment"))
    assert WarehouseResource().settings().warehouse == tmp_path / "from-environment"
    given = WarehouseResource(warehouse=str(tmp_path), jobs=3, now="2026-03-01").settings()
    assert (given.warehouse, given.jobs) == (tmp_path, 3)
    assert given.clock().date() == date(2026, 3, 1)
    assert load_settings().warehouse == tmp_path / "from-environment"
