-- One row per claim of people killed, wounded or missing: incident, side, who says so, lowest, stated and highest number, over time; rows are claims, never to be added up.
-- stored
with known as (
    select document_id, publisher, uri
    from documents
    where duplicate_of is null and superseded_by is null
        -- as of: and published_on <= cast(as_of_day as date)
),
told as (
    select f.*, c.incident_id, c.is_disputed, d.publisher, d.uri
    from figures f
    join known d on d.document_id = f.document_id
    left join figure_claims c on c.figure_id = f.figure_id
    where f.category in ('killed', 'wounded', 'casualties', 'missing') and f.converts is null
        -- as of: and f.published_on <= cast(as_of_day as date)
),
ordered as (
    select
        *,
        lag(coalesce(value, value_low, value_high)) over claims as previous_value,
        lead(figure_id) over claims is null as is_latest
    from told
    window claims as (
        partition by
            coalesce(incident_id, document_id), category, object, side_id, claimant_id,
            is_cumulative, change, subset_of is null
        order by published_on, document_id, start_char
    )
)
select
    t.published_on as reported_on,
    t.category,
    i.event_subtype,
    i.starts_on as incident_starts_on,
    place.name as place_name,
    t.object,
    coalesce(side.name, t.side) as side_name,
    coalesce(claimant.name, t.claimant) as claimant_name,
    t.value_low,
    t.value,
    t.value_high,
    t.qualifier,
    t.previous_value,
    t.is_latest,
    t.is_cumulative,
    t.change,
    t.subset_of is not null as is_part,
    t.status,
    t.is_disputed,
    t.text,
    t.publisher,
    s.text as sentence,
    t.uri as source_uri,
    t.incident_id,
    t.figure_id,
    t.document_id
from ordered t
left join incidents i on i.incident_id = t.incident_id
left join entities place on place.entity_id = coalesce(t.place_id, i.place_id)
left join entities side on side.entity_id = t.side_id
left join entities claimant on claimant.entity_id = t.claimant_id
left join sentences s on s.document_id = t.document_id and s.sentence_no = t.sentence_no
    -- as of: and s.published_on <= cast(as_of_day as date)
