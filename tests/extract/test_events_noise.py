"""What only looks like an act, and who only looks like a party."""

from datetime import date

import pytest

from pipelines.extract.pipeline import annotate
from pipelines.parse.documents import parse_documents

DAY = date(2026, 3, 10)
#: (text, subtypes told, why)
ACTS = [
    ("The two countries fell out over the count.", [], "a particle makes another verb"),
    ("The town fell on Monday.", ["capture_territory"], "without a particle"),
    ("Prices fell on Monday.", [], "only places are taken"),
    ("The buses were met by a band.", [], "nobody confers with a bus"),
    ("The sides had handed over lists of their captives.", [], "lists are no captives"),
    ("My grandson asked me, “Is it over?”, she said.", [], "a question is no request"),
    ("He asked the council to act.", ["request"], "an infinitive is what is asked for"),
    ("The suspect offered her a lift.", [], "no commitment between parties"),
    ("A tanker was struck by a freighter off Dover.", ["disaster"], "traffic collides"),
    ("Four workers were poisoned by fumes.", ["disaster"], "fumes attack nobody"),
    ("After her car had overturned a driver was taken to hospital.", ["disaster"], "accident"),
]  # fmt: skip
#: (text, subtype, status, why)
TOLD = [
    ("There can be no peace until the army withdraws from the town.", "withdraw", "hypothetical",
     "nothing is done until it is"),
    ("Refugees could not go home until the army left the town.", "withdraw", "occurred",
     "until then they could not: it left"),
    ("Washington offered $5 million to the town.", "aid", "proposed", "an offer"),
    ("Reports suggest that rebels shelled the village.", "shelling", "occurred",
     "reports propose nothing"),
    ("She suggested holding talks in May.", "meeting", "proposed", "a proposal"),
    ("The second phase would see the remaining hostages released.", "release", "hypothetical",
     "what is to become of them"),
    ("The rebels agreed on Friday to extend a truce, hours before it was due to expire.",
     "ceasefire", "agreed", "its end is put off"),
    ("He said disarmament would begin once foreign troops pulled out.", "withdraw", "hypothetical",
     "once"),
    ("Parliament voted to leave the bloc, months after a deal had ended the war.", "agree",
     "occurred", "what was before is not voted on"),
    ("The second phase has yet to be negotiated.", "meeting", "planned", "yet to"),
    ("They freed him as part of a truce that took effect on Sunday.", "ceasefire", "occurred",
     "a clause tells it"),
    ("He raised the shelling of two villages.", "shelling", "occurred", "a topic"),
    ("The European Union acted on the strike of 3 March.", "attack", "occurred",
     "a union in a name does not go on strike"),
]  # fmt: skip
#: (text, subtype, parties, why)
PARTIES = [
    ("Six more prisoners were swapped between Peru and Chile.", "prisoner_exchange",
     {"Peru", "Chile"}, "they are what is exchanged"),
    ("Both armies are to pull back 3km from the line.", "withdraw", {"Both armies"}, "a distance"),
    ("It set free 57 people on Friday.", "release", {"57 people"}, "the phrase behind the verb"),
    ("Thailand and Cambodia agreed to a ceasefire from midnight.", "ceasefire",
     {"Thailand", "Cambodia"}, "who agrees to a truce is a party to it"),
    ("Soldiers abused and beat detainees.", "attack", {"Soldiers", "detainees"},
     "verbs share an object"),
    ("Peru and Chile are at war. In Lima and Cusco people fled. Peru spoke of losses. "
     "Both sides agreed to exchange 40 prisoners.", "prisoner_exchange", {"Peru", "Chile"},
     "the sides are the pair that is named most"),
    ("Sudan's army seized a palace in Khartoum from the Red Force. A drone hit a market in "
     "Omdurman. The two sides agreed to exchange 40 prisoners.", "prisoner_exchange",
     {"Sudan", "Red Force"}, "towns are no side"),
]  # fmt: skip


#: (text, subtype, day, why)
DAYS = [
    ("Oil rose on Monday after drones hit a port.", "air_strike", None, "the day of the price"),
    ("The UN accused the army of breaking a truce that was agreed last month.", "accuse", None,
     "the day of the truce"),
    ("Baku has freed 12 captives. It last handed over captives on 20 February.", "release", None,
     "what was done last is another act"),
    ("They freed him as part of a truce that took effect on Sunday.", "release", None,
     "the day of the truce's own clause"),
    ("Rebels shelled a town on Monday.", "shelling", 9, "its own day"),
]  # fmt: skip


@pytest.fixture(scope="module")
def read(model, document):
    """Return the Doc of a text with its events."""

    def doc(text: str):
        [(_, doc)] = parse_documents([document(text, DAY)], model)
        return annotate(doc)

    return doc


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(*r[:-1], id=r[-1]) for r in ACTS])
def test_acts(read, text, wanted):
    assert [e.event_subtype for e in read(text)._.events if not e.same_as] == wanted


@pytest.mark.parametrize(
    ("text", "subtype", "status"), [pytest.param(*r[:-1], id=r[-1]) for r in TOLD]
)
def test_status(read, text, subtype, status):
    assert (subtype, status) in [(e.event_subtype, e.status) for e in read(text)._.events]


@pytest.mark.parametrize(
    ("text", "subtype", "wanted"), [pytest.param(*r[:-1], id=r[-1]) for r in PARTIES]
)
def test_parties(read, text, subtype, wanted):
    doc = read(text)
    event = next(e for e in doc._.events if e.event_subtype == subtype)
    told = {
        doc.text[p.start_char : p.end_char]
        for p in doc._.event_participants
        if p.event_id == event.event_id and p.role != "place"
    }
    assert told == wanted


@pytest.mark.parametrize(
    ("text", "subtype", "day"), [pytest.param(*r[:-1], id=r[-1]) for r in DAYS]
)
def test_days(read, text, subtype, day):
    event = next(e for e in read(text)._.events if e.event_type and subtype in e.event_subtype)
    assert event.starts_on == (date(2026, 3, day) if day else None)


def test_neither_side_has(read):
    [event] = read("Neither side has freed the prisoners.")._.events
    assert (event.event_subtype, event.is_negated) == ("release", True)
