"""``exports/``: a flat, sorted Parquet and CSV per table and mart, and ``datapackage.json``."""

import json
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.columns import Column
from pipelines.settings import Settings
from pipelines.store.marts import read_marts
from pipelines.store.mending import step
from pipelines.store.parquet import replace_file, replace_text, written_aside
from pipelines.store.spreadsheet import MARK, write_csv
from pipelines.tables import TABLES

_FRICTIONLESS = {
    "varchar": "string",
    "integer": "integer",
    "bigint": "integer",
    "double": "number",
    "date": "date",
    "timestamp": "datetime",
    "boolean": "boolean",
}


@step
def write_exports(settings: Settings) -> dict[str, int]:
    """Write every table and mart of the database; return rows by file.

    The same database gives the same bytes. Types are those that every reader takes.
    """
    counts = {}
    resources = []
    with duckdb.connect(str(settings.database), read_only=True) as db:
        for name, description, columns, key in _contents():
            rows = _read(db, name, columns, key)
            counts[name] = rows.num_rows
            replace_file(settings.exports / f"{name}.parquet", rows)
            _write_csv(settings.exports / f"{name}.csv", rows)
            resources.append(_resource(name, description, columns, key))
    package = {
        "name": "newstables",
        "title": "newstables: what news articles claim, as tables",
        "profile": "tabular-data-package",
        "resources": resources,
    }
    replace_text(settings.exports / "datapackage.json", json.dumps(package, indent=1) + "\n")
    return counts


def _contents() -> list[tuple[str, str, tuple[Column, ...], tuple[str, ...]]]:
    tables = [(t.name, t.description, t.published_columns, t.key) for t in TABLES.values()]
    return tables + [(m.name, m.description, m.columns, ()) for m in read_marts()]


def _read(
    db: duckdb.DuckDBPyConnection, name: str, columns: tuple[Column, ...], key: tuple[str, ...]
) -> pa.Table:
    names = [c.name for c in columns]
    days = [n for n in ("published_on", "reported_on", "date") if n in names][:1]
    order = ", ".join(dict.fromkeys([*days, *(key or names)]))
    rows = db.sql(f"select {', '.join(names)} from {name} order by {order}").to_arrow_table()
    return rows.cast(pa.schema([c.arrow_field for c in columns]))


def _write_csv(path: Path, rows: pa.Table) -> None:
    with written_aside(path) as aside, aside.open("wb") as out:
        out.write(MARK)
        write_csv(rows, out)


def _resource(
    name: str, description: str, columns: tuple[Column, ...], key: tuple[str, ...]
) -> dict[str, object]:
    fields = []
    for column in columns:
        field: dict[str, object] = {
            "name": column.name,
            "type": _FRICTIONLESS[column.type],
            "description": column.description,
        }
        constraints: dict[str, object] = {} if column.nullable else {"required": True}
        if column.allowed:
            constraints["enum"] = list(column.allowed)
        fields.append(field | ({"constraints": constraints} if constraints else {}))
    schema: dict[str, object] = {"fields": fields}
    if key:
        schema["primaryKey"] = list(key)
    return {
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "description": description,
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema,
    }
