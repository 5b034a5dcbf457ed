-- One row per numbered round of talks between the same two states: place, planned and actual days, outcome and how its status changed, with the sentence of the last report.
-- stored
with known as (
    select document_id, uri
    from documents
    where duplicate_of is null and superseded_by is null
        -- as of: and published_on <= cast(as_of_day as date)
),
written as materialized (
    select f.*, cast(f.value as integer) as number
    from figures f
    join known d on d.document_id = f.document_id
    where f.category = 'talks_round' and f.kind = 'ordinal' and f.value between 1 and 999
),
meetings as materialized (
    select
        e.*,
        min(coalesce(w.number, o.number)) over (
            partition by coalesce(e.same_as, e.event_id)
        ) as number
    from events e
    -- "The first meeting of the experts" is no first round: the document says "round" somewhere.
    left join (
        select distinct document_id, number from written
    ) o on o.document_id = e.document_id and o.number = e.round_no
    left join (
        select event_id, min(number) as number from written group by event_id
    ) w on w.event_id = e.event_id
    where e.event_subtype in ('meeting', 'call', 'mediate')
        and e.document_id in (select document_id from written)
),
lone_days as (
    select document_id, sentence_no, min(starts_on) as starts_on, min(ends_on) as ends_on
    from time_expressions
    where timex_type = 'DATE' and granularity in ('day', 'week', 'month')
        and document_id in (select document_id from written)
    group by document_id, sentence_no
    having count(*) = 1
),
named as materialized (
    select m.document_id, m.sentence_no, m.entity_id, n.country,
        n.entity_type in ('GPE', 'FAC') and n.gazetteer_id not like 'iso3166:%' as is_town
    from mentions m
    join entities n on n.entity_id = m.entity_id
    where m.document_id in (select document_id from written)
        -- as of: and m.published_on <= cast(as_of_day as date)
),
lone_towns as (
    select document_id, sentence_no, min(entity_id) as place_id
    from named
    where is_town
    group by document_id, sentence_no
    having count(distinct entity_id) = 1
),
numbered as (
    select
        event_id as report_id, event_id, number, document_id, published_on, sentence_no, start_char,
        status, starts_on, ends_on, place_id, place_text, claimant, claimant_id
    from meetings
    where number is not null
    union all
    -- "A fourth round is planned for 17-18 March" names no act: the number itself tells of it, with
    -- the one day and the one town that its sentence names. What is still to come has not occurred.
    select
        w.figure_id, w.event_id, w.number, w.document_id, w.published_on, w.sentence_no, w.start_char,
        case
            when w.status = 'occurred' and coalesce(w.starts_on, w.ends_on, l.starts_on, l.ends_on) > w.published_on
                then 'planned'
            else w.status
        end,
        case when w.starts_on is null and w.ends_on is null then l.starts_on else w.starts_on end,
        case when w.starts_on is null and w.ends_on is null then l.ends_on else w.ends_on end,
        coalesce(w.place_id, t.place_id), null, w.claimant, w.claimant_id
    from written w
    left join meetings m on m.event_id = w.event_id
    left join lone_days l on l.document_id = w.document_id and l.sentence_no = w.sentence_no
    left join lone_towns t on t.document_id = w.document_id and t.sentence_no = w.sentence_no
    where m.event_id is null
),
met as materialized (
    select n.*, r.incident_id
    from numbered n
    join known d on d.document_id = n.document_id
    left join incident_reports r on r.event_id = n.event_id
),
mates as materialized (
    -- A round whose own words give no day takes that which its article gives its incident:
    -- "they met on 9-10 June".
    select
        r.incident_id,
        max((coalesce(e.ends_on - e.starts_on, 0) < 15, e.published_on, e.event_id, e.starts_on, e.ends_on)) as held
    from incident_reports r
    join events e on e.event_id = r.event_id
    join known d on d.document_id = r.document_id
    where (r.incident_id, r.document_id) in (select (incident_id, document_id) from met)
        and e.event_subtype = 'meeting' and e.status in ('occurred', 'ongoing') and not e.is_negated
        and e.starts_on <= e.published_on
    group by r.incident_id
),
reports as (
    select *, sum(is_new) over (partition by number order by published_on, document_id, start_char) as spell
    from (
        -- A round of the same number after a quarter without reports is one of other talks.
        select
            *,
            cast(coalesce(published_on - lag(published_on) over (
                partition by number order by published_on, document_id, start_char
            ) > 90, false) as integer) as is_new
        from met
    )
),
states as (
    select document_id, list(country order by mentions desc, country) as states
    from (
        select document_id, country, count(*) as mentions
        from named
        where country is not null
        group by all
    )
    group by document_id
),
sided as (
    select r.*, s.states, list_sort(s.states[1:2]) as own_pair
    from reports r
    left join states s on s.document_id = r.document_id
),
pairs as (
    select number, spell, max((reports, own_pair))[2] as main_pair
    from (
        select number, spell, own_pair, count(*) as reports
        from sided
        where len(states) > 1
        group by number, spell, own_pair
    )
    group by number, spell
),
placed as (
    select
        r.*,
        case
            when len(coalesce(r.states, [])) < 2 or list_has_all(r.states, m.main_pair)
                then array_to_string(m.main_pair, '; ')
            else array_to_string(r.own_pair, '; ')
        end as states_named,
        coalesce(place.name, r.place_text) as place_name,
        case
            when r.starts_on = r.ends_on then cast(r.starts_on as varchar)
            when r.ends_on is null then 'from ' || cast(r.starts_on as varchar)
            when r.starts_on is null then 'by ' || cast(r.ends_on as varchar)
            else cast(r.starts_on as varchar) || '..' || cast(r.ends_on as varchar)
        end as days,
        coalesce(claimant.name, r.claimant) as claimant_name
    from sided r
    left join pairs m on m.number = r.number and m.spell = r.spell
    left join entities place on place.entity_id = r.place_id
    left join entities claimant on claimant.entity_id = r.claimant_id
),
rounds as (
    select
        number as round_no,
        states_named,
        spell,
        mode(place_name order by published_on desc, report_id) as place_name,
        string_agg(distinct place_name, '; ' order by place_name) as places_named,
        string_agg(distinct days, '; ' order by days)
            filter (where status in ('planned', 'proposed', 'agreed', 'postponed', 'hypothetical')) as planned_days,
        max((coalesce(ends_on - starts_on, 0) < 15, published_on, report_id, starts_on, ends_on))
            filter (where status in ('occurred', 'ongoing') and starts_on <= published_on) as told,
        max(a.held) as held,
        count(*) filter (where status in ('occurred', 'ongoing')) > 0 as is_held,
        max((published_on, document_id, start_char, report_id, status, sentence_no)) as last_report,
        string_agg(
            cast(published_on as varchar) || ' ' || status || coalesce(' ' || days, '')
            || coalesce(' (' || claimant_name || ')', ''),
            '; ' order by published_on, document_id, start_char
        ) as status_history,
        count(distinct document_id) as document_count,
        min(published_on) as first_reported_on,
        mode(incident_id order by incident_id) as incident_id
    from placed
    left join mates a using (incident_id)
    group by number, states_named, spell
)
select
    r.round_no,
    r.states_named,
    r.place_name,
    r.places_named,
    r.planned_days,
    case when r.told[1] then r.told else coalesce(r.held, r.told) end[4] as starts_on,
    case when r.told[1] then r.told else coalesce(r.held, r.told) end[5] as ends_on,
    r.is_held,
    r.last_report[5] as status,
    r.status_history,
    r.document_count,
    r.first_reported_on,
    r.last_report[1] as reported_on,
    s.text as sentence,
    d.uri as source_uri,
    r.incident_id,
    r.last_report[2] as document_id
from rounds r
join known d on d.document_id = r.last_report[2]
left join sentences s on s.document_id = r.last_report[2] and s.sentence_no = r.last_report[6]
