"""Texts of any length to batches of bounded size.

Belongs here: cutting words into chunks and overlapping windows, grouping windows of like length,
the arrays that the graph reads. Does not belong here: what is read out of its scores (`decode`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipelines.parse.encoder.subwords import CLS, SEP, SURFACES, Subwords

#: A text up to this size is one window; nearly all paragraphs of news are (training saw up to 110).
MOST_WORDS = 128
MOST_PIECES = 320
#: Longer ones become windows that share words, so that a sentence is whole in one of them.
SHARED_WORDS = 40
SHARED_PIECES = 96
#: Memory is bounded by the chunk: beyond it a sentence end is forced (300 windows, some 40 MB).
CHUNK_WORDS = 12_000
#: Pieces in a batch, padding included: 10,000 tokens a second at 500, 9,500 at 200, 8,550 at
#: 1,500 (the activations leave the cache).
BATCH_PIECES = 500


@dataclass(slots=True)
class Window:
    """A run of words `[start, end)` of a chunk, as pieces."""

    start: int
    end: int
    pieces: list[int]
    surfaces: list[int]
    firsts: list[int]
    scores: dict[str, np.ndarray] = field(default_factory=dict)

    def __len__(self) -> int:
        """Its words."""
        return self.end - self.start


def chunks(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Cut a text into runs of at most `CHUNK_WORDS` words, if possible after a full stop.

    >>> list(chunks(["a"] * 5))
    [(0, 5)]
    """
    start = 0
    while len(words) - start > CHUNK_WORDS:
        end = start + CHUNK_WORDS
        for place in range(end, end - 400, -1):
            if words[place - 1] in (".", "!", "?"):
                end = place
                break
        yield start, end
        start = end
    yield start, len(words)


def windows(words: Sequence[str], spaces: Sequence[bool], subwords: Subwords) -> list[Window]:
    """Windows that cover all words, neighbours sharing some."""
    pieces, surfaces = subwords.encode(words)
    found = []
    start = 0
    while True:
        end, total = start, 0
        limit = min(len(words), start + MOST_WORDS)
        while end < limit and (total := total + len(pieces[end])) <= MOST_PIECES:
            end += 1
        found.append(_window(pieces, surfaces, spaces, start, end))
        if end == len(words):
            return found
        back, total = end, 0
        while end - back < SHARED_WORDS and total < SHARED_PIECES and back > start + 1:
            back -= 1
            total += len(pieces[back])
        start = back


def _window(
    pieces: list[tuple[int, ...]],
    surfaces: list[int],
    spaces: Sequence[bool],
    start: int,
    end: int,
) -> Window:
    row, row_surfaces, firsts = [CLS], [0], []
    glued = len(SURFACES)
    spaced = start == 0 or spaces[start - 1]
    for place in range(start, end):
        word = pieces[place]
        surface = surfaces[place] if spaced else surfaces[place] + glued
        firsts.append(len(row))
        if len(word) == 1:
            row.append(word[0])
            row_surfaces.append(surface)
        else:
            row.extend(word)
            row_surfaces.extend([surface] * len(word))
        spaced = spaces[place]
    row.append(SEP)
    row_surfaces.append(0)
    return Window(start, end, row, row_surfaces, firsts)


def batches(found: list[Window]) -> Iterator[list[Window]]:
    """Group windows so that little is padded and no group exceeds `BATCH_PIECES`."""
    group: list[Window] = []
    for window in sorted(found, key=lambda window: len(window.pieces)):
        if group and len(window.pieces) * (len(group) + 1) > BATCH_PIECES:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def arrays(group: list[Window]) -> dict[str, np.ndarray]:
    """Input of the graph for one batch."""
    width = max(len(window.pieces) for window in group)
    longest = max(map(len, group))
    pieces = np.zeros((len(group), width), dtype=np.int64)
    surfaces = np.zeros((len(group), width), dtype=np.int64)
    mask = np.zeros((len(group), width), dtype=np.int32)
    firsts = np.zeros((len(group), longest), dtype=np.int64)
    for number, window in enumerate(group):
        size = len(window.pieces)
        pieces[number, :size] = window.pieces
        surfaces[number, :size] = window.surfaces
        mask[number, :size] = 1
        firsts[number, : len(window)] = window.firsts
        firsts[number, : len(window)] += number * width
    return {"pieces": pieces, "surfaces": surfaces, "mask": mask, "firsts": firsts}
