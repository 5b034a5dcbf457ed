"""Corpora (spaCy DocBins) to training windows: several sentences, no boundaries given.

Belongs here: reading, cutting, class ids, batches as tensors. Does not belong here: changing the
text for robustness (`augment`), the network.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import spacy
import torch
from spacy.tokens import Doc, DocBin

from pipelines.parse.encoder.subwords import CLS, SEP, SURFACES, Subwords
from training.network import Labels

ENTITY_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON")
TREEBANKS = ("ewt_train", "gum_train")
ENTITIES_ONLY = ("wikigold", "crossner_politics", "gmb_teacher_half")
#: Corpora in which events are not annotated: there "O" may as well be an event.
NO_EVENTS = ("ewt_train", "wikigold")
#: Words in a window. Paragraphs of news have 20 to 80; the longest windows cost the most attention.
MOST_WORDS = 110
MASKED = -100


@dataclass(slots=True)
class Window:
    """Words with gold labels as strings; None where a corpus does not say."""

    words: list[str]
    spaces: list[bool]
    entities: list[str | None]
    tags: list[str] | None = None
    morphs: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    starts: list[bool] = field(default_factory=list)
    events_known: bool = True

    def __len__(self) -> int:
        """Its words."""
        return len(self.words)


def read(corpus: Path, name: str) -> list[Doc]:
    """Documents of one corpus file."""
    return list(DocBin().from_disk(corpus / f"{name}.spacy").get_docs(spacy.blank("en").vocab))


def labels_of(docs: Sequence[Doc], rarest: int = 2) -> Labels:
    """Inventories of treebank documents; classes seen less than `rarest` times are left out."""

    def frequent(values: Iterator[str]) -> tuple[str, ...]:
        counts = Counter(values)
        return tuple(sorted(value for value, count in counts.items() if count >= rarest))

    tokens = [token for doc in docs for token in doc]
    return Labels(
        entities=("O", *(f"{part}-{label}" for label in ENTITY_LABELS for part in "BI")),
        tags=frequent(token.tag_ for token in tokens),
        morphs=frequent(f"{token.pos_}|{token.morph}" for token in tokens),
        deps=frequent(token.dep_ for token in tokens),
    )


def window_of(doc: Doc, start: int, end: int, events_known: bool) -> Window:
    """Cut `doc[start:end]`; a parent outside becomes the root's sentinel -2 (not learnt)."""
    span = doc[start:end]
    entities: list[str | None] = []
    for token in span:
        if token.ent_iob == 0 or (token.ent_iob == 1 and token.i == start):
            entities.append(None)
        else:
            entities.append(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type else "O")
    window = Window(
        words=[token.text for token in span],
        spaces=[bool(token.whitespace_) for token in span],
        entities=entities,
        events_known=events_known,
    )
    if doc.has_annotation("DEP"):
        window.tags = [token.tag_ for token in span]
        window.morphs = [f"{token.pos_}|{token.morph}" for token in span]
        window.deps = [token.dep_ for token in span]
        window.heads = [_parent(token, start, end) for token in span]
        window.starts = [bool(token.is_sent_start) for token in span]
    return window


def _parent(token, start: int, end: int) -> int:
    if token.head is token or token.head.i == token.i:
        return -1
    return token.head.i - start if start <= token.head.i < end else -2


def cut(doc: Doc, rng: random.Random, events_known: bool = True) -> Iterator[Window]:
    """Windows that cover the document once, at random cuts.

    Four in five end at a sentence's end (as paragraphs do); the others anywhere, as the windows of
    a long document do when it is parsed.
    """
    parsed = doc.has_annotation("DEP")
    start = 0
    while start < len(doc):
        # Long windows and short ones: a headline is one sentence, a paragraph up to six.
        size = rng.choice((20, 50, 80, MOST_WORDS, MOST_WORDS))
        end = min(len(doc), start + size)
        if end < len(doc) and rng.random() < 0.8:
            for place in range(end, start + 5, -1):
                if doc[place].is_sent_start if parsed else doc[place - 1].text in ".!?":
                    end = place
                    break
        yield window_of(doc, start, end, events_known)
        start = end


def batches(windows: list[Window], words: int, rng: random.Random) -> Iterator[list[Window]]:
    """Groups of windows of like length with about `words` words, in random order."""
    rng.shuffle(windows)
    groups: list[list[Window]] = []
    for place in range(0, len(windows), 400):
        group: list[Window] = []
        for window in sorted(windows[place : place + 400], key=len):
            if group and len(window) * (len(group) + 1) > words:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
    rng.shuffle(groups)
    yield from groups


def tensors(group: list[Window], labels: Labels, subwords: Subwords) -> dict[str, torch.Tensor]:
    """Network input and class ids of a batch; `MASKED` where nothing is to be learnt."""
    ids = {
        name: {value: number for number, value in enumerate(getattr(labels, name))}
        for name in labels.__slots__
    }
    longest = max(map(len, group))
    rows, row_surfaces, row_firsts = [], [], []
    for window in group:
        row, surface, firsts = encode(window.words, window.spaces, subwords)
        rows.append(row)
        row_surfaces.append(surface)
        row_firsts.append(firsts)
    width = max(map(len, rows))
    shape = (len(group), longest)
    out = {
        "pieces": torch.zeros(len(group), width, dtype=torch.long),
        "surfaces": torch.zeros(len(group), width, dtype=torch.long),
        "mask": torch.zeros(len(group), width),
        "firsts": torch.zeros(shape, dtype=torch.long),
        "word_mask": torch.zeros(shape, dtype=torch.bool),
        "events_known": torch.tensor([window.events_known for window in group]),
    }
    for name in ("entity", "tag", "morph", "dep", "head", "start"):
        out[name] = torch.full(shape, MASKED, dtype=torch.long)
    for number, window in enumerate(group):
        size = len(window)
        out["pieces"][number, : len(rows[number])] = torch.tensor(rows[number])
        out["surfaces"][number, : len(rows[number])] = torch.tensor(row_surfaces[number])
        out["mask"][number, : len(rows[number])] = 1
        out["firsts"][number, :size] = torch.tensor(row_firsts[number]) + number * width
        out["word_mask"][number, :size] = True
        known = ids["entities"]
        out["entity"][number, :size] = torch.tensor(
            [MASKED if value is None else known.get(value, MASKED) for value in window.entities]
        )
        if window.heads is None:
            continue
        for name, values in (
            ("tag", window.tags),
            ("morph", window.morphs),
            ("dep", window.deps),
        ):
            table = ids[f"{name}s"]
            out[name][number, :size] = torch.tensor([table.get(v, MASKED) for v in values])
        out["head"][number, :size] = torch.tensor(
            [MASKED if head == -2 else head + 1 for head in window.heads]
        )
        out["start"][number, :size] = torch.tensor(window.starts, dtype=torch.long)
    return out


def encode(
    words: Sequence[str], spaces: Sequence[bool], subwords: Subwords
) -> tuple[list[int], list[int], list[int]]:
    """Piece ids and surface ids with [CLS] and [SEP], and where each word's first piece lies."""
    pieces, surfaces = subwords.encode(words)
    row, row_surfaces, firsts, spaced = [CLS], [0], [], True
    for word_pieces, surface, space in zip(pieces, surfaces, spaces, strict=True):
        firsts.append(len(row))
        row.extend(word_pieces)
        row_surfaces.extend([surface if spaced else surface + len(SURFACES)] * len(word_pieces))
        spaced = space
    return [*row, SEP], [*row_surfaces, 0], firsts
