"""PDF files that have a text layer, by pypdf.

A PDF's own creation day is the day the file was made, often years after the article: it counts as
the file's time, only where that is wished.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import clean
from pipelines.read.timelimit import TimeLimitError


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the text of all pages."""
    data = source.read_all(limits)
    if not data.strip():
        raise UnreadableError("empty", "no text")
    try:
        text, title, made_on = _content(data, limits.longest_document_chars)
    except UnreadableError:
        raise
    except TimeLimitError as error:  # this file's, not the archive's around it
        raise UnreadableError("extraction_failed", str(error)) from None
    except Exception as error:  # pypdf raises whatever its parsers meet: KeyError, struct.error, …
        detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise UnreadableError("malformed", detail) from None
    if not text.strip():
        raise UnreadableError("not_text", "pages without a text layer")
    yield replace(
        source.whole("pdf", text, len(data), title=title),
        file_day=made_on or source.file_day,
    )


def _content(data: bytes, longest: int) -> tuple[str, str | None, date | None]:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(data), strict=False)
    try:
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise UnreadableError("encrypted", "the PDF asks for a password")
    except (DependencyError, NotImplementedError) as error:
        raise UnreadableError("encrypted", str(error)[:200]) from None
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > longest:
            raise UnreadableError("too_large", f"more than {longest} characters")
    return "\n".join(pages), *_metadata(reader)


def _metadata(reader: Any) -> tuple[str | None, date | None]:
    """Return title and creation day; broken ones are none."""
    try:
        found = reader.metadata
        title = clean(str(found.title)).strip() if found and found.title else None
        made = found.creation_date if found else None
    except Exception:  # as above: a broken date must not cost the text
        return None, None
    return title or None, made.date() if made else None
