"""Events of whole articles: what is told in passing, who is blamed, what is no act of its own."""

from datetime import date

import pytest

from pipelines.extract.pipeline import annotate
from pipelines.parse.documents import parse_documents

DAY = date(2026, 3, 10)
REST = " The minister spoke of roads. It rained all day. The shops were empty."


@pytest.fixture(scope="module")
def events_of(document, model):
    """A function: text -> the Doc with its events."""

    def run(text: str):
        [(_, doc)] = parse_documents([document(text, DAY)], model)
        return annotate(doc)

    return run


def first_tellings(doc):
    return [e for e in doc._.events if not e.same_as]


def parties(doc, event, *roles: str) -> set[str]:
    return {
        doc.text[p.start_char : p.end_char]
        for p in doc._.event_participants
        if p.event_id == event.event_id and p.role in roles
    }


@pytest.mark.parametrize(
    ("text", "subtype", "actors", "claimant"),
    [
        pytest.param(
            "The army accused the rebels of murdering two monks in Lima.",
            "attack",
            {"the rebels"},
            "The army",
            id="accused-of-doing",
        ),
        pytest.param(
            "The Falcon Front claimed responsibility for the bombing of a bridge in Puno.",
            "bombing",
            {"The Falcon Front"},
            None,
            id="claimed",
        ),
        pytest.param(
            "The attack on the mill in Puno was attributed to separatists.",
            "attack",
            {"separatists"},
            None,
            id="attributed",
        ),
        pytest.param(
            "The militia is responsible for the kidnapping of two engineers in Beni.",
            "abduct",
            {"The militia"},
            None,
            id="responsible",
        ),
    ],
)
def test_an_article_tells_who_is_blamed_for_what(events_of, text, subtype, actors, claimant):
    doc = events_of(text + REST)
    [event] = [e for e in first_tellings(doc) if e.event_subtype == subtype]
    assert parties(doc, event, "actor") == actors
    assert claimant is None or event.claimant == claimant


def test_one_sentence_tells_one_act(events_of):
    doc = events_of("The army accused the rebels of murdering two monks in Lima.")
    assert [e.event_subtype for e in doc._.events] == ["accuse"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We must all fight against poverty.", id="fight-against-a-thing"),
        pytest.param("The crisis exploded in public view.", id="figure-of-speech"),
        pytest.param("It was a fight to the death.", id="idiom"),
        pytest.param("The premier axed the state dinner.", id="axed-dinner"),
    ],
)
def test_a_figure_of_speech_is_no_violence(events_of, text):
    assert "ASSAULT" not in {e.event_type for e in events_of(text)._.events}


def test_violence_at_large_is_no_further_act(events_of):
    doc = events_of(
        "Gunmen shot a judge in Puno on Monday. The money was spent to fight terrorists. "
        "Attacks on civilians shame us, he said. The shops were shut."
    )
    assert [e.event_subtype for e in first_tellings(doc) if e.event_type == "ASSAULT"] == ["attack"]


@pytest.mark.parametrize(
    "later",
    [
        pytest.param("Ruiz was killed by two men.", id="last-name"),
        pytest.param("If the killing is solved, he will talk.", id="definite-in-a-condition"),
        pytest.param("Two bystanders were injured.", id="harm-told-later"),
    ],
)
def test_a_killing_told_again_is_one(events_of, later):
    doc = events_of(f"Senator Ana Ruiz was murdered in Puno on Monday. {later}")
    assert len([e for e in first_tellings(doc) if e.event_type == "ASSAULT"]) == 1


def test_harm_does_not_name_the_kind(events_of):
    doc = events_of("Two people were killed in Puno on Monday. The explosion shook the square.")
    assert [e.event_subtype for e in first_tellings(doc)] == ["bombing"]


@pytest.mark.parametrize(
    ("text", "subtype", "wanted"),
    [
        pytest.param(
            "A bomb exploded outside the embassy.", "bombing", {"the embassy"}, id="target"
        ),
        pytest.param("A bomb exploded in Kirkuk.", "bombing", set(), id="town-is-no-target"),
        pytest.param(
            "North Korea threatened to shell Seoul.", "threaten", {"Seoul"}, id="threatened-act"
        ),
        pytest.param(
            "Paris refuses to lift sanctions on Iran.", "reject", {"Iran"}, id="refused-act"
        ),
        pytest.param(
            "Ottawa called for Peru to stay in the pact.", "request", {"Peru"}, id="who-is-to-do-it"
        ),
        pytest.param("Norway lifted its blockade of Chile.", "concede", {"Chile"}, id="lifted"),
        pytest.param(
            "The general gave the rebels a warning.", "threaten", {"the rebels"}, id="given"
        ),
        pytest.param(
            "An attempt on the judge's life failed.", "attack", {"the judge"}, id="attempt-on-life"
        ),
    ],
)
def test_recipients(events_of, text, subtype, wanted):
    doc = events_of(text)
    [event] = [e for e in first_tellings(doc) if e.event_subtype == subtype]
    assert {t.removesuffix("'s") for t in parties(doc, event, "recipient", "victim")} == wanted


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param(
            "The Nigerian military attacked the camp.", "The Nigerian military", id="body"
        ),
        pytest.param("The rebels said they had attacked the camp.", "The rebels", id="they"),
        pytest.param("The army said it had attacked the camp.", "The army", id="it"),
    ],
)
def test_actors(events_of, text, actor):
    doc = events_of(text)
    [event] = [e for e in first_tellings(doc) if e.event_type == "ASSAULT"]
    assert parties(doc, event, "actor") == {actor}


def test_means_are_no_party(events_of):
    doc = events_of("A car bomb killed four guards in Kirkuk. Men hurled two bombs at a bank.")
    assert {
        p.role for p in doc._.event_participants if "bomb" in doc.text[p.start_char : p.end_char]
    } == set()


@pytest.mark.parametrize(
    ("text", "subtype", "status"),
    [
        pytest.param("There will be no summit in May.", "meeting", "cancelled", id="will-be-no"),
        pytest.param("The drill will now be held in June.", "cooperate", "postponed", id="now"),
        pytest.param(
            "Peasants have blockaded the port since May.", "restrict", "ongoing", id="since"
        ),
        pytest.param("A possible attack is feared.", "attack", "hypothetical", id="possible-harm"),
        pytest.param(
            "The king ordered the arrest of two aides.", "arrest", "planned", id="ordered"
        ),
        pytest.param("The mayor is seeking a ban on cars.", "restrict", "proposed", id="sought"),
        pytest.param(
            "The draft calls for a withdrawal from Sinai.", "withdraw", "proposed", id="draft"
        ),
        pytest.param(
            "Beijing dismissed the hacking allegations.", "restrict", "denied", id="allegations"
        ),
        pytest.param("Nurses are on strike.", "protest", "ongoing", id="on-strike"),
    ],
)
def test_status(events_of, text, subtype, status):
    found = [e.status for e in events_of(text)._.events if e.event_subtype == subtype]
    assert found[:1] == [status]


def test_a_round_put_off_is_not_the_talks_sought(events_of):
    doc = events_of(
        "Rome is pushing for negotiations on the strait. A second round of talks was planned "
        "for May in Oslo but was postponed."
    )
    rounds = [e for e in first_tellings(doc) if e.round_no == 2]
    assert [(e.status, e.place_text) for e in rounds] == [("postponed", "Oslo")]


def test_a_topic_is_no_actor(events_of):
    doc = events_of("One of the main topics was Chile's attack on the port.")
    [event] = first_tellings(doc)
    assert parties(doc, event, "actor") == {"Chile's"} or parties(doc, event, "actor") == {"Chile"}


def test_a_signed_pledge_binds(events_of):
    doc = events_of("They signed a pledge to pull back their tanks.")
    assert [e.status for e in doc._.events if e.event_subtype == "withdraw"] == ["agreed"]


@pytest.mark.parametrize("text", ["", "the " * 400, "Peru urged " * 300, "killed and " * 300])
def test_bad_input(events_of, text):
    for event in events_of(f"Notice. {text}")._.events:
        assert 0 <= event.start_char < event.end_char
