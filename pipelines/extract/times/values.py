"""TIMEX3 values of durations.

What belongs here: spelling a count and a unit. What does not: values of dates (``calendar.py``).
"""

_CLOCK_UNITS = {"TS": "S", "TM": "M", "TH": "H"}


def duration_value(count: float | None, code: str) -> str:
    """Return the TIMEX3 value of a duration; a vague count is X.

    >>> duration_value(2.5, "Y"), duration_value(None, "TM"), duration_value(0.5, "CE")
    ('P2.5Y', 'PTXM', 'P50Y')
    """
    if code == "F":
        count, code = (None if count is None else count * 2), "W"
    if code in _CLOCK_UNITS:
        if code == "TH" and count is not None and count % 1:
            return (
                f"PT{int(count)}H{round(count % 1 * 60)}M"
                if count > 1
                else f"PT{round(count * 60)}M"
            )
        return f"PT{_plain(count)}{_CLOCK_UNITS[code]}"
    if code == "WE":
        return f"P{_plain(count)}WE"
    if count is not None and code in ("DE", "CE", "ML"):
        return (
            f"P{_plain(count * {'DE': 10, 'CE': 100, 'ML': 1000}[code])}Y"
            if count % 1
            else f"P{_plain(count)}{code}"
        )
    if count is not None and code == "Y" and count == 0.5:
        return "P6M"
    return f"P{_plain(count)}{code}"


def _plain(count: float | None) -> str:
    return "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
