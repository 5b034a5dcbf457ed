"""Events from sentences: subtype, status, parties, time, place, and one event per telling."""

from datetime import date

import pytest

from pipelines.extract.pipeline import annotate
from pipelines.extract.records import Event
from pipelines.parse.documents import parse_documents

DAY = date(2026, 3, 10)  # a Tuesday


@pytest.fixture(scope="module")
def events_of(document, model):
    """A function: text -> the Doc with its events."""

    def run(text: str, day: date | None = DAY):
        [(_, doc)] = parse_documents([document(text, day)], model)
        return annotate(doc)

    return run


def the(doc, subtype: str) -> Event:
    """Return the one event of a subtype that is no later mention."""
    [found] = [e for e in doc._.events if e.event_subtype == subtype and not e.same_as]
    return found


def parties(doc, event: Event, role: str) -> set[str]:
    return {
        doc.text[p.start_char : p.end_char]
        for p in doc._.event_participants
        if p.event_id == event.event_id and p.role == role
    }


@pytest.mark.parametrize(
    ("text", "subtype", "status"),
    [
        pytest.param("The ministers met in Vienna.", "meeting", "occurred", id="past"),
        pytest.param("The army is shelling the town.", "shelling", "ongoing", id="progressive"),
        pytest.param("Talks are under way in Geneva.", "meeting", "ongoing", id="under-way"),
        pytest.param(
            "Both sides agreed to exchange prisoners.",
            "prisoner_exchange",
            "agreed",
            id="agreed-to",
        ),
        pytest.param(
            "An agreement to exchange 40 prisoners was reached.",
            "prisoner_exchange",
            "agreed",
            id="agreement-to",
        ),
        pytest.param("The president will visit Madrid.", "meeting", "planned", id="will"),
        pytest.param("France proposed a ceasefire.", "ceasefire", "proposed", id="proposed"),
        pytest.param("The talks were postponed.", "meeting", "postponed", id="postponed"),
        pytest.param(
            "The talks had been planned for May but were postponed.",
            "meeting",
            "postponed",
            id="last-word-counts",
        ),
        pytest.param("Norway cancelled the summit.", "meeting", "cancelled", id="cancelled"),
        pytest.param("The truce collapsed.", "ceasefire", "failed", id="collapsed"),
        pytest.param("Police failed to arrest the leader.", "arrest", "failed", id="failed-to"),
        pytest.param(
            "Moscow denied that its jets had bombed the hospital.",
            "air_strike",
            "denied",
            id="denied",
        ),
        pytest.param(
            "If rebels attacked the port, prices would rise.", "attack", "hypothetical", id="if"
        ),
        pytest.param("The army could bomb the bridge.", "air_strike", "hypothetical", id="could"),
    ],
)
def test_status(events_of, text, subtype, status):
    doc = events_of(text)
    found = [e for e in doc._.events if e.event_subtype == subtype]
    assert [e.status for e in found[:1]] == [status], doc._.events


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        pytest.param("Gunmen attacked the convoy with mortars.", "shelling", id="means-decides"),
        pytest.param("Police used tear gas to disperse protesters.", "attack", id="crowd-control"),
        pytest.param("The nurses' union announced a strike.", "protest", id="strike-of-workers"),
        pytest.param(
            "Police seized weapons and ammunition in the raid.", "intercept", id="weapons-seized"
        ),
        pytest.param("Insurgents seized the town of Bara.", "capture_territory", id="town-seized"),
        pytest.param("The government will not lift the ban.", "reject", id="refusal"),
        pytest.param(
            "The United States imposed sanctions on the bank.", "sanction", id="object-decides"
        ),
        pytest.param("The premier apologised to the families.", "concede", id="to-phrase"),
    ],
)
def test_subtype(events_of, text, subtype):
    assert subtype in {e.event_subtype for e in events_of(text)._.events}


def test_the_month_is_no_march(events_of):
    assert not list(events_of("He was born on March 3, 1950.")._.events)


@pytest.mark.parametrize(
    ("text", "subtype", "role", "wanted"),
    [
        pytest.param("Rebels attacked the village.", "attack", "actor", {"Rebels"}, id="subject"),
        pytest.param(
            "The village was attacked by rebels.", "attack", "actor", {"rebels"}, id="passive"
        ),
        pytest.param(
            "The army carried out an attack on the village.",
            "attack",
            "actor",
            {"The army"},
            id="light-verb",
        ),
        pytest.param(
            "France and Germany signed a treaty.",
            "sign",
            "actor",
            {"France", "Germany"},
            id="coordination",
        ),
        pytest.param(
            "Peru urged Chile to withdraw.", "request", "recipient", {"Chile"}, id="addressee"
        ),
        pytest.param(
            "Gunmen who attacked the bank fled.",
            "attack",
            "actor",
            {"Gunmen"},
            id="relative-clause",
        ),
        pytest.param("Talks hosted by Qatar continued.", "meeting", "host", {"Qatar"}, id="host"),
    ],
)
def test_parties(events_of, text, subtype, role, wanted):
    doc = events_of(text)
    assert parties(doc, the(doc, subtype), role) == wanted


def test_postponed_round_is_one_meeting(events_of):
    doc = events_of(
        "A third round of talks had been planned for early March in Doha but was put off."
    )
    event = the(doc, "meeting")
    assert (event.status, event.round_no, event.place_text) == ("postponed", 3, "Doha")
    assert (event.starts_on, event.ends_on) == (date(2026, 3, 1), date(2026, 3, 10))


def test_harm_joins_its_cause(events_of):
    doc = events_of("A car bomb exploded in Kirkuk on Monday, killing six people.")
    event = the(doc, "bombing")
    assert parties(doc, event, "victim") == {"six people"}
    assert event.starts_on == date(2026, 3, 9)


def test_later_mention_points_to_the_first(events_of):
    doc = events_of("Rebels attacked the port of Adra on Monday. The attack lasted two hours.")
    first, later = [e for e in doc._.events if e.event_type == "ASSAULT"][:2]
    assert later.same_as == first.event_id


def test_other_dates_are_other_events(events_of):
    doc = events_of("Rebels attacked Adra on 2 March 2026. Rebels attacked Adra on 5 March 2026.")
    assert [e.same_as for e in doc._.events] == [None, None]


def test_condemned_attack_is_one_act(events_of):
    doc = events_of("The council condemned the attack that killed eight people.")
    assert [e.event_subtype for e in doc._.events] == ["accuse"]


def test_negated(events_of):
    doc = events_of("The army did not attack the village.")
    assert the(doc, "attack").is_negated
