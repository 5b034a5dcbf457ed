"""Expressions of units -> UCUM: "m/s²", "N·m", "kilometres an hour", "watts per square metre".

The units are ``seeds/reference/figure_units.csv`` (words), ``figure_unit_symbols.csv`` (signs,
whose case counts) and ``figure_unit_prefixes.csv``. Money and percentages are in ``units``, which
asks here.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache

from pipelines.settings import reference_path

_SAME_SIGNS = str.maketrans({"µ": "μ", "\u2126": "Ω", "º": "°"})
_GAP = re.compile(r"\s{1,2}[-‑–]?|[-‑–]\s?|")
_NAMES = re.compile(
    r"(?:U\.?S\.?\s)?(?P<power>(?:square|cubic|sq|cu)\b\.?[\s-]+)?"
    r"(?P<one>[^\W\d_]+)(?P<two>[\s-][^\W\d_]+)?(?P<three>[\s-][^\W\d_]+)?"
    r"(?P<four>[\s-][^\W\d_]+)?"
)
_SIGN = re.compile(r"°\s?[CFK]\b|[℃℉°‰]|[mk]\.p\.[hg]\b\.?|[A-Za-zμµΩ\u2126Åº]+")
_INCHES = re.compile(r"\.(?:\s[a-z(]|\s?[,;)]|$)")  # "2 in. of rain"
_EXPONENT = re.compile(
    r"\^(?P<power>[-−–]?[1-6])(?![\d.,]?\d|\w)|(?P<digit>[23])(?![\d.,]?\d|\w)"
    r"|(?P<less>[-−–][1-6])(?![\d.,]?\d|\w)|(?P<raised>⁻?[¹²³⁴⁵⁶])(?!\w)"
)
_SQUARED = frozenset({"m", "[ft_i]", "[in_i]", "[yd_i]", "[mi_i]", "s"})  # no "V6", no "A3"
_RAISED = str.maketrans("⁻¹²³⁴⁵⁶", "-123456")
_POWER_AFTER = re.compile(r"[\s-](?P<power>squared|cubed)\b")
_DIVIDED = re.compile(r"\s?/\s?|[\s-]per[\s-]|\s(?:an?|each|every)\s")
_TIMES = re.compile(r"\s?[·⋅∙*]\s?| (?=[A-Za-zμΩ]+\^?[-−–⁻])")
_LONE = re.compile(r"\.?(?:$|[\s,;:)\]/?!])(?!\s?[A-Z\d])")
_POWERS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3, "squared": 2, "cubed": 3}
_TIMES_OF_DAY = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})  # a duration is no figure
_OWN_CODE = {  # customary areas and volumes have codes of their own
    ("[ft_i]", 2): "[sft_i]", ("[ft_i]", 3): "[cft_i]", ("[in_i]", 2): "[sin_i]",
    ("[in_i]", 3): "[cin_i]", ("[yd_i]", 2): "[syd_i]", ("[yd_i]", 3): "[cyd_i]",
}  # fmt: skip
LONGEST = 4  # factors of one expression


@dataclass(frozen=True, slots=True)
class Factor:
    """One unit of an expression; ``gap`` says whether a blank may stand before it."""

    kind: str
    code: str
    end: int
    gap: str
    power: int = 1


@cache
def unit_words() -> dict[str, tuple[str, str]]:
    """Return (kind, code) of the units and currencies in words, prefixes included."""
    found: dict[str, tuple[str, str]] = {}
    with reference_path("figure_unit_prefixes.csv").open(encoding="utf-8", newline="") as lines:
        prefixes = [(r["words"], r["unit"]) for r in csv.DictReader(lines) if r["words"]]
    with reference_path("figure_units.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if row["prefixes"] != "no":
            for words, code in prefixes:
                made = (row["kind"], code + row["unit"])
                found[words + row["words"]] = found[f"{words} {row['words']}"] = made
    found |= {r["words"]: (r["kind"], r["unit"]) for r in rows if r["prefixes"] != "only"}
    with reference_path("figure_currency_names.csv").open(encoding="utf-8", newline="") as lines:
        found |= {row["words"]: ("money", row["unit"]) for row in csv.DictReader(lines)}
    return found


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    with reference_path("figure_unit_prefixes.csv").open(encoding="utf-8", newline="") as lines:
        prefixes = {row["symbol"]: row["unit"] for row in csv.DictReader(lines)}
    with reference_path("figure_unit_symbols.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        for sign in row["prefixes"]:
            found[sign + row["symbol"]] = (prefixes[sign] + row["unit"], "yes")
    return found | {row["symbol"]: (row["unit"], row["gap"]) for row in rows}


def read_units(text: str, stop: int, is_digits: bool = True) -> Factor | None:
    """Return the unit that stands after a number, None where none does.

    >>> [read_units(t, 2).code for t in ("25 kilometres an hour", "10 m/s²", "40 N·m")]
    ['km/h', 'm/s2', 'N.m']
    """
    gap = _GAP.match(text, stop)
    start = gap.end() if gap else stop
    first = _factor(text, start, is_digits)
    if first is None or first.kind in ("money", "percent"):
        return first
    if first.kind == "time" or first.code in _TIMES_OF_DAY:
        return None
    codes, end = [_raised(first.code, first.power)], first.end
    divided: dict[str, int] = {}
    while len(codes) + len(divided) < LONGEST:
        more = _next(text, end, is_digits)
        if more is None:
            break
        is_divided, factor = more
        if is_divided:
            divided[factor.code] = divided.get(factor.code, 0) + factor.power
        else:
            codes.append(_raised(factor.code, factor.power))
        end = factor.end
    is_alone = len(codes) == 1 and not divided
    if is_alone and not _stands(text, stop, start, first):
        return None
    over = "".join(f"/{_raised(code, power)}" for code, power in divided.items())
    return Factor("measure", ".".join(codes) + over, end, "yes")


def _stands(text: str, stop: int, start: int, unit: Factor) -> bool:
    """Return whether a sign may stand where it does: "12V", but no group called "4 A"."""
    if unit.gap == "never":
        return False
    if unit.code == "[in_i]" and _INCHES.match(text, unit.end):
        return True
    is_lone = unit.gap == "lone" and _LONE.match(text, unit.end) is not None
    return start == stop or unit.gap in ("yes", "word") or is_lone


def _raised(code: str, power: int) -> str:
    if power == 1:
        return code
    if (code, power) in _OWN_CODE:
        return _OWN_CODE[code, power]
    return f"({code}){power}" if "/" in code or "." in code else f"{code}{power}"


def _next(text: str, end: int, is_digits: bool) -> tuple[bool, Factor] | None:
    """Return (whether it divides, factor) of what goes on a unit: "/s", " per hour", "·m"."""
    divided = _DIVIDED.match(text, end)
    times = None if divided else _TIMES.match(text, end)
    joint = divided or times
    if joint is None:
        return None
    factor = _factor(text, joint.end(), is_digits or joint[0].strip() == "/", is_first=False)
    if factor is None or factor.kind not in ("measure", "time"):
        return None
    if joint[0] == " " and factor.power > 0:
        return None
    return divided is not None, factor


def _factor(text: str, start: int, is_digits: bool, is_first: bool = True) -> Factor | None:
    sign = _sign(text, start, is_first) if is_digits else None
    name = _name(text, start)
    if sign is None or name is None:
        return sign or name
    return sign if name.end <= sign.end and sign.gap != "never" else name  # "25bps"


def _sign(text: str, start: int, is_first: bool) -> Factor | None:
    match = _SIGN.match(text, start)
    if match is None:
        return None
    known = _symbols().get(re.sub(r"[\s.]", "", match[0]).translate(_SAME_SIGNS))
    if known is None:
        return None
    exponent = _EXPONENT.match(text, match.end())
    is_length = known[0] in _SQUARED or known[0][-1:] == "m"
    if exponent and ((exponent["less"] and is_first) or (exponent["digit"] and not is_length)):
        exponent = None
    if exponent is None:
        follows = text[match.end() : match.end() + 1]
        is_whole = not (follows.isalnum() or follows in ("’", "'"))
        return Factor("measure", known[0], match.end(), known[1]) if is_whole else None
    return Factor("measure", known[0], exponent.end(), "yes", _power(exponent))


def _power(exponent: re.Match[str]) -> int:
    written = exponent["raised"]
    written = written.translate(_RAISED) if written else exponent[0].lstrip("^")
    return int(written.replace("−", "-").replace("–", "-"))


def _name(text: str, start: int) -> Factor | None:
    """Return the longest unit in words from a position on: "kilowatt hours", "square metres"."""
    match = _NAMES.match(text, start)
    if match is None:
        return None
    known, before = unit_words(), match["power"] or ""
    power = _POWERS[before.strip(" -.\n\t").lower()] if before.strip() else 1
    for last in ("four", "three", "two", "one"):
        end = match.end(last)
        if end == -1:
            continue
        name = re.sub(r"[\s-]+", " ", text[match.start("one") : end].lower())
        if power > 1:
            whole = _known(f"{'square' if power == 2 else 'cubic'} {name}")
            if whole:
                return Factor(*known[whole], end, "word")
        form = _known(name)
        if form and not (power > 1 and known[form][0] != "measure"):
            return _with_power(text, Factor(*known[form], end, "word", power))
    sign = _symbols().get(match["one"]) if power > 1 else None  # "5 sq mi"
    return Factor("measure", sign[0], match.end("one"), "word", power) if sign else None


def _with_power(text: str, factor: Factor) -> Factor:
    """Add "squared" or "²" after a unit in words."""
    after = _POWER_AFTER.match(text, factor.end)
    raised = re.compile("[²³]").match(text, factor.end)
    if factor.power > 1 or not (after or raised):
        return factor
    if after:
        return Factor(factor.kind, factor.code, after.end(), "word", _POWERS[after["power"]])
    assert raised is not None
    power = 2 if raised[0] == "²" else 3
    return Factor(factor.kind, factor.code, raised.end(), "word", power)


def _known(name: str) -> str | None:
    """Return the form of a name that the lists know: a plural ends its last or its first word."""
    known = unit_words()
    first, _, rest = name.partition(" ")
    single = f"{first.removesuffix('s')} {rest}" if rest else first
    forms = (
        name,
        name.removesuffix("s"),
        name.removesuffix("es"),
        single,
        single.removesuffix("s"),
    )
    return next((form for form in forms if form in known), None)
