"""One Doc a document: its text is the input, its sentences lie inside the layout's blocks."""

import time
from datetime import date

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipelines.extract.sentences import sentence_spans
from pipelines.parse.documents import BATCH, LONGEST_WORD, WINDOW, parse_documents
from pipelines.parse.model import load_model, load_models
from pipelines.parse.stored import from_bytes, to_bytes
from pipelines.parse.version import model_version, models_version
from pipelines.read.layout import layout
from pipelines.settings import Models

NASTY = {
    "empty": "",
    "one blank": " ",
    "white space only": "\n \t \u00a0\n",
    "one character": "x",
    "blank at both ends": "  They met.  ",
    "line ends around": "\n\n\nThey met.\n\n\n",
    "double blanks": "They  met   in Rome.",
    "hard-wrapped": (
        "The fourth round of peace talks between the two neighbours, planned for\n"
        "the middle of the month in the Gulf, has been postponed because of the\n"
        "storm that closed the airport, the host said on Friday.\n"
    ),
    "carriage of other spaces": "They\u00a0met\u2003in\u200bRome\u2028today.",
    "title, heading, credit": "Talks fail\n\nThey left.\n\nNext steps\n\nNone.\n\nSource: Radio",
    "dateline": "ROME, Feb 3 (ANSA) -   They met. They left.",
    "emoji": "She wrote 👩‍🚒🇺🇦 and left 🙂.",
    "other scripts": "Зеленский met 習近平 and محمد.",
    "combining marks": "Cafe\u0301 owners in Zu\u0308rich.",
    "control picture": "They\ufffd met\x7f today.",
    "unbalanced marks": "“They met, “he said. ‘No’’ )(",
    "contractions": "They can't, won't and didn't; it's John's.",
    "numbers": "1,024 of 3.5m; 12-13%; $4bn; 0042; 1/2; +380-44-123.",
    "hyphens and dashes": "A cease-fire—if any--is far-off –– they said …",
    "urls and mail": "See https://a.example/b?c=d&e=f, or ask x.y@z.example.",
    "one-line paragraphs": "One.\nTwo.\nThree.",
    "a word of 2,500 letters": "They " + "x" * 2_500 + " met.",
    "full stops": "." * 300,
}


def parse(model, *documents) -> list[Doc]:
    return [doc for _, doc in parse_documents(documents, model)]


def check_whole(doc: Doc, text: str) -> None:
    assert doc.text == text
    assert all(token.head.doc is doc for token in doc)
    sentences = sentence_spans(doc)
    blocks = layout(text)
    assert doc._.blocks == blocks
    end = 0
    for number, sentence in enumerate(sentences):
        words = text[sentence.start_char : sentence.end_char]
        assert sentence.sentence_no == number
        assert end <= sentence.start_char < sentence.end_char
        assert words == words.strip()
        inside = [
            b
            for b in blocks
            if b.start_char <= sentence.start_char and sentence.end_char <= b.end_char
        ]
        assert [b.role for b in inside] == [sentence.role]
        end = sentence.end_char
    spoken = "".join(text[s.start_char : s.end_char] for s in sentences)
    assert "".join(spoken.split()) == "".join(text.split())


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_doc_text_is_the_document(model, document, text):
    [doc] = parse(model, document(text))
    check_whole(doc, text)


ANY_TEXT = st.text(
    st.sampled_from("aB1 \n\t.,“”'-é🙂\u00a0\u0301習") | st.characters(codec="utf-8"), max_size=120
)


@given(st.lists(ANY_TEXT, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_texts_together(model, document, texts):
    for text, doc in zip(texts, parse(model, *map(document, texts)), strict=True):
        check_whole(doc, text)


def told(doc: Doc) -> list[tuple]:
    return [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_, t.ent_type_, t.is_sent_start) for t in doc]


def test_parse_does_not_depend_on_neighbours(model, document):
    """The same article gives the same rows, whatever is read beside it."""
    texts = [text for text in NASTY.values() if len(text) < 400]
    alone = [told(parse(model, document(text))[0]) for text in texts]
    together = [told(doc) for doc in parse(model, *map(document, reversed(texts)))]
    assert alone == together[::-1]


def test_more_documents_than_a_batch(model, document):
    texts = [f"Round {number} ended in Rome." for number in range(2 * BATCH + 3)]
    found = list(parse_documents(map(document, texts), model))
    assert [d.text for d, _ in found] == texts
    assert all(doc.text == d.text for d, doc in found)


def test_documents_are_read_as_they_come(model, document):
    """An archive does not fit into memory."""
    asked = []

    def stream():
        for number in range(3 * BATCH):
            asked.append(number)
            yield document(f"Round {number} ended.")

    next(parse_documents(stream(), model))
    assert len(asked) == BATCH


def test_day_and_layout_come_along(model, document):
    [doc] = parse(model, document("Talks fail\n\nThey left.", date(2026, 5, 1)))
    assert doc._.published_on == date(2026, 5, 1)
    assert [block.role for block in doc._.blocks] == ["title", "body"]
    [doc] = parse(model, document("They left.", None))
    assert doc._.published_on is None


def test_white_space_hangs_on_the_word_before(model, document):
    """So that a line end is nobody's subject and no sentence's root."""
    [doc] = parse(model, document("\n\nThey   met.\n\nThey left.\n"))
    for token in doc:
        if token.is_space:
            assert token.head.i == (token.i - 1 if token.i else 1)
            assert token.pos_ == "SPACE"
            assert not list(token.children)
    assert [sentence.root.text for sentence in doc.sents] == ["met", "left"]


def test_sentence_numbers_run_over_paragraphs(model, document):
    text = "Talks fail\n\nThey met. They left.\n\nWhat now\n\nNothing is planned."
    [doc] = parse(model, document(text))
    assert [
        (s.sentence_no, s.paragraph_no, s.role, s.section, text[s.start_char : s.end_char])
        for s in sentence_spans(doc)
    ] == [
        (0, 0, "title", None, "Talks fail"),
        (1, 1, "body", None, "They met."),
        (2, 1, "body", None, "They left."),
        (3, 2, "heading", None, "What now"),
        (4, 3, "body", "What now", "Nothing is planned."),
    ]


def test_headline_is_one_sentence(model, document):
    """A full stop or a question mark inside it does not cut it."""
    text = "U.S. envoy: Peace? Not yet, says Mr. Lee\n\nThe envoy left."
    [doc] = parse(model, document(text))
    assert [s.role for s in sentence_spans(doc)] == ["title", "body"]


def test_long_paragraph_is_cut_at_a_sentence_end(model, document):
    """The model sees windows; no sentence is broken by their edge."""
    text = "The two delegations met again in Geneva on Monday. " * (WINDOW // 4)
    [doc] = parse(model, document(text.strip()))
    assert {s.token_count for s in sentence_spans(doc)} == {10}


EXTREMES = {
    "a token of 100,000 characters": "They met. " + "x" * 100_000 + " They left.",
    "ten thousand digits": "They counted " + "7" * 10_000 + " votes.",
    "a paragraph without a full stop": "word " * 4_000,
    "ten thousand line ends": "They met.\n" + "\n" * 10_000 + "They left.",
}


@pytest.mark.parametrize("text", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes_in_linear_time(model, document, text):
    start = time.process_time()
    [doc] = parse(model, document(text))
    assert doc.text == text
    assert max(map(len, (t for t in doc if not t.is_space))) <= LONGEST_WORD
    assert time.process_time() - start < 20


def test_other_pipelines_can_parse(document, tmp_path):
    """`model` may name any spaCy pipeline, one without a parser too."""

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "plain")
    text = "Talks\n\nThey met  in Rome. They left.\n"
    [(given, doc)] = parse_documents([document(text)], load_model(str(tmp_path / "plain")))
    check_whole(doc, text)
    assert len(sentence_spans(doc)) == 3
    assert sentence_spans(
        from_bytes(to_bytes(doc), given, spacy.blank("en").vocab)
    ) == sentence_spans(doc)
    assert model_version(str(tmp_path / "plain")).startswith("en_pipeline-")


TEXT = "Talks\n\nMs. Orsolya Vane-Tamm met the Kvarn Guild\nin Ostrava-Porub on May 3."


@pytest.fixture
def lender(tmp_path) -> str:
    """A pipeline with other words, other labels and no parser, as its users might have trained."""
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PER", "pattern": "Orsolya Vane - Tamm"},
            {"label": "organization", "pattern": "Kvarn Guild"},
            {"label": "DATE", "pattern": "May 3"},
        ]
    )
    nlp.to_disk(tmp_path / "lender")
    return str(tmp_path / "lender")


def test_entities_of_another_pipeline(document, lender):
    """Its names with our labels, over our words; all else as the model has it."""
    [(given, doc)] = parse_documents([document(TEXT)], load_models(Models("newstables_md", lender)))
    [own] = parse(load_model("newstables_md"), document(TEXT))
    check_whole(doc, TEXT)
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Orsolya Vane-Tamm", "PERSON"),
        ("Kvarn Guild", "ORG"),
    ]
    assert [(t.text, t.tag_, t.dep_, t.head.i) for t in doc] == [
        (t.text, t.tag_, t.dep_, t.head.i) for t in own
    ]
    again = from_bytes(to_bytes(doc), given, spacy.blank("en").vocab)
    assert [e.text for e in again.ents] == ["Orsolya Vane-Tamm", "Kvarn Guild"]


def test_entities_are_part_of_the_version(lender):
    alone, both = Models("newstables_md"), Models("newstables_md", lender)
    assert models_version(alone) == model_version("newstables_md")
    assert models_version(both).startswith(models_version(alone) + " with entities of de_")


def test_missing_entities_are_one_line():
    with pytest.raises(ValueError, match="'entities': no spaCy pipeline 'no_such'") as caught:
        load_models(Models("newstables_md", "no_such"))
    assert "\n" not in str(caught.value)


def test_another_scheme_than_ud_is_refused(tmp_path):
    """The extractors would find next to nothing, silently."""
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in ("nsubj", "pobj", "dobj"):
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(tmp_path / "clear")
    with pytest.raises(ValueError, match=r"labels dobj, pobj; .* Universal Dependencies"):
        load_model(str(tmp_path / "clear"))


def test_missing_model_is_one_line():
    with pytest.raises(ValueError, match="no spaCy pipeline 'no_such_model'") as caught:
        load_model("no_such_model")
    assert "\n" not in str(caught.value)


def test_version_of_an_installed_pipeline():
    assert model_version("no_such_model") == "no_such_model"
    assert model_version("spacy") == f"spacy-{spacy.__version__}"
