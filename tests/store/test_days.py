"""A day's tables: whole, in units of any size, and one bad document does not stop the rest."""

import json
from datetime import date

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.settings import Settings, load_settings
from pipelines.store import days, landing, pending, units
from pipelines.store.checks import unaccounted
from pipelines.store.landing import take_in
from pipelines.store.ledger import Ledger
from pipelines.store.parquet import UNITS, day_file, days_with
from pipelines.store.pending import code_version, pending_days
from pipelines.store.units import PARSES
from pipelines.tables import DAILY

FIRST, SECOND = date(2026, 3, 10), date(2026, 3, 12)


def stored(settings: Settings) -> dict[str, list]:
    """Return every daily row by table, in order."""
    return {
        t.name: [
            row
            for day in sorted(days_with(settings.parquet, t.name))
            for row in pq.ParquetFile(day_file(settings.parquet, t.name, day)).read().to_pylist()
        ]
        for t in DAILY
    }


def archive(settings: Settings, count: int) -> None:
    lines = (
        {"date": f"2026-03-{1 + n % 9:02}", "text": f"Round {n} ended in Rome. {n + 2} men left."}
        for n in range(count)
    )
    text = "\n".join(map(json.dumps, lines))
    (settings.inbox / "archive.jsonl").write_text(text, encoding="utf-8")


def test_every_table_has_a_file_for_every_day(small):
    """An empty file means "processed, nothing found"."""
    for table in (*DAILY, PARSES):
        name = table if isinstance(table, str) else table.name
        assert days_with(small.parquet, name) == {FIRST, SECOND}


def test_row_counts_are_those_of_the_files(small):
    counts = days.row_counts(small, [FIRST, SECOND, date(2026, 3, 11)])
    assert counts["documents"] == {FIRST: 1, SECOND: 1}
    assert counts["sentences"] == {FIRST: 3, SECOND: 2}


def test_no_working_file_is_left(small):
    assert not list((small.parquet / UNITS).glob("*"))
    assert not list(small.warehouse.rglob("*.tmp"))


def test_finished_days_do_not_wait(small):
    assert pending_days(small) == {}


def test_same_rows_again(small):
    before = stored(small)
    days.process_days(small, [FIRST, SECOND])
    assert stored(small) == before


def test_small_units_and_waves_give_the_same_rows(empty, monkeypatch):
    """How the work is cut is no matter of what is found."""
    archive(empty, 40)
    take_in(empty)
    days.process_days(empty, pending_days(empty))
    whole = stored(empty)
    monkeypatch.setattr(days, "UNIT_DOCUMENTS", 3)
    monkeypatch.setattr(days, "WAVE_DOCUMENTS", 7)
    for day in days_with(empty.parquet, PARSES):
        day_file(empty.parquet, PARSES, day).unlink()
    days.process_days(empty, sorted(days_with(empty.parquet, "documents")))
    assert stored(empty) == whole
    assert len(whole["documents"]) == 40


def test_two_jobs_give_the_same_rows(empty, tmp_path):
    archive(empty, 40)
    take_in(empty)
    days.process_days(empty, pending_days(empty))
    other = load_settings(inbox=empty.inbox, warehouse=tmp_path / "other", now=empty.now, jobs=2)
    take_in(other)
    days.process_days(other, pending_days(other))
    assert stored(other) == stored(empty)


def test_parses_are_used_again(small, monkeypatch):
    """A changed rule never parses again."""

    def no_model(models):
        raise AssertionError("parsed again")

    monkeypatch.setattr(units, "load_models", no_model)
    before = stored(small)
    days.process_days(small, [FIRST, SECOND])
    assert stored(small) == before


def test_other_model_parses_again(small, tmp_path):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "plain")
    other = load_settings(
        inbox=small.inbox,
        warehouse=small.warehouse,
        now=small.now,
        model=str(tmp_path / "plain"),
    )
    assert code_version(other) != code_version(small)
    assert set(pending_days(other)) == {FIRST, SECOND}
    days.process_days(other, [FIRST, SECOND])
    path = day_file(other.parquet, PARSES, FIRST)
    assert set(pq.ParquetFile(path).read().column("model").to_pylist()) == {"en_pipeline-0.0.0"}


def test_failed_extraction_becomes_a_reject_and_the_run_goes_on(empty, write, run, monkeypatch):
    write("good.txt", " date 2026-03-10 They met in Rome.")
    write("bad.txt", " date 2026-03-10 They met in Bern.")
    write("later.txt", " date 2026-03-12 They left Rome.")
    annotate = units.annotate

    def faulty(doc):
        if "Bern" in doc.text:
            raise KeyError("a fault of a rule")
        return annotate(doc)

    monkeypatch.setattr(units, "annotate", faulty)
    run(empty)
    with duckdb.connect(str(empty.database), read_only=True) as db:
        uris = db.execute("select uri from documents order by 1").fetchall()
        [reject] = db.execute("select uri, reason, detail from rejects").fetchall()
        orphans = db.execute(
            "select count(*) from sentences anti join documents using (document_id)"
        ).fetchall()
    assert uris == [("good.txt",), ("later.txt",)]
    assert reject == ("bad.txt", "extraction_failed", "KeyError: 'a fault of a rule'")
    assert orphans == [(0,)]
    assert pending_days(empty) == {}
    assert unaccounted(empty) == 0


def test_failed_extraction_is_tried_again_under_other_rules(empty, write, run, monkeypatch):
    """Not on each run: a text that hangs would cost its time for ever."""
    write("bad.txt", " date 2026-03-10 They met in Bern.")

    def faulty(doc):
        raise KeyError("a fault of a rule")

    with monkeypatch.context() as patch:
        patch.setattr(units, "annotate", faulty)
        run(empty)
    assert run(empty).read == 0
    for module in (landing, days, pending):
        monkeypatch.setattr(module, "code_version", lambda settings: "repaired")
    found = run(empty)
    assert (found.read, found.documents) == (1, 1)
    assert len(stored(empty)["sentences"]) == 1
    with Ledger(empty.ledger) as ledger:
        assert ledger.counts() == {"documents": 1}


def test_crash_half_way_leaves_the_days_waiting(small, write, monkeypatch):
    """The next run does them; the published warehouse is the last good one."""
    write("new.txt", " date 2026-03-10 They met again.")
    before = small.database.read_bytes()
    take_in(small)

    def killed(unit):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(days, "extract_unit", killed)
        days.process_days(small, pending_days(small))
    assert set(pending_days(small)) == {FIRST}
    assert small.database.read_bytes() == before
    days.process_days(small, pending_days(small))
    assert pending_days(small) == {}
    assert len(stored(small)["documents"]) == 3


def test_accounts_find_what_was_lost(small):
    assert unaccounted(small) == 0
    with Ledger(small.ledger) as ledger:
        ledger.add_document("/in", "x.txt", "x.txt", "lost", FIRST, small.clock())
    assert unaccounted(small) == 1
