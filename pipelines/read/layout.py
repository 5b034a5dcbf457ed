"""The layout of a text: blocks with a role, the paragraph and the section they stand in.

What belongs here: what lines and typography tell (paragraphs, hard wraps, headings, datelines,
bylines, captions, credits, boilerplate). What does not: sentences, which need the parse.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipelines.settings import reference_path

# Facts are read from these; a dateline or a credit tells about the article, not about the world.
FACT_ROLES = frozenset({"body", "title", "heading", "caption"})

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DATELINE_DATE = rf"(?:{MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{2,4}})?)"
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’/-]+(?: [A-Z.'’/-]{2,})*(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?){0,2}?)"
    rf"(?:,? (?P<date>(?i:{DATELINE_DATE})))?"
    r"(?: ?\((?P<agency>[A-Z][^()\n]{0,40})\))?"
    r"\s*(?:--|[—–_-])\s+"
)
AGENCY_DATELINE = re.compile(
    rf"(?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}})(?:, (?P<date>(?i:{DATELINE_DATE})))?"
    r" \((?P<agency>[A-Z][^()\n]{0,40})\)\s*(?:--|[—–-])\s+"
)
NAME = r"[A-Z][\w.'’-]+(?: (?:[A-Z]|al-|el-|bin |de |van |von )[\w.'’-]*){1,3}"
BYLINE = re.compile(rf"(?i:by) {NAME}(?:(?:, | and |, and ){NAME})*(?:,? [\w ,.]{{0,40}})?")
CREDIT = re.compile(
    r"\(?(?:(?:additional |further )?(?:reporting|writing|editing)|written|edited|compiled)"
    r"(?: and (?:reporting|writing|editing))? by\b.*"
    r"|\(?(?:sources?|credits?|with (?:inputs?|reporting|files) from|via|agenc(?:y|ies))\s*:.*"
    r"|\((?:[A-Z][\w/ .-]{1,30})\)|-- ?[A-Z][\w .]{2,40}",
    re.IGNORECASE | re.DOTALL,
)
CONTRIBUTED = re.compile(r".{2,160}\bcontributed (?:to this|reporting).{0,60}", re.I)
CAPTION = re.compile(
    r"(?:(?:file )?(?:photo|image|picture)s?|caption|graphic|video|map|\[?image caption)\s*[:—–-]"
    r"|image caption,",
    re.IGNORECASE,
)
# At the end of a caption: "(AP Photo/Bo Chen)", "Getty Images", "/AFP".
PICTURE_CREDIT = re.compile(
    r"(?:\([^()]{0,40}(?:photo|picture|image|file)[^()]{0,40}\)"
    r"|getty images|/\s?(?:AFP|AP|Reuters|EPA))\.?$",
    re.IGNORECASE,
)
CAPTION_LABEL = re.compile(
    r"^\W*(?:(?:file )?(?:photo|image|picture)s?|caption|graphic|video|map|image caption)\W+", re.I
)
CAPTION_CREDIT = re.compile(r"\s*(?:\([^()]*\)|/\s?\w+|getty images)\W*$", re.I)
WORD = re.compile(r"\w+")
# A line of its own that is the article's date: "Published: Tuesday, 10 March 2026, 14:05 GMT".
DATE_LINE = re.compile(
    r"(?i:(?:first )?(?:published|posted|date|dated|issued|filed)(?: on)?\s*:?\s*)?"
    r"(?i:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?"
    rf"(?:\d{{4}}-\d\d-\d\d|(?i:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}))"
    r"[,\s|T·•–-]*(?:(?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?\s*[A-Za-z.]{0,6}(?: [A-Z]{2,4})?\.?"
)
# Left by a plug-in at the ends of a paragraph: "[ad_1] The ministers met".
SLOT = re.compile(r"\[ad_\d{1,3}\]", re.I)
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
ENDS_OPEN = re.compile(r"[,;:(–—-]$")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with one role. Blocks do not overlap; white space lies between them."""

    start_char: int
    end_char: int
    paragraph_no: int
    role: str
    section: str | None
    repeats: bool = False  # a caption that says what the body says: its facts would count twice


@cache
def _boilerplate() -> re.Pattern[str]:
    with reference_path("boilerplate.csv").open(encoding="utf-8", newline="") as lines:
        return re.compile("|".join(f"(?:{row['pattern']})" for row in csv.DictReader(lines)), re.I)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line without its white space; an empty line has start == end."""
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        start = position + (len(line) - len(line.lstrip()) if stripped else 0)
        yield start, start + len(stripped)
        position += len(line) + 1


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """Return the column at which the text is hard-wrapped, 0 if it is not.

    A wrapped text has many lines of similar width that do not end a sentence, none much longer.
    """
    widths = [end - start for start, end in lines if end > start]
    longest = max(widths, default=0)
    if len(widths) < 3 or not 40 <= longest <= 130:
        return 0
    broken = sum(
        end - start > 0.6 * longest and not ENDS_SENTENCE.search(text, start, end)
        for start, end in lines
    )
    return longest if broken >= max(2, 0.3 * len(widths)) else 0


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of paragraphs: a line, or the lines of a hard-wrapped paragraph together."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    start = end = -1
    for first, last in lines:
        if first == last:  # an empty line closes the paragraph
            if start >= 0:
                yield start, end
            start = -1
            continue
        if start >= 0 and not _continues(text, width, end, first, last):
            yield start, end
            start = -1
        if start < 0:
            start = first
        end = last
    if start >= 0:
        yield start, end


def _continues(text: str, width: int, end: int, first: int, last: int) -> bool:
    """Return whether the line [first, last) goes on the paragraph whose last line ends at end."""
    if not width:
        return False
    indent = first - (text.rfind("\n", 0, first) + 1)
    line_start = text.rfind("\n", 0, end) + 1
    first_word = text[first : min(last, first + width)].split(" ", 1)[0]
    would_fit = (end - line_start) + 1 + len(first_word) <= width - 8
    if ENDS_SENTENCE.search(text, max(line_start, end - 8), end):
        return not would_fit and indent < 2
    return not would_fit or text[first].islower() or (indent < 2 and end - line_start > width / 2)


def layout(text: str) -> tuple[Block, ...]:
    r"""Return the blocks of a text in order, covering all that is not white space.

    >>> [b.role for b in layout("Talks collapse\n\nBy Ann Lee\n\nROME, Feb 3 (X) - They left.")]
    ['title', 'byline', 'dateline', 'body']
    """
    spans = list(_paragraphs(text))
    roles = [_role(text, spans, i) for i in range(len(spans))]
    blocks: list[Block] = []
    section: str | None = None
    for number, ((start, end), role) in enumerate(zip(spans, roles, strict=True)):
        if role == "heading":
            section = text[start:end]
        block = Block(start, end, number, role, section if role != "heading" else None)
        slot = SLOT.match(text, start, end) if role == "body" else None
        if slot and slot.end() < end:
            blocks.append(replace(block, end_char=slot.end(), role="boilerplate"))
            start = slot.end() + len(text[slot.end() : end]) - len(text[slot.end() : end].lstrip())
            block = replace(block, start_char=start)
        match = dateline(text[start : min(end, start + 200)]) if role == "body" else None
        if match and number < 6:
            cut = start + match.end()
            blocks.append(replace(block, end_char=start + len(match[0].rstrip()), role="dateline"))
            block = replace(block, start_char=cut)
        if block.start_char < block.end_char:
            blocks.append(block)
    return tuple(_marked(text, blocks))


def _marked(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks with those captions marked that the body says in the same words."""
    if not any(block.role == "caption" for block in blocks):
        return blocks
    body = f" {' '.join(_words(text, b) for b in blocks if b.role == 'body')} "
    return [
        replace(b, repeats=True) if b.role == "caption" and _is_said(_bare(text, b), body) else b
        for b in blocks
    ]


def _words(text: str, block: Block) -> str:
    return " ".join(WORD.findall(text[block.start_char : block.end_char].casefold()))


def _bare(text: str, block: Block) -> str:
    """Return a caption without its label and its credit."""
    words = CAPTION_LABEL.sub("", text[block.start_char : block.end_char])
    return CAPTION_CREDIT.sub("", words)


def _is_said(caption: str, body: str) -> bool:
    sentences = [WORD.findall(s.casefold()) for s in re.split(r"[.!?](?:\s|$)", caption)]
    sentences = [words for words in sentences if words]
    return any(len(words) >= 5 for words in sentences) and all(
        f" {' '.join(words)} " in body for words in sentences
    )


def dateline(paragraph: str) -> re.Match[str] | None:
    """Return the dateline that a paragraph begins with: place, date, agency."""
    return DATELINE.match(paragraph) or AGENCY_DATELINE.match(paragraph)


def _role(text: str, spans: list[tuple[int, int]], index: int) -> str:
    start, end = spans[index]
    words = text[start : min(end, start + 600)]
    short = end - start <= 400
    if short and _boilerplate().fullmatch(words):
        return "boilerplate"
    if short and index < 5 and BYLINE.fullmatch(words):
        return "byline"
    if end - start <= 80 and index < 6 and DATE_LINE.fullmatch(words):
        return "dateline"
    if short and CREDIT.fullmatch(words) and (index > 0 or len(spans) == 1):
        return "credit"
    if short and "contributed" in words and CONTRIBUTED.fullmatch(words):
        return "credit"
    if short and (CAPTION.match(words) or (len(words) > 25 and _has_picture_credit(words))):
        return "caption"
    if _is_title_like(words, end - start) and index + 1 < len(spans):
        return "title" if index == 0 else "heading"
    return "body"


def _has_picture_credit(words: str) -> bool:
    """Return whether a line ends in the credit of a picture, before which there are words."""
    match = PICTURE_CREDIT.search(words, max(20, len(words) - 100))
    return match is not None


def _is_title_like(words: str, length: int) -> bool:
    """Return whether a line reads as a heading: short, one line, not closed as a sentence."""
    if length > 140 or "\n" in words or ENDS_SENTENCE.search(words) or ENDS_OPEN.search(words):
        return False
    first = words.lstrip("“\"'‘«")[:1]
    return 2 <= len(words.split()) <= 18 and (first.isupper() or first.isdigit())
