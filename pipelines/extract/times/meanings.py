"""What an expression says, before anybody asks when the article was written: the record.

What belongs here: ``Meaning`` and the names of its grains. What does not: how words become a
meaning (``parts.py``, ``readings``) and which day it falls on (``resolve.py``).
"""

from dataclasses import dataclass

from pipelines.extract.times.calendar import Unit

GRAINS = {
    "D": "day", "W": "week", "F": "week", "WE": "weekend", "M": "month", "Q": "quarter",
    "Y": "year", "DE": "decade", "CE": "century",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an expression says.

    Attributes:
        kind: ``fixed`` (``value`` is final), ``unit`` (a unit of the calendar), ``cycle`` (a unit
            that comes back: the ``number``-th ``grain`` of a year or week), ``pointed`` (``offset``
            units from now, or from the last date where ``from_last``), ``shift`` (``count`` units
            ``ago`` or later), ``inside`` (the cycle inside ``base``), ``around`` (the unit that
            holds ``base``), ``ended`` (the quarter that ends on ``base``).
        relative: Whether words like "last" and "this" choose among what comes back; of a duration,
            whether its count is loose ("a year or two").
        clock: What follows the day in a TIME's value: "T09:30", "TMO".
        window: (-1 or 1, count, unit): the duration touches the publication day.
    """

    kind: str
    timex_type: str = "DATE"
    value: str | None = None
    mod: str | None = None
    unit: Unit | None = None
    last: Unit | None = None
    grain: str = "day"
    number: int = 0
    day: int = 0
    offset: int = 0
    from_last: bool = False
    relative: bool = False
    same: bool = False
    count: float | None = None
    code: str = ""
    base: "Meaning | None" = None
    clock: str = ""
    window: tuple[int, float | None, str] | None = None
