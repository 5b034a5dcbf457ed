"""Recognition: which words are a time expression, from its first to its last.

What belongs here: the rules, as patterns over classes of words. What does not: what a rule's words
mean (``meanings.py``) and which March is meant (``resolve.py``).

A pattern is a regular expression over words. CAPITALS name a class of ``time_words.csv``, of
numbers or marks (``words.py``) or one of the fragments below; lower case is the word itself;
``name=`` captures what follows. Of all rules that match at a word the longest match wins, and the
earlier rule of two equally long ones. Extents follow the TimeML guidelines: modifiers inside
("early March"), prepositions outside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.times.words import TOKEN, Words, load_words

FRAGMENTS = {
    "MONTH": "(MABBR DOT?|MFULL)",
    "WEEKDAY": "(WABBR DOT?|WFULL)",
    "DAYNO": "(DAYNUM ORDSUF?|ORDW)",
    "DIGITDAY": "(DAYNUM ORDSUF?)",
    "DIGITS": "(NUM ((SLASH|HYPHEN) NUM SLASH NUM)?)",
    "NUMBER": (
        "(NUM SCALE|(NUM NUM SLASH NUM|NUM HYPHEN NUM SLASH NUM|NUM HALFSIGN?)|(a? SCALE|CARD) "
        "(HYPHEN? (CARD|SCALE)|and CARD){0,6}|a couple (of|more)?)"
    ),
    "VAGUENO": (
        "((a|the|these|those)? (few|couple|several|many|some) "
        "(of|more|dozen|hundred|thousand)?|dozens of|hundreds of|thousands of|tens of)"
    ),
    "HALVES": "(and (a|one)? (half|quarter)|and three quarters)",
    "COUNT": (
        "(NUMBER more? HALVES?|(a|an|one) (half)?|half (a|an)|a half|three quarters of "
        "(a|an)|VAGUENO)"
    ),
    "ALLUNIT": "(UNIT|UNITS|UABBR DOT?)",
    "ROUGH": (
        "(APPROX|(more|less|fewer|longer|no more|no less|no fewer|not more) than|at "
        "(least|most)|up to|only|as (much|many|long|little) as|(slightly|just|well|little) "
        "(over|under|more than|less than)|a little (over|more than|less than)|fully)"
    ),
    "MOD": (
        "((the? (very)? EARLY HYPHEN? (on|in)? |the? (very)? (EDGE|EARLY part|latter "
        "(part|half)|height|early (days|part|stages|hours)|last days|later (part|stages)) of |ER "
        "(on|in)? ))"
    ),
    "THE": "(the|this|that|its|their|his|her)",
    "RELY": (
        "(the? REL (same)?|this past|this coming|the very next|the very same|that same|the now)"
    ),
    "RELYEAR": "(RELY year|the year|year|the year before|the following year|the next year)",
    "YEARS": "(YEAR|the year YEAR|RELY year|APOS TWO)",
    "ERAS": "(ERA|b DOT c DOT?|a DOT d DOT?)",
    "AM": "(AMPM|(a|p) DOT m DOT?|(a|p) m DOT?|o APOS clock)",
    "TZ": (
        "(ZONE|local time|(eastern|central|pacific|mountain|greenwich|moscow) "
        "(standard|daylight|mean)? time|local)"
    ),
    "CLOCKTIME": (
        "((CLOCK|NUM) AM TZ?|COLONCLOCK TZ?|HHMM (hours|ZONE)|(CARD|HOUR) o APOS "
        "clock|(a|NUM|CARD|half|quarter) (minutes|minute)? (past|to|before|after) "
        "(HOUR|CARD|NOON) AM?|NOON TZ?|CARD AM)"
    ),
    "DATEDAY": (
        "((WEEKDAY COMMA?)? (MONTH the? DAYNO (COMMA? YEAR)?|the? DAYNO of? MONTH (COMMA? "
        "YEAR)?)|NUMDATE|RELY? WEEKDAY|DEICTIC|RELY day)"
    ),
    "PARTS": "(DAYPART|SUNPART)",
    "HOLIDAY": "(HOLIDAYS)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern; ``pattern`` is compiled over the string of classes."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match: words first..last (exclusive), captures as ranges of words."""

    rule: str
    first: int
    last: int
    parts: dict[str, tuple[int, int]]


# (rule, pattern); the rule's name is the function of meanings.py that reads it
RULES = (
    # days
    (
        "full_date",
        "mod=MOD? (weekday=WEEKDAY COMMA?)? month=MONTH the? day=DAYNO (COMMA? year=YEAR)?",
    ),
    (
        "full_date",
        (
            "mod=MOD? (weekday=WEEKDAY COMMA? (the)?)? the? day=DAYNO of? month=MONTH (COMMA? "
            "year=YEAR)?"
        ),
    ),
    (
        "full_date",
        "(weekday=WEEKDAY COMMA?)? day=DIGITDAY HYPHEN month=MONTH HYPHEN (year=YEAR|yy=TWO)",
    ),
    ("full_date", "day=DAYNO of? month=MONTH (of|COMMA)? rel=RELYEAR"),
    ("full_date", "month=MONTH day=DAYNO (of|COMMA)? rel=RELYEAR"),
    ("full_date", "monthrel=(last|this|next) month=MONTH day=DAYNO"),
    ("numeric_date", "(WEEKDAY COMMA?)? date=NUMDATE"),
    ("day_range", "month=MONTH day=DIGITDAY (HYPHEN|DASH|SLASH) end=DIGITDAY (COMMA? year=YEAR)?"),
    (
        "day_range",
        "day=DIGITDAY (HYPHEN|DASH|SLASH) end=DIGITDAY of? month=MONTH (COMMA? year=YEAR)?",
    ),
    (
        "day_range",
        "month=MONTH day=DIGITDAY (HYPHEN|DASH) (endmonth=MONTH) end=DIGITDAY (COMMA? year=YEAR)?",
    ),
    (
        "day_pair",
        "month=MONTH day=DIGITDAY (and|to|or|until|through) end=DIGITDAY (COMMA? year=YEAR)?",
    ),
    (
        "day_pair",
        (
            "the? day=DIGITDAY (and|to|or|until|through) the? end=DIGITDAY of? month=MONTH "
            "(COMMA? year=YEAR)?"
        ),
    ),
    ("weekday", "mod=MOD? rel=RELY? weekday=WEEKDAY (last|this|next)?"),
    ("weekday", "weekday=WEEKDAY (of)? relweek=RELY week"),
    ("weekday_shift", "the day shift=(before|after) rel=RELY? weekday=WEEKDAY"),
    ("weekday_shift", "day shift=(before|after) rel=RELY? weekday=WEEKDAY"),
    ("deictic", "mod=MOD? the? day=DEICTIC"),
    ("deictic_shift", "the? day shift=(before|after) day=DEICTIC"),
    ("nightly", "mod=MOD? NIGHTLY"),
    ("holiday", "mod=MOD? name=HOLIDAY (COMMA? year=YEAR| (of)? rel=RELYEAR)?"),
    # months, seasons, quarters, halves
    ("month", "mod=MOD? month=MONTH ((of|COMMA)? year=YEAR|APOS yy=TWO)?"),
    ("month", "mod=MOD? month=MONTH (of|COMMA)? rel=RELYEAR"),
    ("month", "mod=MOD? monthrel=RELY month=MONTH"),
    ("month_range", "month=MONTH (HYPHEN|DASH|SLASH) end=MONTH (COMMA? year=YEAR)?"),
    ("month_range", "month=MONTH or end=MONTH"),
    (
        "dated_pair",
        (
            "begin=(MONTH DIGITDAY|DIGITDAY MONTH|mid HYPHEN MONTH|EARLY MONTH|MONTH) "
            "(and|to|until|through|HYPHEN|DASH) finish=(MONTH DIGITDAY COMMA? YEAR|DIGITDAY "
            "MONTH YEAR|mid HYPHEN MONTH YEAR|EARLY MONTH YEAR|MONTH YEAR)"
        ),
    ),
    (
        "season",
        (
            "mod=MOD? the? season=SEASON (of|COMMA)? (the year)? year=YEAR ((SLASH|HYPHEN|DASH) "
            "(TWO|YEAR))?"
        ),
    ),
    ("season", "mod=MOD? the? season=SEASON (of)? rel=RELYEAR"),
    ("season", "mod=MOD? seasonrel=RELY season=SEASON"),
    ("season", "mod=MOD (the)? season=SEASON"),
    ("season", "the season=SEASON"),
    ("bare_season", "season=SEASON"),
    (
        "part_of_year",
        "mod=MOD? THE? nth=(ORDW|last|final|latest|DAYNUM ORDSUF) HYPHEN? unit=(quarter|half)",
    ),
    (
        "part_of_year",
        (
            "mod=MOD? THE? nth=(ORDW|last|final|latest|DAYNUM ORDSUF) HYPHEN? "
            "unit=(quarter|half) (of|COMMA|in)? (fiscal)? year=YEAR"
        ),
    ),
    (
        "part_of_year",
        (
            "mod=MOD? THE? nth=(ORDW|last|final|latest|DAYNUM ORDSUF) HYPHEN? "
            "unit=(quarter|half) (of|in)? rel=(RELY (fiscal)? year|the (fiscal)? year|year)"
        ),
    ),
    ("part_of_year", "(YEAR APOS s)? unit=q nth=NUM (of|COMMA)? (year=YEAR|APOS? TWO)?"),
    ("part_of_year", "year=YEAR APOS s nth=ORDW HYPHEN? unit=(quarter|half)"),
    ("part_of_year", "the? year=YEAR nth=ORDW HYPHEN? unit=(quarter|half)"),
    ("part_of_year", "(the|its|their)? fiscal nth=ORDW HYPHEN? unit=(quarter|half)"),
    # years and longer
    (
        "spoken_year",
        (
            "mod=MOD? hundreds=(sixteen|seventeen|eighteen|nineteen|twenty) tens=(CARD HYPHEN? "
            "CARD|CARD)"
        ),
    ),
    ("year", "mod=MOD? (the year|fiscal (year)?)? year=YEAR era=ERAS?"),
    ("year", "mod=MOD? (the)? fiscal (year)? year=YEAR"),
    ("year", "mod=EARLY HYPHEN year=YEAR"),
    ("year_range", "year=YEAR (HYPHEN|DASH|SLASH) end=(YEAR|TWO)"),
    ("short_year", "APOS yy=TWO"),
    ("era_year", "number=(NUM|YEAR) era=ERAS"),
    ("decade", "mod=MOD? the? (EARLY HYPHEN?)? decade=TENYEAR APOS? s"),
    ("decade", "mod=MOD? the? (EARLY HYPHEN?)? APOS tens=TWO APOS? s"),
    ("decade", "mod=MOD? (the) (EARLY HYPHEN?)? APOS? tens=(DECADES|TWO s)"),
    (
        "century",
        (
            "mod=MOD? the? (EARLY HYPHEN?)? nth=(ORDW|CARD HYPHEN ORDW|NUM ORDSUF|DAYNUM) "
            "HYPHEN? (century|centuries) (era=ERAS)?"
        ),
    ),
    # units that point: last week, the following year, later that month
    ("pointed", "mod=MOD? RELY unit=UNIT"),
    ("pointed", "mod=MOD (the) unit=UNIT"),
    ("pointed", "mod=MOD RELY unit=UNIT"),
    ("pointed", "so far this unit=UNIT"),
    (
        "same_of",
        (
            "the same unit=(day|week|month|quarter|period|time) (of|in)? rel=(RELY year|a year "
            "ago|a year earlier|YEAR|RELY month)"
        ),
    ),
    ("before_last", "the? unit=UNIT before last"),
    ("neighbour", "the unit=UNIT shift=(before|after|earlier|prior)"),
    ("neighbour", "a unit=UNIT shift=(later|earlier)"),
    ("the_unit", "the unit=UNIT"),
    ("year_ago", "(the|a)? year HYPHEN? shift=(ago|earlier)"),
    ("edge_of_unit", "unit=(year|month|quarter|week) (APOS s)? HYPHEN? end"),
    ("edge_of_unit", "unit=(mid) HYPHEN? (year|month|week|summer)"),
    (
        "the_period",
        (
            "THE? which=(latest|current|same|REL|year HYPHEN? ago|year HYPHEN? "
            "earlier|comparable) (quarter|period)"
        ),
    ),
    ("the_weekend", "(mod=MOD)? the weekend"),
    # shifts
    (
        "ago",
        (
            "rough=ROUGH? count=COUNT HYPHEN? unit=ALLUNIT (and NUMBER ALLUNIT|or so)? ago "
            "(base=DEICTIC)?"
        ),
    ),
    (
        "later",
        (
            "rough=ROUGH? count=COUNT unit=ALLUNIT "
            "shift=(later|earlier|afterwards|afterward|hence|previously|before|prior)"
        ),
    ),
    (
        "from_day",
        "count=COUNT unit=ALLUNIT shift=(from|after|before) base=(now|DEICTIC|WEEKDAY|HOLIDAY)",
    ),
    ("ago", "long ago"),
    # durations
    (
        "duration",
        (
            "rough=ROUGH? count=COUNT "
            "(HYPHEN|more|full|whole|additional|consecutive|straight|successive|long|short|"
            "further)? unit=ALLUNIT (HYPHEN long|or (so|more|less))?"
        ),
    ),
    (
        "duration",
        "rough=ROUGH? the? count=COUNT HYPHEN? unit=ALLUNIT (and? count2=NUMBER unit2=ALLUNIT)",
    ),
    ("duration", "(the|these|those|his|her|their|its) count=NUMBER (HYPHEN|full)? unit=ALLUNIT"),
    ("duration", "(the|this|that)? unit=(UNIT|UNITS) HYPHEN? (long)"),
    ("half_unit", "half HYPHEN? unit=(hour|day|century|decade|year)"),
    ("half_unit", "half a unit=(hour|day|century|decade|year|dozen UNITS)"),
    ("another", "another unit=UNIT"),
    ("another", "another count=NUMBER unit=ALLUNIT"),
    (
        "count_or",
        "rough=ROUGH? count=NUMBER (to|or|HYPHEN|DASH|and) end=NUMBER HYPHEN? unit=ALLUNIT",
    ),
    (
        "window",
        (
            "the? side=(REL|first|final|coming|opening|this past|most recent|latest) (full)? "
            "count=(NUMBER|VAGUENO) (full|or so|fiscal|trading)? unit=ALLUNIT"
        ),
    ),
    (
        "window_of",
        (
            "the? side=(first|last|final|opening) count=NUMBER unit=ALLUNIT of base=(the "
            "year|YEAR|RELY year|MONTH|this year)"
        ),
    ),
    ("window", "the? side=(REL|recent|coming) unit=UNITS"),
    ("vague_units", "many? unit=UNITS"),
    ("vague_span", "some time"),
    # sets
    (
        "every",
        "each=(every|each) (other|second|NUMBER|few)? unit=(ALLUNIT|WEEKDAY|DAYPART|SEASON|MONTH)",
    ),
    ("every", "each=(every|each) weekday=WEEKDAY DAYPART"),
    ("every", "(once|twice|three times|NUMBER times) (a|an|each|per|every) unit=UNIT"),
    ("frequency", "FREQ"),
    ("plural_day", "weekday=WPLURAL"),
    ("plural_day", "weekday=WEEKDAY DAYPARTS"),
    ("per_unit", "per unit=UNIT"),
    # times of day
    ("clock", "mod=MOD? (DATEDAY COMMA? (at)?)? clock=CLOCKTIME"),
    ("clock", "clock=CLOCKTIME (COMMA? (on|of)?) day=DATEDAY (PARTS)?"),
    ("clock", "day=(DATEDAY|HOLIDAY) COMMA? at clock=CLOCKTIME"),
    ("clock", "clock=CLOCKTIME (in|on)? (THE|DEICTIC) part=PARTS"),
    ("clock", "clock=(HOUR|CARD) in the part=PARTS"),
    ("day_part", "mod=MOD? day=DATEDAY (in the|HYPHEN)? part=PARTS"),
    ("day_part", "mod=MOD? part=PARTS (of|on) day=(DATEDAY|HOLIDAY)"),
    ("day_part", "mod=MOD? the part=PARTS (of|on) day=(DATEDAY|HOLIDAY)"),
    ("early_hours", "the (early|small) hours (of day=DATEDAY)?"),
    ("rel_part", "mod=MOD? RELY part=PARTS"),
    ("rel_part", "the (day|night) (before|after) part=PARTS"),
    ("the_part", "mod=MOD? the part=DAYPART"),
    ("bare_part", "mod=EARLY HYPHEN? part=PARTS"),
    ("bare_part", "part=(SUNPART|DAYPART)"),
    # vague
    ("vague", "(more|just|right)? VAGUE"),
    (
        "vague",
        (
            "(the|its|his|her|their)? (near|not too "
            "distant|distant|recent|foreseeable|immediate)? ref=(past|future)"
        ),
    ),
    ("vague", "(at)? (the)? ref=present"),
    ("vague", "the ref=present"),
    ("vague", "ref=(the moment|this moment|these days|the present time)"),
)  # fmt: skip


_ITEM = re.compile(r"(?P<name>[a-z0-9]+)=|(?P<word>[A-Za-z]+)|(?P<mark>[()|?*+]|\{\d,\d\})|\s+")
KEYWORDS = frozenset(FRAGMENTS)


def _compile(source: str, literals: set[str]) -> str:
    """Return a pattern with every class as ``<CLASS>``; collects the literal words."""
    out: list[str] = []
    position = 0
    pending = ""
    while position < len(source):
        item = _ITEM.match(source, position)
        if item is None:
            raise ValueError(f"time grammar: {source[position:]!r}")
        position = item.end()
        if item["name"]:
            pending = f"(?P<{item['name']}>"
        elif item["mark"] == "(" and pending:
            out.append(pending)
            pending = ""
        elif item["mark"]:
            out.append("(?:" if item["mark"] == "(" else item["mark"])
        elif word := item["word"]:
            if word in FRAGMENTS:
                inner = _compile(FRAGMENTS[word], literals)
            elif word.isupper():
                inner = f"\x01{word}\x02"
            else:
                literals.add(word)
                inner = f"\x01={word}\x02"
            out.append(pending + inner + ")" if pending else inner)
            pending = ""
    return "".join(out)


class Grammar:
    """The compiled rules with their word lists."""

    def __init__(self) -> None:
        """Read the word lists and compile."""
        literals: set[str] = set()
        FRAGMENTS["HOLIDAY"] = _holidays()
        sources = [(name, _compile(pattern, literals)) for name, pattern in RULES]
        self.words: Words = load_words(literals)
        self.rules = tuple(Rule(n, re.compile(self._fill(s))) for n, s in sources)
        unnamed = [re.sub(r"\?P<\w+>", "?:", s) for _, s in sources]
        self.scan = re.compile("|".join(f"(?:{self._fill(s)})" for s in unnamed))

    def _fill(self, source: str) -> str:
        def characters(item: re.Match[str]) -> str:
            members = self.words.members(item[1])
            return f"[{members}]" if members else r"[^\s\S]"

        return re.sub("\x01(.+?)\x02", characters, source)

    def matches(self, tokens: list[str], classes: str, accept: object = None) -> Iterator[Match]:
        """Yield the longest match at each place, left to right, without overlaps."""
        position = 0
        while found := self.scan.search(classes, position):
            match = self.longest(classes, found.start(), len(classes))
            if match is None or (accept is not None and not accept(match)):  # type: ignore[operator]
                position = found.start() + 1
                continue
            yield match
            position = match.last

    def longest(self, classes: str, start: int, end: int) -> Match | None:
        """Return the longest match that begins at a word."""
        best: re.Match[str] | None = None
        name = ""
        for rule in self.rules:
            found = rule.pattern.match(classes, start, end)
            if found and found.end() > start and (best is None or found.end() > best.end()):
                best, name = found, rule.name
        if best is None:
            return None
        parts = {k: best.span(k) for k, v in best.groupdict().items() if v}
        return Match(name, start, best.end(), parts)


def _holidays() -> str:
    import csv

    from pipelines.settings import reference_path

    with reference_path("time_holidays.csv").open(encoding="utf-8", newline="") as lines:
        names = [row["name"] for row in csv.DictReader(lines)]
    marks = {"'": " APOS ", ".": " DOT "}
    spelled = ["".join(marks.get(c, c) for c in n) for n in sorted(names, key=len, reverse=True)]
    return "(" + "|".join(spelled) + ")"


def tokenize(text: str) -> tuple[list[str], list[int]]:
    """Return the words of a text and where each begins."""
    found = list(TOKEN.finditer(text))
    return [m[0] for m in found], [m.start() for m in found]
