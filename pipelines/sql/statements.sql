-- One row per statement, its runs joined: who, in which office, to whom, the words as printed and whether they are quoted or reported.
with offices as (
    select entity_id, string_agg(distinct office, '; ' order by office) as offices
    from entity_offices
    group by entity_id
),
later_runs as (
    select continues, string_agg(text, ' … ' order by start_char) as text
    from quotations
    where continues is not null
    group by continues
)
select
    q.published_on as reported_on,
    q.speaker as speaker_name,
    q.speaker_office as office,
    o.offices as known_offices,
    speaker.country as speaker_country,
    addressee.name as addressee_name,
    q.form,
    q.text || coalesce(' … ' || l.text, '') as statement,
    q.cue,
    d.publisher,
    d.title as article_title,
    s.text as sentence,
    d.uri as source_uri,
    q.speaker_id,
    q.quotation_id,
    q.document_id,
    q.start_char,
    q.end_char
from quotations q
join documents d on d.document_id = q.document_id
left join later_runs l on l.continues = q.quotation_id
left join offices o on o.entity_id = q.speaker_id
left join entities speaker on speaker.entity_id = q.speaker_id
left join entities addressee on addressee.entity_id = q.addressee_id
left join sentences s on s.document_id = q.document_id and s.sentence_no = q.sentence_no
where q.continues is null and d.duplicate_of is null and d.superseded_by is null
