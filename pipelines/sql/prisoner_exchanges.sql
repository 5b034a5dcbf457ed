-- One row per figure of prisoners exchanged or freed: when, per side and in all, agreed or done, who mediates and who says so; rival numbers of the incident stand side by side; parts of a number are left out.
-- stored
with known as (
    select document_id, publisher, uri
    from documents
    where duplicate_of is null and superseded_by is null
        -- as of: and published_on <= cast(as_of_day as date)
),
told as (
    select
        f.*,
        c.incident_id,
        d.publisher,
        d.uri,
        coalesce(side.name, f.side) as side_name,
        coalesce(claimant.name, f.claimant) as claimant_name
    from figures f
    join known d on d.document_id = f.document_id
    left join figure_claims c on c.figure_id = f.figure_id
    left join entities side on side.entity_id = f.side_id
    left join entities claimant on claimant.entity_id = f.claimant_id
    where f.category in ('prisoners_exchanged', 'released')
        and f.converts is null and f.subset_of is null
        -- as of: and f.published_on <= cast(as_of_day as date)
),
mediated as (
    select
        r.incident_id,
        string_agg(distinct coalesce(n.name, p.text), '; ' order by coalesce(n.name, p.text)) as mediators
    from incident_reports r
    join event_participants p on p.event_id = r.event_id and p.role in ('mediator', 'host')
    join known d on d.document_id = r.document_id
    left join entities n on n.entity_id = p.entity_id
    where r.incident_id in (select incident_id from told)
    group by r.incident_id
),
numbers as (
    select incident_id, string_agg(distinct number, '; ' order by number) as numbers_told
    from (
        select
            incident_id,
            printf('%.12g', coalesce(value, value_low, value_high))
            || case when per_side then ' each' else '' end
            || coalesce(' of ' || side_name, '')
            || coalesce(' (' || coalesce(claimant_name, publisher) || ')', '') as number
        from told
    )
    where incident_id is not null
    group by incident_id
)
select
    t.published_on as reported_on,
    t.category,
    t.status,
    t.status in ('occurred', 'ongoing') as is_done,
    case when t.starts_on is null and t.ends_on is null then e.starts_on else t.starts_on end as starts_on,
    case when t.starts_on is null and t.ends_on is null then e.ends_on else t.ends_on end as ends_on,
    t.object,
    t.side_name,
    t.value,
    t.value_low,
    t.value_high,
    t.qualifier,
    t.per_side,
    t.party_count,
    t.total,
    t.is_cumulative,
    t.claimant_name,
    m.mediators,
    n.numbers_told,
    t.text,
    t.publisher,
    s.text as sentence,
    t.uri as source_uri,
    t.incident_id,
    t.figure_id,
    t.document_id
from told t
left join events e on e.event_id = t.event_id
    -- as of: and e.published_on <= cast(as_of_day as date)
left join mediated m on m.incident_id = t.incident_id
left join numbers n on n.incident_id = t.incident_id
left join sentences s on s.document_id = t.document_id and s.sentence_no = t.sentence_no
    -- as of: and s.published_on <= cast(as_of_day as date)
