"""Whether two full names of one family may be one person's, by their parts.

What belongs here: nicknames, initials, middle names, numbers and the parts that one name leaves
out. What does not: how often each is reported and by whom (``clusters``).
"""

from enum import IntEnum

from pipelines.link.names import PersonName, given_forms, spelled

CLOSE = 6  # letters that two given names must have before one vowel may differ


class Match(IntEnum):
    """How well two names fit: not at all, with other evidence only, by themselves."""

    NO = 0
    EVIDENCE = 1
    SURE = 2


def match(a: PersonName, b: PersonName) -> Match:
    """Return how well two full names fit.

    >>> from pipelines.link.names import person_name as name
    >>> match(name("Bill Gray"), name("William Henry Gray")).name
    'SURE'
    >>> match(name("George W. Gray"), name("George H. W. Gray")).name
    'NO'
    >>> match(name("Hugo Gray"), name("Cesar Gray")).name
    'NO'
    """
    if a.rank != b.rank:
        return Match.NO
    if len(a.units) > len(b.units):
        a, b = b, a
    if len(a.units) < 2:
        return Match.NO
    if a.units[-1] != b.units[-1]:
        return _left_out_last(a, b)
    given = _given(a.words[0], b.words[0])
    if given == Match.NO:
        # "Tayyip Erdogan" for "Recep Tayyip Erdogan": the first name is the one left out
        if a.units != b.units[-len(a.units) :]:
            return Match.NO
        left_out = b.words[: -len(a.units)]
        is_light = all(len(w) == 1 or spelled(w) == spelled("mohammed") for w in left_out)
        return Match.SURE if is_light else Match.EVIDENCE
    middle = _middle(a, b)
    if given == Match.EVIDENCE and len(a.words) == len(b.words) > 2:
        return middle
    return min(given, middle)


def _left_out_last(a: PersonName, b: PersonName) -> Match:
    """Judge "Ashraf Ghani" against "Ashraf Ghani Ahmadzai": a family's name left out."""
    if len(b.units) - len(a.units) == 1 and a.units == b.units[: len(a.units)]:
        return Match.EVIDENCE
    return Match.NO


def _given(a: str, b: str) -> Match:
    if given_forms(a) & {spelled(b)} or given_forms(b) & {spelled(a)}:
        return Match.SURE
    if len(a) == 1 or len(b) == 1:
        return Match.EVIDENCE if a[0] == b[0] else Match.NO
    return Match.SURE if _one_vowel(spelled(a), spelled(b)) else Match.NO


def _one_vowel(a: str, b: str) -> bool:
    """Return whether two longer words differ in one vowel inside: a romanisation, no gender."""
    if len(a) != len(b) or len(a) < CLOSE:
        return False
    differ = [i for i in range(len(a)) if a[i] != b[i]]
    return len(differ) == 1 and 0 < differ[0] < len(a) - 1 and {a[differ[0]], b[differ[0]]} <= set(
        "aiu"
    )  # fmt: skip


def _middle(a: PersonName, b: PersonName) -> Match:
    """Judge the parts between: none on one side says little, two that differ tell people apart."""
    mine, theirs = a.words[1:-1], b.words[1:-1]
    has_initials = len(a.words[0]) == 1 or len(b.words[0]) == 1
    if not mine:
        # "J. Gray" is not yet "James Robert Gray"; "James Gray" is
        return Match.EVIDENCE if has_initials else Match.SURE
    if len(mine) == len(theirs):
        fits = all(_part(x, y) for x, y in zip(mine, theirs, strict=True))
        return Match.SURE if fits else Match.NO  # two initials are as good as a name
    if any(len(word) == 1 for word in (*mine, *theirs)):
        return Match.NO
    rest = iter(theirs)
    return Match.SURE if all(any(_part(x, y) for y in rest) for x in mine) else Match.NO


def _part(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return spelled(a) == spelled(b)


def lookup_keys(name: PersonName) -> set[tuple[str, str]]:
    """Return the keys of which two names that may match share one: (family, a given name's form).

    Initials stand for every name that begins so.
    """
    family = name.units[-1]
    keys = {(family, form) for word in name.words[:-1] for form in given_forms(word)}
    keys |= {(family, f"{name.words[0][0]}.")}
    if len(name.units) > 2:  # a family's name left out: "Ashraf Ghani" for "Ashraf Ghani Ahmadzai"
        keys.add((name.units[-2], name.units[0]))
    return keys
