"""The same documents through what one would put together instead: ratios of one and the same run.

dateparser's ``search_dates`` and quantulum3's ``parse`` read the text, textacy's quotations,
triples and acronyms the same stored parses as our extractors; each does less than what it stands
beside (no ranges, no sides, no events). ``pip install "newstables[bench]"``.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from bench.corpus import texts
from bench.stages import cpu, sample
from pipelines.extract.pipeline import annotate, vocabulary
from pipelines.extract.rows import document_rows
from pipelines.parse.documents import parse_documents
from pipelines.parse.model import load_model
from pipelines.parse.stored import from_bytes, to_bytes
from pipelines.read.document import Document, document_id, text_hash
from pipelines.settings import load_settings

GENERATED = 100


def _generated() -> Iterator[Document]:
    for number, text in enumerate(texts(GENERATED)):
        fields: dict[str, Any] = dict.fromkeys(Document.__dataclass_fields__)
        fields |= {"document_id": document_id(None, text), "text_sha256": text_hash(text)}
        fields |= {"uri": f"{number}.txt", "format": "txt", "language": "en", "text": text}
        yield Document(**fields)


def peers() -> dict[str, Callable[[Any], object]]:
    """Return what each package does with one parsed document.

    Raises:
        ImportError: newstables[bench] is not installed.
    """
    from dateparser.search import search_dates
    from quantulum3 import classifier, parser
    from textacy import extract

    # its units are told apart by a pickled model that today's scikit-learn cannot load
    classifier.USE_CLF = False

    def structure(doc: Any) -> None:
        with suppress(ValueError):  # an odd number of quotation marks: none at all
            list(extract.direct_quotations(doc))
        list(extract.subject_verb_object_triples(doc))
        extract.acronyms(doc)

    return {
        "dateparser": lambda doc: search_dates(doc.text, languages=["en"]),
        "quantulum3": lambda doc: parser.parse(doc.text),
        "textacy": structure,
    }


def measure() -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar)."""
    try:
        others = peers()
    except ImportError as error:
        yield "dateparser, quantulum3, textacy", f"not installed: {error.name}", ""
        return
    documents = [*sample(), *_generated()]
    nlp = load_model(load_settings().model)
    stored = [(document, to_bytes(doc)) for document, doc in parse_documents(documents, nlp)]

    def fresh() -> list[tuple[Document, Any]]:
        return [(d, from_bytes(data, d, vocabulary())) for d, data in stored]

    docs = fresh()
    for work in (annotate, *others.values()):
        work(docs[0][1])  # loads its lists
    docs = fresh()
    ours = cpu(lambda: [document_rows(d, annotate(doc)) for d, doc in docs])
    docs = fresh()
    yield (
        f"our extractors, all tables, {len(docs)} documents, same parses",
        f"{len(docs) / ours:.0f} documents/CPU-s",
        "",
    )
    total = 0.0
    for name, work in others.items():
        used = cpu(lambda run=work: [run(doc) for _, doc in docs])
        total += used
        rate = f"{len(docs) / used:.0f} documents/CPU-s, {used / ours:.1f} times our time"
        yield f"{name} on the same", rate, ""
    yield "the three together", f"{total / ours:.1f} times our time", ""


def main() -> None:
    """Print a line per measurement."""
    for row in measure():
        print(*row, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
