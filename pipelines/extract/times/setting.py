"""Where in a text a time expression stands, and whether a tale stands there with it.

What belongs here: sentence, section and brackets around an expression, and the wordings that make a
date an aside ("which had begun in 1939", "the Treaty of 1783", "since 1995"). What does not: what
follows for the dates after it (``anchors.py``).
"""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.tense import Tense

_BRACKET_REACH = 300  # characters; a bracket that is longer is no aside but text
_FRONT = 4  # words before an expression that opens its sentence ("But by early May")
_HEADINGS = frozenset({"heading", "title"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands.

    Attributes:
        number: Its number among the expressions of the text.
        direction: What tense tells: past, present, future or nothing.
        sentence: First token of its sentence.
        section: Number of the headings up to it.
        paragraph: Number of the block that holds it.
        heading: Whether it stands in a heading.
        fronted: Whether it opens its sentence.
        aside: Whether its words only look at another time in passing.
        bracketed: Whether it stands in round brackets.
        to_come: Whether it is ahead of the writer, also in a tale of old times.
        until: Whether "until" leads to it, or "to" from the expression before.
        lonely: Whether the dates around it make it an aside.
        due: Whether a duration tells when: "will be held in three months".
        figure: Whether a number stands right before it: "5 pence a year earlier".
        reduced: Whether it stands with a participle that a noun has: "a plan approved in 1987".
        habitual: Whether it comes round: "is usually held in March".
        firm: Whether words tell past from future ("until", "will"), and not mood alone.
    """

    number: int = 0
    direction: str | None = None
    sentence: int = 0
    section: int = 0
    paragraph: int = 0
    heading: bool = False
    fronted: bool = False
    aside: bool = False
    bracketed: bool = False
    to_come: bool = False
    until: bool = False
    lonely: bool = False
    due: bool = False
    figure: bool = False
    reduced: bool = False
    habitual: bool = False
    firm: bool = False


class Settings:
    """Answers for one Doc."""

    def __init__(self, doc: Doc, text: str, tense: Tense) -> None:
        """Note where blocks and headings begin; a Doc without blocks is one block."""
        self.doc, self.text, self.tense = doc, text, tense
        blocks = doc._.blocks if doc.has_extension("blocks") and doc._.blocks else ()
        self.blocks = [b.start_char for b in blocks]
        self.roles = [b.role for b in blocks]
        sections = 0
        self.sections = []
        for role in self.roles:
            sections += role in _HEADINGS
            self.sections.append(sections)
        self._end, self._grain = 0, ""  # of the expression before

    def at(self, number: int, start: int, end: int, meaning: Meaning) -> Setting:
        """Return the setting of the expression at [start, end)."""
        before = self.tense.before(start, 2)
        due = _due(meaning, before)
        asked = due or needs_tense(meaning)
        direction = self.tense.direction(start, end) if asked else None
        block = bisect_right(self.blocks, start) - 1
        sentence = self.tense.sentence_at(start)
        heading = block >= 0 and self.roles[block] in _HEADINGS
        token = self.tense.token_at(start)
        words = (
            sum(not t.is_space for t in self.doc[sentence : token.i]) if token is not None else 0
        )
        fronted = words < _FRONT
        bracketed = self._bracketed(start, end)
        return Setting(
            number=number,
            direction=direction,
            sentence=sentence,
            section=self.sections[block] if block >= 0 else 0,
            paragraph=max(block, 0),
            heading=heading,
            fronted=fronted,
            aside=not heading and (bracketed or self._aside(start, before, fronted)),
            bracketed=bracketed,
            to_come=direction == "future" and self.tense.to_come(start),
            until=self._until(start, end, before, meaning),
            due=due and direction == "future",
            figure=any(t.tag_ == "CD" or t.text == "%" for t in before),
            reduced=meaning.kind == "unit" and self.tense.reduced(start),
            habitual=asked and self.tense.habitual(start),
            firm=asked and self.tense.firm(start),
        )

    def _until(self, start: int, end: int, before: list[Token], meaning: Meaning) -> bool:
        between, self._end = self.text[self._end : start].strip().lower(), end
        grain = "day" if meaning.grain in ("weekday", "month_day") else meaning.grain
        alike, self._grain = grain == self._grain, grain
        if not before or before[0].lower_ in ("until", "till"):
            return bool(before)
        put_off = before[-1].lower_ in self.tense.cues["put_off"]
        if (
            put_off and before[0].lower_ == "to"
        ):  # "due on December 15, was postponed to January 12"
            return True
        joined = meaning.grain == "weekday" and between in ("and", "or")  # this Thursday and Friday
        if not alike or not (joined or between in ("to", "through")):
            return False
        words = {t.lower_ for t in self.tense.before(start, 8)}
        return not words & self.tense.cues["moved"]  # "moved from Friday to Thursday"

    def _aside(self, start: int, before: list[Token], fronted: bool) -> bool:
        word = before[0].lower_ if before else ""
        if word in self.tense.cues["aside"]:
            return True
        if word == "of" and len(before) > 1 and before[1].text[:1].isupper():
            return True  # the Treaty of 1783
        if (verb := self.tense.verb(start)) is not None and verb.lower_ == "born":
            return True
        if fronted:
            return False
        return self.tense.pluperfect(start) and word != "by"

    def _bracketed(self, start: int, end: int) -> bool:
        floor, ceiling = max(0, start - _BRACKET_REACH), end + _BRACKET_REACH
        opened = self.text.rfind("(", floor, start)
        if opened < 0 or self.text.rfind(")", opened, start) >= 0:
            return False
        return self.text.find(")", end, ceiling) >= 0


def needs_tense(meaning: Meaning) -> bool:
    """Return whether tense can change the reading.

    It does for what comes back ("March"), for a bare clock time, for "the next ten years", and for
    "this year", which is the tale's or the writer's.
    """
    if meaning.window and meaning.window[0] > 0:
        return True
    if meaning.kind == "cycle" or (meaning.base is not None and meaning.base.kind == "cycle"):
        return True
    deictic = not meaning.from_last and meaning.grain != "day"
    return meaning.kind == "pointed" and (deictic or (meaning.from_last and bool(meaning.clock)))


def _due(meaning: Meaning, before: list[Token]) -> bool:
    free = meaning.kind == "fixed" and meaning.timex_type == "DURATION" and meaning.window is None
    return free and bool(before) and before[0].lower_ == "in"
