"""Events on any text: spans inside it, pointers that hold, linear time, no crash."""

import time

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract.events.component import annotate_events
from pipelines.extract.events.crosswalk import crosswalk
from pipelines.extract.events.lexicon import lexicon
from pipelines.extract.records import register_slots
from pipelines.settings import PROJECT_ROOT

NASTY = {
    "empty": "",
    "white space": " \n\t \n",
    "one long word": "a" * 100_000,
    "digits": "7 " * 10_000,
    "emoji": "🚀 attacked 🏠 on 📅 " * 50,
    "other script": "Россия и Украина провели переговоры. 会谈 مفاوضات",
    "control": "The \x00army\x07 attacked\x1b the town.",
    "open marks": "“The army attacked ((( the town ”” said “ he",
    "agenda": "- talks\n- visit\n- signing\n* attack on poverty\n1. vote",
    "long sentence": "The army attacked the town and " * 100,
    "capitals": "REBELS ATTACKED THE TOWN AND KILLED SIX PEOPLE, THE ARMY SAID.",
}


@pytest.fixture(scope="module")
def blank():
    """A pipeline without tags, dependencies, sentences or blocks."""
    register_slots()
    return spacy.blank("en")


def check(doc) -> None:
    ids = {e.event_id for e in doc._.events}
    assert len(ids) == len(doc._.events)
    for record in (*doc._.events, *doc._.event_participants):
        assert 0 <= record.start_char < record.end_char <= len(doc.text)
    for event in doc._.events:
        assert event.same_as is None or event.same_as in ids
        assert (event.starts_on is None) == (event.ends_on is None)
    assert all(p.event_id in ids for p in doc._.event_participants)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_nasty_texts(blank, text):
    check(annotate_events(blank.make_doc(text)))


WORDS = st.sampled_from(
    [
        "attack",
        "attacked",
        "talks",
        "the",
        "of",
        "by",
        "to",
        "and",
        ",",
        ".",
        "if",
        "not",
        "will",
        "agreed",
        "ceasefire",
        "12",
        "Kyiv",
        "’",
        "“",
        "\n",
        "—",
        "🚀",
    ]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_any_text(blank, text):
    check(annotate_events(blank.make_doc(text)))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(WORDS, min_size=1, max_size=30), data=st.data())
def test_any_tree(blank, words, data):
    """A parse can be wrong in every way; heads, tags and labels are drawn at random."""
    words = [w for w in words if w.strip()] or ["attack"]
    n = len(words)
    doc = spacy.tokens.Doc(
        blank.vocab,
        words=words,
        heads=[data.draw(st.integers(max(0, i - 3), i)) for i in range(n)],
        deps=data.draw(
            st.lists(
                st.sampled_from(
                    [
                        "nsubj",
                        "obj",
                        "obl",
                        "nmod",
                        "conj",
                        "acl",
                        "advcl",
                        "xcomp",
                        "ccomp",
                        "case",
                    ]
                ),
                min_size=n,
                max_size=n,
            )
        ),
        tags=data.draw(
            st.lists(
                st.sampled_from(["NN", "VBD", "VB", "VBN", "IN", "NNP"]), min_size=n, max_size=n
            )
        ),
    )
    check(annotate_events(doc))


def test_linear_time(blank):
    """Ten times the text takes no more than some ten times as long."""

    def seconds(copies: int) -> float:
        doc = blank.make_doc(
            "The army attacked the town of Bara and talks were postponed. " * copies
        )
        start = time.process_time()
        annotate_events(doc)
        return time.process_time() - start

    seconds(10)
    assert seconds(2_000) < 40 * max(seconds(200), 0.01)


def test_lexicon_names_the_subtypes_of_the_ontology():
    tables = lexicon()
    used = {
        s.subtype for senses in (*tables.verbs.values(), *tables.nouns.values()) for s in senses
    }
    used |= {r.subtype for rules in tables.refinements.values() for r in rules}
    assert used <= tables.types.keys()
    assert tables.types.keys() - used <= {"other"}, "a subtype that no word can give"


def test_classes_of_the_lexicon_exist():
    """A misspelt class would silently never match."""
    tables = lexicon()
    known = {c for classes in tables.classes.values() for c in classes}
    known |= {"-", "+", "person_name", "org"}
    for senses in (*tables.verbs.values(), *tables.nouns.values()):
        for sense in senses:
            assert sense.subject | sense.object | ({sense.clause} - {""}) <= known, sense


def test_status_words_give_statuses_of_the_contract():
    allowed = {
        "occurred",
        "ongoing",
        "agreed",
        "planned",
        "proposed",
        "postponed",
        "cancelled",
        "failed",
        "denied",
        "hypothetical",
    }
    found = {
        e.status for kinds in lexicon().status.values() for words in kinds.values() for e in words
    }
    assert found - {"attempt", ""} <= allowed  # "": kinds of words that give none


def test_the_page_is_that_of_the_lexicon():
    """docs/event_types.md is written by ``python -m pipelines.extract.events.crosswalk``."""
    page = PROJECT_ROOT / "docs" / "event_types.md"
    assert page.read_text(encoding="utf-8") == crosswalk()
