-- One row per entity and publication day: how often it is named, takes part in events and speaks, with the first sentence of the day that names it.
with traces as (
    select m.entity_id, m.document_id, m.published_on, min(m.sentence_no) as sentence_no,
        count(*) as mentions, 0 as events, 0 as statements
    from mentions m
    where m.entity_id is not null
    group by m.entity_id, m.document_id, m.published_on
    union all
    select p.entity_id, p.document_id, p.published_on, null, 0, count(distinct p.event_id), 0
    from event_participants p
    join events e on e.event_id = p.event_id and e.same_as is null
    where p.entity_id is not null
    group by p.entity_id, p.document_id, p.published_on
    union all
    select q.speaker_id, q.document_id, q.published_on, null, 0, 0, count(*)
    from quotations q
    where q.speaker_id is not null and q.continues is null
    group by q.speaker_id, q.document_id, q.published_on
),
days as (
    select
        t.entity_id,
        t.published_on,
        count(distinct t.document_id) as document_count,
        cast(sum(t.mentions) as bigint) as mention_count,
        cast(sum(t.events) as bigint) as event_count,
        cast(sum(t.statements) as bigint) as statement_count,
        arg_min(t.document_id, t.document_id) filter (where t.sentence_no is not null) as document_id,
        arg_min(t.sentence_no, t.document_id) filter (where t.sentence_no is not null) as sentence_no
    from traces t
    join documents d on d.document_id = t.document_id
    where d.duplicate_of is null and d.superseded_by is null
    group by t.entity_id, t.published_on
)
select
    t.published_on,
    n.name as entity_name,
    n.entity_type,
    n.country,
    t.document_count,
    t.mention_count,
    t.event_count,
    t.statement_count,
    s.text as sentence,
    d.uri as source_uri,
    t.entity_id,
    t.document_id
from days t
join entities n on n.entity_id = t.entity_id
left join documents d on d.document_id = t.document_id
left join sentences s on s.document_id = t.document_id and s.sentence_no = t.sentence_no
