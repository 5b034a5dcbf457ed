"""The accuracy card: every extracted column has a measured share, or says that it has none."""

import csv

import duckdb
import pytest

from bench.accuracy.card import SEALED, Result, Tally, merged, read, write
from bench.accuracy.gold import Gold
from pipelines.settings import reference_path
from pipelines.store.accuracy import (
    MEASURES,
    NOT_MEASURED,
    card_rows,
    extracted_columns,
    headline,
)
from pipelines.store.marts import read_marts
from pipelines.tables import MATERIALS, TABLES

with reference_path("accuracy.csv").open(encoding="utf-8", newline="") as _lines:
    LINES = list(csv.DictReader(_lines))
COLUMNS = {(t.name, c.name) for t in TABLES.values() for c in t.published_columns}
COLUMNS |= {(m.name, c.name) for m in read_marts() for c in m.columns}


@pytest.fixture(scope="module")
def db(sample):
    with duckdb.connect(str(sample[0] / "newstables.duckdb"), read_only=True) as opened:
        yield opened


def test_each_line_names_a_column_and_has_a_share():
    for line in LINES:
        assert (line["table_name"], line["column_name"]) in COLUMNS, line
        assert line["material"] in MATERIALS
        assert any(line[measure] for measure in MEASURES), line
        assert all(0 <= float(line[m]) <= 1 for m in MEASURES if line[m]), line
        assert int(line["sample_size"]) > 0
        assert line["counted"]


def test_columns_that_matter_most_are_measured():
    measured = {(line["table_name"], line["column_name"]) for line in LINES}
    assert measured >= {
        ("figures", "value"), ("figures", "category"), ("figures", "status"),
        ("time_expressions", "value"), ("time_expressions", "starts_on"), ("events", "status"),
        ("events", "event_subtype"), ("event_participants", "text"), ("quotations", "speaker"),
        ("mentions", "entity_type"), ("mentions", "entity_id"), ("documents", "duplicate_of"),
        ("incident_reports", "incident_id"), ("sentences", "text"), ("rejects", "reason"),
    }  # fmt: skip


def test_every_extracted_column_stands_in_the_card():
    rows = list(card_rows())
    shown = {(row["table_name"], row["column_name"]) for row in rows}
    assert set(extracted_columns()) <= shown
    assert set(extracted_columns()) <= COLUMNS
    for row in rows:
        assert (row["value"] is None) == (row["basis"] == NOT_MEASURED)
        assert (row["value"] is None) == (row["sample_size"] is None)


def test_card_in_the_database_is_the_file(db):
    names = ", ".join(c.name for c in TABLES["accuracy_card"].published_columns)
    found = db.execute(f"select {names} from accuracy_card order by all").fetchall()
    wanted = sorted(tuple(row[n] for n in names.split(", ")) for row in card_rows())
    key = slice(0, 3)
    assert sorted(row[key] for row in found) == sorted(row[key] for row in wanted)
    assert len(found) == len(wanted)


def test_dictionary_shows_the_share_of_its_column(db):
    """A share that the dictionary shows is one of the card, on the material that it names."""
    [(apart,)] = db.execute(
        "select count(*) from data_dictionary d where d.precision is not null and not exists"
        " (select 1 from accuracy_card c where c.table_name = d.table_name and"
        " c.column_name = d.column_name and c.basis = d.accuracy_basis and"
        " c.measure = 'precision' and c.value = d.precision)"
    ).fetchall()
    assert apart == 0
    silent = db.execute(
        "select table_name, column_name from data_dictionary where accuracy_basis is not null"
    ).fetchall()
    assert set(extracted_columns()) <= set(silent)


def test_dictionary_prefers_what_was_never_read():
    assert headline("quotations", "text")["accuracy_basis"].endswith("sealed")
    assert headline("documents", "document_id") == {}
    assert headline("events", "goldstein") == {"accuracy_basis": NOT_MEASURED}


TALLIES = [
    ([("a", "a"), ("b", None), (None, "c"), ("d", "x")], 1 / 3, 1 / 3, "missed, extra and wrong"),
    ([(None, None)], None, None, "no value on either side counts for nothing"),
    ([(0, 0)], 1.0, 1.0, "zero is a value"),
]


@pytest.mark.parametrize(
    ("items", "precision", "recall", "_"), TALLIES, ids=[t[3] for t in TALLIES]
)
def test_tally(items, precision, recall, _):
    tally = Tally()
    for wanted, given in items:
        tally.count(wanted, given)
    assert (tally.precision, tally.recall) == (precision, recall)


def test_a_set_replaces_its_own_lines_only(tmp_path):
    first = Result.of("figures.value", "here", "equal", Tally(4, 2, 1))
    other = Result.of("figures.unit", "there", "equal", Tally(4, 4, 4))
    lines = merged(merged([], "one", [first], "2026-01-01"), "two", [other], "2026-01-02")
    lines = merged(
        lines, "one", [Result.of("figures.value", "here", "equal", Tally(4, 4, 2))], "2026-01-03"
    )
    write(lines, tmp_path / "card.csv")
    found = read(tmp_path / "card.csv")
    assert [(m.set, m.column_name, m.precision, m.recall, m.f1, m.measured_on) for m in found] == [
        ("two", "unit", "1.000", "1.000", "1.000", "2026-01-02"),
        ("one", "value", "0.500", "0.500", "0.500", "2026-01-03"),
    ]


def test_sealed_lines_are_never_measured_again():
    with pytest.raises(ValueError, match="once"):
        merged([], SEALED, [], "2026-01-01")


MEASURE = """
LABELS = {}
def table(out, name):
    return f"{name} of the folder {out}"
def acts(out, records):
    yield {"found": table(out, "events")}
ADAPT = {"acts": acts}
"""


def test_one_set_leaves_the_next_as_it_was(tmp_path):
    """Rows in memory for one set, a folder for the next: `make accuracy` does them in a row."""
    (tmp_path / "measure.py").write_text(MEASURE, encoding="utf-8")
    gold = Gold(tmp_path)
    assert gold.adapted("acts", {"events": {"a": []}}, []) == [{"found": {"a": []}}]
    assert gold.measure.table("out", "events") == "events of the folder out"


def test_without_gold_one_clear_line(tmp_path):
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "bench.accuracy", "plover", "--gold", str(tmp_path),
         "--csv", str(tmp_path / "card.csv")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "--gold DIR" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "card.csv").exists()
