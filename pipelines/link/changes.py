"""What differs between two texts that say much the same, found by aligning their words.

What the differences mean is ``versions``' matter.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from pipelines.link.told import Token
from pipelines.settings import reference_path

ADDED = 8  # tokens: a sentence or two with a number or name of its own is news, a credit is not
REWRITTEN = 5  # tokens in the place of others
SLOT = 3  # tokens on each side: a filled slot of a template, not a sentence written anew
LEAD = 60  # tokens: where a story says what happened where and when
REACH = 14  # tokens: "11 girls and a counsellor from a summer camp were still missing"
ALIKE = 0.65  # of their letters: Kiev and Kyiv, Zelensky and Zelenskyy
SAME_STEM = 4  # letters: Turkey and Turkish
CLOSE = 0.1  # of the number
CLAUSE = 12  # tokens on each side of a number: "the number of people killed rose to 268"


@dataclass(frozen=True, slots=True)
class Words:
    """The word list of ``version_words.csv``, by use."""

    sets: dict[str, frozenset[str]]
    turns: tuple[frozenset[str], ...]


@cache
def _words() -> Words:
    with reference_path("version_words.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    uses = {row["use"] for row in rows}
    return Words(
        {use: frozenset(r["word"] for r in rows if r["use"] == use) for use in uses},
        tuple(frozenset((r["word"], r["other"])) for r in rows if r["use"] == "turn"),
    )


@dataclass(slots=True)
class Changes:
    """What the later of two texts has in place of the earlier one's words, or beside them."""

    lead_names: set[tuple[str, str]] = field(default_factory=set)
    names: set[tuple[str, str]] = field(default_factory=set)
    numbers: list[tuple[float, float]] = field(default_factory=list)
    kept: int = 0  # numbers that stand in both
    dwindled: int = 0  # numbers of the missing, which are not in ``numbers``
    years: int = 0
    turns: int = 0
    passages: int = 0
    outcomes: int = 0
    came_true: int = 0
    tolls: bool = False
    moved: int | None = None  # days between the days of which the two leads tell
    is_fixed: bool = False  # published on other days, a weekday in it is the same day


def changes(
    earlier: list[Token], later: list[Token], first: object = None, second: object = None
) -> Changes:
    """Return what differs between two texts, found by aligning their words."""
    found = Changes()
    a, b = [t.key for t in earlier], [t.key for t in later]
    in_a, in_b = set(a), set(b)
    opcodes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    days: list[tuple[int, int]] = []
    for kind, i, j, k, m in opcodes:
        if kind == "equal":
            days += _shifts(earlier[i:j], later[k:m], i, first, second)
            found.kept += sum(t.value is not None for t in earlier[i:j])
            continue
        gone, new = earlier[i:j], later[k:m]
        if kind == "replace":
            days += _shifts(
                [t for t in gone if t.weekday is not None or t.day],
                [t for t in new if t.weekday is not None or t.day],
                i,
                first,
                second,
            )
            _compare_slots(found, earlier, later, (i, j, k, m), in_a, in_b)
        if kind != "delete":
            _compare_passages(found, gone, new, in_a, k == 0 or m == len(b))
    lead = [shift for place, shift in days if place < LEAD]
    found.moved = abs(lead[0]) if lead else None
    apart = days_between(first, second)
    found.is_fixed = apart > 0 and any(shift == 0 for _, shift in days)
    return found


def _shifts(
    one: list[Token], other: list[Token], place: int, first: object, second: object
) -> Iterator[tuple[int, int]]:
    """Yield (place, days) for days in the same place: by how much the day has moved."""
    if not isinstance(first, date) or not isinstance(second, date):
        return
    for n, (x, y) in enumerate(zip(one, other, strict=False)):
        if x.weekday is not None and y.weekday is not None:
            yield place + n, (_latest(y.weekday, second) - _latest(x.weekday, first)).days
        elif x.day and y.day:  # in another month where it is smaller
            yield place + n, y.day - x.day if y.day >= x.day else days_between(first, second)


def _latest(weekday: int, published: date) -> date:
    return date.fromordinal(max(1, published.toordinal() - (published.weekday() - weekday) % 7))


def _compare_slots(
    found: Changes,
    earlier: list[Token],
    later: list[Token],
    place: tuple[int, int, int, int],
    in_a: set[str],
    in_b: set[str],
) -> None:
    """Note the numbers, names and turns that stand in each other's place."""
    i, j, k, m = place
    gone = [t for t in earlier[i:j] if t.key not in in_b]
    new = [t for t in later[k:m] if t.key not in in_a]
    changed = list(
        zip(
            (t.value for t in earlier[i:j] if t.value is not None),
            (t.value for t in later[k:m] if t.value is not None),
            strict=False,
        )
    )
    changed = [(x, y) for x, y in changed if x != y]
    units = _units(earlier[i : j + 2]), _units(later[k : m + 2])
    is_converted = bool(units[0] and units[1] and not units[0] & units[1])
    near = {t.key for t in (*earlier[max(0, i - 2) : j], *later[max(0, k - 2) : m])}
    is_about = bool(near & _words().sets["about"])
    changed = [
        pair for pair in changed if not is_converted and not (is_about and _is_rounded(*pair))
    ]
    clause = {t.key for t in later[max(0, k - CLAUSE) : m + CLAUSE]}
    if len(changed) == 1 and changed[0][1] < changed[0][0] and _is_of_missing(later[k:], m - k):
        found.dwindled += 1
    else:
        found.numbers += changed
    sets = _words().sets
    if any(x < y for x, y in changed):
        found.tolls |= bool(clause & sets["rising"] and clause & sets["casualty"])
    found.years += any(len(t.key) == 4 for t in gone if t.is_date) and any(
        len(t.key) == 4 for t in new if t.is_date
    )
    words = {t.key for t in earlier[i:j]}, {t.key for t in later[k:m]}
    found.turns += any(
        (pair & words[0]) and (pair & words[1]) and not pair <= words[0] and not pair <= words[1]
        for pair in _words().turns
    )
    if j - i <= SLOT and m - k <= SLOT:
        x, y = (" ".join(t.key for t in side if t.is_name) for side in (gone, new))
        is_source = bool({t.key for t in later[max(0, k - 1) : m + 1]} & sets["saying"])
        if x and y and not is_source and not _is_same_name(x, y):
            (found.lead_names if i < LEAD else found.names).add((x, y))


def _is_of_missing(found: list[Token], length: int) -> bool:
    """Return whether a number that stands within ``length`` tokens counts those who are missing."""
    start = next(n for n, t in enumerate(found) if t.value is not None)
    for token in found[start + 1 : start + length + REACH]:
        if token.value is not None:
            return False
        if token.key in _words().sets["dwindle"]:
            return True
    return False


def _units(found: list[Token]) -> set[str]:
    """Return the units among words; of a measure put into another one both differ."""
    return {t.key for t in found} & _words().sets["unit"]


def _is_rounded(before: float, after: float) -> bool:
    """Return whether one number is the other in round figures: 1,092 and "nearly 1,100"."""
    larger = max(before, after)
    is_round = min(before, after) >= 100 and (before % 100 == 0 or after % 100 == 0)
    return is_round and abs(before - after) < CLOSE * larger


def _is_same_name(one: str, other: str) -> bool:
    if SequenceMatcher(None, one, other).ratio() >= ALIKE or one[:SAME_STEM] == other[:SAME_STEM]:
        return True
    initials = ["".join(word[0] for word in re.findall(r"\w+", name)) for name in (one, other)]
    return one == initials[1] or other == initials[0]


def _compare_passages(
    found: Changes, gone: list[Token], new: list[Token], in_a: set[str], at_edge: bool
) -> None:
    """Note a passage that tells what the earlier text has not: a number, a name, an outcome."""
    sets = _words().sets
    fresh = [t for t in new if t.key not in in_a]
    before, after = {t.key for t in gone}, {t.key for t in new}
    furniture = len(after & sets["furniture"])
    if fresh and furniture < 2 and not (furniture and at_edge and len(new) < 2 * ADDED):
        tells = any(t.is_name or (t.value is not None) for t in fresh)
        enough = REWRITTEN if gone else ADDED
        found.passages += tells and len(new) >= enough and len(fresh) >= 3
        found.passages += not tells and not gone and len(new) >= 2 * ADDED and len(fresh) >= ADDED
    if gone:
        found.outcomes += bool(
            before & sets["before"] and after & sets["outcome"] and not before & sets["outcome"]
        )
        found.came_true += bool(
            before & sets["ahead"]
            and after & sets["past"]
            and not before & sets["past"]
            and not after & {"will", "would"}
        )


def days_between(one: object, other: object) -> int:
    """Return how many days lie between two publication days; 0 where one is not known."""
    return abs((other - one).days) if isinstance(one, date) and isinstance(other, date) else 0
