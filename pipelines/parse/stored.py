"""Parses as bytes, so that a changed extraction rule never parses again."""

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from pipelines.parse.documents import register_layout
from pipelines.read.document import Document
from pipelines.read.layout import layout

_ATTRIBUTES = [TAG, POS, MORPH, LEMMA, ENT_IOB, ENT_TYPE]


def to_bytes(doc: Doc) -> bytes:
    """Return the parse of one document: a DocBin of one Doc."""
    sentences = [DEP, HEAD] if doc.has_annotation("DEP") else [SENT_START]
    return DocBin(attrs=_ATTRIBUTES + sentences, docs=[doc]).to_bytes()


def from_bytes(data: bytes, document: Document, vocab: Vocab) -> Doc:
    """Return the Doc of a stored parse, with the document's day and layout."""
    register_layout()
    [doc] = DocBin().from_bytes(data).get_docs(vocab)
    doc._.published_on = document.published_on
    doc._.blocks = layout(document.text)
    return doc
