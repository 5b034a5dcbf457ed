"""Numbers as written -> values with bounds: digits, words, ranges, magnitudes, money, units.

Only what the characters say. What is counted, and what the number says of the world, is not here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipelines.extract.figures.fractions import find_fractions
from pipelines.extract.figures.lexicon import Lexicon, alternation, lexicon

DIGITS = (
    r"\d{1,3}(?:[,\u00a0\u202f’]\d{3})+(?:\.\d+)?|(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d,.]\d)"
    r"|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
)
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₪": "ILS"}
CODES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "RUB", "UAH", "AMD", "AZN", "AUD", "CAD")
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
TIME_UNIT = re.compile(
    r"[\s-]*(?:more\s+|consecutive\s+|straight\s+)?(?:seconds?|minutes?|hours?|days?|nights?|weeks?"
    r"|weekends?|months?|years?|decades?|centur(?:y|ies)|[ap]\.?m\b|o'clock|gmt|year-olds?)\b",
    re.IGNORECASE,
)
NAMED_BEFORE = re.compile(
    r"(?:\b(?:article|flight|resolution|section|chapter|no\.?|number|boeing|airbus|room|route|highway"
    r"|page|phase|aged?|age\s+of|channel|psalm|verse|level|group|g|world\s+war|type|unit|annex)"
    r"|#|@)\s*$",
    re.IGNORECASE,
)
AFTER_A_LETTER = re.compile(r"[A-Za-z][-/.:]?$|[#@]$|\d[,.:/]?$|\d[-–]\d+[-–]$")
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|from|during|before|after|early|late|mid|of|year|to|and)\s+$", re.I
)
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
OCCASION = (
    r"(?P<occasion>(?:[a-z-]+\s+)?(?:rounds?|sessions?)(?:\s+of\s+(?:[a-z-]+\s+){0,2}"
    r"(?:talks|negotiations|consultations|discussions))?|package|swap|exchange|wave|tranche|batch"
    r"|summit)"
)
ORDINAL = re.compile(
    rf"\b(?P<ordinal>{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))\s+{OCCASION}\b", re.IGNORECASE
)
NONE = re.compile(
    r"\b(?P<none>no|zero)\s+(?:(?:reported|reports\s+of|immediate|known|further|civilian)\s+)*"
    r"(?P<what>casualties|injuries|deaths|fatalities|victims)\b"
    r"|\b(?P<nobody>no\s?one|nobody|none)\s+(?:was|were|had\s+been|has\s+been)\s+"
    r"(?P<fate>killed|hurt|injured|wounded|missing|arrested)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text; ``end`` takes in its unit, ``stop`` does not.

    ``peers`` is 2 where the text gives the same number for two parties ("103 for 103").
    """

    start: int
    stop: int
    end: int
    kind: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str | None = None
    peers: int | None = None
    words: str | None = None


@cache
def _pattern() -> re.Pattern[str]:
    words = lexicon()
    plain = alternation(list(words.words))
    scale = r"hundred|thousand|million|billion|trillion|dozen|lakh|crore"
    spelt = (
        rf"(?:(?:(?:half\s+)?an?\s+)(?=(?:{scale})\b)|half\s+an?\s+(?=(?:{scale})\b))?"
        rf"(?:{plain})\b(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+(?:{plain})\b"
        rf"|[\s-]+(?:{plain})\b)*"
    )
    symbols = "".join(map(re.escape, SYMBOLS))
    return re.compile(
        rf"(?P<magnitude>\b(?:{alternation(list(words.magnitudes))})\b)"
        rf"|(?P<money>(?:\b(?:US|A|C|AU|HK|NZ))?[{symbols}]\s?|\b(?:{'|'.join(CODES)})\s)?"
        rf"(?P<number>{DIGITS}|\b{spelt})"
        rf"(?:\s*-?(?P<scale>{scale})s?\b|(?P<short>(?:k|mn|bn|m|b|tn)\b))?"
        r"(?:\s+and\s+a\s+(?P<half>half))?",
        re.IGNORECASE,
    )


def spelt_value(text: str, lexicon_: Lexicon) -> float:
    """Return the value of number words.

    >>> spelt_value("two hundred and twelve thousand", lexicon())
    212000.0
    """
    total = current = 0.0
    parts = re.split(r"[\s-]+", text.lower())
    factor = 0.5 if parts[0] == "half" else 1.0
    for part in parts:
        value = lexicon_.words.get(part)
        if value is None:
            continue
        if value >= 1000:
            total += (current or 1) * value
            current = 0.0
        elif value in (12, 100) and part in ("dozen", "hundred"):
            current = (current or 1) * value
        else:
            current += value
    return (total + current) * factor


def _value(match: re.Match[str], words: Lexicon) -> float | None:
    text = match["number"]
    if text[0].isdigit() or text[0] == ".":
        digits = re.sub(r"[, \u00a0\u202f’]", "", text)
        if len(digits) > 15:  # ten thousand digits are no quantity that anybody states
            return None
        value = float(digits)
    else:
        value = spelt_value(text, words)
    if match["half"]:
        value += 0.5
    if match["scale"]:
        value *= words.words[match["scale"].lower()]
    elif match["short"]:
        value *= SHORT_SCALES[match["short"].lower()]
    return round(value, 6)  # 8.2 * 1e6 is 8199999.999999999


def find_numbers(text: str, blocked: list[tuple[int, int]]) -> list[Number]:
    """Return the numbers of a text in order, joined to ranges and bounds.

    Args:
        text: The text.
        blocked: Sorted spans that are something else (time expressions).
    """
    words = lexicon()
    single = list(_single(text, blocked, words))
    return [_qualified(text, n, words) for n in _joined(text, single)]


def _single(text: str, blocked: list[tuple[int, int]], words: Lexicon) -> Iterator[Number]:
    special = sorted(
        [*_ordinals(text), *_zeros(text), *_fractions(text)], key=lambda n: n.start
    )  # they hold digits and words that the scan would take for counts
    taken = sorted([*blocked, *((n.start, n.stop) for n in special)])
    index = 0
    yield from special
    for match in _pattern().finditer(text):
        while index < len(taken) and taken[index][1] <= match.start():
            index += 1
        if index < len(taken) and taken[index][0] < match.end():
            continue
        if match["magnitude"]:
            low, high = words.magnitudes[" ".join(match["magnitude"].lower().split())]
            stop = match.end()
            of = re.match(r"\s+of\b", text[stop : stop + 6])
            end = stop + (of.end() if of else 0)
            yield Number(
                match.start(), stop, end, "count", None, low, high, "indefinite", words=match[0]
            )
            continue
        found = _plain(text, match, words)
        if found is not None:
            yield found


def _plain(text: str, match: re.Match[str], words: Lexicon) -> Number | None:
    start, stop = match.start(), match.end()
    number_at = match.start("number")
    before, after = text[max(0, start - 24) : start], text[stop : stop + 40]
    is_digits = text[number_at].isdigit()
    if match["money"] is None and (AFTER_A_LETTER.search(before) or NAMED_BEFORE.search(before)):
        return None
    is_joined = re.match(r"[-/:]?\d|(?:st|nd|rd|th)\b|[-‑][A-Za-z]|\.\d", after)
    if is_digits and is_joined and not re.match(r"[-–]\d+(?![-–\d])", after):
        return None
    if TIME_UNIT.match(after) and not match["money"]:
        return None
    if is_digits and not match["money"] and _is_name(before, after):
        return None
    value = _value(match, words)
    if value is None or _is_year(text, match, value, before, after):
        return None
    kind, unit, end = "count", None, stop
    if match["money"]:
        kind = "money"
        unit = SYMBOLS.get(match["money"].strip()[-1:], match["money"].strip().upper())
    else:
        kind, unit, end = _unit_after(text, stop, words)
    if kind == "count" and is_digits and re.match(r"\s*[.)]\s+\S", after):
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip():  # the number of a list
            return None
    return Number(start, stop, end, kind, value, value, value, "exact", unit, words=match[0])


def _is_name(before: str, after: str) -> bool:
    """Return whether a number belongs to the name before it: "iPhone 11 Pro", "the Big 12"."""
    named = re.search(r"(?<=[a-z,] )[A-Z][\w&]+\s$|\b[a-z]+[A-Z]\w+\s$|[A-Z]&[A-Z]\s$", before)
    return bool(named) and not re.match(r"\s?(?:%|[a-z$€£]|\d)|-", after)


def _is_year(text: str, match: re.Match[str], value: float, before: str, after: str) -> bool:
    is_plain = match["number"].isdigit() and not match["scale"] and not match["money"]
    if not is_plain or not 1500 <= value <= 2100 or len(match["number"]) != 4:
        return False
    return bool(YEAR_BEFORE.search(before)) or not re.match(r"\s+[a-z]", after)


def _unit_after(text: str, stop: int, words: Lexicon) -> tuple[str, str | None, int]:
    """Return (kind, unit, end) of what follows a number: percent, a currency, a measure."""
    after = text[stop : stop + 24]
    percent = re.match(r"\s?%|[\s-]*(?:per\s?cent|pct)\b|\s+percentage\s+points?\b", after, re.I)
    if percent:
        return "percent", "%", stop + percent.end()
    unit = re.match(r"[\s-]?(?:US\s)?((?:square|sq\.?|nautical|cubic)?\s?[A-Za-z²³]+)", after)
    if unit:
        word = unit[1].strip().lower().replace(".", "")
        for name in (word, word.removesuffix("s"), word.removesuffix("es"), word.split()[-1]):
            if name in words.units and not (name == "foot" and " " in word):
                kind, code = words.units[name]
                if kind == "measure" and name in ("ton", "t") and "-" in unit[0]:
                    break
                return kind, code, stop + unit.end()
    return "count", None, stop


def _ordinals(text: str) -> Iterator[Number]:
    for match in ORDINAL.finditer(text):
        word = match["ordinal"].lower()
        value = float(re.sub(r"\D", "", word)) if word[0].isdigit() else ORDINALS.index(word) + 1.0
        yield Number(
            match.start(), match.end(), match.end(), "ordinal", value, value, value, "exact",
            words=match["occasion"],
        )  # fmt: skip


def _fractions(text: str) -> Iterator[Number]:
    words = lexicon()
    for found in find_fractions(text):
        kind, unit, end = _unit_after(text, found.end, words)
        if TIME_UNIT.match(text[found.end : found.end + 40]) or AFTER_A_LETTER.search(
            text[max(0, found.start - 24) : found.start]
        ):
            continue
        value = found.value
        yield Number(found.start, found.end, end, kind, value, value, value, "exact", unit)


def _zeros(text: str) -> Iterator[Number]:
    for match in NONE.finditer(text):
        what = match["what"] or match["fate"]
        yield Number(
            match.start(), match.end(), match.end(), "count", 0.0, 0.0, 0.0, "exact",
            words=what.lower(),
        )  # fmt: skip


def _joined(text: str, found: list[Number]) -> list[Number]:
    """Join two numbers to a range ("six to eight") or to a swap ("103 for 103")."""
    found.sort(key=lambda n: n.start)
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        between = text[last.stop : number.start] if last and number.start - last.stop < 12 else None
        if last is None or between is None or last.value is None or number.value is None:
            joined.append(number)
            continue
        if last.qualifier == number.qualifier == "exact" and _makes_range(
            text, last, number, between
        ):
            scale = (
                number.value / last.value if last.value and number.value >= 1e6 > last.value else 1
            )
            low = last.value * (10 ** (len(str(int(scale))) // 3 * 3) if scale >= 1e3 else 1)
            kind = number.kind if last.kind == "count" else last.kind
            joined[-1] = replace(
                number, start=last.start, value=None, low=low, high=number.value,
                qualifier="range", kind=kind, unit=number.unit or last.unit,
            )  # fmt: skip
        elif between.strip() == "for" and last.value == number.value:
            joined[-1] = replace(last, stop=number.stop, end=number.stop, peers=2)
        else:
            joined.append(number)
    return joined


def _makes_range(text: str, last: Number, number: Number, between: str) -> bool:
    if last.value is None or number.value is None or last.value >= number.value:
        return False
    if last.kind not in ("count", number.kind) or "ordinal" in (last.kind, number.kind):
        return False
    joint = between.strip()
    opening = text[max(0, last.start - 9) : last.start].lower()
    if joint == "and":
        return opening.endswith("between ")
    return joint in ("to", "-", "–", "or") and not re.search(r"(?:from|won|lost|beat)\s$", opening)


def _qualified(text: str, number: Number, words: Lexicon) -> Number:
    """Apply the bound or approximation that stands before or after the number."""
    if number.kind == "ordinal":
        return number
    before = text[max(0, number.start - 24) : number.start]
    match = words.qualifier_before.search(before)
    name = words.qualifiers[" ".join(match[0].lower().split())] if match else None
    if match and before[: match.start()][-1:].isalnum():
        name = None
    if name is None:
        after = text[number.end : number.end + 10].lower()
        if re.match(r"\s+or\s+more\b|\+", after):
            name = "at_least"
        elif re.match(r"\s+or\s+so\b", after):
            name = "about"
    if name is None or number.qualifier not in ("exact",):
        return number
    low, high = number.low, number.high
    if name in ("at_least", "more_than"):
        high = None
    elif name in ("at_most", "less_than"):
        low = None
    return replace(number, qualifier=name, low=low, high=high)
