"""Where ``newstables run`` keeps Dagster's history: the same SQLite files, opened once.

Dagster's own storage opens and closes a file, and builds an engine, for every statement: five times
an event, 10 to 15 ms of CPU for each day and table that a run reports. The files and their contents
are the same, so the UI reads them as its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine

BUSY = 30  # seconds to wait for another writer


class HeldEventLogStorage(SqliteEventLogStorage):
    """Dagster's event log in SQLite files that stay open until the run ends."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None):
        """See ``SqliteEventLogStorage``."""
        self._engines: dict[str, Engine] = {}
        self._known: set[str] = set()  # tables and columns that are there
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Any
    ) -> "HeldEventLogStorage":
        """Return the storage that a configuration names."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engines.get(shard)
            if engine is None:
                engine = self._engines[shard] = create_engine(
                    self.conn_string_for_shard(shard), connect_args={"timeout": BUSY}
                )
                event.listen(engine, "connect", _relaxed)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.connect() as connection, connection.begin():
                yield connection

    def has_table(self, table_name: str) -> bool:
        """Return whether there is such a table: asked for each event, over a new connection."""
        if table_name not in self._known and super().has_table(table_name):
            self._known.add(table_name)
        return table_name in self._known

    def _has_asset_key_col_on_connection(self, conn: Connection, column_name: str) -> bool:
        column = f"asset key: {column_name}"
        if column not in self._known and super()._has_asset_key_col_on_connection(
            conn, column_name
        ):
            self._known.add(column)
        return column in self._known

    def dispose(self) -> None:
        """Close the files."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
        super().dispose()


def _relaxed(connection: Any, record: object) -> None:
    """NORMAL, with a write-ahead log, may lose the last events in a power cut, never the file."""
    del record
    connection.execute("PRAGMA synchronous = NORMAL")
