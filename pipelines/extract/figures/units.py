"""What stands before and after a number and says of what kind it is: money, percent, a measure.

Currencies are ``seeds/reference/figure_currencies.csv`` (before the number), units
``figure_units.csv`` (words) and ``figure_unit_symbols.csv`` (signs, whose case counts). What the
number is worth is not here.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache

from pipelines.extract.figures.unit_expressions import Factor, read_units, unit_words
from pipelines.settings import reference_path

PERCENT = re.compile(
    r"\s?%|[\s-]*(?:per[\s-]?cent|pct|pc)(?![A-Za-z])(?:age\s+points?)?|\s+percentage\s+points?\b"
    r"|-?\s?percentage-points?\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:\s{1,2}|\s?[-‑–]\s?|)(?P<code>[MKB]?[A-Z]{3})(?![^\W_])")
_NATION = re.compile(r"\s{1,2}(?P<nation>[A-Z][A-Za-z]+)\s(?P<money>[A-Za-z]+)\b")
_AFTER_MONEY = re.compile(
    r"\s?(?:US\s?)?(?P<sign>[$€£¥₹₽₪₴₺¢₦₩₱₫฿₸₾₼֏₡₵])(?:(?!\s?\d)|(?=\s\d{1,2}\s?(?:cents?|pence|p)\b))"
)
_RAND = re.compile(r"\d[\d.,]*(?:\s?[mbtr]+illion|\s?[mb]n\b|m\b|b\b)|\d{1,3}(?:[, ]\d{3})+\b")
_MEASURED = re.compile(
    r"\s+(?:of|in\s+weight)\b|[\s-](?:heavy|heavier|lighter|overweight|underweight|body)\b", re.I
)
_WEIGHS = re.compile(
    r"\b(?:weigh\w*|body\s?weight|tipp\w+\s+the\s+scales?|bench[- ]press\w*)\b[^.;]{0,60}$", re.I
)
_NOUN_AFTER = re.compile(r"\s[a-z]+\b")  # "a 150 pound man"
_CENTS = re.compile(r"c(?![\w.'’])(?P<goes_on>\s(?:an?|per|each|higher|lower)\b|\sto\s\d|/)?")
_CENTS_BEFORE = re.compile(
    r"\b(?:up|down|by|at|gained|lost|fell|rose|added|shed|cost(?:s|ing)?)\s[\d.]+$", re.IGNORECASE
)
_HEAT = re.compile(r"\b(?:temperatures?|heat\w*|warm\w*|cold\w*|oven|weather|degrees?)\b", re.I)
_AT_SEA = re.compile(
    r"\b(?:sea|coast|shore|offshore|ships?|vessels?|boats?|nav(?:y|al)|islands?|ports?|straits?|gulf"
    r"|sail\w*|warships?|tankers?|waters|aircraft|flight|north|south|east|west|miles?)\b",
    re.IGNORECASE,
)
_TENFOLD = {"m": 1e6, "k": 1e3, "b": 1e9, "t": 1e6}


@dataclass(frozen=True, slots=True)
class Unit:
    """Kind and unit of a number, where the unit ends and by what it multiplies ("30 MUSD")."""

    kind: str
    unit: str | None
    end: int
    factor: float = 1.0


@cache
def _currencies() -> dict[str, str]:
    with reference_path("figure_currencies.csv").open(encoding="utf-8", newline="") as lines:
        return {row["prefix"]: row["unit"] for row in csv.DictReader(lines)}


@cache
def _codes() -> dict[str, str]:
    return {p: u for p, u in _currencies().items() if p == u}


@cache
def _before() -> re.Pattern[str]:
    prefixes = sorted(_currencies(), key=len, reverse=True)
    return re.compile(
        rf"(?<![A-Za-z])(?P<tenfold>[MKB](?=[A-Z]{{3}}\s?$))?"
        rf"(?P<prefix>{'|'.join(re.escape(p) for p in prefixes)})\s?$"
    )


@cache
def _ends() -> frozenset[str]:
    return frozenset(p[-1] for p in _currencies())


def money_before(text: str, start: int) -> tuple[str, int, float] | None:
    """Return (currency, where its sign begins, factor) of what stands right before a number.

    >>> money_before("worth US$1.2 billion", 9)
    ('USD', 6, 1.0)
    """
    opening = text[max(0, start - 9) : start]
    if opening.rstrip()[-1:] not in _ends():
        return None
    match = _before().search(opening)
    if match is None:
        return None
    if match["prefix"] == "R" and not _RAND.match(text, start):  # "R 2" is many things
        return None
    factor = _TENFOLD[match["tenfold"].lower()] if match["tenfold"] else 1.0
    return _currencies()[match["prefix"]], start - len(opening) + match.start(), factor


def unit_after(text: str, stop: int, is_digits: bool = True) -> Unit:
    """Return kind and unit of what follows a number; a count where it is no unit.

    >>> unit_after("30 km of road", 2)
    Unit(kind='measure', unit='km', end=5, factor=1.0)
    """
    percent = PERCENT.match(text, stop)
    if percent:
        return Unit("percent", "%", percent.end())
    money = _AFTER_MONEY.match(text, stop)
    if money:
        return Unit("money", _currencies().get(money["sign"]), money.end())
    cents = _cents(text, stop) if is_digits else None
    if cents is not None:
        return cents
    found = read_units(text, stop, is_digits)
    if found is not None:
        return _of_words(text, stop, found)
    return _of_code(text, stop) or _of_a_country(text, stop) or Unit("count", None, stop)


def _cents(text: str, stop: int) -> Unit | None:
    """Return the unit of "60c a litre", "fell 3c", not of "an oven at 200c"."""
    match = _CENTS.match(text, stop)
    if match is None or _HEAT.search(text[max(0, stop - 40) : stop + 20]):
        return None
    before = _CENTS_BEFORE.search(text[max(0, stop - 20) : stop])
    return Unit("money", None, stop + 1) if match["goes_on"] or before else None


def _of_words(text: str, stop: int, found: Factor) -> Unit:
    """Return a unit; a pound is one of weight where the words say so."""
    if found.code == "GBP" and text[stop : found.end].lower().strip(" -‑–s") == "pound":
        # "a 5 million-pound deal" is money
        is_scaled = text[max(0, stop - 6) : stop].lower() == "illion"
        is_hyphen = text[stop : stop + 2].strip(" ")[:1] in ("-", "‑", "–")
        before = text[max(0, stop - 80) : stop]
        is_single = text[found.end - 1] in "dD" and bool(_NOUN_AFTER.match(text, found.end))
        is_weight = is_single or bool(_MEASURED.match(text, found.end) or _WEIGHS.search(before))
        if (is_hyphen or is_weight) and not is_scaled:
            return Unit("measure", "[lb_av]", found.end)
    if found.kind == "measure" and found.code in _codes():  # "5p"
        return Unit("money", None, found.end)
    if found.code == "[nmi_i]" and text[stop : found.end].strip(" -‑–") == "nm":
        is_at_sea = _AT_SEA.search(text[max(0, stop - 80) : stop + 80])
        return Unit("measure", found.code if is_at_sea else "nm", found.end)
    return Unit(found.kind, found.code or None, found.end)


def _of_code(text: str, stop: int) -> Unit | None:
    match = _CODE.match(text, stop)
    if match is None:
        return None
    code = match["code"]
    if code in _codes():
        return Unit("money", code, match.end())
    if len(code) == 4 and code[1:] in _codes():
        return Unit("money", code[1:], match.end(), _TENFOLD[code[0].lower()])
    return None


def _of_a_country(text: str, stop: int) -> Unit | None:
    """Return the unit of "300 Turkish lira": a capital says that a nation stands before."""
    match = _NATION.match(text, stop)
    if match is None:
        return None
    money = match["money"].lower()
    known = unit_words().get(money) or unit_words().get(money.removesuffix("s"))
    return Unit("money", known[1], match.end()) if known and known[0] == "money" else None
