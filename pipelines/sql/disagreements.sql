-- One row per claim that another claim of the same incident contradicts: by more than a fifth in a number, or on the day or the place of what took place; the claims stand side by side.
-- stored
with kept as (
    select document_id, publisher, uri
    from documents
    where duplicate_of is null and superseded_by is null
),
counted as (
    select
        c.incident_id,
        c.category,
        c.object,
        c.side_id,
        f.published_on,
        f.document_id,
        f.sentence_no,
        f.figure_id as claim_id,
        coalesce(n.name, f.claimant) as claimant_name,
        coalesce(c.value_low, c.value, 0) as low,
        coalesce(c.value_high, c.value, 'infinity'::double) as high,
        min(high) over alike as lowest_high,
        max(low) over alike as highest_low,
        min(f.document_id || coalesce(f.claimant, '')) over alike
        < max(f.document_id || coalesce(f.claimant, '')) over alike as has_rivals,
        case
            when c.value is null
                then coalesce(printf('%.12g', c.value_low), '') || '..' || coalesce(printf('%.12g', c.value_high), '')
            else printf('%.12g', c.value)
        end as claim
    from figure_claims c
    join figures f on f.figure_id = c.figure_id
    join kept d on d.document_id = f.document_id
    left join entities n on n.entity_id = f.claimant_id
    where f.converts is null and f.subset_of is null and f.change is null
    window alike as (
        partition by c.incident_id, c.category, c.object, c.side_id, c.is_cumulative, f.unit, f.per_side
    )
),
numbers as (
    select
        'number' as about, incident_id, category, object, side_id, published_on, document_id,
        sentence_no, claim_id, claimant_name, claim
    from counted
    where has_rivals and (low > 1.2 * lowest_high or highest_low > 1.2 * high)
),
happened as (
    select
        r.incident_id,
        e.published_on,
        e.document_id,
        e.sentence_no,
        e.event_id as claim_id,
        e.starts_on,
        e.ends_on,
        place.name as place_name,
        place.country,
        -- A country is no other place than a town in it.
        case when place.gazetteer_id not like 'iso3166:%' then e.place_id end as spot,
        coalesce(n.name, e.claimant) as claimant_name
    from events e
    join kept d on d.document_id = e.document_id
    join incident_reports r on r.event_id = e.event_id
    join incidents i on i.incident_id = r.incident_id and i.document_count > 1
    left join entities place on place.entity_id = e.place_id
    left join entities n on n.entity_id = e.claimant_id
    where e.same_as is null and e.status in ('occurred', 'ongoing') and not e.is_negated
        and (e.starts_on is not null or e.place_id is not null)
),
apart as (
    select
        incident_id,
        max(starts_on) > min(ends_on) as days_differ,
        count(distinct country) > 1 or count(distinct spot) > 1 as places_differ
    from happened
    group by incident_id
),
days as (
    select
        'date' as about, h.incident_id, h.published_on, h.document_id, h.sentence_no, h.claim_id, h.claimant_name,
        cast(h.starts_on as varchar)
        || case when h.ends_on > h.starts_on then '..' || cast(h.ends_on as varchar) else '' end as claim
    from happened h
    join apart a on a.incident_id = h.incident_id and a.days_differ
    where h.starts_on is not null
),
spots as (
    select
        'place' as about, h.incident_id, h.published_on, h.document_id, h.sentence_no, h.claim_id, h.claimant_name,
        h.place_name as claim
    from happened h
    join apart a on a.incident_id = h.incident_id and a.places_differ
    where h.place_name is not null
),
claims as (
    select * from numbers
    union all by name select * from days
    union all by name select * from spots
),
sides as (
    select
        incident_id, about, category, object, side_id,
        string_agg(distinct claim || coalesce(' (' || claimant_name || ')', ''), '; '
            order by claim || coalesce(' (' || claimant_name || ')', '')) as claims,
        count(distinct claimant_name) as claimant_count
    from claims
    group by all
)
select
    c.published_on as reported_on,
    c.about,
    i.event_subtype,
    i.starts_on as incident_starts_on,
    place.name as place_name,
    c.category,
    c.object,
    side.name as side_name,
    c.claim,
    c.claimant_name,
    x.claims,
    x.claimant_count,
    d.publisher,
    s.text as sentence,
    d.uri as source_uri,
    c.incident_id,
    c.claim_id,
    c.document_id
from claims c
join sides x
    on x.incident_id = c.incident_id and x.about = c.about
    and x.category is not distinct from c.category
    and x.object is not distinct from c.object
    and x.side_id is not distinct from c.side_id
join incidents i on i.incident_id = c.incident_id
join kept d on d.document_id = c.document_id
left join entities place on place.entity_id = i.place_id
left join entities side on side.entity_id = c.side_id
left join sentences s on s.document_id = c.document_id and s.sentence_no = c.sentence_no
