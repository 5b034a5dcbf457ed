"""The ledger: each input has one outcome, and each day knows whether it waits."""

from datetime import date, datetime

import pytest

from pipelines.read.reject import Reject
from pipelines.store.ledger import FileStamp, Ledger

DAY, NEXT = date(2026, 3, 10), date(2026, 3, 11)
SEEN = datetime.fromisoformat("2026-07-01T12:00:00")


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "deep" / "ledger.sqlite") as opened:
        yield opened


def test_one_outcome_per_record(ledger):
    """Whatever a record was before: a document that is read as a reject is no document any more."""
    ledger.add_document("/in", "a.txt", "a.txt", "d1", DAY, SEEN)
    ledger.add_reject("/in", "a.txt", Reject("a.txt", "empty", "no text", 0), SEEN)
    assert ledger.counts() == {"empty": 1}
    ledger.add_document("/in", "a.txt", "a.txt", "d2", DAY, SEEN)
    assert ledger.counts() == {"documents": 1}
    assert ledger.document_ids() == {"d2"}


def test_rejects_as_rows(ledger):
    ledger.add_reject("/in", "a.jsonl", Reject("a.jsonl#L2", "malformed", "no JSON", 9), SEEN)
    ledger.add_reject("/in", "a.txt", Reject("a.txt", "empty", None, 0), SEEN)
    assert ledger.rejects() == [
        {
            "uri": "a.jsonl#L2",
            "reason": "malformed",
            "detail": "no JSON",
            "seen_at": SEEN,
            "byte_count": 9,
        },
        {"uri": "a.txt", "reason": "empty", "detail": None, "seen_at": SEEN, "byte_count": 0},
    ]


def test_days_wait_until_they_are_finished(ledger):
    assert ledger.pending("v1") == {}
    ledger.touch([DAY, NEXT])
    assert ledger.pending("v1") == {DAY: 1, NEXT: 1}
    ledger.take([DAY])
    ledger.finish([DAY], "v1")
    assert ledger.pending("v1") == {NEXT: 1}


def test_touch_while_a_day_is_processed_stays_pending(ledger):
    """The document that came in between was not seen by the run that finished."""
    ledger.touch([DAY])
    ledger.take([DAY])
    ledger.touch([DAY])
    ledger.finish([DAY], "v1")
    assert ledger.pending("v1") == {DAY: 2}


def test_other_rules_make_every_day_wait(ledger):
    ledger.touch([DAY])
    ledger.take([DAY])
    ledger.finish([DAY], "v1")
    assert ledger.pending("v1") == {}
    assert ledger.pending("v2") == {DAY: 1}


def test_later_version_supersedes(ledger):
    for document in ("d1", "d2", "d3"):
        ledger.add_document("/in", "a.txt", "a.txt", document, DAY, SEEN)
    assert ledger.superseded() == [("d1", "d3"), ("d2", "d3")]


def test_version_that_another_input_gives_is_not_superseded(ledger):
    """The old text lives on in b.txt."""
    ledger.add_document("/in", "a.txt", "a.txt", "d1", DAY, SEEN)
    ledger.add_document("/in", "a.txt", "a.txt", "d2", DAY, SEEN)
    ledger.add_document("/in", "b.txt", "b.txt", "d1", DAY, SEEN)
    assert ledger.superseded() == []


def test_same_uri_below_another_root_is_another_input(ledger):
    ledger.add_document("/in", "a.txt", "a.txt", "d1", DAY, SEEN)
    ledger.add_document("/other", "a.txt", "a.txt", "d2", DAY, SEEN)
    assert ledger.superseded() == []
    assert ledger.counts() == {"documents": 2}


def test_forget(ledger):
    ledger.add_document("/in", "a.txt", "a.txt", "d1", DAY, SEEN)
    ledger.add_document("/in", "a.txt", "a.txt", "d2", NEXT, SEEN)
    ledger.add_document("/in", "b.txt", "b.txt", "d3", DAY, SEEN)
    ledger.set_file("/in", "a.txt", FileStamp(3, 4), "hash", "limits")
    assert ledger.knows("a.txt")
    assert ledger.forget("a.txt") == [("d1", DAY), ("d2", NEXT)]
    assert not ledger.knows("a.txt")
    assert ledger.document_ids() == {"d3"}
    assert ledger.known_files("/in", "limits") == {}


def test_forget_keeps_what_another_input_gives(ledger):
    ledger.add_document("/in", "a.txt", "a.txt", "d1", DAY, SEEN)
    ledger.add_document("/in", "b.txt", "b.txt", "d1", DAY, SEEN)
    assert ledger.forget("a.txt") == []


def test_forget_a_whole_container(ledger):
    ledger.add_document("/in", "a.jsonl", "a.jsonl#L1", "d1", DAY, SEEN)
    ledger.add_document("/in", "a.jsonl", "a.jsonl#L2", "d2", DAY, SEEN)
    assert ledger.knows("a.jsonl")
    assert ledger.forget("a.jsonl") == [("d1", DAY), ("d2", DAY)]


def test_failed_extraction(ledger):
    ledger.add_document("/in", "a.txt", "a.txt", "d1", DAY, SEEN)
    ledger.fail("d1", "ValueError: x")
    assert ledger.counts() == {"extraction_failed": 1}
    assert ledger.document_ids() == set()


def test_files_are_known_under_the_limits_they_were_read_with(ledger):
    """A text that was too large may be taken now."""
    ledger.set_file("/in", "a.txt", FileStamp(3, 4), "hash", "old")
    assert ledger.known_files("/in", "old") == {"a.txt": FileStamp(3, 4)}
    assert ledger.content_hash("/in", "a.txt", "old") == "hash"
    assert ledger.known_files("/in", "new") == {}
    assert ledger.content_hash("/in", "a.txt", "new") is None


def test_transaction_is_all_or_nothing(ledger):
    with pytest.raises(RuntimeError), ledger.transaction():
        ledger.add_document("/in", "a.txt", "a.txt", "d1", DAY, SEEN)
        ledger.touch([DAY])
        raise RuntimeError("killed")
    assert ledger.counts() == {}
    assert ledger.pending("v1") == {}


def test_committed_work_is_there_for_the_next_process(tmp_path):
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as first, first.transaction():
        first.put("published", "key")
    with Ledger(path) as second:
        assert second.get("published") == "key"
        assert second.get("unknown") is None


def test_fingerprint_follows_days_and_outcomes(ledger):
    seen = {ledger.fingerprint()}
    ledger.touch([DAY])
    ledger.take([DAY])
    ledger.finish([DAY], "v1")
    seen.add(ledger.fingerprint())
    ledger.add_document("/in", "a.txt", "a.txt", "d1", DAY, SEEN)
    seen.add(ledger.fingerprint())
    assert len(seen) == 3
    assert ledger.fingerprint() in seen
