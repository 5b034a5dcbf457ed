"""Reference lists of the mentions component: states by name, and words that are titles."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipelines.settings import reference_path


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Reference lists: states by name, and words that are titles."""

    polities: dict[str, tuple[str | None, str]]
    titles: frozenset[str]
    pattern: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """Return the lists of ``polities.csv`` and ``titles.csv``."""
    with reference_path("polities.csv").open(encoding="utf-8", newline="") as lines:
        polities = {
            row["name"]: (row["polity"] or None, row["kind"]) for row in csv.DictReader(lines)
        }
    demonyms = [name for name, (_, kind) in polities.items() if kind == "demonym"]
    for name in demonyms:  # "Armenians", but not "Chineses"
        if not name.endswith(("h", "s", "se")):
            polities.setdefault(f"{name}s", polities[name])
    with reference_path("titles.csv").open(encoding="utf-8", newline="") as lines:
        titles = frozenset(row["title"].lower() for row in csv.DictReader(lines))
    return Lexicon(polities, titles, re.compile(rf"(?<![\w-])(?:{_either(polities)})(?!\w)"))


def _either(names: Iterable[str]) -> str:
    """Return a pattern of names, the longer first, parted by their first letters.

    At a letter that begins no name a search looks at one set of letters, not at a thousand names.
    """
    parted: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        parted.setdefault(name[:1], []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in parted.items())
