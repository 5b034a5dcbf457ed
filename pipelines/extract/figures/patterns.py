"""The patterns of words around a number, read once from ``figure_patterns.csv``.

The column ``rule`` names the rule that uses a row; ``value`` is what the rule then says, where it
says more than yes. How the rules weigh them is in the modules that ask.
"""

import csv
import re
from functools import cache

from pipelines.settings import reference_path


def whole_clause(pattern: str) -> str:
    r"""Return a pattern whose "no full stop" lets the point of "3.3 million" through.

    >>> whole_clause("forced[^.;]*out")
    'forced(?:[^.;]|\\.(?=\\d))*out'
    """
    return pattern.replace("[^.;]", r"(?:[^.;]|\.(?=\d))")


@cache
def _rules() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    rules: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    with reference_path("figure_patterns.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            compiled = re.compile(whole_clause(row["pattern"]), re.IGNORECASE)
            rules.setdefault(row["rule"], []).append((row["value"], compiled))
    return rules


def says(rule: str, text: str) -> bool:
    """Return whether a pattern of the rule is found in the text."""
    return any(pattern.search(text) for _, pattern in _rules()[rule])


def count_of(rule: str, text: str) -> int:
    """Return how often the patterns of the rule are found in the text."""
    return sum(1 for _, pattern in _rules()[rule] for _ in pattern.finditer(text))


def value_of(rule: str, text: str) -> str | None:
    """Return the value of the rule's first pattern that is found in the text."""
    return next((value for value, pattern in _rules()[rule] if pattern.search(text)), None)


def whole(rule: str, word: str) -> str | None:
    """Return the value of the rule's first pattern that the whole word matches."""
    return next((value for value, pattern in _rules()[rule] if pattern.fullmatch(word)), None)
