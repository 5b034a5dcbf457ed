"""Numbers that count nothing: ages after a name, house numbers, calibres, hours, years, lines.

The patterns are those of ``figure_patterns.csv``. Numbers that belong to names of things ("F-16",
"Article 5") are kept out where numbers are found.
"""

from pipelines.extract.figures.counted import Counted
from pipelines.extract.figures.nonfigures import is_vote
from pipelines.extract.figures.numbers import Number
from pipelines.extract.figures.patterns import says

WINDOW = 40
OLDEST = 119
# Of guns, mortars and rockets, in millimetres.
BORES = frozenset(
    {5.45, 5.56, 7.62, 9, 12.7, 14.5, 20, 23, 25, 30, 37, 40, 57, 60, 73, 76, 81, 82, 84, 85, 90,
     105, 107, 115, 120, 122, 125, 127, 130, 152, 155, 160, 175, 203, 220, 240, 300}
)  # fmt: skip


def counts_nothing(text: str, number: Number, found: Counted) -> bool:
    """Return whether a number is no figure by the words around it."""
    if number.kind not in ("count", "measure"):
        return False
    before = text[max(0, number.start - WINDOW) : number.start]
    after = text[number.stop : number.stop + WINDOW]
    if number.value is None:
        if number.qualifier == "range" and says("house_number_after", after):
            return True  # "at 22-24 Mill Road"
        return number.qualifier == "range" and found.head is None and says("age_range", before)
    written = text[number.start : number.stop]
    if found.head is None and says("halves_before", before):  # "cut in two"
        return True
    if not written.lstrip(".")[:1].isdigit():
        return says("ages_before", before)  # "a boy and a girl aged seven and nine"
    around = f"{before[-24:]}|{written}|{after}"
    if says("calibre_after", after) or _is_bore(number.value, before, after):
        return True
    if any(says(rule, around) for rule in ("footnote", "picture_counter", "numbered_place")):
        return True
    if number.kind == "measure" and number.end > number.stop + 1:  # "2m" may be "2 males"
        return False
    if _is_numbering(text, number, before, after):
        return True
    is_bare = found.head is None and found.category is None
    if is_bare and says("numbered_name", before):
        return True
    if len(written) == 4 and written.isdigit():
        return (is_bare and says("hour", around)) or says("year_before_noun", around)
    return number.value <= OLDEST and _is_age(before, after, is_bare)


def _is_numbering(text: str, number: Number, before: str, after: str) -> bool:
    """Return whether a number is a house's, a screen's or a line's."""
    written = text[number.start : number.stop]
    if says("house_number_after", after) or says("resolution", f"{written}|{after}"):
        return True
    if says("house_number", f"{before[-24:]}|{written}|{after}"):
        return True
    is_line = says("line_number", f"{before[-4:]}|{after[:6]}")
    return is_line and not is_vote(text, number.start, number.stop)


def _is_bore(value: float, before: str, after: str) -> bool:
    """Return whether millimetres are a weapon's: "a 9 mm", not "50 mm of rain"."""
    if not says("bore_after", after):
        return False
    if says("gun_after", after):
        return True
    is_length = says("length_after", after) or says("length_before", before)
    return value in BORES and not is_length


def _is_age(before: str, after: str, is_bare: bool) -> bool:
    """Return whether a number up to 119 is an age: "John Doe, 26,", "both 19", "in his 20s"."""
    if says("ages_before", before):
        return True
    if says("age_before", before) and says("age_after", after):
        return True
    if is_bare and (says("age_or", after) or says("ages_listed", f"{before}|{after}")):
        return True
    if is_bare and (says("age_turned", before) or says("mean_age_before", before)):
        return True
    if is_bare and says("age_limit_before", before) and says("age_limit_after", after):
        return True
    if is_bare and says("age_pair", f"{before[-24:]}|{after[:16]}"):
        return True
    if says("age_said", f"{before[-24:]}|{after}"):
        return True
    return says("decade_of_life", f"{before[-24:]}|{after[:4]}")
