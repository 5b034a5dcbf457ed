"""The word lists: from a word to its classes and values, and from a text to a string of classes.

What belongs here: reading the CSV lists, cutting text into words, naming the class of numbers. What
does not: how words combine (``grammar.py``) and what they mean together (``meanings.py``).

A word's set of classes is one character, so that the grammar is regular expressions over a string
with one character a word: linear, and as fast as the engine.
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field

from pipelines.settings import reference_path

TOKEN = re.compile(
    r"[^\W\d_]+"  # most tokens are words: first, which halves the time of the cut
    r"|\d{4}-\d{1,2}-\d{1,2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z\b|[+-]\d{2}:?\d{2})?)?(?![\d-])"
    r"|\d{4}/\d{1,2}/\d{1,2}(?![\d/])"
    r"|\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/-])"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+|\d+"
    r"|\n\s*\n|[^\w\s]|_"
)
OTHER = "x"  # a word in no class
_MARKS = {
    ",": "COMMA", ".": "DOT", "-": "HYPHEN", "–": "DASH", "—": "DASH", "/": "SLASH",
    "'": "APOS", "’": "APOS", "‘": "APOS", "(": "OPEN", ")": "CLOSE", "½": "HALFSIGN", ":": "COLON",
    ";": "SEMICOLON",
}  # fmt: skip
_NUMERIC_DATE = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})")
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:T.*)?")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::([0-5]\d))?")


@dataclass(slots=True)
class Words:
    """The lists in memory: classes by word, values by (class, word)."""

    classes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    holidays: dict[str, str] = field(default_factory=dict)
    characters: dict[frozenset[str], str] = field(default_factory=dict)
    by_word: dict[str, str] = field(default_factory=dict)

    def value(self, name: str, word: str) -> str | None:
        """Return the listed value of a word in a class."""
        return self.values.get((name, word.lower()))

    def members(self, name: str) -> str:
        """Return the characters whose sets of classes hold a class."""
        return "".join(c for s, c in self.characters.items() if name in s)

    def encode(self, tokens: list[str]) -> str:
        """Return one character a token."""
        known = self.by_word
        return "".join([known[t] if t in known else self._number(t) for t in tokens])

    def _number(self, token: str) -> str:
        if not token[0].isdigit():
            if token[0] == "\n":
                return self.characters[frozenset({"BREAK"})]
            return OTHER
        return self.characters.get(number_classes(token), OTHER)


def number_classes(token: str) -> frozenset[str]:
    """Return what a token of digits can be: a day, a year, a clock time.

    >>> sorted(number_classes("31")), sorted(number_classes("1998"))
    (['DAYNUM', 'NUM', 'TWO'], ['NUM', 'YEAR'])
    """
    if token.isdecimal():
        found = {"NUM"} if len(token) < 10 else {"LONG"}
        if len(token) <= 2:
            number = int(token)
            found |= {"DAYNUM"} if 1 <= number <= 31 else set()
            found |= {"HOUR"} if number <= 24 else set()
            found |= {"TWO"} if len(token) == 2 else set()
        elif len(token) == 4:
            found |= {"YEAR"} if 1000 <= int(token) <= 2199 else set()
            found |= {"HHMM"} if int(token[:2]) < 25 and int(token[2:]) < 60 else set()
            found |= {"TENYEAR"} if "YEAR" in found and token[3] == "0" else set()
        elif len(token) == 3:
            found |= {"THREE"}
        return frozenset(found)
    if _ISO.fullmatch(token) or _NUMERIC_DATE.fullmatch(token):
        return frozenset({"NUMDATE"})
    found = {"CLOCK"} if (":" in token or len(token) < 6) and _CLOCK.fullmatch(token) else set()
    if ":" not in token and len(token) < 12:
        found |= {"NUM"}
    if ":" in token and found:
        found |= {"COLONCLOCK"}
    return frozenset(found)


def load_words(literals: set[str]) -> Words:
    """Read the lists; ``literals`` are the words that the grammar names itself."""
    words = Words()
    capitals: dict[str, bool] = {}
    with reference_path("time_words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            word = row["word"]
            words.classes[word].add(row["class"])
            words.values[row["class"], word] = row["value"]
            capitals[word] = bool(row["capitalised"])
    with reference_path("time_holidays.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words.holidays[row["name"]] = row["rule"]
    for literal in literals:
        words.classes[literal].add("=" + literal)
    for mark, name in _MARKS.items():
        words.classes[mark].add(name)
    for word, classes in words.classes.items():
        capital = {c for c in classes if not (capitals.get(word) and c[0] != "=")}
        for form, kept in ((word, capital), (word.capitalize(), classes), (word.upper(), classes)):
            if kept:
                words.by_word[form] = _character(words, frozenset(kept))
    _character(words, frozenset({"BREAK"}))
    numbers = [str(i) for i in range(32)] + [f"{i:02d}" for i in range(100)] + ["100"]
    numbers += [str(y) for y in range(1000, 2200)] + [
        "0000",
        "0059",
        "9999",
        "10000",
        "1,000",
        "1.5",
    ]
    numbers += [
        "2000-01-01",
        "01/02/2000",
        "9:30",
        "9.30",
        "99.5",
        "1000000000",
        "25:99",
        "0900",
        "45.45",
    ]
    for number in numbers:
        _character(words, number_classes(number))
    return words


def _character(words: Words, classes: frozenset[str]) -> str:
    return words.characters.setdefault(classes, chr(0x100 + len(words.characters)))


def number(words: Words, tokens: list[str]) -> float | None:
    """Return the value of a number in digits, words or both; None for "several", "a few".

    >>> number(load_words(set()), "two and a half".split())
    2.5
    """
    total, current, seen = 0.0, 0.0, False
    skip = False
    for i, raw in enumerate(tokens):
        token = raw.lower()
        if token in ("couple", "pair"):
            return 2
        if skip:
            skip = False
            continue
        if value := words.value("CARD", token):
            current, seen = current + float(value), True
        elif value := words.value("SCALE", token):
            current, seen = (current or 1) * float(value), True
            if float(value) >= 1000:
                total, current = total + current, 0.0
        elif token[0].isdecimal():
            if i + 2 < len(tokens) and tokens[i + 1] == "/" and tokens[i + 2].isdecimal():
                current, seen = current + float(token) / max(float(tokens[i + 2]), 1), True
                break
            current, seen = current + float(token.replace(",", "")), True
        elif token in ("½", "half"):
            current, seen = current + 0.5, True
        elif token == "quarter":
            current, seen = current + 0.25, True
        elif token in ("quarters", "thirds"):
            current = current / (4 if token == "quarters" else 3)
    return total + current if seen else None
