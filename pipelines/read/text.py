"""Bytes -> text -> Document: decoding, the ``date`` header, and what makes a text no article."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.read.document import Document, document_id, text_hash
from pipelines.read.layout import dateline, layout
from pipelines.read.reject import Reject

HEADER = re.compile(
    r"\A\ufeff?\s*date[ \t:]+(?P<date>\d{4}-\d{1,2}-\d{1,2})(?=\s|\Z)[ \t]*\n?", re.I
)
# Statistics of letters and language mean little on less (a headline in capitals, a list of names).
JUDGED_LENGTH = 200
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class UnreadableError(Exception):
    """The input is no article; ``reason`` is one of ``tables.REASONS``."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        """Keep the reason and what exactly was found."""
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text may be. ``today`` and ``first_day`` bound the publication day."""

    today: date
    first_day: date = date(1970, 1, 1)
    longest_document_chars: int = 2_000_000
    undated_allowed: bool = False
    use_file_time: bool = False
    english_only: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A text as its reader found it, with whatever the input said about it."""

    uri: str
    format: str
    text: str
    byte_count: int
    published_on: date | None = None
    published_on_basis: str | None = None
    source_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None


def decode(data: bytes) -> str:
    """Return the text of a file.

    Raises:
        UnreadableError: empty, not_text (control bytes) or undecodable.
    """
    if not data.strip():
        raise UnreadableError("empty", "no text")
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    "undecodable", f"byte order mark of {encoding}: {error}"
                ) from None
    if b"\0" in data:
        raise UnreadableError("not_text", f"NUL byte at {data.index(0)}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in data)
    if control > 0.02 * len(data):
        raise UnreadableError("not_text", f"{control} control bytes of {len(data)}")
    best = from_bytes(data, steps=5, chunk_size=512).best()
    if best is None:
        raise UnreadableError("undecodable", "no encoding fits")
    return data.decode(best.encoding, errors="strict")


def clean(text: str) -> str:
    r"""Return the text with line ends as \n and control characters as spaces, one for one.

    >>> clean("a\r\nb\x07c")
    'a\nb c'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(
        " "
        if c != "\n" and unicodedata.category(c) == "Cc"
        else "\ufffd"
        if "\ud800" <= c <= "\udfff"
        else c
        for c in text
    )


def split_header(text: str) -> tuple[date | None, str]:
    """Return the day of the ``date YYYY-MM-DD`` header, if there is one, and the text after it.

    Raises:
        UnreadableError: malformed, for a header that names no day of the calendar.
    """
    match = HEADER.match(text)
    if match is None:
        return None, text
    try:
        year, month, day = map(int, match["date"].split("-"))
        return date(year, month, day), text[match.end() :]
    except ValueError:
        raise UnreadableError("malformed", f"no such day: {match['date']}") from None


@cache
def _language_identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float]:
    """Return the most likely language (BCP 47) of the text's beginning and its probability."""
    language, probability = _language_identifier().classify(text[:4000])
    return language, float(probability)


def to_document(raw: Raw, limits: Limits) -> Document | Reject:
    """Return the document, or the reject that says why it is none."""
    try:
        return _document(raw, limits)
    except UnreadableError as error:
        return Reject(raw.uri, error.reason, error.detail, raw.byte_count)


def _document(raw: Raw, limits: Limits) -> Document:
    text = clean(raw.text)
    header, text = split_header(text)
    published_on = header or raw.published_on
    basis = "header" if header else raw.published_on_basis
    if not text.strip():
        raise UnreadableError("empty", "no text after the header" if header else "no text")
    if len(text) > limits.longest_document_chars:
        raise UnreadableError("too_large", f"{len(text)} characters")
    _check_day(published_on, limits)
    language = raw.language
    judged = " ".join(text[:4000].split())
    if len(judged) >= JUDGED_LENGTH:
        letters = sum(c.isalpha() for c in judged)
        if letters < 0.4 * len(judged):
            raise UnreadableError("not_prose", f"{letters} letters in {len(judged)} characters")
        if language is None:
            guess, probability = language_of(judged)
            if guess != "en" and probability > 0.9 and limits.english_only:
                raise UnreadableError("not_english", guess)
            language = guess if probability > 0.9 else "en"
    blocks = layout(text)
    first = {b.role: text[b.start_char : b.end_char] for b in reversed(blocks)}
    line = dateline(first["dateline"] + " ") if "dateline" in first else None
    return Document(
        document_id=document_id(published_on, text),
        source_id=raw.source_id,
        published_on=published_on,
        published_on_basis=basis if published_on else None,
        title=raw.title or first.get("title"),
        byline=first.get("byline"),
        dateline_place=line["place"] if line else None,
        publisher=raw.publisher,
        uri=raw.uri,
        format=raw.format,
        language=language or "en",
        text=text,
        text_sha256=text_hash(text),
    )


def _check_day(published_on: date | None, limits: Limits) -> None:
    if published_on is None:
        if not limits.undated_allowed:
            raise UnreadableError("undated", "no date header and no date in the metadata")
        return
    if published_on > limits.today:
        raise UnreadableError("future_dated", published_on.isoformat())
    if published_on < limits.first_day:
        raise UnreadableError("out_of_range", published_on.isoformat())
