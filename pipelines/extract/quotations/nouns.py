"""Nouns that report: "his claim that the deal is dead", "a pledge by the firm to rebuild".

What belongs here: the nouns of seeds/reference/reporting_nouns.csv, whose words they are, what
they govern. What does not: reporting verbs (cues), clauses of verbs (reported).
"""

import csv
from dataclasses import dataclass
from functools import cache

from pipelines.extract.quotations.verbs import ReportingVerb
from pipelines.extract.quotations.words import Words
from pipelines.settings import reference_path

_CLAUSES = ("acl", "ccomp", "acl:relcl", "advcl", "xcomp")
# "made the claim that", "issued a warning that": the verb's subject speaks
_LIGHT = frozenset(
    {"make", "issue", "give", "voice", "express", "repeat", "renew", "release", "deliver", "offer"}
)
# words of one sentence that are looked through at most: a text without stops stays linear
_FAR = 120


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun that reports, with the head word of whose words they are."""

    verb: ReportingVerb
    subject: int


@cache
def reporting_nouns() -> dict[str, ReportingVerb]:
    """Return the verb that stands for each noun, by singular and plural."""
    found = {}
    with reference_path("reporting_nouns.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            verb = ReportingVerb(row["verb"], row["class"], frozenset({"nominal"}))
            noun = row["noun"]
            found[noun] = verb
            found[noun[:-1] + "ies" if noun.endswith("y") else noun + "s"] = verb
    return found


def noun_cue(words: Words, i: int, is_quoted: list[bool]) -> NounCue | None:
    """Return the cue of noun i where it governs a clause and the sentence tells whose it is."""
    verb = reporting_nouns().get(words.lower[i])
    if verb is None or words.tag[i] not in ("NN", "NNS") or nominal_span(words, i) is None:
        return None
    subject = _owner(words, i)
    if subject < 0 or is_quoted[subject]:
        return None
    return NounCue(verb, subject)


def _owner(words: Words, i: int) -> int:
    """Return the head word of whose words a noun stands for, -1 if the sentence does not tell."""
    owner = words.child(i, "nmod:poss")
    if owner >= 0:
        return owner
    for k in words.children[i]:
        if words.dep[k] == "nmod" and any(
            words.lower[c] in ("by", "from") and words.dep[c] == "case" for c in words.children[k]
        ):
            return k
    verb = words.head[i]
    if words.dep[i] == "obj" and words.lemma[verb] in _LIGHT:
        return words.child(verb, "nsubj")
    return -1


def nominal_span(words: Words, i: int) -> tuple[int, int] | None:
    """Return first and last word of the clause that noun i governs: "that ...", "to ..."."""
    for k in words.children[i]:
        if k <= i or words.dep[k] not in _CLAUSES:
            continue
        first = words.low[k]
        opening = words.lower[first]
        is_clause = opening == "that" and words.dep[first] == "mark"
        if first > i and (is_clause or opening == "to"):
            return first, min(words.high[k], i + _FAR)
    return None
