"""Numbers in digits -> values: separators, scales, fractions, powers; and the sign.

What a number counts, its unit and its bounds are not here.
"""

import re
import unicodedata
from dataclasses import dataclass

from pipelines.extract.figures.cardinals import PARTS, PLURAL_PARTS
from pipelines.extract.figures.spelt import read_added, read_spelt

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "lakh": 1e5, "lac": 1e5, "crore": 1e7, "mln": 1e6, "bln": 1e9, "trn": 1e12,
    "tln": 1e12,
}  # fmt: skip
SHORT_SCALES = {
    "k": 1e3, "mm": 1e6, "mn": 1e6, "mil": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
    "tr": 1e12, "t": 1e12, "cr": 1e7,
}  # fmt: skip
GREATEST = 1e18  # ten thousand digits or 1e400 are no quantity that anybody states
GREATEST_POWER = 1e40  # but 6 x 10^23 is one
_GROUPED = (
    r"\d{1,3}(?:[,\u00a0\u202f’']\d{3}){1,5}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){1,5},\d{1,2}(?![\d,])"  # 1.234,56 on the Continent
    r"|\d{1,3}(?:\.\d{3}){2,5}(?!\.?\d)"
    r"|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)(?:\.\d+)?"  # 12,34,567 in India
    r"|\d{1,3}(?: \d{3}){1,3}(?![\d,.]\d)(?! ?\d)"
    r"|\d{1,3}(?: , \d{3}){1,3}(?!\d)"  # tokenised text
    r"|\d{1,3},\d{1,2}(?=\s?%|\s?[€$£]|\s(?:per\s?cent|[mb]illion|euros?|km|kg|metres?)\b)"
    r"|(?<![\d,.])\d{1,3},\d{1,2}(?=\s?[.;)]?(?:\n|$))"  # "1,3" and no more of a list
    r"|\d+ \. \d{1,2}(?=\s?%|\s(?:per|[mb]illion))"
)
_SHARE = (
    r"(?:(?P<units>\d{1,4})(?: {1,2}|-| and ))?(?!9/11\b)(?P<top>\d{1,3})"
    r"/(?P<bottom>[2-9]|1\d|20|32|64|1(?:0{2,6}|,0{3}(?:,0{3})?))(?![\d/])"
    r"|(?:(?P<before>\d{1,6})(?:\sand)?)?\s?(?P<glyph>[¼-¾⅐-⅞])"
)
_DIGITS = re.compile(rf"(?:{_SHARE})|(?P<number>{_GROUPED}|\d+(?:\.\d+)?|\.\d+)")
_POWER = re.compile(
    r"\s?[x×*·]\s?(?P<base>\d{1,3})(?:\s?(?:\^|\*\*)\s?(?P<times>[-−–+]?\d{1,3})(?!\d)"
    r"|(?<=10)\s?(?P<less>[-−–]\d{1,2})(?![\d,.]?\d)|(?P<high>[⁺⁻]?[⁰¹²³⁴-⁹]{1,3}))"
    r"|[eE](?P<tens>[-−+]?\d{1,3})(?![\w.])|(?:\^|\*\*)(?P<power>[-−–+]?\d{1,3})(?!\d)"
    r"|(?<=\b10)(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]{1,3})"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–", "0123456789+---")
_CONTINENTAL = re.compile(r"(\d{1,3}(?:\.\d{3})*),(\d{1,2})|(\d{1,3}(?:\.\d{3}){2,})")
_SCALE = re.compile(
    rf"(?:\s{{1,2}}|\s?-\s?)?(?P<scale>(?i:{'|'.join(SCALES)}))s?\b"
    r"|(?P<near>MM|mil|mn|bn|tn|tr|k|K|m|M|b|B|T|BN|Bn|Mn|MN|TN|cr)(?![A-Za-z\d])"
    r"|\s{1,2}(?P<far>mn|bn|tn|k|cr|(?<=[$€£¥]\d{1}\s)[MBT]|(?<=[$€£¥]\d{2}\s)[MBT]"
    r"|(?<=[$€£¥]\d{3}\s)[MBT]|(?<=[$€£¥]\d\.\d\s)[MBT]|(?<=[$€£¥]\d\d\.\d\s)[MBT])(?![A-Za-z\d])"
)
_GOES_ON = re.compile(r"\s(?:and\s)?(?P<rest>\d{1,3})(?![\d.,]\d|\d)(?P<hundred>\shundred\b)?")
_PART = re.compile(r"\s(?P<part>[a-zA-Z]+(?:rds?|ths?))\b")
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
    is_power: bool = False


def read_number(text: str, start: int) -> Written | None:
    """Return the number that begins at a position, with its sign, None where none does.

    >>> [read_number(t, 0).value for t in ("1.2 million", "2 1/4", "1.5 x 10^6", "3½")]
    [1200000.0, 2.25, 1500000.0, 3.5]
    >>> read_number("fell to minus 5", 14).value
    -5.0
    """
    found = _spelt(text, start) if text[start].isalpha() else _digits(text, start)
    if found is None or abs(found.value) >= (GREATEST_POWER if found.is_power else GREATEST):
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
    # the mark of a list or of a place, "Leeds - Five died", also at a line's end
    is_dash = sign[0][-1].isspace() and sign[0][0] in "-−"
    if (
        is_dash
        and not _is_cell(text, begin, found.end)
        and (begin == 0 or text[begin - 2 : begin - 1] not in tuple("(=<>"))
    ):
        return found
    return Written(
        begin, found.end, -found.value, found.is_digits, found.scale, found.short, found.is_weak,
        found.plain,
    )  # fmt: skip


def _is_cell(text: str, start: int, end: int) -> bool:
    """Return whether nothing else stands on the line: "- 5" in a table is no item of a list."""
    before, after = text[max(0, start - 8) : start], text[end : end + 8]
    return not (before.rpartition("\n")[2].strip() or after.partition("\n")[0].strip(" .\t\r"))


def rounded(value: float) -> float:
    """Return a value without the dust of binary fractions, to six digits where it is small.

    >>> rounded(2 / 3), rounded(1 / 121), rounded(0.1 + 0.2)
    (0.666667, 0.00826446, 0.3)
    """
    return round(value, 6) if abs(value) >= 0.1 else float(f"{value:.6g}")


def _spelt(text: str, start: int) -> Written | None:
    found = read_spelt(text, start)
    if found is None:
        return None
    return Written(
        start, found.end, rounded(found.value), False, found.scale, None, found.is_weak,
        is_share=found.is_share,
    )  # fmt: skip


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
    power = _POWER.match(text, match.end())
    if power:
        raised = _raised(value, power)
        if raised is None:
            return None
        return Written(start, power.end(), raised, True, is_power=True)
    return _scaled(text, match, value)


def _scaled(text: str, match: re.Match[str], value: float) -> Written:
    """Return digits with the scale after them and what "and" adds."""
    end, scale, short = match.end(), 1.0, None
    after = _SCALE.match(text, end)
    plain = match[0]
    if after:
        if after["scale"]:
            scale, end, plain = SCALES[after["scale"].lower()], after.end(), ""
            again = _SCALE.match(text, end)
            if again and again["scale"] and (more := SCALES[again["scale"].lower()]) > scale:
                scale, end = scale * more, again.end()  # "2 lakh crore"
        else:
            short, end = after["near"] or after["far"], after.end()
            scale, plain = SHORT_SCALES[short.lower()], ""
        value = round(value * scale, 6)  # 8.2 * 1e6 is 8199999.999999999
    part = _PART.match(text, end) if scale == 1 else None
    if part and (share := _denominator(part["part"].lower(), value)):
        return Written(match.start(), part.end(), rounded(value / share), True, is_share=True)
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
    if match.groupdict().get("bottom"):
        plain = ""
    return Written(match.start(), end, value, True, scale, short, plain=plain)


def _denominator(word: str, value: float) -> float:
    """Return what "2 thirds" or "1 millionth" divides by, 0 where nothing; a quarter is a time."""
    if word.startswith(("quarter", "half", "halves")):
        return 0.0
    return PARTS.get(word, 0.0) if value == 1 else PLURAL_PARTS.get(word, 0.0)


def _value(match: re.Match[str]) -> float | None:
    if match["number"]:
        decimal = _CONTINENTAL.fullmatch(match["number"])
        if decimal:
            return float(f"{(decimal[1] or decimal[3]).replace('.', '')}.{decimal[2] or 0}")
        digits = re.sub(r"[, \u00a0\u202f’']", "", match["number"])
        return float(digits) if len(digits) <= 15 else None
    if match["top"]:
        top, bottom = int(match["top"]), int(match["bottom"].replace(",", ""))
        if top >= bottom:  # 24/7, a score
            return None
        return rounded(int(match["units"] or 0) + top / bottom)
    return rounded(int(match["before"] or 0) + unicodedata.numeric(match["glyph"]))


def _raised(value: float, power: re.Match[str]) -> float | None:
    written = next(filter(None, power.group("tens", "times", "less", "high", "power", "raised")))
    times = int(written.translate(_RAISED))
    try:
        if power["tens"]:
            return value * 10.0**times
        if power["base"]:
            return value * float(power["base"]) ** times
        return value**times
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
