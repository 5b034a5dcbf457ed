"""``Document`` -> spaCy ``Doc``: paragraph by paragraph through the model, then one Doc a document.

A model reads the words of a block without its irregular white space (a line end inside a
hard-wrapped paragraph is white space); the Doc that leaves has ``doc.text == document.text``, with
the white space as tokens of its own that hang on the word before them.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from pipelines.read.document import Document
from pipelines.read.layout import Block, layout

ATTRIBUTES = [TAG, POS, MORPH, LEMMA, DEP, ENT_IOB, ENT_TYPE, HEAD]
WINDOW = (
    400  # tokens of a block that the model sees at once; longer blocks are cut at sentence ends
)
BATCH = 32  # documents whose blocks go through the model together: bounds memory
SPLIT_ROLES = ("body", "caption", "boilerplate")  # a title or a credit line is one sentence
# spaCy's tokenizer is quadratic in the length of a run without white space (100,000: minutes)
LONGEST_WORD = 1_000
RUN = re.compile(r"\S+")
# No space after a full stop: 'people."We left' and "the U.S.Secretary" ("ended.The" spaCy parts).
GLUED = re.compile(
    r"(?<=[a-z0-9][.!?])(?=[\"“”][A-Z])|(?<=[a-z0-9][.!?][\"“”])(?=[A-Z])"
    r"|(?<=\b[A-Z]\.[A-Z]\.)(?=[A-Z][a-z]{2})"
)


def register_layout() -> None:
    """Give ``Doc`` the slots ``published_on`` and ``blocks``."""
    for name in ("published_on", "blocks"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def parse_documents(documents: Iterable[Document], nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """Yield each document with its parsed Doc, in order, in bounded memory."""
    register_layout()
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        cut = [
            [(block, list(_windows(d.text, block, nlp))) for block in layout(d.text)] for d in batch
        ]
        words = (window for blocks in cut for _, windows in blocks for _, window in windows)
        parsed = nlp.pipe(words, batch_size=128)
        for document, blocks in zip(batch, cut, strict=True):
            windows = [(starts, next(parsed)) for _, found in blocks for starts, _ in found]
            doc = _assemble(document.text, windows, nlp)
            doc._.published_on = document.published_on
            doc._.blocks = tuple(block for block, _ in blocks)
            yield document, doc


def _tokens(text: str, offset: int, nlp: Language) -> Iterator[tuple[int, str]]:
    """Yield (start, word) of the words in a block."""
    position = 0
    for run in RUN.finditer(text):
        if run.end() - run.start() <= LONGEST_WORD:
            continue
        yield from _plain_tokens(text[position : run.start()], offset + position, nlp)
        for start in range(run.start(), run.end(), LONGEST_WORD):
            yield offset + start, text[start : min(start + LONGEST_WORD, run.end())]
        position = run.end()
    yield from _plain_tokens(text[position:], offset + position, nlp)


def _plain_tokens(text: str, offset: int, nlp: Language) -> Iterator[tuple[int, str]]:
    if not text.strip():
        return
    ends = [*(match.start() for match in GLUED.finditer(text)), len(text)]
    for start, end in zip([0, *ends], ends, strict=False):
        for token in nlp.tokenizer(text[start:end]):
            if not token.is_space:
                yield offset + start + token.idx, token.text


def _windows(text: str, block: Block, nlp: Language) -> Iterator[tuple[list[int], Doc]]:
    """Yield (start of each word, Doc of the words) for pieces of at most WINDOW words."""
    found = list(_tokens(text[block.start_char : block.end_char], block.start_char, nlp))
    first = 0
    while first < len(found):
        last = min(first + WINDOW, len(found))
        if last < len(found):
            ends = (i for i in range(last, first + WINDOW // 2, -1) if found[i - 1][1] in ".!?")
            last = next(ends, last)
        piece = found[first:last]
        starts = [start for start, _ in piece]
        words = [word for _, word in piece]
        ends_at = (s + len(w) for s, w in piece)
        spaces = [
            a < b for a, b in zip(ends_at, [*starts[1:], starts[-1] + len(words[-1])], strict=True)
        ]
        whole: list[bool | int | None] | None
        whole = None if block.role in SPLIT_ROLES else [True, *[False] * (len(words) - 1)]
        yield starts, Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=whole)
        first = last


def _assemble(text: str, windows: list[tuple[list[int], Doc]], nlp: Language) -> Doc:
    """Return one Doc over ``text`` from the parsed windows."""
    words: list[str] = []
    spaces: list[bool] = []
    places: list[np.ndarray] = []
    position = 0
    for starts, window in windows:
        place = np.empty(len(window), dtype=np.int64)
        told = [nlp.vocab.strings[key] for key in window.to_array(ORTH).tolist()]
        for i, (start, word) in enumerate(zip(starts, told, strict=True)):
            if start > position:
                _add_gap(text[position:start], words, spaces)
            place[i] = len(words)
            words.append(word)
            spaces.append(False)
            position = start + len(word)
        places.append(place)
    if position < len(text):
        _add_gap(text[position:], words, spaces)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    if not words:
        return doc
    heads = np.full(len(words), -1, dtype=np.int64)  # white space hangs on the word before it
    heads[0] = 0 if not places or places[0][0] == 0 else 1
    rows = np.zeros((len(words), len(ATTRIBUTES)), dtype=np.uint64)
    rows[:, 1] = nlp.vocab.strings.add("SPACE")
    rows[:, 4] = nlp.vocab.strings.add("dep")  # spaCy drops the head of a token without a label
    rows[:, 5] = 2  # outside any entity
    for place, (_, window) in zip(places, windows, strict=True):
        found = window.to_array(ATTRIBUTES)
        rows[place, :7] = found[:, :7]
        relative = found[:, 7].astype(np.int64)
        heads[place] = place[np.arange(len(window)) + relative] - place
    _join_entities(rows)
    rows[:, 7] = heads.astype(np.uint64)
    if len(words) == 1 and not places:
        rows[0, 7] = 0
    if all(window.has_annotation("DEP") for _, window in windows):
        doc.from_array(ATTRIBUTES, rows)  # type: ignore[arg-type]
        return doc
    # a pipeline without a parser: only its sentence starts tell where sentences are
    kept = [i for i, name in enumerate(ATTRIBUTES) if name not in (DEP, HEAD)]
    doc.from_array([ATTRIBUTES[i] for i in kept], rows[:, kept])  # type: ignore[arg-type]
    begun = {
        int(place[token.i])
        for place, (_, window) in zip(places, windows, strict=True)
        for token in window
        if token.i == 0 or token.is_sent_start
    }
    for token in doc:
        token.is_sent_start = token.i in begun
    return doc


def _join_entities(rows: np.ndarray) -> None:
    r"""Make white space inside a name part of it: "United\nArab Emirates" is one entity."""
    inside, outside = 1, 2
    for i in np.flatnonzero((rows[1:, 5] == inside) & (rows[:-1, 5] == outside)) + 1:
        rows[i - 1, 5:7] = rows[i, 5:7]


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """Append white space: one plain blank belongs to the word before it, the rest is a token."""
    if words and gap[0] == " " and not spaces[-1]:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
