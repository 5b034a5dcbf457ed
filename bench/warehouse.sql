-- Fills the tables that the marts read, from row numbers: `documents` of them, ten figures each.
-- Shares are those of conflict news: a twentieth of figures are deaths, one in 400 a round of talks.
-- Reports of one incident mostly agree, as in 3,075 crime reports, where 9 % of reports differ on day or
-- place, and 37 % of claims on the number: a fifth of the incidents and two fifths of the numbers do here.
create temp macro document(d) as printf('%016x', d);
create temp macro row_of(d, i) as printf('%016x:%d', d, i);
create temp macro day_of(d) as date '2025-01-01' + cast(d * 730 // getvariable('documents') as integer);
create temp macro draw(d, i, n) as cast(hash(d * 1000 + i) % n as bigint);
-- Few entities stand in most rows, many in one.
create temp macro entity(d, i) as printf('e%d', draw(d, i, 1 + draw(d, i + 500, 20000)));
create temp macro incident(d, i) as printf('i%d:%d', d // 5, i);
create temp macro contested(d, i) as draw(d // 5, i, 10);
create temp macro subtype(i) as
    ['meeting', 'attack', 'air_strike', 'request', 'accuse', 'release', 'agree', 'other'][i % 8 + 1];
create temp macro numbers(each) as table
    select range // each as d, range % each as i, i * 100 as start_char, i * 100 + 10 as end_char,
        cast(i as integer) as sentence_no, document(range // each) as document_id,
        day_of(range // each) as published_on, 'made' as rule
    from range(getvariable('documents') * each);

insert into entities by name
select printf('e%d', range) as entity_id,
    case range when 1 then 'Kapan' else printf('Name %d', range) end as name,
    ['PERSON', 'GPE', 'ORG'][range % 3 + 1] as entity_type,
    ['ARM', 'AZE', 'CHE', 'QAT', 'USA'][range % 5 + 1] as country,
    'geonames:1' as gazetteer_id, date '2025-01-01' as first_reported_on,
    date '2026-12-31' as last_reported_on, 1 as mention_count, 1 as document_count
from range(20000);

insert into documents by name
select document_id, published_on, printf('day/%d.txt', d) as uri,
    printf('Outlet %d', d % 50) as publisher, 'x' as text, 'x' as text_sha256, 1 as char_count,
    500 as token_count, '1' as extractor_version,
    case when d % 9 = 8 then document(d - 1) end as duplicate_of
from numbers(1);

insert into document_sources by name
select document_id, published_on, sentence_no, start_char, end_char, 'AFP' as text, 'AFP' as name,
    'credit_line' as basis, rule
from numbers(1);

insert into sentences by name
select document_id, published_on, sentence_no, start_char, end_char,
    repeat(printf('the sentence %d of document %d tells ', i, d), 3) as text, 0 as paragraph_no,
    'body' as role, 20 as token_count, rule
from numbers(10);

insert into mentions by name
select row_of(d, i) as mention_id, document_id, published_on, cast(i % 10 as integer) as sentence_no,
    start_char, end_char, 'Name' as text, 'name' as kind, 'GPE' as entity_type,
    entity(d, i) as entity_id, rule
from numbers(40);

insert into time_expressions by name
select row_of(d, i) as time_expression_id, document_id, published_on, sentence_no, start_char,
    end_char, 'today' as text, 'DATE' as timex_type, '2026' as value, published_on as starts_on,
    published_on as ends_on, 'day' as granularity, rule
from numbers(10);

insert into events by name
select row_of(d, i) as event_id, document_id, published_on, sentence_no, start_char, end_char,
    'met' as text, 'CONSULT' as event_type, subtype(i) as event_subtype, 1.0 as goldstein,
    case draw(d, i, 30) when 0 then 'postponed' when 1 then 'denied' when 2 then 'planned'
        when 3 then 'agreed' else 'occurred' end as status,
    case when d % 40 = 0 and i = 0 then d // 40 % 6 + 1 end as round_no,
    day_of(d // 5 * 5) + cast(case contested(d, i) when 0 then draw(d, i, 9) - 4 else 0 end as integer) as starts_on, starts_on as ends_on, 'explicit' as date_basis,
    case contested(d, i) when 1 then entity(d, i) else entity(d // 5, i) end as place_id,
    false as is_negated, rule
from numbers(6);

insert into event_participants by name
select row_of(d, i // 2) as event_id, document_id, published_on, sentence_no, start_char, end_char,
    'Name' as text, ['actor', 'recipient', 'mediator'][i % 3 + 1] as role,
    entity(d, i) as entity_id, rule
from numbers(12);

insert into figures by name
select row_of(d, i) as figure_id, document_id, published_on, sentence_no, start_char, end_char,
    'ten people' as text,
    case when d % 40 = 0 and i = 9 then 'ordinal' else 'count' end as kind,
    case when d % 40 = 0 and i = 9 then d // 40 % 6 + 1
        when draw(d // 5, i, 5) < 2 then d % 90 else d // 5 % 90 end as value,
    value as value_low, value as value_high, 'exact' as qualifier,
    case
        when d % 40 = 0 and i = 9 then 'talks_round'
        when d % 10 = 0 and i = 8 then 'prisoners_exchanged'
        when d % 2 = 0 and i = 0 then 'killed'
        when d % 2 = 0 and i = 1 then 'wounded'
        else ['money_pledged', 'percent', 'other', 'price', 'troops'][i % 5 + 1]
    end as category,
    'person' as object, entity(d // 5, i) as side_id, i = 8 as per_side, false as is_cumulative,
    'occurred' as status, entity(d, i + 1) as claimant_id,
    case when i % 3 = 0 then row_of(d, i % 6) end as event_id, rule
from numbers(10);

insert into quotations by name
select row_of(d, i) as quotation_id, document_id, published_on, sentence_no, start_char, end_char,
    'we shall see' as text, 'direct' as form, 'Name' as speaker, entity(d, i) as speaker_id,
    case when i = 0 then 'minister' end as speaker_office, rule
from numbers(5);

insert into incidents by name
select incident(d, i) as incident_id, 'CONSULT' as event_type, subtype(i) as event_subtype,
    day_of(d) as starts_on, day_of(d) as ends_on, entity(d, i) as place_id, 'occurred' as status,
    5 as document_count, 2 as source_count
from numbers(6)
where d % 5 = 0;

insert into incident_reports by name
select incident(d, i) as incident_id, row_of(d, i) as event_id, document_id, 0.9 as score,
    'made' as reason
from numbers(6);

insert into figure_claims by name
select r.incident_id, f.category, f.object, f.side_id, f.claimant_id, f.published_on as reported_on,
    f.value_low, f.value, f.value_high, f.qualifier, f.is_cumulative, f.status,
    f.value % 7 = 0 as is_disputed, f.figure_id
from figures f
join incident_reports r on r.event_id = f.event_id;
