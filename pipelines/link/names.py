"""When two written forms are one name: scripts, accents, articles, romanisations, nicknames.

What belongs here: what a spelling alone tells of two names. What does not: offices, states and
dates, which tell people apart where a spelling cannot (``people``).
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.settings import reference_path

ARTICLES = frozenset({"al", "el", "ul", "ad", "as", "ash", "ez", "ur", "ar", "az"})
# Words that join a family name and say nothing of whose it is: "de Klerk", "von der Leyen".
PARTICLES = frozenset({"de", "del", "da", "dos", "di", "du", "la", "las", "los", "von", "zu"} |
                      {"der", "den", "van", "the"})  # fmt: skip
# Words that make one name with the next: "bin Laden", "Le Pen", "Abu Mazen", "Abdul Aziz".
PREFIXES = frozenset({"bin", "ibn", "abu", "le", "abd", "san", "saint", "st"})
RANKS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"} |
                  {"xiii", "xiv", "xv", "xvi", "jr", "sr"})  # fmt: skip
# Romanisations of one sound, longest first: "Yanukovych", "Yanukovich"; "Rouhani", "Rohani".
LETTERS = (
    ("off$", "ov"), ("tch", "ch"), ("[iy]ch$", "ik"),
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("ck", "k"), ("ph", "f"), ("tz", "ts"), ("dzh|dj", "j"),
    ("x", "ks"), ("q", "k"), ("c(?!h)", "k"), ("w", "v"), ("aye", "ae"), ("ae", "a"), ("aa", "a"),
    ("ou", "u"), ("oo", "u"), ("oe", "u"), ("ue", "u"), ("ee", "i"), ("ey", "i"),
    ("[yj]+", "i"), ("ie", "i"), ("ei", "i"), ("e", "i"), ("o", "u"), (r"([a-z])\1+", r"\1"),
    ("(?<=[ai])h$", ""),
)  # fmt: skip
PATTERNS = tuple((re.compile(a), b) for a, b in LETTERS)
APOSTROPHES = re.compile("['’‘`ʼʻ´]")
LONGEST = 200  # characters of a name that are compared; no one's is longer


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Return a name as names are compared: Latin letters, no accents, no case, single spaces.

    >>> folded("Recep  Tayyip Erdoğan"), folded("Владимир Путин")
    ('recep tayyip erdogan', 'vladimir putin')
    """
    from anyascii import anyascii

    short = APOSTROPHES.sub("", name[:LONGEST])
    return " ".join(anyascii(short).casefold().split()) or " ".join(name[:LONGEST].split())


@cache
def _spellings() -> dict[str, str]:
    """Return the usual form of each given and family name with several romanisations."""
    known: dict[str, str] = {}
    for file in ("given_names.csv", "family_names.csv"):
        with reference_path(file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                usual = known.get(_plain(row["name"]), _plain(row["name"]))
                for spelling in (row["name"], *row["spellings"].split()):
                    known.setdefault(_plain(spelling), usual)
    return known


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded(word))


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """Return what the romanisations of one word of a name share.

    >>> spelled("Zelenskiy") == spelled("Zelenskyy") == spelled("Zelensky")
    True
    """
    key = _plain(word)
    if len(key) < 2:
        return key or word
    key = _spellings().get(key, key)
    for pattern, letter in PATTERNS:
        key = pattern.sub(letter, key)
    return key


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts: ``("vladimir", "putin")``; the last one is the family's.

    Attributes:
        words: The parts in plain letters, without articles and particles.
        units: The same as spellings share them.
        rank: "ii", "jr", or empty.
    """

    words: tuple[str, ...]
    units: tuple[str, ...]
    rank: str

    @property
    def is_full(self) -> bool:
        """Whether the name tells one person: two parts, or one with a monarch's number."""
        return len(self.words) > 1 or bool(self.rank)


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """Return the parts of a name.

    >>> person_name("Osama bin Laden").words, person_name("Frederik W. de Klerk").words
    (('osama', 'binladen'), ('frederik', 'w', 'klerk'))
    """
    parts = re.findall(r"[\w-]+", folded(name).replace(".", " "))
    rank = parts.pop() if len(parts) > 1 and parts[-1] in RANKS else ""
    words: list[str] = []
    prefix = ""
    for i, part in enumerate(parts):
        part = re.sub(rf"^(?:{'|'.join(ARTICLES)})-(?=\w)", "", part.strip("-_"))
        part = re.sub(r"^abd[aeou]?l?-", "abd", part)
        part = re.sub(r"^abd[aeou]?l?$|^abd[aeou]l(?=[a-z]{3})", "abd", part).replace("-", "")
        is_last = i == len(parts) - 1
        if not part or (part in PARTICLES | ARTICLES and len(parts) > 1 and not is_last):
            continue
        if not is_last and (part in PREFIXES or (part == "ben" and i)):
            prefix += "bin" if part in ("ibn", "ben") else part
            continue
        words.append(prefix + part)
        prefix = ""
    words = words or parts or [folded(name)]
    return PersonName(tuple(words), tuple(spelled(w) for w in words), rank)


def person_key(name: str) -> str:
    """Return the key that spellings of one full name share.

    >>> person_key("Hassan Rouhani") == person_key("Hassan Rohani")
    True
    >>> person_key("Kim Jong-un") == person_key("Kim Jong-il")
    False
    """
    parts = person_name(name)
    # "Elizabeth II" is not "Elizabeth I", a son no "Jr." of himself: never touched by the rules
    return f"{''.join(parts.units)} {parts.rank}".strip()


@cache
def _nicknamer() -> "dict[str, set[str]]":
    from nicknames import NickNamer

    return NickNamer().nickname_lookup


@lru_cache(maxsize=65536)
def given_forms(word: str) -> frozenset[str]:
    """Return the full forms that a given name may be short for, and itself, as spelled.

    >>> spelled("william") in given_forms("bill"), spelled("john") in given_forms("bill")
    (True, False)
    """
    return frozenset({spelled(word), *map(spelled, _full_forms().get(word, ()))})


@cache
def _full_forms() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for full, shorts in _nicknamer().items():
        for short in shorts:
            found.setdefault(short, set()).add(full)
    return found


def is_english_given(word: str) -> bool:
    """Return whether a word is a usual English given name: "David" names no one by itself."""
    return word in _nicknamer() or word in _full_forms()


ORGANISATION_WORDS = (
    (r"\borgani[sz]ation\b", "organization"), (r"\blabor\b", "labour"), (r"\bdefense\b", "defence"),
    (r"\bcenter\b", "centre"), (r"\bprogram\b", "programme"), (r"&", " and "),
    (r"\b(?:inc|ltd|llc|plc|corp|co|gmbh|ag|sa|nv)$", ""), (r"^the ", ""),
    (r"\bpeoples\b", "people"), (r"\bworkers\b", "worker"), (r"^al-", "al "),
)  # fmt: skip
ORGANISATION_PATTERNS = tuple((re.compile(a), b) for a, b in ORGANISATION_WORDS)


@lru_cache(1 << 16)
def organisation_key(name: str) -> str:
    """Return the key that spellings of an organisation's name share.

    >>> organisation_key("The World Health Organisation")
    'world health organization'
    """
    key = folded(name).replace(".", "").replace(",", "")
    for pattern, word in ORGANISATION_PATTERNS:
        key = pattern.sub(word, key)
    key = " ".join(key.replace("-", " ").split())
    return key or folded(name)
