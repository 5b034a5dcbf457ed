"""What stands before and after a number and says of what kind it is: money, percent, a measure.

Currencies are ``seeds/reference/figure_currencies.csv`` (before the number), units
``figure_units.csv`` (words) and ``figure_unit_symbols.csv`` (signs, whose case counts). What the
number is worth is not here.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache

from pipelines.extract.figures.lexicon import lexicon
from pipelines.settings import reference_path

PERCENT = re.compile(
    r"\s?%|[\s-]*(?:per\s?cent|pct|pc)(?![A-Za-z])(?:age\s+points?)?|\s+percentage\s+points?\b"
    r"|-?\s?percentage-points?\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?P<gap>\s{1,2}|\s?[-‑–]\s?|)(?:U\.?S\.?\s)?(?P<one>[^\W\d_]+[²³]?)\.?"
    r"(?P<two>[\s-][^\W\d_]+[²³]?)?(?P<three>[\s-][^\W\d_]+)?"
)
_SYMBOL = re.compile(
    r"(?P<gap>[\s]?-?)(?P<symbol>°(?:\s?[CFK]\b)?|[A-Za-zµΩ]+(?:/[a-z]+)?[²³23]?(?![\w]))"
)
_AFTER_MONEY = re.compile(r"\s?(?:US\s?)?(?P<sign>[$€£¥₹₽₪₴₺])(?!\s?\d)")
_MEASURED = re.compile(r"\s+(?:of|in\s+weight)\b|[\s-]heavy\b")
_TENFOLD = {"m": 1e6, "k": 1e3, "b": 1e9, "t": 1e6}


@dataclass(frozen=True, slots=True)
class Unit:
    """Kind and unit of a number, where the unit ends and by what it multiplies ("30 MUSD")."""

    kind: str
    unit: str | None
    end: int
    factor: float = 1.0


@cache
def _symbols() -> dict[str, tuple[str, bool]]:
    with reference_path("figure_unit_symbols.csv").open(encoding="utf-8", newline="") as lines:
        return {r["symbol"]: (r["unit"], r["gap"] == "yes") for r in csv.DictReader(lines)}


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
        return Unit("money", _currencies()[money["sign"]], money.end())
    symbol = _SYMBOL.match(text, stop) if is_digits else None
    if symbol:
        known = _symbols().get(re.sub(r"\s", "", symbol["symbol"]))
        if known and (known[1] or symbol["gap"] == ""):
            kind = "money" if known[0] in _codes() else "measure"
            return Unit(kind, known[0] if kind == "measure" else None, symbol.end())
    words = _WORDS.match(text, stop)
    return _unit_in_words(text, stop, words) if words else Unit("count", None, stop)


def _unit_in_words(text: str, stop: int, words: re.Match[str]) -> Unit:
    known = lexicon().units
    one, two, three = words["one"], words["two"] or "", words["three"] or ""
    for written, end in (
        (one + two + three, words.end("three")),
        (one + two, words.end("two")),
        (one, words.end("one")),
    ):
        if end == -1:
            continue
        name = re.sub(r"[\s-]+", " ", written.lower())
        for form in (name, name.removesuffix("s"), name.removesuffix("es"), _single(name)):
            if form in known:
                kind, unit = known[form]
                # "a 5 million-pound deal" is money
                is_scaled = text[max(0, stop - 6) : stop].lower() == "illion"
                is_hyphen = words["gap"].strip() != "" and not is_scaled
                if form == "pound" and (is_hyphen or _MEASURED.match(text, end)):
                    kind, unit = "measure", "[lb_av]"
                return Unit(kind, unit or None, end)
    code = one
    goes_on = text[words.end("one") : words.end("one") + 1].isdigit()  # "3 USD50 cards"
    if code in _codes() and not goes_on:
        return Unit("money", code, words.end("one"))
    if len(one) == 4 and one[0] in "MKB" and one[1:] in _codes():
        return Unit("money", one[1:], words.end("one"), _TENFOLD[one[0].lower()])
    if two.strip().lower() in known and known[two.strip().lower()][0] == "money":
        return _of_a_country(known[two.strip().lower()], one, words.end("two"), stop)
    plural = two.strip().lower().removesuffix("s")
    if plural in known and known[plural][0] == "money":
        return _of_a_country(known[plural], one, words.end("two"), stop)
    return Unit("count", None, stop)


def _of_a_country(unit: tuple[str, str], nation: str, end: int, stop: int) -> Unit:
    """Return the unit of "300 Turkish lira": a capital says that a nation stands before."""
    return Unit(unit[0], unit[1], end) if nation[0].isupper() else Unit("count", None, stop)


def _single(name: str) -> str:
    """Return "mile per hour" for "miles per hour"."""
    first, _, rest = name.partition(" ")
    return f"{first.removesuffix('s')} {rest}" if rest else first
