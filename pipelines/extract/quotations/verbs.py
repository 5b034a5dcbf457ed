"""The reporting verbs of seeds/reference/reporting_verbs.csv, by inflected form.

What belongs here: reading the list, spelling out its forms. What does not: the rules that use it.
"""

import csv
from dataclasses import dataclass
from functools import cache

from pipelines.settings import reference_path

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb that reports words.

    Attributes:
        lemma: As the column ``cue`` shows it ("go on").
        verb_class: say, deny, warn, urge, promise... (the events' rules use it too).
        frames: What it governs: quote ("...," he said), clause (that ...), question (whether ...),
            infinitive (to ...), noun (called it "..."), addressee (told him).
        particle: Second word of a phrasal verb, else empty.
    """

    lemma: str
    verb_class: str
    frames: frozenset[str]
    particle: str = ""


@cache
def reporting_verbs() -> dict[str, tuple[ReportingVerb, ...]]:
    """Return the verbs by each of their forms; phrasal verbs stand before plain ones."""
    forms: dict[str, list[ReportingVerb]] = {}
    with reference_path("reporting_verbs.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            word, _, particle = row["lemma"].partition(" ")
            verb = ReportingVerb(
                row["lemma"], row["class"], frozenset(row["frames"].split()), particle
            )
            for form in inflections(word, tuple(row["past"].split())):
                forms.setdefault(form, []).append(verb)
    return {f: tuple(sorted(v, key=lambda x: not x.particle)) for f, v in forms.items()}


def inflections(verb: str, past: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the forms of an English verb.

    >>> sorted(inflections("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    ends_in_y = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    if ends_in_y:
        third, regular = verb[:-1] + "ies", verb[:-1] + "ied"
    elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        third, regular = verb + "es", verb + "ed"
    else:
        third = verb + "s"
        regular = verb + "d" if verb.endswith("e") else verb + "ed"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe")) else verb
    doubled = next((p for p in past if p.endswith("ed") and p[:-3] == verb), "")
    present = doubled[:-2] + "ing" if doubled else stem + "ing"
    known = past or (regular,)
    if any(p.endswith("ed") and len(p) > len(verb) + 2 for p in past):
        known = (*past, regular)  # labelled, labeled
    return frozenset({verb, third, present, stem + "ing", *known})
