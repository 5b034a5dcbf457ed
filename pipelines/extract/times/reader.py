"""Normalisation: from a match of the grammar to what its words say.

What belongs here: choosing the rule's reading, and the extent where it is smaller than the match.
What does not: the readings (``readings``), the publication day or tense (``resolve.py``).
"""

from dataclasses import replace

from pipelines.extract.times.grammar import Grammar, Match
from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.parts import Parts
from pipelines.extract.times.readings import RULES
from pipelines.extract.times.words import Words


class Reader:
    """Reads matches of a grammar as meanings."""

    def __init__(self, grammar: Grammar) -> None:
        """Keep the grammar: parts of an expression are read with its rules."""
        self.grammar = grammar
        self.words: Words = grammar.words

    def read(
        self, match: Match, tokens: list[str], classes: str
    ) -> "list[tuple[int, int, Meaning]]":
        """Return (first word, last word, meaning) of a match: mostly one, none if no time."""
        part = Parts(self, match, tokens, classes)
        found = RULES[match.rule](part)
        if found is None:
            return []
        if isinstance(found, list):
            return found
        if part.mod and not found.mod:
            found = replace(found, mod=part.mod)
        return [(match.first + self._outside(match, tokens), match.last, found)]

    def _outside(self, match: Match, tokens: list[str]) -> int:
        """Return how many words at the front are the noun phrase's and not the expression's.

        An article before a hyphenated modifier belongs to the noun ("the third-quarter loss"), and
        so does a possessive always.
        """
        first = tokens[match.first].lower()
        if match.last - match.first < 2:
            return 0
        if first in ("its", "their", "his", "her", "my", "our", "your"):
            return 1
        begin, end = match.parts.get("unit", (match.first + 1, match.last))
        hyphens = "-" in tokens[begin - 1 : end + 1]  # not "a hundred and twenty-six years"
        bare = match.rule in ("duration", "part_of_year", "year_ago") and "back" not in match.parts
        return int(hyphens and bare and first in ("the", "a", "an", "that", "this"))
