"""Intake: what is new is read, what is known is not, and nothing is lost."""

import json
import os
from datetime import date

import duckdb
import pytest

from pipelines.read.inputs import InputMissingError
from pipelines.settings import Settings, load_settings
from pipelines.store import landing
from pipelines.store.checks import unaccounted
from pipelines.store.landing import forget_input, take_in
from pipelines.store.ledger import Ledger
from pipelines.store.parquet import day_file
from pipelines.store.pending import changed_files, pending_days

MET = " date 2026-03-10 The ministers met in Rome on Monday.\n"


def outcomes(settings: Settings) -> dict[str, int]:
    with Ledger(settings.ledger) as ledger:
        return ledger.counts()


def query(settings: Settings, text: str) -> list[tuple]:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return db.execute(text).fetchall()


def later(settings: Settings, now: str) -> Settings:
    return load_settings(inbox=settings.inbox, warehouse=settings.warehouse, now=now)


def test_first_look(empty, write):
    write("a.txt", MET)
    write("b.txt", "")
    found = take_in(empty)
    assert (found.files, found.read, found.documents) == (2, 2, 1)
    assert dict(found.rejects) == {"empty": 1}
    assert found.days == {date(2026, 3, 10)}
    assert set(pending_days(empty)) == {date(2026, 3, 10)}


def test_second_look_reads_nothing(empty, write):
    write("a.txt", MET)
    take_in(empty)
    found = take_in(empty)
    assert (found.files, found.read, found.days) == (1, 0, set())


def test_same_content_under_another_time_is_not_read_again(empty, write):
    path = write("a.txt", MET)
    take_in(empty)
    os.utime(path, (1, 1))
    assert changed_files(empty).count == 1
    assert take_in(empty).read == 0
    assert changed_files(empty).count == 0


def test_an_old_time_stamp_is_no_reason_to_pass_a_file_over(empty, write):
    """Unpacked archives keep their times."""
    take_in(empty)
    os.utime(write("a.txt", MET), (1, 1))
    assert take_in(empty).documents == 1


def test_edited_file_supersedes(small, write, run):
    write("left.txt", " date 2026-03-12 The ministers left Rome. Nobody spoke to them.\n")
    found = run(small)
    assert (found.read, found.documents) == (1, 1)
    rows = query(
        small,
        "select text like '%to them%', superseded_by is null from documents"
        " where uri = 'left.txt' order by 1",
    )
    assert rows == [(False, False), (True, True)]
    marts = query(small, "select count(*) from figures_with_context where source_uri = 'left.txt'")
    assert marts == [(0,)]
    assert unaccounted(small) == 0


def test_edited_back_is_current_again(small, write, run):
    """The first version is the last one too."""
    text = (small.inbox / "left.txt").read_text(encoding="utf-8")
    write("left.txt", " date 2026-03-12 Another text. Nobody spoke.\n")
    run(small)
    write("left.txt", text)
    run(small)
    rows = query(
        small,
        "select text like 'Another%', superseded_by is null from documents"
        " where uri = 'left.txt' order by 1",
    )
    assert rows == [(False, True), (True, False)]


def test_change_of_the_day_only_is_another_version(small, write, run):
    write("left.txt", " date 2026-03-13 The ministers left Rome. Nobody spoke.\n")
    run(small)
    rows = query(
        small,
        "select published_on, superseded_by is null from documents where uri = 'left.txt'"
        " order by 1",
    )
    assert rows == [(date(2026, 3, 12), False), (date(2026, 3, 13), True)]


def test_copy_is_a_duplicate_file(empty, write):
    write("a.txt", MET)
    write("b.txt", MET.replace(" on ", "  on "))
    found = take_in(empty)
    assert (found.documents, dict(found.rejects)) == (1, {"duplicate_file": 1})


def test_copy_that_comes_later_is_a_duplicate_file(empty, write):
    write("b.txt", MET)
    take_in(empty)
    write("a.txt", MET)
    assert dict(take_in(empty).rejects) == {"duplicate_file": 1}
    assert outcomes(empty) == {"documents": 1, "duplicate_file": 1}


def test_same_text_of_another_day_is_another_document(empty, write):
    write("a.txt", MET)
    write("b.txt", MET.replace("-10", "-11"))
    assert take_in(empty).documents == 2


def test_vanished_file_keeps_its_rows(small, run):
    (small.inbox / "left.txt").unlink()
    run(small)
    assert query(small, "select count(*) from documents") == [(2,)]


def test_forgotten_input_goes_from_every_table(small, run):
    (small.inbox / "left.txt").unlink()
    assert forget_input(small, "left.txt") == 1
    assert forget_input(small, "left.txt") is None
    run(small)
    assert query(small, "select uri from documents") == [("met.txt",)]
    assert query(small, "select count(*) from sentences where text like '%left%'") == [(0,)]
    assert unaccounted(small) == 0


def test_future_dated_text_is_taken_when_its_day_has_come(empty, write):
    """The file itself never changes again."""
    write("a.txt", MET)
    early = later(empty, "2026-03-09T23:59:59")
    assert dict(take_in(early).rejects) == {"future_dated": 1}
    assert dict(take_in(early).rejects) == {"future_dated": 1}
    found = take_in(later(empty, "2026-03-10T00:00:00"))
    assert (found.documents, dict(found.rejects)) == (1, {})
    assert outcomes(empty) == {"documents": 1}


def test_reject_keeps_the_time_when_it_was_first_seen(empty, write):
    """Else each run would change an export."""
    write("a.txt", MET.replace("2026", "2027"))
    for now in ("2026-05-01T00:00:00", "2026-06-01T00:00:00"):
        take_in(later(empty, now))
    with Ledger(empty.ledger) as ledger:
        [reject] = ledger.rejects()
    assert reject["seen_at"].isoformat() == "2026-05-01T00:00:00"


def test_reject_that_is_repaired(empty, write):
    write("a.txt", "")
    take_in(empty)
    write("a.txt", MET)
    assert take_in(empty).documents == 1
    assert outcomes(empty) == {"documents": 1}


def test_wider_limits_read_every_file_again(empty, write):
    write("a.txt", MET)
    narrow = load_settings(
        inbox=empty.inbox,
        warehouse=empty.warehouse,
        now="2026-07-01",
        longest_document_chars=10,
    )
    assert dict(take_in(narrow).rejects) == {"too_large": 1}
    assert take_in(empty).documents == 1


def test_lines_over_many_days_are_read_once(empty, write):
    lines = [
        json.dumps({"id": n, "date": f"2026-0{1 + n % 6}-11", "text": f"Round {n} ended in Rome."})
        for n in range(60)
    ]
    write("archive.jsonl", "\n".join(lines))
    found = take_in(empty)
    assert (found.files, found.documents, len(found.days)) == (1, 60, 6)


def test_line_added_to_a_file_adds_a_document(empty, write, run):
    first = json.dumps({"date": "2026-03-10", "text": "They met in Rome."})
    write("a.jsonl", first)
    run(empty)
    seen = query(empty, "select first_seen_at from documents")
    write("a.jsonl", f"{first}\n" + json.dumps({"date": "2026-03-10", "text": "They left Rome."}))
    run(later(empty, "2026-07-02T00:00:00"))
    rows = query(empty, "select text, first_seen_at from documents order by text desc")
    assert [text for text, _ in rows] == ["They met in Rome.", "They left Rome."]
    assert rows[0][1] == seen[0][0]


def test_holding_less_gives_the_same(empty, write, monkeypatch, tmp_path):
    """Documents are written in portions; duplicates are found across them."""
    for number in range(7):
        write(f"{number}.txt", f" date 2026-03-1{number % 3} Round {number % 5} ended in Rome.")
    monkeypatch.setattr(landing, "FLUSH", 2)
    found = take_in(empty)
    monkeypatch.undo()
    other = load_settings(inbox=empty.inbox, warehouse=tmp_path / "other", now=empty.now)
    whole = take_in(other)
    assert (found.documents, found.days) == (whole.documents, whole.days)
    assert found.rejects == whole.rejects
    for day in found.days:
        path = day_file(empty.parquet, landing.LANDED, day)
        assert path.read_bytes() == day_file(other.parquet, landing.LANDED, day).read_bytes()


def test_file_that_vanishes_between_listing_and_reading(empty, write, monkeypatch):
    """An inbox is alive; the next look finds what is there."""
    write("a.txt", MET)
    listed = [("a.txt", empty.inbox / "a.txt"), ("gone.txt", empty.inbox / "gone.txt")]
    monkeypatch.setattr(landing, "list_files", lambda inputs: iter(listed))
    found = take_in(empty)
    assert (found.documents, dict(found.rejects)) == (1, {})


def test_named_inputs_instead_of_the_inbox(empty, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text(MET, encoding="utf-8")
    assert take_in(empty, [other / "a.txt", other]).documents == 1
    assert outcomes(empty) == {"documents": 1}


def test_missing_input(empty, tmp_path):
    with pytest.raises(InputMissingError, match="nowhere"):
        take_in(empty, [tmp_path / "nowhere"])


def test_names_and_links_that_are_no_plain_files(empty, write):
    """Each is one reject, and the article beside them is taken."""
    write("a.txt", MET)
    (empty.inbox / "link.txt").symlink_to("a.txt")
    (empty.inbox / "loop").symlink_to(empty.inbox, target_is_directory=True)
    os.mkfifo(empty.inbox / "pipe.txt")
    (empty.inbox / os.fsdecode(b"caf\xe9.txt")).write_text("", encoding="utf-8")
    found = take_in(empty)
    assert found.documents == 1
    assert dict(found.rejects) == {"refused_link": 2, "unsupported": 1, "empty": 1}
    assert take_in(empty).read == 0


def test_changed_files_key_names_just_that_set(empty, write):
    write("a.txt", MET)
    first = changed_files(empty)
    assert first == changed_files(empty)
    write("b.txt", "")
    assert changed_files(empty).key != first.key
    assert (first.count, changed_files(empty).count) == (1, 2)


def test_missing_inbox_holds_no_changes(tmp_path):
    """A sensor that raises would stop."""
    settings = load_settings(inbox=tmp_path / "nowhere", warehouse=tmp_path / "warehouse")
    assert changed_files(settings).count == 0
