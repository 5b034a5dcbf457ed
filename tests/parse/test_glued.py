"""Sentences without a space between them, and words that lost their apostrophe."""

from datetime import date

import pytest

from pipelines.parse.documents import parse_documents
from pipelines.parse.model import load_model
from pipelines.read.document import Document
from pipelines.read.record import Limits, Raw
from pipelines.read.text import to_document
from pipelines.settings import load_settings
from pipelines.store.units import extract_rows

LIMITS = Limits(date.max)


def document(text: str) -> Document:
    raw = Raw(uri="a.txt", format="txt", text=text, byte_count=1, published_on=date(2026, 3, 3))
    found = to_document(raw, LIMITS)
    assert isinstance(found, Document)
    return found


GLUED = [
    (
        "The strike has ended.The crews went home.",
        ["The strike has ended.", "The crews went home."],
    ),
    (
        "Rain fell at noon.In Merrow the river rose.",
        ["Rain fell at noon.", "In Merrow the river rose."],
    ),
    ('They lost 40 boats."We left," he said.', ["They", "lost", "40", "boats", ".", '"', "We"]),
    ("He met the U.S.Secretary of State in Merrow.", ["He", "met", "the", "U.S.", "Secretary"]),
]


@pytest.mark.parametrize(("text", "expected"), GLUED, ids=["the", "in", "quotation", "initials"])
def test_glued(text, expected):
    [(_, doc)] = parse_documents([document(text)], load_model("newstables_md"))
    assert doc.text == text
    if " " in expected[0]:
        assert [s.text.strip() for s in doc.sents] == expected
    else:
        assert [t.text for t in doc if not t.is_space][: len(expected)] == expected


WHOLE = [
    "See www.paper.example.com for more.",
    "It grew by 4.5 per cent at 5.30pm.",
    "J.K. Rowe sang.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_nothing_is_parted_that_is_one(text):
    [(_, doc)] = parse_documents([document(text)], load_model("newstables_md"))
    assert doc.text == text
    assert len(list(doc.sents)) == 1


def test_words_without_their_apostrophe():
    """``Syrias`` is the state, ``170000`` a number; offsets stay those of the text."""
    text = (
        "Syrias army shelled the town on Monday. At least 170000 people fled.Iraqs ministers met."
    )
    [(_, rows)] = extract_rows([document(text)], load_settings().models)
    assert not isinstance(rows, str)
    states = {text[m["start_char"] : m["end_char"]]: m["polity"] for m in rows["mentions"]}
    assert (states["Syrias"], states["Iraqs"]) == ("SYR", "IRQ")
    assert [f["value"] for f in rows["figures"]] == [170_000]
    assert len(rows["sentences"]) == 3
