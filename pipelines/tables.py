"""The data dictionary: every table and column of the contract, stated once.

Arrow schemas, DuckDB DDL and comments, Dagster's column schemas, the ``data_dictionary`` table and
``datapackage.json`` are derived from here. Add a column here first. Nothing else belongs here.
"""

import csv
from collections.abc import Iterator

from pipelines.columns import (
    DOCUMENT_ID,
    ENTITY_TYPES,
    INTERVAL,
    PUBLISHED_ON,
    QUALIFIERS,
    RULE,
    SPAN,
    STATUSES,
    Column,
    Table,
    day,
    flag,
    key,
    linked,
    number,
    pointer,
    published,
    text,
)
from pipelines.settings import reference_path


def _names(file: str, column: str) -> tuple[str, ...]:
    """Return one column of a reference CSV: the closed lists of the ontology live there."""
    with reference_path(file).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return tuple(row[column] for row in rows)


CATEGORIES = _names("figure_categories.csv", "category")
SUBTYPES = _names("event_types.csv", "event_subtype")
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
)  # fmt: skip
OBJECTS = (
    "prisoner_of_war", "prisoner", "hostage", "soldier", "fighter", "police", "civilian", "child",
    "woman", "journalist", "official", "person", "body", "drone", "missile", "weapon", "aircraft",
    "vehicle", "vessel", "building", "settlement", "area", "money", "round", "other",
)  # fmt: skip
DATE_BASES = ("header", "metadata", "dateline", "body", "filename", "file_time")
FORMATS = (
    "txt", "md", "html", "jsonl", "csv", "parquet", "warc", "feed", "eml", "pdf",
)  # fmt: skip
REASONS = (
    "empty", "not_text", "not_prose", "undecodable", "undated", "future_dated", "too_large",
    "malformed", "not_english", "duplicate_file", "out_of_range", "unsupported", "encrypted",
    "unsafe_path", "refused_link", "extraction_failed",
)  # fmt: skip
MATERIALS = ("public", "own, open", "own, sealed")
#: Columns of ``data_dictionary`` that the store fills from ``accuracy_card``.
HOW_OFTEN_RIGHT = ("precision", "recall", "sample_size", "accuracy_basis", "measured_on")
ROLES = (
    "body", "title", "heading", "dateline", "byline", "caption", "credit", "boilerplate",
)  # fmt: skip

DOCUMENTS = Table(
    "documents",
    "landed",
    "One row per distinct article version.",
    (
        key("document_id", "First 16 hex digits of SHA-256 over publication day and text."),
        text("source_id", "The id the input record carried."),
        PUBLISHED_ON,
        text("published_on_basis", "Where the publication day was read.", *DATE_BASES),
        text("published_on_conflict", "What else the input says of its day, in words."),
        text("title", "Headline, from its own field or the text's title line."),
        text("byline", "Author line as printed."),
        text("dateline_place", "Place of the dateline as printed."),
        text("publisher", "Outlet that published the text."),
        text("uri", "Input the text came from, relative to the input's root.", null=False),
        text("format", "Form of the input.", *FORMATS, null=False),
        text("language", "BCP 47 tag of the text's language."),
        text("repairs", "What was repaired in the text before it was stored, and how often."),
        text("text", "The prose, code point for code point; spans index into it.", null=False),
        text("text_sha256", "SHA-256 of text in UTF-8, hex.", null=False),
        number("char_count", "Length of text in code points.", "integer", null=False),
        published(number("token_count", "Tokens of the stored parse.", "integer")),
        published(number("sentence_count", "Rows in sentences.", "integer")),
        published(text("duplicate_of", "document_id of the earliest near-duplicate.")),
        published(number("duplicate_similarity", "Similarity to it, 0 to 1.")),
        published(text("superseded_by", "document_id of a later version of the same uri.")),
        Column("first_seen_at", "timestamp", "When the text was first taken in, UTC.", True),
        text("extractor_version", "Version of the rules that read the document.", null=False),
    ),
    ("document_id",),
)

DOCUMENT_SOURCES = Table(
    "document_sources",
    "extracted",
    "One row per source that an article names as its own, and how.",
    (
        DOCUMENT_ID,
        PUBLISHED_ON,
        text("name", "The source's name as printed.", null=False),
        pointer("mention_id", "The mention that names it."),
        linked("entity_id", "mention_id", "The source as an entity."),
        text(
            "basis", "Where the article names it.",
            "credit_line", "dateline", "byline", "attribution", null=False,
        ),
        *SPAN,
        RULE,
    ),
    ("document_id", "name", "basis"),
    (("document_id", "documents"),),
)  # fmt: skip

SENTENCES = Table(
    "sentences",
    "extracted",
    "One row per sentence, with its place and role in the article.",
    (
        DOCUMENT_ID,
        PUBLISHED_ON,
        number("sentence_no", "Position in the document, from 0.", "integer", null=False),
        number("paragraph_no", "Paragraph it stands in, from 0.", "integer", null=False),
        text("section", "The subheading it stands under."),
        text("role", "What the sentence is in the article.", *ROLES, null=False),
        *SPAN[1:],
        number("token_count", "Tokens that are not white space.", "integer", null=False),
        RULE,
    ),
    ("document_id", "sentence_no"),
    (("document_id", "documents"),),
)

MENTIONS = Table(
    "mentions",
    "extracted",
    "One row per name, and per pronoun or description that stands for one.",
    (
        key("mention_id", "The document's id with the span."),
        DOCUMENT_ID,
        PUBLISHED_ON,
        *SPAN,
        text("kind", "How it refers.", "name", "description", "pronoun", null=False),
        text("entity_type", "Kind of thing named.", *ENTITY_TYPES, null=False),
        text("name", "The fullest name of the same thing in the document."),
        text("title", "Title or office printed with the name."),
        linked("entity_id", "mention_id", "The entity it is resolved to."),
        text("polity", "ISO 3166-1 alpha-3 of the state it stands for or belongs to."),
        pointer("organisation_mention_id", "The body whose office is printed with the name."),
        RULE,
    ),
    ("mention_id",),
    (("document_id", "documents"),),
)

MENTION_ENTITIES = Table(
    "mention_entities",
    "linked",
    "One row per mention that is resolved to an entity.",
    (
        key("mention_id", "The mention."),
        key("entity_id", "The entity."),
        DOCUMENT_ID,
        PUBLISHED_ON,
    ),
    ("mention_id",),
    (("mention_id", "mentions"), ("entity_id", "entities"), ("document_id", "documents")),
)

DOCUMENT_DUPLICATES = Table(
    "document_duplicates",
    "linked",
    "One row per document that repeats an earlier one.",
    (
        DOCUMENT_ID,
        key("duplicate_of", "The earliest document that it repeats or brings up to date."),
        text(
            "kind",
            "A copy tells the same, an update has other numbers.",
            "copy",
            "update",
            null=False,
        ),
        number("similarity", "Share of word sequences in common, 0 to 1.", null=False),
    ),
    ("document_id",),
    (("document_id", "documents"), ("duplicate_of", "documents")),
)

ENTITIES = Table(
    "entities",
    "linked",
    "One row per person, place, organisation or other named thing in the corpus.",
    (
        key("entity_id", "Deterministic id of the entity."),
        text("name", "Fullest name that the corpus gives.", null=False),
        text("entity_type", "Kind of thing.", *ENTITY_TYPES, null=False),
        text("country", "ISO 3166-1 alpha-3 of the state it is, lies in or serves."),
        number("latitude", "Degrees north, WGS 84."),
        number("longitude", "Degrees east, WGS 84."),
        text("gazetteer_id", "Id in the gazetteer: geonames:N or iso3166:XXX."),
        day("first_reported_on", "First publication day that names it.", null=False),
        day("last_reported_on", "Last publication day that names it.", null=False),
        number("mention_count", "Mentions in the corpus.", "integer", null=False),
        number("document_count", "Documents that mention it.", "integer", null=False),
    ),
    ("entity_id",),
)

ENTITY_ALIASES = Table(
    "entity_aliases",
    "linked",
    "One row per entity and wording that stands for it.",
    (
        key("entity_id", "The entity."),
        key("alias", "The words as printed."),
        number("mention_count", "How often they stand for it.", "integer", null=False),
    ),
    ("entity_id", "alias"),
    (("entity_id", "entities"),),
)

ENTITY_OFFICES = Table(
    "entity_offices",
    "linked",
    "One row per office that the corpus gives a person, with its first evidence.",
    (
        key("entity_id", "The person."),
        key("office", "The office in lower case, without the state: president."),
        text("organisation_id", "entity_id of the body the office belongs to."),
        text("polity", "ISO 3166-1 alpha-3 of the state the office belongs to."),
        day("first_reported_on", "First day on which the corpus says so.", null=False),
        day("last_reported_on", "Last day on which the corpus says so.", null=False),
        DOCUMENT_ID,
        *SPAN[1:3],
    ),
    ("entity_id", "office", "polity", "organisation_id"),
    (("entity_id", "entities"), ("document_id", "documents")),
)

TIME_EXPRESSIONS = Table(
    "time_expressions",
    "extracted",
    "One row per date, time, duration or set as written (TIMEX3), resolved against the document.",
    (
        key("time_expression_id", "The document's id with the span."),
        DOCUMENT_ID,
        PUBLISHED_ON,
        *SPAN,
        text("timex_type", "TIMEX3 type.", "DATE", "TIME", "DURATION", "SET", null=False),
        text("value", "TIMEX3 value (ISO-TimeML).", null=False),
        text(
            "modifier", "TIMEX3 modifier.", "START", "MID", "END", "APPROX", "BEFORE", "AFTER",
            "EQUAL_OR_LESS", "EQUAL_OR_MORE", "LESS_THAN", "MORE_THAN",
        ),
        *INTERVAL,
        text(
            "granularity", "Grain of the interval.",
            "day", "week", "month", "quarter", "half", "year", "decade", "century",
        ),
        text(
            "anchor", "What the value was resolved against.",
            "explicit", "published_on", "previous",
        ),
        text(
            "direction", "Side of the anchor that tense and cues point to.",
            "past", "present", "future",
        ),
        RULE,
    ),
    ("time_expression_id",),
    (("document_id", "documents"),),
)  # fmt: skip

FIGURES = Table(
    "figures",
    "extracted",
    "One row per number that says how many or how much, as one document claims it.",
    (
        key("figure_id", "The document's id with the span."),
        DOCUMENT_ID,
        PUBLISHED_ON,
        *SPAN,
        text("kind", "What the number is.", "count", "money", "percent", "measure", "ordinal",
             null=False),
        number("value", "The number; NULL for a range or an indefinite magnitude."),
        number("value_low", "Lowest value that the words allow; NULL when open."),
        number("value_high", "Highest value that the words allow; NULL when open."),
        text("qualifier", "How the words bound the number.", *QUALIFIERS, null=False),
        text("unit", "ISO 4217 code or UCUM unit."),
        text("change", "Set where the number is the size of a change.", "up", "down"),
        text("category", "What the number says.", *CATEGORIES, null=False),
        text("object_text", "Head noun phrase that is counted, as written."),
        text("object", "Class of the thing counted.", *OBJECTS),
        text("side", "Whose people or things, as written."),
        pointer("side_mention_id", "The mention of that side."),
        linked("side_id", "side_mention_id", "Whose people or things."),
        flag("per_side", "Whether the number holds for each of the parties."),
        number("party_count", "How many parties it holds for.", "integer"),
        number("total", "value x party_count where per_side."),
        flag("is_cumulative", "Whether it is a running total."),
        text("status", "Status of the event it belongs to.", *STATUSES, null=False),
        text("subset_of", "figure_id of the whole that this is a part of."),
        text("converts", "figure_id of the number that this one converts."),
        text("claimant", "Who says so; NULL in the article's own voice."),
        pointer("claimant_mention_id", "The mention of the claimant."),
        linked("claimant_id", "claimant_mention_id", "Who says so."),
        text("event_id", "The event that the number belongs to."),
        *INTERVAL,
        pointer("place_mention_id", "The mention of the place."),
        linked("place_id", "place_mention_id", "Where."),
        RULE,
    ),
    ("figure_id",),
    (("document_id", "documents"), ("event_id", "events")),
)  # fmt: skip

QUOTATIONS = Table(
    "quotations",
    "extracted",
    "One row per contiguous run of quoted or reported words.",
    (
        key("quotation_id", "The document's id with the span."),
        DOCUMENT_ID,
        PUBLISHED_ON,
        *SPAN,
        text("form", "How it is quoted.", "direct", "indirect", "mixed", null=False),
        text("speaker", "Fullest name of who said it."),
        pointer("speaker_mention_id", "The mention of the speaker."),
        linked("speaker_id", "speaker_mention_id", "Who said it."),
        text("speaker_office", "Office of the speaker as printed in the document."),
        pointer("addressee_mention_id", "The mention of who was addressed."),
        linked("addressee_id", "addressee_mention_id", "Who was addressed."),
        text("cue", "Lemma of the reporting verb."),
        text("continues", "quotation_id of the first run of the same quotation."),
        RULE,
    ),
    ("quotation_id",),
    (("document_id", "documents"),),
)

EVENTS = Table(
    "events",
    "extracted",
    "One row per mention of an act in a document; later mentions point to the first by same_as.",
    (
        key("event_id", "The document's id with the span of the trigger."),
        DOCUMENT_ID,
        PUBLISHED_ON,
        *SPAN,
        text("event_type", "PLOVER root.", *PLOVER_TYPES, null=False),
        text("event_subtype", "Subtype of the ontology.", *SUBTYPES, null=False),
        text("plover_mode", "PLOVER mode."),
        text("cameo_root", "CAMEO root code."),
        text("acled_subtype", "ACLED sub-event type."),
        number("goldstein", "Conflict (-10) to cooperation (10)."),
        text("status", "Whether it has happened.", *STATUSES, null=False),
        number("round_no", "Number of the round.", "integer"),
        *INTERVAL,
        text("date_basis", "How the date is known.", "explicit", "relative", "none", null=False),
        pointer("place_mention_id", "The mention of the place."),
        linked("place_id", "place_mention_id", "Where."),
        text("place_text", "The place as written."),
        text("same_as", "event_id of the first mention of the same event in the document."),
        text("claimant", "Who says so; NULL in the article's own voice."),
        pointer("claimant_mention_id", "The mention of the claimant."),
        linked("claimant_id", "claimant_mention_id", "Who says so."),
        flag("is_negated", "Whether the text says that it did not happen."),
        RULE,
    ),
    ("event_id",),
    (("document_id", "documents"),),
)

EVENT_PARTICIPANTS = Table(
    "event_participants",
    "extracted",
    "One row per party or place of an event.",
    (
        key("event_id", "The event."),
        DOCUMENT_ID,
        PUBLISHED_ON,
        *SPAN,
        text("role", "Part it plays.", "actor", "recipient", "mediator", "host", "victim", "place",
             null=False),
        pointer("mention_id", "The mention of the participant."),
        linked("entity_id", "mention_id", "The participant; the state for a capital that acts."),
        RULE,
    ),
    ("event_id", "role", "start_char"),
    (("event_id", "events"), ("document_id", "documents")),
)  # fmt: skip

INCIDENTS = Table(
    "incidents",
    "linked",
    "One row per event of the world, across reports.",
    (
        key("incident_id", "Deterministic id."),
        text("event_type", "PLOVER root.", *PLOVER_TYPES, null=False),
        text("event_subtype", "Subtype of the ontology.", *SUBTYPES, null=False),
        *INTERVAL,
        text("place_id", "entity_id of the place."),
        number("round_no", "Number of the round.", "integer"),
        text("status", "Latest status.", *STATUSES, null=False),
        number("document_count", "Documents that report it.", "integer", null=False),
        number("source_count", "Independent sources that report it.", "integer", null=False),
    ),
    ("incident_id",),
)

INCIDENT_REPORTS = Table(
    "incident_reports",
    "linked",
    "One row per event of a document that reports an incident.",
    (
        key("incident_id", "The incident."),
        key("event_id", "The event in the document."),
        DOCUMENT_ID,
        number("score", "Strength of the link, 0 to 1.", null=False),
        text("reason", "Why, in words.", null=False),
    ),
    ("incident_id", "event_id"),
    (("incident_id", "incidents"), ("event_id", "events"), ("document_id", "documents")),
)

INCIDENT_ID_CHANGES = Table(
    "incident_id_changes",
    "linked",
    "One row per incident id that was given up, and where it went.",
    (
        key("old_incident_id", "The id given up."),
        key("incident_id", "The id that stands for it now."),
        text("reason", "Why, in words.", null=False),
    ),
    ("old_incident_id", "incident_id"),
    (("incident_id", "incidents"),),
)

INCIDENT_STATUS_HISTORY = Table(
    "incident_status_history",
    "linked",
    "One row per status that a document gives an incident.",
    (
        key("incident_id", "The incident."),
        text("status", "The status.", *STATUSES, null=False),
        day("reported_on", "Publication day.", null=False),
        DOCUMENT_ID,
        text("claimant_id", "Who says so."),
    ),
    ("incident_id", "document_id", "status"),
    (("incident_id", "incidents"), ("document_id", "documents")),
)

FIGURE_CLAIMS = Table(
    "figure_claims",
    "linked",
    "One row per figure that a document gives an incident; rival numbers stay side by side.",
    (
        key("incident_id", "The incident."),
        text("category", "What the number says.", *CATEGORIES, null=False),
        text("object", "Class of the thing counted.", *OBJECTS),
        text("side_id", "Whose people or things."),
        text("claimant_id", "Who says so."),
        day("reported_on", "Publication day.", null=False),
        number("value_low", "Lowest value."),
        number("value", "The number."),
        number("value_high", "Highest value."),
        text("qualifier", "How the words bound the number.", *QUALIFIERS, null=False),
        flag("is_cumulative", "Whether it is a running total."),
        text("status", "Status of the event.", *STATUSES, null=False),
        flag("is_disputed", "Whether another claim of the incident disagrees."),
        key("figure_id", "The figure."),
    ),
    ("incident_id", "figure_id"),
    (("incident_id", "incidents"), ("figure_id", "figures")),
)

DATES = Table(
    "dates",
    "published",
    "One row per day, without gaps, from the first to the last day that any row names between"
    " 1900 and 2100.",
    (
        Column("date", "date", "The day."),
        number("year", "Calendar year.", "integer", null=False),
        number("quarter", "Quarter, 1 to 4.", "integer", null=False),
        number("month", "Month, 1 to 12.", "integer", null=False),
        text("month_name", "English name of the month.", null=False),
        text("iso_week", "ISO 8601 week: 2026-W11.", null=False),
        number("day_of_month", "Day of the month.", "integer", null=False),
        number("weekday", "ISO weekday, Monday is 1.", "integer", null=False),
        text("weekday_name", "English name of the weekday.", null=False),
        flag("is_weekend", "Saturday or Sunday."),
    ),
    ("date",),
)

PLACES = Table(
    "places",
    "published",
    "One row per entity of type GPE, LOC or FAC that has coordinates.",
    (
        key("place_id", "The place's entity_id."),
        text("name", "Name.", null=False),
        text("entity_type", "Kind of place.", *ENTITY_TYPES, null=False),
        text("country", "ISO 3166-1 alpha-3."),
        number("latitude", "Degrees north, WGS 84.", null=False),
        number("longitude", "Degrees east, WGS 84.", null=False),
        text("gazetteer_id", "Id in the gazetteer."),
    ),
    ("place_id",),
    (("place_id", "entities"),),
)

ACCURACY_CARD = Table(
    "accuracy_card",
    "published",
    "One row per column, measure and material: how often the column is right; value is NULL, and"
    " the basis 'not measured', for a column that was never measured.",
    (
        key("table_name", "Table or mart."),
        key("column_name", "Column."),
        text(
            "measure",
            "Precision: share of the given values that are right; recall: share of the"
            " true values that are found; f1: their harmonic mean; accuracy: share of the items"
            " judged that are right.",
            "precision",
            "recall",
            "f1",
            "accuracy",
            null=False,
        ),
        number("value", "The share, 0 to 1."),
        number("sample_size", "Items it was measured on.", "integer"),
        key("basis", "Which material."),
        text(
            "material",
            "Whose it is: public sets, the project's own that rules were written with,"
            " or its own that was scored once and never read.",
            *MATERIALS,
        ),
        day("measured_on", "Day of the measurement."),
        text("counted", "What counts as right, and what as one item."),
    ),
    ("table_name", "column_name", "measure", "basis"),
)

DATA_DICTIONARY = Table(
    "data_dictionary",
    "published",
    "One row per column of every table and mart.",
    (
        key("table_name", "Table or mart."),
        key("column_name", "Column."),
        text("type", "DuckDB type.", null=False),
        flag("is_nullable", "Whether it may be NULL."),
        text("description", "What it holds.", null=False),
        text("allowed_values", "Values a closed column may hold, joined with '; '."),
        number("precision", "Share of the given values that are right; more in accuracy_card."),
        number("recall", "Share of the true values that are found; more in accuracy_card."),
        number("sample_size", "Items that both were measured on.", "integer"),
        text("accuracy_basis", "Material of both; 'not measured'; NULL for what is not extracted."),
        day("measured_on", "Day of the measurement."),
    ),
    ("table_name", "column_name"),
)

REJECTS = Table(
    "rejects",
    "landed",
    "One row per input that was not taken, and why.",
    (
        key("uri", "The input, relative to its root, with the place inside a container."),
        text("reason", "Why it was not taken.", *REASONS, null=False),
        text("detail", "What exactly was found."),
        Column("seen_at", "timestamp", "When it was first seen so, UTC."),
        number("byte_count", "Size of the input in bytes.", "bigint"),
    ),
    ("uri",),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS,
        DOCUMENT_SOURCES,
        SENTENCES,
        MENTIONS,
        TIME_EXPRESSIONS,
        FIGURES,
        QUOTATIONS,
        EVENTS,
        EVENT_PARTICIPANTS,
        MENTION_ENTITIES,
        DOCUMENT_DUPLICATES,
        ENTITIES,
        ENTITY_ALIASES,
        ENTITY_OFFICES,
        INCIDENTS,
        INCIDENT_REPORTS,
        INCIDENT_ID_CHANGES,
        INCIDENT_STATUS_HISTORY,
        FIGURE_CLAIMS,
        DATES,
        PLACES,
        ACCURACY_CARD,
        DATA_DICTIONARY,
        REJECTS,
    )
}
EXTRACTED = tuple(t for t in TABLES.values() if t.layer == "extracted")
LINKED = tuple(t for t in TABLES.values() if t.layer == "linked")
DAILY = (DOCUMENTS, *EXTRACTED)


def dictionary_rows() -> Iterator[dict[str, object]]:
    """Yield the rows of ``data_dictionary`` for the tables of the contract."""
    for table in TABLES.values():
        for column in table.published_columns:
            yield {
                "table_name": table.name,
                "column_name": column.name,
                "type": column.type.upper(),
                "is_nullable": column.nullable,
                "description": column.description,
                "allowed_values": "; ".join(column.allowed) or None,
                **dict.fromkeys(HOW_OFTEN_RIGHT),
            }
