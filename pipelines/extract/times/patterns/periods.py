"""Patterns of months, seasons, quarters, years and longer, where the words name them."""

RULES = (
    # months, seasons, quarters, halves
    ("month", "(mod=MOD|rough=CIRCA)? month=MONTH ((of|COMMA)? year=YEAR|APOS yy=TWO)?"),
    ("month", "mod=MOD? month=MONTH (of|COMMA)? spoken=SPOKEN"),
    ("month", "(mod=MOD|rough=CIRCA)? month=MONTH (of|COMMA)? number=(NUM|YEAR) era=ERAS"),
    ("month", "mod=MOD? the month of month=MONTH ((of|COMMA)? year=YEAR)?"),
    ("month", "mod=MOD? month=MONTH (of|COMMA)? rel=(RELY year)"),
    ("month", "mod=MOD? month=MONTH of? rel=(the year before)"),
    ("month", "mod=MOD? month=MONTH of rel=RELYEAR"),
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
        "season_pair",
        (
            "mod=MOD? the? begin=SEASON (and|to|until|or|HYPHEN|DASH) "
            "finish=(MOD? the? SEASON of? YEAR)"
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
    ("season", "mod=MOD? the? season=SEASON of APOS yy=TWO"),
    ("season", "year=YEAR season=SEASON"),
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
    (
        "ordinal_pair",
        (
            "the? (EARLY HYPHEN?)? nth=ORDINAL (and|or|to) the? (EARLY HYPHEN?)? "
            "second=ORDINAL HYPHEN? "
            "unit=(centuries|quarters|halves|century|quarter|half) ((of|in)? year=YEAR)?"
        ),
    ),
    ("part_of_year", "the nth=latter unit=half of (year=YEAR|rel=(RELY year|the year))"),
    ("part_of_year", "unit=h nth=NUM year=YEAR"),
    ("year", "fy year=YEAR"),
    ("part_of_year", "(YEAR APOS s)? unit=q nth=NUM ((of|COMMA)? (year=YEAR|APOS TWO))?"),
    ("part_of_year", "year=YEAR APOS s nth=ORDW HYPHEN? unit=(quarter|half)"),
    ("part_of_year", "the? year=YEAR nth=ORDW HYPHEN? unit=(quarter|half)"),
    ("part_of_year", "(the|its|their)? fiscal HYPHEN? nth=ORDW HYPHEN? unit=(quarter|half)"),
    (
        "part_of_year",
        "THE? back=(year HYPHEN? (ago|earlier)) nth=ORDW HYPHEN? unit=(quarter|half)",
    ),
    ("part_of_year", "THE? nth=ORDW HYPHEN? unit=(quarter|half) back=(a year (ago|earlier))"),
    (
        "quarter_ended",
        (
            "(the|its|their)? (fiscal)? nth=ORDW? HYPHEN? unit=quarter COMMA? (that)? "
            "shift=(ended|ending) (on)? day=(WEEKDAY? MONTH DAYNO (COMMA? YEAR)?|DAYNO MONTH YEAR?)"
        ),
    ),
    # years and longer
    (
        "spoken_year",
        (
            "mod=MOD? hundreds=(sixteen|seventeen|eighteen|nineteen|twenty) tens=(CARD HYPHEN? "
            "CARD|CARD)"
        ),
    ),
    ("spoken_year", "mod=MOD? the year hundreds=(two thousand) (and? tens=CARD)?"),
    ("season", "mod=MOD? the? season=SEASON of? spoken=SPOKEN"),
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
)  # fmt: skip
