"""The component ``newstables_sources``: whom the article names as its own sources.

What belongs here: credit lines, datelines, bylines, and attributions to media, agencies and social
networks, from which the article took what it tells. What does not: who said what (quotations), and
actors: an office that speaks is a speaker, not a source of the article.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.extract.records import DocumentSource, Mention, register_slots
from pipelines.read.layout import Block, dateline, layout
from pipelines.settings import reference_path

_LIST = re.compile(
    r"\(?\s*(?:sources?|credits?|via|agenc(?:y|ies)|with (?:inputs?|reporting|files) from)\s*:?\s+",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:additional |further )?"
    r"(?:reporting|writing|editing|written|reported|edited|compiled|produced|translated)"
    r"(?: and (?:reporting|writing|editing|edited))?(?: in [A-Z][\w ]{1,20}?)? by ",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by ", re.IGNORECASE)
# a name's place or post ("in Kyiv", "Chief Correspondent") is no part of it
_NAME_END = re.compile(r"\s+(?:in|at|for|from|on)\s+.*|\s*[|(].*", re.DOTALL)
_SEPARATOR = re.compile(r"\s*(?:[,;/|]|\band\b|&|\n)\s*")
_BARE_AGENCY = re.compile(r"\(\s*([A-Z][\w/ .&-]{1,30}?)\s*\)|--? ?([A-Z][\w .&-]{2,40})")
# an attribution reads "X reported", "according to X", "told X", "in an interview with X"
_LEAD = re.compile(
    r"(?:according to|told|citing|quoted by|reported by|report(?:s|ed|ing)? (?:in|by|on)|"
    r"interview (?:with|to|on)|statement to|posted? (?:on|to)|wrote (?:on|in)|writing (?:on|in)|"
    r"published (?:on|by|in)|said (?:on|in a (?:post|message|statement) on)|message on|post on|"
    r"channel on|speaking to|obtained by|seen by|shared on)\s+"
    r"(?:(?:the|its|his|her|their|state|news|agency|broadcaster|daily|newspaper|social|media|"
    r"platform|network|website|site|wire)\s+){0,5}$",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"(?:[’']s? [\w ]{0,30})?(?:,)? ?(?:(?:has|had|also|first|previously|earlier) ){0,2}"
    r"(?:reported|reports|said|says|wrote|writes|quoted|cited|citing|broadcast|published|"
    r"revealed)\b",
    re.IGNORECASE,
)


@Language.factory("newstables_sources")
def make_sources(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component; it reads ``doc._.blocks`` and, where filled, ``doc._.mentions``."""
    register_slots()
    return add_sources


def add_sources(doc: Doc) -> Doc:
    """Set ``doc._.document_sources``: one record a name and basis, where it first stands."""
    blocks = doc._.blocks if doc._.blocks is not None else layout(doc.text)
    mentions = {m.start_char: m for m in doc._.mentions if m.name}
    found: dict[tuple[str, str], DocumentSource] = {}
    for start, end, basis in _spans(doc.text, blocks):
        name = " ".join(doc.text[start:end].split())
        mention = mentions.get(start)
        if mention is not None and mention.end_char > end:
            mention = None
        record = DocumentSource(
            start_char=start,
            end_char=end,
            name=_full_name(name, mention),
            basis=basis,
            mention_id=mention.mention_id if mention else None,
            rule=f"{basis} of the layout" if basis != "attribution" else "outlet beside a cue",
        )
        found.setdefault((record.name.casefold(), basis), record)
    doc._.document_sources = sorted(found.values(), key=lambda r: (r.start_char, r.end_char))
    return doc


def _full_name(name: str, mention: Mention | None) -> str:
    if mention is not None and mention.name and len(mention.name) >= len(name):
        return mention.name
    return outlets().get(name.casefold(), name)


def _spans(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, basis) of each source's name."""
    for block in blocks:
        start, end = block.start_char, min(block.end_char, block.start_char + 2_000)
        if block.role == "credit":
            for a, b in _credited(text, start, end):
                yield a, b, "credit_line"
        elif block.role == "byline":
            match = _BYLINE.match(text, start, end)
            for a, b in _names(text, match.end() if match else start, end):
                yield a, b, "byline"
        elif block.role == "dateline":
            agency = _agency(text, start, block.end_char)
            if agency:
                yield *agency, "dateline"
        elif block.role != "boilerplate":
            for a, b in _attributed(text, block.start_char, block.end_char):
                yield a, b, "attribution"


def _agency(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the agency in a dateline's brackets: "KYIV, Jan 3 (Reuters) -"."""
    match = dateline(text[start:end] + " ")
    if match is None or not match.groupdict().get("agency"):
        return None
    return start + match.start("agency"), start + match.end("agency")


def _credited(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a credit line: a list of sources, or who reported, wrote and edited."""
    listed = _LIST.match(text, start, end)
    roles = list(_ROLE.finditer(text, start, end))
    if roles:
        for number, role in enumerate(roles):
            stop = roles[number + 1].start() if number + 1 < len(roles) else end
            yield from _names(text, role.end(), stop)
    elif listed:
        yield from _names(text, listed.end(), end)
    else:
        bare = _BARE_AGENCY.match(text, start, end)
        if bare:
            yield bare.span(1 if bare[1] else 2)


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a list that commas, semicolons or "and" divide."""
    position = start
    for match in [*_SEPARATOR.finditer(text, start, end), None]:
        stop = match.start() if match else end
        yield from _name(text, position, stop)
        position = match.end() if match else end


def _name(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    cut = _NAME_END.search(part)
    part = part[: cut.start()] if cut else part
    part = part.rstrip(" .;:)]\n\t")
    lead = len(part) - len(part.lstrip(" ([\n\t"))
    part = part[lead:]
    first = part[:1]
    is_name = first.isupper() or first.isdigit() or not first.isascii()
    if is_name and 2 <= len(part) <= 60 and any(c.isalpha() for c in part):
        yield start + lead, start + lead + len(part)


def _attributed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield outlets, agencies and networks that the prose itself gives as its source."""
    for match in _outlet_pattern().finditer(text, start, end):
        before = text[max(start, match.start() - 80) : match.start()]
        behind = text[match.end() : min(end, match.end() + 60)]
        if _LEAD.search(before) or _FOLLOW.match(behind):
            yield match.span()


@cache
def outlets() -> dict[str, str]:
    """Return the names of seeds/reference/outlets.csv in lower case -> the full name."""
    with reference_path("outlets.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["name"].casefold(): row["full_name"] or row["name"] for row in csv.DictReader(lines)
        }


@cache
def _outlet_pattern() -> re.Pattern[str]:
    with reference_path("outlets.csv").open(encoding="utf-8", newline="") as lines:
        names = sorted((row["name"] for row in csv.DictReader(lines)), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")
