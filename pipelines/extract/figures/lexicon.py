"""The word lists of the figures, read once from ``seeds/reference/figure_*.csv``."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.settings import reference_path

PEOPLE = frozenset(
    {
        "prisoner_of_war", "prisoner", "hostage", "soldier", "fighter", "police", "civilian",
        "child", "woman", "journalist", "official", "person", "body",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun says of the number of things that it names.

    ``cue_class`` is the class that the cues look for: narrower than the published ``thing`` for
    what is fired ("projectile") and for acts ("act").
    """

    thing: str
    category: str | None
    cue_class: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists of the figures."""

    words: dict[str, float]
    magnitudes: dict[str, tuple[float, float]]
    qualifiers: dict[str, str]
    nouns: dict[str, Noun]
    fates: dict[str, str]
    fates_of_none: dict[str, str]
    qualifier_before: re.Pattern[str]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with reference_path(name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _nouns() -> dict[str, Noun]:
    """Return the nouns; what ``figure_nouns.csv`` says wins over the long list of classes."""
    nouns = {
        row["lemma"]: Noun(row["object"], None, row["object"])
        for row in _rows("figure_noun_classes.csv")
    }
    for row in _rows("figure_nouns.csv"):
        cue_class = row["cue_class"] or row["object"]
        nouns[row["lemma"]] = Noun(row["object"], row["category"] or None, cue_class)
    return nouns


def _fates(rule: str) -> dict[str, str]:
    return {r["word"]: r["category"] for r in _rows("figure_fates.csv") if r["rule"] == rule}


def alternation(words: Iterator[str] | list[str]) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)
    )


@cache
def lexicon() -> Lexicon:
    """Return the lists; the files are read at the first call."""
    qualifiers = {row["words"]: row["qualifier"] for row in _rows("figure_qualifiers.csv")}
    return Lexicon(
        words={row["word"]: float(row["value"]) for row in _rows("figure_number_words.csv")},
        magnitudes={
            row["words"]: (float(row["value_low"]), float(row["value_high"]))
            for row in _rows("figure_magnitudes.csv")
        },
        qualifiers=qualifiers,
        nouns=_nouns(),
        fates=_fates("in_noun_phrase"),
        fates_of_none=_fates("after_none"),
        qualifier_before=re.compile(rf"(?:{alternation(list(qualifiers))})\s*$", re.IGNORECASE),
    )
