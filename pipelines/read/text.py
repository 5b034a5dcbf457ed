"""Bytes -> text -> Document: decoding, the ``date`` header, and what makes a text no article."""

import re
from datetime import date

from pipelines.read.dating import Said, conflict, day_in_name, said_in_body
from pipelines.read.document import Document, document_id, text_hash
from pipelines.read.language import JUDGED_CHARS, is_english, language_of
from pipelines.read.layout import Block, dateline, layout
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.repair import repaired

HEADER = re.compile(
    r"\A\ufeff?\s*date[ \t:]+(?P<date>\d{4}-\d{1,2}-\d{1,2})(?=\s|\Z)[ \t]*\n?", re.I
)
# Statistics of letters and language mean little on less (a headline in capitals, a list of names).
JUDGED_LENGTH = 200
LONGEST_HEADER = 40
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WIDE_HEAD = 4096  # bytes


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
        wide = _wide(data[:WIDE_HEAD])
        if wide:
            try:
                return data.decode(wide)
            except UnicodeDecodeError as error:
                raise UnreadableError("undecodable", str(error)[:200]) from None
        raise UnreadableError("not_text", f"NUL byte at {data.index(0)}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _wide(head: bytes) -> str | None:
    """Return the UTF-16 of bytes without a mark: of English every second byte is NUL, or nearly."""
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in data)
    if control > 0.02 * len(data):
        raise UnreadableError("not_text", f"{control} control bytes of {len(data)}")
    best = from_bytes(data, steps=5, chunk_size=512).best()
    if best is None:
        raise UnreadableError("undecodable", "no encoding fits")
    return data.decode(best.encoding, errors="strict")


def line_ends(text: str) -> str:
    r"""Return the text with line ends as \n, whichever machine wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean(text: str) -> str:
    r"""Return the text with line ends as \n and control characters as spaces, one for one.

    >>> clean("a\r\nb\x07c")
    'a\nb c'
    """
    text = line_ends(text)
    return SURROGATE.sub("\ufffd", CONTROL.sub(" ", text))


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


def to_document(raw: Raw, limits: Limits) -> Document | Reject:
    """Return the document, or the reject that says why it is none and where it lies."""
    try:
        return _document(raw, limits)
    except UnreadableError as error:
        return Reject(raw.place or raw.uri, error.reason, error.detail, raw.byte_count)


def _document(raw: Raw, limits: Limits) -> Document:
    repairs: tuple[str, ...]
    text, repairs = raw.text, ()
    if len(text) > limits.longest_document_chars + LONGEST_HEADER:  # before work is put into it
        raise UnreadableError("too_large", f"{len(text)} characters")
    if limits.repair_text and not raw.is_fixed:
        # before control characters go: half of a mojibake may be one
        text, repairs = repaired(line_ends(text), raw.format)
    header, text = split_header(clean(text))
    if not text.strip():
        raise UnreadableError("empty", "no text after the header" if header else "no text")
    if len(text) > limits.longest_document_chars:
        raise UnreadableError("too_large", f"{len(text)} characters")
    blocks = layout(text)
    said = _days_said(raw, header, text, blocks, limits)
    published = said[0] if said else None
    _check_day(published.day if published else None, limits)
    language = _language(raw, text, limits)
    first = {b.role: text[b.start_char : b.end_char] for b in reversed(blocks)}
    line = dateline(first["dateline"] + " ") if "dateline" in first else None
    day = published.day if published else None
    return Document(
        document_id=document_id(day, text),
        source_id=raw.source_id,
        published_on=day,
        published_on_basis=published.basis if published else None,
        published_on_conflict=conflict(published, said[1:], text, blocks) if published else None,
        title=raw.title or first.get("title"),
        byline=raw.byline or first.get("byline"),
        dateline_place=line["place"] if line else None,
        publisher=raw.publisher,
        uri=raw.uri,
        format=raw.format,
        language=language,
        repairs="; ".join(repairs) or None,
        text=text,
        text_sha256=text_hash(text),
    )


def _days_said(
    raw: Raw, header: date | None, text: str, blocks: tuple[Block, ...], limits: Limits
) -> list[Said]:
    """Return the rungs of the ladder that name a day, the one that wins first."""
    rungs = [
        Said(header, "header") if header else None,
        Said(raw.published_on, raw.published_on_basis or "metadata") if raw.published_on else None,
        *said_in_body(text, blocks),
    ]
    if raw.dated_by and (named := day_in_name(raw.dated_by)):
        rungs.append(Said(named, "filename"))
    if raw.file_day and limits.use_file_time:
        rungs.append(Said(raw.file_day, "file_time"))
    return [said for said in rungs if said]


def _language(raw: Raw, text: str, limits: Limits) -> str:
    """Return the language; a short text, or one whose record says it, is not judged.

    Raises:
        UnreadableError: not_prose or not_english.
    """
    judged = " ".join(text[:JUDGED_CHARS].split())
    if raw.language or len(judged) < JUDGED_LENGTH:
        return raw.language or "en"
    letters = sum(map(str.isalpha, judged))
    if letters < 0.4 * len(judged):
        raise UnreadableError("not_prose", f"{letters} letters in {len(judged)} characters")
    guess, probability = language_of(judged)
    if probability <= 0.9:
        return "en"
    if not is_english(guess) and limits.english_only:
        raise UnreadableError("not_english", guess)
    return guess


def _check_day(published_on: date | None, limits: Limits) -> None:
    if published_on is None:
        if not limits.undated_allowed:
            raise UnreadableError(
                "undated", "no date header, metadata, dateline, date line or day in the name"
            )
        return
    if published_on > limits.today:
        raise UnreadableError("future_dated", published_on.isoformat())
    if published_on < limits.first_day:
        raise UnreadableError("out_of_range", published_on.isoformat())
