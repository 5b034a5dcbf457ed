"""Offices of organisations printed beside a person's name: "NATO Secretary-General Ann Lee".

What does not belong here: offices of states (``offices``), and who holds one elsewhere (``link``).
"""

import bisect
import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.extract.records import Mention
from pipelines.settings import reference_path

REACH = 60  # characters between a body and a name in which the office is printed
RANK = r"(?:(?:former|acting|then|deputy|interim|late|ex|outgoing|new|incoming)[ -])*"
FIELD = r"(?:[a-z]+ ){0,2}?"  # "human rights chief", but no clause
NO_FIELD = frozenset({"said", "says", "told", "and", "or", "of", "to", "by", "for", "with", "from",
                      "in", "on", "at", "as", "that", "is", "was", "named", "met", "the", "a",
                      "an", "its", "his", "her", "their"})  # fmt: skip


@cache
def _office() -> str:
    with reference_path("body_offices.csv").open(encoding="utf-8", newline="") as lines:
        names = sorted((row["office"] for row in csv.DictReader(lines)), key=len, reverse=True)
    return f"(?i:{'|'.join(map(re.escape, names))})"


@cache
def _between() -> re.Pattern[str]:
    """Between a body and the name behind it: "NATO's outgoing secretary-general, "."""
    return re.compile(rf"(?:['’]s?)? (?P<office>{RANK}{FIELD}{_office()}),? ")


@cache
def _of() -> re.Pattern[str]:
    """Before a body that stands before the name: "the head of the "."""
    return re.compile(rf"(?:^|(?<=\W))(?P<office>{RANK}{_office()}) (?:of|at) (?:the )?$")


@cache
def _after() -> re.Pattern[str]:
    """Between a name and the body behind it: ", the secretary general of "."""
    return re.compile(rf", (?:the )?(?P<office>{RANK}{FIELD}{_office()}) (?:of|at) (?:the )?")


@cache
def _behind() -> re.Pattern[str]:
    """Behind a body that stands behind the name: ", NATO's secretary-general"."""
    return re.compile(rf"(?:['’]s?)? (?P<office>{RANK}{FIELD}{_office()})\b")


def _is_plain(office: str) -> bool:
    return not NO_FIELD & set(office.split())


def with_body_offices(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions; people with the office of the body that is printed with their name.

    Args:
        text: The document.
        found: Its mentions, in order. A person whose office of a state is known keeps that.
    """
    bodies = sorted((m for m in found if _is_body(text, m)), key=lambda m: m.start_char)
    starts = [m.start_char for m in bodies]
    out = []
    for m in found:
        if m.entity_type == "PERSON" and m.polity is None and m.kind == "name":
            at = bisect.bisect_left(starts, m.start_char)
            before = bodies[at - 1] if at else None
            behind = bodies[at] if at < len(bodies) else None
            printed = _before(text, m, before) or _behind_name(text, m, behind)
            if printed is not None:
                title, body = printed
                m = replace(m, title=title, organisation_mention_id=body.mention_id)
        out.append(m)
    return out


def _is_body(text: str, m: Mention) -> bool:
    """Return whether a mention names a body; a model takes "foreign policy" for one too."""
    is_name = m.kind == "name" and text[m.start_char].isupper()
    return is_name and m.entity_type == "ORG" and m.polity is None


def _before(text: str, m: Mention, body: Mention | None) -> tuple[str, Mention] | None:
    if body is None or m.start_char - body.end_char > REACH:
        return None
    gap = text[body.end_char : m.start_char]
    match = _between().fullmatch(gap)
    closed = text[m.end_char : m.end_char + 1] in (",", ".", ";", ")", "\n", "")
    if match is not None and _is_plain(match["office"]):
        if "," in gap and not closed:  # "the NATO chief, Ann Lee said" is no apposition
            return None
        return _clean(text[body.start_char : m.start_char]), body
    if gap in (" ", ", "):  # "European Commission President" was taken, "the head of NATO, Ann Lee"
        start = max(0, body.start_char - REACH)
        of = _of().search(text[start : body.start_char])
        if of is not None and (gap == " " or closed):
            return _clean(text[start + of.start("office") : body.end_char]), body
    return None


def _behind_name(text: str, m: Mention, body: Mention | None) -> tuple[str, Mention] | None:
    if body is None or body.start_char - m.end_char > REACH:
        return None
    gap = text[m.end_char : body.start_char]
    match = _after().fullmatch(gap)
    if match is not None and _is_plain(match["office"]):
        return _clean(text[m.end_char + match.start("office") : body.end_char]), body
    if gap in (", ", ", the "):
        match = _behind().match(text[body.end_char : body.end_char + REACH])
        if match is not None and _is_plain(match["office"]):
            return _clean(text[body.start_char : body.end_char + match.end("office")]), body
    return None


def _clean(title: str) -> str:
    return " ".join(title.strip(" ,").split())


@cache
def _tops() -> frozenset[str]:
    with reference_path("body_offices.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["office"] for row in csv.DictReader(lines) if row["is_top"] == "1")


@cache
def _described() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_tops(), key=len, reverse=True)))
    return re.compile(rf"(?:['’]s?)? (?P<office>(?i:{names}))\b(?!['’-]?\w)")


def body_descriptions(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return "the NATO chief" with the one person of the document who heads that body.

    Where the document names nobody, the row has no name and waits for the corpus.

    Args:
        text: The document.
        found: Its mentions, in order, with the offices of bodies.
    """
    names = {m.start_char for m in found if m.entity_type == "PERSON"}
    body_names = {m.mention_id: m.name for m in found if m.entity_type == "ORG"}
    apposed = {m.organisation_mention_id for m in found}
    heads: dict[str | None, set[str]] = {}
    for m in found:
        if m.organisation_mention_id is not None and m.name and _is_top(m.title or ""):
            heads.setdefault(body_names.get(m.organisation_mention_id), set()).add(m.name)
    rows = []
    for body in found:
        # "Ann Lee, NATO's chief" is a name with a title
        if not _is_body(text, body) or body.mention_id in apposed:
            continue
        match = _described().match(text, body.end_char, min(len(text), body.end_char + REACH))
        article = text[max(0, body.start_char - 4) : body.start_char].lower() == "the "
        if match is None or not (article or match[0][0] in "'’"):
            continue
        if match.end() + 1 in names or match.end() + 2 in names:
            continue
        known = heads.get(body.name, set())
        if len(known) > 1:
            continue
        name = next(iter(known), None)
        rows.append(
            Mention(
                start_char=body.start_char - 4 * article,
                end_char=match.end(),
                kind="description",
                entity_type="PERSON",
                name=name,
                title=_clean(text[body.start_char : match.end()]),
                organisation_mention_id=body.mention_id,
                rule="description" if name else "office",
            )
        )
    return rows


def _is_top(title: str) -> bool:
    """Return whether a printed office is the one at the head of a body.

    >>> _is_top("Harbour Guild deputy chief"), _is_top("secretary-general of the Guild")
    (False, True)
    """
    words = title.lower()
    if re.search(r"\b(?:former|deputy|vice|ex|then|late|assistant)\b", words):
        return False
    return any(re.search(rf"(?<![\w-]){re.escape(top)}(?![\w-])", words) for top in _tops())
