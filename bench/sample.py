"""The warehouse of the sample articles: a given one, or one made for the measurement."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from bench.commands import cpu_seconds
from pipelines.settings import load_settings
from pipelines.store.query import connect

NOW = "2026-07-01T12:00:00"  # after the last sample article, before the future-dated one


@contextmanager
def sample(warehouse: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the sample's database, read only; without a warehouse a run makes one first."""
    with TemporaryDirectory() as folder:
        place = warehouse or Path(folder) / "warehouse"
        if warehouse is None:
            cpu_seconds("run", "--warehouse", str(place), "--now", NOW)
        with connect(load_settings(warehouse=place)) as db:
            yield db
