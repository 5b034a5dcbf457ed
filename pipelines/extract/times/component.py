"""The spaCy component: time expressions of a Doc as records.

What belongs here: the order of the three steps, guards against words that only look like a time,
and the records. What does not: the steps themselves.
"""

from datetime import date
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.extract.records import TimeExpression, register_slots
from pipelines.extract.times.anchors import Timeline
from pipelines.extract.times.grammar import Grammar, Match, tokenize
from pipelines.extract.times.guards import Guards
from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.reader import Reader
from pipelines.extract.times.resolve import Resolved, Resolver
from pipelines.extract.times.setting import Settings
from pipelines.extract.times.tense import Tense


@cache
def _grammar() -> Grammar:
    return Grammar()


class TimeExpressions:
    """Sets ``doc._.time_expressions``."""

    def __init__(self) -> None:
        """Compile the grammar, once a process."""
        self.grammar = _grammar()
        self.reader = Reader(self.grammar)

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its time expressions, in order, without overlaps."""
        text = doc.text
        tokens, starts = tokenize(text)
        classes = self.grammar.words.encode(tokens)
        guards = Guards(doc, text, tokens, starts, classes, self.grammar)
        read: list[tuple[Match, int, int, Meaning]] = []
        for match in self.grammar.matches(classes, guards.accepts):
            for first, last, meaning in self.reader.read(match, tokens, classes):
                read.append(
                    (match, starts[first], starts[last - 1] + len(tokens[last - 1]), meaning)
                )
        published: date | None = doc._.published_on
        tense = Tense(doc)
        settings = Settings(doc, text, tense)
        placed = []
        for number, (_, start, end, meaning) in enumerate(read):
            direction = tense.direction(start, end) if needs_tense(meaning) else None
            placed.append(settings.at(number, start, end, direction))
        timeline = Timeline(published, is_narrative([m for *_, m in read], published))
        timeline.coming = [
            (meaning.unit, setting)
            for (*_, meaning), setting in zip(read, placed, strict=True)
            if meaning.kind == "unit" and meaning.unit is not None and not setting.aside
        ]
        resolver = Resolver(timeline)
        found = [
            _record(match.rule, start, end, resolver.resolve(meaning, setting))
            for (match, start, end, meaning), setting in zip(read, placed, strict=True)
        ]
        doc._.time_expressions = found
        return doc


def needs_tense(meaning: Meaning) -> bool:
    """Return whether tense can change the reading."""
    return meaning.kind == "cycle" or any(
        m is not None and m.kind == "cycle" for m in (meaning.base,)
    )


def is_narrative(meanings: list[Meaning], published_on: date | None) -> bool:
    """Return whether a text tells of another time than its own publication: mostly far years."""
    if published_on is None:
        return True
    years = [m.unit.year for m in meanings if m.kind == "unit" and m.unit is not None]
    years += [m.base.unit.year for m in meanings if m.kind == "range" and m.base and m.base.unit]
    far = sum(abs(y - published_on.year) >= 2 for y in years)
    near = len(years) - far
    near += sum(m.kind == "pointed" and not m.from_last for m in meanings)
    near += sum(m.grain == "weekday" for m in meanings)
    # a chronicle that runs up to its own year: many past years, hardly a weekday or a "yesterday"
    past = sum(y < published_on.year for y in years)
    current = (
        len(years)
        - past
        + sum(
            m.grain in ("day", "weekday") and m.kind in ("pointed", "cycle") and not m.from_last
            for m in meanings
        )
    )
    return (far >= 3 and far > 3 * near) or (past >= 10 and past > 3 * current)


def _record(rule: str, start: int, end: int, answer: Resolved) -> TimeExpression:
    return TimeExpression(
        start_char=start,
        end_char=end,
        timex_type=answer.timex_type,
        value=answer.value,
        modifier=answer.modifier,
        starts_on=answer.starts_on,
        ends_on=answer.ends_on,
        granularity=answer.granularity,
        anchor=answer.anchor,
        direction=answer.direction,
        rule=f"times.{rule}",
    )


@Language.factory("newstables_times")
def make_times(nlp: Language, name: str) -> TimeExpressions:
    """Return the component."""
    del nlp, name
    register_slots()
    return TimeExpressions()
