"""``newstables_figures``: numbers with what they count, whose, how sure, who says so."""

import bisect
import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipelines.extract.figures.category import category_of
from pipelines.extract.figures.counted import Counted, counted
from pipelines.extract.figures.lexicon import PEOPLE, lexicon
from pipelines.extract.figures.numbers import Number, find_numbers
from pipelines.extract.records import Event, Figure, Mention, Quotation, register_slots

PER_SIDE = re.compile(
    r"^[^.;]{0,40}?\b(?:from|on|for|by|to)\s+(?:each|both|either)\s+(?:sides?|country|countries|part"
    r"(?:y|ies))|^\s*(?:\w+\s+){0,3}(?:each(?!\s+other)|apiece)\b|^[^.;]{0,30}\bper\s+side\b",
    re.IGNORECASE,
)
PER_SIDE_BEFORE = re.compile(
    r"\b(?:each|either)\s+(?:side|country|party|of\s+the\s+(?:sides|countries))\b[^.;]{0,60}$", re.I
)
CUMULATIVE = re.compile(
    r"\bsince\b|\bso\s+far\b|\bin\s+(?:all|total)\b|\ba\s+total\s+of\b|\b(?:bring|brought|rais)\w*\s+the\b"
    r"|\btoll\b[^.;]{0,40}\bto\b|\b(?:rose|risen|climbed)\s+to\b|\bto\s+date\b",
    re.IGNORECASE,
)
CHANGE = (
    (re.compile(r"\b(?:ros|ris|up|increas|gain|climb|jump|grew|grow|surg)\w*\s+(?:by\s+)?$", re.I),
     "up"),
    (re.compile(r"\b(?:fell|fall|down|drop|declin|decreas|lost|slid|plung)\w*\s+(?:by\s+)?$", re.I),
     "down"),
)  # fmt: skip
PART = re.compile(r"\b(?:including|among\s+them|of\s+whom|of\s+which|of\s+them)\b", re.IGNORECASE)
FUTURE = re.compile(
    r"\b(?:will|would|is\s+to|are\s+to|plans?\s+to|due\s+to|should)\b", re.IGNORECASE
)
AGREED = re.compile(r"\b(?:agree[ds]?|agreement|deal|accord)\b[^.;]{0,40}$", re.IGNORECASE)
NEIGHBOURHOOD = 150  # a table pasted as text is one sentence of ten thousand numbers
FAMILY = {
    "prisoners_exchanged": ("prisoner_exchange", "release", "agree"),
    "released": ("release", "prisoner_exchange"),
    "talks_round": ("meeting", "mediate", "call"),
    "rounds_held": ("meeting", "mediate"),
    "arrested": ("arrest",),
    "abducted": ("abduct",),
    "captured": ("abduct", "capture_territory"),
    "protesters": ("protest",),
    "intercepted": ("intercept", "air_strike", "shelling"),
    "money_pledged": ("agree", "aid"),
    "money_delivered": ("aid",),
    "weapons_supplied": ("aid", "agree"),
    "territory": ("capture_territory", "withdraw"),
}
VIOLENT = (
    "air_strike",
    "shelling",
    "bombing",
    "attack",
    "clash",
    "mass_weapon",
    "destroy",
    "disaster",
)


@Language.factory("newstables_figures")
def make_figures(nlp: Language, name: str) -> "FigureFinder":
    """Return the component; it fills ``doc._.figures``."""
    del nlp, name
    register_slots()
    return FigureFinder()


class FigureFinder:
    """Fills ``doc._.figures`` in order, reading the slots of the components before it."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        blocked = sorted((t.start_char, t.end_char) for t in doc._.time_expressions)
        numbers = find_numbers(doc.text, blocked)
        found: list[Figure] = []
        if numbers:
            context = _Context(doc)
            for number in numbers:
                figure = _figure(context, number, found[-1] if found else None)
                if figure is not None:
                    found.append(_related(doc.text, figure, found))
        doc._.figures = found
        return doc


class _Context:
    """What is looked up for each number: tokens and sentences by position, and other records."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = lexicon()
        self.starts = [t.idx for t in doc]
        has_sentences = doc.has_annotation("SENT_START")
        sentences = list(doc.sents) if has_sentences else [doc[:]]
        self.sentences = [(s.start_char, s.end_char) for s in sentences]
        self.sentence_starts = [a for a, _ in self.sentences]
        self.events: list[Event] = list(doc._.events)
        self.mentions: list[Mention] = sorted(doc._.mentions, key=lambda m: m.start_char)
        self.mention_starts = [m.start_char for m in self.mentions]
        self.quotations: list[Quotation] = sorted(
            (q for q in doc._.quotations if q.speaker), key=lambda q: q.end_char - q.start_char
        )

    def sentence(self, position: int) -> tuple[int, int]:
        index = max(0, bisect.bisect_right(self.sentence_starts, position) - 1)
        return self.sentences[index]

    def token_from(self, position: int) -> int:
        return bisect.bisect_left(self.starts, position)


def _figure(context: _Context, number: Number, last: Figure | None) -> Figure | None:
    doc = context.doc
    first = context.token_from(number.end)
    at = max(0, min(context.token_from(number.start), len(doc) - 1))
    if number.kind in ("count", "ordinal") and number.value != 0 and number.kind != "ordinal":
        thing = counted(doc, number, first, context.words)
    else:
        thing = Counted(number.end, None, None, None, None)
    if _is_pronoun(doc, number, thing):
        return None
    start, end = context.sentence(number.start)
    near, far = start, end
    if end - start > 4 * NEIGHBOURHOOD:
        near, far = max(start, number.start - NEIGHBOURHOOD), min(end, thing.end + NEIGHBOURHOOD)
    sentence = doc.text[near:far]
    anchor: Token = thing.head if thing.head is not None else doc[at]
    goes_on = last is not None and last.start_char >= start and last.kind == number.kind == "count"
    previous = (last.object, last.category) if goes_on and last is not None else None
    category = category_of(doc, number, thing, sentence, context.words, anchor, previous, near)
    before, after = doc.text[start : number.start], doc.text[number.stop : min(end, thing.end + 60)]
    tail = doc.text[thing.end : max(thing.end, min(end, thing.end + 60))]
    per_side = bool(number.peers or PER_SIDE.search(tail) or PER_SIDE_BEFORE.search(before[-90:]))
    per_side = per_side and number.kind == "count"
    event = _event(context, category, number, (start, end))
    side, side_mention = _side(context, number.start, thing.end)
    quotation = next(
        (
            q
            for q in context.quotations
            if q.start_char <= number.start and number.stop <= q.end_char
        ),
        None,
    )
    change = next((name for p, name in CHANGE if p.search(before[-30:])), None)
    if change is None and re.match(r"\s+more\b", after) and number.kind == "count":
        change = "up"
    object_class = thing.thing or ("person" if category in _PEOPLE_CATEGORIES else None)
    if number.kind == "ordinal" and category == "talks_round":
        object_class = "round"
    return Figure(
        start_char=number.start,
        end_char=max(number.end if number.kind != "count" else number.stop, thing.end)
        if thing.text or thing.category
        else (number.end if number.kind in ("money", "percent", "measure") else number.stop),
        kind=number.kind,
        value=number.value,
        value_low=number.low,
        value_high=number.high,
        qualifier=number.qualifier,
        unit=number.unit,
        change=change if number.kind in ("percent", "money", "count", "measure") else None,
        category=category,
        object_text=number.words if number.kind == "ordinal" else thing.text,
        object="money" if number.kind == "money" else object_class,
        side=side,
        side_mention_id=side_mention,
        per_side=per_side,
        party_count=2 if per_side else None,
        total=2 * number.value if per_side and number.value is not None else None,
        is_cumulative=bool(CUMULATIVE.search(before[-80:]) or CUMULATIVE.search(tail))
        and number.kind == "count"
        and change is None,
        status=_status(event, before),
        claimant=quotation.speaker if quotation else None,
        claimant_mention_id=quotation.speaker_mention_id if quotation else None,
        event_id=event.event_id if event else None,
        starts_on=event.starts_on if event else None,
        ends_on=event.ends_on if event else None,
        place_mention_id=event.place_mention_id if event else None,
        rule=f"{number.kind}:{number.qualifier}",
    )


_STRIKE_CATEGORIES = frozenset(
    {"buildings_damaged", "equipment_lost", "drones_launched", "missiles_launched",
     "munitions_launched", "strikes"}
)  # fmt: skip
_PEOPLE_CATEGORIES = frozenset(
    {"killed", "wounded", "missing", "casualties", "arrested", "displaced", "evacuated", "captured",
     "released", "abducted", "prisoners_exchanged", "prisoners_held", "affected"}
)  # fmt: skip


def _is_pronoun(doc: Doc, number: Number, thing: Counted) -> bool:
    """Return whether "one" (or "two") only points: "one of them", "the one", "one another"."""
    written = doc.text[number.start : number.stop].lower()
    if written != "one":
        return False
    after = doc.text[number.stop : number.stop + 12].lower()
    return (thing.head is None and thing.category is None) or after.lstrip().startswith(
        ("of ", "another")
    )


def _event(
    context: _Context, category: str, number: Number, sentence: tuple[int, int]
) -> Event | None:
    """Return the nearest event of the sentence that such a number can belong to."""
    kinds = FAMILY.get(category, ())
    if not kinds and category in _PEOPLE_CATEGORIES | _STRIKE_CATEGORIES:
        kinds = (*VIOLENT, "intercept")
    near = [
        e
        for e in context.events
        if e.event_subtype in kinds and sentence[0] <= e.start_char < sentence[1]
    ]
    return min(near, key=lambda e: (abs(e.start_char - number.start), e.start_char), default=None)


def _status(event: Event | None, before: str) -> str:
    if AGREED.search(before[-60:]) and re.search(
        r"\bto\s+\w+\s*$|\bto\s+\w+\s+\w+\s*$", before[-40:]
    ):
        return "agreed"
    if event is not None:
        return event.status
    return "planned" if FUTURE.search(before[-50:]) else "occurred"


def _side(context: _Context, start: int, end: int) -> tuple[str | None, str | None]:
    """Return the state whose people or things are counted: the demonym inside the noun phrase."""
    index = bisect.bisect_left(context.mention_starts, start)
    for mention in context.mentions[index : index + 4]:
        if mention.start_char >= end:
            break
        if mention.polity and mention.entity_type in ("NORP", "GPE"):
            return mention.name, mention.mention_id
    return None, None


def _related(text: str, figure: Figure, found: list[Figure]) -> Figure:
    """Point a part to its whole ("12, including two children"), a conversion to its original."""
    if not found:
        return figure
    last = found[-1]
    between = text[last.end_char : figure.start_char]
    if figure.kind == last.kind == "measure" and re.fullmatch(r"\s*\(\s*(?:about\s)?", between):
        return replace(figure, converts=last.figure_id)
    if figure.kind == last.kind == "money" and re.fullmatch(r"\s*\(\s*(?:about\s)?", between):
        return replace(figure, converts=last.figure_id)
    if len(between) < 60 and PART.search(between) and "." not in between:
        whole = last.subset_of or last.figure_id
        larger = last.value is None or figure.value is None or figure.value <= last.value
        if larger and figure.kind == "count" and figure.object in (*PEOPLE, "drone", "missile"):
            category = last.category if figure.category == "other" else figure.category
            return replace(
                figure,
                subset_of=whole,
                category=category,
                event_id=last.event_id,
                status=last.status,
                starts_on=last.starts_on,
                ends_on=last.ends_on,
                place_mention_id=last.place_mention_id,
            )
    return figure
