"""The bound or approximation before or after a number: "at least 12", "12 or more", "nearly 40".

The words are ``seeds/reference/figure_qualifiers.csv`` (before) and
``figure_qualifiers_after.csv``. Two bounds of one number ("more than 20 and less than 30") make a
range here; ranges of two bare numbers do not.
"""

import csv
import re
from dataclasses import replace
from functools import cache

from pipelines.extract.figures.lexicon import alternation, lexicon
from pipelines.extract.figures.number import Number
from pipelines.settings import reference_path

LOWER = frozenset({"at_least", "more_than"})
UPPER = frozenset({"at_most", "less_than"})
_WINDOW = 34
_SIGNS = {
    "<": "less_than", ">": "more_than", "~": "about", "≈": "about", "≤": "at_most",
    "≥": "at_least", "<=": "at_most", "=<": "at_most", ">=": "at_least", "=>": "at_least",
}  # fmt: skip
_MET = re.compile(r"\s*,?\s*(?:and|but|yet)\s+(?:is\s+|are\s+|was\s+|were\s+|also\s+)?|\s*,\s*|\s+")
_NOUN_BETWEEN = re.compile(r"\s+(?:[\w'’-]+\s+)?[a-z][a-z'’-]{2,}(?=\s)", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[.,;:)]|$)|\s(?:is|are|was|were|has|have|had|in|at|on|from|for|an?|per|by|each|and)\b"
)
_DISTANT = frozenset(
    {"or more", "or fewer", "or less", "or so", "or thereabouts", "at most", "at least", "tops",
     "at the most", "at the least", "at the very least", "at the very most"}
)  # fmt: skip
_NOUNS = frozenset({"max", "maximum", "minimum", "upwards", "at least", "tops"})


@cache
def _before() -> re.Pattern[str]:
    words = alternation(list(lexicon().qualifiers))
    return re.compile(rf"(?:(?<![\w-])(?:{words})|[<>]\s?=|=\s?[<>]|[<>≤≥~≈])\s*$", re.IGNORECASE)


@cache
def _last_words() -> tuple[str, ...]:
    """Return what the words before a number can end with."""
    return (*{words.split()[-1].lower() for words in lexicon().qualifiers}, *"<>=≤≥~≈")


@cache
def _after() -> tuple[re.Pattern[str], dict[str, str]]:
    with reference_path("figure_qualifiers_after.csv").open(encoding="utf-8", newline="") as lines:
        words = {row["words"]: row["qualifier"] for row in csv.DictReader(lines)}
    spelt = alternation([w for w in words if w[0].isalpha() and w != "ish"])
    signs = "|".join(re.escape(w) for w in words if not w[0].isalpha() or w == "ish")
    return re.compile(rf"\s+(?P<words>{spelt})\b(?!\s+to\b)|(?P<sign>{signs})(?!\w)", re.I), words


def qualifier_before(text: str, start: int) -> tuple[str, int] | None:
    """Return (qualifier, where it begins) of the words right before a position.

    >>> qualifier_before("at least 12", 9)
    ('at_least', 0)
    """
    begin = max(0, start - _WINDOW)
    window = text[begin:start]
    if not window.rstrip().lower().endswith(_last_words()):  # nearly all end here
        return None
    match = _before().search(window)
    if match is None:
        return None
    written = match[0].strip().lower()
    sign = written.replace(" ", "")
    name = _SIGNS.get(sign) or lexicon().qualifiers[" ".join(written.split())]
    return name, begin + match.start()


def _qualifier_after(text: str, end: int) -> tuple[str, int] | None:
    """Return (qualifier, where it ends) of the words right after a number: "12 or more"."""
    pattern, words = _after()
    match = pattern.match(text, end)
    if match is None:
        return _after_noun(text, end)
    written = " ".join((match["words"] or match["sign"]).lower().split())
    if written in _NOUNS and not _ENDS.match(text, match.end()):  # "12 minimum-security prisons"
        return None
    return words[written], match.end()


def _after_noun(text: str, end: int) -> tuple[str, int] | None:
    """Return (qualifier, end) of what stands after the noun: "500 people or more"."""
    noun = _NOUN_BETWEEN.match(text, end)
    if noun is None:
        return None
    pattern, words = _after()
    match = pattern.match(text, noun.end())
    if match is None or not match["words"] or not _ENDS.match(text, match.end()):
        return None
    written = " ".join(match["words"].lower().split())
    return (words[written], end) if written in _DISTANT else None


def bounded(text: str, numbers: list[Number]) -> list[Number]:
    """Apply the bounds and approximations of all numbers of a text."""
    found: list[Number] = []
    for number in numbers:
        before = None
        if number.kind != "ordinal" and number.qualifier == "exact":
            before = qualifier_before(text, number.start)
            name = before[0] if before else None
            after = _qualifier_after(text, number.end) if name in (None, "about") else None
            if after is not None:
                name = after[0]
                if number.kind == "count":  # what is counted stands after "or so"
                    number = replace(number, end=after[1])
            if name:
                number = _with(number, name)
        last = found[-1] if found else None
        if last and before and _closes(text, last, number, before[1]):
            found[-1] = replace(
                number, start=last.start, value=None, qualifier="range",
                low=last.low if last.low is not None else number.low,
                high=number.high if number.high is not None else last.high,
            )  # fmt: skip
            continue
        found.append(number)
    return found


def _with(number: Number, name: str) -> Number:
    low = None if name in UPPER else number.low
    high = None if name in LOWER else number.high
    return replace(number, qualifier=name, low=low, high=high)


def _closes(text: str, last: Number, number: Number, begin: int) -> bool:
    """Return whether a bound joins the opposite bound before it: "over 20 but under 30"."""
    kinds = {last.qualifier, number.qualifier}
    if not (kinds & LOWER and kinds & UPPER) or last.value is None or number.value is None:
        return False
    low, high = sorted((last.value, number.value))
    ascending = (last.qualifier in LOWER) == (last.value == low)
    is_met = begin - last.end < 12 and bool(_MET.fullmatch(text, last.end, begin))
    return low < high and ascending and is_met and last.kind in ("count", number.kind)
