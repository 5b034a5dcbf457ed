"""The data dictionary is whole, consistent, and what the records of the extractors fill."""

import re
from dataclasses import fields

import pyarrow as pa
import pytest

from pipelines.columns import ARROW_TYPES
from pipelines.extract.records import RECORDS
from pipelines.read.document import Document
from pipelines.tables import CATEGORIES, DAILY, REASONS, SUBTYPES, TABLES, dictionary_rows

# What rows.py and the store add to every record alike.
ADDED = {"document_id", "published_on", "sentence_no", "text"}
EVERY_TABLE = [pytest.param(table, id=table.name) for table in TABLES.values()]
EVERY_RECORD = [pytest.param(name, record, id=name) for name, record in RECORDS.items()]

# The columns of the published contract, as the design's tables name them; ``span`` is both offsets.
PUBLISHED = {
    "documents": "document_id source_id published_on published_on_basis title byline"
    " dateline_place publisher uri format language text text_sha256 char_count token_count"
    " sentence_count duplicate_of duplicate_similarity first_seen_at extractor_version",
    "document_sources": "document_id name entity_id basis",
    "sentences": "document_id sentence_no paragraph_no section role start_char end_char text",
    "mentions": "mention_id document_id sentence_no start_char end_char text kind entity_type"
    " entity_id polity",
    "entities": "entity_id name entity_type country latitude longitude gazetteer_id"
    " first_reported_on last_reported_on mention_count document_count",
    "entity_aliases": "entity_id alias mention_count",
    "entity_offices": "entity_id office organisation_id polity first_reported_on last_reported_on"
    " document_id start_char end_char",
    "time_expressions": "time_expression_id document_id sentence_no start_char end_char text"
    " timex_type value modifier starts_on ends_on granularity anchor direction",
    "figures": "figure_id document_id sentence_no start_char end_char text kind value value_low"
    " value_high qualifier unit change category object_text object side side_id per_side"
    " party_count total is_cumulative status subset_of converts claimant claimant_id event_id"
    " starts_on ends_on place_id",
    "quotations": "quotation_id document_id sentence_no start_char end_char text form speaker"
    " speaker_id speaker_office addressee_id cue continues",
    "events": "event_id document_id sentence_no start_char end_char text event_type event_subtype"
    " plover_mode cameo_root acled_subtype goldstein status round_no starts_on ends_on date_basis"
    " place_id place_text same_as claimant claimant_id is_negated",
    "event_participants": "event_id document_id role entity_id text",
    "incidents": "incident_id event_type event_subtype starts_on ends_on place_id round_no status"
    " document_count source_count",
    "incident_reports": "incident_id event_id document_id score reason",
    "incident_id_changes": "old_incident_id incident_id reason",
    "incident_status_history": "incident_id status reported_on document_id claimant_id",
    "figure_claims": "incident_id category object side_id claimant_id reported_on value_low value"
    " value_high qualifier is_cumulative status figure_id",
    "accuracy_card": "table_name column_name measure value sample_size basis measured_on",
    "data_dictionary": "table_name column_name type is_nullable description allowed_values",
    "rejects": "uri reason detail seen_at byte_count",
    "places": "place_id",
    "dates": "date",
}


@pytest.mark.parametrize(("name", "columns"), PUBLISHED.items(), ids=PUBLISHED)
def test_published_columns_are_those_of_the_contract(name, columns):
    assert set(columns.split()) <= {c.name for c in TABLES[name].published_columns}


@pytest.mark.parametrize(("name", "record"), EVERY_RECORD)
def test_record_holds_what_its_table_stores(name, record):
    """A field without a column would be lost, a column without a field stay NULL."""
    table = TABLES[name]
    own_id = {table.key[0]} if table.key[0] not in {f.name for f in fields(record)} else set()
    wanted = {c.name for c in table.daily_columns} - ADDED - own_id
    assert {f.name for f in fields(record)} == wanted


def test_document_fills_its_table():
    stored = {c.name for c in TABLES["documents"].daily_columns}
    added = {"char_count", "first_seen_at", "extractor_version"}
    assert {f.name for f in fields(Document)} | added == stored


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_table_is_described(table):
    """Each description is shown in Dagster, DuckDB, the dictionary and the data package."""
    assert table.description.endswith(".")
    assert not [c.name for c in table.columns if not c.description.endswith(".")]
    assert not [c.name for c in table.columns if "\n" in c.description]


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_names_are_safe_everywhere(table):
    """Snake case, and distinct where a tool folds case."""
    names = [table.name, *(c.name for c in table.columns)]
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert len({n.casefold() for n in names[1:]}) == len(names) - 1


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_types_are_flat(table):
    """BI tools take no lists, structs, decimals or unsigned numbers."""
    assert {c.type for c in table.columns} <= set(ARROW_TYPES)
    assert not any(pa.types.is_nested(f.type) for f in table.published_schema)


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_keys_and_references_are_columns(table):
    names = {c.name for c in table.published_columns}
    assert set(table.key) <= names
    for column, parent in table.references:
        assert column in names
        assert parent in TABLES


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_linked_columns_follow_a_stored_pointer(table):
    stored = {c.name for c in table.daily_columns}
    assert {c.via for c in table.columns if c.via} <= stored


@pytest.mark.parametrize("table", [pytest.param(t, id=t.name) for t in DAILY])
def test_every_extracted_row_says_its_day_and_rule(table):
    names = {c.name for c in table.columns}
    assert "published_on" in names
    assert "rule" in names or table.name == "documents"


def test_dictionary_has_a_row_per_published_column():
    rows = list(dictionary_rows())
    pairs = [(row["table_name"], row["column_name"]) for row in rows]
    assert len(pairs) == len(set(pairs))
    assert pairs == [(t.name, c.name) for t in TABLES.values() for c in t.published_columns]
    assert {tuple(row) for row in rows} == {
        tuple(c.name for c in TABLES["data_dictionary"].published_columns)
    }


def test_closed_lists_are_those_of_the_ontology():
    assert len(CATEGORIES) == len(set(CATEGORIES)) == 34
    assert len(SUBTYPES) == len(set(SUBTYPES)) == 38
    assert len(REASONS) == len(set(REASONS)) == 16
