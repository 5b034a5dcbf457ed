"""Which day is meant: anchors of tales and news, tense, business periods, and what stays open."""

from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.records import register_slots
from pipelines.extract.times import TimeExpressions
from pipelines.parse.documents import register_layout
from pipelines.parse.model import load_model
from pipelines.read.layout import layout

DAY = date(2026, 3, 10)  # a Tuesday


@pytest.fixture(scope="module")
def values():
    """Values of a text's expressions; parsed by the default model, or ``plain``: words only."""
    register_slots()
    register_layout()
    component = TimeExpressions()
    blank = spacy.blank("en")

    def run(text, day=DAY, plain=False):
        doc = blank.make_doc(text) if plain else load_model("newstables_md")(text)
        doc._.published_on = day
        doc._.blocks = layout(text)
        found = component(doc)._.time_expressions
        return [(text[t.start_char : t.end_char], t) for t in found]

    return run


TALES = {
    "a month after December is of the next year": (
        "The fleet sailed in December 1807. In January it anchored.",
        ["1807-12", "1808-01"],
    ),
    "an earlier month stays in the year told": (
        "The bridge fell in October 1807. The town had asked for guns in June.",
        ["1807-10", "1807-06"],
    ),
    "brackets do not move the tale": (
        "The siege began in May 1807. His brother (born in 1771) came in June.",
        ["1807-05", "1771", "1807-06"],
    ),
    "a treaty's year does not move it": (
        "The council met in May 1807. It kept the Treaty of 1648. In June it rose.",
        ["1807-05", "1648", "1807-06"],
    ),
    "a flash-back does not move it": (
        "The council met in May 1807. The mayor, who had fled in 1789, spoke. In June it rose.",
        ["1807-05", "1789", "1807-06"],
    ),
    "a limit does not move it": (
        "The council met in May 1807. No guns were cast until 1812. In June it rose.",
        ["1807-05", "1812", "1807-06"],
    ),
    "a lonely far date does not move it": (
        "It rained in May 1807. A scholar counted the dead in 1954. In June 1807 it dried. "
        "In July the harvest failed.",
        ["1807-05", "1954", "1807-06", "1807-07"],
    ),
    "the year told again leaves the month standing": (
        "The fleet sailed in December 1807. Bread was dear in 1807. In January it fell.",
        ["1807-12", "1807", "1808-01"],
    ),
    "the next explicit date bounds the way": (
        "They landed in October 1807. In August the port had been cleared. "
        "In November 1807 they left.",
        ["1807-10", "1807-08", "1807-11"],
    ),
    "chains of days": (
        "The walls fell on 3 May 1807. The next day the mayor fled. Two days later he was dead.",
        ["1807-05-03", "1807-05-04", "1807-05-06"],
    ),
    "years that are pointed away to do not move the tale": (
        "The walls fell in May 1807. They had been repaired the previous year. In June it rained.",
        ["1807-05", "1806", "1807-06"],
    ),
    "days after a bare month keep the year": (
        "The siege began in May 1807. Four days later it rained.",
        ["1807-05", "1807-XX-XX"],
    ),
    "the same day of a bare month keeps the month": (
        "The siege began in May 1807. That day it rained.",
        ["1807-05", "1807-05-XX"],
    ),
    "what brackets tell is not counted from": (
        "The town fell in May 1831. A poet (1798 to 1855) sang of it the following year.",
        ["1831-05", "1798", "1855", "1832"],
    ),
    "a short year falls near the tale": (
        "The club was founded in 1788. The men of '89 left it.",
        ["1788", "1789"],
    ),
    "a day before Christ has no date, but a year": (
        "The city fell in 410 BC. On 5 May its king had died.",
        ["BC0410", "BC0410-05-05"],
    ),
    "years before Christ have a following year": (
        "The city fell in 410 BC. The following year it was built again.",
        ["BC0410", "BC0409"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TALES.values(), ids=TALES.keys())
def test_tale(values, text, expected):
    """An undated account is a tale."""
    assert [t.value for _, t in values(text, None)] == expected


def test_a_day_behind_a_word_of_saying_is_the_sayings(values):
    """Whatever the tree makes of it, and not where the day has a noun."""
    text = "The envoy said on Sunday he would travel to the coast this week."
    assert values(text)[0][1].value == "2026-03-08"
    text = "The envoy said Thursday's vote will go on."
    assert values(text)[0][1].value == "2026-03-12"


def test_the_writers_own_day_leads_what_follows_it_in_a_tale(values):
    """The tale goes on where it was, but "the next day" is of the day told."""
    text = (
        "The port was built in 1902, sold in 1911 and shut in 1926. "
        "Its last keeper spoke on Monday. He died the next day. In March 1931 it burnt."
    )
    found = {words: t.value for words, t in values(text)}
    assert found["the next day"] == "2026-03-10"
    assert found["March 1931"] == "1931-03"


@pytest.mark.parametrize(
    ("text", "ends_on"),
    [
        pytest.param("It will hire 300 over the next two years.", date(2028, 3, 10), id="ahead"),
        pytest.param("For the next ten years he lived abroad.", None, id="of then"),
        pytest.param(
            "It was built in 1902, sold in 1911, shut in 1926 and empty for the next ten years.",
            None,
            id="of a tale",
        ),
    ],
)
def test_windows_end_where_they_touch_today(values, text, ends_on):
    """A window is anchored only where it begins or ends with the day of publication."""
    assert values(text)[-1][1].ends_on == ends_on


def test_quarters_that_ended(values):
    """One without a number holds most of its three months; a numbered one is a company's own."""
    found = [t.value for _, t in values("For the quarter ended January 31 sales were flat.")]
    assert found == ["2025-Q4", "2026-01-31"]
    found = [t.value for _, t in values("In its first quarter ended January 31 it lost money.")]
    assert found == ["2026-Q1", "2026-01-31"]


def test_window_of_a_year_does_not_touch_today(values):
    """The last three quarters of 2025 do not end with the day of publication."""
    [(_, window)] = values("They restated the last three quarters of 2025.")
    assert (window.value, window.starts_on, window.ends_on) == ("P3Q", None, None)


def test_heading_gives_the_year(values):
    """Sections headed with their year, and the sections under them."""
    text = (
        "1806: The siege\n\nThe army came in the spring of 1805 and stayed.\n\n"
        "The storm\n\nIn October the walls fell.\n\n1807: The peace\n\nIn March the army left."
    )
    found = {words: t.value for words, t in values(text, None)}
    assert found["October"] == "1806-10"
    assert found["March"] == "1807-03"


NEWS = {
    "a modal takes the next weekday": ("Envoys will meet on Friday.", "2026-03-13"),
    "the past takes the last one": ("Envoys met on Friday.", "2026-03-06"),
    "the day itself": ("Envoys met on Tuesday.", "2026-03-10"),
    "a condition has the time of its sentence": (
        "Fighting will resume unless the hostages are freed by Saturday.",
        "2026-03-14",
    ),
    "what someone failed to do is past": ("They failed to agree in January.", "2026-01"),
    "a day held by a noun is the last": (
        "The price is above Thursday's close.",
        "2026-03-05",
    ),
    "a day after the word of saying is the saying's": (
        "Envoys are to meet in Rome on Thursday, the ministry said on Monday.",
        "2026-03-09",
    ),
    "a day of the week told": (
        "They plan to meet next week, possibly on Tuesday.",
        "2026-03-17",
    ),
    "a day of saying is not of the week told": (
        "The talks will resume next week, the envoy said on Monday.",
        "2026-03-09",
    ),
    "the present of a word that looks ahead": ("The treaty expires in February.", "2027-02"),
    "moved to a month": ("The vote has been postponed to February.", "2027-02"),
    "until counts from what the sentence began with": (
        "The truce was extended on January 27 until February 18.",
        "2026-02-18",
    ),
    "a year earlier counts from a year told nearby": (
        "He resigned in May 2019. A year earlier he had been ill.",
        "2018",
    ),
    "a year earlier of figures counts from now": (
        "The dividend is five pence, up from four pence a year earlier.",
        "2025",
    ),
    "that year is not the running one": (
        "It began in May 2022 and grew last month. It failed in the autumn of that year.",
        "2022-FA",
    ),
    "a doubtful future of yesterday's name is yesterday": (
        "Leaders came to mark the country's entry on Monday.",
        "2026-03-09",
    ),
    "a sure future of yesterday's name is next week's": (
        "Leaders will mark the entry on Monday.",
        "2026-03-16",
    ),
    "the earliest day that can be is ahead": (
        "The crew could sail as early as Monday.",
        "2026-03-16",
    ),
    "what was put off is after the day told": (
        "The vote, due on December 15, was postponed to January 12.",
        "2026-01-12",
    ),
    "was to is ahead of what was said": ("The accord was to be signed on Wednesday.", "2026-03-11"),
    "a far month of a doubtful future is behind": (
        "They were invited to visit in January.",
        "2026-01",
    ),
    "what ended is over": ("The quarter ended March 31 was the best.", "2025-03-31"),
    "from one weekday to the next": ("The fair will run from Monday to Thursday.", "2026-03-19"),
    "from one month to the next": ("He worked there from October to January.", "2026-01"),
    "a meeting moved is not a range": ("It was moved from Friday to Thursday.", "2026-03-12"),
    "the night before a day told": (
        "The wall fell on February 15. Some had been told to leave the night before.",
        "2026-02-14TNI",
    ),
    "the morning of a day of the month told": (
        "Talks began on February 3. They failed on the morning of the 14th.",
        "2026-02-14TMO",
    ),
    "a figure of a year earlier counts from now": (
        "Prices rose 4 % in January, up from 3.9% in December and 2% a year earlier.",
        "2025",
    ),
    "what is seen by a month is ahead": ("The bank sees it falling to 3% by December.", "2026-12"),
    "what had lasted until yesterday": ("He had waited there until Monday.", "2026-03-09"),
    "the weekend of a present": ("More rain is likely over the weekend.", "2026-W11-WE"),
    "a day appointed": ("The mayor declared Thursday a day of mourning.", "2026-03-12"),
    "a day told of somebody named": ("They were named Thursday in a report.", "2026-03-05"),
    "a day of what is asked for": ("The union called for a rally on Saturday.", "2026-03-14"),
    "a year earlier than nine months": (
        "It earned $3 million in the third quarter. In the nine months sales were $9 million, "
        "up from $7 million a year earlier.",
        "2025",
    ),
    "since is behind": ("It was the biggest drop since April 3.", "2025-04-03"),
    "that quarter is the one told": (
        "In its second quarter ended January 31 it lost money. That quarter was the worst.",
        "2026-Q2",
    ),
    "what comes round": ("The fair is usually held in May.", "XXXX-05"),
    "a day that comes round": ("The rains traditionally end on June 15.", "XXXX-06-15"),
    "a plan of an old year does not date the rest": (
        "Under a plan approved in 2019 it had bought 900 shares through February 27.",
        "2026-02-27",
    ),
    "a year's period after nine months": (
        "It earned $3 million in the third quarter. In the nine months it earned $9 million, "
        "and it had a gain in the 2024 period.",
        "2024",
    ),
    "in a year or two is no date": ("It will open in a year or two.", "FUTURE_REF"),
    "weekdays joined": ("They will meet on Monday and Tuesday.", "2026-03-17"),
    "weekdays joined behind this": ("He flies to Rome this Thursday and Friday.", "2026-03-13"),
    "weekdays joined, tense against it": ("They met on Monday and Friday.", "2026-03-06"),
    "a half to come": ("Sales are expected to recover in the second half.", "2026-H2"),
    "a limit is ahead": ("The pact is effective June 1.", "2026-06-01"),
    "a duration ahead tells when": ("The vote will be held in three months.", "2026-06"),
    "a duration behind does not": ("It was the third vote in three months.", "P3M"),
    "last February of a March is the year before's": ("It sank last February.", "2025-02"),
    "last December of a March is the latest": ("It sank last December.", "2025-12"),
    "last year's quarter is the one compared": (
        "Profit rose in the third quarter of 2025. Sales in last year's quarter were $5 million.",
        "2024-Q3",
    ),
    "the year that ends on a day is a duration": (
        "The firm expects a loss for the year ending tomorrow.",
        "2026-03-11",
    ),
    "the quarter reported is the last one over": (
        "Profit rose in the fourth quarter. It fell to $3 million from $5 million a year earlier.",
        "2024-Q4",
    ),
}


@pytest.mark.parametrize(("text", "expected"), NEWS.values(), ids=NEWS.keys())
def test_news(values, text, expected):
    """The last expression of each text."""
    assert values(text)[-1][1].value == expected


def test_a_life_and_what_is_to_come(values):
    """A birth does not lead its sentence, and what will be is the writer's in a tale too."""
    assert values("He was born on 3 May 1950 and died on 9 March.")[-1][1].value == "2026-03-09"
    life = (
        "He joined the guild in 1789, led it from 1796 to 1804 and was jailed in October 1811. "
        "He was freed in December 1813. In September he is to be reburied."
    )
    found = values(life)
    assert found[-2][1].value == "1813-12"
    assert found[-1][1].value == "2026-09"


def test_far_date_does_not_lead_the_future(values):
    """The rest of a sentence goes on from a far date, but what is to come does not."""
    text = "Two states, invited in July 2021, will join on April 12."
    assert values(text)[-1][1].value == "2026-04-12"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They left yesterday.", "XXXX-XX-XX", id="no day is published"),
        pytest.param("They left on Thursday.", "XXXX-WXX-4", id="no week is told"),
        pytest.param("They left in March.", "XXXX-03", id="no year is told"),
        pytest.param("They left three days later.", "XXXX-XX-XX", id="nothing is told before"),
    ],
)
def test_open(values, text, expected):
    """What the text does not tell is left open, and has no interval."""
    [(_, t)] = values(text, None)
    assert t.value == expected
    assert t.starts_on is None
    assert t.ends_on is None


RELATIVE = (
    "today", "yesterday", "three days ago", "the day before yesterday", "tonight", "tomorrow",
    "two weeks ago today", "this morning", "in the past two weeks",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(-30_000, 30_000), st.sampled_from(RELATIVE))
def test_relative_days_move_with_publication(values, shift, words):
    """Moving the publication day by N days moves every purely relative day by N."""
    here = values(f"They left {words}.", plain=True)
    there = values(f"They left {words}.", DAY + timedelta(shift), plain=True)
    assert len(here) == len(there)
    for (_, a), (_, b) in zip(here, there, strict=True):
        if a.starts_on is not None:
            assert b.starts_on - a.starts_on == timedelta(shift)
            assert b.ends_on - a.ends_on == timedelta(shift)


@settings(max_examples=40, deadline=None)
@given(st.integers(-500, 500), st.sampled_from(["Friday", "Monday", "last Sunday"]))
def test_weekdays_move_with_publication_by_weeks(values, weeks, words):
    """The same weekday, so many weeks on."""
    [(_, a)] = values(f"They left on {words}.", plain=True)
    [(_, b)] = values(f"They left on {words}.", DAY + timedelta(weeks=weeks), plain=True)
    assert b.starts_on - a.starts_on == timedelta(weeks=weeks)


PIECES = st.lists(
    st.sampled_from(
        [
            *("In 1807.", "In 44 BC.", "By March", "the 31st", "that year", "(in 1954)", "'99"),
            *("two days later", "a century and a half later", "in three months", "1806-1809"),
            *("had fled in 1789,", "the 1988 quarter", "a year earlier", "29 February", "\n\n"),
            *("the next day", "until 9999", "1806: A heading", "will leave on Friday", "this day"),
        ]
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(PIECES, st.one_of(st.none(), st.just(date.min), st.just(date.max), st.dates()))
def test_any_order_resolves(values, pieces, day):
    """No order of dates, and no publication day, breaks resolution or turns an interval round."""
    for _, t in values(" ".join(pieces), day, plain=True):
        assert t.value
        if t.starts_on and t.ends_on:
            assert t.starts_on <= t.ends_on


def test_long_tale_takes_time_in_proportion(values):
    """A quarter of a million characters of dates: each is placed without looking back over all."""
    text = "In 1807 it rained. By March (in 1789) it had dried. Two days later it fell. " * 3_300
    assert len(values(text, None, plain=True)) == 3_300 * 4
