"""``Reject``: an input that was not taken, with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reject:
    """One input without a document. ``reason`` is one of ``tables.REASONS``."""

    uri: str
    reason: str
    detail: str | None
    byte_count: int | None
