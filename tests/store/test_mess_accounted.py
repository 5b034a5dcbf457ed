"""The mess folder as a warehouse: nothing is lost, and what is no fact gives none."""

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import load_settings
from pipelines.store.checks import run_checks, unaccounted
from pipelines.store.ledger import Ledger

MESS = Path(__file__).parent.parent / "mess"


@pytest.fixture(scope="module")
def mess(tmp_path_factory, run):
    """The warehouse of the folder. Read only."""
    place = tmp_path_factory.mktemp("mess")
    shutil.copytree(MESS / "files", place / "inbox", symlinks=True)
    settings = load_settings(
        inbox=place / "inbox",
        warehouse=place / "warehouse",
        now="2026-07-01",
        largest_member_bytes=1_000_000,
    )
    run(settings)
    return settings


def query(settings, text):
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return db.execute(text).fetchall()


def test_documents_and_rejects_are_the_inputs(mess):
    with (MESS / "expected.csv").open(encoding="utf-8", newline="") as lines:
        uris = [row["uri"] for row in csv.DictReader(lines)]
    found = query(mess, "select uri from documents union all select uri from rejects")
    assert sorted(uri for (uri,) in found) == sorted(uris)
    assert unaccounted(mess) == 0


def test_lost_record_is_noticed(mess, tmp_path):
    """A line that a reader forgot would stand in no table."""
    shutil.copytree(mess.warehouse, tmp_path / "warehouse")
    other = load_settings(inbox=mess.inbox, warehouse=tmp_path / "warehouse", now="2026-07-01")
    with Ledger(other.ledger) as ledger, ledger.transaction():
        ledger._db.execute("delete from outcomes where uri = 'lines/records.jsonl#L2'")
    assert unaccounted(other) > 0


def test_contract_holds(mess):
    wrong = {(c.table, c.name): n for c, n in run_checks(mess) if n and not c.is_warning}
    assert wrong == {}


def test_same_text_under_two_names(mess):
    found = query(
        mess, "select uri, detail from rejects where reason = 'duplicate_file' order by 1"
    )
    assert [uri for uri, _ in found if "warc" not in uri] == [
        "archives/locked.zip#b.txt",
        "text/plain.txt",
    ]


def test_conflicting_days_are_recorded(mess):
    found = dict(
        query(mess, "select uri, published_on_conflict from documents where uri like 'days/%'")
    )
    assert "dateline says 2026-01-02" in found["days/header-against-dateline.txt"]
    assert "the text tells of Sunday" in found["days/saturday-sunday.txt"]
    assert {uri for uri, conflict in found.items() if conflict} == {
        "days/header-against-dateline.txt",
        "days/saturday-sunday.txt",
    }
    [count] = [n for check, n in run_checks(mess) if check.name == "publication_day_agrees"]
    assert count >= 2


def test_repairs_are_recorded(mess):
    found = dict(query(mess, "select uri, repairs from documents where repairs is not null"))
    assert found["text/mojibake.txt"] == "mojibake: 1"
    assert found["text/zero-width.txt"] == "invisible: 3"
    assert found["text/markdown-residue.txt"] == "markdown: 4"
    assert found["text/entities.txt"].startswith("entities: 4")
    assert "lines/records.jsonl#L1" not in found


def test_boilerplate_gives_no_facts(mess):
    rows = query(
        mess,
        "select distinct s.role from sentences s join documents d using (document_id) where d.uri ="
        " 'text/boilerplate.txt' and (s.text like 'Read more%' or s.text like '[ad_1]%' or s.text"
        " like 'We apol%' or s.text like 'Updated%' or s.text like 'This site%' or s.text like"
        " 'Share this%')",
    )
    assert rows == [("boilerplate",)]


def test_caption_that_repeats_the_body_counts_once(mess):
    rows = query(
        mess,
        "select f.text from figures f join documents d using (document_id)"
        " where d.uri = 'text/caption-repeats.txt' and f.value = 2",
    )
    assert len(rows) == 1


def test_other_language_has_sentences_and_no_facts(mess):
    [(language, sentences, mentions)] = query(
        mess,
        "select language, sentence_count, (select count(*) from mentions m where m.document_id ="
        " d.document_id) from documents d where uri = 'lines/records.jsonl#L6'",
    )
    assert (language, mentions) == ("de", 0)
    assert sentences > 0


def test_missing_space_after_a_full_stop_parts_no_sentences_wrongly(mess):
    rows = query(
        mess,
        "select s.text from sentences s join documents d using (document_id)"
        " where d.uri = 'text/missing-spaces.txt'",
    )
    assert any(text.startswith("No document was signed") for (text,) in rows)
