"""What documents are compared by: words, names, people, places, ages, streets and hours.

Belongs here: from text and entities of a document to its ``Wording``. Does not belong here: how
words weigh (`wording`), which documents are compared (`candidates`).
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from pipelines.link.incidents.wording import Vector, Weights, counts, names, unit

WEEKS = 4  # on either side: names that a story repeats for a month tell no two of its events apart
AGE = re.compile(r"\b(\d{1,3})[-\s]years?[-\s]old\b|\b[A-Z]\w+, (\d\d)[,.;]")
HOUR = re.compile(r"\b(\d{1,2}(?::\d\d)?) ?([ap])\.?m\b", re.IGNORECASE)
STREET = re.compile(
    r"\b\d{2,5} block of (?:[NSEW]\w*\.? )?\w+|\b\d+(?:st|nd|rd|th) (?:street|avenue|st|ave)\b"
    r"|\b(?:[A-Z]\w+|\d+(?:st|nd|rd|th)) (?:Street|Avenue|Road|Drive|Lane|Boulevard|Place|Court"
    r"|Square|Way|Highway|Parkway|Circle)\b"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One document. Vectors have length one, but for ``people`` and ``full_names``: weights."""

    day: int
    text: Vector
    names: Vector
    title: Vector
    full_names: Vector
    people: Vector
    places: Vector
    ages: frozenset[str]
    streets: frozenset[str]
    hours: frozenset[str]


NOTHING = Wording(0, {}, {}, {}, {}, {}, {}, frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class _Counted:
    """Words, and entities as "@" and their id, of one document."""

    day: date
    text: str
    words: Counter[str]
    title: Counter[str]
    entities: Mapping[str, int]

    def tokens(self) -> Iterator[str]:
        """Yield what is counted once for each text that has it."""
        yield from self.words
        yield from (f"@{entity}" for entity in self.entities)


class Texts:
    """The documents of all days: read once to see what is new, and again for the words of that."""

    def __init__(
        self,
        read: Callable[[], Iterable[Mapping[str, Any]]],
        entities: Mapping[str, Mapping[str, int]],
        places: Container[str],
    ):
        """Read what the documents are.

        Args:
            read: Gives document_id, published_on, text and, where there is one, title, sorted by
                day.
            entities: How often each document names which people and places.
            places: The entities that are places; all others are people.
        """
        self.read, self.entities, self.places = read, entities, places
        self.weeks: dict[str, int] = {}
        own: dict[int, dict[str, bytes]] = defaultdict(dict)
        for row in read():
            name, week = str(row["document_id"]), _week(row["published_on"])
            self.weeks[name] = week
            named = sorted((e, n, e in places) for e, n in entities.get(name, {}).items())
            told = (name, str(row["published_on"]), row.get("title"), row["text"], named)
            own[week][name] = digest(told)
        whole = {week: digest(sorted(some.values())) for week, some in own.items()}
        #: Of each document and all that its words are weighed against.
        self.fingerprints = {
            name: digest((mine, [whole.get(n) for n in _around(week)])).hex()
            for week, some in own.items()
            for name, mine in some.items()
        }

    def wordings(self, wanted: Collection[str]) -> Iterator[tuple[str, Wording]]:
        """Yield (document_id, wording); a word weighs what it does in the weeks around."""
        near = {n for name in wanted if name in self.weeks for n in _around(self.weeks[name])}
        if not near:
            return
        counted = (
            (name, _counted(row, self.entities.get(name, {})))
            for row in self.read()
            if self.weeks[name := str(row["document_id"])] in near
        )
        for week, weights in _weeks(counted):
            for name, told in week.items():
                if name in wanted:
                    yield name, _wording(told, weights, self.places)


def digest(told: object) -> bytes:
    """Return a fingerprint of what has a fixed ``repr``."""
    return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7


def _around(week: int) -> range:
    return range(week - WEEKS, week + WEEKS + 1)


def _wording(counted: _Counted, weights: Weights, places: Container[str]) -> Wording:
    vector = weights.vector(counted.words)
    full = {word: weights.weight(word) for word in counted.words if " " in word}
    weighed = {e: weights.weight(f"@{e}") for e in counted.entities}
    return Wording(
        counted.day.toordinal(),
        vector,
        names(vector),
        weights.vector(counted.title),
        full,
        {e: weight for e, weight in weighed.items() if e not in places},
        unit({e: weight for e, weight in weighed.items() if e in places}),
        frozenset(age for pair in AGE.findall(counted.text) for age in pair if age),
        frozenset(match[0].casefold() for match in STREET.finditer(counted.text)),
        frozenset(
            f"{h.removesuffix(':00')} {half.lower()}m" for h, half in HOUR.findall(counted.text)
        ),
    )


def _counted(row: Mapping[str, Any], entities: Mapping[str, int]) -> _Counted:
    text, title = str(row["text"]), str(row.get("title") or "")
    # headlines have capitals everywhere: no sign of names there
    return _Counted(row["published_on"], text, counts(text), counts(title.casefold()), entities)


Week = dict[str, _Counted]


def _weeks(documents: Iterable[tuple[str, _Counted]]) -> Iterator[tuple[Week, Weights]]:
    """Yield the documents of each week with the weights of words there and then."""
    held: list[tuple[int, Week]] = []
    told = 0  # of those held
    for number, rows in groupby(documents, key=lambda row: _week(row[1].day)):
        while told < len(held) and held[told][0] + WEEKS < number:
            yield _weighed(held, told)
            told += 1
        gone = sum(other + 2 * WEEKS < number for other, _ in held[:told])
        del held[:gone]
        told -= gone
        held.append((number, dict(rows)))
    for position in range(told, len(held)):
        yield _weighed(held, position)


def _weighed(held: list[tuple[int, Week]], position: int) -> tuple[Week, Weights]:
    number, week = held[position]
    near = (d.tokens() for n, some in held if abs(n - number) <= WEEKS for d in some.values())
    return week, Weights(near)
