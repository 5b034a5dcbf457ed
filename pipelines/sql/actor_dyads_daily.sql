-- One row per day, actor, other party and PLOVER root, as GDELT counts them: what is said to have happened between them, with the mean Goldstein value; an act of equals counts once, names in order.
-- stored
with happened as (
    select e.*, coalesce(e.starts_on, e.published_on) as date, r.incident_id
    from events e
    join documents d on d.document_id = e.document_id
    left join incident_reports r on r.event_id = e.event_id
    where e.same_as is null and not e.is_negated and e.status in ('occurred', 'ongoing', 'agreed')
        and d.duplicate_of is null and d.superseded_by is null
),
parties as (
    select distinct event_id, entity_id, role = 'actor' as acts
    from event_participants
    where role in ('actor', 'recipient', 'victim') and entity_id is not null
),
received as (
    select distinct event_id from parties where not acts
),
pairs as (
    select a.event_id, a.entity_id as actor_id, b.entity_id as other_id
    from parties a
    join parties b on b.event_id = a.event_id and b.entity_id <> a.entity_id
    left join received r on r.event_id = a.event_id
    where a.acts
        and case when r.event_id is null then b.acts and a.entity_id < b.entity_id else not b.acts end
),
days as (
    select
        h.date,
        p.actor_id,
        p.other_id,
        h.event_type,
        count(distinct coalesce(h.incident_id, h.event_id)) as event_count,
        count(*) as report_count,
        count(distinct h.document_id) as document_count,
        avg(h.goldstein) as mean_goldstein,
        min(h.event_id) as event_id
    from pairs p
    join happened h on h.event_id = p.event_id
    group by h.date, p.actor_id, p.other_id, h.event_type
)
select
    g.date,
    actor.name as actor_name,
    other.name as other_name,
    g.event_type,
    g.event_count,
    g.report_count,
    g.document_count,
    g.mean_goldstein,
    s.text as sentence,
    d.uri as source_uri,
    g.actor_id,
    g.other_id,
    g.event_id,
    e.document_id
from days g
join events e on e.event_id = g.event_id
join documents d on d.document_id = e.document_id
join entities actor on actor.entity_id = g.actor_id
join entities other on other.entity_id = g.other_id
left join sentences s on s.document_id = e.document_id and s.sentence_no = e.sentence_no
