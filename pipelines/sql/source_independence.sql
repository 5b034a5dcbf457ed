-- One row per number of an incident: how many documents give it, and how many independent sources stand behind them once copies and shared agencies are taken out; with the first sentence that gives it.
-- stored
with roots as (
    select document_id, coalesce(duplicate_of, document_id) as root_id, publisher
    from documents
    where superseded_by is null
),
named as (
    -- A reporter's name is no agency.
    select r.root_id, lower(x.name) as source, min(x.name) as label
    from document_sources x
    join roots r on r.document_id = x.document_id
    left join entities n on n.entity_id = x.entity_id
    where x.basis <> 'byline' and n.entity_type is distinct from 'PERSON'
    group by r.root_id, lower(x.name)
),
claims as (
    select
        -- One key in place of six columns in every grouping and join below.
        hash(c.category, c.object, c.side_id, c.value_low, c.value, c.value_high) as number_key,
        c.incident_id, c.category, c.object, c.side_id, c.value_low, c.value, c.value_high,
        r.root_id, c.reported_on, c.figure_id,
        r.root_id <> r.document_id as is_copy,
        r.document_id,
        r.publisher,
        coalesce(n.name, f.claimant) as claimant_name
    from figure_claims c
    join figures f on f.figure_id = c.figure_id and f.converts is null
    join roots r on r.document_id = f.document_id
    left join entities n on n.entity_id = f.claimant_id
),
numbers as (
    select
        incident_id,
        number_key,
        any_value(category) as category,
        any_value(object) as object,
        any_value(side_id) as side_id,
        any_value(value_low) as value_low,
        any_value(value) as value,
        any_value(value_high) as value_high,
        count(distinct document_id) as document_count,
        count(distinct document_id) filter (where is_copy) as copy_count,
        string_agg(distinct claimant_name, '; ' order by claimant_name) as claimants,
        min((reported_on, figure_id)) filter (where not is_copy) as first_claim
    from claims
    group by incident_id, number_key
),
behind as (
    select
        c.*,
        coalesce(n.label, c.publisher) as label,
        -- The first document that a source stands behind is the one that counts for it.
        min((c.first_on, c.root_id)) over (
            partition by c.incident_id, c.number_key, coalesce(n.source, lower(c.publisher), c.root_id)
        ) = (c.first_on, c.root_id) as is_first
    from (
        select
            incident_id,
            number_key,
            root_id,
            min(reported_on) as first_on,
            min(publisher) filter (where not is_copy) as publisher
        from claims
        group by incident_id, number_key, root_id
    ) c
    left join named n on n.root_id = c.root_id
),
independent as (
    select
        incident_id,
        number_key,
        count(*) filter (where is_own) as source_count,
        string_agg(distinct sources, '; ' order by sources) as sources
    from (
        select
            incident_id,
            number_key,
            root_id,
            bool_and(is_first) as is_own,
            string_agg(label, ', ' order by label) as sources
        from behind
        group by incident_id, number_key, root_id
    )
    group by incident_id, number_key
)
select
    f.published_on as reported_on,
    n.category,
    n.object,
    side.name as side_name,
    n.value_low,
    n.value,
    n.value_high,
    n.document_count,
    n.copy_count,
    i.source_count,
    i.sources,
    n.claimants,
    f.text,
    s.text as sentence,
    d.uri as source_uri,
    n.incident_id,
    f.figure_id,
    f.document_id
from numbers n
join independent i on i.incident_id = n.incident_id and i.number_key = n.number_key
join figures f on f.figure_id = n.first_claim[2]
join documents d on d.document_id = f.document_id
left join entities side on side.entity_id = n.side_id
left join sentences s on s.document_id = f.document_id and s.sentence_no = f.sentence_no
