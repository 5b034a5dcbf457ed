"""Numbers in digits -> values: separators, scales, fractions, powers; and the sign.

What a number counts, its unit and its bounds are not here.
"""

import re
import unicodedata
from dataclasses import dataclass

from pipelines.extract.figures.spelt import read_added, read_spelt

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "lakh": 1e5, "crore": 1e7, "mln": 1e6, "bln": 1e9, "trn": 1e12,
}  # fmt: skip
SHORT_SCALES = {"k": 1e3, "mm": 1e6, "mn": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
GREATEST = 1e18  # ten thousand digits or 1e400 are no quantity that anybody states
_GROUPED = (
    r"\d{1,3}(?:[,\u00a0\u202f’]\d{3}){1,5}(?!\d)(?:\.\d+)?"
    r"|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)(?:\.\d+)?"  # 12,34,567 in India
    r"|\d{1,3}(?: \d{3}){1,3}(?![\d,.]\d)(?! ?\d)"
    r"|\d{1,3}(?: , \d{3}){1,3}(?!\d)"  # tokenised text
    r"|\d{1,3},\d{1,2}(?=\s?%|\s(?:per\s?cent|[mb]illion)\b)"  # "12,5 %"
    r"|\d+ \. \d{1,2}(?=\s?%|\s(?:per|[mb]illion))"
)
_SHARE = (
    r"(?:(?P<units>\d{1,4})(?: {1,2}|-))?(?!9/11\b)(?P<top>\d{1,3})"
    r"/(?P<bottom>[2-9]|1\d|20|32|64|100)(?![\d/])"
    r"|(?P<before>\d{1,6})?\s?(?P<glyph>[¼-¾⅐-⅞])"
)
_DIGITS = re.compile(rf"(?:{_SHARE})|(?P<number>{_GROUPED}|\d+(?:\.\d+)?|\.\d+)")
_POWER = re.compile(
    r"\s?[x×*]\s?(?P<base>\d{1,3})\s?\^\s?(?P<times>[-−]?\d{1,3})(?!\d)"
    r"|[eE](?P<tens>[+-]?\d{1,3})(?![\w.])|\^(?P<power>[-−]?\d{1,3})(?!\d)"
)
_SCALE = re.compile(
    rf"(?:\s{{1,2}}|\s?-\s?)?(?P<scale>(?i:{'|'.join(SCALES)}))s?\b"
    r"|(?P<near>MM|mn|bn|tn|k|K|m|M|b|B|BN|Bn|Mn|MN)(?![A-Za-z\d])"
    r"|\s{1,2}(?P<far>mn|bn|tn|k)(?![A-Za-z\d])"
)
_GOES_ON = re.compile(r"\s(?:and\s)?(?P<rest>\d{1,3})(?![\d.,]\d|\d)(?P<hundred>\shundred\b)?")
_SIGN = re.compile(r"(?:(?:^|(?<=[\s(=<>]))[-−]|\b(?:minus|negative)(?:\s|-))\s?$", re.I)
_MARGIN = re.compile(r"\bplus[\s-]or[\s-]minus\s$", re.IGNORECASE)
_SIGNED = re.compile(r"[-−]$")


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written; ``short`` is a one-letter scale, which a metre or a kelvin may be."""

    start: int
    end: int
    value: float
    is_digits: bool
    scale: float = 1.0
    short: str | None = None
    is_weak: bool = False
    plain: str = ""
    is_share: bool = False


def read_number(text: str, start: int) -> Written | None:
    """Return the number that begins at a position, with its sign, None where none does.

    >>> [read_number(t, 0).value for t in ("1.2 million", "2 1/4", "1.5 x 10^6", "3½")]
    [1200000.0, 2.25, 1500000.0, 3.5]
    >>> read_number("fell to minus 5", 14).value
    -5.0
    """
    found = _spelt(text, start) if text[start].isalpha() else _digits(text, start)
    if found is None or abs(found.value) >= GREATEST:
        return None
    opening = text[max(0, start - 10) : start]
    sign = _SIGN.search(opening)
    if sign is None and _SIGNED.search(opening) and opening[-2:-1] in "$€£¥":
        sign = _SIGNED.search(opening)
    is_margin = sign is not None and _MARGIN.search(text[max(0, start - 24) : start])
    if sign is None or is_margin:
        return found
    begin = start - len(opening) + sign.start()
    if sign[0][0] in "-−" and opening[: sign.start()].rstrip()[-1:].isdigit():  # "75 -300"
        return found
    is_dash = " " in sign[0] and sign[0][0] in "-−"  # the mark of a list, "Leeds - Five died"
    if is_dash and (begin == 0 or text[begin - 2 : begin - 1] not in tuple("(=<>")):
        return found
    return Written(
        begin, found.end, -found.value, found.is_digits, found.scale, found.short, found.is_weak,
        found.plain,
    )  # fmt: skip


def _spelt(text: str, start: int) -> Written | None:
    found = read_spelt(text, start)
    if found is None:
        return None
    value = round(found.value, 6) or found.value
    return Written(
        start, found.end, value, False, found.scale, None, found.is_weak, is_share=found.is_share
    )


def _digits(text: str, start: int) -> Written | None:
    match = _DIGITS.match(text, start)
    if match is None:
        return None
    value = _value(match)
    if value is None:
        match = re.compile(r"\d+").match(text, start)
        if match is None or match.end() - start > 15:
            return None
        value = float(match[0])
    end, scale, short = match.end(), 1.0, None
    power = _POWER.match(text, end)
    if power:
        raised = _raised(value, power)
        return None if raised is None else Written(start, power.end(), raised, True)
    after = _SCALE.match(text, end)
    plain = match[0]
    if after:
        if after["scale"]:
            scale, end, plain = SCALES[after["scale"].lower()], after.end(), ""
        else:
            short, end = after["near"] or after["far"], after.end()
            scale, plain = SHORT_SCALES[short.lower()], ""
        value = round(value * scale, 6)  # 8.2 * 1e6 is 8199999.999999999
    if scale in (1e2, 1e3) and short is None:
        value, end = _gone_on(text, value, scale, end)
    if text[end : end + 5].lower().startswith(" and "):
        added = read_added(text, end, scale)
        if added is not None:
            value, end = value + added[0], added[1]
            again = _SCALE.match(text, end) if scale == 1 else None
            if again and again["scale"]:
                scale, end = SCALES[again["scale"].lower()], again.end()
                value *= scale
    return Written(start, end, value, True, scale, short, plain=plain)


def _value(match: re.Match[str]) -> float | None:
    if match["number"]:
        decimal = re.fullmatch(r"(\d{1,3}),(\d{1,2})", match["number"])
        if decimal:
            return float(f"{decimal[1]}.{decimal[2]}")
        digits = re.sub(r"[, \u00a0\u202f’]", "", match["number"])
        return float(digits) if len(digits) <= 15 else None
    if match["top"]:
        top, bottom = int(match["top"]), int(match["bottom"])
        if top >= bottom:  # 24/7, a score
            return None
        return round(int(match["units"] or 0) + top / bottom, 6)
    return round(int(match["before"] or 0) + unicodedata.numeric(match["glyph"]), 6)


def _raised(value: float, power: re.Match[str]) -> float | None:
    try:
        if power["tens"]:
            return value * 10.0 ** int(power["tens"])
        if power["base"]:
            return value * float(power["base"]) ** int(power["times"].replace("−", "-"))
        return value ** int(power["power"].replace("−", "-"))
    except (OverflowError, ZeroDivisionError):
        return None


def _gone_on(text: str, value: float, scale: float, end: int) -> tuple[float, int]:
    """Read on over "3 hundred and 21" and "4 thousand 3 hundred"."""
    more = _GOES_ON.match(text, end)
    if more is None:
        return value, end
    rest = float(more["rest"]) * (100 if more["hundred"] else 1)
    fits = rest < scale and (more["hundred"] is not None or scale == 100)
    return (value + rest, more.end()) if fits else (value, end)
