"""What a figure is to the figure before it: a part, a conversion, its continuation."""

import re
from dataclasses import replace

from pipelines.extract.figures.lexicon import PEOPLE
from pipelines.extract.figures.patterns import says
from pipelines.extract.records import Figure

PARTS = frozenset({*PEOPLE, "drone", "missile", "weapon", "vehicle", "aircraft", "vessel"})
FREED = frozenset({"released", "prisoners_exchanged"})
NEAR = 60
AMONG = 1_000  # letters between a number and what a later sentence names of them
SPLIT = re.compile(r"^\s*(?:people|persons|in\s+all)?\s*[:–—(-]\s*$|\s[–—-]\s*$|:\s*$")


def is_part(text: str, last: Figure | None, start: int) -> bool:
    """Return whether the words between say that a number is a part of the figure before it.

    >>> first = Figure(start_char=0, end_char=9, kind="count", rule="")
    >>> is_part("12 people, including two children", first, 21)
    True
    """
    if last is None or start - last.end_char >= NEAR:
        return False
    between = text[last.end_char : start]
    if "." in between or ";" in between:
        return False
    return says("part", between) or bool(
        re.match(r"\s+(?:more\s+)?of\s+(?:them|whom|which|these|those)\b", text[start : start + 30])
    )


def related(text: str, figure: Figure, found: list[Figure]) -> Figure:
    """Point a part to its whole ("12, including two children"), a conversion to its original."""
    if not found:
        return figure
    last = found[-1]
    between = text[last.end_char : figure.start_char]
    is_bracket = bool(re.fullmatch(r"\s*\(\s*(?:about\s|some\s|around\s|or\s|£|€|\$)?", between))
    if is_bracket and figure.kind == last.kind and figure.kind in ("measure", "money"):
        return replace(figure, converts=last.figure_id)
    of_them = re.match(
        r"(?:\S+\s+){1,3}?of\s+(?:them|whom|which|these|those)\b",
        text[figure.start_char : figure.end_char + 12],
    )
    names_part = len(between) < NEAR and "." not in between and says("part", between)
    is_fatal = last.category == "wounded" and bool(
        re.fullmatch(r"\s*(?:,|and|,\s*and)\s*", between)
        and re.match(r"\s+(?:of\s+them\s+)?fatally\b", text[figure.end_char : figure.end_char + 20])
    )
    if names_part or is_fatal or (of_them and len(between) < 2 * NEAR):
        return _part(figure, last)
    if says("among_those", text[max(0, figure.start_char - 110) : figure.start_char]):
        return _among(figure, found)
    return _split(text, figure, found)


def _among(figure: Figure, found: list[Figure]) -> Figure:
    """Point a part to the last number that it can be among: "Among those freed were 11 boys"."""
    kinds = FREED if figure.category in (*FREED, "other", "troops") else {figure.category}
    for whole in reversed(found):
        if figure.start_char - whole.end_char > AMONG:
            break
        if whole.category not in kinds or whole.subset_of is not None:
            continue
        part = _part(replace(figure, category=whole.category), whole)
        if part.subset_of is not None:
            return part
    return figure


def split_whole(figure: Figure, found: list[Figure]) -> None:
    """Make the whole of which a part died casualties: "five were shot, two of them fatally"."""
    if figure.category != "killed" or not figure.subset_of or not figure.value:
        return
    for i in range(len(found) - 1, max(-1, len(found) - 4), -1):
        whole = found[i]
        if whole.figure_id == figure.subset_of and whole.category == "wounded":
            if whole.value is None or whole.value > figure.value:
                found[i] = replace(whole, category="casualties")
            return


def _part(figure: Figure, last: Figure) -> Figure:
    is_larger = last.value is None or figure.value is None or figure.value <= last.value
    known = figure.object in PARTS or figure.object is None
    if not (is_larger and figure.kind == "count" == last.kind and known):
        return figure
    category = last.category if figure.category == "other" else figure.category
    whole = last.subset_of or last.figure_id
    figure = replace(
        figure,
        subset_of=whole,
        category=category,
        side=figure.side or last.side,
        is_cumulative=figure.is_cumulative or (last.is_cumulative and figure.change is None),
    )
    if category != last.category:
        return figure
    return replace(
        figure,
        event_id=last.event_id,
        status=last.status,
        starts_on=last.starts_on,
        ends_on=last.ends_on,
        place_mention_id=last.place_mention_id,
    )


def _split(text: str, figure: Figure, found: list[Figure]) -> Figure:
    """Point the parts after a colon or dash to their sum: "230 people: 224 soldiers and 6 more"."""
    last = found[-1]
    between = text[last.end_char : figure.start_char]
    if figure.kind != "count" or last.kind != "count" or figure.value is None:
        return figure
    if len(between) < 6 and SPLIT.search(between) and last.value and figure.value < last.value:
        category = last.category if figure.category in ("other", "troops") else figure.category
        return replace(figure, subset_of=last.figure_id, category=category)
    if last.subset_of and re.fullmatch(r"\s*(?:,|and|,\s*and)\s*", between):
        whole = next((f for f in reversed(found) if f.figure_id == last.subset_of), None)
        parts = sum(f.value or 0 for f in found if f.subset_of == last.subset_of)
        if whole is not None and whole.value and parts + figure.value <= whole.value:
            category = last.category if figure.category in ("other", "troops") else figure.category
            return replace(figure, subset_of=last.subset_of, category=category)
    return figure
