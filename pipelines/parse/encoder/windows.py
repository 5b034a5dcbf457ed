"""Texts of any length to windows of bounded size.

Belongs here: cutting words into chunks and overlapping windows, the arrays that the graph reads.
Does not belong here: what is read out of its scores (`decode`).
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


def arrays(window: Window) -> dict[str, np.ndarray]:
    """Input of the graph: a batch of this window alone.

    Alone, because 8-bit activations share one scale in a batch: a neighbour would change a text's
    scores, and a parse must depend on its text only (the same rows from every split of the work).
    Batches of like length would be 4% (paragraphs: 10%) faster.
    """
    pieces = np.array([window.pieces], dtype=np.int64)
    return {
        "pieces": pieces,
        "surfaces": np.array([window.surfaces], dtype=np.int64),
        "mask": np.ones(pieces.shape, dtype=np.int32),
        "firsts": np.array([window.firsts], dtype=np.int64),
    }
