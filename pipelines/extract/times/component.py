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
from pipelines.extract.times.narrative import headings, is_narrative, main_line
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
        guards = Guards(doc, tokens, starts, classes, self.grammar)
        read: list[tuple[Match, int, int, Meaning]] = []
        for match in self.grammar.matches(classes, guards.accepts):
            for first, last, meaning in self.reader.read(match, tokens, classes):
                read.append(
                    (match, starts[first], starts[last - 1] + len(tokens[last - 1]), meaning)
                )
        published: date | None = doc._.published_on
        tense = Tense(doc)
        settings = Settings(doc, text, tense)
        meanings = [meaning for *_, meaning in read]
        narrative = is_narrative(meanings, published)
        if not narrative:  # "former" of a chronicle is a time, of the news a part of an office
            read = [found for found in read if found[0].rule != "vague_adjective"]
        if not any(m.grain in ("quarter", "half") for *_, m in read if m.kind != "pointed"):
            # "this period" is a quarter only where quarters are told
            read = [found for found in read if not _bare_period(found[0], tokens)]
        meanings = [meaning for *_, meaning in read]
        placed = []
        for number, (_, start, end, meaning) in enumerate(read):
            placed.append(settings.at(number, start, end, meaning))
        placed, line = main_line(meanings, placed)
        timeline = Timeline(published, narrative, line, headings(meanings, placed))
        resolver = Resolver(timeline)
        found = [
            _record(match.rule, start, end, resolver.resolve(meaning, setting))
            for (match, start, end, meaning), setting in zip(read, placed, strict=True)
        ]
        doc._.time_expressions = found
        return doc


def _bare_period(match: Match, tokens: list[str]) -> bool:
    words = [t.lower() for t in tokens[match.first : match.last]]
    return match.rule == "the_period" and words[-1] == "period" and "year" not in words


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
