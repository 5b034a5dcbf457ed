"""The Superset bundle fits the marts: every reference, column and expression in it. No Superset."""

import json
from itertools import chain
from pathlib import Path

import duckdb
import pytest
import yaml

BUNDLE = Path(__file__).parent.parent / "examples" / "superset" / "newstables"
# What Superset can show; a HUGEINT, which sum() gives, it answers with an error.
TYPES = {"VARCHAR", "DATE", "TIMESTAMP", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN"}


def load(folder: str) -> dict[str, dict]:
    """Return the files of a folder of the bundle by their uuid."""
    found = [
        yaml.safe_load(p.read_text("utf-8")) for p in sorted(BUNDLE.glob(f"{folder}/**/*.yaml"))
    ]
    return {part["uuid"]: part for part in found}


DATABASES, DATASETS, CHARTS, DASHBOARDS = map(
    load, ("databases", "datasets", "charts", "dashboards")
)
BY_NAME = {dataset["table_name"]: dataset for dataset in DATASETS.values()}
CHART_NAMES = {chart["slice_name"]: chart for chart in CHARTS.values()}


@pytest.fixture(scope="module")
def db(sample):
    with duckdb.connect(str(sample[0] / "newstables.duckdb"), read_only=True) as found:
        yield found


def expressions(dataset: dict) -> dict[str, str]:
    """Return what the dataset's columns are in SQL: themselves, or what they are made of."""
    return {
        c["column_name"]: c["expression"] or f'"{c["column_name"]}"' for c in dataset["columns"]
    }


def metrics(dataset: dict) -> dict[str, str]:
    return {m["metric_name"]: m["expression"] for m in dataset["metrics"]}


def types(db, text: str) -> list[str]:
    return [kind for _, kind, *_ in db.execute(f"describe {text}").fetchall()]


def test_every_file_is_read_and_has_its_own_uuid():
    files = sorted(BUNDLE.glob("*/**/*.yaml"))
    parts = [DATABASES, DATASETS, CHARTS, DASHBOARDS]
    assert len(files) == sum(map(len, parts)) == len(set(chain(*parts)))
    assert yaml.safe_load((BUNDLE / "metadata.yaml").read_text("utf-8"))["type"] == "Dashboard"


def test_connection_is_read_only_and_holds_no_secret():
    [database] = DATABASES.values()
    assert database["sqlalchemy_uri"] == "duckdb:///warehouse/newstables.duckdb"
    assert database["extra"]["engine_params"]["connect_args"] == {"read_only": True}
    assert not database["allow_dml"]


@pytest.mark.parametrize("name", BY_NAME)
def test_dataset_is_the_mart(db, name):
    """The same columns of the same types, no more and no fewer."""
    dataset = BY_NAME[name]
    stored = {c["column_name"]: c["type"] for c in dataset["columns"] if not c["expression"]}
    rows = db.execute(f'describe "{name}"').fetchall()
    assert stored == {column: kind for column, kind, *_ in rows}
    assert dataset["main_dttm_col"] in stored
    assert dataset["database_uuid"] in DATABASES


@pytest.mark.parametrize("name", BY_NAME)
def test_dataset_computes(db, name):
    """Each calculated column is of the type it says; each metric is of a type that can be shown."""
    dataset = BY_NAME[name]
    for column in dataset["columns"]:
        if column["expression"]:
            assert types(db, f'select {column["expression"]} from "{name}"') == [column["type"]]
            db.execute(f'select {column["expression"]} from "{name}"').fetchall()
    for expression in metrics(dataset).values():
        assert set(types(db, f'select {expression} from "{name}"')) <= TYPES


@pytest.mark.parametrize("name", CHART_NAMES)
def test_chart_answers(db, name):
    """Its columns, metrics and filters are its dataset's, and on the sample it shows something."""
    chart = CHART_NAMES[name]
    dataset, params = DATASETS[chart["dataset_uuid"]], chart["params"]
    known, computed = expressions(dataset), metrics(dataset)
    assert params["viz_type"] == chart["viz_type"]
    lists = ("all_columns", "groupby", "groupbyRows", "groupbyColumns")
    columns = [c for key in lists for c in params.get(key, [])]
    columns += [params[key] for key in ("x_axis",) if key in params]
    measured = [*params.get("metrics", []), *([params["metric"]] if "metric" in params else [])]
    limit = params.get("timeseries_limit_metric")
    assert set(columns) <= set(known)
    assert set(measured) | ({limit} if limit else set()) <= set(computed)
    assert {json.loads(o)[0] for o in params.get("order_by_cols", [])} <= set(known)
    assert set(params.get("column_config", {})) <= set(columns)
    where = []
    for found in params["adhoc_filters"]:
        if found["expressionType"] == "SQL":
            where.append(f"({found['sqlExpression']})")
        else:
            assert found["subject"] in known
    shown = [known[c] for c in columns] + [computed[m] for m in measured]
    query = f'select {", ".join(shown)} from "{dataset["table_name"]}"'
    query += f" where {' and '.join(where)}" if where else ""
    query += " group by all" if measured and columns else ""
    assert db.execute(query).fetchall()


def test_dashboard_shows_every_chart_once():
    [dashboard] = DASHBOARDS.values()
    position = {k: v for k, v in dashboard["position"].items() if isinstance(v, dict)}
    shown = [v["meta"]["uuid"] for v in position.values() if v["type"] == "CHART"]
    assert sorted(shown) == sorted(CHARTS)
    for part in position.values():
        assert all(part["id"] in position[child]["parents"] for child in part.get("children", []))
        if part["type"] == "ROW":
            assert sum(position[child]["meta"]["width"] for child in part["children"]) == 12


def test_filters_stand_on_columns():
    [dashboard] = DASHBOARDS.values()
    found = dashboard["metadata"]["native_filter_configuration"]
    targets = [target for each in found for target in each["targets"] if target]
    assert len(targets) == 3
    for target in targets:
        assert target["column"]["name"] in expressions(DATASETS[target["datasetUuid"]])
