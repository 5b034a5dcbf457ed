-- One row per report of talks, a meeting or a call: who, which round, when, where, and whether it took place.
select
    coalesce(e.starts_on, e.published_on) as date,
    e.event_subtype,
    e.status,
    e.round_no,
    e.starts_on,
    e.ends_on,
    coalesce(place.name, e.place_text) as place_name,
    string_agg(distinct coalesce(n.name, p.text), '; ' order by coalesce(n.name, p.text))
        filter (where p.role in ('actor', 'recipient')) as parties,
    string_agg(distinct coalesce(n.name, p.text), '; ' order by coalesce(n.name, p.text))
        filter (where p.role in ('mediator', 'host')) as mediators,
    coalesce(claimant.name, e.claimant) as claimant_name,
    e.published_on as reported_on,
    d.publisher,
    s.text as sentence,
    d.uri as source_uri,
    e.event_id,
    e.document_id
from events e
join documents d on d.document_id = e.document_id
left join sentences s on s.document_id = e.document_id and s.sentence_no = e.sentence_no
left join event_participants p on p.event_id = e.event_id
left join entities n on n.entity_id = p.entity_id
left join entities place on place.entity_id = e.place_id
left join entities claimant on claimant.entity_id = e.claimant_id
where e.event_subtype in ('meeting', 'call', 'mediate')
    and e.same_as is null and d.duplicate_of is null and d.superseded_by is null
group by all
