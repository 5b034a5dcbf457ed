"""Patterns of days: dates, ranges of days, weekdays, feasts, yesterday and tomorrow."""

RULES = (
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
        "(weekday=WEEKDAY COMMA?)? month=MONTH the? day=DAYNO COMMA? spoken=SPOKEN",
    ),
    (
        "full_date",
        "(mod=MOD|rough=CIRCA)? the? day=DAYNO of? month=MONTH COMMA? number=(NUM|YEAR) era=ERAS",
    ),
    (
        "full_date",
        "(mod=MOD|rough=CIRCA)? month=MONTH the? day=DAYNO COMMA? number=(NUM|YEAR) era=ERAS",
    ),
    (
        "full_date",
        "(weekday=WEEKDAY COMMA?)? day=DIGITDAY HYPHEN month=MONTH HYPHEN (year=YEAR|yy=TWO)",
    ),
    ("full_date", "day=DAYNO of? month=MONTH (of|COMMA)? rel=(RELY year)"),
    ("full_date", "day=DAYNO of? month=MONTH of? rel=(the year before)"),
    ("full_date", "day=DAYNO of? month=MONTH of rel=RELYEAR"),
    ("full_date", "month=MONTH day=DAYNO (of|COMMA)? rel=(RELY year)"),
    ("full_date", "month=MONTH day=DAYNO of? rel=(the year before)"),
    ("full_date", "month=MONTH day=DAYNO of rel=RELYEAR"),
    ("full_date", "monthrel=(last|this|next) month=MONTH day=DAYNO"),
    ("numeric_date", "(WEEKDAY COMMA?)? date=NUMDATE"),
    ("day_of_month", "the day=(DAYNUM ORDSUF)"),
    ("day_in_month", "the day=(DAYNUM ORDSUF|ORDW) of rel=(RELY month)"),
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
    (
        "day_list",
        "days=DAYS of? month=MONTH (COMMA? year=YEAR)?",
    ),
    (
        "day_list",
        "month=MONTH days=DAYS (COMMA? year=YEAR)?",
    ),
    ("weekday", "mod=MOD? rel=RELY? weekday=WEEKDAY (last|this|next)?"),
    ("a_weekday", "a weekday=WEEKDAY part=PARTS?"),
    ("weekday", "weekday=WEEKDAY (of)? relweek=RELY week"),
    ("weekday", "weekday=WEEKDAY the DAYNUM ORDSUF"),
    ("weekday_beyond", "the weekday=WEEKDAY (before last|after next)"),
    ("weekday_shift", "the day shift=(before|after) rel=RELY? weekday=WEEKDAY"),
    ("weekday_shift", "day shift=(before|after) rel=RELY? weekday=WEEKDAY"),
    ("deictic", "mod=MOD? the? day=DEICTIC"),
    ("deictic_shift", "the? day shift=(before|after) day=DEICTIC"),
    ("nightly", "mod=MOD? NIGHTLY"),
    ("nth_day", "the nth=(last|ORDW) day of month=MONTH (COMMA? year=YEAR)?"),
    (
        "nth_weekday",
        (
            "the? nth=(first|second|third|fourth|last) weekday=WEEKDAY (of|in) month=MONTH "
            "(of? (year=YEAR|rel=(RELY year)))?"
        ),
    ),
    ("holiday", "mod=MOD? name=HOLIDAY (COMMA? year=YEAR| (of)? rel=RELYEAR)?"),
    ("holiday", "mod=MOD? which=RELY name=HOLIDAY"),
)  # fmt: skip
