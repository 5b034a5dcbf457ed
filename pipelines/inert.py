"""Words of the news made harmless for a terminal.

A headline, a file's name in an archive, an error that quotes either: any of them may hold the
controls that recolour a terminal, rename its window or turn its line around. Does not belong here:
spreadsheets (`store.spreadsheet`), pages (`store.briefing`, which escapes).
"""

import unicodedata

LONGEST = 500  # characters of a message: DuckDB quotes whole articles


def for_terminal(text: str) -> str:
    r"""Return a text of the same length without controls and marks of direction.

    >>> for_terminal("a\x1b[31mb\u202e\xa0c\td")
    'a\ufffd[31mb\ufffd c d'
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(letter: str) -> str:
    if letter.isprintable() or letter == "\n":
        return letter
    return " " if letter in "\t\r" or unicodedata.category(letter) == "Zs" else "\ufffd"


def one_line(message: object) -> str:
    """Return a message as one line for a terminal, its middle left out where it is long."""
    line = for_terminal(" ".join(str(message).split()))
    if len(line) > LONGEST:
        line = f"{line[: LONGEST - 160]} … {line[-150:]}"
    return line
