"""Quoted runs: what stands between quotation marks, from the characters alone.

What belongs here: which mark opens and which closes, nesting, lost marks, paragraphs. What does
not: whether a run is somebody's words, and whose; that needs the sentence around it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# One alternative a family; the mojibake ones are UTF-8 read as Windows-1252.
_MARK = re.compile(r"â€[œ\x9d˜™�]?|``|''|[“”„‟«»\"＂「」『』《》]|[‘’‚‛'`]")
_OPENERS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "「": "」", "『": "』", "《": "》", "``": "''"}
_CLOSERS = frozenset("”»」』》") | {"''"}
_SINGLE = frozenset("‘’‚‛'`") | {"â€˜", "â€™"}
_FAMILY = {
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys(("â€œ", "â€\x9d", "â€", "â€�"), "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("「」『』《》", "corner"),
    **dict.fromkeys(('"', "＂"), "straight"),
    **dict.fromkeys(("``", "''"), "tex"),
}
# “one keyboard, another mark"
_MIXED = {"straight": "curly", "curly": "straight"}
_BEFORE_OPEN = frozenset(" \t\n\u00a0([{<-–—/:;,.*>_\u200b") | frozenset("“‘\"'«„‚`")
_DASH = frozenset("-–—")
_CLOSING_POINT = frozenset(",.?!;:…—–-")
_ELISIONS = re.compile(r"(?:em|tis|twas|til|cause|round|bout|n|\d\ds?)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!…][”’\"')]*\s")


@dataclass(frozen=True, slots=True)
class Run:
    """The words of one pair of marks.

    Attributes:
        start_char: Where the words begin, after the opening mark.
        end_char: Where they end, before the closing mark.
        opens_at: Where the opening mark stands (start_char if it was lost).
        closes_at: After the closing mark (end_char if it was lost).
        block: Number of the paragraph.
        depth: 0 for an outermost run.
        is_closed: False where the paragraph ended first.
        is_single: Single marks (British papers, or a quotation inside another).
    """

    start_char: int
    end_char: int
    opens_at: int
    closes_at: int
    block: int
    depth: int
    is_closed: bool
    is_single: bool


@dataclass(slots=True)
class _Open:
    at: int
    start: int
    family: str


def quoted_runs(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Run]:
    """Return the quoted runs of a text in order of their start.

    A run never crosses the end of its paragraph: a mark that is lost costs one paragraph at most.

    >>> [text[r.start_char : r.end_char] for text in ["'No,' he said."]
    ...  for r in quoted_runs(text, [(0, 14)])]
    ['No,']
    """
    found: list[Run] = []
    for number, (start, end) in enumerate(paragraphs):
        marks = list(_MARK.finditer(text, start, end))
        if marks:
            found += _paragraph_runs(text, start, end, marks, number)
    return found


def _paragraph_runs(
    text: str, start: int, end: int, marks: list[re.Match[str]], block: int
) -> list[Run]:
    closing = _single_closers(text, start, end, marks)
    runs: list[Run] = []
    stack: list[_Open] = []
    last_close = start

    def close(opened: _Open, at: int, after: int, is_closed: bool) -> None:
        a, b = _trim(text, opened.start, at)
        if a < b:
            single = opened.family == "single"
            runs.append(Run(a, b, opened.at, after, block, len(stack), is_closed, single))

    for number, match in enumerate(marks):
        mark, at, after = match[0], match.start(), match.end()
        family = _FAMILY.get(mark, "single")
        if family == "single":
            turn = _single_turn(text, start, end, at, after, mark, number in closing, stack)
        else:
            turn = _double_turn(text, start, end, at, after, mark, family, stack)
        if turn == "open":
            if stack and stack[-1].family == family and family != "corner":
                # the same mark again before it closed: the first one's end was lost
                lost = stack.pop()
                close(lost, _last_sentence_end(text, lost.start, at), at, False)
            stack.append(_Open(at, after, family))
        elif turn == "close":
            depth = _opener(stack, family)
            if depth >= 0:
                del stack[depth + 1 :]
                close(stack.pop(), at, after, True)
                last_close = after
            elif not stack and family != "single" and _is_lost_opening(text, last_close, at):
                first = _sentence_start(text, last_close, at)
                close(_Open(first, first, family), at, after, True)
                last_close = after
    while stack:
        opened = stack.pop()
        if opened.family != "single":
            close(opened, end, end, False)
    runs.sort(key=lambda r: (r.start_char, -r.end_char))
    return runs


def _opener(stack: list[_Open], family: str) -> int:
    """Return the place of the open mark that a closing one answers, -1 if there is none near."""
    near = range(len(stack) - 1, max(-1, len(stack) - 4), -1)
    for wanted in (family, _MIXED.get(family)):
        for i in near:
            if stack[i].family == wanted:
                return i
    return -1


def _double_turn(
    text: str, start: int, end: int, at: int, after: int, mark: str, family: str, stack: list[_Open]
) -> str | None:
    """Return whether a double mark opens, closes or does neither."""
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    is_open = any(o.family == family for o in stack[-3:])
    if mark in _CLOSERS or (mark.startswith("â€") and mark != "â€œ"):
        if not is_open and (before in _BEFORE_OPEN or at == start) and not behind.isspace():
            return "open"  # ”so”: one mark for both ends
        return "close"
    if mark in _OPENERS or mark == "â€œ":
        wrong_way = is_open and not before.isspace() and (behind.isspace() or behind in ",.;:)")
        return "close" if wrong_way else "open"
    can_open = (before in _BEFORE_OPEN or at == start) and not behind.isspace()
    can_close = not before.isspace() and at > start and not behind.isalnum()
    if can_open and can_close:
        # after a dash, a point or another mark
        return (
            "close"
            if is_open and (before in _CLOSING_POINT)
            else "open"
            if not is_open
            else "close"
        )
    if can_open:
        return "open"
    if can_close:
        return None if not is_open and before.isdigit() else "close"  # 6 feet 2"
    if before.isspace() and behind.isspace():
        return "close" if is_open else "open"
    return "close" if is_open and not before.isspace() and not before.isalnum() else None


def _single_closers(text: str, start: int, end: int, marks: list[re.Match[str]]) -> frozenset[int]:
    """Return the numbers of the single marks that may close: not inside a word, not an elision.

    A mark after a plural's s ("ministers' talks") closes only if no better one follows before the
    next opening.
    """
    found = []
    for number, match in enumerate(marks):
        if match[0] not in _SINGLE or match[0] in ("‘", "‚", "`", "â€˜"):
            continue
        at, after = match.start(), match.end()
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        if before.isspace() or behind.isalnum():
            continue
        found.append(number)
    kept: set[int] = set()
    for place, number in enumerate(found):
        at, after = marks[number].start(), marks[number].end()
        is_plural = text[at - 1] in "sS" and text[after : after + 1] == " "
        better = place + 1 < len(found) and not any(
            _can_open_single(text, start, end, marks[k])
            for k in range(number + 1, found[place + 1])
        )
        if not (is_plural and better):
            kept.add(number)
    return frozenset(kept)


def _can_open_single(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    if match[0] not in _SINGLE:
        return False
    at, after = match.start(), match.end()
    before = text[at - 1] if at > start else " "
    if match[0] in ("’", "â€™") or after >= end:
        return False
    return before in _BEFORE_OPEN and (text[after].isalnum() or text[after] in '“"…¿¡[$£€')


def _single_turn(
    text: str,
    start: int,
    end: int,
    at: int,
    after: int,
    mark: str,
    may_close: bool,
    stack: list[_Open],
) -> str | None:
    """Return whether a single mark opens, closes, or is an apostrophe."""
    is_open = any(o.family == "single" for o in stack[-3:])
    if is_open and may_close:
        return "close"
    before = text[at - 1] if at > start else " "
    if at > start and before not in _BEFORE_OPEN:
        return None
    if after >= end or not (text[after].isalnum() or text[after] in '“"…¿¡[$£€'):
        return None
    if mark in ("’", "â€™") or (mark in "'`‘" and _ELISIONS.match(text, after, end)):
        return None
    return None if is_open else "open"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(c.isalnum() for c in text[start : min(end, start + 200)]):
        return start, start
    return start, end


def _last_sentence_end(text: str, start: int, end: int) -> int:
    """Return the end of the first sentence of [start, end): where a lost closing mark may stand."""
    match = _SENTENCE_END.search(text, start, end)
    return match.start() + 1 if match else end


def _is_lost_opening(text: str, start: int, at: int) -> bool:
    """Return whether a closing mark with no opening ends speech: a comma or a point before it."""
    return at - start >= 2 and text[at - 1] in ",.?!" and text[at - 2].isalnum()


def _sentence_start(text: str, start: int, at: int) -> int:
    """Return where the sentence that ends at ``at`` begins, looking back 400 characters at most."""
    first = max(start, at - 400)
    found = first
    for match in _SENTENCE_END.finditer(text, first, max(first, at - 2)):
        found = match.end()
    return found
