"""WARC as Common Crawl's CC-NEWS ships it, by fastwarc: a record for each response, one at a time.

Requests, metadata and warcinfo records are no inputs. ``conversion`` records (WET) are plain text.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipelines.read.formats import page
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import clean, decode

HEAD = re.compile(rb"(?P<record>WARC/1\.\d\r?\n[A-Z][\w-]*:)")
MEMBER = re.compile(rb"(?P<record>\x1f\x8b\x08[\x00-\x1f])")
LONGEST_MARK = 64
# A record that was cut holds the next one's head; a page about WARC writes &lt; for the bracket.
INSIDE = re.compile(rb"WARC/1\.\d\r?\n(?:[A-Z][\w-]*:[^\n]*\n){0,12}?WARC-Record-ID: *<")
MOST_BREAKS = 1_000  # a file of nothing but false beginnings must end
PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the article of each response, in memory bounded by the largest response allowed.

    What is broken costs one reject: reading goes on at the next record that can be found, where the
    stream can be sought in (a file, not a member of an archive).
    """
    stream = source.stream
    mark = _mark(stream) if stream.seekable() else None
    count, start = 0, 0
    broken: tuple[int, str] | None = None  # a break that no reject tells of yet
    for _ in range(MOST_BREAKS):
        position, found, last, error = start, 0, None, ""
        try:
            for record in _records(stream):
                position, last = int(record.stream_pos), None
                if broken and not found:
                    yield _skipped(source, *broken, rest=False)
                    broken = None
                found += 1
                count += 1
                last = _outcome(record, f"{source.uri}#@{position}", limits)
                yield last
        except (OSError, ValueError, RuntimeError) as problem:
            error = str(problem)[:200] or type(problem).__name__
        if not error and not _is_doubtful(last):
            break
        following = _next(stream, mark, position + 1) if mark else None
        if error and not count and following is None:
            raise UnreadableError("malformed", error)
        if error and (last is None or not found):  # its head could be read, or only its mark
            yield Reject(f"{source.uri}#@{position}", "malformed", error, None)
            count, broken = max(1, count), None
        elif error and not _is_doubtful(last):
            broken = (position, error)
        if following is None:
            break
        start = stream.seek(following)
    if broken:
        yield _skipped(source, *broken, rest=True)
    elif not count:
        raise UnreadableError("empty", "no responses")


def _records(stream: BinaryIO) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = (
        WarcRecordType.response
        | WarcRecordType.resource
        | WarcRecordType.conversion
        | WarcRecordType.revisit
    )
    # a payload that cannot be decoded would end the iteration: decoding is ours, per record
    yield from ArchiveIterator(stream, record_types=kinds, auto_decode="none")


def _skipped(source: Source, position: int, error: str, rest: bool) -> Reject:
    place = "rest" if rest else f"after@{position}"
    detail = f"what follows the record at {position}: {error}"[:200]
    return Reject(f"{source.uri}#{place}", "malformed", detail, None)


def _is_doubtful(outcome: Raw | Reject | None) -> bool:
    """Return whether a record may have ended elsewhere than it says."""
    if not isinstance(outcome, Reject):
        return False
    return outcome.reason in ("malformed", "too_large") or not outcome.byte_count


def _mark(stream: BinaryIO) -> re.Pattern[bytes]:
    """Return what a record begins with: in a compressed file each is a gzip member of its own."""
    head = stream.read(2**16)
    stream.seek(0)
    return HEAD if HEAD.search(head) else MEMBER


def _next(stream: BinaryIO, mark: re.Pattern[bytes], position: int) -> int | None:
    """Return where the next record seems to begin, from ``position`` on; None where none does."""
    stream.seek(position)
    held = b""
    while data := stream.read(2**20):
        held += data
        match = mark.search(held)
        if match:
            return position + match.start("record")
        position += max(0, len(held) - LONGEST_MARK)
        held = held[-LONGEST_MARK:]
    return None


def _outcome(record: Any, place: str, limits: Limits) -> Raw | Reject:
    size = int(record.content_length)
    try:
        return _response(record, place, size, limits)
    except UnreadableError as error:
        return Reject(place, error.reason, error.detail, size)


def _response(record: Any, place: str, size: int, limits: Limits) -> Raw:
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.revisit:
        raise UnreadableError("duplicate_file", "a revisit: the same response was stored before")
    if size > limits.largest_file_bytes:
        raise UnreadableError("too_large", f"{size} bytes")
    is_response = record.record_type == WarcRecordType.response
    http = record.http_headers if is_response else None
    if is_response and http is None:
        raise UnreadableError("unsupported", "no HTTP response")
    if http is not None and http.status_code != 200:
        raise UnreadableError("unsupported", f"HTTP status {http.status_code}")
    media = (record.http_content_type if http is not None else _media(record)) or ""
    media = media.split(";")[0].strip().lower()
    if media and media not in PAGES and media != "text/plain":
        raise UnreadableError("unsupported", f"a response of type {media[:60]}")
    data = record.reader.read(limits.largest_file_bytes + 1)
    if len(data) < int(record.content_length):
        raise UnreadableError("malformed", f"cut off after {len(data)} bytes")
    if b"WARC/1." in data and INSIDE.search(data):
        raise UnreadableError("malformed", "another record begins inside")
    if http is not None:
        data = _decoded(data, http, limits.largest_file_bytes)
    url = record.headers.get("WARC-Target-URI")
    url = clean(url.strip("<> "))[:2_000] if url else None
    found: dict[str, Any]
    if media == "text/plain":
        found = {"text": decode(data)}
    else:
        charset = record.http_charset if http is not None else None
        found = page.article(data, url, charset)
    return Raw(uri=url or place, place=place, format="warc", byte_count=size, **found)


def _media(record: Any) -> str | None:
    return record.headers.get("Content-Type")


def _decoded(data: bytes, http: Any, largest: int) -> bytes:
    """Return the payload without its transfer and content encodings.

    Crawlers often store the payload decoded and keep the header: what is not encoded stays.
    """
    if "chunked" in (http.get("Transfer-Encoding") or "").lower():
        data = _joined(data)
    encoding = (http.get("Content-Encoding") or "").lower().strip()
    if encoding in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
        return _inflated(data, zlib.MAX_WBITS | 16, largest)
    if encoding == "deflate" and data[:1] in (b"\x78", b"\x58", b"\x68", b"\x48"):
        return _inflated(data, zlib.MAX_WBITS, largest)
    if encoding == "br" and data.lstrip()[:1] != b"<":
        return _brotli(data, largest)
    if encoding == "zstd" and data.startswith(b"\x28\xb5\x2f\xfd"):
        raise UnreadableError("unsupported", "a response compressed with zstd")
    return data


def _inflated(data: bytes, window: int, largest: int) -> bytes:
    unpack = zlib.decompressobj(window)
    try:
        found = unpack.decompress(data, largest + 1)
    except zlib.error as error:
        raise UnreadableError("malformed", f"compressed response: {error}") from None
    if len(found) > largest:
        raise UnreadableError("too_large", f"unpacks to more than {largest} bytes")
    return found


def _brotli(data: bytes, largest: int) -> bytes:
    import brotli

    unpack = brotli.Decompressor()
    parts, length = [], 0
    try:
        for start in range(0, len(data), 4096):  # piece by piece: it has no bound of its own
            parts.append(unpack.process(data[start : start + 4096]))
            length += len(parts[-1])
            if length > largest:
                raise UnreadableError("too_large", f"unpacks to more than {largest} bytes")
    except brotli.error as error:
        raise UnreadableError("malformed", f"compressed response: {error}") from None
    return b"".join(parts)


def _joined(data: bytes) -> bytes:
    """Return the chunks of a chunked payload joined; what is not chunked as it is."""
    parts: list[bytes] = []
    position = 0
    while position < len(data):
        end = data.find(b"\r\n", position, position + 100)
        try:
            size = int(data[position:end].split(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return data if not parts else b"".join(parts)
        if size == 0:
            break
        parts.append(data[end + 2 : end + 2 + size])
        position = end + 2 + size + 2
    return b"".join(parts)
