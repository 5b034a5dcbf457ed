"""What the words around a number say of it: the nearest cue of the sentence decides the category.

The cues are ``seeds/reference/figure_cues.csv``. Position counts, not the parse: a wrong attachment
is the model's commonest error in long sentences with several numbers, and the nearest cue on the
right side survives it. ``active`` cues stand before the number ("killed 12"), ``participle`` and
``follows`` ones after it ("12 were killed", "12 lost their lives"), ``around`` ones on either side.
How numbers and noun phrases are found is not here.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.extract.figures.lexicon import PEOPLE
from pipelines.settings import reference_path

COMBATANTS = frozenset({"soldier", "fighter", "prisoner_of_war"})
THINGS = {
    "people": PEOPLE,
    "combatant": COMBATANTS,
    "captive": COMBATANTS | {"police", "prisoner"},
    "noncombatant": PEOPLE - COMBATANTS,
    "force": frozenset({"soldier", "fighter", "police"}),
    "prisoner": frozenset({"prisoner", "prisoner_of_war"}),
    "hostage": frozenset({"hostage"}),
    "munition": frozenset({"drone", "missile"}),
    "drone": frozenset({"drone"}),
    "missile": frozenset({"missile"}),
    "weapon": frozenset({"weapon", "missile", "drone", "vehicle", "aircraft", "vessel"}),
    "equipment": frozenset({"vehicle", "aircraft", "vessel", "weapon"}),
    "building": frozenset({"building"}),
    "area": frozenset({"settlement", "area"}),
}
# Acts that only people suffer: a noun that no list knows ("looters", "loyalists") is a person here.
HARM = frozenset(
    {"killed", "wounded", "missing", "abducted", "captured", "arrested", "casualties",
     "released", "displaced", "evacuated"}
)  # fmt: skip
AUXILIARY = re.compile(r"\b(?:was|were|is|are|be|been|being|get|got|gets)\s+(?:\w+ly\s+)?$", re.I)
ADVERBIAL = re.compile(
    r"\s*(?:$|[,.;:)\"”’]|-|(?:in|on|at|by|when|while|as|after|before|during|and|or|near|from|since"
    r"|over|under|outside|inside|overnight|around|across|with|to|for|yesterday|today|sunday|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|last|this|early|late|so|when|so)\b)",
    re.IGNORECASE,
)
BREAK = re.compile(r"[;]|,\s+(?:while|but|whereas|although)\b|\b(?:said|says|told)\s*[:,]")
DIGIT = re.compile(r"\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?)\b", re.I)
REACH = 110
OTHER_NUMBER = 45
CLAUSE = 60


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a sentence; offsets are those of the sentence."""

    start: int
    end: int
    position: str
    things: str
    category: str


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, str, str]]:
    with reference_path("figure_cues.csv").open(encoding="utf-8", newline="") as lines:
        return [
            (
                re.compile(rf"\b(?:{row['cue']})(?!\w)", re.IGNORECASE),
                row["position"],
                row["things"],
                row["category"],
            )
            for row in csv.DictReader(lines)
        ]


@lru_cache(maxsize=8)
def cues(sentence: str) -> tuple[Cue, ...]:
    """Return the cues of a sentence; the numbers of one sentence share them."""
    found = []
    for pattern, position, things, category in _patterns():
        for match in pattern.finditer(sentence):
            passive = bool(AUXILIARY.search(sentence[max(0, match.start() - 20) : match.start()]))
            if position == "active" and passive:
                continue
            is_loose = position == "participle" and not passive
            if is_loose and not ADVERBIAL.match(sentence[match.end() : match.end() + 12]):
                continue
            found.append(Cue(match.start(), match.end(), position, things, category))
    return tuple(found)


def _fits(cue: Cue, thing: str | None, inherited: str | None) -> bool:
    if thing is None:
        return inherited in THINGS[cue.things] if inherited else cue.things in (
            "people", "noncombatant"
        )  # fmt: skip
    if thing == "other":
        return cue.category in HARM and cue.things == "people"
    return thing in THINGS[cue.things]


def nearest(
    found: tuple[Cue, ...],
    sentence: str,
    start: int,
    end: int,
    thing: str | None,
    inherited: str | None,
) -> str | None:
    """Return the category of the cue nearest to a number.

    Args:
        found: The cues of the sentence.
        sentence: The sentence.
        start: Start of the number in the sentence.
        end: End of the number's noun phrase in the sentence.
        thing: Class of what is counted, None where no noun is written.
        inherited: That class of the number before, where no noun is written.
    """
    best: tuple[int, int, str] | None = None
    for order, cue in enumerate(found):
        is_before = cue.end <= start
        if not is_before and cue.start < end:
            continue
        if cue.position != "around" and is_before != (cue.position == "active"):
            continue
        gap = sentence[cue.end : start] if is_before else sentence[end : cue.start]
        if len(gap) > REACH or not _fits(cue, thing, inherited):
            continue
        cost = len(gap) + OTHER_NUMBER * len(DIGIT.findall(gap)) + CLAUSE * len(BREAK.findall(gap))
        if best is None or (cost, order) < best[:2]:
            best = (cost, order, cue.category)
    return best[2] if best is not None and best[0] <= REACH + CLAUSE else None
