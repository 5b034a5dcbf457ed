-- One row per figure of prisoners exchanged or freed: per side and in all, agreed or done, and who says so; rival numbers stand side by side.
select
    f.published_on as reported_on,
    f.category,
    f.status,
    f.starts_on,
    f.ends_on,
    coalesce(side.name, f.side) as side_name,
    f.value,
    f.value_low,
    f.value_high,
    f.qualifier,
    f.per_side,
    f.party_count,
    f.total,
    f.is_cumulative,
    coalesce(claimant.name, f.claimant) as claimant_name,
    f.text,
    d.publisher,
    s.text as sentence,
    d.uri as source_uri,
    f.figure_id,
    f.document_id
from figures f
join documents d on d.document_id = f.document_id
left join sentences s on s.document_id = f.document_id and s.sentence_no = f.sentence_no
left join entities side on side.entity_id = f.side_id
left join entities claimant on claimant.entity_id = f.claimant_id
where f.category in ('prisoners_exchanged', 'released')
    and f.converts is null and d.duplicate_of is null and d.superseded_by is null
