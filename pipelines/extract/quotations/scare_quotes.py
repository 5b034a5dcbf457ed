"""Quotation marks that quote nobody: titles, nicknames, scare quotes.

What belongs here: telling them from speech by the words inside and before. What does not: whose
words a run is.
"""

from pipelines.extract.quotations.marks import Run
from pipelines.extract.quotations.surroundings import Attributed, Place
from pipelines.extract.quotations.words import NOMINAL, Words

_ARTICLES = frozenset(
    {
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
        "these",
        "those",
        "so-called",
        "of",
        "any",
        "no",
        "'s",
        "’s",
    }
)
_TITLE_CUES = frozenset(
    {
        "titled",
        "entitled",
        "song",
        "film",
        "book",
        "movie",
        "album",
        "slogan",
        "show",
        "series",
        "novel",
        "hashtag",
        "headline",
        "headlined",
        "dubbed",
        "nicknamed",
        "documentary",
        "magazine",
        "video",
        "program",
        "programme",
    }
)
_SMALL = frozenset({"a", "an", "the", "of", "and", "in", "on", "for", "to", "with", "at", "by"})


def is_no_speech(text: str, words: Words, run: Run, place: Place, item: Attributed) -> bool:
    """Return whether an attributed run is a title, a nickname or a scare quote after all."""
    inside = [w for w in words.text[place.first : place.last + 1] if w[:1].isalpha()]
    size = len(inside)
    a, b = place.before
    lead = words.lower[b - 1] if a < b else ""
    if item.rule in ("continues", "alone", "colon", "dash"):
        return False
    if size <= 6 and any(
        words.lower[k] in _TITLE_CUES and k != item.subject for k in range(max(a, b - 3), b)
    ):
        return True
    capital = sum(w[0].isupper() for w in inside)
    titled = capital >= 2 and all(w[0].isupper() or w.lower() in _SMALL for w in inside)
    if titled and lead not in (":", ",") and item.form == "mixed":
        return True
    if text[run.end_char - 1] in ".!?":
        return False
    if (
        size == 1
        and item.form == "mixed"
        and (lead in _ARTICLES and words.dep[place.first] != "root")
    ):
        cue = item.cue or ""
        return cue in ("call", "dub", "label", "brand", "term", "describe") or (
            place.first > 0
            and (place.after[0] < place.after[1] and words.tag[place.after[0]] in NOMINAL)
        )
    return False
