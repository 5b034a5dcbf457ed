"""Parsing that no document stops: one that fails or hangs is named, and the rest goes on."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.parse.documents import BATCH, parse_documents
from pipelines.read.document import Document
from pipelines.read.timelimit import TimeLimitError, time_limit

BATCH_CHARS = 500_000  # a batch is held whole until it is known to be good: bounds memory


def fault(error: BaseException) -> str:
    """Return an error as the detail of a reject."""
    return f"{type(error).__name__}: {error}"[:500]


def parse_guarded(
    documents: Iterable[Document], nlp: Language, seconds: float
) -> Iterator[tuple[Document, Doc | str]]:
    """Yield each document with its Doc, in order; what went wrong stands in place of the Doc.

    Documents go through the model together; where a batch fails or takes longer than one document
    may, each of it is parsed alone. ``seconds`` 0 is no limit.
    """
    for batch in _batches(documents):
        try:
            with time_limit(seconds):
                found = list(parse_documents(batch, nlp))
        except (Exception, TimeLimitError):
            for document in batch:
                yield document, _parse_alone(document, nlp, seconds)
        else:
            yield from found


def _parse_alone(document: Document, nlp: Language, seconds: float) -> Doc | str:
    try:
        with time_limit(seconds):
            [(_, doc)] = parse_documents([document], nlp)
            return doc
    except (Exception, TimeLimitError) as error:
        return fault(error)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    held = 0
    for document in documents:
        batch.append(document)
        held += len(document.text)
        if len(batch) >= BATCH or held >= BATCH_CHARS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
