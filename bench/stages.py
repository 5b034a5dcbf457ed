"""What each stage costs on the sample articles, repeated: tokens and documents per CPU-second."""

import time
from collections.abc import Callable, Iterator
from datetime import date

from pipelines.extract.pipeline import _extractors, vocabulary
from pipelines.extract.rows import document_rows
from pipelines.parse.documents import parse_documents
from pipelines.parse.model import load_model
from pipelines.parse.stored import from_bytes, to_bytes
from pipelines.read.document import Document
from pipelines.read.inputs import list_files, read_file
from pipelines.read.record import Limits
from pipelines.settings import load_settings

REPEAT = 5
BARS = {
    "newstables_times": "150",
    "newstables_figures": "150",
    "newstables_quotations": "200",
    "newstables_events": "80",
}


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def sample() -> list[Document]:
    """Return the sample's documents."""
    limits = Limits(date.max)
    found = (
        outcome
        for uri, path in list_files([load_settings().inbox])
        for outcome in read_file(uri, path, limits, 2**24)
    )
    return [outcome for outcome in found if isinstance(outcome, Document)]


def measure() -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar)."""
    settings = load_settings()
    documents = sample() * REPEAT
    load = cpu(lambda: load_model(settings.model))
    yield "load the model", f"{load:.2f} CPU-s", "1.5"
    nlp = load_model(settings.model)
    parsed: list[tuple[Document, bytes]] = []
    tokens = 0

    def parse() -> None:
        nonlocal tokens
        for document, doc in parse_documents(documents, nlp):
            tokens += sum(not t.is_space for t in doc)
            parsed.append((document, to_bytes(doc)))

    seconds = cpu(parse)
    yield "parse and store", f"{tokens / seconds:,.0f} tokens/CPU-s", "7,000"
    vocabulary()
    docs = []
    seconds = cpu(lambda: docs.extend((d, from_bytes(b, d, vocabulary())) for d, b in parsed))
    yield "read stored parses", f"{len(docs) / seconds:,.0f} documents/CPU-s", ""
    total = seconds
    for name, component in _extractors().pipeline:
        component(from_bytes(parsed[0][1], parsed[0][0], vocabulary()))  # loads its word lists
        seconds = cpu(lambda run=component: [run(doc) for _, doc in docs])
        total += seconds
        yield name, f"{len(docs) / seconds:,.0f} documents/CPU-s", BARS.get(name, "")
    seconds = cpu(lambda: [document_rows(document, doc) for document, doc in docs])
    total += seconds
    yield "rows", f"{len(docs) / seconds:,.0f} documents/CPU-s", ""
    yield "all of extraction", f"{len(docs) / total:,.0f} documents/CPU-s", ""
