"""Who said what, on sentences of several papers' styles."""

from datetime import date

import pytest
import spacy

from pipelines.extract.quotations.component import add_quotations
from pipelines.extract.records import Quotation, register_slots
from pipelines.parse.documents import parse_documents
from pipelines.parse.model import load_model
from pipelines.read.document import Document


def parsed(text: str):
    register_slots()
    document = Document(
        document_id="0" * 16,
        source_id=None,
        published_on=date(2026, 2, 12),
        published_on_basis="header",
        title=None,
        byline=None,
        dateline_place=None,
        publisher=None,
        uri="test",
        format="txt",
        language="en",
        text=text,
        text_sha256="",
    )
    [(_, doc)] = parse_documents([document], load_model("newstables_md"))
    return add_quotations(doc)


def rows(text: str, form: str | None = None) -> list[tuple[str, str | None, str | None]]:
    doc = parsed(text)
    return [
        (text[q.start_char : q.end_char].rstrip(",."), q.speaker, q.cue)
        for q in doc._.quotations
        if form in (None, q.form)
    ]


DIRECT = [
    pytest.param(
        '"We will rebuild the bridge," said Marta Kovar.',
        [("We will rebuild the bridge", "Marta Kovar", "say")],
        id="cue after, inverted",
    ),
    pytest.param(
        "‘We will rebuild the bridge,’ Marta Kovar said.",
        [("We will rebuild the bridge", "Marta Kovar", "say")],
        id="single marks of a British paper",
    ),
    pytest.param(
        "``We will rebuild the bridge,'' Marta Kovar said.",
        [("We will rebuild the bridge", "Marta Kovar", "say")],
        id="typewriter marks of an old wire",
    ),
    pytest.param(
        "«We will rebuild the bridge,» Marta Kovar said.",
        [("We will rebuild the bridge", "Marta Kovar", "say")],
        id="guillemets",
    ),
    pytest.param(
        'Marta Kovar told reporters: "We will rebuild the bridge."',
        [("We will rebuild the bridge", "Marta Kovar", "tell")],
        id="colon after the cue",
    ),
    pytest.param(
        '"The bridge is gone," Marta Kovar said. "We will rebuild it in a year."',
        [
            ("The bridge is gone", "Marta Kovar", "say"),
            ("We will rebuild it in a year", "Marta Kovar", "say"),
        ],
        id="a second run inherits the speaker",
    ),
    pytest.param(
        'Marta Kovar visited the village. "The bridge is gone," she said.',
        [("The bridge is gone", "Marta Kovar", "say")],
        id="a pronoun is its person",
    ),
    pytest.param(
        'Marta Kovar visited the village. "The bridge is gone," Kovar added.',
        [("The bridge is gone", "Marta Kovar", "add")],
        id="a surname is the full name",
    ),
    pytest.param(
        '"The bridge is gone," police said.',
        [("The bridge is gone", "police", "say")],
        id="an unnamed institution keeps its words",
    ),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct_speech(text, expected):
    assert rows(text, "direct") == expected


INDIRECT = [
    pytest.param(
        "Marta Kovar said on Monday that the bridge would be rebuilt.",
        [("the bridge would be rebuilt", "Marta Kovar", "say")],
        id="that is no part of the clause",
    ),
    pytest.param(
        "The bridge would be rebuilt, Marta Kovar said.",
        [("The bridge would be rebuilt", "Marta Kovar", "say")],
        id="cue at the end",
    ),
    pytest.param(
        "According to Marta Kovar, the bridge will be rebuilt.",
        [("the bridge will be rebuilt", "Marta Kovar", "according to")],
        id="according to",
    ),
    pytest.param(
        "Marta Kovar denied that the bridge had been mined.",
        [("the bridge had been mined", "Marta Kovar", "deny")],
        id="a denial reports what is denied",
    ),
    pytest.param(
        "Marta Kovar did not say whether the bridge would be rebuilt.",
        [],
        id="what was not said is not reported",
    ),
    pytest.param("We said that the bridge would be rebuilt.", [], id="the article's own voice"),
]


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_indirect_speech(text, expected):
    assert rows(text, "indirect") == expected


NO_SPEECH = [
    pytest.param('The so-called "bridge men" slept in the station.', id="nickname"),
    pytest.param('Her novel "The Long Bridge" was sold out by noon.', id="title"),
    pytest.param("The farmers' horses and the miners' carts blocked the road.", id="apostrophes"),
    pytest.param("It stood 6'2\" tall and weighed a ton.", id="feet and inches"),
]


@pytest.mark.parametrize("text", NO_SPEECH)
def test_marks_that_quote_nobody(text):
    assert rows(text) == []


def test_mixed_run_lies_in_its_clause():
    text = 'Marta Kovar said the bridge was "a heap of scrap" and would be rebuilt.'
    assert ("a heap of scrap", "Marta Kovar", "say") in rows(text, "mixed")
    [(clause, _, _)] = rows(text, "indirect")
    assert clause.startswith("the bridge was")


def test_paragraph_that_reopens_goes_on_the_quotation():
    text = (
        '"The bridge is gone," Marta Kovar said. "We saw it fall.\n\n'
        '"It took the mill with it and nobody was there to help."'
    )
    first, *others = parsed(text)._.quotations
    assert len(others) == 2
    assert {q.continues for q in others} == {first.quotation_id}
    assert {q.speaker for q in others} == {"Marta Kovar"}


def test_lost_mark_costs_one_paragraph():
    text = (
        '"The bridge is gone, Marta Kovar said.\n\nThe mayor left.\n\n"Help us," said Jan Petrik.'
    )
    assert ("Help us", "Jan Petrik", "say") in rows(text, "direct")
    mayor = text.index("The mayor")
    assert not any(q.start_char <= mayor < q.end_char for q in parsed(text)._.quotations)


def test_records_on_a_blank_pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("newstables_quotations")
    doc = nlp('"The bridge is gone," Kovar said.')
    assert [q.form for q in doc._.quotations] == ["direct"]
    assert all(isinstance(q, Quotation) for q in doc._.quotations)
