"""From the graph's scores to sentences, trees, labels and entities of one chunk of text.

Belongs here: decisions, in numpy, with their constraints. Does not belong here: scores and how
they are computed, spaCy objects (`component`).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipelines.parse.encoder.trees import best_tree
from pipelines.parse.encoder.windows import Window

#: A sentence of more words is cut where a start is likeliest; trees cost the square of its length.
LONGEST_SENTENCE = 160
#: Multiplications that OpenBLAS does in the calling thread. Beyond, it wakes one for each core, and
#: they spin: a parse took two and a half times its CPU time, and every worker did that.
ALONE = 250_000
_NEVER = -1e4


@dataclass(slots=True)
class LabelHead:
    """The layer that scores dependency labels of a word and its parent."""

    weight: np.ndarray
    bias: np.ndarray
    root: int

    def __call__(self, child: np.ndarray, parent: np.ndarray, is_root: np.ndarray) -> np.ndarray:
        """Best label of each row; the root's own label goes with the root and only there."""
        both = np.concatenate([np.maximum(child + parent, 0.0), child * parent], axis=1)
        step = max(1, ALONE // self.weight.size)
        parts = [both[at : at + step] @ self.weight for at in range(0, len(both), step)]
        scores = np.concatenate(parts) + self.bias
        scores[:, self.root] = _NEVER
        return np.where(is_root, self.root, scores.argmax(1))


@dataclass(slots=True)
class Parse:
    """Decisions for the words of a chunk; parents are positions in it, roots their own parent."""

    tags: np.ndarray
    morphs: np.ndarray
    starts: np.ndarray
    parents: np.ndarray
    deps: np.ndarray
    entities: np.ndarray


def decode(
    found: list[Window],
    preset: np.ndarray,
    addresses: np.ndarray,
    head: LabelHead,
    threshold: float,
) -> Parse:
    """Decide everything for one chunk.

    Args:
        found: its windows, with scores.
        preset: per word 1 (a sentence starts), -1 (none starts) or 0 (to be decided).
        addresses: positions of words that are addresses (mail, web): never in a name.
        head: scores of dependency labels.
        threshold: a sentence starts where the score (a logit) is above.
    """
    owned = _owned(found)
    joined = {
        name: np.concatenate([w.scores[name][a:b] for w, a, b in owned])
        for name in ("tag", "morph", "start", "entity", "child")
    }
    starts = sentence_starts(joined["start"], preset, threshold)
    parents, parent_vectors = _parents(found, owned, starts)
    deps = head(joined["child"], parent_vectors, parents == np.arange(len(parents)))
    entity = joined["entity"]
    entity[starts, 2::2] = _NEVER
    entity[addresses, 1:] = _NEVER
    return Parse(joined["tag"], joined["morph"], starts, parents, deps, best_path(entity))


def _owned(found: list[Window]) -> list[tuple[Window, int, int]]:
    """Each window's own part: neighbours share words, each goes to where it lies more inside."""
    parts = []
    start = 0
    for window, following in zip(found, [*found[1:], None], strict=True):
        end = window.end if following is None else (following.start + window.end + 1) // 2
        parts.append((window, start - window.start, end - window.start))
        start = end
    return parts


def sentence_starts(scores: np.ndarray, preset: np.ndarray, threshold: float) -> np.ndarray:
    """Where sentences start, as booleans; the first word always does."""
    starts = scores > threshold
    starts[preset == 1] = True
    starts[preset == -1] = False
    starts[0] = True
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    for begin, end in pairwise(bounds):
        while end - begin > LONGEST_SENTENCE:
            half = LONGEST_SENTENCE // 2
            begin += half + int(scores[begin + half : begin + LONGEST_SENTENCE].argmax())
            starts[begin] = True
    return starts


def _parents(
    found: list[Window], owned: list[tuple[Window, int, int]], starts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Parents (own position for roots) and the parents' vectors."""
    size = len(starts)
    if len(found) == 1:
        scores = found[0].scores["arc"]
        numbers = np.cumsum(starts)
        scores[:, 1:][numbers[:, None] != numbers] = _NEVER
        np.fill_diagonal(scores[:, 1:], _NEVER)
        parents = scores.argmax(1)
        _repair(parents, scores, starts)
        vectors = found[0].scores["parent"][parents]
        return np.where(parents == 0, np.arange(size), parents - 1), vectors
    parents = np.empty(size, dtype=np.int64)
    vectors = np.concatenate([w.scores["parent"][a + 1 : b + 1] for w, a, b in owned])
    bounds = [*np.flatnonzero(starts).tolist(), size]
    roots = []
    for begin, end in pairwise(bounds):
        scores, root = _assembled(found, begin, end)
        local = best_tree(scores)
        parents[begin:end] = np.where(local == 0, np.arange(begin, end), local - 1 + begin)
        roots.append((begin + int((local == 0).argmax()), root))
    chosen = vectors[parents]
    for place, root in roots:
        chosen[place] = root
    return parents, chosen


def _repair(parents: np.ndarray, scores: np.ndarray, starts: np.ndarray) -> None:
    """Replace, in place, the parents of every sentence that is no tree."""
    size = len(parents)
    reached = np.concatenate(([0], parents))
    for _ in range(size.bit_length()):
        reached = reached[reached]
    bounds = np.append(np.flatnonzero(starts), size)
    bad = np.add.reduceat(parents == 0, bounds[:-1], dtype=np.int64) != 1
    bad |= np.add.reduceat(reached[1:] != 0, bounds[:-1], dtype=np.int64) > 0
    for sentence in np.flatnonzero(bad):
        begin, end = bounds[sentence], bounds[sentence + 1]
        block = np.concatenate([scores[begin:end, :1], scores[begin:end, begin + 1 : end + 1]], 1)
        local = best_tree(block)
        parents[begin:end] = np.where(local == 0, 0, local + begin)


def _assembled(found: list[Window], begin: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores of one sentence: from the window that holds it best, or put together from several."""
    touching = [window for window in found if window.start < end and window.end > begin]
    whole = [window for window in touching if window.start <= begin and window.end >= end]
    if whole:
        window = max(whole, key=lambda window: min(begin - window.start, window.end - end))
        a, b = begin - window.start, end - window.start
        arc = window.scores["arc"]
        block = np.concatenate([arc[a:b, :1], arc[a:b, a + 1 : b + 1]], axis=1)
        return block, window.scores["parent"][0]
    block = np.full((end - begin, end - begin + 1), _NEVER)
    for window in touching:
        low, high = max(begin, window.start), min(end, window.end)
        a, b = low - window.start, high - window.start
        arc = window.scores["arc"]
        rows = slice(low - begin, high - begin)
        block[rows, 0] = arc[a:b, 0]
        block[rows, low - begin + 1 : high - begin + 1] = arc[a:b, a + 1 : b + 1]
    return block, touching[0].scores["parent"][0]


def best_path(scores: np.ndarray) -> np.ndarray:
    """Best sequence of entity classes in which I-X follows B-X or I-X only (Viterbi).

    Args:
        scores: words x classes (log-probabilities); class 0 is O, then B and I of each label.

    >>> best_path(np.log(np.array([[0.5, 0.1, 0.4], [0.3, 0.1, 0.6]]))).tolist()
    [0, 0]
    """
    greedy = scores.argmax(1)
    inside = (greedy > 0) & (greedy % 2 == 0)
    before = np.concatenate(([0], greedy[:-1]))
    wrong = inside & (before != greedy) & (before != greedy - 1)
    if not wrong.any():
        return greedy
    size = len(scores)
    # Only a stretch between two certain words can change, so the search stays short.
    sure = np.exp(scores[:, 0]) > 0.99
    bounds = np.flatnonzero(sure)
    done = 0
    for place in np.flatnonzero(wrong).tolist():
        if place < done:
            continue
        low = bounds[np.searchsorted(bounds, place) - 1] if bounds.size else 0
        low = int(low) if low < place else 0
        after = np.searchsorted(bounds, place)
        high = int(bounds[after]) if after < len(bounds) else size
        greedy[low:high] = _viterbi(scores[low:high])
        done = high
    return greedy


def _viterbi(scores: np.ndarray) -> np.ndarray:
    size, classes = scores.shape
    back = np.zeros((size, classes), dtype=np.int64)
    best = scores[0].copy()
    best[2::2] = _NEVER
    for place in range(1, size):
        top = int(best.argmax())
        back[place] = top
        begun, going = best[1::2], best[2::2]
        back[place, 2::2] = np.arange(1, classes, 2) + (going > begun)
        following = np.full(classes, best[top])
        following[2::2] = np.maximum(begun, going)
        best = following + scores[place]
    path = np.empty(size, dtype=np.int64)
    path[-1] = best.argmax()
    for place in range(size - 1, 0, -1):
        path[place - 1] = back[place, path[place]]
    return path
