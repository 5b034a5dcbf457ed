"""A broken place in a tar archive costs one reject that names it; the other members are read."""

import bz2
import gzip
import io
import tarfile
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.read.formats import read_source
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw
from pipelines.read.reject import Reject

LIMITS = Limits(date.max)
BLOCK = tarfile.BLOCKSIZE
TEXTS = [b"They met in Rome. " * length for length in (1, 80, 1, 3, 40)]
FORMATS = [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]


def tarred(form: int = tarfile.GNU_FORMAT, folder: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for n, text in enumerate(TEXTS):
            info = tarfile.TarInfo(f"{folder}{n}.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return out.getvalue()


def header(data: bytes, n: int) -> int:
    """Return where the header of member ``n`` begins."""
    return data.index(f"{n}.txt".encode()) // BLOCK * BLOCK


def damaged(data: bytes, place: int, by: bytes = b"\xff" * 12) -> bytes:
    return data[:place] + by + data[place + len(by) :]


def outcomes(data: bytes, name: str = "a.tar") -> list[str]:
    found = list(read_source(Source(name, name, io.BytesIO(data), len(data)), LIMITS))
    assert all(isinstance(f, Raw) or f.reason == "malformed" for f in found)
    return [f.uri.partition("#")[2] for f in found]


WHOLE = tarred()
SECOND = header(WHOLE, 1)
LOST = ["0.txt", f"@{SECOND}", "2.txt", "3.txt", "4.txt"]
BREAKS = [
    ("a.tar", WHOLE, ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"], "sound"),
    ("a.tar", damaged(WHOLE, SECOND + 148), LOST, "a checksum"),
    ("a.tar", damaged(WHOLE, SECOND + 124), LOST, "a size"),
    ("a.tar", damaged(WHOLE, SECOND, bytes(BLOCK)), ["0.txt"], "an end mark: the end"),
    ("a.tar.gz", gzip.compress(damaged(WHOLE, SECOND + 148)), LOST, "in gzip"),
    ("a.tar.bz2", bz2.compress(damaged(WHOLE, SECOND + 148)), LOST, "in bzip2"),
    ("a.tar.zst", pa.compress(damaged(WHOLE, SECOND + 148), "zstd", asbytes=True), LOST, "in zstd"),
    ("a.tar", damaged(WHOLE, header(WHOLE, 4) + 148), [*(f"{n}.txt" for n in range(4)), "rest"],
     "the last header"),
    ("a.tar", WHOLE[: SECOND + 100], ["0.txt", "rest"], "cut inside a header"),
    ("a.tar", WHOLE[: SECOND + 600], ["0.txt", "1.txt", "rest"], "cut inside a member"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "found", "why"), BREAKS, ids=[b[3] for b in BREAKS])
def test_break(name, data, found, why):
    assert outcomes(data, name) == found


def test_reject_says_where_and_what():
    data = damaged(WHOLE, SECOND + 148)
    source = Source("box/a.tar", "a.tar", io.BytesIO(data), len(data))
    [reject] = [f for f in read_source(source, LIMITS) if isinstance(f, Reject)]
    assert reject.uri == f"box/a.tar#@{SECOND}"
    assert "bad checksum" in (reject.detail or "") or "invalid header" in (reject.detail or "")


def test_long_name_loses_its_own_member_only():
    """The name stands in a header of its own, before the one that breaks."""
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        data = tarred(form, "f" * 120 + "/")
        places = [p for p in range(0, len(data), BLOCK) if data[p + 257 : p + 262] == b"ustar"]
        third = places[2 * (len(places) // len(TEXTS)) + len(places) // len(TEXTS) - 1]
        found = outcomes(damaged(data, third + 148))
        assert [name[-5:] for name in found if not name.startswith("@")] == [
            "0.txt", "1.txt", "3.txt", "4.txt",
        ]  # fmt: skip
        assert sum(name.startswith("@") for name in found) == 1


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMATS), st.integers(1, 4), st.binary(min_size=BLOCK, max_size=BLOCK))
def test_noise_in_place_of_a_header_costs_one_member(form, n, noise):
    data = tarred(form)
    if not noise.strip(b"\0"):  # an end mark
        return
    found = outcomes(damaged(data, header(data, n), noise))
    assert [f for f in found if f.endswith(".txt")] == [f"{k}.txt" for k in range(5) if k != n]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_is_records_and_rejects(data):
    whole = bytearray(tarred(data.draw(st.sampled_from(FORMATS))))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(BLOCK, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(BLOCK, len(whole)))
    source = Source("a.tar", "a.tar", io.BytesIO(bytes(whole[:cut])), cut)
    found = list(read_source(source, LIMITS))
    assert found
    assert all(f.uri.startswith("a.tar#") for f in found)
