"""Whether a number holds for each of the parties: "157 from each side", "will each send six"."""

from pipelines.extract.figures.context import Context
from pipelines.extract.figures.counted import Counted
from pipelines.extract.figures.numbers import Number
from pipelines.extract.figures.patterns import says

BEFORE = 130
AFTER = 60
PARTIES = frozenset({"GPE", "NORP", "ORG"})


def holds_for_each(
    context: Context, number: Number, found: Counted, before: str, tail: str
) -> bool:
    """Return whether a number of things or money holds for each of two or more parties."""
    if number.kind not in ("count", "money"):
        return False
    if says("grouped_before", before[-60:]):  # "four battalions of 1,000 soldiers apiece"
        return False
    if says("per_side_after", tail) or says("per_side_before", before[-BEFORE:]):
        return True
    shared = says("each_after", tail) or says("each_before", before[-AFTER:])
    return shared and (says("parties", before) or _two_parties(context, number, found))


def _two_parties(context: Context, number: Number, found: Counted) -> bool:
    """Return whether the sentence names two states or organisations around the number."""
    start, end = context.sentence(number.start)
    start, end = max(start, number.start - 2 * BEFORE), min(end, found.end + AFTER)
    names = {
        m.polity or m.name for m in context.mentions_in(start, end) if m.entity_type in PARTIES
    }
    return len(names) > 1
