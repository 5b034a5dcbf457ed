"""The publication day: each rung of the ladder, which one wins, and what contradicts it."""

from datetime import date

import pytest

from pipelines.read.dating import day_in_name, parse_day
from pipelines.read.document import Document
from pipelines.read.record import Limits, Raw
from pipelines.read.text import to_document

LIMITS = Limits(today=date(2026, 7, 1))
DAY = date(2026, 3, 10)
BODY = "The ministers met in Rome and left again.\n"

PARSED = [
    ("2026-03-10", DAY, "ISO 8601"),
    ("2026-03-10T23:30:00-05:00", DAY, "the day as written, not in UTC"),
    ("20260310", DAY, "without hyphens"),
    ("Tue, 10 Mar 2026 08:00:00 GMT", DAY, "RFC 2822"),
    ("March 10, 2026", DAY, "American"),
    ("10th March 2026", DAY, "British"),
    ("10-Mar-2026", DAY, "a database's"),
    ("10/03/2026", None, "March or October"),
    ("March 2026", None, "no day"),
    ("31 February 2026", None, "no such day"),
    ("yesterday", None, "a word"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("value", "day", "reason"), PARSED, ids=[row[2] for row in PARSED])
def test_parse_day(value, day, reason):
    assert parse_day(value) == day


NAMES = [
    ("2026-03-10-talks.txt", DAY, "hyphens"),
    ("wire_20260310.txt", DAY, "eight digits"),
    ("wire_20260310T081500.txt", DAY, "with a time"),
    ("wire-20260310081500.txt", DAY, "fourteen digits"),
    ("2026/03/10/a.txt", DAY, "folders"),
    ("2019-01-01/2026.03.10.txt", DAY, "the one nearest to the end"),
    ("12026-03-101.txt", None, "other numbers around"),
    ("2026-13-10.txt", None, "no such month"),
    ("2026-02-30.txt", None, "no such day"),
    ("1026-03-10.txt", None, "no such century"),
    ("article-20261299.txt", None, "an id"),
]


@pytest.mark.parametrize(("name", "day", "reason"), NAMES, ids=[row[2] for row in NAMES])
def test_day_in_name(name, day, reason):
    assert day_in_name(name) == day


def document(text: str, limits: Limits = LIMITS, **fields: object) -> Document:
    raw = Raw(**{"uri": "a", "format": "txt", "byte_count": 1, "text": text} | fields)  # type: ignore[arg-type]
    found = to_document(raw, limits)
    assert isinstance(found, Document), found
    return found


HEADER = "date 2026-03-10\n"
DATELINE = "ROME, 9 March 2026 (X) - "
LINE = "Talks end\n\nSunday, 8 March 2026\n\n"
UPDATED = "Updated 9 March 2026\nPublished 8 March 2026\n\n"
LADDER = [
    (HEADER + DATELINE + BODY, "header", DAY, "the header first"),
    (DATELINE + BODY, "metadata", date(2026, 3, 6), "metadata before the dateline"),
    (LINE + DATELINE + BODY, None, date(2026, 3, 9), "the dateline before a line"),
    (LINE + BODY, None, date(2026, 3, 8), "a line before the name"),
    (f"Talks\n\n{BODY}\nPublished: 8 March 2026\n", None, date(2026, 3, 8), "the last line"),
    (UPDATED + BODY, None, date(2026, 3, 8), "an update's day comes last"),
    (BODY, None, date(2026, 3, 7), "the name before the file's time"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "basis", "day", "reason"), LADDER, ids=[r[3] for r in LADDER])
def test_ladder(text, basis, day, reason):
    given = {"dated_by": "2026-03-07.txt", "file_day": date(2026, 3, 5)}
    if basis == "metadata":
        given |= {"published_on": date(2026, 3, 6), "published_on_basis": "metadata"}
    found = document(text, Limits(today=LIMITS.today, use_file_time=True), **given)
    assert found.published_on == day
    assert basis is None or found.published_on_basis == basis


def test_file_time_only_where_it_is_wished():
    found = document(BODY, Limits(today=LIMITS.today, use_file_time=True), file_day=DAY)
    assert (found.published_on, found.published_on_basis) == (DAY, "file_time")
    undated = Limits(today=LIMITS.today, undated_allowed=True)
    assert document(BODY, undated, file_day=DAY).published_on is None


NO_DAYS = [
    ("Talks open on March 10, 2026\n\n" + BODY, "a headline with a date in it"),
    ("ROME, March 10 (X) - " + BODY, "a dateline without a year"),
    ("Talks\n\nMarch 10, 2026 | March 12, 2026\n\n" + BODY, "two dates on a line"),
]


@pytest.mark.parametrize(("text", "reason"), NO_DAYS, ids=[row[1] for row in NO_DAYS])
def test_no_guess(text, reason):
    assert document(text, Limits(today=LIMITS.today, undated_allowed=True)).published_on is None


CONFLICTS = [
    (HEADER + "ROME, 3 January 2026 (X) - " + BODY, "dateline says 2026-01-03", "a far dateline"),
    (HEADER + "ROME, Jan 3 (X) - " + BODY, "dateline says 3 Jan", "a far one without a year"),
    ("date 2026-01-02\nROME, Dec 30 (X) - " + BODY, None, "the turn of the year"),
    (HEADER + "ROME, March 9 (X) - " + BODY, None, "the day before"),
    (HEADER + "Talks\n\nMonday, 10 March 2026\n\n" + BODY, "body says Monday", "a wrong weekday"),
    ("date 2026-03-14\nThey met in Rome on Sunday.", "tells of Sunday", "a Saturday for a Sunday"),
    ("date 2026-03-14\nThey will meet in Rome on Sunday.", None, "a Sunday to come"),
    ("date 2026-03-14\nThey met in Rome on Friday.", None, "the day before, by name"),
    ("date 2026-03-15\nThey met in Rome on Sunday.", None, "the same day, by name"),
]


@pytest.mark.parametrize(("text", "said", "reason"), CONFLICTS, ids=[r[2] for r in CONFLICTS])
def test_conflict(text, said, reason):
    found = document(text).published_on_conflict
    assert (said is None) == (found is None), found
    assert said is None or said in found


def test_name_far_from_the_header():
    found = document(HEADER + BODY, dated_by="2025-01-01.txt")
    assert found.published_on_conflict == (
        "header says Tuesday 2026-03-10, filename says 2025-01-01"
    )
