"""Whom the article names as its own sources."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.records import register_slots
from pipelines.extract.sources import add_sources

register_slots()
BLANK = spacy.blank("en")
BODY = "The bridge over the river was closed on Monday after a storm."

CASES = [
    pytest.param(
        f"{BODY}\n\nSources: Hill Media, Reuters",
        [("Hill Media", "credit_line"), ("Reuters", "credit_line")],
        id="list of sources",
    ),
    pytest.param(
        f"{BODY}\n\n(Reporting by Ann Lee in Rome and Bo Ek; Editing by Cy Poe)",
        [("Ann Lee", "credit_line"), ("Bo Ek", "credit_line"), ("Cy Poe", "credit_line")],
        id="who reported and edited",
    ),
    pytest.param(
        f"KYIV, Jan 3 (Reuters) - {BODY}", [("Reuters", "dateline")], id="agency of a dateline"
    ),
    pytest.param(
        f"Bridge closed after storm\n\nBy Ann Lee\n\n{BODY}", [("Ann Lee", "byline")], id="byline"
    ),
    pytest.param(
        "The bridge is closed, AFP reported on Monday.",
        [("Agence France-Presse", "attribution")],
        id="an agency that reported, by its full name",
    ),
    pytest.param(
        "The mayor told the BBC that the bridge is closed.",
        [("BBC", "attribution")],
        id="the outlet that was told",
    ),
    pytest.param("The court fined Facebook over its ads.", [], id="an actor is no source"),
    pytest.param("The mayor said the bridge is closed.", [], id="a speaker is no source"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sources(text, expected):
    doc = add_sources(BLANK(text))
    assert [(s.name, s.basis) for s in doc._.document_sources] == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200).map(lambda t: f"{BODY}\n\nSources: {t}"))
def test_spans_lie_in_the_text(text):
    for source in add_sources(BLANK(text))._.document_sources:
        assert 0 <= source.start_char < source.end_char <= len(text)
        assert source.name
