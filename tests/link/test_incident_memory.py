"""A linking that remembers the last one scores only what changed, and finds what a full one has."""

import json
import random
from datetime import date, timedelta

import pytest

from bench.incidents import corpus
from pipelines.link.incidents import Memory, link_incidents, read_reports
from pipelines.link.incidents.memory import packed, unpacked
from pipelines.link.incidents.scoring import Place

EVENTS, PARTIES, DOCUMENTS = corpus(500)
PLACES = {f"place{n}": Place("AAA", n % 60, n % 90) for n in range(4000)}
DAYS = sorted({d["published_on"] for d in DOCUMENTS})


def link(days, before=None, places=PLACES, texts=DOCUMENTS):
    """Link what was published on the days."""
    rows = [row for row in EVENTS if row["published_on"] in days]
    documents = [d for d in texts if d["published_on"] in days]
    return link_incidents(read_reports(rows, PARTIES, ()), lambda: documents, places, before=before)


def grouped(incidents):
    return [([r.event_id for r in i.reports], i.scores, i.reasons) for i in incidents]


def scored_again(before: Memory, after: Memory) -> set[str]:
    """Return the documents whose pairs were not taken from the memory."""
    return {
        name
        for name, known in after.pairs.items()
        if name not in before.pairs or before.pairs[name].pairs is not known.pairs
    }


FULL = link(DAYS)


@pytest.mark.parametrize("seed", range(3))
def test_day_by_day_in_any_order_equals_all_at_once(seed):
    order = random.Random(seed).sample(DAYS, len(DAYS))
    memory = Memory()
    for count in range(0, len(order) + 15, 15):
        incidents, memory = link(set(order[:count]), memory)
    assert grouped(incidents) == grouped(FULL[0])


def test_nothing_new_scores_nothing():
    incidents, memory = link(DAYS, FULL[1])
    assert grouped(incidents) == grouped(FULL[0])
    assert scored_again(FULL[1], memory) == set()


def test_a_new_day_scores_its_weeks_only():
    """Words are weighed against four weeks on either side: nothing older is touched."""
    _, before = link(DAYS[:-1])
    incidents, after = link(DAYS, before)
    assert grouped(incidents) == grouped(FULL[0])
    first = DAYS[-1] - timedelta(days=5 * 7)
    again = {date.fromisoformat(name[:10]) for name in scored_again(before, after)}
    assert again
    assert min(again) >= first
    assert len(scored_again(before, after)) < len(after.pairs) / 2


def test_a_day_that_is_gone_is_forgotten():
    incidents, memory = link(DAYS[:-3], FULL[1])
    assert grouped(incidents) == grouped(link(DAYS[:-3])[0])
    kept = set(memory.pairs) | set(memory.words)
    assert kept == {d["document_id"] for d in DOCUMENTS if d["published_on"] in DAYS[:-3]}


def test_a_place_that_moved_is_scored_again():
    moved = PLACES | {name: Place("AAA", 0.0, 0.0) for name in list(PLACES)[:2000]}
    assert grouped(link(DAYS, FULL[1], moved)[0]) == grouped(link(DAYS, places=moved)[0])


def test_a_text_that_changed_is_scored_again():
    texts = [
        d | {"text": "Other words."} if d["published_on"] == DAYS[40] else d for d in DOCUMENTS
    ]
    assert grouped(link(DAYS, FULL[1], texts=texts)[0]) == grouped(link(DAYS, texts=texts)[0])


def test_words_survive_storage():
    for _, words in FULL[1].words.values():
        assert unpacked(json.loads(json.dumps(packed(words)))) == words
