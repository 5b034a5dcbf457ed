"""The rows of all days -> what only the whole corpus tells, as whole-table Parquet."""

import pyarrow as pa

from pipelines.link.duplicates import find_duplicates
from pipelines.link.entities import link_entities
from pipelines.settings import Settings
from pipelines.store.incidents import incident_tables
from pipelines.store.parquet import replace_file, scan_days, whole_file
from pipelines.tables import LINKED, MENTIONS, TABLES


def write_linked(settings: Settings) -> dict[str, int]:
    """Link entities, duplicates and incidents over all days; return rows by table."""
    columns = [c.name for c in MENTIONS.daily_columns]
    linked = link_entities(scan_days(settings.parquet, "mentions", columns))
    texts = scan_days(settings.parquet, "documents", ["document_id", "published_on", "text"])
    rows: dict[str, list[dict[str, object]]] = {
        "entities": linked.entities,
        "entity_aliases": linked.entity_aliases,
        "entity_offices": linked.entity_offices,
        "mention_entities": linked.mention_entities,
        "document_duplicates": list(find_duplicates(texts)),
    }
    tables = {name: _sorted(name, found) for name, found in rows.items()}
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
