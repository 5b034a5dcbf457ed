"""Copies, updates and other stories on one template; own sentences, and the open labelled pairs."""

import json
import random
from datetime import date
from pathlib import Path

import pytest

from bench.duplicates import told
from pipelines.link.duplicates import find_duplicates

MATERIAL = Path(__file__).parent.parent / "material" / "duplicates_open.jsonl"
STORY = (
    "Ferry runs aground off Gullhaven\n\n"
    "At least 12 people were hurt on Tuesday when a ferry ran aground off the port of Gullhaven in"
    " thick fog, the coast guard said. The ship had left Merrow at six in the morning with 214"
    " passengers and was an hour late.\n\n"
    "Tugs held the ferry upright while lifeboats took the passengers ashore. Inspector Dana Holt"
    " said that the pilot had been alone on the bridge. The line has run the route since 1974 and"
    " had never lost a ship.\n\n"
    "The town opened its school for the night. An inquiry will begin on Monday, and the wreck is"
    " to be towed to the yard at Merrow as soon as the wind drops.\n"
)


def changed(*pairs: tuple[str, str]) -> str:
    text = STORY
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


TITLE = "Ferry runs aground off Gullhaven"
PAIRS = [
    ("duplicate", "other title", [(TITLE, "Fog blamed as ship strands")], 0),
    ("duplicate", "next morning", [(TITLE, "A night on the rocks")], 1),
    ("duplicate", "credit line", [("wind drops.\n", "wind drops.\n\n(Reporting by B. Chen)\n")], 0),
    ("duplicate", "American words", [("hurt", "injured")], 0),
    ("duplicate", "last paragraph cut", [(STORY[STORY.index("The town opened") :], "")], 0),
    ("duplicate", "a sentence cut", [("The town opened its school for the night. ", "")], 0),
    ("duplicate", "numbers in words", [("At least 12", "At least twelve")], 0),
    ("duplicate", "dateline added", [("At least 12", "GULLHAVEN (Caspian Wire) - At least 12")], 0),
    ("duplicate", "another spelling of a name", [("Merrow", "Merow")], 0),
    ("duplicate", "wrapped at 72 columns", [("off the port of", "off the port\nof")], 0),
    ("update", "higher toll", [("At least 12", "At least 31")], 0),
    ("update", "toll and day", [("At least 12", "More than 40"), ("Tuesday", "Wednesday")], 1),
    ("update", "two numbers grow", [("At least 12", "At least 17"), ("214", "231")], 0),
    (
        "update",
        "a new paragraph with a toll",
        [("The town opened", "Three of the hurt died in hospital on Wednesday morning, doctors"
          " said, among them a child of 4 from Merrow.\n\nThe town opened")],
        1,
    ),
    ("different", "other port", [("Gullhaven", "Sandwick"), ("12", "9"), ("214", "180")], 40),
    ("different", "other port, same week", [("Gullhaven", "Sandwick"), ("12", "19")], 2),
    ("different", "a year later", [("12 people", "15 people"), ("Tuesday", "Friday")], 365),
    ("different", "numbers up and down", [("12", "9"), ("214", "187"), ("1974", "1981")], 3),
    ("different", "two other names", [("Gullhaven", "Sandwick"), ("Merrow", "Oxtown")], 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "how", "edits", "days"), PAIRS, ids=[f"{row[0]}: {row[1]}" for row in PAIRS]
)
def test_pair(label, how, edits, days):
    first = date(2026, 3, 10)
    record = {
        "a": STORY,
        "b": changed(*edits),
        "a_date": first.isoformat(),
        "b_date": date.fromordinal(first.toordinal() + days).isoformat(),
    }
    assert told(record) == label


with MATERIAL.open(encoding="utf-8") as _lines:
    OPEN = [json.loads(line) for line in _lines]


@pytest.mark.parametrize("record", OPEN, ids=[record["id"] for record in OPEN])
def test_labelled_pair(record):
    assert told(record) == record["label"]


def documents(*texts: str) -> list[dict[str, object]]:
    return [
        {"document_id": f"d{n}", "published_on": date(2026, 3, 10 + n), "text": text}
        for n, text in enumerate(texts)
    ]


def test_copies_point_to_the_earliest():
    """A copy of a copy is a copy of the first."""
    found = documents(STORY, changed((TITLE, "Second")), changed((TITLE, "Third")))
    rows = find_duplicates(lambda: found)
    assert [(r["document_id"], r["duplicate_of"], r["kind"]) for r in rows] == [
        ("d1", "d0", "copy"),
        ("d2", "d0", "copy"),
    ]


def test_copy_of_an_update_points_to_the_update():
    """Its numbers are those of the update."""
    later = changed(("At least 12", "At least 31"))
    found = documents(STORY, later, later.replace(TITLE, "Toll of ferry rises"))
    rows = {
        r["document_id"]: (r["duplicate_of"], r["kind"]) for r in find_duplicates(lambda: found)
    }
    assert rows == {"d1": ("d0", "update"), "d2": ("d1", "copy")}


def test_order_of_reading_changes_nothing():
    texts = [
        changed((TITLE, f"Title {n}"), ("12 people", f"{12 + n // 3} people")) for n in range(9)
    ]
    found = documents(*texts)
    first = find_duplicates(lambda: found)
    random.Random(1).shuffle(found)
    assert find_duplicates(lambda: found) == first


EDGES = [
    ([], "nothing"),
    (["", ""], "two empty texts"),
    (["x", "y"], "two words"),
    (["🎉 " * 50, "12 " * 50], "signs and numbers"),
    (["word " * 50_000, "x" * 100_000], "long ones"),
]


@pytest.mark.parametrize(("texts", "reason"), EDGES, ids=[row[1] for row in EDGES])
def test_edges(texts, reason):
    rows = find_duplicates(lambda: documents(*texts))
    assert all(0 <= float(row["similarity"]) <= 1 for row in rows)


def test_threshold_is_a_setting():
    found = documents(STORY, changed(("hurt", "injured"), ("thick fog", "heavy mist")))
    assert len(find_duplicates(lambda: found, 0.5)) == 1
    assert find_duplicates(lambda: found, 1.0) == []
