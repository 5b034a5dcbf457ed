"""The spaCy component: fills tags, morphology, sentences, trees and entities of Docs.

Belongs here: the ONNX session, reading words out of Docs and writing annotation into them, loading
and saving. Does not belong here: cutting (`windows`), decisions (`decode`).
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc
from spacy.util import ensure_path
from spacy.vocab import Vocab

from pipelines.parse.encoder.decode import LabelHead, Parse, decode
from pipelines.parse.encoder.subwords import Subwords
from pipelines.parse.encoder.windows import arrays, chunks, windows

_ATTRIBUTES = [TAG, POS, MORPH, HEAD, DEP, ENT_IOB, ENT_TYPE]
_FILES = {"graph": "model.onnx", "tokenizer": "tokenizer.json", "labels": "labels.json"}


@Language.factory(
    "newstables_encoder",
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.dep",
        "token.head",
        "token.is_sent_start",
        "doc.sents",
        "doc.ents",
    ],
    default_config={"threads": 1, "start_threshold": 0.0},
    default_score_weights={"dep_las": 0.5, "ents_f": 0.5},
)
def make_encoder(nlp: Language, name: str, threads: int, start_threshold: float) -> "Encoder":
    """Factory of `newstables_encoder`.

    Args:
        nlp: the pipeline.
        name: the component's name.
        threads: threads of one inference; more than one pays only for few, long texts.
        start_threshold: score (a logit) above which a sentence starts.
    """
    return Encoder(nlp.vocab, name, threads=threads, start_threshold=start_threshold)


class Encoder:
    """One transformer for entities, tags, morphology, sentences and dependencies."""

    def __init__(
        self,
        vocab: Vocab,
        name: str = "newstables_encoder",
        *,
        threads: int = 1,
        start_threshold: float = 0.0,
    ):
        """An empty component; `from_disk` fills it."""
        self.vocab = vocab
        self.name = name
        self.threads = threads
        self.start_threshold = start_threshold
        self._files: dict[str, bytes] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc, window by window; memory is bounded whatever its length."""
        text = _Text(doc)
        for start, end in chunks(text.words) if text.words else ():
            text.parses.append((start, self._parse(text, start, end)))
        self._write(text)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate Docs one by one, as they come (see `windows.arrays` for why not in batches)."""
        yield from map(self, stream)

    def _parse(self, text: "_Text", start: int, end: int) -> Parse:
        """Scores and decisions for one chunk of a text."""
        words = text.words[start:end]
        found = windows(words, text.spaces[start:end], self.subwords)
        for window in found:
            scores = self.session.run(self._outputs, arrays(window))
            window.scores = {
                name: value[0] for name, value in zip(self._outputs, scores, strict=True)
            }
        addresses = [place for place, word in enumerate(words) if "@" in word or "://" in word]
        return decode(
            found,
            text.preset[start:end],
            np.array(addresses, dtype=np.int64),
            self.label_head,
            self.start_threshold,
        )

    def _write(self, text: "_Text") -> None:
        """Put the parses of a Doc's chunks into it."""
        if not len(text.doc):
            return
        table = np.zeros((len(text.doc), len(_ATTRIBUTES)), dtype=np.int64)
        table[:, 0], table[:, 1], table[:, 4] = self._space
        table[:, 5] = 2
        heads = np.arange(len(text.doc))
        for start, parse in text.parses:
            places = text.places[start : start + len(parse.tags)]
            table[places, 0] = self._tags[parse.tags]
            table[places, 1] = self._pos[parse.morphs]
            table[places, 2] = self._morphs[parse.morphs]
            table[places, 4] = self._deps[parse.deps]
            table[places, 5] = self._entity_iob[parse.entities]
            table[places, 6] = self._entity_types[parse.entities]
            heads[places] = places[parse.parents]
        if len(text.places) < len(text.doc):
            _hang_spaces(text, heads, table, self._root)
            _bridge_spaces(text.doc, table)
        table[:, 3] = heads - np.arange(len(heads))
        values: Any = table.view(np.uint64)  # spaCy's stubs know 32-bit arrays only
        text.doc.from_array(_ATTRIBUTES, values)

    def _open(self) -> None:
        """Make the session and the tables from the files' bytes."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The runtime's fused Add and LayerNormalization takes seven times as long as the two
        # apart (100 and 16 us of a paragraph on an EPYC): without it a parse costs a sixth less.
        self.session = onnxruntime.InferenceSession(
            self._files["graph"],
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        self._outputs = [output.name for output in self.session.get_outputs()]
        self.subwords = Subwords.from_bytes(self._files["tokenizer"])
        table = json.loads(self._files["labels"])
        strings, morphology = self.vocab.strings, self.vocab.morphology
        self.labels_table = table
        self._tags = _ids(strings.add(tag) for tag in table["tags"])
        pairs = [value.split("|", 1) for value in table["morphs"]]
        self._pos = _ids(POS_IDS[pos] for pos, _ in pairs)
        self._morphs = _ids(morphology.add(morph) for _, morph in pairs)
        self._deps = _ids(strings.add(dep) for dep in table["deps"])
        self._entity_iob = _ids({"O": 2, "B": 3, "I": 1}[e[0]] for e in table["entities"])
        self._entity_types = _ids(strings.add(e[2:]) if e != "O" else 0 for e in table["entities"])
        self._space = _ids([strings.add("_SP"), POS_IDS["SPACE"], strings.add("dep")])
        self._root = _ids([strings.add("ROOT")])[0]
        weights = {
            name: np.array(table["label_head"][name], dtype=np.float32) for name in ("w", "b")
        }
        self.label_head = LabelHead(weights["w"], weights["b"], table["deps"].index("ROOT"))

    @property
    def labels(self) -> tuple[str, ...]:
        """Entity labels and dependency labels, as spaCy's own components list theirs."""
        entities = {value[2:] for value in self.labels_table["entities"] if value != "O"}
        return (*sorted(entities), *self.labels_table["deps"])

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the graph, the vocabulary and the labels to a folder."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, file in _FILES.items():
            (folder / file).write_bytes(self._files[name])

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "Encoder":
        """Read what `to_disk` wrote."""
        folder = ensure_path(path)
        self._files = {name: (folder / file).read_bytes() for name, file in _FILES.items()}
        self._open()
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """All files as one message, for pipelines sent to another process."""
        import srsly

        return srsly.msgpack_dumps(self._files)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Encoder":
        """Read what `to_bytes` made."""
        import srsly

        self._files = srsly.msgpack_loads(data)
        self._open()
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Refused: a session cannot be copied."""
        raise NotImplementedError("send the model's path to the other process, not the model")


class _Text:
    """The words of a Doc (its tokens that are not white space) and their parses."""

    __slots__ = ("doc", "parses", "places", "preset", "spaces", "words")

    def __init__(self, doc: Doc):
        self.doc = doc
        self.parses: list[tuple[int, Parse]] = []
        given = doc.to_array([SPACY, SENT_START, ORTH]).reshape(-1, 3)
        strings = doc.vocab.strings  # three times as fast as asking the tokens
        words = [strings[key] for key in given[:, 2].tolist()]
        given = given[:, :2].astype(np.int64)
        spaces = given[:, 0].astype(bool)
        white = [place for place, word in enumerate(words) if word.isspace()]
        if white:
            kept = np.ones(len(words), dtype=bool)
            kept[white] = False
            # White space that is a token of its own still parts its neighbours.
            spaces[:-1] |= ~kept[1:]
            self.places = np.flatnonzero(kept)
            words = [words[place] for place in self.places]
        else:
            self.places = np.arange(len(words))
        self.words = words
        self.spaces = spaces[self.places].tolist()
        self.preset = given[self.places, 1]


def _bridge_spaces(doc: Doc, table: np.ndarray) -> None:
    """Make white space inside a name part of it; a line's end inside a name ends it.

    "Donald  Trump" with two spaces was B, O, I, which spaCy refuses to read as entities.
    """
    for i in range(len(doc) - 2, -1, -1):
        if doc[i].is_space and table[i + 1, 5] == 1:
            if "\n" in doc[i].text:
                table[i + 1, 5] = 3
            else:
                table[i, 5], table[i, 6] = 1, table[i + 1, 6]


def _hang_spaces(text: _Text, heads: np.ndarray, table: np.ndarray, root: int) -> None:
    """White space hangs on the word before it, at the start on the word after, as in spaCy."""
    if not len(text.places):
        heads[:] = 0
        table[0, 4] = root
        return
    white = np.setdiff1d(np.arange(len(heads)), text.places)
    before = np.searchsorted(text.places, white) - 1
    heads[white] = text.places[np.maximum(before, 0)]


def _ids(values: Iterable[int]) -> np.ndarray:
    """Hashes (unsigned 64 bits) as signed integers of the same bits."""
    return np.array(list(values), dtype=np.uint64).view(np.int64)
