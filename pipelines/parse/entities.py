"""Entities from another spaCy pipeline than the one that parses (setting ``entities``).

Belongs here: handing words over, taking names back, translating labels. Does not belong here: what
is done with names (room ``extract``).
"""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import tee

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipelines.settings import reference_path

FACTORY = "newstables_borrowed_entities"


@cache
def label_table() -> dict[str, str]:
    """Return {label of another scheme: ours}, from ``entity_labels.csv``; others are dropped."""
    with reference_path("entity_labels.csv").open(encoding="utf-8", newline="") as lines:
        return {row["label"]: row["ours"] for row in csv.DictReader(lines)}


@Language.factory(FACTORY, assigns=["doc.ents"], default_config={"pipeline": ""})
def make_borrowed_entities(nlp: Language, name: str, pipeline: str) -> "BorrowedEntities":
    """Factory of the component.

    Args:
        nlp: the pipeline that parses.
        name: the component's name.
        pipeline: folder or name of the pipeline whose entities are taken.
    """
    del nlp, name
    return BorrowedEntities(spacy.load(pipeline))


class BorrowedEntities:
    """Replaces ``doc.ents`` by what another pipeline finds over the same words."""

    def __init__(self, lender: Language):
        """Keep the pipeline; its tokenizer is not used."""
        self.lender = lender
        self.labels = label_table()

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the other pipeline's entities."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """Yield the Docs with the other pipeline's entities, in order."""
        mine, theirs = tee(stream)
        copies = (
            Doc(
                self.lender.vocab,
                words=[token.text for token in doc],
                spaces=[bool(token.whitespace_) for token in doc],
            )
            for doc in theirs
        )
        found = self.lender.pipe(copies, batch_size=batch_size)
        for doc, copy in zip(mine, found, strict=True):
            doc.ents = tuple(
                Span(doc, entity.start, entity.end, label=self.labels[entity.label_])
                for entity in copy.ents
                if entity.label_ in self.labels
            )
            yield doc
