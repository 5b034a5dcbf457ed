"""Numbers that an adjective gives: "a double homicide", "the triple shooting".

Only acts whose multiple says how many were killed or hit are read so; "a double standard", "a
double murder-suicide" (of which some did it themselves) are not. The words and acts are rows of
``figure_patterns.csv``.
"""

import re

from pipelines.extract.figures.number import Number
from pipelines.extract.figures.patterns import value_of

_MULTIPLE = re.compile(
    r"\b(?P<word>double|triple|quadruple|quintuple|sextuple)(?=[\s-]{1,3}[a-z])", re.IGNORECASE
)
AFTER = 40


def multiple_act(text: str, stop: int) -> str | None:
    """Return the category of the act that stands after a multiple, None for any other noun.

    >>> multiple_act("a double homicide", 8)
    'killed'
    """
    return value_of("multiple_act", text[stop : stop + AFTER])


def is_multiple(words: str) -> bool:
    """Return whether a number is written as a multiple: "double", not "two"."""
    return value_of("multiple", words) is not None


def find_multiples(text: str, blocked: list[tuple[int, int]]) -> list[Number]:
    """Return the multiples of acts against people in a text.

    Args:
        text: The text.
        blocked: Spans of other numbers, none of which is read again.
    """
    taken = {start for start, _ in blocked}
    found = []
    for match in _MULTIPLE.finditer(text):
        if match.start() in taken or multiple_act(text, match.end()) is None:
            continue
        value = float(value_of("multiple", match["word"]) or 2)
        found.append(
            Number(match.start(), match.end(), match.end(), "count", value, value, value, "exact")
        )
    return found
