"""Where a name begins and ends and what kind it is, step by step, on hand-made parses."""

import time
from itertools import pairwise, product

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipelines.extract.mentions.spans import names, written

VOCAB = spacy.blank("en").vocab


def doc(text, *spans, heads=None, deps=None):
    """Return words with entities; every capitalised word is a proper noun."""
    words = text.split(" ")
    starts = {}
    for words_of, label in spans:
        parts = words_of.split(" ")
        at = next(
            i for i in range(len(words)) if words[i : i + len(parts)] == parts and i not in starts
        )
        starts[at] = (len(parts), label)
    tags = ["O"] * len(words)
    for at, (count, label) in starts.items():
        tags[at] = f"B-{label}"
        for i in range(at + 1, at + count):
            tags[i] = f"I-{label}"
    return Doc(
        VOCAB,
        words=words,
        ents=tags,
        pos=["PROPN" if w[:1].isupper() else "X" for w in words],
        heads=heads,
        deps=deps,
    )


def found(parsed):
    return [(written(parsed, n), n.label) for n in names(parsed)]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        pytest.param("the River Post , said", [("the River Post ,", "ORG")],
                     [("River Post", "ORG")], id="article and comma cut"),
        pytest.param("Harrow Ltd of", [("Harrow Ltd of", "ORG")],
                     [("Harrow Ltd", "ORG")], id="small word cut"),
        pytest.param("in Reno Nevada today", [("Reno Nevada", "GPE")],
                     [("Reno", "GPE"), ("Nevada", "GPE")], id="city and state"),
        pytest.param("in West Virginia today", [("West Virginia", "GPE")],
                     [("West Virginia", "GPE")], id="a state of two words stays whole"),
        pytest.param("Lima Lima is", [("Lima Lima", "GPE")],
                     [("Lima", "GPE"), ("Lima", "GPE")], id="heading and first word"),
        pytest.param("Food Watch Kenya said", [("Food Watch", "ORG"), ("Kenya", "GPE")],
                     [("Food Watch Kenya", "ORG")], id="a state in a body's name"),
        pytest.param("the 2004 Summer Games", [("Summer Games", "EVENT")],
                     [("2004 Summer Games", "EVENT")], id="an event's year"),
        pytest.param("near Lake Tana", [("Lake Tana", "GPE")],
                     [("Lake Tana", "LOC")], id="kind by first word"),
        pytest.param("the Cairo Gazette", [("Cairo Gazette", "GPE")],
                     [("Cairo Gazette", "ORG")], id="kind by last word"),
        pytest.param("Peru and Kenya", [("Peru", "PERSON"), ("Kenya", "ORG")],
                     [("Peru", "GPE"), ("Kenya", "GPE")], id="states are places"),
        pytest.param("in french kitchens", [("french", "NORP")], [], id="lower case is no people"),
        pytest.param("from Hurricane Rita , and Rita moved", [("Rita", "PERSON")],
                     [], id="storms are no people"),
        pytest.param("see report_v2.doc now", [("report_v2.doc", "PERSON")],
                     [], id="a file is no person"),
        pytest.param("on S. street", [("S.", "GPE")], [], id="one letter is no place"),
        pytest.param("Omar Diallo met Omar Diallo", [("Omar Diallo", "PERSON")],
                     [("Omar Diallo", "PERSON")] * 2, id="a name is found again"),
        pytest.param("Toma won . Toma lost . Toma", [("Toma", "PERSON")] * 2 + [("Toma", "ORG")],
                     [("Toma", "PERSON")] * 3, id="the kind of most mentions"),
    ],
)  # fmt: skip
def test_names(text, spans, expected):
    assert found(doc(text, *spans)) == expected


def test_possessive_of_an_owner_is_cut():
    parsed = doc(
        "Kenya 's army left",
        ("Kenya 's", "GPE"),
        heads=[2, 0, 3, 3],
        deps=["nmod:poss", "case", "nsubj", "ROOT"],
    )
    assert found(parsed) == [("Kenya", "GPE")]


def test_possessive_of_a_name_stays():
    """ "Wendy's" is what the place is called."""
    parsed = doc(
        "at Wendy 's today",
        ("Wendy 's", "ORG"),
        heads=[1, 1, 1, 1],
        deps=["case", "ROOT", "case", "advmod"],
    )
    assert found(parsed) == [("Wendy 's", "ORG")]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=15), st.data())
def test_names_lie_in_order_and_apart(words, data):
    labels = st.sampled_from(["O", "B-PERSON", "B-GPE", "B-ORG", "B-NORP", "B-LOC", "B-EVENT"])
    tags = data.draw(st.lists(labels, min_size=len(words), max_size=len(words)))
    parsed = Doc(VOCAB, words=words, ents=tags)
    spans = [(n.start, n.end) for n in names(parsed)]
    assert all(a < b <= c for (a, b), (c, _) in pairwise(spans))


def test_two_thousand_people_in_linear_time():
    """Names that begin alike were once compared with one another."""
    people = [("Omar", "D" + "".join(letters)) for letters in product("aeiou", repeat=5)][:2000]
    words = [w for pair in people for w in (*pair, ".")]
    parsed = Doc(VOCAB, words=words, ents=["B-PERSON", "I-PERSON", "O"] * len(people))
    start = time.process_time()
    assert len(names(parsed)) == len(people)
    assert time.process_time() - start < 3
