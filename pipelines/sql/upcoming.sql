-- One row per announcement of something in the 30 days after the last publication day (after the day that is asked for): what, when, where, who takes part and who announces it; without what a later report settles.
-- stored
with known as (
    select document_id, publisher, uri, published_on
    from documents
    where duplicate_of is null and superseded_by is null
        -- as of: and published_on <= cast(as_of_day as date)
),
today as (
    select max(least(
        published_on
        -- as of: , cast(as_of_day as date)
    )) as day
    from documents
),
announced as (
    select e.*, t.day, d.publisher, d.uri, r.incident_id
    from events e
    join today t
        on (e.starts_on > t.day and e.starts_on <= t.day + 30)
        or (e.ends_on > t.day and e.ends_on <= t.day + 30)
    join known d on d.document_id = e.document_id
    left join incident_reports r on r.event_id = e.event_id
    where e.status in ('planned', 'agreed', 'proposed') and not e.is_negated and e.same_as is null
),
settled as (
    select r.incident_id, max(d.published_on) as settled_on
    from incident_reports r
    join events e on e.event_id = r.event_id
    join known d on d.document_id = r.document_id
    where r.incident_id in (select incident_id from announced)
        and e.status in ('occurred', 'postponed', 'cancelled', 'denied', 'failed')
    group by r.incident_id
),
parties as (
    select
        event_id,
        string_agg(distinct coalesce(n.name, p.text), '; ' order by coalesce(n.name, p.text)) as parties
    from event_participants p
    left join entities n on n.entity_id = p.entity_id
    where p.event_id in (select event_id from announced) and p.role <> 'place'
    group by event_id
)
select
    coalesce(a.starts_on, a.ends_on) as date,
    a.starts_on,
    a.ends_on,
    a.event_subtype,
    a.status,
    a.round_no,
    a.text as trigger,
    coalesce(place.name, a.place_text) as place_name,
    p.parties,
    coalesce(claimant.name, a.claimant) as claimant_name,
    a.published_on as reported_on,
    a.publisher,
    s.text as sentence,
    a.uri as source_uri,
    a.incident_id,
    a.event_id,
    a.document_id
from announced a
left join settled x on x.incident_id = a.incident_id
left join parties p on p.event_id = a.event_id
left join entities place on place.entity_id = a.place_id
left join entities claimant on claimant.entity_id = a.claimant_id
left join sentences s on s.document_id = a.document_id and s.sentence_no = a.sentence_no
where x.settled_on is null or x.settled_on <= a.published_on
