"""What figures say: category, side, shares, status, claimant, and how they hang together."""

import pytest

from pipelines.extract.pipeline import annotate
from pipelines.extract.records import Figure
from pipelines.parse.documents import parse_documents


@pytest.fixture(scope="module")
def figures_of(document, model):
    """A function: text -> its figures by the number as written."""

    def run(text: str) -> dict[str, Figure]:
        [(_, doc)] = parse_documents([document(text)], model)
        found = annotate(doc)._.figures
        return {text[f.start_char : f.end_char]: f for f in found}

    return run


def the(figures: dict[str, Figure], number: str) -> Figure:
    [found] = [f for written, f in figures.items() if written.startswith(number)]
    return found


CATEGORIES = [
    ("A bomb left 14 men dead and 40 maimed.", {"14": "killed", "40": "wounded"}, "left-dead"),
    ("The mudslide claimed 47 lives.", {"47": "killed"}, "claimed-lives"),
    ("Officials put the number of dead at 1,200.", {"1,200": "killed"}, "number-of-dead-at"),
    ("The blast raised the toll to 112.", {"112": "killed"}, "raised-the-toll"),
    ("Twelve of the passengers succumbed to burns.", {"Twelve": "killed"}, "of-the-passengers"),
    ("Ten people were shot, two fatally.", {"Ten": "casualties", "two": "killed"}, "two-fatally"),
    ("A man was held over the deaths of two teenagers shot in a car.", {"two": "killed"},
     "the-deaths-of-win-over-shot"),
    ("Four victims were taken to hospital with gunshot wounds.", {"Four": "wounded"},
     "victims-are-not-dead-by-default"),
    ("One man was shot on Elm Street. He was later pronounced dead.", {"One": "killed"},
     "shot-and-died-in-the-next-sentence"),
    ("Nothing is known of the fate of 16 sailors.", {"16": "missing"}, "fate-of"),
    ("Of the 90 miners, a third were killed.", {"a third": "percent"}, "a-share-is-no-toll"),
    ("Rebels kidnapped 23 villagers and torched 40 huts.",
     {"23": "abducted", "40": "buildings_damaged"}, "each-number-its-verb"),
    ("The militants are holding 50 hostages.", {"50": "abducted"}, "held-by-captors"),
    ("The army captured 87 insurgents, among them two commanders.",
     {"87": "captured", "two": "captured"}, "part-goes-on"),
    ("Thirty conscripts gave themselves up.", {"Thirty": "captured"}, "gave-themselves-up"),
    ("Police took 14 suspects into custody.", {"14": "arrested"}, "took-into-custody"),
    ("Commandos rescued 17 kidnapped girls.", {"17": "released"}, "rescue-wins-over-kidnapped"),
    ("Amnesty says 900 activists languish in prisons.", {"900": "prisoners_held"}, "languish"),
    ("The fighting has driven 40,000 families from their homes.", {"40,000": "displaced"},
     "driven-from-homes"),
    ("Buses took 2,100 residents out of Sumy.", {"2,100": "evacuated"}, "took-out-of"),
    ("The outage plunged 5,000 homes into darkness.", {"5,000": "affected"}, "homes-in-the-dark"),
    ("Two hundred farmers blocked the road with tractors.", {"Two hundred": "protesters"},
     "blocked-the-road"),
    ("Seoul said the North had sent 11,000 troops.", {"11,000": "troops"}, "sent-troops"),
    ("Russia sent 117 drones, 89 of which were brought down.",
     {"117": "drones_launched", "89": "intercepted"}, "of-which"),
    ("Iran attacked with 300 drones and missiles.", {"300": "munitions_launched"}, "mixed"),
    ("Air defences shot eleven rockets out of the sky.", {"eleven": "intercepted"},
     "object-between-verb-and-particle"),
    ("The package includes 1,000 anti-tank missiles.", {"1,000": "weapons_supplied"}, "package"),
    ("Sea drones sank two landing ships.", {"two": "equipment_lost"}, "sank"),
    ("The village was shelled nine times overnight.", {"nine": "strikes"}, "times"),
    ("Sappers have cleared 7,500 hectares.", {"7,500": "territory"}, "hectares"),
    ("The bill passed by 61 votes to 48.", {"61": "vote", "48": "vote"}, "votes"),
    ("They freed 12 badly injured captives.", {"12 badly injured captives": "released"}, "adverb"),
    ("It left 22 seriously wounded.", {"22": "wounded"}, "no-noun-behind-the-adverb"),
    ("22 servicemen were returned by Peru.", {"22 servicemen": "released"}, "returned-by"),
    ("Oil rose to $92 a barrel.", {"$92": "price"}, "a-barrel"),
    ("Repairs will cost $40 million.", {"$40 million": "damage_cost"}, "repairs"),
    ("The bank has disbursed $900 million.", {"$900 million": "money_delivered"}, "disbursed"),
    ("The accused faces two counts of murder.", {"two": "other"}, "counts-are-no-dead"),
    ("The blast broke four telephones but injured nobody.", {"four": "other"}, "things-are-unhurt"),
    ("Nine men were shot. Four died.", {"Nine": "casualties", "Four": "killed"}, "some-died-later"),
    ("Six women were stabbed, two of whom are dead.", {"Six": "casualties"}, "some-of-whom"),
    ("Bandits shot him in a house where they kept nine children.", {"nine": "other"},
     "a-verb-keeps-to-its-clause"),
    ("Firemen found five deceased passengers.", {"five": "killed"}, "deceased"),
    ("No lives were lost.", {"No lives were lost": "killed"}, "no-lives"),
    ("Floods have driven 4.5 million people from their homes.", {"4.5 million": "displaced"},
     "a-point-ends-no-clause"),
    ("The army lost a dozen or so tanks.", {"a dozen or so": "equipment_lost"}, "or-so"),
    ("They held six meetings.", {"six": "rounds_held"}, "meetings"),
    ("Chad freed 12 wounded captives without asking for anything in return.", {"12": "released"},
     "wounded-captives-are-freed-and-nothing-is-swapped"),
    ("Iran fired 20 missiles. Air defences shot down 17 of them.",
     {"20": "missiles_launched", "17": "intercepted"}, "shot-down-of-them"),
    ("They sent 40 drones, of which the gunners downed 31.",
     {"40": "drones_launched", "31": "intercepted"}, "a-clause-on-a-part-is-not-of-the-whole"),
    ("The 30 people that the bomb killed were on a bus.", {"30": "killed"}, "object-of-the-clause"),
    ("The bodies of nine sailors and of two pilots were handed over in Aden.",
     {"nine": "other", "two": "other"}, "bodies-that-return-are-no-toll"),
    ("The bodies of nine sailors were found in the hull.", {"nine": "killed"}, "bodies-found"),
    ("Both armies released 40 captives each on Monday. The remaining 12 from each side should be"
     " home by Friday.", {"12": "prisoners_exchanged"}, "remaining"),
    ("The two people on the list of the missing were identified on Monday.", {"two": "other"},
     "missing-no-longer"),
    ("The vote clears the way for a force of 800 troops.", {"800": "troops"}, "clears-the-way"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(t, e, id=name) for t, e, name in CATEGORIES]
)
def test_category(figures_of, text, expected):
    figures = figures_of(text)
    assert {number: the(figures, number).category for number in expected} == expected


@pytest.mark.parametrize(
    ("text", "number", "side"),
    [
        pytest.param("Seven Turkish soldiers were killed.", "Seven", "Turkey", id="demonym"),
        pytest.param("Ten North Korean soldiers died.", "Ten", "North Korea", id="two-words"),
        pytest.param("Kyiv lost nine tanks.", "nine", "Ukraine", id="the-loser"),
        pytest.param("Iran fired 30 missiles at Israel.", "30", "Iran", id="who-fires"),
        pytest.param("Russia said five of its soldiers died.", "five", "Russia", id="its"),
        pytest.param("Norway said it would donate nine tanks.", "nine", "Norway", id="it-points"),
        pytest.param("A bomb killed seven people.", "seven", None, id="nobody's"),
    ],
)
def test_side(figures_of, text, number, side):
    assert the(figures_of(text), number).side == side


@pytest.mark.parametrize(
    ("text", "number", "total"),
    [
        pytest.param("Russia and Ukraine swapped 157 prisoners from each side.", "157", 314,
                     id="from-each-side"),
        pytest.param("The two sides returned 185 servicemen each.", "185", 370, id="each"),
        pytest.param("Each side reported 12 dead.", "12", 24, id="each-side-before"),
        pytest.param("France and Sweden will each send six jets.", "six", 12, id="will-each-send"),
        pytest.param("Four battalions of 1,000 soldiers apiece arrived.", "1,000", None,
                     id="each-battalion-is-no-side"),
        pytest.param("Russia loses 1,000 men each day in Ukraine.", "1,000", None, id="each-day"),
        pytest.param("Some 90 monitors will start on both sides of the river.", "90", None,
                     id="on-both-sides-is-a-place"),
        pytest.param("None of the 85 captives that each side has promised to free is home.", "85",
                     170, id="that-each-side-promised"),
    ],
)  # fmt: skip
def test_per_side(figures_of, text, number, total):
    figure = the(figures_of(text), number)
    assert (figure.per_side, figure.total) == (total is not None, total)
    assert figure.party_count == (2 if total else None)


def test_each_side_freeing_captives_is_a_swap(figures_of):
    figures = figures_of("The two sides returned 185 servicemen each.")
    assert the(figures, "185").category == "prisoners_exchanged"


def test_those_named_later_are_a_part(figures_of):
    """They are no number beside the number of all."""
    figures = figures_of(
        "Both armies released 54 captives each on Friday. Among those who returned to Chad were"
        " 11 conscripts."
    )
    assert the(figures, "11").subset_of == the(figures, "54").figure_id
    assert the(figures, "11").category == "prisoners_exchanged"


def test_a_bare_number_told_again_is_the_one_before(figures_of):
    figures = figures_of(
        "It had freed 160 captives since May, the office said, because three women arrested in"
        " 2024 had been added. “We gave 160 and are content,” its head said."
    )
    assert {f.category for written, f in figures.items() if written.startswith("160")} == {
        "released"
    }


def test_split_points_to_the_sum(figures_of):
    figures = figures_of("They buried 230 people: 224 soldiers and six civilians.")
    whole = the(figures, "230").figure_id
    assert [the(figures, n).subset_of for n in ("224", "six")] == [whole, whole]
    assert the(figures, "224").category == "killed"


def test_conversion_points_to_the_first(figures_of):
    figures = figures_of("They advanced 30 km (18 miles).")
    assert the(figures, "18").converts == the(figures, "30").figure_id


@pytest.mark.parametrize(
    ("text", "number", "name", "value"),
    [
        pytest.param("Forty have died so far.", "Forty", "is_cumulative", True, id="so-far"),
        pytest.param("It brought the total to 90 dead.", "90", "is_cumulative", True, id="brought"),
        pytest.param("A total of 50 people died.", "50", "is_cumulative", False, id="a-sum-only"),
        pytest.param("Ford fell 4%, Fiat by 3%.", "3%", "change", "down", id="left-out-verb"),
        pytest.param("Ford gave up 4%.", "4%", "change", "down", id="gave-up"),
        pytest.param("Ford rebounded 4%.", "4%", "change", "up", id="rebounded"),
        pytest.param("Ford cut its worldwide costs by 4%.", "4%", "change", "down", id="cut-costs"),
        pytest.param("Ford will grow sales by 4%.", "4%", "change", "up", id="grow-sales"),
        pytest.param("Ford recovered 4%.", "4%", "change", "up", id="recovered"),
        pytest.param("Police recovered $4,000.", "$4,000", "change", None, id="cash-recovered"),
        pytest.param("Ford was off 4%.", "4%", "change", "down", id="off"),
        pytest.param("Ford fell a further 4%.", "4%", "change", "down", id="further"),
        pytest.param("Ford is higher by 4%.", "4%", "change", "up", id="higher-by"),
        pytest.param("The Dow lost ground and shed 80 points.", "80", "change", "down",
                     id="index-points"),
        pytest.param("Ford fell $2, or 4%.", "4%", "change", "down", id="told-again"),
        pytest.param("Ford fell $2 or 4%.", "4%", "change", "down", id="told-again-no-comma"),
        pytest.param("Women make up 40%.", "40%", "change", None, id="make-up"),
        pytest.param("A 7nm chip is out.", "7nm", "unit", "nm", id="nanometres"),
        pytest.param("The ship was 12 nm off the coast.", "12 nm", "unit", "[nmi_i]", id="at-sea"),
        pytest.param("Three more bodies were found.", "Three", "change", "up", id="more"),
        pytest.param("They shot down 12 drones.", "12", "change", None, id="down-is-a-particle"),
        pytest.param("The country hosts 300 refugees and is holding 40 rebels.", "40", "status",
                     "ongoing", id="is-holding"),
        pytest.param("Chad plans to send 1,000 men.", "1,000", "status", "planned", id="plans"),
        pytest.param("The ministry confirmed 11 deaths.", "11", "claimant", "ministry",
                     id="who-confirms"),
        pytest.param("Six people died, the mayor said.", "Six", "claimant", "mayor", id="speaker"),
        pytest.param("None of the 85 captives that each side has promised to free is home.", "85",
                     "status", "agreed", id="each-side-promised"),
        pytest.param("Both armies released 40 captives each on Monday. The remaining 12 from each"
                     " side should be home by Friday.", "12", "status", "planned", id="should-by"),
        pytest.param("The sides want to hold a fifth round in May.", "fifth", "status", "proposed",
                     id="want-to"),
    ],
)  # fmt: skip
def test_circumstances(figures_of, text, number, name, value):
    assert getattr(the(figures_of(text), number), name) == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Police named the man as John Miller, 26, of Leeds.", id="age-after-name"),
        pytest.param("A second man, 32, was shot.", id="age-after-noun"),
        pytest.param("She was shot in her 20s.", id="decade-of-life"),
        pytest.param("He was shot in the 2200 block of Oak Street.", id="block"),
        pytest.param("The shooting happened at 4235 Oak Shadows.", id="house-number"),
        pytest.param("She was shot with a .38 caliber revolver.", id="calibre"),
        pytest.param("Police found a 9mm and a 155 mm shell.", id="calibre-in-millimetres"),
        pytest.param("The bomb went off at 0630, killing the guard.", id="hour"),
        pytest.param("Smoke over the city 3 / 5 Back to Gallery", id="pictures"),
        pytest.param("He was tried for the 2015 slayings.", id="year-before-noun"),
        pytest.param("A brother and a sister aged seven and nine drowned.", id="ages-in-words"),
        pytest.param("He turned 20 in captivity.", id="turned"),
        pytest.param("She will be 40 next year.", id="will-be"),
        pytest.param("He is now 52.", id="is-now"),
        pytest.param("At 25, he took over the mill.", id="at-an-age"),
        pytest.param("Children under 5 were sent home.", id="limit-of-age"),
        pytest.param("Life expectancy is near 81.", id="mean-age"),
        pytest.param("The shop at 22-24 Mill Road burned.", id="house-numbers"),
        pytest.param("They sell 4K screens.", id="resolution"),
    ],
)
def test_counts_nothing(figures_of, text):
    assert figures_of(text) == {}


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        pytest.param("Up to 40 mm of rain fell.", "40 mm", 40, id="rain"),
        pytest.param("The sheet is 7.8mm thick.", "7.8mm", 7.8, id="thickness"),
        pytest.param("A 6-foot-4, 230-pound guard left.", "6-foot-4", 6.333333, id="height"),
        pytest.param("He paid Rs.500 for it.", "Rs.500", 500, id="full-stop-of-a-currency"),
        pytest.param("It cost 12.5 pence and 60 came.", "12.5 pence", 12.5, id="pence-alone"),
        pytest.param("A 2.5-per-cent cut came.", "2.5-per-cent", 2.5, id="hyphens-in-per-cent"),
    ],
)
def test_value(figures_of, text, number, value):
    assert the(figures_of(text), number).value == value


def test_per_square_is_no_address(figures_of):
    assert the(figures_of("The density is 400 per square kilometre."), "400").value == 400


def test_a_number_after_a_place_is_no_age(figures_of):
    figures = figures_of("In Kharkiv, 12, including three children, were killed.")
    assert the(figures, "12").category == "killed"
