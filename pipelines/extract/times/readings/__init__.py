"""The reading of every rule: from its captured words to a ``Meaning``.

What belongs here: one function a rule, by its subject. What does not: patterns (``rules.py``), and
what depends on the publication day (``resolve.py``).
"""

from collections.abc import Callable

from pipelines.extract.times.meanings import Meaning
from pipelines.extract.times.parts import Parts
from pipelines.extract.times.readings import clock, days, durations, periods, pointers

Reading = Callable[[Parts], "Meaning | list[tuple[int, int, Meaning]] | None"]

RULES: dict[str, Reading] = {
    "full_date": days.full_date,
    "numeric_date": days.numeric_date,
    "day_of_month": days.day_of_month,
    "day_range": days.day_range,
    "dates_pair": days.dates_pair,
    "day_pair": days.day_pair,
    "weekday": days.weekday,
    "weekday_shift": days.weekday_shift,
    "deictic": days.deictic,
    "deictic_shift": days.deictic_shift,
    "nightly": days.nightly,
    "holiday": days.holiday,
    "month": periods.month,
    "month_range": periods.month_range,
    "month_pair": periods.month_pair,
    "dated_pair": periods.dated_pair,
    "season": periods.season,
    "part_of_year": periods.part_of_year,
    "year": periods.year,
    "year_range": periods.year_range,
    "short_year": periods.short_year,
    "era_range": periods.era_range,
    "era_year": periods.era_year,
    "decade": periods.decade,
    "century": periods.century,
    "spoken_year": periods.spoken_year,
    "pointed": pointers.pointed,
    "same_of": pointers.same_of,
    "before_last": pointers.before_last,
    "neighbour": pointers.neighbour,
    "the_unit": pointers.the_unit,
    "year_ago": pointers.year_ago,
    "edge_of_unit": pointers.edge_of_unit,
    "the_period": pointers.the_period,
    "event_unit": pointers.event_unit,
    "the_year": pointers.the_unit,
    "the_weekend": pointers.the_weekend,
    "ago": pointers.ago,
    "later": pointers.later,
    "from_day": pointers.from_day,
    "vague_adjective": pointers.vague_adjective,
    "vague": pointers.vague,
    "duration": durations.duration,
    "nights": durations.nights,
    "rate": durations.rate,
    "compared": durations.compared,
    "half_unit": durations.half_unit,
    "another": durations.another,
    "count_or": durations.count_or,
    "window": durations.window,
    "vague_units": durations.vague_units,
    "vague_span": durations.vague_span,
    "every": durations.every,
    "frequency": durations.frequency,
    "plural_day": durations.plural_day,
    "per_unit": durations.per_unit,
    "clock": clock.clock,
    "day_part": clock.day_part,
    "early_hours": clock.early_hours,
    "rel_part": clock.rel_part,
    "the_part": clock.the_part,
    "bare_season": periods.season,
    "bare_part": clock.the_part,
    "early_part": clock.the_part,
    "window_of": durations.window,
}
