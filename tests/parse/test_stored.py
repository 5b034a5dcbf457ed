"""A stored parse is the parse: what extraction reads comes back as it was."""

import pytest
import spacy

from pipelines.parse.documents import parse_documents
from pipelines.parse.stored import from_bytes, to_bytes

TEXTS = {
    "empty": "",
    "white space": " \n ",
    "prose": "Talks fail\n\nMr. Lee, the US envoy, met  Ms. Chen\nin Rome. They left.\n",
    "hard gaps": "\n\n“No,” he said.\t\tThen\u00a0he left.  ",
    "other scripts": "Зеленский met 習近平 🙂.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_round_trip_into_another_vocabulary(model, document, text):
    """The extractors read with a vocabulary of their own, in another process."""
    [(given, doc)] = parse_documents([document(text)], model)
    again = from_bytes(to_bytes(doc), given, spacy.blank("en").vocab)
    assert again.text == text
    assert again._.published_on == given.published_on
    assert again._.blocks == doc._.blocks
    for one, other in zip(doc, again, strict=True):
        assert (one.idx, one.text, one.whitespace_) == (other.idx, other.text, other.whitespace_)
        assert (one.tag_, one.pos_, one.lemma_) == (other.tag_, other.pos_, other.lemma_)
        assert (one.dep_, one.head.i, one.morph) == (other.dep_, other.head.i, other.morph)
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [
        (e.start, e.end, e.label_) for e in again.ents
    ]
    assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in again.sents]


def test_same_parse_same_bytes(model, document):
    """Parquet files of two runs must be equal."""
    parses = [
        to_bytes(doc)
        for text in ("They met in Rome.", "They left.", "They met in Rome.")
        for _, doc in parse_documents([document(text)], model)
    ]
    assert parses[0] == parses[2] != parses[1]
