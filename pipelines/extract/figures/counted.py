"""What a number counts: the noun phrase after it, its class, and what the sentence says of it."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.extract.figures.cues import cues, nearest
from pipelines.extract.figures.lexicon import PEOPLE, Lexicon, VerbFrame
from pipelines.extract.figures.numbers import Number

FATES = {
    "dead": "killed", "killed": "killed", "deaths": "killed", "fatalities": "killed",
    "wounded": "wounded", "injured": "wounded", "hurt": "wounded", "injuries": "wounded",
    "missing": "missing", "casualties": "casualties", "arrested": "arrested",
    "detained": "arrested", "displaced": "displaced", "evacuated": "evacuated",
    "captured": "captured", "released": "released", "freed": "released", "victims": "killed",
    "abducted": "abducted", "kidnapped": "abducted", "homeless": "affected",
    "downed": "intercepted", "intercepted": "intercepted",
}  # fmt: skip
OTHERS = frozenset({"other", "others", "more", "of", "them", "were", "was", "have", "been", "had"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
INSIDE = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD", "AFX", "POS", *NOMINAL})
SWAP = re.compile(r"\b(?:swap|exchang)", re.IGNORECASE)
CAPTIVE = frozenset(
    {"prisoner_of_war", "prisoner", "soldier", "person", "civilian", "hostage", None}
)
ROUNDS = re.compile(r"\brounds?\s+of\s+(?:[a-z-]+\s+){0,2}(?:talks|negotiations)", re.IGNORECASE)
LENGTHS = frozenset({"km", "m", "[mi_i]", "[ft_i]", "[yd_i]", "[nmi_i]"})
AREA = re.compile(r"har|\[?acr_us\]?|km2|\[mi_i\]2")
MONEY = (
    (re.compile(r"\b(?:barrel|price[ds]?|per|a litre|a gallon|crude|gas|wheat)\b", re.I), "price"),
    (re.compile(r"\b(?:deliver|disburs|paid|transferr|spent|received|handed)", re.I),
     "money_delivered"),
    (re.compile(r"\b(?:pledg|promis|approv|announc|commit|request|seek|allocat|offer|aid|package"
                r"|loan|grant|fund)", re.I), "money_pledged"),
    (re.compile(r"\b(?:damage|cost|rebuil|reconstruct|loss|repair)", re.I), "damage_cost"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase that a number counts; ``head`` is None where none is written."""

    end: int
    head: Token | None
    text: str | None
    thing: str | None
    category: str | None


def counted(doc: Doc, number: Number, first: int, words: Lexicon) -> Counted:
    """Return what stands after a number: up to the last noun of the run that begins there.

    Args:
        doc: The text.
        number: The number.
        first: Index of the first token after it.
        words: The word lists.
    """
    run: list[Token] = []
    for token in doc[first : first + 12]:
        if token.is_space:
            continue
        if (token.is_sent_start and run) or len(run) > 6:
            break
        lower = token.lower_
        if (
            token.tag_ in INSIDE
            or lower in ("of", "more", "other", "others")
            or not token.tag_
            or (token.tag_ in ("PRP$", "DT") and run and run[-1].lower_ == "of")
        ):
            if token.tag_ == "VBD" or (token.tag_ == "CD" and run):
                break
            run.append(token)
            continue
        break
    head = _head(run, words)
    if head is None:
        fate = next((FATES[t.lower_] for t in run[:3] if t.lower_ in FATES), None)
        if fate and run:
            return Counted(run[0].idx + len(run[0]), None, None, "person", fate)
        return Counted(number.end, None, None, None, None)
    start = run[0]
    if start.lower_ == "of" and len(run) > 1:
        start = run[1]
    text = doc.text[start.idx : head.idx + len(head)]
    thing, category = _class(doc, run, head, words)
    fate = FATES.get(head.lower_) or next((FATES[t.lower_] for t in run if t.lower_ in FATES), None)
    return Counted(head.idx + len(head), head, text, thing, fate or category)


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
        if token.tag_ in NOMINAL or (not token.tag_ and _known(token, words)):
            head = token
        elif head is not None and token.tag_ in ("VBN", "VBG", "JJ"):
            break
    return head


def _known(token: Token, words: Lexicon) -> bool:
    return _lemma(token, words) in words.nouns


def _lemma(token: Token, words: Lexicon) -> str:
    """Return the lemma, or the word without its plural ending where the lists know that."""
    lower = token.lower_
    candidates = (token.lemma_.lower(), lower, lower.removesuffix("s"), lower.removesuffix("es"))
    return next((c for c in candidates if c in words.nouns), candidates[0])


def _class(doc: Doc, run: list[Token], head: Token, words: Lexicon) -> tuple[str, str | None]:
    if head.lower_ == "war" and any(t.lower_.startswith("prisoner") for t in run):
        return "prisoner_of_war", None
    if head.lower_ in ("pow", "pows"):
        return "prisoner_of_war", None
    unknown = ("person" if _is_group_name(doc, head) else "other", None)
    thing, category = words.nouns.get(_lemma(head, words), unknown)
    if thing == "person" and any(t.lower_ == "civilian" for t in run):
        thing = "civilian"
    return thing, category


def _is_group_name(doc: Doc, head: Token) -> bool:
    """Return whether a noun is the name of a people: "three Israelis"."""
    return head.ent_type_ == "NORP" or any(
        m.start_char <= head.idx < m.end_char and m.entity_type == "NORP" for m in doc._.mentions
    )


MIXED = re.compile(
    r"\b(?:missiles|rockets|shells)\s+(?:and|or)\s+(?:\w+\s+)?drones"
    r"|\bdrones\s+(?:and|or)\s+(?:\w+\s+)?missiles|\bshells\s+and\s+rockets",
    re.IGNORECASE,
)


def category_of(
    doc: Doc,
    number: Number,
    found: Counted,
    sentence: str,
    words: Lexicon,
    anchor: Token,
    before: tuple[str | None, str] | None = None,
    offset: int = 0,
) -> str:
    """Return the category of a number: from its fate word, its verb, its noun, its sentence.

    Args:
        doc: The text.
        number: The number.
        found: What it counts.
        sentence: The sentence.
        words: The word lists.
        anchor: The token from which the governing verb is sought.
        before: Object class and category of the figure before it in the sentence, which a number
            without a noun goes on from ("of 20 missiles, twelve").
        offset: Where the sentence begins.
    """
    if number.kind != "count":
        return _category_of_kind(doc, number)
    if number.value == 0 and number.words in FATES:
        return FATES[number.words]
    window = doc.text[number.start : number.end + 60]
    if found.thing == "round":
        if re.search(r"\brounds?\s+of\s+(?:shelling|fire|bombardment)", window, re.IGNORECASE):
            return "strikes"
        return "rounds_held"
    thing, inherited = found.thing, None
    if found.text is None and before is not None:
        thing, inherited = before
    near = nearest(
        cues(sentence), sentence, number.start - offset, found.end - offset, found.thing, thing
    )
    verb = near or _verb_category(thing, anchor, words)
    is_fate = found.category in FATES.values() and not _is_bare_victim(found)
    chosen = found.category if is_fate else verb or found.category
    if chosen in ("missiles_launched", "drones_launched") and MIXED.search(window):
        return "munitions_launched"
    if (
        found.thing in CAPTIVE
        and SWAP.search(sentence)
        and chosen in (None, "released", "displaced")
    ):
        is_captive = found.thing in ("prisoner_of_war", "prisoner") or chosen == "released"
        if is_captive or number.peers or (found.thing is None and before is None):
            return "prisoners_exchanged"
    if number.peers:
        return "prisoners_exchanged"
    return chosen or inherited or "other"


def _category_of_kind(doc: Doc, number: Number) -> str:
    """Return the category of what is no count: an ordinal, a share, a sum, a measure."""
    if number.kind == "ordinal":
        is_talks = re.search(r"round|session|talks", number.words or "", re.IGNORECASE)
        return "talks_round" if is_talks else "other"
    if number.kind == "percent":
        return "percent"
    if number.kind == "money":
        near = doc.text[max(0, number.start - 90) : number.end + 60]
        return next((name for pattern, name in MONEY if pattern.search(near)), "other")
    if AREA.fullmatch(number.unit or ""):
        return "territory"
    return "distance" if number.unit in LENGTHS else "other"


def _is_bare_victim(found: Counted) -> bool:
    """Return whether the noun says only by default what befell them: "rescued 20 hostages"."""
    return found.thing == "hostage" or (found.text or "").lower().endswith("victims")


def _verb_category(thing: str | None, anchor: Token, words: Lexicon) -> str | None:
    """Return the category that the governing verb gives, climbing at most five heads."""
    token, is_subject, is_passive = anchor, False, False
    for _ in range(6):
        if token.dep_ in ("nsubj", "csubj"):
            is_subject = True
        elif token.dep_ == "nsubj:pass":
            is_passive = True
        head = token.head
        if head is token:
            return None
        token = head
        frames = _frames(token, words)
        for frame in frames:
            fits = thing in frame.things or (thing is None and frame.things is PEOPLE)
            active = is_subject and not is_passive and token.lemma_.lower() not in ("die", "perish")
            right = frame.role == "any" or (frame.role == "subj") == active
            if fits and right:
                return frame.category
    return None


def _frames(verb: Token, words: Lexicon) -> list[VerbFrame]:
    """Return the frames of a verb, with its particle first: "bring down" before "bring"."""
    lemma = verb.lemma_.lower()
    follower = next((t.lower_ for t in verb.children if t.dep_ == "compound:prt"), None)
    with_particle = words.verbs.get(f"{lemma} {follower}", []) if follower else []
    return [*with_particle, *words.verbs.get(lemma, [])]
