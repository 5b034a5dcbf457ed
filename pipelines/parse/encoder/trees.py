"""Dependency trees from scores of parents.

Belongs here: the maximum spanning tree of one sentence. Does not belong here: which words make a
sentence, labels (`decode`).
"""

import numpy as np

#: Taken from every root edge, so that the best tree has one root: scores stay far below it.
_ONE_ROOT = 1e4


def is_tree(parents: np.ndarray) -> bool:
    """Whether every word reaches the root and one word hangs on it.

    Args:
        parents: for each word its parent, counted from 1; 0 is the root.

    >>> is_tree(np.array([2, 0, 2])), is_tree(np.array([2, 1, 0])), is_tree(np.array([0, 0]))
    (True, False, False)
    """
    if np.count_nonzero(parents == 0) != 1:
        return False
    reached = np.concatenate(([0], parents))
    for _ in range(len(parents).bit_length()):
        reached = reached[reached]
    return not reached.any()


def best_tree(scores: np.ndarray) -> np.ndarray:
    """Parents of the highest-scoring tree with one root.

    Args:
        scores: words x (1 + words), float; column 0 is the root. Self-loops are ignored.

    Returns:
        Parents counted from 1, 0 for the root. The plain maximum where that is a tree, else
        Chu-Liu/Edmonds (Edmonds 1967), at most quadratic work for each cycle.
    """
    scores = scores.astype(np.float64)
    words = np.arange(len(scores))
    scores[words, words + 1] = -np.inf
    parents = scores.argmax(1)
    if is_tree(parents):
        return parents
    square = np.full((len(scores) + 1, len(scores) + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= _ONE_ROOT
    return _spanning(square)[1:]


def _spanning(scores: np.ndarray) -> np.ndarray:
    """Chu-Liu/Edmonds; `scores[child, parent]`, node 0 is the root."""
    parents = scores.argmax(1)
    parents[0] = 0
    cycle = _cycle(parents)
    if cycle is None:
        return parents
    inside = np.zeros(len(parents), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, parents[cycle]]
    entering = scores[np.ix_(cycle, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = entering.max(0)
    smaller[:-1, -1] = leaving.max(1)
    solved = _spanning(smaller)
    joint = len(outside)
    result = parents.copy()
    for place, parent in enumerate(solved[:-1]):
        result[outside[place]] = (
            cycle[leaving[place].argmax()] if parent == joint else outside[parent]
        )
    broken = cycle[entering[:, solved[-1]].argmax()]
    result[broken] = outside[solved[-1]]
    result[0] = 0
    return result


def _cycle(parents: np.ndarray) -> np.ndarray | None:
    """Nodes of one cycle, or None. Node 0 is the root and its own parent."""
    reached = parents.copy()
    for _ in range(len(parents).bit_length()):
        reached = reached[reached]
    lost = np.flatnonzero(reached)
    if not lost.size:
        return None
    start = node = int(reached[lost[0]])
    found = [start]
    while (node := int(parents[node])) != start:
        found.append(node)
    return np.array(found)
