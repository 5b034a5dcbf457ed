"""The extractors in their order, each a spaCy component that adds records to the Doc."""

from collections.abc import Callable
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipelines.extract.records import register_slots

# Each may read the slots that those before it filled.
COMPONENTS = (
    "newstables_mentions",
    "newstables_times",
    "newstables_quotations",
    "newstables_sources",
    "newstables_events",
    "newstables_figures",
)


@cache
def _extractors() -> Language:
    """Return a blank English pipeline that holds the extractors."""
    register_slots()
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def vocabulary() -> Vocab:
    """Return the vocabulary that stored parses are read with."""
    return _extractors().vocab


def annotate(doc: Doc) -> Doc:
    """Run every extractor over a parsed Doc."""
    component: Callable[[Doc], Doc]
    for _, component in _extractors().pipeline:
        doc = component(doc)
    return doc
