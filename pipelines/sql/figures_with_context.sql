-- One row per figure of an article that repeats no other, with its sentence, its article and who says so.
select
    f.published_on,
    d.publisher,
    d.title as article_title,
    f.category,
    f.text,
    f.value_low,
    f.value,
    f.value_high,
    f.qualifier,
    f.unit,
    f.per_side,
    f.total,
    f.is_cumulative,
    f.status,
    coalesce(side.name, f.side) as side_name,
    coalesce(claimant.name, f.claimant) as claimant_name,
    f.starts_on,
    f.ends_on,
    place.name as place_name,
    s.text as sentence,
    d.uri as source_uri,
    f.figure_id,
    f.document_id,
    f.start_char,
    f.end_char
from figures f
join documents d on d.document_id = f.document_id
left join sentences s on s.document_id = f.document_id and s.sentence_no = f.sentence_no
left join entities side on side.entity_id = f.side_id
left join entities claimant on claimant.entity_id = f.claimant_id
left join entities place on place.entity_id = f.place_id
where d.duplicate_of is null and d.superseded_by is null and f.converts is null
