"""Records on a Doc -> rows of the tables: ids, sentence numbers, text, and the roles that count."""

import bisect
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from datetime import datetime

import pyarrow as pa
from spacy.tokens import Doc

from pipelines.extract.records import RECORDS, local_id
from pipelines.extract.sentences import SentenceSpan, sentence_spans
from pipelines.extract.version import VERSION
from pipelines.read.document import Document
from pipelines.read.layout import FACT_ROLES
from pipelines.tables import TABLES

Row = dict[str, object]

_ALL_BUT_BOILERPLATE = frozenset({*FACT_ROLES, "dateline", "byline", "credit"})
# A dateline's day and place and a credit line's names are mentions and sources, never facts.
_ROLES = {
    "mentions": _ALL_BUT_BOILERPLATE,
    "time_expressions": _ALL_BUT_BOILERPLATE,
    "document_sources": _ALL_BUT_BOILERPLATE,
}
_KEYS = {
    "mentions": "mention_id",
    "time_expressions": "time_expression_id",
    "quotations": "quotation_id",
    "events": "event_id",
    "figures": "figure_id",
}
_POINTERS = frozenset(
    {
        "mention_id",
        "side_mention_id",
        "claimant_mention_id",
        "place_mention_id",
        "organisation_mention_id",
        "speaker_mention_id",
        "addressee_mention_id",
        "event_id",
        "same_as",
        "subset_of",
        "converts",
        "continues",
    }
)


def document_rows(document: Document, doc: Doc) -> dict[str, list[Row]]:
    """Return the rows of every extracted table for one annotated Doc.

    A record of a role that gives no such facts is left out, and so is a second record with the
    span of the first: a row's key is its span.
    """
    sentences = sentence_spans(doc)
    starts = [s.start_char for s in sentences]

    def sentence_at(position: int) -> SentenceSpan | None:
        index = bisect.bisect_right(starts, position) - 1
        return sentences[index] if index >= 0 else None

    base: Row = {"document_id": document.document_id, "published_on": document.published_on}
    rows = {"sentences": [_sentence_row(s, base, document.text) for s in sentences]}
    kept: dict[str, set[str]] = {}
    for table in RECORDS:
        found = [
            _row(record, table, base, document.text, sentence)
            for record in getattr(doc._, table)
            if (sentence := sentence_at(record.start_char)) is not None
            and sentence.role in _ROLES.get(table, FACT_ROLES)
            and not (sentence.repeats and table not in _ROLES)
        ]
        rows[table] = _unique(found, TABLES[table].key)
        if table in _KEYS:
            kept[table] = {str(row[_KEYS[table]]) for row in rows[table]}
    rows["event_participants"] = [
        row for row in rows["event_participants"] if row["event_id"] in kept["events"]
    ]
    _drop_dangling(rows, kept)
    return rows


def _sentence_row(sentence: SentenceSpan, base: Row, text: str) -> Row:
    return {
        **base,
        "sentence_no": sentence.sentence_no,
        "paragraph_no": sentence.paragraph_no,
        "section": sentence.section,
        "role": sentence.role,
        "start_char": sentence.start_char,
        "end_char": sentence.end_char,
        "text": text[sentence.start_char : sentence.end_char],
        "token_count": sentence.token_count,
        "rule": "layout+parse",
    }


def _row(record: object, table: str, base: Row, text: str, sentence: SentenceSpan) -> Row:
    values: Row = {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type]
    prefix = f"{base['document_id']}:"
    for name in _POINTERS & values.keys():
        if values[name] is not None:
            values[name] = prefix + str(values[name])
    start, end = int(values["start_char"]), int(values["end_char"])  # type: ignore[call-overload]
    if table in _KEYS:
        values[_KEYS[table]] = prefix + local_id(start, end)
    return {**base, "sentence_no": sentence.sentence_no, "text": text[start:end], **values}


def _unique(rows: Iterable[Row], key: tuple[str, ...]) -> list[Row]:
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first.setdefault(tuple(row[name] for name in key), row)
    return sorted(first.values(), key=lambda r: (r["start_char"], r["end_char"]))  # type: ignore[arg-type, return-value]


def _drop_dangling(rows: dict[str, list[Row]], kept: dict[str, set[str]]) -> None:
    """Set to NULL each pointer whose row was left out."""
    target = {"event_id": "events", "same_as": "events", "continues": "quotations"}
    target |= dict.fromkeys(("subset_of", "converts"), "figures")
    for table, found in rows.items():
        for row in found:
            for name in _POINTERS & row.keys():
                if name == _KEYS.get(table) or (table, name) == ("event_participants", "event_id"):
                    continue
                if row[name] is not None and row[name] not in kept[target.get(name, "mentions")]:
                    row[name] = None


def document_row(document: Document, first_seen_at: datetime | None) -> Row:
    """Return the row of ``documents`` as a day stores it."""
    return {
        **asdict(document),
        "char_count": len(document.text),
        "first_seen_at": first_seen_at,
        "extractor_version": VERSION,
    }


def to_arrow(table: str, rows: Iterable[Row]) -> pa.Table:
    """Return rows as Arrow with the table's stored schema."""
    return pa.Table.from_pylist(list(rows), schema=TABLES[table].stored_schema)


def collect(
    documents: Iterable[tuple[Document, Doc]], annotate: Callable[[Doc], Doc]
) -> dict[str, list[Row]]:
    """Return the rows of all documents together, by table."""
    rows: dict[str, list[Row]] = {"sentences": [], **{name: [] for name in RECORDS}}
    for document, doc in documents:
        for name, found in document_rows(document, annotate(doc)).items():
            rows[name] += found
    return rows
