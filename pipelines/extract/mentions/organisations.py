"""Organisations whose acronym is printed behind the name it shortens.

Bodies by a telling last word ("... Ministry") were tried: they lost more than they found.
"""

import re

from pipelines.extract.records import Mention

SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "de", "&"})
WORD = r"[A-Z][\w’'&-]*"
EXPANSION = re.compile(
    rf"(?<!\w)({WORD}(?: (?:{'|'.join(SMALL)}|{WORD})){{1,9}}) \(([A-Z]{{2,8}})\)"
)


def _initials(words: list[str], acronym: str) -> bool:
    full = "".join(w[0] for w in words).upper()
    short = "".join(w[0] for w in words if w not in SMALL).upper()
    return acronym in (full, short)


def expansions(text: str) -> list[tuple[int, int, int, int]]:
    """Return (start, end of the long name, start, end of its acronym).

    >>> text = "the Red Cross Aid Office (RCAO) said"
    >>> [text[a:b] for a, b, _, _ in expansions(text)]
    ['Red Cross Aid Office']
    """
    found = []
    for match in EXPANSION.finditer(text):
        words = match[1].split(" ")
        for first in range(len(words) - 1):
            if words[first] not in SMALL and _initials(words[first:], match[2]):
                start = match.end(1) - len(" ".join(words[first:]))
                found.append((start, match.end(1), match.start(2), match.end(2)))
                break
    return found


def organisation(start: int, end: int, rule: str) -> Mention:
    """Return the mention of an organisation."""
    return Mention(start_char=start, end_char=end, kind="name", entity_type="ORG", rule=rule)
