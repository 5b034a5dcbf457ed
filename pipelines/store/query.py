"""Read-only questions to the warehouse."""

import duckdb
import pyarrow as pa

from pipelines.settings import Settings


class NoWarehouseError(ValueError):
    """There is no database yet; the text says how to make one."""


def connect(settings: Settings) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection that can reach nothing but the database.

    Raises:
        NoWarehouseError: no run has published yet.
    """
    if not settings.database.exists():
        raise NoWarehouseError(f"no database at {settings.database}: run `newstables run` first")
    db = duckdb.connect(str(settings.database), read_only=True)
    db.execute("set enable_external_access = false")
    db.execute("set lock_configuration = true")
    return db


def names(settings: Settings) -> list[str]:
    """Return the tables and marts."""
    with connect(settings) as db:
        rows = db.execute("select table_name from information_schema.tables order by 1").fetchall()
    return [name for (name,) in rows]


def read_relation(settings: Settings, name: str) -> pa.Table:
    """Return a whole table or mart.

    Raises:
        ValueError: there is no such table, or no warehouse.
    """
    known = names(settings)
    if name not in known:
        raise ValueError(f"no table {name!r}; there are: {', '.join(known)}")
    with connect(settings) as db:
        return db.sql(f'select * from "{name}"').to_arrow_table()


def first_rows(
    settings: Settings, names: list[str], limit: int
) -> dict[str, list[dict[str, object]]]:
    """Return the first rows of each of the tables and marts."""
    with connect(settings) as db:
        return {
            name: db.sql(f'select * from "{name}" limit {limit}').to_arrow_table().to_pylist()
            for name in names
        }
