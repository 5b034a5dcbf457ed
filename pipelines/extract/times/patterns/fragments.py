"""Fragments: the named parts of which the rules are made: a month, a number, a modifier.

What belongs here: patterns that more than one rule uses. What does not: whole expressions
(``patterns``, which also explains how a pattern is written).
"""

FRAGMENTS = {
    "MONTH": "(MABBR DOT?|MFULL)",
    "WEEKDAY": "(WABBR DOT?|WFULL)",
    "DAYNO": "(DAYNUM ORDSUF?|ORDW)",
    "DIGITDAY": "(DAYNUM ORDSUF?)",
    "DAYS": "((DIGITDAY COMMA){1,6} DIGITDAY COMMA? (and|or) DIGITDAY)",
    "DIGITS": "(NUM ((SLASH|HYPHEN) NUM SLASH NUM)?)",
    "NUMBER": (
        "(NUM SCALE|(NUM NUM SLASH NUM|NUM HYPHEN NUM SLASH NUM|NUM HALFSIGN?)|"
        "(a? SCALE (and CARD)?|CARD) "
        "(HYPHEN? CARD|HYPHEN? SCALE (and CARD)?){0,6}|a couple (of|more)?)"
    ),
    "VAGUENO": (
        "((a|the|these|those)? (few|couple|several|many|some) "
        "(of|more|dozen|hundred|thousand)?|dozens of|hundreds of|thousands of|tens of)"
    ),
    "HALVES": "(HYPHEN? and HYPHEN? (a|one)? HYPHEN? (half|quarter)|and three quarters)",
    "COUNT": (
        "(three HYPHEN? quarters of (a|an)|a? quarter of (a|an)|half (a|an)|NUMBER more? HALVES?|"
        "(a|an|one) (half)?|a half|VAGUENO)"
    ),
    "ALLUNIT": "(UNIT|UNITS|UABBR DOT?)",
    "ROUGH": (
        "(APPROX|(more|less|fewer|longer|no more|no less|no fewer|not more) than|at "
        "(least|most)|up to|as (much|many|long|little) as|(slightly|just|well|little) "
        "(over|under|more than|less than)|a little (over|more than|less than))"
    ),
    "CIRCA": "(about|around|circa|approximately|roughly|ca DOT?|c DOT)",
    "TAIL": "(or (so|more|less|longer))",
    "PLUS": "(HYPHEN? and HYPHEN? (a|one)? HYPHEN? (half|quarter))",
    "COMPARED": (
        "(latest|current|comparable|corresponding|same|REL|(comparable|corresponding|same)? "
        "year HYPHEN? (ago|earlier))"
    ),
    "MOD": (
        "((the? (very)? (EARLY HYPHEN? to HYPHEN?)? EARLY HYPHEN? (on|in)? |the? (very)? "
        "(EDGE|EARLY part|(first|second|last|latter) half|latter part|height|"
        "early (days|part|stages)|"
        "(first|second|third|fourth|last|final) (days|week|weeks)|later (part|stages)) of |"
        "ER (on|in)? ))"
    ),
    "THE": "(the|this|that|its|their|his|her)",
    "RELY": (
        "(the? REL (same)?|this past|this coming|the very next|the very same|that same|the now)"
    ),
    "RELYEAR": "(RELY year|the year|year|the year before)",
    "SPOKEN": (
        "((sixteen|seventeen|eighteen|nineteen) "
        "(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) (HYPHEN? CARD)?)"
    ),
    "ORDINAL": "(ORDW|DAYNUM ORDSUF|CARD HYPHEN ORDW)",
    "YEARS": "(YEAR|the year YEAR|RELY year|APOS TWO)",
    "ERAS": "(ERA|b DOT c DOT?|a DOT d DOT?)",
    "AM": "(AMPM|(a|p) DOT m DOT?|(a|p) m DOT?|o APOS clock)",
    "TZ": (
        "(ZONE|local time|ZONEPLACE time|(eastern|central|pacific|mountain|greenwich|moscow) "
        "(standard|daylight|mean)? time|local)"
    ),
    "CLOCKTIME": (
        "((CLOCK|NUM) AM TZ?|CLOCK TZ|COLONCLOCK (hrs|hours)? TZ?|HHMM (hours|ZONE)|"
        "(CARD|HOUR) o APOS clock|(a|NUM|CARD|half|quarter) (minutes|minute)? "
        "(past|to|before|after) (HOUR|CARD|NOON) AM?|NUM? NOON TZ?|CARD AM)"
    ),
    "DATEDAY": (
        "((WEEKDAY COMMA?)? (MONTH the? DAYNO (COMMA? YEAR)?|the? DAYNO of? MONTH (COMMA? "
        "YEAR)?)|NUMDATE|RELY? WEEKDAY|DEICTIC|RELY day)"
    ),
    "PARTS": "(DAYPART|SUNPART)",
    "HOLIDAY": "(HOLIDAYS)",
}  # fmt: skip
