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
        ) as number,
        coalesce(w.number, o.number) is not null as is_named
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
next_ones as materialized (
    -- "The next round of talks": its number is that of the last one held and one more.
    select e.*
    from events e
    join known d on d.document_id = e.document_id
    join sentences s on s.document_id = e.document_id and s.sentence_no = e.sentence_no
    where e.event_subtype = 'meeting' and e.round_no is null and not e.is_negated
        and regexp_matches(e.text, '(?i)\bround\b')
        and e.status in ('planned', 'agreed', 'proposed', 'postponed', 'cancelled')
        -- as of: and e.published_on <= cast(as_of_day as date)
        and regexp_matches(s.text, '(?i)\bnext round of (?:[\w-]+ )?(?:talks|negotiations)\b')
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
    where m.document_id in (select document_id from written union all select document_id from next_ones)
        -- as of: and m.published_on <= cast(as_of_day as date)
),
lone_towns as (
    select document_id, sentence_no, min(entity_id) as place_id
    from named
    where is_town
    group by document_id, sentence_no
    having count(distinct entity_id) = 1
),
lengths as (
    -- "Two days of talks", "a two-day meeting": the length stands right before the meeting.
    select coalesce(e.same_as, e.event_id) as event_id, max(cast(t.value[2:2] as integer)) as days
    from events e
    join time_expressions t
        on t.document_id = e.document_id and t.sentence_no = e.sentence_no
        and t.timex_type = 'DURATION' and regexp_matches(t.value, '^P[2-9]D$')
        and e.start_char - t.end_char between 0 and 4
    where e.event_subtype = 'meeting'
    group by all
),
held_lately as (
    -- What an article reports as over: the first meeting of the week before it, with its length.
    select
        e.document_id,
        min_by(least(e.starts_on, e.ends_on - cast(coalesce(l.days, 1) - 1 as integer)), e.start_char) as starts_on,
        min_by(e.ends_on, e.start_char) as ends_on,
        min_by(struct_pack(place_id := e.place_id, place_text := e.place_text), e.start_char) as place
    from events e
    left join lengths l on l.event_id = coalesce(e.same_as, e.event_id)
    where e.event_subtype = 'meeting' and e.status = 'occurred' and not e.is_negated
        and e.starts_on >= e.published_on - 7 and e.ends_on <= e.published_on
        and e.document_id in (select document_id from written)
    group by e.document_id
),
told_of as (
    select
        event_id as report_id, event_id, number, document_id, published_on, sentence_no, start_char,
        status, starts_on, ends_on, place_id, place_text, claimant, claimant_id
    from meetings
    -- "The talks" may be the round, a journey or another summit that is taken for it is not.
    where number is not null and (is_named or regexp_matches(text, '(?i)talks|negotiation|round'))
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
before_next as materialized (
    select x.event_id, x.document_id, o.document_id as held_in, o.number
    from next_ones x
    join told_of o
        on o.status in ('occurred', 'ongoing')
        and o.published_on between x.published_on - 60 and x.published_on - 1
),
followed as (
    -- Only a round of the last two months, told of in an article on the same two states.
    select event_id, max(number) + 1 as number
    from (
        select p.event_id, p.held_in, p.number
        from before_next p
        join named a on a.document_id = p.document_id
        join named b on b.document_id = p.held_in and b.country = a.country
        group by p.event_id, p.held_in, p.number
        having count(distinct a.country) > 1
    )
    group by event_id
),
all_told as (
    from told_of
    union all
    select
        x.event_id, x.event_id, f.number, x.document_id, x.published_on, x.sentence_no, x.start_char,
        x.status, x.starts_on, x.ends_on, x.place_id, x.place_text, x.claimant, x.claimant_id
    from next_ones x
    join followed f on f.event_id = x.event_id
),
numbered as (
    -- An article that tells of one round as over tells of it where it reports a meeting of that week.
    select
        t.* replace (
            -- "could be held in mid-April"
            case t.status when 'hypothetical' then 'proposed' else t.status end as status,
            case when h.ends_on is null then t.starts_on else h.starts_on end as starts_on,
            coalesce(h.ends_on, t.ends_on) as ends_on,
            case when h.ends_on is null then t.place_id else coalesce(h.place.place_id, t.place_id) end as place_id,
            case when h.ends_on is null then t.place_text else coalesce(h.place.place_text, t.place_text) end as place_text
        )
    from all_told t
    left join (
        select document_id, min(number) as number
        from all_told
        where status in ('occurred', 'ongoing')
        group by document_id
        having count(distinct number) = 1
    ) o on o.document_id = t.document_id and o.number = t.number and t.status in ('occurred', 'ongoing')
    left join held_lately h on h.document_id = o.document_id
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
    select
        r.* replace (
            case
                -- "The postponed round will now be held on 14-15 April": put off before, it has a new day.
                when r.status = 'postponed' and r.starts_on > r.published_on
                    and min(case when r.status = 'postponed' then r.published_on end) over told < r.published_on
                    then 'planned'
                -- "It should have ended on Wednesday": what was told before that day stands.
                when r.status in ('planned', 'proposed') and coalesce(r.ends_on, r.starts_on) <= r.published_on
                    then coalesce(lag(r.status) over told, r.status)
                else r.status
            end as status
        ),
        s.states,
        list_sort(s.states[1:2]) as own_pair
    from reports r
    left join states s on s.document_id = r.document_id
    window told as (partition by r.number, r.spell order by r.published_on, r.document_id, r.start_char)
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
        coalesce(claimant.name, r.claimant) as claimant_name,
        -- Told again a month after it was over, a round has not changed.
        coalesce(r.status = 'occurred' and r.published_on - min(r.published_on) filter (where r.status = 'occurred')
            over (partition by r.number, r.spell) > 30, false) as is_looking_back
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
        max((published_on, starts_on, ends_on))
            filter (where status in ('planned', 'agreed', 'postponed') and starts_on >= published_on and ends_on - starts_on < 5) as plan,
        count(*) filter (where status in ('occurred', 'ongoing')) > 0 as is_held,
        max((published_on, document_id, start_char, report_id, status, sentence_no)) as last_report,
        string_agg(
            cast(published_on as varchar) || ' ' || status || coalesce(' ' || days, '')
            || coalesce(' (' || claimant_name || ')', ''),
            '; ' order by published_on, document_id, start_char
        ) filter (where not is_looking_back) as status_history,
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
    -- Planned for two days and told of on the last of them, or a day over time: it began as planned.
    case
        when r.seen[4] - r.plan[2] between 1 and 4 and r.seen[4] - r.plan[3] < 3 then r.plan[2]
        else r.seen[4]
    end as starts_on,
    r.seen[5] as ends_on,
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
from (
    select *, case when told[1] then told else coalesce(held, told) end as seen
    from rounds
) r
join known d on d.document_id = r.last_report[2]
left join sentences s on s.document_id = r.last_report[2] and s.sentence_no = r.last_report[6]
