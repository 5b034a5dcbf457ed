"""Shares by the words around them: "fell by a third", "half a mile", "two miles and a half".

How a share is written ("two thirds", "½") is in ``spelt`` and ``written``.
"""

import re

from pipelines.extract.figures.bounds import qualifier_before
from pipelines.extract.figures.units import Unit, unit_after
from pipelines.extract.figures.written import Written

_QUARTERS = re.compile(r"(?:(?P<more>.{1,30})\sand\s)?(?:three|3)[\s-]quarters", re.IGNORECASE)
_OF_WHOLE = re.compile(
    r"\s+(?:of\s+(?!20|19)|(?:a\s+)?[mbtr]+illion\b|full\b|empty\b)", re.IGNORECASE
)
_BY_BEFORE = re.compile(r"\bby\s$", re.IGNORECASE)
_LEVEL_BEFORE = re.compile(r"\b(?:to|than|from|is|are|was|were)\s$", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;:)]|$)")
_GOES_ON = re.compile(
    r"\s(?:in|on|since|to|from|this|last|over|compared|after|as|and|or|between|during|by|within|for|at"
    r"|when|than|because|while)\b"
)
_CLAUSE_BEFORE = re.compile(r"(?:^|[.,;:!?–—\n(]|\b(?:and|but|while|which|that))\s*[\"“”']?$")
_MANY_VERB = re.compile(r"\s(?:were|are|have|remain|live|say|want|believe|voted|died|fled|had)\b")
_ANY_VERB = re.compile(
    r"\s(?:was|is|has|were|are|have|had|will|would|could|did|do|remain(?:s|ed)?|died|fled|stayed|voted"
    r"|came|went|said|say|want(?:ed)?|believe[ds]?|live[ds]?|need(?:ed)?|lost|left)\b"
)
_ORDINAL = re.compile(r"an?\s(?!quarter)", re.IGNORECASE)
_LEVELS = re.compile(r"\s(?:full|empty|complete|finished|done|way)\b")
_OF_A = re.compile(r"\s(?:of\s)?(?:an?|one)(?=\s)", re.IGNORECASE)
_HALF_AFTER = re.compile(r"\s+and\s+(?:a|one)[\s-](?P<part>half|quarter|third)\b", re.IGNORECASE)
_PARTS = {"half": 0.5, "quarter": 0.25, "third": 0.333333}


def is_part_of_a_whole(text: str, start: int, end: int) -> bool:
    """Return whether three quarters are no time: "three quarters of the town"."""
    match = _QUARTERS.fullmatch(text, start, end)
    if match is None:
        return False
    before = text[max(0, start - 5) : start].lower()
    is_added = match["more"] or before.endswith(" and ")
    return bool(is_added or _OF_WHOLE.match(text, end)) or stands_alone(text, start, end)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether nothing else stands on a line: a cell of a table, an answer."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    return not (before.rpartition("\n")[2].strip() or after.partition("\n")[0].strip(" .\t\r"))


def is_share(text: str, read: Written) -> bool:
    """Return whether the words around say that "a third" is a share: "fell by a third"."""
    if qualifier_before(text, read.start) is not None:
        return True
    before = text[max(0, read.start - 6) : read.start]
    if _BY_BEFORE.search(before) and _GOES_ON.match(text, read.end):
        return True
    is_level = _BY_BEFORE.search(before) or _LEVEL_BEFORE.search(before)
    is_level = is_level and _ENDS.match(text, read.end)
    if _LEVELS.match(text, read.end) or _is_subject(text, read):
        return True
    return bool(is_level) or stands_alone(text, read.start, read.end)


def _is_subject(text: str, read: Written) -> bool:
    """Return whether a share is what a verb tells of: "a third were women", not "a third was"."""
    if not _CLAUSE_BEFORE.search(text[max(0, read.start - 8) : read.start]):
        return False
    verb = _MANY_VERB if _ORDINAL.match(text, read.start) else _ANY_VERB
    return bool(verb.match(text, read.end))


def of_a_unit(text: str, read: Written) -> Unit | None:
    """Return the unit of a share of one: "half a mile", "three quarters of a per cent"."""
    if not 0 < read.value < 1:
        return None
    article = _OF_A.match(text, read.end)
    if article is None:
        return None
    unit = unit_after(text, article.end(), is_digits=False)
    return unit if unit.kind != "count" else None


def half_after(text: str, end: int) -> tuple[float, int] | None:
    """Return (what it adds, where it ends) of "and a half" after a unit.

    >>> half_after("two miles and a half", 9)
    (0.5, 20)
    """
    match = _HALF_AFTER.match(text, end)
    return (_PARTS[match["part"].lower()], match.end()) if match else None
