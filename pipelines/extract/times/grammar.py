"""Matching: the rules compiled to regular expressions over one character a word.

What belongs here: compiling, scanning a text, the longest match at a word. What does not: the rules
(``patterns``).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipelines.extract.times.beginnings import beginnings
from pipelines.extract.times.patterns import RULES
from pipelines.extract.times.patterns.fragments import FRAGMENTS
from pipelines.extract.times.words import TOKEN, Words, load_words


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern; ``pattern`` is compiled over the string of classes."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match: words first..last (exclusive), captures as ranges of words."""

    rule: str
    first: int
    last: int
    parts: dict[str, tuple[int, int]]


_ITEM = re.compile(r"(?P<name>[a-z0-9]+)=|(?P<word>[A-Za-z]+)|(?P<mark>[()|?*+]|\{\d,\d\})|\s+")
KEYWORDS = frozenset(FRAGMENTS)


def _compile(source: str, literals: set[str]) -> str:
    """Return a pattern with every class as ``<CLASS>``; collects the literal words."""
    out: list[str] = []
    position = 0
    pending = ""
    while position < len(source):
        item = _ITEM.match(source, position)
        if item is None:
            raise ValueError(f"time grammar: {source[position:]!r}")
        position = item.end()
        if item["name"]:
            pending = f"(?P<{item['name']}>"
        elif item["mark"] == "(" and pending:
            out.append(pending)
            pending = ""
        elif item["mark"]:
            out.append("(?:" if item["mark"] == "(" else item["mark"])
        elif word := item["word"]:
            if word in FRAGMENTS:
                inner = _compile(FRAGMENTS[word], literals)
            elif word.isupper():
                inner = f"\x01{word}\x02"
            else:
                literals.add(word)
                inner = f"\x01={word}\x02"
            out.append(pending + inner + ")" if pending else inner)
            pending = ""
    return "".join(out)


class Grammar:
    """The compiled rules with their word lists."""

    def __init__(self) -> None:
        """Read the word lists and compile."""
        literals: set[str] = set()
        FRAGMENTS["HOLIDAY"] = _holidays()
        sources = [(name, _compile(pattern, literals)) for name, pattern in RULES]
        self.words: Words = load_words(literals)
        self.rules = tuple(Rule(n, re.compile(self._fill(s))) for n, s in sources)
        self._beginnings = [beginnings(source) for _, source in sources]
        self._by_pair: dict[str, tuple[Rule, ...]] = {}
        self._classes = {c: found for found, c in self.words.characters.items()}
        first = frozenset(cls for found in self._beginnings for cls in found)
        # most words of an article begin no rule: 9 of 10 are passed over by one character class
        self.scan = re.compile(
            f"[{''.join(c for c, found in self._classes.items() if found & first)}]"
        )

    def _fill(self, source: str) -> str:
        def characters(item: re.Match[str]) -> str:
            members = self.words.members(item[1])
            return f"[{members}]" if members else r"[^\s\S]"

        return re.sub("\x01(.+?)\x02", characters, source)

    def matches(self, classes: str, accept: Callable[[Match], bool]) -> Iterator[Match]:
        """Yield the longest accepted match at each place, left to right, without overlaps."""
        position = 0
        while found := self.scan.search(classes, position):
            position = found.start() + 1
            for match in self.candidates(classes, found.start(), len(classes)):
                if accept(match):
                    yield match
                    position = match.last
                    break

    def longest(self, classes: str, start: int, end: int) -> Match | None:
        """Return the longest match that begins at a word."""
        found = self.candidates(classes, start, end)
        return found[0] if found else None

    def _rules(self, pair: str) -> tuple[Rule, ...]:
        """Return the rules that can begin with two words: 1 in 20 for "the" and a noun."""
        if pair not in self._by_pair:
            first, second = ({*self._classes.get(c, ())} for c in (pair[0], pair[1:] or "x"))
            second.add("")
            self._by_pair[pair] = tuple(
                rule
                for rule, begins in zip(self.rules, self._beginnings, strict=True)
                if any(cls in first and nexts & second for cls, nexts in begins.items())
            )
        return self._by_pair[pair]

    def candidates(self, classes: str, start: int, end: int) -> list[Match]:
        """Return the matches that begin at a word, the longest first, then the earliest rule's."""
        found = [
            (match, rule.name)
            for rule in self._rules(classes[start : min(start + 2, end)])
            if (match := rule.pattern.match(classes, start, end)) and match.end() > start
        ]
        found.sort(key=lambda pair: -pair[0].end())
        return [
            Match(
                name,
                start,
                match.end(),
                {k: match.span(k) for k, v in match.groupdict().items() if v},
            )
            for match, name in found
        ]


def _captures(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    return {name: match.span(name) for name, text in match.groupdict().items() if text}


def _holidays() -> str:
    import csv

    from pipelines.settings import reference_path

    with reference_path("time_holidays.csv").open(encoding="utf-8", newline="") as lines:
        names = [row["name"] for row in csv.DictReader(lines)]
    marks = {"'": " APOS ", ".": " DOT "}
    spelled = ["".join(marks.get(c, c) for c in n) for n in sorted(names, key=len, reverse=True)]
    return "(" + "|".join(spelled) + ")"


def tokenize(text: str) -> tuple[list[str], list[int]]:
    """Return the words of a text and where each begins."""
    found = list(TOKEN.finditer(text))
    return [m[0] for m in found], [m.start() for m in found]
