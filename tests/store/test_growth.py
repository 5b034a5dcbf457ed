"""Counts beside those of the last runs: quiet while a warehouse grows, loud when a rule stops."""

import json

import duckdb
import pytest

from pipelines.store.growth import remember, table_counts, unusual_counts
from pipelines.store.ledger import Ledger
from pipelines.store.pending import is_published, publication_key

BEFORE = {
    "documents": 1000,
    "sentences": 20_000,
    "figures": 4000,
    "quotations": 40,
    "entities": 500,
}
NOW = [
    ({}, [], "the same"),
    ({"documents": 1300, "sentences": 26_500, "figures": 5100, "entities": 600}, [], "more of all"),
    ({"figures": 0}, ["figures"], "a rule finds nothing"),
    ({"figures": 2500}, ["figures"], "a rule finds much less"),
    ({"figures": 7000}, ["figures"], "rows double"),
    ({"documents": 2000, "sentences": 40_000, "figures": 4000}, ["figures"], "new texts lack it"),
    ({"documents": 700, "sentences": 14_000}, ["documents", "sentences"], "a third is gone"),
    ({"entities": 300}, ["entities"], "linked tables fall"),
    ({"quotations": 10}, [], "too few to judge"),
]  # fmt: skip


@pytest.fixture
def published(small):
    """Let an earlier run have had these counts."""
    with Ledger(small.ledger) as ledger:
        every = dict.fromkeys(table_counts(small), 0) | BEFORE
        for number in range(3):
            ledger.add_publication(f"run {number}", small.clock(), json.dumps(every))
    return small


@pytest.mark.parametrize(("changes", "tables", "reason"), NOW, ids=[row[2] for row in NOW])
def test_counts(published, monkeypatch, changes, tables, reason):
    now = dict.fromkeys(table_counts(published), 0) | BEFORE | changes
    monkeypatch.setattr("pipelines.store.growth.table_counts", lambda settings: now)
    key = publication_key(published)
    assert sorted(u.table for u in unusual_counts(published, key)) == tables


def test_first_publication_is_not_unusual(small):
    assert unusual_counts(small, publication_key(small)) == []


def test_counts_are_those_of_the_database(small):
    counts = table_counts(small)
    assert counts["documents"] == 2
    with duckdb.connect(str(small.database), read_only=True) as db:
        [(sentences,)] = db.execute("select count(*) from sentences").fetchall()
    assert counts["sentences"] == sentences


def test_publication_is_not_compared_with_itself(published):
    key = publication_key(published)
    remember(published, key)
    assert is_published(published)
    assert {u.table for u in unusual_counts(published, key)} >= {"documents", "figures"}
    with Ledger(published.ledger) as ledger:
        assert len(ledger.publications("", 99)) == 4
        assert len(ledger.publications(key, 99)) == 3
        assert len(ledger.publications(key, 2)) == 2
