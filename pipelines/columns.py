"""The parts the data dictionary is written with: ``Column`` and ``Table``.

What belongs here: the two record types and the columns that many tables share. What does not:
any particular table (``tables.py``), any file format (``store``).
"""

from dataclasses import dataclass, replace

import pyarrow as pa

ARROW_TYPES = {
    "varchar": pa.string(),
    "integer": pa.int32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "boolean": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a DuckDB type name and the sentence shown in every catalogue.

    ``allowed`` lists the values a closed column may hold. ``scope`` says where the column lives:
    ``both``, ``daily`` (only in the Parquet of a day: pointers to mentions) or ``published`` (only
    in the warehouse: what the whole corpus adds). A published column that follows a pointer names
    it in ``via``: the column of ``entities`` (``field``) reached through ``mention_entities``.
    """

    name: str
    type: str
    description: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()
    scope: str = "both"
    via: str | None = None
    field: str = "entity_id"

    @property
    def arrow_field(self) -> pa.Field:
        """The Arrow field, its description in the metadata."""
        return pa.field(
            self.name,
            ARROW_TYPES[self.type],
            nullable=self.nullable,
            metadata={"description": self.description},
        )


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its grain in ``description``, its key, what it points to and which layer fills it.

    ``layer`` is the asset group: ``landed``, ``extracted``, ``linked`` or ``published``.
    ``references`` maps a column to the table whose key it holds.
    """

    name: str
    layer: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, str], ...] = ()

    @property
    def is_daily(self) -> bool:
        """Whether the table is partitioned by publication day."""
        return self.layer in ("landed", "extracted") and any(
            c.name == "published_on" for c in self.columns
        )

    @property
    def has_span(self) -> bool:
        """Whether each row carries the span it was read from."""
        return any(c.name == "start_char" for c in self.columns)

    @property
    def daily_columns(self) -> tuple[Column, ...]:
        """Columns of the day's Parquet."""
        return tuple(c for c in self.columns if c.scope != "published")

    @property
    def published_columns(self) -> tuple[Column, ...]:
        """Columns of the contract: the database and the exports."""
        return tuple(c for c in self.columns if c.scope != "daily")

    @property
    def stored_schema(self) -> pa.Schema:
        """Arrow schema of what a run stores before publishing."""
        return pa.schema([c.arrow_field for c in self.daily_columns])

    @property
    def published_schema(self) -> pa.Schema:
        """Arrow schema of the contract."""
        return pa.schema([c.arrow_field for c in self.published_columns])


def text(name: str, description: str, *allowed: str, null: bool = True) -> Column:
    """Return a VARCHAR column; closed if values are given, nullable unless said otherwise."""
    return Column(name, "varchar", description, null, allowed)


def key(name: str, description: str) -> Column:
    """Return a VARCHAR key column."""
    return Column(name, "varchar", description)


def day(name: str, description: str, null: bool = True) -> Column:
    """Return a DATE column."""
    return Column(name, "date", description, null)


def number(name: str, description: str, kind: str = "double", null: bool = True) -> Column:
    """Return a numeric column."""
    return Column(name, kind, description, null)


def flag(name: str, description: str, null: bool = False) -> Column:
    """Return a BOOLEAN column."""
    return Column(name, "boolean", description, null)


def pointer(name: str, description: str) -> Column:
    """Return a column of a day's Parquet that holds a mention_id of the same document."""
    return Column(name, "varchar", description, True, scope="daily")


def linked(name: str, via: str, description: str, field: str = "entity_id") -> Column:
    """Return a published column that is reached from ``via`` through ``mention_entities``."""
    return Column(name, "varchar", description, True, scope="published", via=via, field=field)


def published(column: Column) -> Column:
    """Return the column as one that only the warehouse has."""
    return replace(column, scope="published")


# NULL only where `extract` reads undated text: a run makes a reject of it.
PUBLISHED_ON = day("published_on", "Publication day of the document; partition key.")
DOCUMENT_ID = key("document_id", "The document the row was read from.")
RULE = text("rule", "Which rule or model made the row.", null=False)
SPAN = (
    number("sentence_no", "Sentence of the document, from 0.", "integer"),
    number("start_char", "First character in documents.text, code points.", "integer", null=False),
    number("end_char", "One past the last character.", "integer", null=False),
    text("text", "The words as printed: documents.text[start_char:end_char].", null=False),
)
INTERVAL = (
    day("starts_on", "First day, inclusive; NULL when unknown, as of what is due by a day."),
    day("ends_on", "Last day, inclusive; NULL when unknown."),
)
STATUSES = (
    "occurred", "ongoing", "agreed", "planned", "proposed",
    "postponed", "cancelled", "failed", "denied", "hypothetical",
)  # fmt: skip
ENTITY_TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON", "OTHER")
QUALIFIERS = (
    "exact", "about", "at_least", "more_than", "at_most", "less_than", "range", "indefinite",
)  # fmt: skip
