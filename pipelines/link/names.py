"""When two written forms are one name: accents, hyphens, articles and romanisations.

What belongs here: forms of one and the same full name. What does not: surnames, nicknames and
offices, which tell people apart only with more evidence than a spelling.
"""

import re
import unicodedata

ARTICLES = frozenset({"al", "el", "ul", "ad", "as"})
RANKS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "jr", "sr"})
# Romanisations of one letter, longest first: "Yanukovych", "Yanukovich"; "Rouhani", "Rohani".
LETTERS = (
    ("tch", "ch"), ("kh", "k"), ("gh", "g"), ("ck", "k"), ("ph", "f"), ("x", "ks"), ("q", "k"),
    ("c(?!h)", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("oe", "u"), ("ee", "i"), ("ey", "i"),
    ("[yj]+", "i"), ("ie", "i"), ("ei", "i"), ("e", "i"), ("o", "u"), (r"(.)\1+", r"\1"),
)  # fmt: skip
PATTERNS = tuple((re.compile(a), b) for a, b in LETTERS)


def folded(name: str) -> str:
    """Return a name as names are compared: no accents, no case, single spaces.

    >>> folded("Recep  Tayyip Erdoğan")
    'recep tayyip erdogan'
    """
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def person_key(name: str) -> str:
    """Return the key that spellings of one full name share; a single word only loses its case.

    >>> person_key("Hassan Rouhani") == person_key("Hassan Rohani")
    True
    >>> person_key("Kim Jong-un") == person_key("Kim Jong-il")
    False
    """
    words = re.findall(r"\w+", folded(name))
    if len(words) < 2:
        return folded(name)
    # "Elizabeth II" is not "Elizabeth I", a son no "Jr." of himself: never touched by the rules
    rank = words.pop() if words[-1] in RANKS else ""
    kept = [w for w in words if w not in ARTICLES] or words
    key = "".join(kept)
    for pattern, letter in PATTERNS:
        key = pattern.sub(letter, key)
    return f"{key} {rank}".strip()
