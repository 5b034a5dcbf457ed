"""Patterns of durations and sets: how long, how often."""

RULES = (
    # durations; "a week" of "960 a week" is a rate before it is a duration
    ("rate", "(a|an) unit=UNIT"),
    (
        "duration",
        (
            "rough=ROUGH? count=COUNT "
            "(HYPHEN|more|full|whole|single|entire|additional|consecutive|straight|successive|long|"
            "short|further|trading|working|business|school|extra)? unit=ALLUNIT "
            "(HYPHEN (long|old)|tail=TAIL)?"
        ),
    ),
    (
        "duration",
        "rough=ROUGH? the? count=COUNT HYPHEN? unit=ALLUNIT (and? count2=NUMBER unit2=ALLUNIT)",
    ),
    ("duration", "(the|these|those|his|her|their|its) count=NUMBER (HYPHEN|full)? unit=ALLUNIT"),
    ("duration", "(the|this|that)? unit=(UNIT|UNITS) HYPHEN? (long)"),
    ("duration", "rough=ROUGH? count=COUNT HYPHEN? unit=ALLUNIT plus=PLUS HYPHEN? long?"),
    ("period", "(a|the|that|this) same? count=NUMBER HYPHEN? unit=UNIT period"),
    ("half_unit", "the side=REL half HYPHEN? unit=(hour|day|century|decade|year)"),
    ("half_unit", "half HYPHEN? unit=(hour|day|century|decade|year)"),
    ("half_unit", "half a unit=(hour|day|century|decade|year|dozen UNITS)"),
    ("another", "another unit=UNIT"),
    (
        "nights",
        (
            "(another night|rough=ROUGH? count=NUMBER (HYPHEN|more|straight|consecutive)? "
            "(night|nights))"
        ),
    ),
    ("another", "another count=NUMBER unit=ALLUNIT"),
    ("count_or", "rough=ROUGH? (a|one) unit=UNIT or end=NUMBER"),
    (
        "count_or",
        "rough=ROUGH? count=NUMBER (to|or|HYPHEN|DASH|and) end=NUMBER (HYPHEN|more)? unit=ALLUNIT",
    ),
    (
        "window",
        (
            "rough=ROUGH? the? side=(REL|first|final|coming|opening|(this|these) past|most recent|"
            "latest) full? count=(NUMBER more? HALVES?|VAGUENO) ((to|or|HYPHEN|DASH) end=NUMBER)? "
            "(full|or so|fiscal|trading|working|business|more)? unit=ALLUNIT tail=TAIL?"
        ),
    ),
    (
        "window_of",
        (
            "rough=ROUGH? the? side=(first|last|final|opening) count=NUMBER unit=ALLUNIT of "
            "base=(the year|YEAR|RELY year|MONTH YEAR?|RELY month)"
        ),
    ),
    (
        "window",
        (
            "the? side=(REL|recent|coming|first|final|opening|closing|early) unit=UNITS "
            "((and|or) UNITS)?"
        ),
    ),
    (
        "window",
        (
            "the count=NUMBER side=(previous|preceding|following|past|next|last|first|coming) "
            "unit=UNITS"
        ),
    ),
    ("window", "the? unit=UNITS side=(ahead|to come)"),
    (
        "compared",
        (
            "THE? (year HYPHEN? (ago|earlier)|comparable|corresponding|same) count=NUMBER "
            "unit=ALLUNIT"
        ),
    ),
    ("vague_units", "many? unit=UNITS ((or|to) UNITS)?"),
    ("vague_span", "some time"),
    ("one_day", "one day"),
    # sets
    (
        "every",
        "each=(every|each) (other|second|NUMBER|few)? unit=(ALLUNIT|WEEKDAY|DAYPART|SEASON|MONTH)",
    ),
    ("every", "(once|twice) each=(every|each) (other|second|NUMBER|few)? unit=ALLUNIT"),
    ("every", "each=(every|each) weekday=WEEKDAY DAYPART"),
    ("every", "(once|twice|three times|NUMBER times) (a|an|each|per|every) unit=UNIT"),
    ("frequency", "FREQ"),
    ("frequency", "(once|twice|three times) FREQ"),
    ("plural_day", "weekday=WPLURAL"),
    ("plural_day", "weekday=WEEKDAY DAYPARTS"),
    ("plural_day", "first=WEEKDAY (and|or) weekday=WEEKDAY DAYPARTS"),
    ("plural_part", "(all|the)? part=(DAYPARTS|SEASONS|weekends)"),
    ("per_unit", "per unit=UNIT"),
)  # fmt: skip
