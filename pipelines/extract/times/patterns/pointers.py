"""Patterns of units that point from another time: last week, the year before, three days ago."""

RULES = (
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
    (
        "same_of",
        (
            "the same unit=(day|week|month|quarter|period|time) (of|in)? rel=(RELY year|a year "
            "ago|a year earlier|YEAR|RELY month)"
        ),
    ),
    ("before_last", "the? unit=UNIT before last"),
    ("neighbour", "mod=MOD? the unit=UNIT shift=(before|after|earlier|prior)"),
    ("neighbour", "a unit=UNIT shift=(later|earlier)"),
    ("unit_ended", "the unit=(year|month|week)"),
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
    (
        "the_period",
        "rel=(RELY year) APOS s which=(comparable|corresponding|same)? (quarter|period)",
    ),
    ("the_period", "the (quarter|period) which=(a year (ago|earlier))"),
    ("the_weekend", "(mod=MOD)? the weekend"),
    ("week_of", "mod=MOD? day=HOLIDAY week"),
    (
        "week_of",
        (
            "mod=MOD? the week (of|beginning|ending) the? "
            "day=(MONTH the? DAYNO (COMMA? YEAR)?|DAYNO of? MONTH (COMMA? YEAR)?)"
        ),
    ),
    # shifts
    (
        "ago",
        (
            "rough=ROUGH? count=COUNT ((to|or|HYPHEN|DASH) end=NUMBER)? HYPHEN? unit=ALLUNIT "
            "(plus=PLUS|and NUMBER ALLUNIT|tail=(or so))? ago (base=(DEICTIC|RELY (week|month)))?"
        ),
    ),
    (
        "later",
        (
            "rough=ROUGH? count=COUNT ((to|or|HYPHEN|DASH) end=NUMBER)? unit=ALLUNIT plus=PLUS? "
            "shift=(later|earlier|afterwards|afterward|hence|previously|before|prior)"
        ),
    ),
    (
        "from_day",
        "count=COUNT unit=ALLUNIT shift=(from|after|before) base=(now|DEICTIC|WEEKDAY|HOLIDAY)",
    ),
    ("from_day", "count=a unit=UNIT shift=on base=WEEKDAY"),
    ("ago", "count=COUNT unit=(week|weeks|month|months|year|years) ago base=WEEKDAY"),
    ("ago", "long ago"),
    ("ago", "unit=UNITS ago"),
    ("later", "unit=UNITS shift=(later|earlier)"),
)  # fmt: skip
