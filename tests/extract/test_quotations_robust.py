"""Any text gives spans inside it, in linear time."""

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.quotations.component import add_quotations
from pipelines.extract.quotations.marks import quoted_runs
from pipelines.extract.records import register_slots

register_slots()
BLANK = spacy.blank("en")
PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "``",
        "''",
        "«",
        "»",
        "â€œ",
        "â€",
        "\n\n",
        " ",
        ". ",
        ", ",
        "said ",
        "Kovar ",
        "he ",
        "that ",
        "according to ",
        "говорит ",
        "🙂",
        "\x0b",
        "it's ",
        "\u200b",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_spans_lie_in_the_text(text):
    doc = add_quotations(BLANK(text))
    for quotation in doc._.quotations:
        assert 0 <= quotation.start_char < quotation.end_char <= len(text)
        assert text[quotation.start_char : quotation.end_char].strip()


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_runs_keep_their_order_and_bounds(text):
    runs = quoted_runs(text, [(0, len(text))])
    assert runs == sorted(runs, key=lambda r: (r.start_char, -r.end_char))
    for run in runs:
        assert 0 <= run.opens_at <= run.start_char < run.end_char <= run.closes_at <= len(text)


BAD = [
    pytest.param('"' * 1_000_000, id="a megabyte of marks"),
    pytest.param('"a ' * 200_000, id="marks that never close"),
    pytest.param("'a' " * 200_000, id="single marks"),
    pytest.param("“" + "word " * 200_000, id="one unclosed mark at the start"),
    pytest.param("“‘" * 20 + "go" + "’”" * 20, id="nested forty deep"),
    pytest.param("it's o'clock rock'n'roll " * 40_000, id="marks inside words"),
    pytest.param("s' " * 200_000, id="plural possessives"),
]


@pytest.mark.parametrize("text", BAD)
def test_marks_are_found_in_linear_time(text):
    start = time.process_time()
    runs = quoted_runs(text, [(0, len(text))])
    assert time.process_time() - start < 10
    assert all(text[r.start_char : r.end_char].strip() for r in runs)


def test_mojibake_marks_quote():
    text = "â€œThe bridge is gone,â€\x9d Kovar said."
    [run] = quoted_runs(text, [(0, len(text))])
    assert text[run.start_char : run.end_char] == "The bridge is gone,"


@pytest.mark.parametrize("text", ["", " ", "x" * 100_000, "7 " * 10_000, "said " * 20_000])
def test_odd_documents_do_not_raise(text):
    doc = spacy.tokens.Doc(BLANK.vocab, words=text.split() or [])
    assert isinstance(add_quotations(doc)._.quotations, list)
