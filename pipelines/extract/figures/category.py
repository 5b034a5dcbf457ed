"""The category of a number: from its own words, the cues around it, its noun."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract.figures.counted import Counted
from pipelines.extract.figures.cues import COMBATANTS, Cue, cues, fits, nearest
from pipelines.extract.figures.lexicon import PEOPLE, Lexicon
from pipelines.extract.figures.multiples import is_multiple, multiple_act
from pipelines.extract.figures.numbers import Number
from pipelines.extract.figures.patterns import says, whole

CAPTIVE = PEOPLE | {None}
LENGTHS = frozenset({"km", "m", "[mi_i]", "[ft_i]", "[yd_i]", "[nmi_i]"})
AREAS = frozenset({"har", "[acr_us]", "km2", "m2", "[mi_i]2", "[sft_i]"})
LAUNCHED = {
    "drone": "drones_launched", "missile": "missiles_launched", "projectile": "munitions_launched",
}  # fmt: skip
FREED = frozenset({"released", "prisoners_exchanged", "killed"})
SENT_HOME = frozenset({"released", "prisoners_exchanged"})
HELD = frozenset({"captured", "abducted", "arrested", "missing", "displaced"})  # "abducted girls"
TALKS = ("round", "session", "talks")
HURT = frozenset({"killed", "wounded", "casualties"})
RELATIVE = frozenset({"who", "whom", "which", "that"})
DYING = frozenset({"die", "succumb", "perish"})
UNREAL = frozenset({"not", "n't", "n’t", "never", "could", "might", "may", "would", "will", "if"})
NEXT = 24  # letters between a word of harm and those who do harm, to be told of them
CLIMB = 4
AFTERMATH = 400


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands.

    Attributes:
        sentence: Its sentence.
        start: Where in the sentence it begins.
        stop: Where it ends without what it counts.
        end: Where what it counts ends.
        anchor: The token from which the governing words are sought.
        offset: Where in the text the sentence begins.
        before: Class and category of the figure before it, which a number without a noun goes on
            from ("of 20 missiles, twelve").
        is_part: Whether it gives a part of the figure before it ("12, including 3").
        following: What follows the sentence.
    """

    sentence: str
    start: int
    stop: int
    end: int
    anchor: Token
    offset: int
    before: tuple[str | None, str] | None
    is_part: bool
    following: str

    @property
    def head(self) -> str:
        """The sentence before the number."""
        return self.sentence[: self.start]


def category_of(number: Number, found: Counted, place: Setting, words: Lexicon) -> str:
    """Return the category of a number.

    Args:
        number: The number.
        found: What it counts.
        place: Where it stands.
        words: The word lists.
    """
    if number.kind == "count" and is_multiple(place.sentence[place.start : place.stop]):
        return multiple_act(place.sentence, place.stop) or "other"
    if number.value == 0 and number.words in words.fates_of_none:
        return words.fates_of_none[number.words]
    is_share = number.value is not None and 0 < number.value < 1  # "half were killed" is no toll
    if number.kind != "count" or is_share:
        return _of_kind(number, place)
    is_by_votes = found.head is None and says("vote_before", place.head[-130:])
    if is_by_votes or says("vote_after", place.sentence[place.stop : place.stop + 80]):
        return "vote"
    if says("parent_of", place.head[-40:]) or says(
        "shots_fired", place.sentence[place.stop :][:30]
    ):
        return "other"
    if found.thing == "body" or says("bodies_before", place.head[-80:]):
        # the dead of a toll are found; those handed over were counted long before
        return "other" if says("bodies_returned", place.sentence) else "killed"
    if found.cue_class == "round":
        if says("rounds_of_fire", place.sentence[place.start : place.end + 60]):
            return "strikes"
        near = place.sentence[max(0, place.start - 40) : place.end + 60]
        if not says("rounds_of_ammunition", near):
            return "rounds_held"
    return _of_count(number, found, place)


def _of_count(number: Number, found: Counted, place: Setting) -> str:
    cue_class = "projectile" if found.cue_class == "round" else found.cue_class
    thing, inherited = cue_class, None
    if found.thing is None and place.before is not None:
        thing, inherited = place.before
    cue = _cue(place, cue_class, thing)
    if cue is not None and cue.category in HURT and _is_agent(found):
        gap = max(place.start - cue.end, cue.start - place.end)
        is_noun = place.sentence[cue.start : cue.end].lower() == "shooting"
        # "hunt two gunmen over the attack that hurt six", "shooting - two gunmen"
        cue = cue if gap <= NEXT and not is_noun else None
    is_of_all = cue is not None and cue.position == "active" and cue.start >= place.end
    if says("whole_before", place.head[-40:]) and not is_of_all and not _touches(cue, place.end):
        cue = None  # "three of the five men": what is said is said of the three
    is_told = found.fate is not None or (cue is not None and cue.end > place.start)
    if cue is not None and _points_back(place):
        is_told = is_told or _governs(cue, place)
    if place.is_part and place.before is not None and not is_told:
        alike = found.thing is None or (found.thing in PEOPLE) == (place.before[0] in PEOPLE)
        if alike:
            return place.before[1]
    told = cue.category if cue else None
    fate = None if told in FREED and found.fate in HELD else found.fate
    if told in SENT_HOME and fate == "wounded":  # "freed twelve wounded captives"
        fate = None
    chosen = _refined(number, found, place, fate or told or found.category)
    return chosen or inherited or LAUNCHED.get(cue_class or "") or "other"


def _is_agent(found: Counted) -> bool:
    """Return whether those who did it are counted: "two gunmen"."""
    return found.head is not None and whole("agent", found.head.lower_) is not None


def _cue(place: Setting, cue_class: str | None, thing: str | None) -> Cue | None:
    told = _said_of(place, cue_class)
    if told is not None:
        return told
    above = list(_governors(place.anchor))
    governors = frozenset(token.idx - place.offset for token in above)
    found = cues(place.sentence)
    verb = above[-1] if above and above[-1].pos_ == "VERB" else None
    if verb is not None and verb.idx - place.offset < place.start:
        found = _within_clause(found, place, verb)
    phrase_end = _phrase_end(place)
    return nearest(
        found, place.sentence, place.start, place.end, cue_class, thing, governors, phrase_end
    )


def _phrase_end(place: Setting) -> int:
    """Return where the subject that a number stands in ends, 0 where it is no subject."""
    anchor = place.anchor
    if not anchor.dep_.startswith("nsubj") or anchor.head.i < anchor.i:
        return 0
    last = anchor.right_edge
    if last.i >= anchor.head.i:
        return 0
    end = last.idx + len(last) - place.offset
    return end if place.sentence[place.end : end].lstrip().startswith((",", "who")) else 0


def _points_back(place: Setting) -> bool:
    """Return whether words say of what it is a part: "shot down 29 of them", "of which they"."""
    before, after = place.head, place.sentence[place.stop :]
    return says("of_them", after) or says("of_which_before", before[-60:])


def _governs(cue: Cue, place: Setting) -> bool:
    """Return whether a cue is the verb that the number hangs on."""
    verbs = (t.idx - place.offset for t in _governors(place.anchor) if t.pos_ == "VERB")
    return cue.position == "active" and any(cue.start <= verb < cue.end for verb in verbs)


def _said_of(place: Setting, cue_class: str | None) -> Cue | None:
    """Return the cue in a clause whose object is what is counted: "the 85 men that they freed"."""
    for clause in place.anchor.children:
        if clause.dep_ != "acl:relcl" or clause.i < place.anchor.i:
            continue
        chain = [clause, *(t for t in clause.children if t.dep_ == "xcomp")]
        subjects = [t.lower_ for t in clause.children if t.dep_ == "nsubj"]
        objects = [t.lower_ for verb in chain for t in verb.children if t.dep_ in ("obj", "obl")]
        if not subjects or subjects[0] in RELATIVE or not RELATIVE.issuperset(objects):
            continue  # its subject, or only a part of it: "of which they downed 31"
        verbs = {verb.idx - place.offset for verb in chain}
        for cue in cues(place.sentence):
            if cue.position == "active" and cue.start in verbs and fits(cue, cue_class):
                return cue
    return None


def _within_clause(found: tuple[Cue, ...], place: Setting, verb: Token) -> tuple[Cue, ...]:
    """Leave out the verbs before another verb that the number hangs on.

    "Shot him in a flat where they kept three children": three are kept. A noun ("the toll rose
    to 12") reaches over its verb.
    """
    begin = verb.idx - place.offset
    if not any(cue.position == "active" and cue.end <= begin for cue in found):
        return found
    doc, kept = verb.doc, []
    first = verb.i
    while first > 0 and doc[first - 1].idx >= place.offset:
        first -= 1
    verbs = {
        t.idx - place.offset for t in doc[first : verb.i] if t.pos_ == "VERB" and t.dep_ != "xcomp"
    }
    for cue in found:
        is_another = cue.position == "active" and cue.end <= begin and cue.start in verbs
        if not is_another:
            kept.append(cue)
    return tuple(kept)


def _touches(cue: Cue | None, end: int) -> bool:
    """Return whether a cue follows a noun phrase at once: "the five men wounded"."""
    return cue is not None and 0 <= cue.start - end <= 2


def _refined(number: Number, found: Counted, place: Setting, chosen: str | None) -> str | None:
    """Return a category with what more of the text says: those who were hit died, a swap."""
    if number.peers:
        return "prisoners_exchanged"
    if chosen == "wounded" and _died(number, place):
        return "killed"
    if chosen == "wounded" and number.value != 1:
        after = (place.sentence[place.end :] + place.following)[:AFTERMATH]
        if says("some_died", after):
            return "casualties"
    if chosen == "prisoners_held" and found.thing not in COMBATANTS and says("captors", place.head):
        return "abducted"
    if chosen in ("missiles_launched", "drones_launched"):
        is_mixed = says("mixed_munitions", place.sentence[place.start : place.end + 60])
        return "munitions_launched" if is_mixed else chosen
    may_be_swap = found.thing in CAPTIVE and chosen in (None, "released", "displaced", "troops")
    if may_be_swap and says("swap", place.sentence) and not says("not_a_swap", place.sentence):
        is_captive = found.thing in ("prisoner_of_war", "prisoner") or chosen == "released"
        if is_captive or (found.thing is None and place.before is None):
            return "prisoners_exchanged"
    return chosen


def _died(number: Number, place: Setting) -> bool:
    """Return whether the words after tell that those who were hit died: "One was shot. He died"."""
    if _is_subject_of_death(place.anchor):
        return True
    after = (place.sentence[place.end :] + place.following)[:AFTERMATH]
    if number.value == 1:
        return says("one_died", after)
    return number.value is not None and says("all_died", after)


def _is_subject_of_death(anchor: Token) -> bool:
    """Return whether those counted are said to have died: "the two who were shot have died"."""
    verb = anchor.head
    if not anchor.dep_.startswith("nsubj") or verb.lemma_ not in DYING:
        return False
    return not any(child.lower_ in UNREAL for child in verb.children)


def _of_kind(number: Number, place: Setting) -> str:
    """Return the category of what is no count: an ordinal, a share, a sum, a measure."""
    if number.kind == "ordinal":
        words = (number.words or "").lower()
        return "talks_round" if any(word in words for word in TALKS) else "other"
    tail = place.sentence[place.end : place.end + 80]
    if number.kind in ("percent", "count"):
        return "vote" if says("vote_share", tail) else "percent"
    if number.kind == "money":
        if says("price_after", tail) or says("price_before", place.head[-110:]):
            return "price"
        cue = _cue(place, "money", "money")
        goes_on = place.before is not None and place.before[0] == "money"
        return cue.category if cue else place.before[1] if goes_on and place.before else "other"
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
