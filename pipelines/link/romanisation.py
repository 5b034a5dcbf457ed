"""Chinese names in Wade-Giles ("Mao Tse-tung") and in pinyin ("Mao Zedong").

What belongs here: the syllables of the two systems. Newspapers drop Wade-Giles' apostrophes, so
that "chang" may be pinyin zhang or chang: names are compared, never turned into one another.
"""

import re
from functools import cache

INITIALS = ("zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
            "r", "z", "c", "s", "y", "w", "")  # fmt: skip
FINALS = (
    "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao",
    "ie", "in", "ing", "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue",
    "ui", "un", "uo", "v", "ve",
)  # fmt: skip
# Pinyin -> Wade-Giles without apostrophes (table of the Library of Congress).
WADE_INITIALS = {"zh": "ch", "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs",
                 "r": "j", "z": "ts", "c": "ts"}  # fmt: skip
WADE_FINALS = {"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "ue": "ueh", "ui": "ui"}
WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu",
    "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "er": "erh", "he": "ho", "ge": "ko",
    "ke": "ko", "zhe": "che", "gui": "kuei", "kui": "kuei", "guo": "kuo", "duo": "to", "tuo": "to",
    "luo": "lo", "nuo": "no", "zuo": "tso", "cuo": "tso", "suo": "so", "ruo": "jo", "zhuo": "cho",
    "yong": "yung", "e": "o",
}  # fmt: skip
NOT_PINYIN = re.compile("[-']")


@cache
def _pinyin() -> frozenset[str]:
    """Return every syllable that pinyin's letters can make; a few are unused."""
    return frozenset(i + f for i in INITIALS for f in FINALS)


@cache
def wade(syllable: str) -> str:
    """Return a pinyin syllable in Wade-Giles without apostrophes.

    >>> wade("zhou"), wade("dong"), wade("xiao"), wade("zi")
    ('chou', 'tung', 'hsiao', 'tzu')
    """
    if syllable in WHOLE:
        return WHOLE[syllable]
    initial = next(i for i in INITIALS if syllable.startswith(i))
    final = syllable[len(initial) :]
    if initial in ("y", "w"):
        return syllable
    if initial in ("j", "q", "x") and final in ("un", "uan"):
        return WADE_INITIALS[initial] + final
    return WADE_INITIALS.get(initial, initial) + WADE_FINALS.get(final, final)


@cache
def splits(word: str) -> frozenset[tuple[str, ...]]:
    """Return the ways to read a word as at most two pinyin syllables."""
    found: set[tuple[str, ...]] = {(word,)} if word in _pinyin() else set()
    for i in range(1, len(word)):
        if word[:i] in _pinyin() and word[i:] in _pinyin():
            found.add((word[:i], word[i:]))
    return frozenset(found)


def is_same_chinese(wade_giles: str, pinyin: str) -> bool:
    """Return whether a hyphenated Wade-Giles name and a pinyin one may be one name.

    >>> is_same_chinese("Mao Tse-tung", "Mao Zedong"), is_same_chinese("Li Peng", "Li Beng")
    (True, False)
    """
    old, new = wade_giles.lower().split(), pinyin.lower().split()
    if len(old) != 2 or len(new) != 2 or "-" not in old[1] or NOT_PINYIN.search(pinyin):
        return False
    theirs = [_bare(old[0]), *map(_bare, old[1].split("-"))]
    return any(
        [wade(first[0]), *map(wade, rest)] == theirs
        for first in splits(new[0])
        if len(first) == 1
        for rest in splits(new[1])
    )


def _bare(syllable: str) -> str:
    plain = re.sub("[^a-z]", "", syllable)
    return {"tze": "tzu", "szu": "ssu", "kwei": "kuei"}.get(plain, plain)


def lookup_forms(name: str) -> set[str]:
    """Return keys of which a Wade-Giles name and its pinyin share one."""
    words = name.lower().split()
    if len(words) != 2:
        return set()
    if "-" in words[1]:
        return {" ".join([_bare(words[0]), *map(_bare, words[1].split("-"))])}
    return {
        " ".join([wade(first[0]), *map(wade, rest)])
        for first in splits(words[0])
        if len(first) == 1
        for rest in splits(words[1])
        if len(rest) == 2
    }
