"""``Number``: a number as the text writes it, before anything is known of what it counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text; ``end`` takes in its unit, ``stop`` does not.

    ``peers`` is 2 where the text gives the same number for two parties ("103 for 103"), ``scale``
    is what its last word multiplies by (1e6 in "33 million"), so that a range can hand it on.
    """

    start: int
    stop: int
    end: int
    kind: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str | None = None
    peers: int | None = None
    words: str | None = None
    scale: float = 1.0
