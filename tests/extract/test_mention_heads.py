"""Heads, tails, pairs and repeats around the model's names, on hand-made parses."""

import time
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipelines.extract.mentions.heads import heads, retyping
from pipelines.extract.mentions.spans import names, written

VOCAB = spacy.blank("en").vocab
LABELS = ["O", "B-PERSON", "I-PERSON", "B-GPE", "B-ORG", "I-ORG", "B-NORP", "B-FAC", "B-EVENT"]


def found(text, *tags, nouns=(), deps=None, headed_by=None):
    """Return the names of words with entity tags; capitalised words are proper nouns."""
    words = text.split(" ")
    pos = ["PROPN" if w[:1].isupper() else "NOUN" if w in nouns else "X" for w in words]
    ents = list(tags) + ["O"] * (len(words) - len(tags))
    doc = Doc(VOCAB, words=words, ents=ents, pos=pos, deps=deps, heads=headed_by)
    return [(written(doc, n), n.label) for n in names(doc)]


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        pytest.param("Harbour24 Media said so", ["B-ORG"],
                     [("Harbour24 Media", "ORG")], id="a head behind the name"),
        pytest.param("Kenya Defence Forces left", ["B-GPE", "B-ORG"],
                     [("Kenya Defence Forces", "ORG")], id="a head behind two names"),
        pytest.param("Lima Bridge fell", ["B-GPE"],
                     [("Lima Bridge", "FAC")], id="a bridge"),
        pytest.param("Sallow Sea storms", ["B-GPE"], [("Sallow Sea", "LOC")], id="a sea"),
        pytest.param("Harrow forces left", ["B-ORG"],
                     [("Harrow", "ORG")], id="a head in lower case is none"),
        pytest.param("Harrow . Media said", ["B-ORG"],
                     [("Harrow", "ORG")], id="a head in the next sentence is none"),
        pytest.param("Harrow \n Media said", ["B-ORG"],
                     [("Harrow", "ORG")], id="a head on the next line is none"),
        pytest.param("Harrow Act passed", ["B-ORG"], [], id="a law is no body"),
        pytest.param("Kenyan Act passed", ["B-NORP"],
                     [("Kenyan", "NORP")], id="whom a law is called after is still named"),
        pytest.param("Civic Party New Party met", ["B-ORG", "I-ORG", "B-ORG", "I-ORG"],
                     [("Civic Party", "ORG"), ("New Party", "ORG")], id="two with their own head"),
        pytest.param("Ivo Haddad Harbour Office", ["B-PERSON", "I-PERSON", "B-ORG", "I-ORG"],
                     [("Ivo Haddad", "PERSON"), ("Harbour Office", "ORG")],
                     id="a man beside his office"),
        pytest.param("Summer Games Council met", ["B-EVENT", "I-EVENT"],
                     [("Summer Games", "EVENT")], id="events keep their ends"),
        pytest.param("Weller College won", ["B-PERSON", "I-PERSON"],
                     [("Weller College", "ORG")], id="a college is no person"),
        pytest.param("Castle Fund won", ["B-FAC", "I-FAC"],
                     [("Castle Fund", "FAC")], id="other kinds keep a head's name"),
    ],
)  # fmt: skip
def test_heads(text, tags, expected):
    assert found(text, *tags) == expected


@pytest.mark.parametrize(
    ("text", "tags", "nouns", "expected"),
    [
        pytest.param("Verdant party members met", ["B-ORG", "I-ORG"], ["party", "members"],
                     [("Verdant", "ORG")], id="a common noun is cut"),
        pytest.param("Weller wind park opened", ["B-FAC", "I-FAC", "I-FAC"], ["wind", "park"],
                     [("Weller wind park", "FAC")], id="sites keep their noun"),
    ],
)  # fmt: skip
def test_tails(text, tags, nouns, expected):
    assert found(text, *tags, nouns=nouns) == expected


@pytest.mark.parametrize(
    ("dep", "head", "expected"),
    [
        pytest.param("flat", 0, [("Ivo Haddad", "PERSON")], id="one name by the parse"),
        pytest.param("dep", 2, [("Ivo", "PERSON"), ("Haddad", "PERSON")], id="two people"),
    ],
)
def test_people_side_by_side(dep, head, expected):
    parsed = found(
        "Ivo Haddad left", "B-PERSON", "B-PERSON",
        deps=["nsubj", dep, "ROOT"], headed_by=[2, head, 2],
    )  # fmt: skip
    assert parsed == expected


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        pytest.param("the Speaker left", ["O", "B-PERSON"], [], id="an office alone"),
        pytest.param("King of Norwood", ["B-PERSON"], [], id="an office of a place"),
        pytest.param("then King left", ["O", "B-PERSON"], [("King", "PERSON")], id="a surname"),
    ],
)
def test_an_office_is_no_person(text, tags, expected):
    assert found(text, *tags) == expected


def test_a_name_found_three_times_is_found_again():
    tags = ["B-ORG", "O"] * 3
    assert found("Zorba won Zorba lost Zorba sold Zorba now", *tags) == [("Zorba", "ORG")] * 4


def test_a_name_found_twice_is_not():
    assert len(found("Zorba won Zorba lost Zorba now", *["B-ORG", "O"] * 2)) == 2


def test_the_part_of_a_longer_name_is_no_repeat():
    text = "Blue Moth won and Blue Moth Arcade lost"
    assert found(text, "B-ORG", "I-ORG") == [("Blue Moth", "ORG")]


def test_heads_are_capitalised_and_of_known_kinds():
    assert all(word[0].isupper() for word in heads())
    assert set(heads().values()) <= {"ORG", "FAC", "LOC", ""}
    assert set(retyping().values()) <= {"any", "PERSON"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_names_stay_apart(data):
    some = ["Lima", "Media", "Act", "Ivo", "King", "of", "the", "party", "\n", "-", "😀", "Media"]
    words = data.draw(st.lists(st.sampled_from(some), min_size=1, max_size=20))
    tags = data.draw(st.lists(st.sampled_from(LABELS), min_size=len(words), max_size=len(words)))
    pos = data.draw(
        st.lists(st.sampled_from(["PROPN", "NOUN"]), min_size=len(words), max_size=len(words))
    )
    spans = [(n.start, n.end) for n in names(Doc(VOCAB, words=words, ents=_legal(tags), pos=pos))]
    assert all(a < b <= c for (a, b), (c, _) in pairwise(spans))
    assert all(0 <= a < b <= len(words) for a, b in spans)


def _legal(tags):
    """Return tags in which no name begins inside."""
    legal = []
    for tag in tags:
        inside = legal and legal[-1] != "O" and legal[-1][2:] == tag[2:]
        legal.append(tag if not tag.startswith("I-") or inside else f"B-{tag[2:]}")
    return legal


def test_ten_thousand_heads_in_linear_time():
    words = ["Media"] * 10_000
    start = time.process_time()
    assert names(Doc(VOCAB, words=words, ents=["B-ORG"] * len(words))) is not None
    assert time.process_time() - start < 4
