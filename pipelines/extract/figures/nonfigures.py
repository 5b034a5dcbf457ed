"""What holds a number and is no figure: parts of names, years, scores, list numbers.

Words that a number belongs to as a name's part ("Article 5", "Highway 35") are
``seeds/reference/figure_name_words.csv``. Time expressions are kept out by their spans; ages, house
numbers and calibres by the noun phrase, in ``noncounts``.
"""

import csv
import re
from functools import cache

from pipelines.extract.figures.lexicon import alternation, lexicon
from pipelines.extract.figures.written import Written
from pipelines.settings import reference_path

TIME_UNIT = re.compile(
    r"[\s-]*(?:more\s+|consecutive\s+|straight\s+)?(?:seconds?|minutes?|hours?|days?|nights?|weeks?"
    r"|weekends?|months?|quarters|years?|decades?|centur(?:y|ies)|[ap]\.?m\b\.?(?!\w)|o'clock|gmt|year-olds?"
    r"|yr-olds?|mins?|hrs?|secs?|yrs?)\b",
    re.IGNORECASE,
)
_JOINED_BEFORE = re.compile(  # "1 / 3" counts pictures
    r"\d\s/\s?\Z|(?<!\d)[A-Za-z][-/.:]?\Z|(?<=\d)[A-Za-wyz][-/.:]?\Z|[#@]\Z|\d[,.:/]?\Z"
    r"|\d[-–]\d+[-–]\Z"
)
_JOINED_ADJECTIVE = re.compile(r"\b(?:sub|magnitude)-$", re.IGNORECASE)  # "sub-2% growth"
_JOINED_AFTER = re.compile(
    r"[-/:]?\d|\s/\s\d|(?:st|nd|rd|th)\b|[-‑](?!(?:odd|plus|strong|ish|some)\b)[A-Za-z]|[.,]\d|(?!ish\b|x\b(?!\s?\d))[A-Za-z]"
)
_JOINED_NOUN = re.compile(  # "a 52-seat majority"
    r"[-‑](?!wheel|call|(?:under|over|all|and|nil|love|par)\b|gauge|gallon|pound|inch|foot|acre|hectare)[a-z]{3,}(?:\s[a-z]|[\s.,;]|$)"
)
_RANGE_AFTER = re.compile(
    r"[x×]\d+(?![\w])|(?:[-–]|-(?:to|or|in(?!-1\b))-)\d[\d,.]*(?![-–\d])|-\s(?:to|or|and)\b"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|from|during|before|after|early|late|mid|of|year|to|and|the)\s+$",
    re.IGNORECASE,
)
_BOUND_BEFORE = re.compile(
    r"\b(?:than|about|around|nearly|almost|some|over|roughly|to|least|most|approximately|of|under)\s$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?<=[a-z,’' ] )[A-Z][\w&]+\s$|(?:^|\s)[a-z]+[A-Z]\w+\s$|[A-Z]&[A-Z]\s$|\b[A-Z]{3,5}\s$"
)
_CAMEL_BEFORE = re.compile(r"(?:^|\s)i[A-Z][a-z]+\s$")  # "the iPhone 12 is"
_NAME_GOES_ON = re.compile(r"\s?(?:%|[a-z$€£]|\d|[mb]n\b)|-")
_SCORE = re.compile(r"(?P<first>\d{1,3})\s?[-–]\s?(?P<second>\d{1,3})(?![\d-]|\s?(?:%|per))")
_CODE = re.compile(
    r"(?:1[5-9]|20)\d\d[-–/]\d{2}(?:\d\d)?(?![\d-])|\+\d[\d ()-]{6,18}\d"
    r"|\(?\d{3}\)?[ -]\d{3}-\d{4}(?!\d)|0\d+(?![\d.,])|(?:480|720|1080|1440|2160)[pi]\b"
)
_ORDINAL_AFTER = re.compile(
    r"(?:-|[\s-]and[\s-])(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|[a-z]+(?:teenth|tieth))\b",
    re.IGNORECASE,
)
_VOTE = re.compile(
    r"\b(?:vot\w+|pass\w*|approv\w+|adopt\w+|majority|ballot|rul(?:ed|ing)|split)\b", re.IGNORECASE
)
_VOTE_AFTER = re.compile(
    r"\s(?:(?:split|party-line|court|senate|house)\s)?(?:votes?|majority|ruling|decision|split)\b",
    re.I,
)
_NO_MORE_THAN_ZERO = re.compile(
    r"\b(?:ground|absolute|net|near|patient|sub|below|above)[\s-]$", re.I
)
_PLACE_BEFORE = re.compile(r"\b(?:top|bottom|final|last|big)\s$", re.IGNORECASE)
_PLACE_AFTER = (
    re.compile(  # "slipped into the bottom three during"; "the last two were freed" counts
        r"\s*(?:[,.;:)]|$)|\s(?:in|during|after|before|and|but|as|at|with|for|on|since)\b"
    )
)
_PART_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|last|latter|other|final|past|next|better|upper|lower|opening"
    r"|northern|southern|eastern|western|this|that|each|either|consecutive|straight)\s$",
    re.IGNORECASE,
)
_MANNER_AFTER = re.compile(
    r"[-‑](?:time|way|sided|fold|pronged|step|tier|star|party|faced|dimensional|track)\b", re.I
)
_ONE_IN = re.compile(r"-in-(?!one\b|a\b)[a-z\d]+\b", re.IGNORECASE)  # "one-in-five"
_ALL_IN_ONE = re.compile(r"-in-(?:one|1)\b", re.IGNORECASE)  # "a two-in-one laptop"
_PRODUCT_AFTER = re.compile(r"\s(?:Pro|Max|Plus|Ultra|Mini|Lite|XL|SE)\b(?!-)")
_AIRLINERS = frozenset(f"7{n}7" for n in range(9))
_AIRLINER_AFTER = re.compile(
    r"\s(?:dreamliners?|max|jumbo|jets?|jetliners?|airliners?|planes?|aircraft|freighters?)\b", re.I
)
_EMERGENCY = frozenset({"911", "999", "112", "101", "988"})
_CALL_BEFORE = re.compile(r"\b(?:call|dial|phone|ring|rang)\w*\s$", re.IGNORECASE)
_POST_CODE = re.compile(r"\s(?:zip|post)\s?code\b", re.IGNORECASE)
_LIST_MARK = re.compile(r"\s*[.)]\s+\S")


@cache
def _named() -> re.Pattern[str]:
    with reference_path("figure_name_words.csv").open(encoding="utf-8", newline="") as lines:
        words = [row["words"] for row in csv.DictReader(lines)]
    names = "|".join(w.replace(" ", r"\s+").replace(".", r"\.?") for w in words)
    return re.compile(rf"(?:\b(?:{names})|#|@)\s*$", re.IGNORECASE)


@cache
def _second_number(is_between: bool) -> re.Pattern[str]:
    words = alternation(list(lexicon().words))
    joint = "and|to" if is_between else "to|or"
    return re.compile(rf"(?:\s(?:{joint})(?:\s-?|-)|-(?:to|or)-|[-–])(?:\d[\d,.]*|{words}\b)", re.I)


def follows_a_letter(text: str, start: int) -> bool:
    """Return whether a number goes on a name or a code: "F-16", "G7", "covid-19", "1:30"."""
    if text[start].isupper() and text[start - 1 : start] == ".":  # "at home.Six people"
        return False
    before = text[max(0, start - 11) : start]
    return bool(_JOINED_BEFORE.search(before)) and not _JOINED_ADJECTIVE.search(before)


def is_part_of_a_name(text: str, number: Written) -> bool:
    """Return whether a number without a unit is part of a name: "Article 5", "iPhone 11"."""
    before, stop = text[max(0, number.start - 30) : number.start], number.end
    after = text[stop : stop + 44]
    if _named().search(before):
        return True
    if _PLACE_BEFORE.search(before) and _PLACE_AFTER.match(text, stop):
        return True
    if _ALL_IN_ONE.match(text, stop):
        return True
    if not number.is_digits:
        if _ORDINAL_AFTER.match(text, stop) or _MANNER_AFTER.match(text, stop):
            return True
        if number.value in (0, 1) and text.startswith(("-", "‑"), stop):  # "one-on-one", "zero-sum"
            return not _ONE_IN.match(text, stop)
        word = text[number.start : stop]  # "fifty-fifty", "one by one"
        if after.startswith((f"-{word}", f" by {word}", f"-to-{word}")):
            return True
        return number.value == 0 and bool(_NO_MORE_THAN_ZERO.search(before))
    if number.plain and _PRODUCT_AFTER.match(text, stop):  # "iPhone 11 Pro"
        return True
    if number.plain in _AIRLINERS and _AIRLINER_AFTER.match(text, stop):
        return True
    if number.plain in _EMERGENCY and _CALL_BEFORE.search(before):
        return True
    if (before + after).isupper():  # "THE ATTACK LEFT 10 DEAD": capitals tell of no name here
        return False
    return (
        bool(number.plain)
        and bool(_NAME_BEFORE.search(before))
        and (bool(_CAMEL_BEFORE.search(before)) or not _NAME_GOES_ON.match(after))
    )


def goes_on_otherwise(text: str, number: Written) -> bool:
    """Return whether digits without a unit go on to something else: "21st", "18-wheeler", "1. "."""
    after = text[number.end : number.end + 16]
    is_counted = _JOINED_NOUN.match(after) and not _MANNER_AFTER.match(after)
    if _JOINED_AFTER.match(after) and not (_RANGE_AFTER.match(after) or is_counted):
        return True
    return bool(_POST_CODE.match(text, number.end)) or _is_list_number(text, number)


def is_named_part(text: str, start: int) -> bool:
    """Return whether a share is a part with a name: "the second half", "the first two quarters"."""
    return bool(_PART_BEFORE.search(text[max(0, start - 14) : start]))


def is_duration(text: str, stop: int, start: int = 0) -> bool:
    """Return whether a unit of time follows, also behind another number: "12 to 14 years old"."""
    is_between = text[max(0, start - 8) : start].lower() == "between "
    second = _second_number(is_between).match(text, stop)
    return bool(TIME_UNIT.match(text, second.end() if second else stop))


def is_year(text: str, number: Written) -> bool:
    """Return whether four digits without a separator are a year, also in "2018 sales"."""
    if len(number.plain) != 4 or not number.plain.isdigit() or not 1500 <= number.value <= 2100:
        return False
    before = text[max(0, number.start - 24) : number.start]
    is_round = number.value % 100 == 0
    if 1900 <= number.value <= 2035 and not is_round and not _BOUND_BEFORE.search(before):
        return True
    if _YEAR_BEFORE.search(before) and not is_round:
        return True
    return not re.match(r"\s+[a-z]", text[number.end : number.end + 3])


def _is_list_number(text: str, number: Written) -> bool:
    if not _LIST_MARK.match(text, number.end):
        return False
    line = text.rfind("\n", max(0, number.start - 80), number.start) + 1
    return not text[line : number.start].strip()


def code_end(text: str, number: Written) -> int | None:
    """Return where a score ("2-0"), a season or a telephone number ends that begins here."""
    if not number.plain:
        return None
    code = _CODE.match(text, max(0, number.start - (text[number.start - 1 : number.start] in "+(")))
    if code:
        return code.end()
    match = _SCORE.match(text, number.start)
    if match is None or int(match["first"]) < int(match["second"]):
        return None
    return None if is_vote(text, number.start, match.end()) else match.end()


def is_vote(text: str, start: int, stop: int) -> bool:
    """Return whether words of a vote stand around a number: "passed 52-48", "a 52-48 vote"."""
    return bool(_VOTE.search(text[max(0, start - 60) : start]) or _VOTE_AFTER.match(text, stop))
