"""Publication days."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import dagster as dg

from pipelines.settings import load_settings

RANGE_START = "dagster/asset_partition_range_start"
RANGE_END = "dagster/asset_partition_range_end"

# end_offset=1 includes today: news is published on the day it is processed.
publication_days = dg.DailyPartitionsDefinition(
    start_date=load_settings().first_day.isoformat(), end_offset=1
)


def days_of(context: dg.AssetExecutionContext) -> list[date]:
    """Return the days that a step covers: one, or a whole range in a single-run backfill."""
    window = context.partition_time_window
    day, days = window.start.date(), []
    while day < window.end.date():
        days.append(day)
        day += timedelta(days=1)
    return days


def contiguous_ranges(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Yield (first, last) of each unbroken stretch: Dagster runs a range, not a set.

    >>> [(str(a), str(b)) for a, b in contiguous_ranges([date(2026, 3, 1), date(2026, 3, 3)])]
    [('2026-03-01', '2026-03-01'), ('2026-03-03', '2026-03-03')]
    """
    first = last = None
    for day in sorted(days):
        if last is None or day > last + timedelta(days=1):
            if first is not None and last is not None:
                yield first, last
            first = day
        last = day
    if first is not None and last is not None:
        yield first, last
