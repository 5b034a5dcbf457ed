"""What speaks for and against two documents, and two reports, telling of one event."""

from datetime import date

import pytest

from pipelines.link.incidents.documents import Texts
from pipelines.link.incidents.reports import read_reports
from pipelines.link.incidents.scoring import Alike, alike

DAY = date(2026, 3, 11)
PLACES = {"rudvik", "olmgard"}
NO_ENTITIES: dict[str, int] = {}


def compared(one: str, other: str, named=(NO_ENTITIES, NO_ENTITIES), titles=("", "")) -> Alike:
    documents = [
        {"document_id": name, "published_on": DAY, "text": text, "title": title}
        for name, text, title in zip("ab", (one, other), titles, strict=True)
    ]
    texts = Texts(lambda: documents, dict(zip("ab", named, strict=True)), PLACES)
    words = dict(texts.wordings({"a", "b"}))
    return alike(words["a"], words["b"])


SPEAKS = [
    ("A 34-year-old man died.", "The victim, Pavo Tisk, 34, died.", "ages", 1.0, "age, two ways"),
    ("A boy of 9 years.", "The boy, 9, died.", "ages", 0.0, "too loose to be read as an age"),
    ("A 34-year-old man.", "A 19-year-old man.", "other_ages", 1.0, "ages differ"),
    ("A 34-year-old man.", "A man.", "other_ages", 0.0, "one tells no age"),
    ("in the 300 block of Mill Road", "the 300 block of Mill", "streets", 1.0, "block"),
    ("on Mill Road", "near Mill Road and 9th Street", "streets", 1.0, "a street in common"),
    ("on Mill Road", "on Elm Street", "other_streets", 1.0, "streets differ"),
    ("at 7:00 p.m. on Monday", "at 7 pm", "hours", 1.0, "hour, two ways"),
    ("at 7 p.m.", "at 7 a.m.", "other_hours", 1.0, "morning and evening"),
    ("I am 7 now.", "at 7 a.m.", "other_hours", 0.0, "no hour"),
    ("Ana Ruiz spoke.", "Mayor Ana Ruiz left.", "other_ages", 0.0, "no ages at all"),
]


@pytest.mark.parametrize(
    ("one", "other", "name", "value", "reason"), SPEAKS, ids=[row[-1] for row in SPEAKS]
)
def test_details(one, other, name, value, reason):
    assert getattr(compared(one, other), name) == value


def test_a_headline_is_told_in_the_other_text_whatever_its_capitals():
    """Headlines have capitals everywhere: "Gunmen" there is "gunmen" in the text."""
    found = compared("Five customs officers hid.", "Gunmen raided a depot in Rudvik.",
                     titles=("Gunmen Raid Rudvik Depot", "")).told_in  # fmt: skip
    assert found > 0.3
    assert compared("Rain fell.", "Snow fell.", titles=("Gunmen raid depot", "")).told_in == 0


def test_people_and_places_in_common():
    one, other = {"ruiz": 3, "rudvik": 1}, {"ruiz": 1, "olmgard": 2}
    found = compared("x", "y", named=(one, other))
    assert found.people > 1
    assert (found.places, found.other_places) == (0.0, 1.0)
    assert compared("x", "y", named=(one, one)).places == pytest.approx(1)


def test_empty_and_endless_texts():
    for text in ("", "a" * 100_000, "7" * 10_000, "Aa" * 50_000 + " Street, 34", "\0\ud800"):
        assert compared(text, text).other_ages == 0.0


def row(start, **more):
    return {
        "event_id": f"a:{start}:{start + 4}", "document_id": "a", "published_on": DAY,
        "start_char": start, "end_char": start + 4, "event_subtype": "attack",
        "event_type": "ASSAULT", "status": "occurred", "starts_on": None, "ends_on": None,
        "place_id": None, "round_no": None, "claimant_id": None, "is_negated": False,
        "same_as": None,
    } | more  # fmt: skip


def test_what_a_document_is_about_comes_first_and_often():
    events = [row(10), row(50, same_as="a:10:14"), row(90), row(70, event_subtype="meeting")]
    told = read_reports(reversed(events), (), ())
    assert {r.event_id: (r.rank, round(r.share, 2)) for r in told.values()} == {
        "a:10:14": (0, 0.67), "a:90:94": (1, 0.33), "a:70:74": (0, 1.0)
    }  # fmt: skip
