"""Sensors: a request per set of changed files, a run per unbroken range, one publication."""

from datetime import date

import dagster as dg
import pytest

from pipelines.definitions import defs
from pipelines.defs.automation import new_files, nightly, touched_days
from pipelines.defs.bulk import run_everything
from pipelines.defs.partitions import RANGE_END, RANGE_START, contiguous_ranges
from pipelines.defs.resources import WarehouseResource
from pipelines.settings import Settings
from pipelines.store.landing import take_in


def resource(settings: Settings) -> WarehouseResource:
    return WarehouseResource(
        inbox=str(settings.inbox), warehouse=str(settings.warehouse), now=settings.now.isoformat()
    )


@pytest.fixture
def instance():
    with dg.DagsterInstance.ephemeral() as opened:
        yield opened


@pytest.fixture
def tick(empty, instance):
    """Return what a sensor says now: its run requests, or None when it skips."""

    def ask(sensor: dg.SensorDefinition) -> list[dg.RunRequest] | None:
        context = dg.build_sensor_context(
            instance=instance, resources={"warehouse": resource(empty)}, definitions=defs()
        )
        found = sensor.evaluate_tick(context)
        return list(found.run_requests or []) or None

    return ask


@pytest.fixture
def execute(empty, instance):
    """Return a function that does what a run request asks for."""

    def run(request: dg.RunRequest, job: str | None = None) -> dg.ExecuteInProcessResult:
        definition = defs().resolve_job_def(job or request.job_name)
        return definition.execute_in_process(
            instance=instance,
            resources={"warehouse": resource(empty)},
            tags=dict(request.tags),
        )

    return run


def write(settings: Settings, name: str, text: str) -> None:
    (settings.inbox / name).write_text(text, encoding="utf-8")


def test_new_files_asks_once_for_each_set_of_changes(empty, tick):
    """Dagster drops a request whose run key it has seen."""
    assert tick(new_files) is None
    write(empty, "a.txt", " date 2026-03-10 They met in Rome.")
    [first] = tick(new_files)
    [again] = tick(new_files)
    assert first.run_key == again.run_key
    write(empty, "b.txt", " date 2026-03-11 They left Rome.")
    [second] = tick(new_files)
    assert second.run_key != first.run_key
    take_in(empty)
    assert tick(new_files) is None


def test_sensor_keeps_no_cursor(empty, instance):
    """A cursor with every path is 1.8 MB at 50,000 files; the ledger knows what was seen."""
    place = {"warehouse": resource(empty)}
    cursors, keys = [], []
    for number in (3, 300):
        for n in range(number):
            write(empty, f"{n}.txt", f" date 2026-03-10 They met in Rome on day {n}.")
        context = dg.build_sensor_context(instance=instance, resources=place, definitions=defs())
        found = new_files.evaluate_tick(context)
        cursors.append(found.cursor)
        keys.append(len(found.run_requests[0].run_key))
    assert cursors == [None, None]
    assert keys[0] == keys[1]


def test_new_files_without_an_inbox(empty, tick):
    """A sensor that raises is red for ever."""
    empty.inbox.rmdir()
    assert tick(new_files) is None


RANGES = [
    ([], [], "no day"),
    ([3], [(3, 3)], "one day"),
    ([1, 2, 3], [(1, 3)], "unbroken"),
    ([1, 2, 4, 6, 7], [(1, 2), (4, 4), (6, 7)], "two gaps"),
    ([7, 6, 1], [(1, 1), (6, 7)], "out of order"),
]


@pytest.mark.parametrize(("days", "ranges", "reason"), RANGES, ids=[row[2] for row in RANGES])
def test_contiguous_ranges(days, ranges, reason):
    found = contiguous_ranges(date(2026, 3, day) for day in days)
    assert [(first.day, last.day) for first, last in found] == ranges


def test_range_over_the_end_of_a_month():
    days = [date(2026, 3, 1), date(2026, 2, 28), date(2026, 2, 27)]
    assert list(contiguous_ranges(days)) == [(date(2026, 2, 27), date(2026, 3, 1))]


def materialized(result: dg.ExecuteInProcessResult, table: str) -> list[str]:
    return sorted(
        event.partition
        for event in result.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey(table)
    )


def test_from_a_new_file_to_the_published_warehouse(empty, tick, execute):
    """The way of the UI without a click: intake, a run per range, one publication, then silence."""
    for day in (10, 11, 13):
        write(empty, f"{day}.txt", f" date 2026-03-{day} They met in Rome on day {day}.")
    [request] = tick(new_files)
    assert execute(request, "take_in").success

    requests = tick(touched_days)
    assert [request.job_name for request in requests] == ["process_days"] * 2
    assert [(r.tags[RANGE_START], r.tags[RANGE_END]) for r in requests] == [
        ("2026-03-10", "2026-03-11"),
        ("2026-03-13", "2026-03-13"),
    ]
    assert [r.run_key for r in requests] == [r.run_key for r in tick(touched_days)]

    result = execute(requests[0])
    assert result.success
    for table in ("documents", "_parses", "sentences", "figures"):
        assert materialized(result, table) == ["2026-03-10", "2026-03-11"]
    assert execute(requests[1]).success

    [publication] = tick(touched_days)
    assert publication.job_name == "publish"
    result = execute(publication)
    assert result.success
    assert all(check.passed for check in result.get_asset_check_evaluations())
    assert (empty.exports / "documents.parquet").is_file()
    assert tick(touched_days) is None


def test_edited_day_gets_another_run_key(empty, tick, execute):
    """Else Dagster would think that the day was done."""
    write(empty, "a.txt", " date 2026-03-10 They met in Rome.")
    take_in(empty)
    [first] = tick(touched_days)
    execute(first)
    write(empty, "a.txt", " date 2026-03-10 They met in Bern.")
    take_in(empty)
    [second] = tick(touched_days)
    assert second.job_name == "process_days"
    assert second.run_key != first.run_key


def failed_run(instance: dg.DagsterInstance, request: dg.RunRequest) -> None:
    """Let a run that was requested have failed."""
    run = instance.create_run_for_job(
        defs().resolve_job_def("take_in"), tags={**request.tags, "dagster/run_key": request.run_key}
    )
    instance.report_run_failed(run)


def test_failed_run_is_requested_again(empty, tick, instance, monkeypatch):
    """Dagster drops a key that it has seen: after a full disk nothing would go on by itself."""
    write(empty, "a.txt", " date 2026-03-10 They met in Rome.")
    [first] = tick(new_files)
    failed_run(instance, first)
    assert tick(new_files) is None  # not at once, and not each quarter of a minute
    monkeypatch.setattr("pipelines.defs.automation.FIRST_WAIT", 0)
    [second] = tick(new_files)
    assert second.run_key == f"{first.run_key}:1"
    failed_run(instance, second)
    assert tick(new_files)[0].run_key == f"{first.run_key}:2"
    write(empty, "b.txt", " date 2026-03-11 They left Rome.")
    [other] = tick(new_files)  # what is new does not wait for what failed
    assert ":" not in other.run_key


def test_metadata_of_a_range(empty, execute):
    write(empty, "a.txt", " date 2026-03-10 They *met* in <b>Rome</b>.")
    take_in(empty)
    request = dg.RunRequest(
        job_name="process_days", tags={RANGE_START: "2026-03-10", RANGE_END: "2026-03-11"}
    )
    result = execute(request)
    events = {
        (event.asset_key.path[-1], event.partition): event.step_materialization_data
        for event in result.get_asset_materialization_events()
    }
    for day, count in (("2026-03-10", 1), ("2026-03-11", 0)):
        metadata = events["documents", day].materialization.metadata
        assert metadata["dagster/partition_row_count"].value == count
    preview = events["sentences", "2026-03-10"].materialization.metadata["preview"].value
    assert "<b>" not in preview
    assert "Rome" in preview


def test_nightly_asks_for_a_publication():
    assert isinstance(nightly(), dg.RunRequest)
    assert nightly.job_name == "publish"


def test_fault_of_the_data_is_a_failed_check(empty, execute, monkeypatch):
    """The run is green, the table's check is red."""
    from pipelines.store.parquet import day_file, read_day, replace_file
    from pipelines.tables import TABLES

    write(empty, "a.txt", " date 2026-03-10 They met in Rome.")
    run_everything(empty, [])
    day, table = date(2026, 3, 10), TABLES["sentences"]
    rows = read_day(empty.parquet, table.name, day, table.stored_schema).to_pylist()
    import pyarrow as pa

    broken = pa.Table.from_pylist([rows[0] | {"text": "x"}], schema=table.stored_schema)
    replace_file(day_file(empty.parquet, table.name, day), broken)
    result = execute(dg.RunRequest(job_name="publish"))
    failed = [c.asset_key.path[-1] for c in result.get_asset_check_evaluations() if not c.passed]
    assert failed == ["sentences"]
