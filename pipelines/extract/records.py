"""What an extractor gives: one frozen record type per per-document table, and the Doc's slots.

A record's fields are the columns of its table in ``pipelines/tables.py``, less those that
``rows.py`` adds for every table alike: the row's own id, document_id, published_on, sentence_no
and text. A field that points to another row of the document (``*_mention_id``, event_id, same_as,
subset_of, converts, continues) holds the local id ``"start:end"`` of that row's span; ``rows.py``
puts the document's id before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc


def local_id(start_char: int, end_char: int) -> str:
    """Return the id of a row inside its document.

    >>> local_id(10, 15)
    '10:15'
    """
    return f"{start_char}:{end_char}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name, or a pronoun or description that stands for one.

    A description without a name ("the Russian president" where the document names nobody) waits
    for the corpus to tell who held that office on the day.
    """

    start_char: int
    end_char: int
    kind: str
    entity_type: str
    name: str | None = None
    title: str | None = None
    polity: str | None = None
    organisation_mention_id: str | None = None
    rule: str

    @property
    def mention_id(self) -> str:
        """Local id."""
        return local_id(self.start_char, self.end_char)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3 annotation with its interval."""

    start_char: int
    end_char: int
    timex_type: str
    value: str
    modifier: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    granularity: str | None = None
    anchor: str | None = None
    direction: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that says how many or how much."""

    start_char: int
    end_char: int
    kind: str
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    qualifier: str = "exact"
    unit: str | None = None
    change: str | None = None
    category: str = "other"
    object_text: str | None = None
    object: str | None = None
    side: str | None = None
    side_mention_id: str | None = None
    per_side: bool = False
    party_count: int | None = None
    total: float | None = None
    is_cumulative: bool = False
    status: str = "occurred"
    subset_of: str | None = None
    converts: str | None = None
    claimant: str | None = None
    claimant_mention_id: str | None = None
    event_id: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    place_mention_id: str | None = None
    rule: str

    @property
    def figure_id(self) -> str:
        """Local id."""
        return local_id(self.start_char, self.end_char)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A contiguous run of quoted or reported words."""

    start_char: int
    end_char: int
    form: str
    speaker: str | None = None
    speaker_mention_id: str | None = None
    speaker_office: str | None = None
    addressee_mention_id: str | None = None
    cue: str | None = None
    continues: str | None = None
    rule: str

    @property
    def quotation_id(self) -> str:
        """Local id."""
        return local_id(self.start_char, self.end_char)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A mention of an act; the span is its trigger."""

    start_char: int
    end_char: int
    event_type: str
    event_subtype: str
    plover_mode: str | None = None
    cameo_root: str | None = None
    acled_subtype: str | None = None
    goldstein: float | None = None
    status: str = "occurred"
    round_no: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    date_basis: str = "none"
    place_mention_id: str | None = None
    place_text: str | None = None
    same_as: str | None = None
    claimant: str | None = None
    claimant_mention_id: str | None = None
    is_negated: bool = False
    rule: str

    @property
    def event_id(self) -> str:
        """Local id."""
        return local_id(self.start_char, self.end_char)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventParticipant:
    """A party or place of an event; the span is the participant's words."""

    event_id: str
    start_char: int
    end_char: int
    role: str
    mention_id: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSource:
    """A source that the article names as its own."""

    start_char: int
    end_char: int
    name: str
    basis: str
    mention_id: str | None = None
    rule: str


RECORDS: dict[str, type] = {
    "mentions": Mention,
    "time_expressions": TimeExpression,
    "quotations": Quotation,
    "document_sources": DocumentSource,
    "events": Event,
    "event_participants": EventParticipant,
    "figures": Figure,
}


def register_slots() -> None:
    """Give ``Doc`` one slot per table: ``doc._.figures`` and so on, an empty list to begin with.

    A component's factory calls this; the slots ``published_on`` (a date or None) and ``blocks``
    (the layout, or None in somebody else's pipeline) are registered here too.
    """
    for name in RECORDS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    for name in ("published_on", "blocks"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether [start, end) shares a character with one of the spans."""
    return any(start < b and a < end for a, b in spans)
