"""The category of a number: from its own words, the cues around it, its noun."""

from spacy.tokens import Token

from pipelines.extract.figures.counted import Counted
from pipelines.extract.figures.cues import COMBATANTS, Cue
from pipelines.extract.figures.lexicon import PEOPLE, Lexicon
from pipelines.extract.figures.multiples import is_multiple, multiple_act
from pipelines.extract.figures.numbers import Number
from pipelines.extract.figures.patterns import says, whole
from pipelines.extract.figures.reach import Setting, cue_of, governors_of

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
DYING = frozenset({"die", "succumb", "perish"})
UNREAL = frozenset({"not", "n't", "n’t", "never", "could", "might", "may", "would", "will", "if"})
NEXT = 24  # letters between a word of harm and those who do harm, to be told of them
AFTERMATH = 400


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
    cue = cue_of(place, cue_class, thing)
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
    if fate == "killed" and says("or_hurt", place.sentence[place.end :][:20]):
        fate = "casualties"
    if told in SENT_HOME and fate == "wounded":  # "freed twelve wounded captives"
        fate = None
    chosen = _refined(number, found, place, fate or told or found.category)
    return chosen or inherited or LAUNCHED.get(cue_class or "") or "other"


def _is_agent(found: Counted) -> bool:
    """Return whether those who did it are counted: "two gunmen"."""
    return found.head is not None and whole("agent", found.head.lower_) is not None


def _points_back(place: Setting) -> bool:
    """Return whether words say of what it is a part: "shot down 29 of them", "of which they"."""
    before, after = place.head, place.sentence[place.stop :]
    return says("of_them", after) or says("of_which_before", before[-60:])


def _governs(cue: Cue, place: Setting) -> bool:
    """Return whether a cue is the verb that the number hangs on."""
    verbs = (t.idx - place.offset for t in governors_of(place.anchor) if t.pos_ == "VERB")
    return cue.position == "active" and any(cue.start <= verb < cue.end for verb in verbs)


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
        cue = cue_of(place, "money", "money")
        goes_on = place.before is not None and place.before[0] == "money"
        return cue.category if cue else place.before[1] if goes_on and place.before else "other"
    if number.unit in AREAS:
        return "territory"
    return "distance" if number.unit in LENGTHS else "other"
