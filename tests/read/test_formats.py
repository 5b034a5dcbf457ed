"""Readers: bounds, mappings and broken places that the mess folder does not hold."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.read.document import Document
from pipelines.read.formats import READERS, read_source, suffix_of
from pipelines.read.formats.markup import fragment_text
from pipelines.read.formats.source import Source
from pipelines.read.inputs import read_file
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.text import to_document
from pipelines.settings import ColumnNames

FILES = Path(__file__).parent.parent / "mess" / "files"
LIMITS = Limits(today=date(2026, 7, 1), largest_member_bytes=10_000, largest_archive_bytes=50_000)
TEXT = b"date 2026-03-10\n\nThe ministers met in Rome on Monday and left again on Tuesday."


def outcomes(tmp_path: Path, name: str, data: bytes, limits: Limits = LIMITS) -> list:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_file(name, path, limits))


def reasons(found: list) -> list[str]:
    return [o.reason if isinstance(o, Reject) else "document" for o in found]


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("suffix", READERS)
def test_every_suffix_has_a_reader_that_says_why_it_cannot_read(suffix):
    """Noise under any name is a reject with a reason, never another exception."""
    source = Source("noise" + suffix, "noise" + suffix, io.BytesIO(b"\x07noise" * 9), 54)
    try:
        found = list(read_source(source, LIMITS))
        assert found
    except (UnreadableError, OSError) as error:
        assert str(error)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.warc.gz", ".warc.gz"),
        ("a.b.txt", ".txt"),
        ("a", ""),
        ("a.TGZ", ".tgz"),
    ],
)
def test_suffix(name, suffix):
    assert suffix_of(name) == suffix


BOMBS = [
    ("b.zip", zipped(("a.txt", b"0" * 20_000)), "a member over its limit"),
    ("b.txt.gz", gzip.compress(b"0" * 60_000), "gzip over the archive's limit"),
    ("b.txt.zst", pa.compress(b"0" * 60_000, "zstd", asbytes=True), "zstd over it"),
    ("b.tar", tarred(("a.txt", b"0" * 20_000)), "a member of a tar"),
    ("b.jsonl.gz", gzip.compress(b" " * 60_000), "lines without end"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BOMBS, ids=[row[2] for row in BOMBS])
def test_bomb_is_too_large(tmp_path, name, data, reason):
    assert reasons(outcomes(tmp_path, name, data)) == ["too_large"]


def test_size_that_a_zip_promises_is_not_believed(tmp_path):
    """The directory says 5 bytes; what comes out is counted."""
    data = bytearray(zipped(("a.txt", b"0" * 20_000)))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (5).to_bytes(4, "little")
    [found] = outcomes(tmp_path, "b.zip", bytes(data))
    assert found.reason in ("too_large", "malformed", "undated")
    assert found.uri == "b.zip#a.txt"


def test_members_together_are_bounded(tmp_path):
    """Each is small enough; the sixth is over what the archive may unpack to."""
    members = [(f"{n}.txt", TEXT + b" " * 9_000) for n in range(8)]
    found = outcomes(tmp_path, "b.zip", zipped(*members))
    assert len(found) == 8
    assert reasons(found)[-1] == "too_large"
    assert reasons(found)[0] == "document"
    found = outcomes(tmp_path, "b.tar", tarred(*members))
    assert reasons(found)[-1] == "too_large"


def test_member_count_is_bounded(tmp_path):
    limits = replace(LIMITS, most_archive_members=2)
    members = [(f"{n}.txt", TEXT) for n in range(3)]
    assert reasons(outcomes(tmp_path, "a.zip", zipped(*members), limits)) == ["too_large"]
    assert reasons(outcomes(tmp_path, "a.tar", tarred(*members), limits))[-1] == "too_large"


def test_tar_header_without_end(tmp_path):
    """tarfile reads an extended header whole, whatever its size."""
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 2**33
    data = info.tobuf() + TEXT + bytes(5_000)
    assert reasons(outcomes(tmp_path, "a.tar", data)) == ["malformed"]


@pytest.mark.parametrize(
    ("depth", "wanted"), [(0, "unsupported"), (1, "unsupported"), (2, "document")]
)
def test_depth_of_archives(tmp_path, depth, wanted):
    limits = replace(LIMITS, archive_depth=depth)
    data = zipped(("inner.zip", zipped(("a.txt", TEXT))))
    assert reasons(outcomes(tmp_path, "outer.zip", data, limits)) == [wanted]


UNSAFE = ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt", "\\\\host\\a.txt"]


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_path(tmp_path, name):
    for found in (
        outcomes(tmp_path, "a.tar", tarred((name, TEXT))),
        outcomes(tmp_path, "a.zip", zipped((name, TEXT))),
    ):
        assert reasons(found) == ["unsafe_path"]


def test_member_without_a_name(tmp_path):
    """``ZipInfo.is_dir`` fails on it (found by fuzzing)."""
    blank = bytearray(zipped(("a", TEXT)))
    local, central = blank.index(b"PK\x03\x04"), blank.index(b"PK\x01\x02")
    blank[central + 28 : central + 30] = b"\0\0"
    blank[local + 26 : local + 28] = b"\0\0"
    assert outcomes(tmp_path, "a.zip", bytes(blank))


COLUMNS = replace(LIMITS, columns=ColumnNames(text="body", date="day", id="key", title="headline"))


def test_column_mapping_of_csv(tmp_path):
    data = b"key|day|headline|body|text\n7|2026-03-10|Talks|They met in Rome.|no\n"
    [found] = outcomes(tmp_path, "a.csv", data, COLUMNS)
    assert (found.source_id, found.title, found.text) == ("7", "Talks", "They met in Rome.")


def test_column_mapping_of_parquet(tmp_path):
    out = io.BytesIO()
    columns = {"body": ["They met."], "day": ["2026-03-10"], "key": [7], "text": [1]}
    pq.write_table(pa.table(columns), out)
    [found] = outcomes(tmp_path, "a.parquet", out.getvalue(), COLUMNS)
    assert (found.source_id, found.text, found.format) == ("7", "They met.", "parquet")


def test_csv_line_over_the_limit_does_not_stop_the_file(tmp_path):
    data = (
        b"date,text\n2026-03-10,They met.\n2026-03-10,"
        + b"x" * 9_000
        + b"\n2026-03-10,They left.\n"
    )
    found = outcomes(tmp_path, "a.csv", data, replace(LIMITS, largest_file_bytes=5_000))
    assert reasons(found) == ["document", "too_large", "document"]
    assert found[1].uri == "a.csv#L3"


def test_quotation_mark_that_nobody_closed(tmp_path):
    """It would swallow the file."""
    data = b'date,text\n2026-03-10,"They met.\n' + b"2026-03-10,They left.\n" * 500
    found = outcomes(tmp_path, "a.csv", data, replace(LIMITS, largest_file_bytes=5_000))
    assert reasons(found)[0] == "malformed"
    assert "document" in reasons(found)


def test_parquet_that_unpacks_to_too_much(tmp_path):
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["0" * 90_000]}), out, use_dictionary=False)
    assert reasons(outcomes(tmp_path, "a.parquet", out.getvalue())) == ["too_large"]


def test_json_lines_text_is_never_repaired(tmp_path):
    """Others hold offsets against it."""
    text = "cafÃ© &amp; un\u200bseen\u00a0**x**"
    line = json.dumps({"date": "2026-03-10", "text": text}).encode()
    [found] = outcomes(tmp_path, "a.jsonl", line)
    assert (found.text, found.repairs) == (text, None)


@pytest.mark.parametrize("text", ["1,024 | 88 | " * 40, "Die Gespräche endeten am Montag. " * 20])
def test_record_that_gives_its_language_is_not_judged(tmp_path, text):
    line = json.dumps({"date": "2026-03-10", "text": text, "language": "en"}).encode()
    assert reasons(outcomes(tmp_path, "a.jsonl", line)) == ["document"]


def test_repair_can_be_switched_off(tmp_path):
    limits = replace(LIMITS, repair_text=False)
    [found] = outcomes(tmp_path, "a.txt", b"date 2026-03-10\nbread &amp; coal", limits)
    assert found.text == "bread &amp; coal"


FRAGMENTS = [
    ("<p>One<br>two</p>three", "One\ntwo\n\nthree", "line ends and blocks"),
    ("a &lt;b&gt; &amp; c", "a <b> & c", "entities once"),
    ("<script>x()</script><style>y</style>z", "z", "scripts are silent"),
    ("<p>un<b>bro</b>ken</p>", "unbroken", "inline marks part no word"),
    ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2", "cells"),
    ("<p>unclosed <b>bold", "unclosed bold", "unclosed tags"),
    ("<!-- no --><p>yes</p>", "yes", "comments"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("markup", "text", "reason"), FRAGMENTS, ids=[r[2] for r in FRAGMENTS])
def test_fragment_text(markup, text, reason):
    assert fragment_text(markup) == text


@pytest.mark.parametrize("depth", [1_000, 50_000])
def test_deep_nesting_is_no_crash(tmp_path, depth):
    for name in ("a.html", "a.md"):
        assert len(outcomes(tmp_path, name, b"<div>" * depth + TEXT)) == 1
    feed = b"<rss><channel><item><description>" + b"&lt;b&gt;" * depth + b"x</description></item>"
    assert outcomes(tmp_path, "a.rss", feed)


def seeds() -> Iterator[tuple[str, bytes]]:
    """Yield a small file of each format."""
    for folder in (
        "markdown",
        "html",
        "lines",
        "tables",
        "warc",
        "feeds",
        "pdf",
        "archives",
        "text",
    ):
        for path in sorted((FILES / folder).iterdir()):
            if path.is_file() and path.stat().st_size < 6_000:
                yield path.name, path.read_bytes()


SEEDS = list(seeds())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_file_is_documents_and_rejects(data):
    """Bytes of good files cut, changed, doubled: nothing but documents and rejects comes out."""
    name, seed = data.draw(st.sampled_from(SEEDS))
    damaged = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged)))
        length = data.draw(st.integers(0, 40))
        kind = data.draw(st.sampled_from(["cut", "change", "double", "end"]))
        if kind == "cut":
            del damaged[place : place + length]
        elif kind == "change":
            damaged[place : place + length] = data.draw(st.binary(max_size=40))
        elif kind == "double":
            damaged[place:place] = damaged[place : place + length]
        else:
            del damaged[place:]
    limits = replace(LIMITS, undated_allowed=True, longest_document_chars=100_000)
    source = Source(name, name, io.BytesIO(bytes(damaged)), len(damaged))
    try:
        for record in read_source(source, limits):
            found = to_document(record, limits) if isinstance(record, Raw) else record
            assert isinstance(found, Document | Reject)
            found.uri.encode()
    except (UnreadableError, OSError):
        pass
