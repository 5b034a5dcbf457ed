"""What a pattern can begin with, two words deep: the index that lets a scan pass over prose.

What belongs here: reading the beginning off a compiled pattern. What does not: matching
(``grammar.py``).
"""

import re
from collections import defaultdict
from dataclasses import dataclass

_PART = re.compile(r"\x01(?P<cls>.+?)\x02|(?P<open>\(\?:|\(\?P<\w+>)|(?P<mark>[)|?*+]|\{\d,\d\})")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a pattern: may it be empty, the places it begins with and ends with."""

    empty: bool
    first: frozenset[int]
    last: frozenset[int]


_NOTHING = _Piece(True, frozenset(), frozenset())


def beginnings(source: str) -> dict[str, frozenset[str]]:
    r"""Return the classes of a first word, each with those of the second; "" where none need be.

    The places of a pattern and what follows each is Glushkov's automaton (1961).

    >>> found = beginnings("(?:\x01A\x02)?(?P<b>\x01B\x02|\x01C\x02\x01D\x02)")
    >>> {cls: sorted(found[cls]) for cls in sorted(found)}
    {'A': ['B', 'C'], 'B': [''], 'C': ['D']}
    """
    parts = list(_PART.finditer(source))
    follow: dict[int, set[int]] = defaultdict(set)
    whole, _ = _alternatives(parts, 0, follow)
    found: dict[str, set[str]] = defaultdict(set)
    for place in whole.first:
        second = found[parts[place]["cls"]]
        second |= {parts[p]["cls"] for p in follow[place]}
        if place in whole.last:
            second.add("")
    return {cls: frozenset(second) for cls, second in found.items()}


def _alternatives(
    parts: list[re.Match[str]], at: int, follow: dict[int, set[int]]
) -> tuple[_Piece, int]:
    """Return what stands up to the closing bracket, and the next part."""
    done = _Piece(False, frozenset(), frozenset())
    here = _NOTHING
    while at < len(parts):
        part = parts[at]
        if part["mark"] in (")", "|"):
            done = _either(done, here)
            here, at = _NOTHING, at + 1
            if part["mark"] == ")":
                return done, at
            continue
        if part["cls"]:
            place = frozenset({at})
            piece, at = _Piece(False, place, place), at + 1
        else:
            piece, at = _alternatives(parts, at + 1, follow)
        if at < len(parts) and (mark := parts[at]["mark"]) and mark not in (")", "|"):
            if mark != "?":
                for end in piece.last:
                    follow[end] |= piece.first
            if mark in ("?", "*") or mark.startswith("{0"):
                piece = _Piece(True, piece.first, piece.last)
            at += 1
        for end in here.last:
            follow[end] |= piece.first
        here = _Piece(
            here.empty and piece.empty,
            here.first | piece.first if here.empty else here.first,
            here.last | piece.last if piece.empty else piece.last,
        )
    return _either(done, here), at


def _either(one: _Piece, other: _Piece) -> _Piece:
    return _Piece(one.empty or other.empty, one.first | other.first, one.last | other.last)
