-- One row per publication day and outlet: articles, of these copies and versions since replaced, words, figures, events and statements of the rest; with the opening of the first article.
-- stored
with told as (
    select
        d.published_on,
        d.publisher,
        d.document_id,
        d.token_count,
        d.duplicate_of is not null as is_copy,
        d.superseded_by is not null as is_replaced,
        d.duplicate_of is null and d.superseded_by is null as is_kept,
        f.figures,
        e.events,
        q.statements
    from documents d
    left join (
        select document_id, count(*) as figures from figures where converts is null group by document_id
    ) f on f.document_id = d.document_id
    left join (
        select document_id, count(*) as events from events where same_as is null group by document_id
    ) e on e.document_id = d.document_id
    left join (
        select document_id, count(*) as statements from quotations where continues is null group by document_id
    ) q on q.document_id = d.document_id
),
days as (
    select
        published_on,
        publisher,
        count(*) as document_count,
        count(*) filter (where is_copy) as copy_count,
        count(*) filter (where is_replaced) as replaced_count,
        cast(coalesce(sum(token_count) filter (where is_kept), 0) as bigint) as token_count,
        cast(coalesce(sum(figures) filter (where is_kept), 0) as bigint) as figure_count,
        cast(coalesce(sum(events) filter (where is_kept), 0) as bigint) as event_count,
        cast(coalesce(sum(statements) filter (where is_kept), 0) as bigint) as statement_count,
        min(document_id) filter (where is_kept) as document_id
    from told
    group by published_on, publisher
)
select
    g.published_on,
    g.publisher,
    g.document_count,
    g.copy_count,
    g.replaced_count,
    g.token_count,
    g.figure_count,
    g.event_count,
    g.statement_count,
    d.title as article_title,
    s.text as sentence,
    d.uri as source_uri,
    g.document_id
from days g
left join documents d on d.document_id = g.document_id
left join sentences s on s.document_id = g.document_id and s.sentence_no = 0
