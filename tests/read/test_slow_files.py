"""Files that take their reader for ever: a reject with its reason, and the next record is read."""

import io
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipelines.read.document import Document
from pipelines.read.inputs import read_file
from pipelines.read.record import Limits
from pipelines.read.reject import Reject

LIMITS = Limits(today=date(2026, 7, 1), record_seconds=0.5)
GOOD = b" date 2026-03-10 They met in Rome."
LATE = "not done after 0.5 s"


def endless_pdf() -> bytes:
    """A page whose 40 MB of drawing instructions are packed into a few kilobytes."""
    page = zlib.compress(b"BT /F1 12 Tf (a) Tj ET\n" * 2_000_000)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] /Resources"
        b" << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(page), page),
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def endless_page() -> bytes:
    """A page of a hundred thousand paragraphs."""
    rows = "".join(
        f"<p>They met in Rome on day {n} of the talks, he said.</p>" for n in range(100_000)
    )
    return f"<html><body><article>{rows}</article></body></html>".encode()


FILES = [("slow.pdf", endless_pdf), ("slow.html", endless_page)]


@pytest.mark.parametrize(("name", "content"), FILES, ids=[name for name, _ in FILES])
def test_file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content())
    [reject] = read_file(name, path, LIMITS)
    assert isinstance(reject, Reject)
    assert (reject.uri, reject.reason, reject.detail) == (name, "extraction_failed", LATE)


@pytest.mark.parametrize(("name", "content"), FILES, ids=[name for name, _ in FILES])
def test_member_of_an_archive(tmp_path, name, content):
    """The members behind it are read."""
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", GOOD)
        archive.writestr(name, content())
        archive.writestr("z.txt", GOOD + b" Then they left.")
    first, slow, last = read_file("all.zip", path, LIMITS)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(slow, Reject)
    assert (slow.uri, slow.reason) == (f"all.zip#{name}", "extraction_failed")
    assert slow.detail == LATE


def test_response_of_a_crawl(tmp_path):
    path = tmp_path / "crawl.warc"
    pages = [b"<html><body><p>date 2026-03-10</p></body></html>", endless_page()]
    with path.open("wb") as out:
        for number, page in enumerate(pages):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            out.write(
                b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
                b"WARC-Date: 2026-03-10T00:00:00Z\r\nWARC-Target-URI: https://example.org/%d\r\n"
                b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
                b"%s\r\n\r\n" % (number, number, len(http), http)
            )
    found = list(read_file("crawl.warc", path, LIMITS))
    assert [(o.reason, o.detail) for o in found if isinstance(o, Reject)][-1] == (
        "extraction_failed",
        LATE,
    )
    assert len(found) == 2


def test_reader_that_cannot_tell_where_it_was(tmp_path, monkeypatch):
    """What follows in the file is lost, and the reject says so."""
    from pipelines.read.formats import plain

    def hangs(source, limits):
        yield source.whole("txt", GOOD.decode(), len(GOOD))
        while True:
            pass

    monkeypatch.setattr(plain, "read", hangs)
    path = Path(tmp_path / "a.txt")
    path.write_bytes(GOOD)
    taken, reject = read_file("a.txt", path, LIMITS)
    assert isinstance(taken, Document)
    assert isinstance(reject, Reject)
    assert reject.detail == f"{LATE}: what follows was not read"


def test_no_limit_by_default(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(GOOD)
    [taken] = read_file("a.txt", path, replace(LIMITS, record_seconds=0))
    assert isinstance(taken, Document)
