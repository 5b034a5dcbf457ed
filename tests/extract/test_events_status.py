"""Did it happen: one sentence per construction, for each of the ten statuses."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract.events.lexicon import lexicon
from pipelines.extract.pipeline import annotate
from pipelines.parse.documents import parse_documents

DAY = date(2024, 4, 10)  # a Wednesday

#: (text, word of the trigger, status, why)
SENTENCES = [
    ("Ethiopian soldiers withdrew from the border town.", "withdrew", "occurred", "past"),
    ("The hostages should be freed before the weekend, he said.", "freed", "planned", "should-by"),
    ("The hostages should be freed by Hamas, he said.", "freed", "proposed", "should-agent"),
    ("Turkey wants to send troops to Libya.", "send", "proposed", "wants"),
    ("The visit should be counted as a success.", "visit", "occurred", "is-given-a-name"),
    ("Colombia accuses Caracas of sheltering rebels", "accuses", "occurred", "headline-present"),
    ("A ceasefire took effect at midnight.", "ceasefire", "occurred", "noun-past"),
    ("Artillery has been shelling the suburb since Friday.", "shelling", "ongoing", "perfect"),
    ("Negotiations on the budget continue in secret.", "Negotiations", "ongoing", "goes-on"),
    ("The withdrawal is in progress.", "withdrawal", "ongoing", "in-progress"),
    ("The truce remains in force.", "truce", "ongoing", "remains-in-force"),
    ("Rail workers remain on strike.", "strike", "ongoing", "state"),
    ("The offensive against the town is in its fifth day.", "offensive", "ongoing", "nth-day"),
    ("Troops were battling rebels on Sunday.", "battling", "ongoing", "past-progressive"),
    ("The militia consented to free the engineers.", "free", "agreed", "consent"),
    ("Both armies undertook to pull back their guns.", "pull back", "agreed", "both-undertake"),
    ("The accord provides for the release of detainees.", "release", "agreed", "terms-noun"),
    ("Under an accord the two sides will swap 100 prisoners.", "swap", "agreed", "under-accord"),
    ("It was agreed that a summit would be held.", "summit", "agreed", "would-under-agreed"),
    ("They signed an agreement on the withdrawal of guns.", "withdrawal", "agreed", "deal-on"),
    ("The fund approved a plan to lend Pakistan $3bn.", "lend", "agreed", "approved-plan"),
    ("Macron to meet Gulf leaders in Jeddah", "meet", "planned", "headline-infinitive"),
    ("The peacekeepers are due to leave Goma.", "leave", "planned", "due-to"),
    ("Dockers have called a strike for Monday.", "strike", "planned", "called-a-strike"),
    ("New sanctions are in the pipeline.", "sanctions", "planned", "in-the-pipeline"),
    ("Ahead of the summit, police sealed off the centre.", "summit", "planned", "ahead-of"),
    ("The truce is to take effect on Monday.", "truce", "planned", "is-to"),
    ("The pope will be visiting Mongolia.", "visiting", "planned", "future-progressive"),
    ("The army is gearing up for an assault on the fort.", "assault", "planned", "phrasal"),
    ("Kabul has offered to meet the rebels.", "meet", "proposed", "offer-to"),
    ("A motion to lift the curfew was tabled.", "lift", "proposed", "motion-to"),
    ("A bailout of the airline was mooted.", "bailout", "proposed", "passive"),
    ("The proposed ceasefire would start on 1 May.", "ceasefire", "proposed", "modifier-would"),
    ("Jakarta floated the idea of joint patrols.", "joint patrols", "proposed", "idea-of"),
    ("The king's visit to Paris was put back.", "visit", "postponed", "put-back"),
    ("Talks were adjourned until Wednesday.", "Talks", "postponed", "adjourned"),
    ("Release of the hostages delayed again", "Release", "postponed", "headline-passive"),
    ("The exercise is on hold.", "exercise", "postponed", "on-hold"),
    ("The trip was shelved until the autumn.", "trip", "postponed", "shelved-until"),
    ("The withdrawal has slipped to August.", "withdrawal", "postponed", "slipped"),
    ("The two were to meet, but it was put off.", "meet", "postponed", "sequel"),
    ("The postponement of the summit disappointed investors.", "summit", "postponed", "noun-of"),
    ("The meeting will not take place.", "meeting", "cancelled", "will-not-happen"),
    ("The premier pulled out of a trip to Beijing.", "trip", "cancelled", "pulled-out-of"),
    ("Summit scrapped as row deepens", "Summit", "cancelled", "headline"),
    ("Talks planned for Tuesday are off.", "Talks", "cancelled", "are-off"),
    ("The minister reversed a decision to deploy troops.", "deploy", "cancelled", "of-plan"),
    ("Canberra tore up a submarine deal.", "deal", "cancelled", "tore-up"),
    ("Talks in Vienna ended without a deal.", "Talks", "failed", "ended-without"),
    ("African mediation proved fruitless.", "mediation", "failed", "proved-fruitless"),
    ("The parties were unable to sign the protocol.", "sign", "failed", "unable"),
    ("Attempts to deliver insulin have come to nothing.", "deliver", "failed", "attempt-subject"),
    ("A sniper tried unsuccessfully to kill the general.", "kill", "failed", "adverb"),
    ("A bid to lift the embargo failed in the Senate.", "lift", "failed", "bid"),
    ("Cairo denies torturing detainees.", "torturing", "denied", "gerund"),
    ("It is not true that the blogger was arrested.", "arrested", "denied", "not-true"),
    ("There is no truth in reports that he has resigned.", "resigned", "denied", "no-truth"),
    ("Moscow dismissed allegations of hacking.", "hacking", "denied", "allegations-of"),
    ("The coalition said its planes had not bombed the wedding.", "bombed", "denied", "said-not"),
    ("The premier denied a secret deal.", "deal", "denied", "noun"),
    ("The president may meet the rebel leader.", "meet", "hypothetical", "may"),
    ("A summit is possible in the spring.", "summit", "hypothetical", "adjective"),
    ("Brussels is weighing sanctions on the carrier.", "sanctions", "hypothetical", "weighing"),
    ("Were she to resign, an election would follow.", "resign", "hypothetical", "inversion"),
    ("Had Tokyo apologised, they would have gone.", "apologised", "hypothetical", "had"),
    ("Benin has called time on its exercise with France.", "exercise", "cancelled", "idiom"),
    ("The visit of the Danish queen fell victim to a strike.", "visit", "cancelled", "victim"),
    ("Oman backed away from a promise to withdraw guns.", "withdraw", "cancelled", "promise"),
    ("The Latvians will no longer send a frigate to the Gulf.", "send", "cancelled", "no-longer"),
    ("The king will not now visit Rome.", "visit", "cancelled", "not-now"),
    ("The rally is no longer on the calendar.", "rally", "cancelled", "no-longer-on"),
    ("No team will visit Tehran this winter.", "visit", "cancelled", "no-team"),
    ("Tokyo snubbed Seoul, dropping a summit set for May.", "summit", "cancelled", "participle"),
    ("The council put the march on ice.", "march", "postponed", "behind-the-object"),
    ("A judge in Quito pushed the trial into the new year.", "trial", "postponed", "pushed-into"),
    ("The two will not meet until June.", "meet", "postponed", "not-until"),
    ("The board will hold its meeting at a later date.", "meeting", "postponed", "later-date"),
    ("The referendum was kicked into the long grass.", "referendum", "postponed", "long-grass"),
    ("The truce brokered by Luanda unravelled before noon.", "truce", "failed", "participle"),
    ("Police kept the marchers from storming the palace.", "storming", "failed", "kept-from"),
    ("Detectives went to arrest the bishop, only to find him gone.", "arrest", "failed", "only-to"),
    ("The convoy never reached Mekelle.", "reached", "failed", "never"),
    ("The peace talks ran into the sand.", "talks", "failed", "idiom"),
    ("The general said his men had no hand in the bombing.", "bombing", "denied", "no-hand-in"),
    ("Both men pleaded not guilty to the kidnapping.", "kidnapping", "denied", "not-guilty"),
    ("Harare branded the abduction a hoax.", "abduction", "denied", "called-a-hoax"),
    ("The claims of torture are fabricated, Cairo said.", "torture", "denied", "claims-of"),
    ("Minsk ridiculed the idea that it had poisoned him.", "poisoned", "denied", "idea"),
    ("Contrary to reports, troops have not withdrawn.", "withdrawn", "denied", "contrary"),
    ("It was not our guns that shelled the market, he said.", "shelled", "denied", "cleft"),
    ("Cuba was adamant that it had not armed the mutineers.", "armed", "denied", "adjective"),
    ("The draft would have both armies leave the valley.", "leave", "proposed", "text-would-have"),
    ("Let us open a corridor to the town, the mayor said.", "open", "proposed", "let-us"),
    ("Under the paper tabled by Doha, women would be freed first.", "freed", "proposed", "paper"),
    ("The accord commits Sudan to release the crew.", "release", "agreed", "text-commits"),
    ("Under the accord, Eritrea has to withdraw within 30 days.", "withdraw", "agreed", "has-to"),
    ("By the terms of the pact, Tehran must scrap its centrifuges.", "scrap", "agreed", "must"),
    ("They settled on a zone from which both must withdraw.", "withdraw", "agreed", "relative"),
    ("Both had come to terms on exchanging the prisoners.", "exchanging", "agreed", "gerund"),
    ("There is no let-up in the bombardment, nurses said.", "bombardment", "ongoing", "no-let-up"),
    ("The shelling has not let up since Friday.", "shelling", "ongoing", "has-not-stopped"),
    ("With the blockade well under way, lorries stood idle.", "blockade", "ongoing", "with-phrase"),
    ("Now entering its third week, the offensive has emptied it.", "offensive", "ongoing", "now"),
    ("Helicopters still evacuate villagers every morning.", "evacuate", "ongoing", "still"),
    ("If attacked, Iran will close the strait.", "close", "hypothetical", "if-will"),
    ("It stocks vaccine in case of an anthrax attack.", "attack", "hypothetical", "in-case-of"),
    ("The pipeline is vulnerable to sabotage.", "sabotage", "hypothetical", "vulnerable"),
    ("Nato is looking at a possible blockade of the gulf.", "blockade", "hypothetical", "feared"),
    ("The army had to withdraw from the bridge.", "withdraw", "occurred", "had-to"),
    ("Two bombers blew themselves up in Jeddah.", "blew", "occurred", "not-an-idiom"),
    ("A march that brought traffic to a halt ended at noon.", "march", "occurred", "what-it-did"),
    ("Clashes have broken out in Manama.", "Clashes", "occurred", "broken-out"),
    ("Without an agreement the airline would stop.", "agreement", "hypothetical", "without"),
    ("Should Britain withdraw, the deal would lapse.", "withdraw", "hypothetical", "should"),
]


@pytest.fixture(scope="module")
def read(document, model):
    """A function: texts -> their Docs with events."""

    def run(texts: list[str]):
        parsed = parse_documents([document(text, DAY) for text in texts], model)
        return [annotate(doc) for _, doc in parsed]

    return run


@pytest.fixture(scope="module")
def docs(read):
    return dict(zip([s[0] for s in SENTENCES], read([s[0] for s in SENTENCES]), strict=True))


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [pytest.param(*s[:3], id=f"{s[2]}-{s[3]}") for s in SENTENCES],
)
def test_status(docs, text, word, status):
    events, at = docs[text]._.events, text.index(word)
    assert status in {
        e.status for e in events if e.start_char < at + len(word) and at < e.end_char
    }, events


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param(
            "A man was shot in the leg. It happened on Sunday night.", date(2024, 4, 7), id="it"
        ),
        pytest.param(
            "A boy was shot at a party. Police were called on Monday.",
            date(2024, 4, 8),
            id="response",
        ),
        pytest.param(
            "Police were searching on Tuesday for suspects in a shooting at a club.",
            None,
            id="the-search-is-later",
        ),
        pytest.param(
            "Three men were charged over Monday's shooting.", date(2024, 4, 8), id="own-time"
        ),
    ],
)
def test_day_of_a_shooting(read, text, day):
    [doc] = read([text])
    [event] = [e for e in doc._.events if e.event_type == "ASSAULT" and not e.same_as]
    assert event.starts_on == day


def test_agreement_on_an_act_is_told_beside_the_act(read):
    [doc] = read(["Norway agreed to lend Malawi $20 million."])
    assert [(e.event_subtype, e.status) for e in doc._.events] == [
        ("agree", "occurred"),
        ("aid", "agreed"),
    ]


@pytest.mark.parametrize(
    ("text", "subtype", "wanted"),
    [
        pytest.param("Peru condemned the attacks in Lima.", "accuse", {"Lima"}, id="where"),
        pytest.param("Iran rejected the demands of Iraq.", "reject", {"Iraq"}, id="whose"),
        pytest.param(
            "Japan lifted sanctions on Iran in return for talks.", "concede", {"Iran"}, id="setting"
        ),
    ],
)
def test_recipient_is_who_is_meant(read, text, subtype, wanted):
    [doc] = read([text])
    [event] = [e for e in doc._.events if e.event_subtype == subtype]
    assert {
        doc.text[p.start_char : p.end_char]
        for p in doc._.event_participants
        if p.event_id == event.event_id and p.role == "recipient"
    } == wanted


WORDS = sorted({w for kinds in lexicon().status.values() for w in kinds})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from(WORDS) | st.sampled_from(["the", "talks", "attack", "to", "not", ","]))
)
def test_any_mix_of_status_words_is_read(read, words):
    [doc] = read([" ".join(words) + "."])
    assert all(e.status for e in doc._.events)
