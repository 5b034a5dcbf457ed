"""How alike two texts are worded: weighted words and names, cosine similarity.

A word weighs more the fewer of the texts of the weeks around have it (inverse document frequency,
Spärck Jones 1972), smoothed by how common it is in English at large: a corpus of one day must not
take "police" for rare, and a later month must not change what was linked before.
"""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from pipelines.settings import reference_path

Vector = dict[str, float]
WORDS = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*\d|\d")
KEPT = 80  # strongest words of a text: bounds memory, and the rest is worth little
PRIOR = 50  # texts that the frequencies of English count for
LENGTH = 300  # words of a usual text
RARE = 0.3  # occurrences per million of a word that the list lacks


@cache
def frequencies() -> dict[tuple[str, str], float]:
    """Return {(word, kind): occurrences per million words of English}; kind is word or name."""
    with reference_path("word_frequencies.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {(row["word"], row["kind"]): float(row["per_million"]) for row in rows}


def counts(text: str) -> Counter[str]:
    """Return how often each word stands in a text.

    A name, as capitals tell, begins with "^"; names of several words count as a whole too.

    >>> sorted(counts("The mayor met Ana Ruiz. Talks failed."))
    ['^ana', '^ana ruiz', '^ruiz', 'failed', 'mayor', 'met', 'talks', 'the']
    """
    found: Counter[str] = Counter()
    run: list[str] = []
    end = 0
    for match in WORDS.finditer(text):
        word = match[0].replace("’", "'").removesuffix("'s")
        lower = word.casefold()
        between = text[end : match.start()]
        end = match.end()
        # The first word of a sentence has a capital too: a word of the language is no name there.
        first = not between.isspace() and (lower, "word") in frequencies()
        if not between.isspace() or not word[0].isupper() or first:
            _add_run(run, found)
        if word[0].isupper() and not first:
            run.append(lower)
        if len(lower) > 2 or lower.isdigit():
            found[("^" if word[0].isupper() and not first else "") + lower] += 1
    _add_run(run, found)
    return found


def _add_run(run: list[str], found: Counter[str]) -> None:
    if 2 <= len(run) <= 4:
        found["^" + " ".join(run)] += 1
    run.clear()


@cache
def _expected(word: str) -> float:
    """Return the share of usual texts that have the word."""
    bare, known = word.removeprefix("^"), frequencies()
    per_million = known.get((bare, "word")) or known.get((bare, "name")) or RARE
    return 1 - math.exp(-LENGTH * per_million / 1e6)


class Weights:
    """Weights of words over the texts of some weeks."""

    def __init__(self, texts: Iterable[Iterable[str]]):
        """Count in how many texts each word stands; a text yields each of its words once."""
        self.texts = 0
        self.holders: Counter[str] = Counter()
        for text in texts:
            self.texts += 1
            self.holders.update(text)

    def weight(self, word: str) -> float:
        """Return the inverse document frequency, never less than nothing."""
        having = self.holders[word] + PRIOR * _expected(word) + 0.5
        return max(0.0, math.log((self.texts + PRIOR + 1) / having))

    def vector(self, text: Mapping[str, int]) -> Vector:
        """Return the strongest words of a text, at length one."""
        weighted = {word: (1 + math.log(n)) * self.weight(word) for word, n in text.items()}
        kept = sorted(weighted, key=lambda word: (-weighted[word], word))[:KEPT]
        return unit({word: weighted[word] for word in kept})


def unit(vector: Vector) -> Vector:
    """Return a vector at length one."""
    length = math.sqrt(sum(value**2 for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum([value * other[word] for word, value in one.items() if word in other])


def names(vector: Vector) -> Vector:
    """Return the names of a vector, at length one again."""
    return unit({word: value for word, value in vector.items() if word[0] == "^"})
