"""What is planned, and when: deadlines, stretches, second places, what stands all the same."""

from datetime import date

import pytest

from pipelines.extract.pipeline import annotate
from pipelines.parse.documents import parse_documents

DAY = date(2026, 3, 10)  # a Tuesday


def march(first: int | None, last: int) -> tuple[date | None, date]:
    return date(2026, 3, first) if first else None, date(2026, 3, last)


#: (text, subtype, status, interval, why)
PLANS = [
    ("Both sides agreed to exchange 50 prisoners by 20 March.", "prisoner_exchange", "agreed",
     march(None, 20), "by: the day before is as good"),
    ("The ministers will meet before the end of March.", "meeting", "planned", march(None, 31),
     "before the end: the end is in"),
    ("The two sides must meet before 20 March.", "meeting", "proposed", march(None, 19),
     "before a day: the day is out"),
    ("The garrison has until 20 March to withdraw from the city.", "withdraw", "planned",
     march(None, 20), "has until: a deadline"),
    ("Troops must be pulled back no later than Friday.", "withdraw", "proposed", march(None, 13),
     "no later than"),
    ("The curfew runs until 20 March.", "restrict", "ongoing", march(None, 20),
     "until: it goes on, its beginning is not told"),
    ("The aid had been delivered by the end of this week.", "aid", "occurred", march(None, 15),
     "a perfect is done, by whatever day"),
    ("Talks ran from 3 to 5 March.", "meeting", "occurred", march(3, 5), "from-to"),
    ("The siege lasted from Sunday until Tuesday.", "restrict", "occurred", march(8, 10),
     "from-until"),
    ("The truce is to begin on 16 March and to last until 30 March.", "ceasefire", "planned",
     march(16, 30), "begins-and-lasts"),
    ("The talks will begin on Friday and are expected to last until 24 March.", "meeting",
     "planned", march(13, 24), "another verb between"),
    ("The talks begin on Friday and the ban will last until 24 March.", "meeting", "planned",
     march(13, 13), "what lasts is something else"),
    ("In Lima the opposition called for a march on Saturday.", "protest", "proposed",
     march(14, 14), "the day is that of the march"),
    ("In Lima the opposition called for a march on Saturday.", "request", "occurred", None,
     "the day is not that of the call"),
    ("The two presidents would speak again later this month, she said.", "call", "planned",
     march(10, 31), "two who speak again speak to each other"),
    ("European defence ministers will discuss the crisis on Friday.", "meeting", "planned",
     march(13, 13), "several discuss: they meet"),
    ("He blamed the rebels and declared Friday a day of mourning.", "other", "planned",
     march(13, 13), "a day that is declared is to come"),
    ("He blamed the rebels and declared Friday a day of mourning.", "accuse", "occurred", None,
     "the past has no day to come"),
    ("The envoys discussed a summit, which Oslo is planning to host in late March.", "meeting",
     "planned", march(21, 31), "planned by its host, not only talked of"),
    ("The monitors will take up their posts on Friday.", "mobilize", "planned", march(13, 13),
     "posts that are taken up are not captured"),
]  # fmt: skip
CALLED_OFF = [
    ("The meeting in Riga has not been called off.", "planned", "it stands"),
    ("The summit will not be postponed.", "planned", "it keeps its day"),
    ("The vote was not postponed.", "occurred", "it was held"),
    ("The postponed summit will now take place on 24 March.", "planned", "it has a new day"),
    ("The summit will now take place on 24 March.", "postponed", "it had another"),
    ("The summit has been called off.", "cancelled", "no negation"),
]


@pytest.fixture(scope="module")
def read(model, document):
    """Return the events of a text."""

    def events(text: str):
        [(_, doc)] = parse_documents([document(text, DAY)], model)
        return annotate(doc)._.events

    return events


@pytest.mark.parametrize(
    ("text", "subtype", "status", "interval"),
    [pytest.param(*row[:-1], id=row[-1]) for row in PLANS],
)
def test_day_of_a_plan(read, text, subtype, status, interval):
    told = [
        (e.status, (e.starts_on, e.ends_on) if e.starts_on or e.ends_on else None)
        for e in read(text)
        if e.event_subtype == subtype
    ]
    assert (status, interval) in told


@pytest.mark.parametrize(
    ("text", "status"), [pytest.param(*row[:-1], id=row[-1]) for row in CALLED_OFF]
)
def test_what_stands_is_not_called_off(read, text, status):
    assert [(e.status, e.is_negated) for e in read(text)] == [(status, False)]


def test_a_second_place_with_its_day_is_an_event(read):
    """The verb stands once: "travel to Oslo on Thursday and to Riga on Monday" are two visits."""
    found = read("The envoy will travel to Oslo on Thursday and to Riga on Monday.")
    assert [(e.place_text, e.starts_on, e.status) for e in found] == [
        ("Oslo", date(2026, 3, 12), "planned"),
        ("Riga", date(2026, 3, 16), "planned"),
    ]


def test_one_who_speaks_again_calls_nobody(read):
    assert read("He will speak again on Friday.") == []
