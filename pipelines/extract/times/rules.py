"""The rules: which words are a time expression, as patterns over classes of words.

What belongs here: patterns and the fragments that they share. What does not: how they are compiled
and matched (``grammar.py``), what a rule's words mean (``readings``) and which March is meant
(``resolve.py``).

A pattern is a regular expression over words. CAPITALS name a class of ``time_words.csv``, of
numbers or marks (``words.py``) or one of the fragments below; lower case is the word itself;
``name=`` captures what follows. Of all rules that match at a word the longest match wins, and the
earlier rule of two equally long ones. Extents follow the TimeML guidelines: modifiers inside
("early March"), prepositions outside.
"""

# (rule, pattern); the rule's name is the function of readings that reads it
RULES = (
    # days
    (
        "full_date",
        (
            "(mod=MOD|rough=CIRCA)? (RELY? weekday=WEEKDAY COMMA?)? month=MONTH the? day=DAYNO "
            "((COMMA|of)? year=YEAR)?"
        ),
    ),
    (
        "full_date",
        (
            "(mod=MOD|rough=CIRCA)? (RELY? weekday=WEEKDAY COMMA? (the)?)? the? day=DAYNO of? "
            "month=MONTH (COMMA? year=YEAR)?"
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
    ("day_of_month", "the day=(DAYNUM ORDSUF)"),
    ("day_range", "month=MONTH day=DIGITDAY (HYPHEN|DASH|SLASH) end=DIGITDAY (COMMA? year=YEAR)?"),
    (
        "day_range",
        "day=DIGITDAY (HYPHEN|DASH|SLASH) end=DIGITDAY of? month=MONTH (COMMA? year=YEAR)?",
    ),
    (
        "dates_pair",
        (
            "month=MONTH day=DIGITDAY (HYPHEN|DASH) (endmonth=MONTH) end=DIGITDAY "
            "(COMMA? year=YEAR)?"
        ),
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
    ("month", "(mod=MOD|rough=CIRCA)? month=MONTH ((of|COMMA)? year=YEAR|APOS yy=TWO)?"),
    ("month", "mod=MOD? month=MONTH (of|COMMA)? rel=RELYEAR"),
    ("month", "mod=MOD? monthrel=RELY month=MONTH"),
    ("month_pair", "month=MONTH (HYPHEN|DASH|SLASH) end=MONTH"),
    (
        "month_range",
        (
            "the? month=MONTH (HYPHEN|DASH|SLASH) end=MONTH (quarter|period|season|term) "
            "((of|COMMA)? year=YEAR)?"
        ),
    ),
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
    ("season", "mod=MOD? the? season=SEASON (of|COMMA)? number=(NUM|YEAR) era=ERAS"),
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
    ("part_of_year", "rel=RELYEAR APOS s nth=(ORDW|last|final) HYPHEN? unit=(quarter|half)"),
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
    ("year", "(mod=MOD|rough=CIRCA)? (the year|fiscal (year)?)? year=YEAR era=ERAS?"),
    ("year", "the year=YEAR (period|quarter)"),
    ("year", "mod=MOD? (the)? fiscal (year)? year=YEAR"),
    ("year", "mod=EARLY HYPHEN year=YEAR"),
    ("year_range", "year=YEAR (HYPHEN|DASH|SLASH) end=(YEAR|TWO)"),
    ("short_year", "APOS yy=TWO"),
    ("era_year", "(mod=MOD|rough=CIRCA)? number=(NUM|YEAR) era=ERAS"),
    ("era_year", "(mod=MOD|rough=CIRCA)? era=ERAS number=(NUM|YEAR)"),
    ("era_range", "number=(NUM|YEAR) (HYPHEN|DASH|SLASH|to|and) end=(NUM|YEAR) era=ERAS"),
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
    ("pointed", "mod=MOD? RELY unit=UNIT tail=TAIL?"),
    (
        "pointed",
        (
            "mod=MOD? (RELY|the latest) "
            "(fiscal|calendar|financial|business|trading|working|school) unit=UNIT"
        ),
    ),
    ("pointed", "mod=MOD (the) unit=UNIT"),
    ("pointed", "mod=(EDGE of) unit=(month|year|week)"),
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
    ("event_unit", "the unit=UNIT"),
    ("the_unit", "the unit=UNIT"),
    ("the_year", "the (full|whole|entire) unit=(year|quarter|half)"),
    ("the_unit", "the (fiscal|calendar|financial|business|trading|working|school) unit=UNIT"),
    ("year_ago", "(the|a)? year HYPHEN? shift=(ago|earlier)"),
    ("edge_of_unit", "rough=CIRCA? unit=(year|month|quarter|week) (APOS s)? HYPHEN? end"),
    ("edge_of_unit", "unit=(mid) HYPHEN? (year|month|week|summer)"),
    (
        "the_period",
        (
            "THE? which=COMPARED (quarter|period|half) ((of|in)? rel=(RELY year|a year "
            "(ago|earlier)|YEAR))?"
        ),
    ),
    ("the_weekend", "(mod=MOD)? the weekend"),
    # shifts
    (
        "ago",
        (
            "rough=ROUGH? count=COUNT HYPHEN? unit=ALLUNIT "
            "(plus=PLUS|and NUMBER ALLUNIT|or so)? ago (base=DEICTIC)?"
        ),
    ),
    (
        "later",
        (
            "rough=ROUGH? count=COUNT unit=ALLUNIT plus=PLUS? "
            "shift=(later|earlier|afterwards|afterward|hence|previously|before|prior)"
        ),
    ),
    (
        "from_day",
        "count=COUNT unit=ALLUNIT shift=(from|after|before) base=(now|DEICTIC|WEEKDAY|HOLIDAY)",
    ),
    ("ago", "long ago"),
    ("ago", "unit=UNITS ago"),
    ("later", "unit=UNITS shift=(later|earlier)"),
    # durations; "a week" of "960 a week" is a rate before it is a duration
    ("rate", "(a|an) unit=UNIT"),
    (
        "duration",
        (
            "rough=ROUGH? count=COUNT "
            "(HYPHEN|more|full|whole|single|entire|additional|consecutive|straight|successive|long|"
            "short|further|trading|working|business|school|extra)? unit=ALLUNIT "
            "(HYPHEN long|tail=TAIL)?"
        ),
    ),
    (
        "duration",
        "rough=ROUGH? the? count=COUNT HYPHEN? unit=ALLUNIT (and? count2=NUMBER unit2=ALLUNIT)",
    ),
    ("duration", "(the|these|those|his|her|their|its) count=NUMBER (HYPHEN|full)? unit=ALLUNIT"),
    ("duration", "(the|this|that)? unit=(UNIT|UNITS) HYPHEN? (long)"),
    ("duration", "rough=ROUGH? count=COUNT HYPHEN? unit=ALLUNIT plus=PLUS HYPHEN? long?"),
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
        "rough=ROUGH? count=NUMBER (to|or|HYPHEN|DASH|and) end=NUMBER HYPHEN? unit=ALLUNIT",
    ),
    (
        "window",
        (
            "rough=ROUGH? the? side=(REL|first|final|coming|opening|this past|most recent|latest) "
            "full? count=(NUMBER|VAGUENO) ((to|or|HYPHEN|DASH) end=NUMBER)? "
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
    ("clock", "clock=CLOCKTIME (COMMA? (on|of)?) day=(DATEDAY|HOLIDAY) (PARTS)? TZ?"),
    ("clock", "day=(DATEDAY|HOLIDAY) COMMA? at clock=CLOCKTIME"),
    ("clock", "clock=CLOCKTIME (in|on)? (THE|DEICTIC) part=PARTS"),
    ("clock", "clock=(HOUR|CARD) in the part=PARTS"),
    ("day_part", "mod=MOD? day=(DATEDAY|HOLIDAY) (in the|HYPHEN)? part=PARTS"),
    ("day_part", "mod=MOD? part=PARTS (of|on) day=(DATEDAY|HOLIDAY)"),
    ("day_part", "mod=MOD? the part=PARTS (of|on) day=(DATEDAY|HOLIDAY)"),
    ("early_hours", "the (early|small) hours (of day=DATEDAY)?"),
    ("rel_part", "mod=MOD? RELY part=PARTS"),
    ("rel_part", "the (day|night) (before|after) part=PARTS"),
    ("the_part", "mod=MOD? the part=DAYPART"),
    ("early_part", "mod=EARLY HYPHEN? part=PARTS"),
    ("bare_part", "part=(SUNPART|DAYPART)"),
    # vague
    ("vague", "(more|just|right)? VAGUE"),
    ("vague_adjective", "(STATE|present HYPHEN day)"),
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
