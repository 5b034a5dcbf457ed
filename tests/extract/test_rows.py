"""Records -> rows: ids, sentence numbers, the roles that count, and pointers that never dangle."""

from datetime import date

import pytest

from pipelines.extract.records import (
    DocumentSource,
    Event,
    EventParticipant,
    Figure,
    Mention,
    Quotation,
    TimeExpression,
    overlaps,
)
from pipelines.extract.rows import collect, document_row, document_rows, to_arrow
from pipelines.parse.documents import parse_documents
from pipelines.tables import EXTRACTED

TEXT = "Talks fail\n\nTwo men left Rome. Three stayed.\n\nRead more: Rome\n\nSource: Radio"


def at(words: str, number: int = 0) -> dict[str, int]:
    """Return the span of the words, the number-th time they stand in the text."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return {"start_char": start, "end_char": start + len(words)}


def place(words: str, number: int = 0) -> str:
    """Return the local id of the words."""
    return "{start_char}:{end_char}".format(**at(words, number))


@pytest.fixture
def rows_of(model, document):
    """Return the rows of records put on the Doc by hand."""

    def make(**records: list) -> dict[str, list]:
        [(given, doc)] = parse_documents([document(TEXT)], model)
        for name in ("mentions", "time_expressions", "quotations", "document_sources"):
            setattr(doc._, name, records.get(name, []))
        for name in ("events", "event_participants", "figures"):
            setattr(doc._, name, records.get(name, []))
        return document_rows(given, doc)

    return make


@pytest.fixture(autouse=True)
def _slots():
    from pipelines.extract.records import register_slots

    register_slots()


def figure(words: str, number: int = 0, **fields: object) -> Figure:
    return Figure(**at(words, number), kind="count", rule="test", **fields)


def event(words: str, number: int = 0, **fields: object) -> Event:
    return Event(
        **at(words, number), event_type="OTHER", event_subtype="other", rule="test", **fields
    )


def mention(words: str, number: int = 0) -> Mention:
    return Mention(**at(words, number), kind="name", entity_type="GPE", rule="test")


def test_row_knows_its_document_sentence_and_words(rows_of, document):
    [row] = rows_of(figures=[figure("Three")])["figures"]
    own = document(TEXT).document_id
    assert row["figure_id"] == f"{own}:{place('Three')}"
    assert (row["document_id"], row["published_on"]) == (own, date(2026, 3, 10))
    assert (row["sentence_no"], row["text"]) == (2, "Three")


def test_pointer_gets_the_documents_id(rows_of, document):
    rows = rows_of(
        mentions=[mention("Rome")],
        figures=[figure("Two men", side_mention_id=place("Rome"))],
    )
    assert rows["figures"][0]["side_mention_id"] == rows["mentions"][0]["mention_id"]


def test_facts_come_from_the_article_only(rows_of):
    """No number of a link line, no event of a credit."""
    rows = rows_of(
        figures=[figure("Two men"), figure("Read more")],
        events=[event("left"), event("Source")],
        mentions=[mention("Rome"), mention("Rome", 1), mention("Radio")],
        document_sources=[
            DocumentSource(**at("Radio"), name="Radio", basis="credit_line", rule="test")
        ],
    )
    assert [row["text"] for row in rows["figures"]] == ["Two men"]
    assert [row["text"] for row in rows["events"]] == ["left"]
    assert [row["text"] for row in rows["mentions"]] == ["Rome", "Radio"]
    assert [row["name"] for row in rows["document_sources"]] == ["Radio"]


def test_pointer_to_a_row_that_was_left_out_is_null(rows_of):
    rows = rows_of(
        events=[event("Source"), event("left", same_as=place("Source"))],
        figures=[
            figure("Two men", event_id=place("Source"), place_mention_id=place("Rome", 1)),
            figure("Three", subset_of=place("Read more"), converts=place("Two men")),
        ],
        quotations=[Quotation(**at("Talks"), form="direct", continues=place("Radio"), rule="test")],
        mentions=[mention("Rome", 1)],
    )
    first, second = rows["figures"]
    assert (first["event_id"], first["place_mention_id"]) == (None, None)
    assert (second["subset_of"], second["converts"]) == (None, first["figure_id"])
    assert rows["events"][0]["same_as"] is None
    assert rows["quotations"][0]["continues"] is None


def test_participants_go_with_their_event(rows_of):
    def party(of: str) -> EventParticipant:
        return EventParticipant(event_id=place(of), **at("Two men"), role="actor", rule="test")

    rows = rows_of(events=[event("left"), event("Source")])
    assert rows["event_participants"] == []
    rows = rows_of(
        events=[event("left"), event("Source")],
        event_participants=[party("left"), party("Source")],
    )
    [row] = rows["event_participants"]
    assert row["event_id"] == rows["events"][0]["event_id"]


def test_second_record_with_the_same_key_is_dropped(rows_of):
    """A row's key is its span; two rules may find one number."""
    rows = rows_of(figures=[figure("Three", value=3.0), figure("Three", value=4.0)])
    assert [row["value"] for row in rows["figures"]] == [3.0]


def test_rows_are_in_the_order_of_the_text(rows_of):
    rows = rows_of(figures=[figure("Three"), figure("Two men"), figure("Two")])
    assert [row["text"] for row in rows["figures"]] == ["Two", "Two men", "Three"]


def test_every_table_fits_its_schema(rows_of):
    """Also where nothing was found."""
    full = {
        "mentions": [mention("Rome")],
        "figures": [figure("Three")],
        "events": [event("left")],
        "time_expressions": [
            TimeExpression(**at("Rome"), timex_type="DATE", value="2026", rule="test")
        ],
        "quotations": [Quotation(**at("Talks"), form="direct", rule="test")],
        "event_participants": [
            EventParticipant(event_id=place("left"), **at("Two men"), role="actor", rule="test")
        ],
        "document_sources": [
            DocumentSource(**at("Radio"), name="Radio", basis="credit_line", rule="test")
        ],
    }
    for rows in (rows_of(**full), rows_of()):
        assert set(rows) == {t.name for t in EXTRACTED}
        for table in EXTRACTED:
            found = to_arrow(table.name, rows[table.name])
            assert found.schema == table.stored_schema
            assert found.num_rows == len(rows[table.name])
    assert all(len(rows) == 1 for name, rows in rows_of(**full).items() if name != "sentences")


def test_document_row(document):
    row = document_row(document("They met."), None)
    assert (row["char_count"], row["first_seen_at"]) == (9, None)
    assert to_arrow("documents", [row]).num_rows == 1


def test_collect_keeps_documents_apart(model, document):
    texts = ["They met in Rome.", "They left. They wrote."]
    rows = collect(parse_documents(map(document, texts), model), lambda doc: doc)
    assert [row["sentence_no"] for row in rows["sentences"]] == [0, 0, 1]
    assert len({row["document_id"] for row in rows["sentences"]}) == 2


OVERLAPS = [
    (0, 5, [(5, 9)], False, "side by side"),
    (0, 6, [(5, 9)], True, "one character"),
    (6, 7, [(5, 9)], True, "inside"),
    (0, 9, [], False, "none"),
]


@pytest.mark.parametrize(
    ("start", "end", "spans", "wanted", "reason"), OVERLAPS, ids=[row[4] for row in OVERLAPS]
)
def test_overlaps(start, end, spans, wanted, reason):
    assert overlaps(start, end, spans) is wanted
