"""``newstables_figures``: numbers with what they count, whose, how sure, who says so."""

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipelines.extract.figures.belonging import claimant_of, event_of, side_of, status_of
from pipelines.extract.figures.bounds import qualifier_before
from pipelines.extract.figures.category import AFTERMATH, category_of
from pipelines.extract.figures.context import Context
from pipelines.extract.figures.counted import UNKNOWN, Counted, counted
from pipelines.extract.figures.multiples import find_multiples
from pipelines.extract.figures.noncounts import counts_nothing
from pipelines.extract.figures.numbers import Number, find_numbers
from pipelines.extract.figures.patterns import says, value_of
from pipelines.extract.figures.reach import Setting
from pipelines.extract.figures.relations import is_part, related, split_whole
from pipelines.extract.figures.sharing import holds_for_each
from pipelines.extract.figures.wholes import split_by_fate
from pipelines.extract.records import Figure, register_slots

SHORT = 60
NEIGHBOURHOOD = 150  # a table pasted as text is one sentence of ten thousand numbers
PEOPLE_CATEGORIES = frozenset(
    {"killed", "wounded", "missing", "casualties", "arrested", "displaced", "evacuated", "captured",
     "released", "abducted", "prisoners_exchanged", "prisoners_held", "affected", "protesters"}
)  # fmt: skip


@Language.factory("newstables_figures")
def make_figures(nlp: Language, name: str) -> "FigureFinder":
    """Return the component; it fills ``doc._.figures``."""
    del nlp, name
    register_slots()
    return FigureFinder()


MEMORABLE = 13  # smaller numbers come again by chance
AGAIN = 10  # figures that a number without a noun looks back at


class FigureFinder:
    """Fills ``doc._.figures`` in order, reading the slots of the components before it."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        blocked = sorted((t.start_char, t.end_char) for t in doc._.time_expressions)
        text = doc.text
        numbers = find_numbers(text, blocked)
        acts = find_multiples(text, [(n.start, n.stop) for n in numbers])
        if acts:
            numbers = sorted([*numbers, *acts], key=lambda n: n.start)
        found: list[Figure] = []
        last_class: str | None = None
        if numbers:
            context = Context(doc)
            for number in numbers:
                made = _figure(context, number, found, last_class)
                if made is not None:
                    figure, last_class = made
                    figure = related(text, figure, found)
                    split_whole(figure, found)
                    found.append(figure)
            split_by_fate(text, found)
        doc._.figures = found
        return doc


def _figure(
    context: Context, number: Number, found: list[Figure], last_class: str | None
) -> tuple[Figure, str | None] | None:
    """Return the figure of a number and the class that a number after it can go on from."""
    doc, text = context.doc, context.text
    last = found[-1] if found else None
    first = context.token_from(number.end)
    at = max(0, min(context.token_from(number.start), len(doc) - 1))
    if number.kind == "count" and number.value != 0:
        thing = counted(doc, number, first, context.words, context.times)
    else:
        thing = Counted(number.end, None, None, None, None)
    if _is_pronoun(text, number, thing) or counts_nothing(text, number, thing):
        return None
    start, end = context.sentence(number.start)
    near, far = start, end
    if end - start > 4 * NEIGHBOURHOOD:
        near, far = max(start, number.start - NEIGHBOURHOOD), min(end, thing.end + NEIGHBOURHOOD)
    anchor: Token = thing.head if thing.head is not None else doc[at]
    before, after = text[near : number.start], text[number.stop : min(end, thing.end + SHORT)]
    tail = text[thing.end : max(thing.end, min(end, thing.end + SHORT))]
    previous = None
    if last is not None and last.kind == number.kind and last.kind in ("count", "money"):
        # "Israel's estimate was 181": a bare number of the sentence after goes on too.
        goes_on = last.start_char >= start or says("bare_inherits", before[-60:])
        goes_on = goes_on or (thing.head is None and says("remaining_before", before[-20:]))
        goes_on = goes_on or says("of_them", after)  # "shot down 29 of them"
        previous = (last_class, last.category) if goes_on else None
        again = _told_before(number, found) if thing.head is None else None
        if again is not None and again is not last:
            last, previous = again, (again.object, again.category)
    place = Setting(
        sentence=text[near:far],
        start=number.start - near,
        stop=number.stop - near,
        end=thing.end - near,
        anchor=anchor,
        offset=near,
        before=previous,
        is_part=is_part(text, last, number.start),
        following=text[far : far + AFTERMATH],
    )
    category = category_of(number, thing, place, context.words)
    per_side = bool(number.peers) or holds_for_each(context, number, thing, before, tail)
    if per_side and category == "released":
        category = "prisoners_exchanged"
    event = event_of(context, category, number.start, (start, end))
    side, side_mention = side_of(context, number.start, thing, category, anchor)
    if side is None and last is not None and thing.thing is None and previous is not None:
        side, side_mention = last.side, last.side_mention_id
    claimant, claimant_mention = claimant_of(context, number.start, number.stop, anchor, event)
    bound = qualifier_before(text, number.start)  # "up nearly 57%": the verb stands before it
    change = _change(number, text[near : bound[1]] if bound else before, after)
    if change is None and last is not None and number.kind not in ("count", "ordinal"):
        between = text[last.end_char : number.start][-NEIGHBOURHOOD:]
        goes_on = last.kind == number.kind and says("by_too", between)
        change = last.change if goes_on or says("restated", between) else None
    figure = Figure(
        start_char=number.start,
        end_char=_end(number, thing),
        kind=number.kind,
        value=number.value,
        value_low=number.low,
        value_high=number.high,
        qualifier=number.qualifier,
        unit=number.unit,
        change=change,
        category=category,
        object_text=number.words if number.kind == "ordinal" else thing.text,
        object=_object(number, thing, category, previous),
        side=side,
        side_mention_id=side_mention,
        per_side=per_side,
        party_count=2 if per_side else None,
        total=2 * number.value if per_side and number.value is not None else None,
        is_cumulative=number.kind == "count"
        and change is None
        and (
            says("cumulative_before", before[-80:])
            or says("cumulative_after", tail)
            or (
                category in ("killed", "wounded", "casualties")
                and says("sum_of_acts", text[thing.end : min(end, thing.end + 2 * SHORT)])
            )
        ),
        status=status_of(event, category, before, tail),
        claimant=claimant,
        claimant_mention_id=claimant_mention,
        event_id=event.event_id if event else None,
        starts_on=event.starts_on if event else None,
        ends_on=event.ends_on if event else None,
        place_mention_id=event.place_mention_id if event else None,
        rule=f"{number.kind}:{number.qualifier}",
    )
    inherited = previous[0] if previous is not None else None
    own_class = "money" if number.kind == "money" else thing.cue_class or inherited
    return figure, own_class or figure.object


def _told_before(number: Number, found: list[Figure]) -> Figure | None:
    """Return the figure that a bare number tells again: "We gave 160 and received 157"."""
    if number.value is None or number.value < MEMORABLE:
        return None
    for figure in found[: -AGAIN - 1 : -1]:
        if figure.kind == number.kind and figure.value == number.value:
            return figure if figure.category != "other" else None
    return None


def _change(number: Number, before: str, after: str) -> str | None:
    """Return up or down where a number is the size of a change: "rose 12 %", "three more"."""
    if number.kind == "ordinal":
        return None
    if number.kind == "count" and not says("index_after", after):
        more = value_of("change_after", after) or value_of("more_before", before[-30:])
        if more or not says("change_by", before[-30:]):
            return more
    if says("no_change_before", before[-30:]):  # "make up 71 %"
        return None
    change = value_of("percent_before", before[-30:]) if number.kind == "percent" else None
    return (
        change
        or value_of("change_before", before[-30:])
        or value_of("change_of_before", before[-80:])
    )


def _end(number: Number, thing: Counted) -> int:
    """Return where the figure ends: with its unit or with what it counts."""
    own = number.stop if number.kind in ("count", "ordinal") else number.end
    return max(own, thing.end) if thing.text or thing.category else own


def _object(
    number: Number, thing: Counted, category: str, previous: tuple[str | None, str] | None
) -> str | None:
    """Return the published class of what is counted."""
    if number.kind == "money":
        return "money"
    if number.kind == "ordinal":
        return "round" if category == "talks_round" else "other"
    if number.kind in ("measure", "percent"):
        return "area" if category == "territory" else "other"
    if thing.thing is not None:
        is_person = thing.cue_class == UNKNOWN and category in PEOPLE_CATEGORIES
        return "person" if is_person else thing.thing
    inherited = previous[0] if previous is not None else None
    if inherited is not None and previous is not None and category == previous[1]:
        return PUBLISHED.get(inherited, inherited)
    if category in PEOPLE_CATEGORIES:
        return "person"
    return PUBLISHED.get(inherited, inherited) if inherited else None


# Classes that only the cues know.
PUBLISHED = {"projectile": "weapon", "act": "other", "occasion": "other", UNKNOWN: "other"}


def _is_pronoun(text: str, number: Number, thing: Counted) -> bool:
    """Return whether "one" (or "two") only points: "one of them", "the one", "one another"."""
    written = text[number.start : number.stop].lower()
    if written != "one" or number.kind != "count":
        return False
    after = text[number.stop : number.stop + 12].lower()
    return (thing.head is None and thing.category is None) or after.lstrip().startswith(
        ("of ", "another")
    )
