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
    + [{"label": "ORG", "pattern": "Grain Fund"}]
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


@pytest.mark.parametrize(
    ("text", "name", "title", "body"),
    [
        pytest.param("Grain Fund director-general Anna Lee left.", "Anna Lee",
                     "Grain Fund director-general", "Grain Fund", id="before the name"),
        pytest.param("The Grain Fund's outgoing chief, Anna Lee, left.", "Anna Lee",
                     "Grain Fund's outgoing chief", "Grain Fund", id="possessive, closed comma"),
        pytest.param("Anna Lee, the secretary general of the Grain Fund, left.", "Anna Lee",
                     "secretary general of the Grain Fund", "Grain Fund", id="after the name"),
        pytest.param("The head of the Grain Fund, Anna Lee, left.", "Anna Lee",
                     "head of the Grain Fund", "Grain Fund", id="office of a body, then the name"),
        pytest.param("Anna Lee, Grain Fund spokeswoman, left.", "Anna Lee",
                     "Grain Fund spokeswoman", "Grain Fund", id="body before office, after name"),
        pytest.param("The Grain Fund chief, Anna Lee said.", "Anna Lee", None, None,
                     id="a comma that closes a clause gives no office"),
        pytest.param("The Grain Fund said chief Anna Lee left.", "Anna Lee", "chief", None,
                     id="a verb stands between"),
    ],
)  # fmt: skip
def test_offices_of_bodies(text, name, title, body):
    found = rows(text)
    m = found[name]
    words = {x.mention_id: words for words, x in found.items()}
    assert (m.title, words.get(m.organisation_mention_id)) == (title, body)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param("Anna Lee, head of the Grain Fund, left. Later the Grain Fund chief spoke.",
                     "the Grain Fund chief", "Anna Lee", id="the document names the head"),
        pytest.param("Later the Grain Fund chief spoke.", "the Grain Fund chief", None,
                     id="nobody named: left to the corpus"),
        pytest.param("Later the Peruvian president spoke.", "the Peruvian president", None,
                     id="nobody named, of a state"),
        pytest.param("Later Peru's foreign minister spoke.", "Peru's foreign minister", None,
                     id="possessive"),
    ],
)  # fmt: skip
def test_descriptions_of_an_office(text, words, name):
    m = rows(text)[words]
    assert (m.kind, m.name) == ("description", name)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Later the Peruvian spokesman spoke.", id="many hold such an office"),
        pytest.param("Anna Lee, Peru's president, left.", id="apposition"),
        pytest.param("The former Peruvian president left.", id="not in office"),
    ],
)
def test_no_description(text):
    assert all(m.kind == "name" for m in rows(text).values())


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
