"""What stands around a match: words, marks, tags of the Doc, lists of words.

What belongs here: looking things up by the number of a word. What does not: judging a match
(``guards.py``).
"""

import csv
from bisect import bisect_left
from collections import defaultdict
from functools import cache

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from pipelines.extract.times.grammar import Grammar
from pipelines.settings import reference_path


@cache
def _cues() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with reference_path("time_guards.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["list"]].add(row["word"])
    return {cue: frozenset(words) for cue, words in found.items()}


class Surroundings:
    """Words and tags of one Doc by the number of a word."""

    def __init__(
        self, doc: Doc, tokens: list[str], starts: list[int], classes: str, grammar: Grammar
    ) -> None:
        """Keep the words and the Doc's tags."""
        self.doc, self.tokens, self.starts, self.classes = doc, tokens, starts, classes
        self.grammar = grammar
        self.cues = _cues()
        self.tagged = doc.has_annotation("TAG")
        self.doc_starts = doc.to_array(IDX).tolist() if len(doc) else []

    def word(self, index: int) -> str:
        """Return a word in lower case, empty outside of the text."""
        return self.tokens[index].lower() if 0 <= index < len(self.tokens) else ""

    def raw(self, index: int) -> str:
        """Return a word as written, empty outside of the text."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else ""

    def glued(self, index: int) -> bool:
        """Return whether nothing stands between a word and the word before it."""
        return (
            0 < index < len(self.tokens)
            and self.starts[index - 1] + len(self.tokens[index - 1]) == self.starts[index]
        )

    def token(self, index: int) -> Token | None:
        """Return the Doc's token that begins where a word begins, None without tags."""
        if not self.tagged or not 0 <= index < len(self.tokens):
            return None
        at = bisect_left(self.doc_starts, self.starts[index])
        if at < len(self.doc_starts) and self.doc_starts[at] == self.starts[index]:
            return self.doc[at]
        return None

    def tag(self, index: int) -> str:
        """Return the tag of the Doc's token at a word, empty without tags."""
        token = self.token(index)
        return token.tag_ if token is not None else ""

    def cue(self, name: str, word: str) -> bool:
        """Return whether a word is on a list of ``time_guards.csv``."""
        return word in self.cues[name]
