"""What is broken in a crawl costs one reject; the records before and after it are read."""

import gzip
import io
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reading import page, response
from pipelines.read.formats.source import Source
from pipelines.read.formats.warc import read
from pipelines.read.record import Limits, Raw, UnreadableError

LIMITS = Limits(date.max)


class _Chance:
    """The first of everything: pages that need not differ."""

    def choices(self, found, k):
        return list(found)[:k]

    def choice(self, found):
        return found[0]

    def randrange(self, first, last):
        return first


RECORDS = [response(n, page(n, _Chance())) for n in range(5)]  # type: ignore[arg-type]
MEMBERS = [gzip.compress(record, mtime=0) for record in RECORDS]
THIRD, ZIPPED = RECORDS[2], MEMBERS[2]


def with_length(write) -> bytes:
    return re.sub(rb"(?<=Content-Length: )\d+", lambda m: write(int(m[0])), THIRD, count=1)


def outcomes(data: bytes) -> list[str]:
    source = Source("w", "w.warc", io.BytesIO(data), len(data))
    return [f.uri[-1] if isinstance(f, Raw) else "reject" for f in read(source, LIMITS)]


def between(parts: list[bytes], *middle: bytes) -> bytes:
    return b"".join([*parts[:2], *middle, *parts[3:]])


DAMAGED = bytearray(ZIPPED)
DAMAGED[len(ZIPPED) // 2 : len(ZIPPED) // 2 + 20] = b"\xff" * 20
CHECKED = bytearray(ZIPPED)
CHECKED[-6] ^= 255
LOST = ["0", "1", "reject", "3", "4"]
BREAKS = [
    (b"".join(RECORDS), ["0", "1", "2", "3", "4"], "sound"),
    (b"".join(MEMBERS), ["0", "1", "2", "3", "4"], "sound, compressed"),
    (between(RECORDS, b"junk" * 99, THIRD), ["0", "1", "reject", "2", "3", "4"], "junk between"),
    (b"junk" * 99 + b"".join(RECORDS), ["reject", "0", "1", "2", "3", "4"], "junk first"),
    (between(RECORDS, THIRD.replace(b"WARC/1.0", b"XXXX/1.0", 1)), LOST, "no record's mark"),
    (between(RECORDS, with_length(lambda n: b"%d" % (n + 999))), LOST, "longer than it is"),
    (between(RECORDS, with_length(lambda n: b"99999999999")), LOST, "longer than the file"),
    (between(RECORDS, with_length(lambda n: b"many")), LOST, "no length"),
    (between(RECORDS, THIRD[:9_000]), LOST, "cut"),
    (between(MEMBERS, bytes(DAMAGED)), LOST, "a damaged member"),
    (between(MEMBERS, bytes(CHECKED)), LOST, "a wrong checksum"),
    (between(MEMBERS, ZIPPED[:900]), LOST, "a cut member"),
    (
        between(MEMBERS, bytes(DAMAGED), bytes(DAMAGED)),
        ["0", "1", "reject", "reject", "3", "4"],
        "two damaged members",
    ),
    (between(MEMBERS, b"junk" * 99, ZIPPED), ["0", "1", "reject", "2", "3", "4"], "junk, then on"),
    (bytes(DAMAGED) + MEMBERS[3], ["reject", "3"], "the first one"),
    (b"".join(RECORDS)[:-2_000], ["0", "1", "2", "3", "reject"], "cut at the end"),
]


@pytest.mark.parametrize(("data", "expected", "how"), BREAKS, ids=[row[2] for row in BREAKS])
def test_break(data, expected, how):
    assert outcomes(data) == expected


def test_false_beginnings_end():
    """Each looks like a record and is none."""
    data = b"WARC/1.0\r\nA:\r\n\r\n" * 3_000
    with pytest.raises(UnreadableError):
        outcomes(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_loses_little(data):
    """Of five records at most the one that is hit and the one after it are lost."""
    parts = data.draw(st.sampled_from([RECORDS, MEMBERS]))
    whole = bytearray(b"".join(parts))
    place = data.draw(st.integers(0, len(whole) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=30))
    whole[place : place + len(junk)] = junk
    assert sum(found != "reject" for found in outcomes(bytes(whole))) >= 3
