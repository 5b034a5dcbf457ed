"""Offices, acronyms and robustness of the mentions component, on pipelines without a model."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.mentions import MentionFinder
from pipelines.extract.records import register_slots

register_slots()
NLP = spacy.blank("en")
RULER = NLP.add_pipe("entity_ruler")
RULER.add_patterns(
    [
        {"label": "PERSON", "pattern": name}
        for name in ("Anna Lee", "Omar Haddad", "Haddad", "Lee", "Ivo Petrov", "Petrov")
    ]
)


def rows(text):
    doc = MentionFinder()(NLP(text))
    return {text[m.start_char : m.end_char]: m for m in doc._.mentions}


@pytest.mark.parametrize(
    ("text", "name", "title", "polity"),
    [
        pytest.param("Jordan's foreign minister, Anna Lee, left.", "Anna Lee",
                     "Jordan's foreign minister", "JOR", id="apposition before"),
        pytest.param("Anna Lee, the president of Peru, left.", "Anna Lee",
                     "president of Peru", "PER", id="apposition after"),
        pytest.param("According to the Peruvian president, Haddad wanted peace.", "Haddad",
                     None, None, id="a comma that closes another phrase gives no office"),
    ],
)  # fmt: skip
def test_offices(text, name, title, polity):
    found = rows(text)[name]
    assert (found.title, found.polity) == (title, polity)


def test_description_fits_one():
    text = "Peruvian President Anna Lee met Omar Haddad. Later the Peruvian president left."
    assert rows(text)["the Peruvian president"].name == "Anna Lee"


def test_two_of_one_surname_stay_apart():
    assert rows("Omar Haddad left. Haddad spoke.")["Haddad"].name == "Omar Haddad"


def test_acronym_takes_the_long_name():
    text = "The World Relief Fund (WRF) said no. WRF staff left."
    doc = MentionFinder()(NLP(text))
    assert {m.name for m in doc._.mentions} == {"World Relief Fund"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_spans_lie_in_any_text(text):
    for m in MentionFinder()(NLP(text))._.mentions:
        assert 0 <= m.start_char < m.end_char <= len(text)


def test_long_word_and_many_digits():
    MentionFinder()(NLP.make_doc("X" * 900 + " " + "7 " * 3000))
