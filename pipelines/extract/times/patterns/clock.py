"""Patterns of times of day, and of vague times."""

RULES = (
    # times of day
    (
        "clock_pair",
        "begin=(CLOCK|NUM|CARD) (to|and|until|HYPHEN|DASH) finish=((CLOCK|NUM|CARD) AM TZ?)",
    ),
    (
        "clock_zones",
        (
            "clock=CLOCKTIME OPEN other=CLOCKTIME ((COMMA|SEMICOLON|SLASH) third=CLOCKTIME)? CLOSE "
            "COMMA? on? day=DATEDAY"
        ),
    ),
    ("clock", "mod=MOD? (DATEDAY COMMA? (at)?)? clock=CLOCKTIME"),
    ("clock", "clock=HHMM on day=DATEDAY"),
    ("clock", "clock=CLOCKTIME (COMMA? (on|of)?) day=(DATEDAY|HOLIDAY) (PARTS)? TZ?"),
    ("clock", "day=(DATEDAY|HOLIDAY) COMMA? at clock=CLOCKTIME"),
    ("clock", "clock=CLOCKTIME (in|on)? (THE|DEICTIC) part=PARTS"),
    ("clock", "clock=(HOUR|CARD) in the part=PARTS"),
    ("clock", "clock=CLOCKTIME last part=night"),
    ("day_part", "mod=MOD? day=(DATEDAY|HOLIDAY) (in the|HYPHEN)? part=PARTS"),
    ("day_part", "mod=MOD? part=PARTS (of|on) day=(DATEDAY|HOLIDAY)"),
    ("day_part", "mod=MOD? part=PARTS day=DEICTIC"),
    ("day_part", "mod=MOD? the? part=PARTS of day=(the DAYNUM ORDSUF)"),
    ("day_part", "mod=MOD? the part=PARTS (of|on) day=(DATEDAY|HOLIDAY)"),
    (
        "day_part",
        (
            "the part=PARTS of day=(DIGITDAY (HYPHEN|DASH|SLASH) DIGITDAY of? MONTH (COMMA? YEAR)?|"
            "MONTH DIGITDAY (HYPHEN|DASH|SLASH) DIGITDAY (COMMA? YEAR)?)"
        ),
    ),
    (
        "early_hours",
        "the (early|small|wee) hours ((of|on) (day=DATEDAY morning?|(this|the) morning))?",
    ),
    ("day_part", "the? mod=EARLY? part=DAYPART hours (of|on) day=(DATEDAY|HOLIDAY)"),
    ("the_part", "the mod=EARLY? part=DAYPART hours"),
    ("day_part", "part=overnight day=WEEKDAY"),
    ("rel_part", "mod=MOD? RELY part=PARTS"),
    ("rel_part", "the (day|night) (before|after) part=PARTS"),
    ("part_before", "the part=DAYPART (before|after)"),
    ("the_part", "mod=MOD? the part=DAYPART"),
    ("early_part", "mod=EARLY HYPHEN? part=PARTS"),
    ("bare_part", "part=(SUNPART|DAYPART)"),
    # vague
    ("vague", "(more|just|right)? VAGUE"),
    ("vague_adjective", "(STATE|present HYPHEN day)"),
    ("recent", "RECENT"),
    (
        "vague",
        (
            "(the|its|his|her|their|my|our|your)? (near|not too "
            "distant|distant|recent|foreseeable|immediate)? ref=(past|future)"
        ),
    ),
    ("vague", "the? ref=present"),
    ("vague", "ref=(the moment|this moment|these days|the present time|the time being)"),
    ("vague", "ref=(the other day)"),
)  # fmt: skip
