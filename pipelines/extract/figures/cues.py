"""What the words around a number say of it: the nearest cue of the sentence decides the category.

The cues are ``seeds/reference/figure_cues.csv``; its column ``position`` names the rule that uses a
row. ``active`` cues stand before the number ("killed 12"), ``participle`` and ``follows`` ones
after it ("12 were killed", "12 lost their lives"), ``around`` ones on either side. Position counts
before the parse: a wrong attachment is the model's commonest error in long sentences with several
numbers, and the nearest cue on the right side survives it; but a cue that is the number's own
governor weighs a third. How numbers and noun phrases are found is not here.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.extract.figures.lexicon import PEOPLE
from pipelines.extract.figures.patterns import says, whole_clause
from pipelines.settings import reference_path

COMBATANTS = frozenset({"soldier", "fighter", "prisoner_of_war"})
CAPTIVES = COMBATANTS | {"police", "prisoner"}
EQUIPMENT = frozenset({"vehicle", "aircraft", "vessel", "weapon"})
THINGS = {
    "people": PEOPLE,
    "combatant": COMBATANTS,
    "captive": CAPTIVES,
    "noncombatant": PEOPLE - COMBATANTS,
    "force": frozenset({"soldier", "fighter", "police"}),
    "prisoner": frozenset({"prisoner", "prisoner_of_war"}),
    "hostage": frozenset({"hostage"}),
    "munition": frozenset({"drone", "missile", "projectile"}),
    "drone": frozenset({"drone"}),
    "missile": frozenset({"missile"}),
    "weapon": EQUIPMENT | {"missile", "drone", "projectile"},
    "projectile": frozenset({"projectile"}),
    "equipment": EQUIPMENT,
    "building": frozenset({"building"}),
    "area": frozenset({"settlement", "area"}),
    "act": frozenset({"act"}),
    "occasion": frozenset({"occasion"}),
    "round": frozenset({"round"}),
    "money": frozenset({"money"}),
}
# Acts that only people suffer: a noun that no list knows ("looters", "loyalists") is a person here.
HARM = frozenset(
    {"killed", "wounded", "missing", "abducted", "captured", "arrested", "casualties",
     "released", "displaced", "evacuated"}
)  # fmt: skip
AUXILIARY = re.compile(r"\b(?:was|were|is|are|be|been|being|get|got|gets)\s+(?:\w+ly\s+)?$", re.I)
NO_PASSIVE = re.compile(r"ing\b|\s(?:of|for|to|from|on|at|with)$", re.IGNORECASE)
ADVERBIAL = re.compile(
    r"\s*(?:$|[,.;:)\"”’—–-]|(?:in|on|at|by|when|while|as|after|before|during|and|or|near|from|since"
    r"|over|under|outside|inside|overnight|around|across|with|to|for|yesterday|today|sunday|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|last|this|early|late|so|when|but|there|here)\b)",
    re.IGNORECASE,
)
BREAK = re.compile(
    r"[;]|,\s+(?:while|but|whereas|although)\b|\b(?:said|says|told)\s*[:,]"
    r"|,\s+(?:in|for|over|after)\s+which\b|\bthat\s+(?:left|killed|injured|wounded|hurt|claimed)\b|\bas\s+(?:the|they|he|she|it)\b"
)
DIGIT = re.compile(
    r"\d[\d,.]*|\b(?:an?other|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundreds?|thousands?|dozens?)\b",
    re.IGNORECASE,
)
PART = re.compile(r"\bof\s+(?:them|whom|which|these|those)\b", re.IGNORECASE)
ASIDE = re.compile(
    r",[^,]{0,60}\bof\s+(?:them|whom|which)\b[^,]{0,60},(?=\s*(?:was|were|ha[sd]|have)\b)", re.I
)
OWN = re.compile(r"\s*(?:(?:who|that)\s+(?:(?:are|were|is|was|remain|have|had|been|still)\s+)+)?")
UNREAL = re.compile(r"\b(?:may|might|could|would|will)\s+(?:\w+\s+)?$", re.IGNORECASE)
WORD = re.compile(r"\w+")
REACH = 110
FAR = 40  # letters; 12 of 41 numbers that far from a word of wounding were of the wounded
OTHER_NUMBER = 45
CLAUSE = 60
GOVERNED = 3
LOOSE = 6
OPENING = 3  # letters by which the cues are looked up: 30 candidates a word instead of 1,600


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a sentence; offsets are those of the sentence."""

    start: int
    end: int
    position: str
    things: str
    category: str
    detail: int  # length of the pattern: of two cues of one word the one that asks for more wins
    is_loose: bool  # a participle without its auxiliary: "18 missiles fired at it"


def openings(pattern: str) -> set[str]:
    """Return the first letters, at most three, with which a match of a pattern can begin.

    >>> sorted(openings(r"(?:slay|slew)s?"))
    ['sla', 'sle']
    """
    found: set[str] = set()
    todo = [(pattern, "")]
    while todo:
        rest, begun = todo.pop()
        while len(begun) < OPENING and rest[:1].isalpha():
            if rest[1:2] == "?":
                todo.append((rest[2:], begun))
                rest = rest[:1] + rest[2:]
            begun, rest = begun + rest[0].lower(), rest[1:]
        if len(begun) < OPENING and rest.startswith("(?:"):
            options, after = _group(rest)
            todo += [(option + after.removeprefix("?"), begun) for option in options]
            if after.startswith("?"):
                todo.append((after[1:], begun))
            continue
        found.add(begun)
    return found


def _group(pattern: str) -> tuple[list[str], str]:
    """Return the alternatives of the group that a pattern begins with, and what follows it."""
    depth, options, start = 0, [], 3
    for i, letter in enumerate(pattern):
        depth += (letter == "(") - (letter == ")")
        if depth == 1 and letter == "|":
            options.append(pattern[start:i])
            start = i + 1
        if depth == 0:
            return [*options, pattern[start:i]], pattern[i + 1 :]
    return [pattern], ""


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], str, str, str]]]:
    """Return the cues by the letters that they begin with."""
    index: dict[str, list[tuple[re.Pattern[str], str, str, str]]] = {}
    with reference_path("figure_cues.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            compiled = re.compile(rf"(?:{whole_clause(row['cue'])})(?!\w)", re.IGNORECASE)
            entry = (compiled, row["position"], row["things"], row["category"])
            for opening in openings(row["cue"]):
                index.setdefault(opening, []).append(entry)
    return index


@lru_cache(maxsize=8)
def cues(sentence: str) -> tuple[Cue, ...]:
    """Return the cues of a sentence; the numbers of one sentence share them."""
    index = _patterns()
    found = []
    for word in WORD.finditer(sentence):
        for pattern, position, things, category in index.get(word[0][:OPENING].lower(), ()):
            match = pattern.match(sentence, word.start())
            if match is None or match.end() == match.start():
                continue
            before = sentence[max(0, match.start() - 24) : match.start()]
            passive = bool(AUXILIARY.search(before))
            takes_object = NO_PASSIVE.search(match[0]) or things == "occasion"
            if position == "active" and passive and not takes_object:
                continue  # but "was searching for 12", "was shelled nine times"
            if category in HARM and _is_undone(before, position):
                continue
            is_loose = position == "participle" and not passive
            if is_loose and not ADVERBIAL.match(sentence[match.end() : match.end() + 12]):
                continue
            detail = len(pattern.pattern)
            cue = Cue(match.start(), match.end(), position, things, category, detail, is_loose)
            found.append(cue)
    return tuple(found)


def _is_undone(before: str, position: str) -> bool:
    """Return whether harm is denied or only tried: "were not hurt", "tried to kill two".

    What follows can be escaped: "the guards escaped injury".
    """
    if says("denied_before", before):
        return position in ("active", "participle")
    if position == "follows" and says("escaped_before", before):
        return True
    return position == "active" and says("attempt_before", before)


def fits(cue: Cue, thing: str | None, inherited: str | None = None) -> bool:
    """Return whether a cue can be said of a class of things; ``inherited`` where none is told."""
    if thing is None:
        if inherited in (None, "other", "unknown"):
            return cue.things in ("people", "noncombatant")
        return inherited in THINGS[cue.things]
    if thing == "unknown":
        return cue.category in HARM and cue.things in ("people", "noncombatant")
    return thing in THINGS[cue.things]


def _is_of_another(cue: Cue, gap: str, is_before: bool, governs: bool) -> bool:
    """Return whether what stands between says that a cue is told of something else."""
    if not is_before and PART.search(ASIDE.sub(",", gap).lstrip(), 1):
        return True  # "75 drones, 71 of them downed"; but "six men, two of them aged, were killed"
    if governs:
        return False
    if len(gap) > FAR and cue.category == "wounded":
        return True
    # "hitting the boy as the two played"
    return is_before and cue.category in HARM and says("clause_before", gap)


def nearest(
    found: tuple[Cue, ...],
    sentence: str,
    start: int,
    end: int,
    thing: str | None,
    inherited: str | None,
    governors: frozenset[int] = frozenset(),
    phrase_end: int = 0,
) -> Cue | None:
    """Return the cue nearest to a number.

    Args:
        found: The cues of the sentence.
        sentence: The sentence.
        start: Start of the number in the sentence.
        end: End of the number's noun phrase in the sentence.
        thing: Class of what is counted, None where no noun is written.
        inherited: That class of the number before, where no noun is written.
        governors: Where in the sentence the words begin that govern the noun phrase.
        phrase_end: Where what is said more of the noun ends, if it is the subject of what comes
            then: "the other three, who are in their twenties, are in hospital".
    """
    best: tuple[float, int, bool, int, Cue] | None = None
    for cue in found:
        is_before = cue.end <= start
        if not is_before and cue.start < end:
            continue
        if cue.position != "around" and is_before != (cue.position == "active"):
            continue
        after = phrase_end if end < phrase_end <= cue.start else end
        gap = sentence[cue.end : start] if is_before else sentence[after : cue.start]
        if len(gap) > REACH or not fits(cue, thing, inherited):
            continue
        governs = any(cue.start <= governor < cue.end for governor in governors)
        if _is_of_another(cue, gap, is_before, governs):
            continue
        if after == phrase_end and not is_before and UNREAL.search(gap):
            continue  # "the two who were shot may die"
        cost = float(
            len(gap) + OTHER_NUMBER * len(DIGIT.findall(gap)) + CLAUSE * len(BREAK.findall(gap))
        )
        if cue.is_loose and thing is not None:
            cost += LOOSE
        if thing is None and not is_before and OWN.fullmatch(gap):
            cost = 0.0  # "16 were shot, one fatally", "and 18 who are missing"
        elif governs:
            cost /= GOVERNED
        # Of two cues at one place the longer says more: "left", "left for dead"; of "shooting"
        # and "shooting … to death" the one that tells of death.
        order = (cost, cue.start - cue.end, cue.category != "killed", -cue.detail)
        if best is None or order < best[:4]:
            best = (*order, cue)
    return best[4] if best is not None and best[0] <= REACH else None
