"""What a number counts: the noun phrase after it and its class.

What befell the things counted is in ``category.py``.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.extract.figures.lexicon import PEOPLE, Lexicon, Noun
from pipelines.extract.figures.numbers import Number
from pipelines.extract.figures.patterns import says, whole

OTHERS = frozenset({"other", "others", "more", "another"})
LINKS = frozenset({"of", *OTHERS})
DETERMINERS = frozenset({"PRP$", "DT"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
INSIDE = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD", "AFX", "POS", *NOMINAL})
LONGEST = 6
UNKNOWN = "unknown"  # a noun that no list knows and that may name persons, for the cues only
# What the words before a noun say of its class: "police officers", "army officers".
NARROWER = {
    "police": "police", "army": "soldier", "navy": "soldier", "marine": "soldier",
    "military": "soldier", "rebel": "fighter", "militant": "fighter", "civilian": "civilian",
}  # fmt: skip
NARROWED = frozenset({"person", "soldier", "official", "fighter"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase that a number counts; ``head`` is None where none is written.

    ``thing`` is the published class; ``cue_class`` is the one that cues look for.
    """

    end: int
    head: Token | None
    text: str | None
    thing: str | None
    category: str | None
    cue_class: str | None = None
    fate: str | None = None


def counted(
    doc: Doc, number: Number, first: int, words: Lexicon, times: frozenset[int] = frozenset()
) -> Counted:
    """Return what stands after a number: up to the last noun of the run that begins there.

    Args:
        doc: The text.
        number: The number.
        first: Index of the first token after it.
        words: The word lists.
        times: Where time expressions begin; none is part of a noun phrase ("six soldiers Monday").
    """
    run = _run(doc, first, times)
    head = _head(run, words)
    told = _before_of(run, head, words)  # "five reports of people shot": of the people
    fates = [words.fates[t.lower_] for t in told if t.lower_ in words.fates]
    if run and _is_a_shot(doc, number, run):
        fates = []
    fate = "killed" if "killed" in fates else next(iter(fates), None)  # "three shot dead"
    if head is None:
        if run and any(t.lower_ in words.fates for t in run[:3]):
            return Counted(run[0].idx + len(run[0]), None, None, "person", fate, "person", fate)
        return Counted(number.end, None, None, None, None)
    start = run[0]
    if start.lower_ in ("of", "-") and len(run) > 1:
        start = run[1]
    weak = None
    if fate == "wounded" and head.lower_ not in words.fates and run[-1].lower_ == "shot":
        fate, weak = None, "wounded"  # "the deaths of two people shot in a car"
    end = head.idx + len(head)
    text = doc[start.i : head.i + 1].text
    if head.lower_ in OTHERS:  # "three others": of what was counted before
        return Counted(end, head, text, None, fate, None, fate)
    noun = _class(doc, run, head, words)
    category = fate or noun.category or weak
    return Counted(end, head, text, noun.thing, category, noun.cue_class, fate)


def _is_a_shot(doc: Doc, number: Number, run: list[Token]) -> bool:
    """Return whether a shot is fired, not a person: "heard one gun shot", "a six-shot revolver"."""
    last = next((t for t in run if t.lower_ == "shot"), None)
    if last is None:
        return False
    if run[0].lower_ in ("gun", "-") and last.i == run[0].i + 1:
        return True
    return number.value == 1 and last is run[0] and says("fires", _around(doc, number, last))


def _around(doc: Doc, number: Number, last: Token) -> str:
    first = max(0, last.i - 6)
    before = doc[first : last.i].text[: max(0, number.start - doc[first].idx)]
    return f"{before}|{doc[last.i + 1 : last.i + 3].text}"


def _run(doc: Doc, first: int, times: frozenset[int]) -> list[Token]:
    """Return the tokens after a number that can belong to the noun phrase that it counts."""
    run: list[Token] = []
    for token in doc[first : first + 12]:
        if token.is_space:
            continue
        if (token.is_sent_start and run) or len(run) > LONGEST or token.idx in times:
            break
        is_link = token.lower_ in LINKS or not token.tag_
        last = run[-1] if run else doc[max(0, token.i - 1)]
        is_determined = token.tag_ in DETERMINERS and last.lower_ == "of"
        if not (token.tag_ in INSIDE or is_link or is_determined or _is_degree(doc, token)):
            break
        is_of = bool(run) and run[0].lower_ == "of"
        if token.tag_ == "CD" and run and not is_of:  # "three of the five men" goes on
            break
        run.append(token)
    return run


def _is_degree(doc: Doc, token: Token) -> bool:
    """Return whether an adverb belongs to the adjective behind it: "22 seriously wounded men"."""
    if token.tag_ != "RB" or len(token.lower_) < 5 or not token.lower_.endswith("ly"):
        return False
    tags = [t.tag_ for t in doc[token.i + 1 : token.i + 4]]
    return tags[:1] in (["VBN"], ["JJ"]) and any(tag in NOMINAL for tag in tags[1:])


def _head(run: list[Token], words: Lexicon) -> Token | None:
    """Return the last noun before the run's first "of", or after it in "prisoners of war"."""
    head: Token | None = None
    for i, token in enumerate(run):
        if token.lower_ == "of" and head is not None:
            rest = run[i + 1 : i + 2]
            is_name = (
                bool(rest) and f"{head.lemma_.lower()} of {rest[0].lower_}" == "prisoner of war"
            )
            return rest[0] if is_name else head
        if token.lower_ == "others" and head is None:
            return token
        if token.tag_ in NOMINAL or (not token.tag_ and _known(token, words)):
            if run[i + 1 : i + 2] and run[i + 1].text in ("-", "‑"):  # "home-made drones"
                continue
            head = token
        elif head is not None and token.tag_ in ("VBN", "VBG", "JJ"):
            if token.text[:1].isupper() and head.text[:1].isupper():  # "South African soldiers"
                continue
            if "-" in head.text or token.doc[max(0, head.i - 1)].text == "-":
                continue  # "short-range ballistic missiles"
            break
    return head


def _before_of(run: list[Token], head: Token | None, words: Lexicon) -> list[Token]:
    """Return the run without what follows the "of" of a noun that names no people."""
    if head is None:
        return run
    noun = words.nouns.get(_lemma(head, words))
    if noun is not None and noun.thing in PEOPLE:
        return run
    return next((run[:i] for i, t in enumerate(run) if t.i > head.i and t.lower_ == "of"), run)


def _known(token: Token, words: Lexicon) -> bool:
    return _lemma(token, words) in words.nouns


def _lemma(token: Token, words: Lexicon) -> str:
    """Return the lemma, or the word without its plural ending where the lists know that."""
    lower = token.lower_
    candidates = [token.lemma_.lower(), lower, lower.removesuffix("s"), lower.removesuffix("es")]
    if lower.endswith("ies"):
        candidates.append(lower[:-3] + "y")
    if lower.endswith("men"):
        candidates.append(lower[:-3] + "man")
    return next((c for c in candidates if c in words.nouns), candidates[0])


def _class(doc: Doc, run: list[Token], head: Token, words: Lexicon) -> Noun:
    before = [t for t in run if t.i < head.i]
    is_of_war = head.lower_ == "war" and any(t.lower_.startswith("prisoner") for t in before)
    if is_of_war or head.lower_ in ("pow", "pows"):
        return Noun("prisoner_of_war", None, "prisoner_of_war")
    lemma = _lemma(head, words)
    noun = words.nouns.get(f"{before[-1].lower_} {lemma}") if before else None
    noun = noun or words.nouns.get(lemma) or words.nouns.get(lemma.rpartition("-")[2])
    if noun is None:
        noun = _named(doc, before, head)
    narrower = next((NARROWER[t.lower_] for t in before if t.lower_ in NARROWER), None)
    if narrower and noun.thing in NARROWED:
        return Noun(narrower, noun.category, narrower)
    return noun


def _named(doc: Doc, before: list[Token], head: Token) -> Noun:
    """Return the class of a noun that is a name: of a people, of a make of weapon."""
    if _is_group_name(doc, head):
        return Noun("person", None, "person")
    for token in (head, *reversed(before)):
        thing = whole("model_name", token.lower_)
        if thing:
            return Noun(thing, None, thing)
    is_person = bool(whole("person_suffix", head.text)) and head.tag_ in ("NNS", "NNPS")
    return Noun("other", None, UNKNOWN if is_person else "other")


def _is_group_name(doc: Doc, head: Token) -> bool:
    """Return whether a noun is the name of a people: "three Israelis"."""
    return head.ent_type_ == "NORP" or any(
        m.start_char <= head.idx < m.end_char and m.entity_type == "NORP" for m in doc._.mentions
    )
