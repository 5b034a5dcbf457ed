-- One row per report that something was postponed, called off, denied or failed: what, when it was due, by whom and who says so.
-- stored
with called_off as (
    select e.*, d.publisher, d.uri
    from events e
    join documents d on d.document_id = e.document_id
    -- "No transcript was released" denies nothing, "Armenia said that it had not fired" does.
    where (e.status in ('postponed', 'cancelled', 'denied', 'failed') or e.is_negated and e.claimant is not null)
        and e.same_as is null and d.duplicate_of is null and d.superseded_by is null
),
parties as (
    select
        event_id,
        string_agg(distinct coalesce(n.name, p.text), '; ' order by coalesce(n.name, p.text)) as parties
    from event_participants p
    left join entities n on n.entity_id = p.entity_id
    where p.event_id in (select event_id from called_off) and p.role <> 'place'
    group by event_id
)
select
    e.published_on as reported_on,
    e.status,
    e.is_negated,
    e.event_subtype,
    e.round_no,
    e.text as trigger,
    e.starts_on,
    e.ends_on,
    coalesce(place.name, e.place_text) as place_name,
    p.parties,
    coalesce(claimant.name, e.claimant) as claimant_name,
    i.status as latest_status,
    e.publisher,
    s.text as sentence,
    e.uri as source_uri,
    r.incident_id,
    e.event_id,
    e.document_id
from called_off e
left join parties p on p.event_id = e.event_id
left join incident_reports r on r.event_id = e.event_id
left join incidents i on i.incident_id = r.incident_id
left join entities place on place.entity_id = e.place_id
left join entities claimant on claimant.entity_id = e.claimant_id
left join sentences s on s.document_id = e.document_id and s.sentence_no = e.sentence_no
