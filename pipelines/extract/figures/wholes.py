"""Those who were hit, of whom some died: a number told as "shot" that holds dead and wounded.

Whole documents are read here: the toll that splits the number often stands paragraphs later. What
one sentence says of its own number is in ``category``.
"""

from dataclasses import replace
from functools import partial

from pipelines.extract.figures.lexicon import PEOPLE
from pipelines.extract.figures.multiples import is_multiple
from pipelines.extract.figures.patterns import count_of, says
from pipelines.extract.records import Figure

BEFORE = 60
AFTER = 90
REACH = 110
SCENE = 400  # letters after those hit in which one of them is told to have died
VICTIMS = frozenset({"victims", "shooting victims", "gunshot victims", "stabbing victims"})
ENDS = (". ", ".\n", "\n\n", ";")


def split_by_fate(text: str, found: list[Figure]) -> None:
    """Make casualties of the numbers of people hit some of whom died.

    "A gunman shot nine people, killing two"; "five people were shot … one died, four others are in
    hospital": the nine and the five are no wounded. As many shot as are told dead are the dead;
    in a text that is all of death, whom it calls shot may be either. People told as wounded or
    injured stay so.
    """
    dead = {f.value for f in found if f.category == "killed" and f.value and not f.is_cumulative}
    hurt = [f for f in found if f.category == "wounded" and f.value]
    is_deadly: bool | None = None
    if not dead:
        _unhurt_by_death(text, found)
    for i, whole in enumerate(found):
        if whole.category != "wounded" or not whole.value or whole.value < 2:
            continue
        if not _is_hit(text, whole):
            continue
        next_two = found[i + 1 : i + 3]
        holds = (
            any(_dies_of(text, whole, part) for part in next_two)
            or (i > 0 and _died_before(text, found[i - 1], whole))
            or any(map(partial(_adds_up, text, whole, dead), hurt))
            or says("a_victim_died", text[whole.end_char : whole.end_char + SCENE])
        )
        if holds:
            found[i] = replace(whole, category="casualties")
        elif whole.value in dead and not _is_beside_as_many(text, found, i):
            found[i] = replace(whole, category="killed")
        else:
            if is_deadly is None:
                is_deadly = _is_deadly(text)
            found[i] = replace(whole, category="casualties") if is_deadly else whole


def _unhurt_by_death(text: str, found: list[Figure]) -> None:
    """Make wounded of the victims and the multiple shootings of a text that tells of no death.

    "The quadruple shooting … all four victims were rushed to a clinic."
    """
    some = [i for i, f in enumerate(found) if _is_of_a_shooting(text, f)]
    if not some or count_of("a_death", text) or count_of("dead_word", text):
        return
    if not (count_of("hurt_word", text) and says("a_shot", text)):
        return
    for i in some:
        found[i] = replace(found[i], category="wounded")


def _is_of_a_shooting(text: str, figure: Figure) -> bool:
    if figure.category == "casualties":
        return is_multiple(text[figure.start_char :].split("-")[0].split()[0])
    words = (figure.object_text or "").lower()
    return figure.category == "other" and figure.kind == "count" and words in VICTIMS


def _is_beside_as_many(text: str, found: list[Figure], i: int) -> bool:
    """Return whether as many dead stand in the sentence: "two bodies and two wounded men"."""
    for k in (i - 1, i + 1):
        if 0 <= k < len(found) and found[k].category == "killed":
            first, last = sorted((found[i], found[k]), key=lambda f: f.start_char)
            between = text[first.end_char : last.start_char]
            is_near = len(between) < REACH and not any(end in between for end in ENDS)
            if is_near and found[k].value == found[i].value:
                return True
    return False


def _is_hit(text: str, figure: Figure) -> bool:
    """Return whether people are told as shot or hit, not as wounded."""
    known = figure.object in PEOPLE or figure.object_text in (None, "shot")
    if not known or is_rest(figure):
        return False
    if figure.object_text == "shot":
        return True
    before = text[max(0, figure.start_char - BEFORE) : figure.start_char]
    return says("people_hit", f"{before}|{text[figure.end_char : figure.end_char + BEFORE]}")


def _is_deadly(text: str) -> bool:
    """Return whether a text speaks of the dead far more than of the wounded.

    Where its dead outnumber its wounded words like that, about one number in nine told as shot is
    of the wounded alone.
    """
    return count_of("dead_word", text) > 3 * count_of("hurt_word", text) + 1


def is_rest(figure: Figure) -> bool:
    """Return whether a number is of those left over: "three others", "five more people".

    >>> is_rest(Figure(start_char=0, end_char=8, kind="count", object_text="other men", rule=""))
    True
    """
    words = (figure.object_text or "").lower().split()
    return bool(words) and words[0] in ("other", "others", "more", "remaining", "additional")


def _dies_of(text: str, whole: Figure, part: Figure) -> bool:
    """Return whether the dead that follow in the sentence are of the whole: "killing two"."""
    between = text[whole.end_char : part.start_char]
    return (
        part.category == "killed"
        and _is_less(part, whole)
        and not is_rest(part)
        and len(between) < REACH
        and not any(end in between for end in ENDS)
    )


def _died_before(text: str, part: Figure, whole: Figure) -> bool:
    """Return whether dead are told to have been shot with others: "one is dead after six …"."""
    between = text[part.end_char : whole.start_char]
    is_near = len(between) < REACH and not any(end in between for end in ENDS)
    return (
        part.category == "killed"
        and _is_less(part, whole)
        and is_near
        and says("dead_after", between)
    )


def _is_less(part: Figure, whole: Figure) -> bool:
    return bool(part.value and whole.value and part.value < whole.value)


def _adds_up(text: str, whole: Figure, dead: set[float], hurt: Figure) -> bool:
    """Return whether the dead and the wounded of the document make up the number.

    The dead may be named and not counted: "… Ellis died. Four others were hurt."
    """
    if not whole.value or not hurt.value or hurt.value >= whole.value:
        return False
    if whole.value - hurt.value in dead:
        return True
    before = text[max(0, hurt.start_char - 2 * REACH) : hurt.start_char]
    is_left = is_rest(hurt) or says("survived_after", text[hurt.end_char : hurt.end_char + BEFORE])
    return is_left and says("a_death", before)
