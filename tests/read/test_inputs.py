"""Inputs: which files there are, and one outcome for each record inside them."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from pipelines.read.document import Document
from pipelines.read.inputs import InputMissingError, list_files, read_file
from pipelines.read.record import Limits
from pipelines.read.reject import Reject

LIMITS = Limits(today=date(2026, 7, 1))
LARGEST = 10_000


def outcomes(path, largest=LARGEST):
    return list(read_file(path.name, path, LIMITS, largest))


def test_files_are_sorted_and_hidden_ones_passed_over(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c.txt", ".git/d.txt", "sub/.e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [uri for uri, _ in list_files([tmp_path])] == ["a.txt", "b.txt", "sub/c.txt"]


def test_named_file_is_known_by_its_name(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    assert list(list_files([path])) == [("a.txt", path)]


def test_missing_input(tmp_path):
    with pytest.raises(InputMissingError, match=r"no such file or folder: .*nowhere"):
        list(list_files([tmp_path / "nowhere"]))


def test_empty_folder_holds_nothing(tmp_path):
    assert list(list_files([tmp_path])) == []


def test_text_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(" date 2026-03-10 They met.", encoding="utf-8")
    [document] = outcomes(path)
    assert isinstance(document, Document)
    assert (document.uri, document.format, document.text) == ("a.txt", "txt", "They met.")


BAD_FILES = [
    ("a.txt", b"", "empty", "empty file"),
    ("a.txt", b"date 2026-03-10\nx\0y", "not_text", "binary file"),
    ("a.txt", b"\xef\xbb\xbf", "empty", "a byte order mark of utf-8 only"),
    ("a.txt", b"\xff\xfe", "empty", "a byte order mark of utf-16 only"),
    ("a.docx", b"PK\x03\x04", "unsupported", "a format without a reader"),
    ("a.txt", b"date 2026-03-10\n" + b"word " * 3_000, "too_large", "over the limit"),
    ("a.TXT", b"They met.", "undated", "capitals in the suffix"),
]


@pytest.mark.parametrize(
    ("name", "data", "reason", "what"), BAD_FILES, ids=[b[3] for b in BAD_FILES]
)
def test_bad_file(tmp_path, name, data, reason, what):
    path = tmp_path / name
    path.write_bytes(data)
    [reject] = outcomes(path)
    assert isinstance(reject, Reject)
    assert (reject.uri, reject.reason, reject.byte_count) == (name, reason, len(data))


@pytest.mark.parametrize("target", ["secret.txt", "nowhere.txt"])
def test_symbolic_link_is_refused(tmp_path, target):
    """It may lead out of the inbox."""
    (tmp_path / "secret.txt").write_text(" date 2026-03-10 They met.", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / target)
    [reject] = outcomes(link)
    assert reject.reason == "refused_link"


def test_linked_folder_is_refused_not_walked(tmp_path):
    """Nothing is dropped silently: the link is a reject of its own."""
    inbox, outside = tmp_path / "inbox", tmp_path / "outside"
    inbox.mkdir()
    outside.mkdir()
    (outside / "a.txt").write_text("x", encoding="utf-8")
    (inbox / "link").symlink_to(outside, target_is_directory=True)
    [(uri, path)] = list_files([inbox])
    [reject] = read_file(uri, path, LIMITS, LARGEST)
    assert (reject.uri, reject.reason) == ("link", "refused_link")


def test_pipe_is_refused(tmp_path):
    """To open it would wait for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    [reject] = outcomes(tmp_path / "pipe.txt")
    assert reject.reason == "unsupported"


def test_file_name_that_is_no_utf8(tmp_path):
    """Archives of old systems: the uri must be text that can be stored."""
    path = os.fsencode(tmp_path / "caf") + b"\xe9.txt"
    Path(os.fsdecode(path)).write_text("x", encoding="utf-8")
    [(uri, found)] = list_files([tmp_path])
    assert uri == "caf\\xe9.txt"
    assert found.read_text(encoding="utf-8") == "x"


def test_file_that_vanishes_is_a_reject(tmp_path):
    """Between the listing and the reading."""
    [reject] = outcomes(tmp_path / "gone.txt")
    assert reject.reason == "malformed"
    assert reject.detail == "No such file or directory"


def lines_file(tmp_path, *lines: object):
    path = tmp_path / "a.jsonl"
    data = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(data) + b"\n")
    return path


def test_record_with_all_fields(tmp_path):
    record = {
        "id": 17,
        "date": "2026-03-10T08:00:00Z",
        "text": "They met.",
        "title": "Talks",
        "url": "https://paper.example/17",
        "publisher": "The Paper",
        "language": "en",
    }
    [document] = outcomes(lines_file(tmp_path, record))
    assert document.source_id == "17"
    assert (document.published_on, document.published_on_basis) == (date(2026, 3, 10), "metadata")
    assert (document.title, document.publisher) == ("Talks", "The Paper")
    assert (document.uri, document.format) == ("https://paper.example/17", "jsonl")
    assert document.text == "They met."


GOOD = {"id": "1", "date": "2026-03-10", "text": "They met."}
BAD_LINES = [
    (b"{'id': 1}", "malformed", "no JSON"),
    (b"\xff\xfe{", "malformed", "no UTF-8"),
    (b'["They met."]', "malformed", "a list"),
    (b'"They met."', "malformed", "a string"),
    (b"[" * 5_000, "malformed", "brackets without end"),
    ({"id": "2", "date": "2026-03-10"}, "malformed", "no text"),
    ({"date": "2026-03-10", "text": ["a"]}, "malformed", "a text that is none"),
    ({"date": "soon", "text": "They met."}, "malformed", "no day"),
    ({"date": 20, "text": "They met."}, "malformed", "a number for a day"),
    ({"date": "2026-02-30", "text": "They met."}, "malformed", "no day of the calendar"),
    ({"text": "They met."}, "undated", "no date"),
    ({"date": None, "text": "They met."}, "undated", "null date"),
    ({"date": "2026-03-10", "text": " "}, "empty", "an empty text"),
    ({"date": "2031-03-10", "text": "They met."}, "future_dated", "a day to come"),
    ({"date": "2026-03-10", "text": "word " * 3_000}, "too_large", "a line over the limit"),
]


@pytest.mark.parametrize(("line", "reason", "what"), BAD_LINES, ids=[row[2] for row in BAD_LINES])
def test_bad_line_does_not_stop_the_file(tmp_path, line, reason, what):
    """The line before and the line after are documents; the reject names its line."""
    path = lines_file(tmp_path, GOOD, line, GOOD | {"text": "They parted."})
    first, reject, last = outcomes(path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (reject.uri, reject.reason) == ("a.jsonl#L2", reason)
    assert reject.byte_count >= len(path.read_bytes().splitlines()[1])


def test_text_of_a_record_keeps_its_offsets(tmp_path):
    """Somebody's annotations against the record's text must hold."""
    text = "  \u201cOne\u201d\tand\u00a0two\n\n  three\x07 e\u0301 🙂  "
    [document] = outcomes(lines_file(tmp_path, GOOD | {"text": text}))
    assert document.text == text.replace("\t", " ").replace("\x07", " ")


def test_lone_surrogate_in_a_record(tmp_path):
    """JSON can write what UTF-8 cannot hold."""
    line = b'{"date": "2026-03-10", "text": "They \\ud800 met."}'
    [document] = outcomes(lines_file(tmp_path, line))
    assert document.text == "They \ufffd met."


@pytest.mark.parametrize("field", ["id", "title", "url", "publisher", "language"])
def test_lone_surrogate_in_a_field(tmp_path, field):
    """A field that cannot be encoded would fail only when it is stored."""
    line = json.dumps(GOOD | {field: "a\ud800b"}).encode()
    [document] = outcomes(lines_file(tmp_path, line))
    for value in (document.source_id, document.title, document.uri, document.publisher):
        (value or "").encode("utf-8")
    (document.language or "").encode("utf-8")


def test_blank_lines_are_no_records(tmp_path):
    assert len(outcomes(lines_file(tmp_path, GOOD, b"  ", b""))) == 1


def test_empty_lines_file_holds_nothing(tmp_path):
    path = tmp_path / "a.jsonl"
    path.touch()
    assert [outcome.reason for outcome in outcomes(path)] == ["empty"]


def test_byte_order_mark_before_the_first_line(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    [document] = outcomes(path)
    assert isinstance(document, Document)


def test_undated_file_takes_its_day_of_change_only_where_that_is_wished(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Talks ended without a deal.")
    os.utime(path, (1_770_000_000, 1_770_000_000))  # 2026-02-02
    [outcome] = read_file("note.txt", path, Limits(date(2026, 7, 1)), 10**6)
    assert outcome.reason == "undated"
    limits = Limits(date(2026, 7, 1), use_file_time=True)
    [document] = read_file("note.txt", path, limits, 10**6)
    assert (document.published_on, document.published_on_basis) == (date(2026, 2, 2), "file_time")
