"""What must hold of the published tables, as queries that count what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from pipelines.settings import Settings
from pipelines.store.ledger import Ledger
from pipelines.tables import TABLES


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: ``query`` returns the number of rows of ``table`` that break it.

    A warning marks what a reader should see; an error is a fault of the pipeline.
    """

    table: str
    name: str
    description: str
    query: str
    is_warning: bool = False


def key_checks() -> Iterator[Check]:
    """Yield a check per table: no two rows share the key."""
    for table in TABLES.values():
        names = ", ".join(table.key)
        yield Check(
            table.name,
            "key_is_unique",
            f"No two rows share {names}.",
            f"select count(*) from (select 1 from {table.name} group by {names}"
            " having count(*) > 1)",
        )


def span_checks() -> Iterator[Check]:
    """Yield a check per table with spans: the span, cut out of the document, is the text."""
    for table in TABLES.values():
        if table.has_span and any(c.name == "text" for c in table.columns):
            yield Check(
                table.name,
                "span_is_text",
                "documents.text[start_char:end_char] equals text, for every row.",
                f"select count(*) from {table.name} t join documents d using (document_id)"
                " where substr(d.text, t.start_char + 1, t.end_char - t.start_char)"
                " is distinct from t.text",
            )


def reference_checks() -> Iterator[Check]:
    """Yield a check per table with references: the rows that are pointed to are there."""
    for table in TABLES.values():
        broken = []
        for column, parent in table.references:
            target = "document_id" if parent == "documents" else TABLES[parent].key[0]
            broken.append(
                f"(select count(*) from {table.name} t where t.{column} is not null and not exists"
                f" (select 1 from {parent} p where p.{target} = t.{column}))"
            )
        if broken:
            yield Check(
                table.name,
                "references_exist",
                f"What {', '.join(c for c, _ in table.references)} points to is there.",
                f"select {' + '.join(broken)}",
            )


def meaning_checks() -> Iterator[Check]:
    """Yield the checks of what the rows mean."""
    for table in ("time_expressions", "figures", "events"):
        yield Check(
            table,
            "interval_in_order",
            "starts_on is not after ends_on.",
            f"select count(*) from {table} where starts_on > ends_on",
        )
    yield Check(
        "figures",
        "bounds_in_order",
        "value_low <= value <= value_high.",
        "select count(*) from figures where value_low > value_high or value < value_low"
        " or value > value_high",
    )
    yield Check(
        "documents",
        "publication_day_agrees",
        "Nothing else in the input contradicts the publication day.",
        "select count(*) from documents where published_on_conflict is not null",
        is_warning=True,
    )
    yield Check(
        "figures",
        "sides_add_up",
        "Documents whose number per side and whose stated total agree; one in the same or the next"
        " sentence, of the same category and kind of thing, is taken for the total.",
        "select count(distinct a.document_id) from figures a join figures b"
        " using (document_id, category) where a.per_side and a.value is not null"
        " and not b.per_side and b.qualifier = 'exact' and b.kind = a.kind"
        " and b.value > a.value and b.value <= 4 * a.value and b.subset_of is null"
        " and not b.is_cumulative and abs(a.sentence_no - b.sentence_no) <= 1"
        " and coalesce(a.object, b.object, '') = coalesce(b.object, a.object, '')"
        " and a.total is distinct from b.value",
        is_warning=True,
    )
    yield Check(
        "events",
        "past_is_past",
        "What is said to have happened, or to go on, does not begin after the report of it.",
        "select count(*) from events where starts_on > published_on"
        " and status in ('occurred', 'ongoing') and not is_negated",
        is_warning=True,
    )
    yield Check(
        "figure_claims",
        "cumulative_does_not_fall",
        "A running total of one claimant is not below what the same claimant gave before.",
        "select count(*) from (select c.value, c.qualifier, max(c.value) over (partition by"
        " c.incident_id, c.category, c.object, c.side_id, c.claimant_id order by c.reported_on"
        " range between unbounded preceding and interval 1 day preceding) as before"
        " from figure_claims c join figures f using (figure_id) where c.is_cumulative"
        " and c.status in ('occurred', 'ongoing') and f.change is null and f.subset_of is null)"
        " where value < before and qualifier not in ('at_least', 'more_than')",
        is_warning=True,
    )


def all_checks() -> list[Check]:
    """Return every check, in a fixed order."""
    return [*key_checks(), *span_checks(), *reference_checks(), *meaning_checks()]


def run_checks(settings: Settings) -> list[tuple[Check, int]]:
    """Return each check with the number of rows that break it."""
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return [(check, int(db.execute(check.query).fetchall()[0][0])) for check in all_checks()]


def unaccounted(settings: Settings) -> int:
    """Return how many inputs have no outcome, or an outcome without its row: 0, nothing is lost."""
    with Ledger(settings.ledger) as ledger:
        silent, taken, rejected = (
            ledger.records_without_outcome(),
            ledger.document_ids(),
            {str(row["uri"]) for row in ledger.rejects()},
        )
    with duckdb.connect(str(settings.database), read_only=True) as db:
        stored = {d for (d,) in db.execute("select document_id from documents").fetchall()}
        shown = {u for (u,) in db.execute("select uri from rejects").fetchall()}
    return silent + len(taken - stored) + len(rejected ^ shown)
