"""``Document``: the one record that leaves the reading room, its id and its normalised text."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date

QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it goes through parsing and extraction.

    ``text`` is the input's prose code point for code point, less what ``repairs`` names;
    ``published_on`` is None only where an undated text is allowed (``extract``, ``extract_text``).
    """

    document_id: str
    source_id: str | None
    published_on: date | None
    published_on_basis: str | None
    published_on_conflict: str | None = None
    title: str | None
    byline: str | None
    dateline_place: str | None
    publisher: str | None
    uri: str
    format: str
    language: str | None
    repairs: str | None = None
    text: str
    text_sha256: str


def normalised(text: str) -> str:
    r"""Return the text as it is compared: NFC, one kind of quotation mark, single spaces.

    >>> normalised("“Peace”  at\nlast ")
    '"Peace" at last'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(QUOTES).split())


def document_id(published_on: date | None, text: str) -> str:
    """Return the first 16 hex digits of SHA-256 over publication day and normalised text."""
    day = published_on.isoformat() if published_on else ""
    return hashlib.sha256(f"{day}\n{normalised(text)}".encode()).hexdigest()[:16]


def text_hash(text: str) -> str:
    """Return SHA-256 of the text in UTF-8, hex; a lone surrogate counts as itself."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
