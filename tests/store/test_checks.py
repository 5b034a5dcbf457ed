"""Checks: quiet on the sample, loud on each kind of fault."""

import duckdb
import pytest

from pipelines.store.checks import all_checks, run_checks, unaccounted


def test_sample_holds_the_contract(sample_settings):
    wrong = {
        (check.table, check.name): n
        for check, n in run_checks(sample_settings)
        if n and not check.is_warning
    }
    assert wrong == {}
    assert unaccounted(sample_settings) == 0


def test_names_are_unique_and_described():
    checks = all_checks()
    assert len({(c.table, c.name) for c in checks}) == len(checks)
    assert all(c.description.endswith(".") for c in checks)


FAULTS = [
    ("insert into documents from documents limit 1", "documents", "key_is_unique"),
    ("update sentences set text = 'x' where sentence_no = 0", "sentences", "span_is_text"),
    ("update sentences set end_char = end_char + 1", "sentences", "span_is_text"),
    ("delete from documents", "sentences", "references_exist"),
    (
        "insert into entity_aliases values ('nobody', 'Nobody', 1)",
        "entity_aliases",
        "references_exist",
    ),
    (
        "update time_expressions set starts_on = date '2026-01-02', ends_on = date '2026-01-01'",
        "time_expressions",
        "interval_in_order",
    ),
    ("update figures set value_low = 5, value = 4, value_high = 6", "figures", "bounds_in_order"),
    (
        "update figures f set category = p.category, object = p.object, kind = p.kind,"
        " value = p.total + 1, qualifier = 'exact', is_cumulative = false, subset_of = null,"
        " sentence_no = p.sentence_no from (select * from figures where per_side limit 1) p"
        " where f.document_id = p.document_id and not f.per_side",
        "figures",
        "sides_add_up",
    ),
    (
        "update events set starts_on = published_on + 1, status = 'occurred', is_negated = false",
        "events",
        "past_is_past",
    ),
    (
        "insert into figure_claims by name select * replace (value - 1 as value, reported_on + 3 as"
        " reported_on, 'again' as incident_id) from figure_claims where value is not null limit 1;"
        " insert into figure_claims by name select * replace (value + 1 as value,"
        " reported_on - 3 as reported_on) from figure_claims where incident_id = 'again';"
        " update figure_claims set is_cumulative = true, status = 'occurred', qualifier = 'exact'"
        " where incident_id = 'again';"
        " update figures set change = null, subset_of = null where figure_id in"
        " (select figure_id from figure_claims where incident_id = 'again')",
        "figure_claims",
        "cumulative_does_not_fall",
    ),
]


@pytest.mark.parametrize(("fault", "table", "name"), FAULTS)
def test_fault_is_found(sample_copy, fault, table, name):
    with duckdb.connect(str(sample_copy.database)) as db:
        db.execute(fault)
    broken = {(check.table, check.name) for check, n in run_checks(sample_copy) if n}
    assert (table, name) in broken
