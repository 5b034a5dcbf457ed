"""The rows of all days -> what only the whole corpus tells, as whole-table Parquet."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa

from pipelines.link.duplicates import find_duplicates
from pipelines.link.entities import Linker
from pipelines.link.overrides import read_overrides
from pipelines.settings import Settings
from pipelines.store.incidents import incident_tables
from pipelines.store.mending import step
from pipelines.store.parquet import replace_file, scan_days, whole_file
from pipelines.tables import LINKED, MENTIONS, TABLES

BATCH = 8192  # rows


@step
def write_linked(settings: Settings) -> dict[str, int]:
    """Link entities, duplicates and incidents over all days; return rows by table."""
    columns = [c.name for c in MENTIONS.daily_columns]
    linker = Linker()
    linker.read(scan_days(settings.parquet, "mentions", columns))
    linker.settle(read_overrides())
    links = _batched(
        "mention_entities", linker.links(scan_days(settings.parquet, "mentions", columns))
    )
    told = ["document_id", "published_on", "text"]
    duplicates = find_duplicates(
        lambda: scan_days(settings.parquet, "documents", told), settings.duplicate_threshold
    )
    rows: dict[str, list[dict[str, object]]] = {
        "entities": linker.entities(),
        "entity_aliases": linker.aliases(),
        "entity_offices": linker.offices.stated(),
        "document_duplicates": duplicates,
    }
    tables = {name: _sorted(name, found) for name, found in rows.items()}
    tables["mention_entities"] = links
    # reads the incident tables of the last run, to tell where ids went that are gone
    for name, found in incident_tables(settings, tables).items():
        tables[name] = _sorted(name, found)
    for table in LINKED:
        replace_file(whole_file(settings.parquet, table.name), tables[table.name])
    return {table.name: tables[table.name].num_rows for table in LINKED}


def _sorted(name: str, rows: list[dict[str, object]]) -> pa.Table:
    table = TABLES[name]
    found = pa.Table.from_pylist(rows, schema=table.stored_schema)
    return found.sort_by([(column, "ascending") for column in table.key])


def _batched(name: str, rows: Iterable[dict[str, object]]) -> pa.Table:
    """Return rows that come one by one as a sorted table; a row is a hundred bytes, no mapping."""
    table = TABLES[name]
    schema = table.stored_schema
    batches = [
        pa.RecordBatch.from_pylist(list(batch), schema=schema) for batch in _chunks(iter(rows))
    ]
    found = pa.Table.from_batches(batches, schema=schema)
    return found.sort_by([(column, "ascending") for column in table.key])


def _chunks(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    while chunk := list(islice(rows, BATCH)):
        yield chunk
