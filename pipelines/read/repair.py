"""Repair of a text before it is stored: what was broken on the way here, and only that.

Every repair is named in ``documents.repairs``; offsets index the repaired text, which is the one
that is stored. Line ends and control characters are ``text.clean``'s; quotation marks, spelling and
paragraphs are nobody's: they stay as they came.
"""

import html
import re
from collections.abc import Callable

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Joiners inside emoji and Indic words carry meaning and stay; these carry none in English.
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
HARD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
MARKDOWN = (
    re.compile(r"!\[[^\]\n]{0,200}\]\([^()\s]{1,500}\)"),  # a picture says nothing
    re.compile(r"\[([^\]\[\n]{1,200})\]\((?:https?://|/|#)[^()\s]{0,500}\)"),
    re.compile(r"(?m)^[ ]{0,3}#{1,6}[ ]+(?=\S)"),
    re.compile(r"\*\*(?=\S)([^*\n]{1,300})(?<=\S)\*\*"),
    re.compile(r"(?<![\w_])__(?=\S)([^_\n]{1,300})(?<=\S)__(?![\w_])"),
)
# One character read as two or three: both outside ASCII. ftfy takes 0.4 ms to look at a page.
PAIR = re.compile(r"[^\x00-\x7f]{2}")
# pypdf gives a word that was parted at a line's end in two.
PARTED = re.compile(r"\b([A-Za-z]{2,30})-\n([a-z]{2,30})\b")


def repaired(text: str, form: str) -> tuple[str, tuple[str, ...]]:
    """Return the repaired text and what was repaired, each as ``what: how often``.

    >>> repaired("Peace &amp; bread", "txt")
    ('Peace & bread', ('entities: 1',))
    """
    done: list[str] = []
    for name, step in _STEPS:
        if name == "parted_words" and form != "pdf":
            continue
        text, count = step(text)
        if count:
            done.append(f"{name}: {count}")
    return text, tuple(done)


def _mojibake(text: str) -> tuple[str, int]:
    """Repair the lines that were decoded wrongly: a text may be quoted into a sound one."""
    if text.isascii() or not PAIR.search(text):
        return text, 0
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text, 0
    lines = text.split("\n")
    # a line break that ftfy finds in mojibake (\x85 as an ellipsis) must not make another line
    sound = [fix_encoding(line) if PAIR.search(line) and is_bad(line) else line for line in lines]
    sound = [" ".join(line.splitlines()) if len(line.splitlines()) > 1 else line for line in sound]
    count = sum(a != b for a, b in zip(lines, sound, strict=True))
    return "\n".join(sound), count


def _entities(text: str) -> tuple[str, int]:
    if "&" not in text:
        return text, 0
    found = ENTITY.findall(text)
    return ENTITY.sub(_character, text), sum(map(_is_character, found))


def _is_character(entity: str) -> bool:
    return ENTITY.sub(_character, entity) != entity


def _character(match: re.Match[str]) -> str:
    """Return an entity's character; what is none, or a control character, stays as written."""
    found = html.unescape(match[0])
    is_text = found != "\ufffd" and (found.isprintable() or found.isspace())
    return " " if found in ("\n", "\r") else found if is_text else match[0]


def _invisible(text: str) -> tuple[str, int]:
    return (text, 0) if text.isascii() else INVISIBLE.subn("", text)


def _hard_spaces(text: str) -> tuple[str, int]:
    return (text, 0) if text.isascii() else HARD_SPACE.subn(" ", text)


def _markdown(text: str) -> tuple[str, int]:
    if not any(mark in text for mark in ("](", "**", "__", "# ")):
        return text, 0
    total = 0
    for pattern in MARKDOWN:
        kept = r"\1" if pattern.groups else ""
        text, count = pattern.subn(kept, text)
        total += count
    return text, total


def _parted_words(text: str) -> tuple[str, int]:
    def join(match: re.Match[str]) -> str:
        whole = f"{match[1]}-{match[2]}"  # "Syrian-\nbacked", and what is hyphenated elsewhere
        return whole if match[1][0].isupper() or whole in text else match[1] + match[2]

    return PARTED.subn(join, text)


_STEPS: tuple[tuple[str, Callable[[str], tuple[str, int]]], ...] = (
    ("mojibake", _mojibake),
    ("entities", _entities),
    ("invisible", _invisible),
    ("hard_spaces", _hard_spaces),
    ("markdown", _markdown),
    ("parted_words", _parted_words),
)
