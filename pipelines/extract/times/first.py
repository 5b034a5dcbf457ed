"""Which classes of words a pattern can begin with: the index that lets a scan pass over prose.

What belongs here: reading a compiled pattern's beginning. What does not: matching (``grammar.py``).
"""

import re

_PART = re.compile(r"\x01(?P<cls>.+?)\x02|(?P<open>\(\?:|\(\?P<\w+>)|(?P<mark>[)|?*+]|\{\d,\d\})")


def first_classes(source: str) -> frozenset[str]:
    r"""Return the classes that a word may have at which the pattern begins to match.

    >>> sorted(first_classes("(?:\x01A\x02)?(?P<b>\x01B\x02|\x01C\x02\x01D\x02)"))
    ['A', 'B', 'C']
    """
    parts = list(_PART.finditer(source))
    found, _, _ = _alternatives(parts, 0)
    return found


def _alternatives(parts: list[re.Match[str]], at: int) -> tuple[frozenset[str], bool, int]:
    """Return (first classes, may be empty, next part) of what stands up to the closing bracket."""
    first: set[str] = set()
    empty_any = False
    empty = True  # of the alternative being read
    while at < len(parts):
        part = parts[at]
        if part["mark"] in (")", "|"):
            empty_any = empty_any or empty
            if part["mark"] == ")":
                return frozenset(first), empty_any, at + 1
            empty, at = True, at + 1
            continue
        if part["cls"]:
            begins, may_be_empty, at = frozenset({part["cls"]}), False, at + 1
        else:
            begins, may_be_empty, at = _alternatives(parts, at + 1)
        if at < len(parts) and (mark := parts[at]["mark"]) and mark not in (")", "|"):
            may_be_empty = may_be_empty or mark in ("?", "*") or mark.startswith("{0")
            at += 1
        if empty:
            first |= begins
            empty = may_be_empty
    return frozenset(first), empty_any or empty, at
