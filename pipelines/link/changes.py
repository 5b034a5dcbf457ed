"""What differs between two texts that say much the same, found by aligning their words.

What the differences mean is ``versions``' matter.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from pipelines.link.told import Token
from pipelines.settings import reference_path

ADDED = 8  # tokens: a sentence or two with a number or name of its own is news, a credit is not
REWRITTEN = 5  # tokens in the place of others
RETOLD = 6  # words of its own in a sentence that was written anew
SLOT = 3  # tokens on each side: a filled slot of a template, not a sentence written anew
LEAD = 60  # tokens: where a story says what happened where and when
REACH = 14  # tokens: "11 girls and a counsellor from a summer camp were still missing"
ALIKE = 0.65  # of their letters: Kiev and Kyiv, Zelensky and Zelenskyy
SAME_STEM = 4  # letters: Turkey and Turkish
CLOSE = 0.1  # of the number
JOINED = 8  # tokens that stand in both, between two changes of one sentence
CLAUSE = 12  # tokens on each side of a number: "the number of people killed rose to 268"
Opcode = tuple[str, int, int, int, int]


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
    retold: int = 0  # sentences that were written anew with a number or day of their own
    since: bool = False  # it tells of a day after the earlier text
    outcomes: int = 0
    came_true: int = 0
    tolls: bool = False
    moved: int | None = None  # days between the days of which the two leads tell
    is_redated: bool = False  # the leads name them differently
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
            x, y = ([t for t in side if t.weekday is not None or t.day] for side in (gone, new))
            renamed = list(_shifts(x, y, i, first, second))
            days += renamed
            found.is_redated |= any(place < LEAD and shift for place, shift in renamed)
            _compare_slots(found, earlier, later, (i, j, k, m), in_a, in_b)
        if kind != "delete":
            _compare_passages(found, gone, new, in_a, k == 0 or m == len(b))
    for i, j, k, m in _rewritten(opcodes):
        _compare_sense(found, earlier[i:j], later[k:m], later[k : m + 1])
        fresh = [t for t in later[k:m] if t.key not in in_a]
        if len(fresh) >= RETOLD and any(map(_is_counted, fresh)):
            at_edge = k == 0 or m == len(b)
            found.retold += not _is_furniture(later[k:m], fresh, at_edge)
        found.since |= _is_since(earlier[i:j], fresh, first, second)
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


def _is_since(gone: list[Token], fresh: list[Token], first: object, second: object) -> bool:
    """Return whether new words name a weekday that came after the first text was published."""
    if not isinstance(first, date) or not isinstance(second, date):
        return False
    days = [_latest(t.weekday, second) for t in fresh if t.weekday is not None]
    return any(day > first for day in days) and all(t.key != "tomorrow" for t in gone)


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
    """Note a passage that tells what the earlier text has not: a number, a name, a day."""
    fresh = [t for t in new if t.key not in in_a]
    if fresh and not _is_furniture(new, fresh, at_edge):
        tells = any(t.is_name or _is_counted(t) for t in fresh)
        enough = REWRITTEN if gone else ADDED
        found.passages += tells and len(new) >= enough and len(fresh) >= 3
        found.passages += not tells and not gone and len(new) >= 2 * ADDED and len(fresh) >= ADDED


def _is_furniture(new: list[Token], fresh: list[Token], at_edge: bool) -> bool:
    """Return whether a passage is the paper's own: who wrote it, where to subscribe."""
    if any(t.weekday is not None for t in fresh):
        return False
    count = len({t.key for t in new} & _words().sets["furniture"])
    return count > 1 or (count > 0 and at_edge and len(new) < 2 * ADDED)


def _is_counted(token: Token) -> bool:
    return token.value is not None or token.weekday is not None or token.is_date


def _rewritten(opcodes: Sequence[Opcode]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what was written anew as a whole: a few words that both have part no sentence."""
    start: tuple[int, int] | None = None
    end = (0, 0)
    for kind, i, j, k, m in opcodes:
        if kind != "equal":
            start, end = start or (i, k), (j, m)
        elif start and j - i > JOINED:
            yield start[0], end[0], start[1], end[1]
            start = None
    if start:
        yield start[0], end[0], start[1], end[1]


def _compare_sense(
    found: Changes, gone: list[Token], new: list[Token], and_next: list[Token]
) -> None:
    """Note what was open and is known now, what was ahead and has happened."""
    sets = _words().sets
    before, after = {t.key for t in gone}, {t.key for t in new}
    was_ahead = bool(before & sets["ahead"]) and not _is_ahead(and_next)
    was_open = bool(before & (sets["before"] | sets["open"])) or (was_ahead and _is_ahead(gone))
    is_known = after & sets["outcome"] and not after & sets["open"]
    found.outcomes += bool(was_open and is_known and not before & sets["outcome"])
    if was_ahead:
        has_happened = bool(after & sets["past"] and not before & sets["past"])
        found.came_true += has_happened or _is_done(gone, new)


def _is_ahead(words: list[Token]) -> bool:
    """Return whether words tell of what is to come: "would vote", "were to vote", "was due"."""
    sets = _words().sets
    if any(t.key in ("will", "would") for t in words):
        return True
    be = sets["past"] | {"is", "are"}
    return any(x.key in be and y.key in sets["ahead"] for x, y in pairwise(words))


def _is_done(gone: list[Token], new: list[Token]) -> bool:
    """Return whether a verb that was ahead is told as done on a day: "voted on Tuesday"."""
    ahead = {y.key for x, y in pairwise(gone) if x.key in _words().sets["ahead"]}
    before = {t.key for t in gone}
    days = {t.key for t in new if t.weekday is not None}
    stems = {word[:SAME_STEM] for word in ahead if len(word) >= SAME_STEM}
    done = (t.key for t in new if t.key.endswith("ed") and t.key not in before)
    return bool(days - before) and any(word[:SAME_STEM] in stems for word in done)


def days_between(one: object, other: object) -> int:
    """Return how many days lie between two publication days; 0 where one is not known."""
    return abs((other - one).days) if isinstance(one, date) and isinstance(other, date) else 0
