"""The rows of all days -> what only the whole corpus tells, as whole-table Parquet."""

import pyarrow as pa

from pipelines.link.duplicates import find_duplicates
from pipelines.link.entities import link_entities
from pipelines.settings import Settings
from pipelines.store.parquet import replace_file, scan_days, whole_file
from pipelines.tables import LINKED, MENTIONS


def write_linked(settings: Settings) -> dict[str, int]:
    """Link entities and duplicates over all days; return rows by table.

    A linked table that no rule fills yet is written empty: not found is not in the table.
    """
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
    counts = {}
    for table in LINKED:
        found = pa.Table.from_pylist(rows.get(table.name, []), schema=table.stored_schema)
        found = found.sort_by([(name, "ascending") for name in table.key])
        replace_file(whole_file(settings.parquet, table.name), found)
        counts[table.name] = found.num_rows
    return counts
