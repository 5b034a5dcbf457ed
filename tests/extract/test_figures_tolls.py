"""Tolls: who of those hit was killed, who wounded; sums over several acts; ages beside them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.figures.multiples import find_multiples, multiple_act
from pipelines.extract.figures.wholes import split_by_fate
from pipelines.extract.pipeline import annotate
from pipelines.extract.records import Figure
from pipelines.parse.documents import parse_documents

CASES = [
    ("Three people were shot and one was killed.", {"Three": "casualties"}, "one-of-them-killed"),
    ("A gunman shot nine people, killing two.", {"nine": "casualties", "two": "killed"},
     "killing-two-of-them"),
    ("At least one man is dead after seven people were shot in Leeds.",
     {"one": "killed", "seven": "casualties"}, "dead-after-others-were-shot"),
    ("Five guests were shot at a wedding in Split. A waiter died on Monday. Four others were"
     " treated for their wounds.", {"Five": "casualties", "Four": "wounded"},
     "others-are-left-of-the-whole"),
    ("Six clerks were injured in the robbery, one of them badly.", {"Six": "wounded"},
     "injured-stay-wounded"),
    ("The rampage left four soldiers including the gunman dead and 16 others injured.",
     {"four": "killed", "16": "wounded"}, "the-first-fate-decides"),
    ("Gunfire erupted, sending five men to the hospital.", {"five": "wounded"},
     "sent-to-the-hospital"),
    ("Police released descriptions of two suspects.", {"two": "other"}, "descriptions-released"),
    ("The fire took 12 lives.", {"12": "killed"}, "lives-are-not-abducted"),
    ("The mayor was killed at noon, along with two of his bodyguards.", {"two": "killed"},
     "killed-along-with"),
    ("The killers of the six monks are at large.", {"six": "killed"}, "killers-of"),
    ("Six monks, two of them aged, were assassinated in May.", {"Six": "killed"},
     "an-aside-does-not-hide-the-verb"),
    ("Police hunt two gunmen over the attack that hurt six.", {"two": "troops", "six": "wounded"},
     "who-did-it-is-not-hurt"),
    ("Detectives look into a shooting involving two juveniles.", {"two": "other"},
     "a-shooting-involving"),
    ("He heard one shot.", {"one": "other"}, "a-shot-is-no-person"),
    ("A double homicide shook the town.", {"double": "killed"}, "double-homicide"),
    ("The triple shooting is under investigation.", {"triple": "casualties"}, "triple-shooting"),
    ("The raid left seven miners injured and one dead.", {"seven": "wounded", "one": "killed"},
     "injured-beside-the-dead-are-no-part-of-them"),
    ("Two sisters who were shot at a fair on Friday have died.", {"Two": "killed"},
     "shot-in-the-clause-and-died-in-the-sentence"),
    ("Two sisters who were shot at a fair on Friday may die.", {"Two": "wounded"},
     "may-die-is-not-died"),
    ("SPLIT -\n\nFive miners were killed in the raid.", {"Five": "killed"},
     "the-dash-of-a-dateline-is-no-minus"),
    ("Police took five reports of people shot.", {"five": "other"}, "reports-are-not-shot"),
    ("Three clerks who weren't hurt ran to the street.", {"Three": "other"}, "not-hurt"),
    ("He is accused of trying to kill two guards.", {"two": "troops"}, "tried-is-not-killed"),
    ("He is suspected of shooting to death three women.", {"three": "killed"},
     "of-two-cues-at-one-place-death"),
    ("The bullet hit a boy as the two played.", {"two": "other"}, "a-clause-of-its-own"),
    ("In May eight youths were injured or killed by gunfire.", {"eight": "casualties"},
     "injured-or-killed"),
    ("The other three men, who ranged in age from 20 to 22, were listed in stable condition.",
     {"three": "wounded"}, "what-is-said-more-of-the-subject-is-passed-over"),
    ("A man shot four clerks, including one who died.", {"four": "casualties"},
     "including-one-who-died"),
    ("Four men were shot at a bar. Luis Ray, 21, died from his injuries.", {"Four": "casualties"},
     "one-of-them-is-named-as-dead"),
    ("Three people were injured, including a girl who succumbed to her injuries.",
     {"Three": "casualties"}, "including-one-who-succumbed"),
    ("Five people were shot. One of them has since died.", {"Five": "casualties"},
     "one-of-them-has-died"),
    ("The women listed 57 people who were killed and 18 who are missing.",
     {"57": "killed", "18": "missing"}, "what-its-own-relative-clause-tells"),
    ("The three clerks who were inside escaped injury.", {"three": "other"}, "escaped-injury"),
    ("The unit of 250 policemen was to fight death squads.", {"250": "other"}, "death-squads"),
    ("There are already more than 100 dead or wounded.", {"100": "casualties"}, "dead-or-wounded"),
    ("The bank, which claims to have 200,000 members, said so.", {"200,000": "other"},
     "claims-to-have"),
    ("A proposal signed by the top five rebels and read on the radio has been released.",
     {"five": "troops"}, "the-proposal-is-released-not-its-signers"),
    ("He asked of the death of six priests, for which two clerks are being charged.",
     {"six": "killed", "two": "arrested"}, "for-which-begins-anew"),
    ("He was killed after shooting at least four guards.", {"four": "wounded"}, "at-least"),
    ("Two other men were taken privately to a hospital.", {"Two": "wounded"}, "taken-to-hospital"),
    ("Medics saw two bodies and two victims who had been shot.",
     {"two bodies": "killed", "two victims": "wounded"}, "as-many-dead-beside-the-wounded"),
    ("Two miners sang on Tuesday, March 3.", {"Two": "other"}, "march-is-a-month"),
    ("Seven people were shot at the fair, with Ana Roos dying at the scene.",
     {"Seven": "casualties"}, "with-one-dying"),
    ("Shots rang out. Police said all four victims of the quadruple shooting were injured.",
     {"four": "wounded", "quadruple": "wounded"}, "nobody-died-in-the-text"),
    ("The six hosts, who were bound and shot in the head, lay in a row. It was a sextuple murder.",
     {"six": "killed"}, "the-dead-as-many-as-those-shot"),
    ("The gunman fled the bar.Six guests were wounded.", {"Six": "wounded"},
     "no-space-after-the-full-stop"),
    ("Both were hit. All three victims were alive when they were sent to the hospital.",
     {"three": "wounded"}, "alive-is-not-freed"),
]  # fmt: skip


@pytest.fixture(scope="module")
def figures_of(document, model):
    """A function: text -> its figures by the number as written."""

    def run(text: str) -> dict[str, Figure]:
        [(_, doc)] = parse_documents([document(text)], model)
        return {text[f.start_char : f.end_char]: f for f in annotate(doc)._.figures}

    return run


@pytest.mark.parametrize(
    ("text", "wanted"), [pytest.param(t, w, id=reason) for t, w, reason in CASES]
)
def test_categories(figures_of, text: str, wanted: dict[str, str]) -> None:
    found = figures_of(text)
    for number, category in wanted.items():
        [figure] = [f for written, f in found.items() if written.startswith(number)]
        assert figure.category == category


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Three boys, all 16 or younger, were hurt.", "16", id="or-younger"),
        pytest.param("The victims range in age from 11 to 30.", "11", id="range-of-ages"),
        pytest.param("Two women, 28 and 27, were wounded.", "28", id="ages-listed"),
        pytest.param("Mia was shot when the girl was 6 and her mother away.", "6", id="was-six"),
        pytest.param("Police call it a double murder-suicide.", "double", id="with-a-suicide"),
        pytest.param("That is a double standard.", "double", id="no-act"),
        pytest.param("The victims were 13 and 19 years old.", "13", id="ages-said-of-several"),
        pytest.param("The two lay in bed.[12] Nobody heard it.[13]", "12", id="footnote"),
        pytest.param("Image 3 of 9 The mayor at the gate.", "3", id="counter-of-pictures"),
        pytest.param("Image 3 of 9 The mayor at the gate.", "9", id="sum-of-pictures"),
        pytest.param("Two Precinct 7 deputies were hit.", "7", id="name-of-a-precinct"),
        pytest.param("Luis Ray and Bo Vega, both 31 and of Troy, fell.", "31", id="both-31"),
        pytest.param("The shot cut the bus in two.", "two", id="cut-in-two"),
    ],
)
def test_no_figures(figures_of, text: str, number: str) -> None:
    assert not [written for written in figures_of(text) if written.startswith(number)]


@pytest.mark.parametrize(
    ("text", "is_sum"),
    [
        pytest.param("Nine men were hurt in separate shootings across the city.", True,
                     id="separate-shootings"),
        pytest.param("Nine men were hurt in shootings throughout the weekend.", True,
                     id="over-a-weekend"),
        pytest.param("Nine men were hurt in a shooting at a bar.", False, id="one-shooting"),
        pytest.param("Nine men were hurt in two shootings on Monday.", True, id="two-shootings"),
        pytest.param("Nine men have since died.", False, id="have-since-died"),
    ],
)  # fmt: skip
def test_sums_over_several_acts_are_totals(figures_of, text: str, is_sum: bool) -> None:
    assert next(iter(figures_of(text).values())).is_cumulative is is_sum


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Tom was playing with his cousin on Monday. The boy shot him in the leg.",
                     date(2026, 3, 9), id="the-sentence-before"),
        pytest.param("Gunmen shot two guards. The pair were on patrol on Sunday.",
                     date(2026, 3, 8), id="the-sentence-after"),
        pytest.param("Gunmen shot two guards. Police said on Sunday that they had no suspect.",
                     None, id="the-day-of-a-report-is-not-the-act's"),
        pytest.param("The coroner has named two clerks killed at a bar in Troy on Sunday.",
                     date(2026, 3, 8), id="the-day-after-the-act-in-a-report"),
        pytest.param("A clerk remains in a clinic Tuesday after a shooting on Sunday.",
                     date(2026, 3, 8), id="the-day-of-the-aftermath-is-not-the-act's"),
        pytest.param("Police are investigating a shooting in Troy late Friday night.",
                     date(2026, 3, 6), id="nobody-plans-a-shooting"),
        pytest.param("Five clerks were shot overnight in Troy. The bar had closed at 1:30 a.m.",
                     date(2026, 3, 10), id="small-hours-of-the-night"),
        pytest.param("Four clerks are in hospital after a late night shooting in Troy Monday.",
                     date(2026, 3, 9), id="a-part-of-the-day-is-no-day"),
        pytest.param("Police named Ray a suspect in a shooting Monday that left two clerks dead.",
                     date(2026, 3, 9), id="a-day-beside-the-act"),
        pytest.param("The suspect in the shooting of a clerk surrendered today.", None,
                     id="the-day-of-the-suspect-is-not-the-act's"),
        pytest.param("He was in court Monday on suspicion of the murder of a clerk.", None,
                     id="the-day-of-the-case-is-not-the-act's"),
        pytest.param("The first murder of 2026 happened last night in Troy.",
                     date(2026, 3, 9), id="a-day-inside-the-year"),
        pytest.param("Posted: Sunday, March 8, 2026. A clerk was shot.", None,
                     id="the-day-of-the-page-is-not-the-act's"),
    ],
)  # fmt: skip
def test_day_of_the_scene(document, model, text: str, day: date | None) -> None:
    [(_, doc)] = parse_documents([document(text)], model)
    [shot] = [e for e in annotate(doc)._.events if e.event_type == "ASSAULT"]
    assert shot.starts_on == day


@settings(deadline=None)
@given(st.text(alphabet="doubletrip homicshng-\n\0é", max_size=200))
def test_multiples_stay_inside_the_text(text: str) -> None:
    for number in find_multiples(text, []):
        assert 0 <= number.start < number.stop <= len(text)
        assert multiple_act(text, number.stop) is not None


@pytest.mark.parametrize("text", ["", "\0", "shot " * 20_000, "7" * 10_000])
def test_bad_texts_change_nothing(text: str) -> None:
    found: list[Figure] = []
    split_by_fate(text, found)
    assert found == []
