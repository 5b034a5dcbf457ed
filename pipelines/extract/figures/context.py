"""What is looked up for each number: tokens and sentences by position, and other records."""

import bisect

from spacy.tokens import Doc, Token

from pipelines.extract.figures.lexicon import lexicon
from pipelines.extract.records import Event, Mention, Quotation


class Context:
    """A document prepared for look-ups by position."""

    def __init__(self, doc: Doc) -> None:
        """Index the tokens, sentences and records of a document."""
        self.doc = doc
        self.text = doc.text  # spaCy joins the tokens anew at every call
        self.words = lexicon()
        self.starts = [t.idx for t in doc]
        has_sentences = doc.has_annotation("SENT_START")
        sentences = list(doc.sents) if has_sentences else [doc[:]]
        self.sentences = [(s.start_char, s.end_char) for s in sentences]
        self.sentence_starts = [a for a, _ in self.sentences]
        self.events: list[Event] = sorted(doc._.events, key=lambda e: e.start_char)
        self.event_starts = [e.start_char for e in self.events]
        self.times = frozenset(t.start_char for t in doc._.time_expressions)
        self.mentions: list[Mention] = sorted(
            (m for m in doc._.mentions if m.name), key=lambda m: m.start_char
        )
        self.mention_starts = [m.start_char for m in self.mentions]
        self.quotations: list[Quotation] = sorted(
            (q for q in doc._.quotations if q.speaker), key=lambda q: q.end_char - q.start_char
        )

    def sentence(self, position: int) -> tuple[int, int]:
        """Return the bounds of the sentence that holds a position."""
        index = max(0, bisect.bisect_right(self.sentence_starts, position) - 1)
        return self.sentences[index]

    def token_from(self, position: int) -> int:
        """Return the index of the first token that begins at a position or after it."""
        return bisect.bisect_left(self.starts, position)

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in [start, end)."""
        first = bisect.bisect_left(self.mention_starts, start)
        return self.mentions[first : bisect.bisect_left(self.mention_starts, end)]

    def mention_of(self, token: Token) -> Mention | None:
        """Return the mention that a token stands in."""
        index = bisect.bisect_right(self.mention_starts, token.idx)
        near = self.mentions[max(0, index - 3) : index]
        return next((m for m in reversed(near) if m.end_char > token.idx), None)

    def events_in(self, start: int, end: int) -> list[Event]:
        """Return the events whose trigger begins in [start, end)."""
        first = bisect.bisect_left(self.event_starts, start)
        return self.events[first : bisect.bisect_left(self.event_starts, end)]

    def quotation_of(self, start: int, stop: int) -> Quotation | None:
        """Return the shortest quotation with a speaker that holds [start, stop)."""
        return next(
            (q for q in self.quotations if q.start_char <= start and stop <= q.end_char), None
        )
