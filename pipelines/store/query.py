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


# What the whole corpus tells of one document, for a person who looks at it.
_LINKS = {
    "entities": """
select n.name, n.entity_type, n.country, any_value(o.offices) as offices, count(*) as mentions,
    string_agg(distinct m.text, '; ' order by m.text) filter (m.kind = 'name') as printed_as,
    any_value(n.document_count) as documents
from mentions m join entities n using (entity_id)
left join (select entity_id, string_agg(distinct office, '; ' order by office) as offices
    from entity_offices group by entity_id) o using (entity_id)
where m.document_id = $document group by n.entity_id, n.name, n.entity_type, n.country
order by mentions desc, n.name
""",
    "incidents": """
select string_agg(distinct e.text, '; ' order by e.text) as told_here_as, i.event_subtype,
    i.status as latest_status, i.starts_on, i.ends_on, place.name as place,
    i.source_count as sources, string_agg(distinct r.reason, '; ' order by r.reason) as linked_by,
    (select string_agg(distinct d.uri, '; ' order by d.uri) from incident_reports x
        join documents d using (document_id)
        where x.incident_id = i.incident_id and x.document_id <> $document) as also_in
from incident_reports r join events e using (event_id) join incidents i using (incident_id)
left join entities place on place.entity_id = i.place_id
where r.document_id = $document
group by i.incident_id, i.event_subtype, i.status, i.starts_on, i.ends_on, place.name,
    i.source_count
order by max(i.document_count) = 1, min(e.start_char)
""",
    "disagreements": """
select about, event_subtype, category, claim, claimant_name, claims from disagreements
where document_id = $document order by incident_id, about, category, claim_id
""",
    "copies": """
select case when x.document_id = $document then 'repeats' else 'is repeated by' end as this_article,
    d.uri, d.published_on, x.kind, round(x.similarity, 2) as similarity
from document_duplicates x join documents d on d.document_id
    = case when x.document_id = $document then x.duplicate_of else x.document_id end
where $document in (x.document_id, x.duplicate_of) order by d.published_on, d.uri
""",
}


def links_of(settings: Settings, document_id: str) -> dict[str, pa.Table] | None:
    """Return a document's entities, incidents, disagreements and copies as the warehouse has them.

    None where there is no warehouse, or it does not hold the document.
    """
    try:
        db = connect(settings)
    except NoWarehouseError:
        return None
    with db:
        given = {"document": document_id}
        query = "select 1 from documents where document_id = $document"
        if not db.execute(query, given).fetchall():
            return None
        return {
            name: db.sql(query, params=given).to_arrow_table() for name, query in _LINKS.items()
        }
