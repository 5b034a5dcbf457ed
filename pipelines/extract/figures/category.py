"""The category of a number: from its own words, the cues around it, its verb, its noun."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.extract.figures.counted import Counted
from pipelines.extract.figures.cues import COMBATANTS, cues, nearest
from pipelines.extract.figures.lexicon import PEOPLE, Lexicon, VerbFrame
from pipelines.extract.figures.numbers import Number
from pipelines.extract.figures.patterns import says

CAPTIVE = PEOPLE | {None}
LENGTHS = frozenset({"km", "m", "[mi_i]", "[ft_i]", "[yd_i]", "[nmi_i]"})
AREAS = frozenset({"har", "[acr_us]", "km2", "m2", "[mi_i]2", "[sft_i]"})
LAUNCHED = {
    "drone": "drones_launched", "missile": "missiles_launched", "projectile": "munitions_launched",
}  # fmt: skip
FREED = frozenset({"released", "prisoners_exchanged", "killed"})
HELD = frozenset({"captured", "abducted", "arrested", "missing", "displaced"})  # "abducted girls"
CLIMB = 4


def category_of(
    doc: Doc,
    number: Number,
    found: Counted,
    sentence: str,
    words: Lexicon,
    anchor: Token,
    before: tuple[str | None, str] | None = None,
    offset: int = 0,
    is_part: bool = False,
    following: str = "",
) -> str:
    """Return the category of a number.

    Args:
        doc: The text.
        number: The number.
        found: What it counts.
        sentence: The sentence.
        words: The word lists.
        anchor: The token from which the governing verb is sought.
        before: Object class and category of the figure before it, which a number without a noun
            goes on from ("of 20 missiles, twelve").
        offset: Where the sentence begins.
        is_part: Whether the number gives a part of the figure before it ("12, including 3").
        following: What follows the sentence.
    """
    if number.value == 0 and number.words in words.fates_of_none:
        return words.fates_of_none[number.words]
    start, end = number.start - offset, found.end - offset
    head, tail = sentence[:start], sentence[number.stop - offset :]
    governors = frozenset(token.idx - offset for token in _governors(anchor))
    if number.kind != "count":
        return _of_kind(number, sentence, start, end, governors, before)
    if says("vote_after", tail[:80]) or (found.head is None and says("vote_before", head[-130:])):
        return "vote"
    if found.thing == "body":
        return "killed"
    if found.cue_class == "round":
        window = sentence[start : end + 60]
        if says("rounds_of_fire", window):
            return "strikes"
        if not says("rounds_of_ammunition", sentence[max(0, start - 40) : end + 60]):
            return "rounds_held"
    return _of_count(
        number, found, sentence, words, anchor, before, (start, end, is_part), governors, following
    )


def _of_count(
    number: Number,
    found: Counted,
    sentence: str,
    words: Lexicon,
    anchor: Token,
    before: tuple[str | None, str] | None,
    place: tuple[int, int, bool],
    governors: frozenset[int],
    following: str,
) -> str:
    start, end, is_part = place
    cue_class = "projectile" if found.cue_class == "round" else found.cue_class
    thing, inherited = cue_class, None
    if found.thing is None and before is not None:
        thing, inherited = before
    cue = nearest(cues(sentence), sentence, start, end, cue_class, thing, governors)
    if _is_whole(sentence[:start]):
        # "three of the five men": what is said is said of the three.
        cue = None if cue is None or cue.start - end > 2 or cue.end <= start else cue
        verb = None
    else:
        verb = None if cue else _verb_category(thing, anchor, words)
    is_told = cue is not None and cue.end > start
    if is_part and before is not None and not is_told and not found.fate:
        alike = found.thing is None or (found.thing in PEOPLE) == (before[0] in PEOPLE)
        if alike:
            return before[1]
    told = cue.category if cue else None
    fate = None if told in FREED and found.fate in HELD else found.fate
    chosen = fate or told or verb or found.category
    if (
        chosen == "prisoners_held"
        and found.thing not in COMBATANTS
        and says("captors", sentence[:start])
    ):
        chosen = "abducted"
    window = sentence[start : end + 60]
    if chosen in ("missiles_launched", "drones_launched") and says("mixed_munitions", window):
        return "munitions_launched"
    swapped = _swapped(number, found, sentence, chosen, before is not None)
    return swapped or chosen or inherited or LAUNCHED.get(cue_class or "") or "other"


def _swapped(
    number: Number, found: Counted, sentence: str, chosen: str | None, goes_on: bool
) -> str | None:
    """Return prisoners_exchanged where the sentence tells of a swap of what is counted."""
    if number.peers:
        return "prisoners_exchanged"
    if found.thing not in CAPTIVE or chosen not in (None, "released", "displaced", "troops"):
        return None
    if not says("swap", sentence) or says("not_a_swap", sentence):
        return None
    is_captive = found.thing in ("prisoner_of_war", "prisoner") or chosen == "released"
    bare = found.thing is None and not goes_on
    return "prisoners_exchanged" if is_captive or bare else None


def _died(number: Number, rest: str, following: str) -> bool:
    """Return whether the words after tell that those who were hit died: "One was shot. He died"."""
    after = rest + following
    if number.value == 1:
        return says("one_died", after[:400])
    return number.value is not None and says("all_died", after[:400])


def _is_whole(head: str) -> bool:
    """Return whether a number follows "N of (the)": it gives the whole, N the part."""
    return says("whole_before", head[-40:])


def _of_kind(
    number: Number,
    sentence: str,
    start: int,
    end: int,
    governors: frozenset[int],
    before: tuple[str | None, str] | None,
) -> str:
    """Return the category of what is no count: an ordinal, a share, a sum, a measure."""
    if number.kind == "ordinal":
        words = (number.words or "").lower()
        is_talks = any(word in words for word in ("round", "session", "talks"))
        return "talks_round" if is_talks else "other"
    tail, head = sentence[end : end + 80], sentence[max(0, start - 110) : start]
    if number.kind == "percent":
        return "vote" if says("vote_share", tail) else "percent"
    if number.kind == "money":
        if says("price_after", tail) or says("price_before", head):
            return "price"
        cue = nearest(cues(sentence), sentence, start, end, "money", "money", governors)
        goes_on = before[1] if before is not None and before[0] == "money" else "other"
        return cue.category if cue else goes_on
    if number.unit in AREAS:
        return "territory"
    return "distance" if number.unit in LENGTHS else "other"


def _governors(anchor: Token) -> Iterator[Token]:
    """Yield the words that govern a noun phrase, the nearest first."""
    token = anchor
    for _ in range(CLIMB):
        if token.head is token:
            return
        token = token.head
        yield token
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "xcomp":
            return  # what lies above is another clause


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
        for frame in _frames(token, words):
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
