"""Definitions: they load, and the asset graph shows every table of the contract and every mart."""

import re
from base64 import b64decode

import dagster as dg
import pytest

from pipelines.definitions import defs
from pipelines.defs.assets import briefing_charts
from pipelines.defs.resources import WarehouseResource
from pipelines.store.checks import all_checks
from pipelines.store.marts import read_marts
from pipelines.tables import DAILY, TABLES


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return defs()


@pytest.fixture(scope="module")
def graph(definitions):
    return definitions.resolve_asset_graph()


def test_loadable(definitions):
    dg.Definitions.validate_loadable(definitions)


def test_one_process(definitions):
    """Six trivial steps: 4.5 CPU-s in one process, 24.7 in a process each."""
    assert definitions.executor is dg.in_process_executor


def test_every_table_and_mart_is_an_asset(graph):
    """Asset = table = Parquet folder = DuckDB table, under one name."""
    names = {key.path[-1] for key in graph.get_all_asset_keys()}
    products = {"intake", "_parses", "database", "exports", "briefing", "briefing_charts"}
    assert names == {*TABLES, *(mart.name for mart in read_marts()), *products}


def test_every_asset_is_described_grouped_and_owned(graph):
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.group_name in {"landed", "extracted", "linked", "published", "marts"}, key
        assert node.owners, key
        assert node.kinds, key


@pytest.mark.parametrize("name", [*TABLES, *(mart.name for mart in read_marts())])
def test_column_schema(graph, name):
    node = graph.get(dg.AssetKey(name))
    columns = {c.name: c for c in node.metadata["dagster/column_schema"].columns}
    if name in TABLES:
        table = TABLES[name]
        wanted = table.daily_columns if table.is_daily else table.published_columns
        assert list(columns) == [c.name for c in wanted]
        assert node.description == table.description
    else:
        assert "```sql" in node.description
    assert all(c.description for c in columns.values())


def test_daily_tables_have_a_partition_per_day(graph):
    daily = {t.name for t in DAILY} | {"_parses"}
    for key in graph.get_all_asset_keys():
        assert (graph.get(key).partitions_def is not None) == (key.path[-1] in daily), key


def test_backfill_is_a_single_run(graph):
    """A range of days is one run."""
    for key in graph.get_all_asset_keys():
        assert graph.get(key).backfill_policy == dg.BackfillPolicy.single_run(), key


def test_data_walks_one_way(graph):
    """From intake to exports: nothing published is read by an earlier layer."""
    order = ["landed", "extracted", "linked", "published", "marts"]
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        if key.path[-1] == "exports" or node.group_name in ("published", "marts"):
            continue
        for parent in node.parent_keys:
            above = graph.get(parent).group_name
            assert order.index(above) <= order.index(node.group_name), (parent, key)
    upstream = graph.get(dg.AssetKey("exports")).parent_keys
    assert {dg.AssetKey(mart.name) for mart in read_marts()} <= set(upstream)


def test_every_table_with_rules_is_checked(graph):
    checked = {key.asset_key.path[-1] for key in graph.asset_check_keys}
    assert {check.table for check in all_checks()} <= checked


def test_jobs_sensors_and_schedule(definitions):
    repository = definitions.get_repository_def()
    jobs = {job.name for job in repository.get_all_jobs()}
    assert {"take_in", "process_days", "publish", "process_days_in_bulk"} <= jobs
    sensors = {s.name: s.default_status for s in repository.sensor_defs}
    running = dg.DefaultSensorStatus.RUNNING
    assert sensors == {"new_files": running, "touched_days": running}
    [schedule] = repository.schedule_defs
    assert schedule.cron_schedule == "15 4 * * *"
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING  # with nothing set


def test_what_readers_see_has_a_freshness_policy(graph):
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        wanted = node.group_name in ("published", "marts", "linked") or key.path[-1] == "intake"
        wanted = wanted and key.path[-1] != "briefing_charts"
        assert (node.freshness_policy is not None) == wanted, key


def test_freshness_is_looked_at():
    """Policies do nothing unless the instance says so."""
    import yaml

    from pipelines.settings import PROJECT_ROOT

    text = (PROJECT_ROOT / "dagster.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["freshness"] == {"enabled": True}


def test_charts_are_pictures_in_the_metadata(sample_settings):
    """Where Dagster shows them: PNG inside the text, nothing to fetch."""
    resource = WarehouseResource(
        inbox=str(sample_settings.inbox), warehouse=str(sample_settings.warehouse)
    )
    found = briefing_charts(warehouse=resource).metadata
    assert set(found) == {"coverage", "exchanges", "tolls", "rounds", "speakers"}
    for shown in found.values():
        [data] = re.findall(r"^!\[\w+\]\(data:image/png;base64,([\w+/=]+)\)$", shown.md_str)
        assert b64decode(data).startswith(b"\x89PNG")
