"""``Raw``: a text as a reader found it, and ``Limits``: what may be read and what is an article.

What a reader hands on and what bounds it belongs here; how a format is read does not.
"""

from dataclasses import dataclass
from datetime import date

from pipelines.settings import ColumnNames

COLUMNS = ColumnNames()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text and its container may be. ``today`` and ``first_day`` bound the publication day.

    ``largest_file_bytes`` bounds what is held whole: a page, a PDF, a line, a row, a response.
    ``largest_archive_bytes`` bounds all that one archive unpacks to, ``archive_depth`` how many
    archives may lie inside each other. A record that takes longer than ``record_seconds`` to find
    and read is a reject; 0: no limit.
    """

    today: date
    first_day: date = date(1970, 1, 1)
    longest_document_chars: int = 2_000_000
    undated_allowed: bool = False
    use_file_time: bool = False
    english_only: bool = True
    repair_text: bool = True
    largest_file_bytes: int = 64 * 2**20
    largest_member_bytes: int = 2 * 2**30
    largest_archive_bytes: int = 8 * 2**30
    most_archive_members: int = 1_000_000
    archive_depth: int = 1
    columns: ColumnNames = COLUMNS
    record_seconds: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A text as its reader found it, with whatever the input said about it.

    ``uri`` is what the document is known by, ``place`` where its record lies (the same where None):
    a reject names the place. ``dated_by`` is a path that may hold a day, ``file_day`` the day the
    file was changed. A text whose owner may hold offsets against it ``is_fixed``: never repaired.
    """

    uri: str
    format: str
    text: str
    byte_count: int
    published_on: date | None = None
    published_on_basis: str | None = None
    source_id: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    language: str | None = None
    place: str | None = None
    dated_by: str | None = None
    file_day: date | None = None
    is_fixed: bool = False


class UnreadableError(Exception):
    """The input is no article; ``reason`` is one of ``tables.REASONS``."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        """Keep the reason and what exactly was found."""
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
