"""What is a time expression, from where to where, of which type: extents, values, what is none."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipelines.extract.times import guards, number_guards
from pipelines.extract.times.grammar import Grammar
from pipelines.extract.times.patterns import RULES
from pipelines.extract.times.readings import RULES as READINGS
from pipelines.settings import reference_path

DAY = date(2026, 3, 10)  # a Tuesday


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newstables_times")
    return pipeline


@pytest.fixture(scope="module")
def times(nlp):
    def run(text):
        doc = nlp.make_doc(text)
        doc._.published_on = DAY
        found = nlp.get_pipe("newstables_times")(doc)._.time_expressions
        return [(text[t.start_char : t.end_char], t.timex_type, t.value) for t in found]

    return run


@pytest.fixture(scope="module")
def grammar():
    return Grammar()


CASES = {
    "American date line": ("CAIRO, March 10 (AP) - Ferries stopped.", ["March 10 DATE 2026-03-10"]),
    "British order with its weekday": (
        "It opened on Friday, 6 March 2026.",
        ["Friday, 6 March 2026 DATE 2026-03-06"],
    ),
    "a weekday that points, then its date": (
        "It opens this coming Sunday, March 15.",
        ["this coming Sunday, March 15 DATE 2026-03-15"],
    ),
    "of before the year": ("On June 20 of 1972 it burnt.", ["June 20 of 1972 DATE 1972-06-20"]),
    "days of one month are one row, as the contract has it": (
        "It ran on 4-5 February 2026.",
        ["4-5 February 2026 DATE 2026-02-04/2026-02-05"],
    ),
    "two whole dates are two": (
        "The lull (March 1-April 3, 2019) held.",
        ["March 1 DATE 2019-03-01", "April 3, 2019 DATE 2019-04-03"],
    ),
    "years from one to another are two": (
        "The drought of 1934-1936 passed.",
        ["1934 DATE 1934", "1936 DATE 1936"],
    ),
    "two digits end a range of years": (
        "In 1934-36 it was dry.",
        ["1934 DATE 1934", "36 DATE 1936"],
    ),
    "a season's or fiscal year is one": (
        "The budget for 2023-24 grew.",
        ["2023-24 DATE 2023/2024"],
    ),
    "months from one to another are two": (
        "In May-July 1987 it rained.",
        ["May DATE 1987-05", "July 1987 DATE 1987-07"],
    ),
    "months that name a quarter are one": (
        "Sales fell in the July-September quarter of 2025.",
        ["the July-September quarter of 2025 DATE 2025-07/2025-09"],
    ),
    "article of a paired day": (
        "It ran from the 3rd to the 9th of May 1950.",
        ["the 3rd DATE 1950-05-03", "the 9th of May 1950 DATE 1950-05-09"],
    ),
    "approximate date": ("It closes around Nov. 1, 2019.", ["around Nov. 1, 2019 DATE 2019-11-01"]),
    "approximate year": ("The mill, built about 1910, fell.", ["about 1910 DATE 1910"]),
    "year before Christ": ("Rome fell in 390 BC.", ["390 BC DATE BC0390"]),
    "years before Christ": (
        "The war of 431-404 BC ended.",
        ["431 DATE BC0431", "404 BC DATE BC0404"],
    ),
    "era before the year": ("It erupted in AD 79.", ["AD 79 DATE 0079"]),
    "a possessive before a quarter": (
        "Profit in last year's fourth quarter doubled.",
        ["last year's fourth quarter DATE 2025-Q4"],
    ),
    "a year's quarter": ("It lost in the 2019 quarter.", ["the 2019 quarter DATE 2019"]),
    "fiscal year that points": (
        "Costs rise next fiscal year.",
        ["next fiscal year DATE 2027"],
    ),
    "a comparison's months": (
        "It lost money in the year-earlier nine months.",
        ["the year-earlier nine months DURATION P9M"],
    ),
    "full year": ("Sales for the full year were flat.", ["the full year DATE 2026"]),
    "half after the unit": (
        "A year and a half later it sank.",
        ["A year and a half later DATE 2027-09"],
    ),
    "hyphens throughout": (
        "After a month-and-a-half long siege it fell.",
        ["month-and-a-half long DURATION P1.5M"],
    ),
    "fraction in figures": ("It took 2 1/2 hours.", ["2 1/2 hours DURATION PT2H30M"]),
    "trading days": ("Eight trading days passed.", ["Eight trading days DURATION P8D"]),
    "or so": ("It takes a week or so.", ["a week or so DURATION P1W"]),
    "a range inside a window": (
        "It hires in the next 12 to 18 months.",
        ["the next 12 to 18 months DURATION P18M"],
    ),
    "only is no modifier": ("It has only 14 days.", ["14 days DURATION P14D"]),
    "bare plural ago": ("It was safe months ago.", ["months ago DATE PAST_REF"]),
    "a day named by its act": ("It fell the day after the vote.", ["the day DATE XXXX-XX-XX"]),
    "nights": ("They stayed three nights.", ["three nights DURATION P3N"]),
    "rate": ("It makes 400 vans a week.", ["a week SET P1W"]),
    "duration of the same words": ("They talked for a week.", ["a week DURATION P1W"]),
    "twice a week": ("It sails twice a week.", ["twice a week SET P1W"]),
    "every second Friday": ("It meets every Friday.", ["every Friday SET XXXX-WXX-5"]),
    "daily": ("There are daily flights.", ["daily SET P1D"]),
    "an hour and its day": (
        "It fell at 9 a.m. on March 3, 2026.",
        ["9 a.m. TIME 2026-03-03T09:00", "March 3, 2026 DATE 2026-03-03"],
    ),
    "an hour beside its day": (
        "It fell at 9 a.m. March 3, 2026.",
        ["9 a.m. March 3, 2026 TIME 2026-03-03T09:00"],
    ),
    "zone after the day": (
        "At 9:34 p.m., March 3 EST it began.",
        ["9:34 p.m., March 3 EST TIME 2026-03-03T21:34"],
    ),
    "twelve noon": ("It opens at 12 noon.", ["12 noon TIME 2026-03-10T12:00"]),
    "a feast's night": (
        "It burnt on Christmas night.",
        ["Christmas night TIME 2025-12-25TNI"],
    ),
    "the small hours": (
        "It fell in the early hours of March 3, 2026.",
        ["the early hours of March 3, 2026 TIME 2026-03-03TNI"],
    ),
    "hours share their half of the day": (
        "It is open from 2 to 3 p.m. today.",
        ["2 TIME 2026-03-10T14:00", "3 p.m. TIME 2026-03-10T15:00", "today DATE 2026-03-10"],
    ),
    "noon lies between": (
        "It is shut between 11 and 1 p.m. in town.",
        ["11 TIME 2026-03-10T11:00", "1 p.m. TIME 2026-03-10T13:00"],
    ),
    "centuries joined": (
        "Ports of the late 18th and early 19th centuries closed.",
        ["the late 18th DATE 17", "early 19th centuries DATE 18"],
    ),
    "quarters joined": (
        "It lost in the first and second quarters of 2025.",
        ["the first DATE 2025-Q1", "second quarters of 2025 DATE 2025-Q2"],
    ),
    "seasons joined": (
        "It rained in the spring and summer of 1943.",
        ["the spring DATE 1943-SP", "summer of 1943 DATE 1943-SU"],
    ),
    "a season that spans the new year": (
        "The 2019-2020 season ended.",
        ["2019-2020 DATE 2019/2020"],
    ),
    "a list of days": (
        "They met on 5, 6 and 7 May 2024.",
        ["5 DATE 2024-05-05", "6 DATE 2024-05-06", "7 May 2024 DATE 2024-05-07"],
    ),
    "a list of days, American": (
        "They met on May 5, 6 and 7, 2024.",
        ["May 5 DATE 2024-05-05", "6 DATE 2024-05-06", "7, 2024 DATE 2024-05-07"],
    ),
    "a weekday by its number in a month": (
        "Polls open on the first Tuesday of May 2025.",
        ["the first Tuesday of May 2025 DATE 2025-05-06"],
    ),
    "Easter of the eastern church": (
        "It fell on Orthodox Easter 2024.",
        ["Orthodox Easter 2024 DATE 2024-05-05"],
    ),
    "last week of a month": (
        "Rain came in the last week of August 2024.",
        ["the last week of August 2024 DATE 2024-08"],
    ),
    "a comma after a quarter": (
        "In Q4, 2025, it lost; in Q4, it won.",
        ["Q4, 2025 DATE 2025-Q4", "Q4 DATE 2025-Q4"],
    ),
    "an hour in two zones, and its day": (
        "It hit at 04:17 (01:17 GMT) on 6 February 2023.",
        [
            "04:17 TIME 2023-02-06T04:17",
            "01:17 GMT TIME 2023-02-06T01:17",
            "6 February 2023 DATE 2023-02-06",
        ],
    ),
    "twice daily": ("It sails twice daily.", ["twice daily SET P1D"]),
    "once every four years": ("It meets once every four years.", ["once every four years SET P4Y"]),
    "so far is outside": ("It rained so far this month.", ["this month DATE 2026-03"]),
    "the other day": ("It rained the other day.", ["the other day DATE PAST_REF"]),
    "the noun of a span": (
        "It fell over a three-year period.",
        ["a three-year period DURATION P3Y"],
    ),
    "a year's season": ("The 2024 summer was dry.", ["2024 summer DATE 2024-SU"]),
    "the latter half": (
        "It rained in the latter half of 2024.",
        ["the latter half of 2024 DATE 2024-H2"],
    ),
    "months of unknown number": ("A months-long siege ended.", ["months-long DURATION PXM"]),
    "a year that ends on a day": (
        "Sales for the year ended March 31, 2025 fell.",
        ["the year DURATION P1Y", "March 31, 2025 DATE 2025-03-31"],
    ),
    "a century by its hundreds": ("In the 1800s it was a port.", ["the 1800s DATE 18"]),
    "a century before Christ": (
        "In the 5th century BC it rose.",
        ["the 5th century BC DATE BC04"],
    ),
    "the weekday before last": (
        "It fell on the Friday before last.",
        ["the Friday before last DATE 2026-02-27"],
    ),
    "a capital's time": (
        "It fell at 18.00 Kyiv time on March 3, 2026.",
        ["18.00 Kyiv time TIME 2026-03-03T18:00", "March 3, 2026 DATE 2026-03-03"],
    ),
    "two modifiers": (
        "It opens in mid-to-late April 2027.",
        ["mid-to-late April 2027 DATE 2027-04"],
    ),
    "short names of periods": (
        "Profit in FY2024, Q1 2025 and H1 2025 rose.",
        ["FY2024 DATE 2024", "Q1 2025 DATE 2025-Q1", "H1 2025 DATE 2025-H1"],
    ),
    "habits": (
        "They fish on weekends and in the mornings.",
        ["weekends SET XXXX-WXX-WE", "the mornings SET XXXX-XX-XXTMO"],
    ),
    "a vague rate": ("It calls every few hours.", ["every few hours SET PTXH"]),
    "quarters of an hour": (
        "It took three quarters of an hour.",
        ["three quarters of an hour DURATION PT45M"],
    ),
    "over before the past is a preposition": (
        "It grew over the past three decades.",
        ["the past three decades DURATION P3DE"],
    ),
    "half a century": ("It is gone in half a century.", ["half a century DURATION P50Y"]),
    "a comma ends the date": (
        "On March 3, the year was young.",
        ["March 3 DATE 2026-03-03"],
    ),
    "a short spelling": ("See you tmrw!", ["tmrw DATE 2026-03-11"]),
    "half a decade's years": (
        "It grew in the second half of the 1990s.",
        ["the second half of the 1990s DATE 199"],
    ),
    "half a month": (
        "It rained in the first half of March 2024.",
        ["the first half of March 2024 DATE 2024-03"],
    ),
    "a week told by its day": (
        "A hearing is due the week of March 16.",
        ["the week of March 16 DATE 2026-W12"],
    ),
    "a month called one": (
        "It is open in the month of April 2025.",
        ["the month of April 2025 DATE 2025-04"],
    ),
    "a year in words": (
        "Before the year two thousand and four it stood.",
        ["the year two thousand and four DATE 2004"],
    ),
    "a season of a year in words": (
        "That was the winter of nineteen ninety-three.",
        ["the winter of nineteen ninety-three DATE 1993-WI"],
    ),
    "two years, not a season": (
        "Prices fell in 2021-22 and rose.",
        ["2021 DATE 2021", "22 DATE 2022"],
    ),
    "a season over two years": (
        "It was cut from the 2021-22 budget.",
        ["2021-22 DATE 2021/2022"],
    ),
    "a financial year over two years": (
        "It was left out of the plan for 2021-22.",
        ["2021-22 DATE 2021/2022"],
    ),
    "the hundred years up to now": (
        "It was the flood of the past century.",
        ["the past century DURATION P1CE"],
    ),
    "hours later is a time": ("Hours later it fell.", ["Hours later TIME XXXX-XX-XXTXX"]),
    "one day as a length": ("It fell by one day.", ["one day DURATION P1D"]),
    "one day to come": ("It will one day be built.", ["one day DATE FUTURE_REF"]),
    "any night": ("They drove at night.", ["night TIME XXXX-XX-XXTNI"]),
    "a part of yesterday": (
        "It fell late morning yesterday.",
        ["late morning yesterday TIME 2026-03-09TMO"],
    ),
    "a range's night": (
        "It fell on the night of 4-5 March 2026.",
        ["the night of 4-5 March 2026 TIME 2026-03-04TNI"],
    ),
    "a feast's week": (
        "They met in Christmas week.",
        ["Christmas week DATE 2025-W52"],
    ),
    "the quarter compared": (
        "It was more than in the year-ago fourth quarter.",
        ["the year-ago fourth quarter DATE 2024-Q4"],
    ),
    "the quarter compared, at the end": (
        "It was more than in the fourth quarter a year earlier.",
        ["the fourth quarter a year earlier DATE 2024-Q4"],
    ),
    "a spoken year after its month": (
        "It began in May nineteen ninety-seven.",
        ["May nineteen ninety-seven DATE 1997-05"],
    ),
    "a spoken year after its day": (
        "It began on May third, nineteen ninety-seven.",
        ["May third, nineteen ninety-seven DATE 1997-05-03"],
    ),
    "a short year's season": ("It began in the summer of '68.", ["the summer of '68 DATE 1968-SU"]),
    "ten years back": ("It closed a decade ago.", ["a decade ago DATE 2016"]),
    "ten years on": (
        "It opened in 1950 and closed a decade later.",
        ["1950 DATE 1950", "a decade later DATE 1960"],
    ),
    "years ago to the month": (
        "It closed three years ago this month.",
        ["three years ago this month DATE 2023-03"],
    ),
    "years ago to the day": (
        "It closed 25 years ago today.",
        ["25 years ago today DATE 2001-03-10"],
    ),
    "a window of halves": (
        "It was shut for the past two and a half years.",
        ["the past two and a half years DURATION P2.5Y"],
    ),
    "every quarter": ("It reports every quarter.", ["every quarter SET P1Q"]),
    "a difference of a day": ("It came a day earlier than planned.", ["a day DURATION P1D"]),
    "a military hour on its day": (
        "It fell at 0430 on Monday.",
        ["0430 TIME 2026-03-09T04:30", "Monday DATE 2026-03-09"],
    ),
    "a sentence is no range": (
        "He was sent down in 2019 to 12 years in jail.",
        ["2019 DATE 2019", "12 years DURATION P12Y"],
    ),
    "to last is a verb": (
        "It is expected to last six weeks.",
        ["six weeks DURATION P6W"],
    ),
    "the year throughout": ("It rained throughout the year.", ["the year DATE 2026"]),
    "an hour of Greenwich after a preposition": (
        "The shelling began at about 1400 GMT.",
        ["1400 GMT TIME 2026-03-10T14:00"],
    ),
    "an hour in military words": (
        "The ship sailed at 0130 hours.",
        ["0130 hours TIME 2026-03-10T01:30"],
    ),
    "hours worked": ("He gave 1000 hours.", ["1000 hours DURATION PT1000H"]),
    "an hour in three zones": (
        "It fell at 6:10 p.m. (1510 GMT; 11:10 a.m. EDT) Sunday.",
        [
            "6:10 p.m. TIME 2026-03-08T18:10",
            "1510 GMT TIME 2026-03-08T15:10",
            "11:10 a.m. EDT TIME 2026-03-08T11:10",
            "Sunday DATE 2026-03-08",
        ],
    ),
    "the early hours of a morning": (
        "The bridge fell in the early hours of Sunday morning.",
        ["the early hours of Sunday morning TIME 2026-03-08TMO"],
    ),
    "the early hours of no day": (
        "The bridge fell in the early hours of the morning.",
        ["the early hours of the morning TIME 2026-03-10TMO"],
    ),
    "a feast that points": (
        "They met last Easter and will meet next Christmas.",
        ["last Easter DATE 2025-04-20", "next Christmas DATE 2026-12-25"],
    ),
    "a week before a weekday": (
        "He was freed a week ago Monday.",
        ["a week ago Monday DATE 2026-03-02"],
    ),
    "a day of a month that points": (
        "It opens on the 15th of next month.",
        ["the 15th of next month DATE 2026-04-15"],
    ),
    "how old a thing is": (
        "The five-month-old ceasefire holds.",
        ["five-month-old DURATION P5M"],
    ),
    "somebody's future": ("The mill's future is open.", ["future DATE FUTURE_REF"]),
    "our future": ("It is about our future.", ["future DATE FUTURE_REF"]),
    "morning hours": (
        "It fell in the early morning hours of March 8, 2026.",
        ["the early morning hours of March 8, 2026 TIME 2026-03-08TMO"],
    ),
    "overnight of a day": ("It fell overnight Monday.", ["overnight Monday TIME 2026-03-09TNI"]),
    "nights of two weekdays": (
        "It flies on Monday and Tuesday nights.",
        ["Monday SET XXXX-WXX-1TNI", "Tuesday nights SET XXXX-WXX-2TNI"],
    ),
    "a month before Christ": (
        "It sailed in August 480 BC.",
        ["August 480 BC DATE BC0480-08"],
    ),
    "a day before Christ": (
        "It sailed on 21 August 480 BC.",
        ["21 August 480 BC DATE BC0480-08-21"],
    ),
    "a day after Christ": (
        "It fell on August 24, 79 AD.",
        ["August 24, 79 AD DATE 0079-08-24"],
    ),
    "a week of a month": (
        "It falls in the second week of May.",
        ["the second week of May DATE 2026-05"],
    ),
    "some weekday": (
        "It fell on a Saturday morning in June 1974.",
        ["a Saturday morning TIME XXXX-WXX-6TMO", "June 1974 DATE 1974-06"],
    ),
    "a range of more": (
        "It needs two to three more weeks.",
        ["two to three more weeks DURATION P3W"],
    ),
    "between two counts": (
        "It takes between four and six weeks.",
        ["four and six weeks DURATION P6W"],
    ),
    "a count with and": (
        "It took a hundred and six days.",
        ["a hundred and six days DURATION P106D"],
    ),
    "a day of something is no length": (
        "Friday was a day of mourning.",
        ["Friday DATE 2026-03-06"],
    ),
    "an hour of last night": (
        "It fell at 11 o'clock last night.",
        ["11 o'clock last night TIME 2026-03-09T23:00"],
    ),
    "a machine's time": (
        "It was logged 2026-03-06T11:45:00Z by all.",
        ["2026-03-06T11:45:00Z TIME 2026-03-06T11:45"],
    ),
    "a year first with slashes": ("It is of 2026/03/06.", ["2026/03/06 DATE 2026-03-06"]),
    "a nation's own feast": (
        "It fell on Kenya's Independence Day.",
        ["Independence Day DATE XXXX-XX-XX"],
    ),
    "the last day of a month": (
        "It is due by the last day of June.",
        ["the last day of June DATE 2026-06-30"],
    ),
    "the first day of a month": (
        "It is due on the first day of April 2027.",
        ["the first day of April 2027 DATE 2027-04-01"],
    ),
    "the last day of an event": (
        "It fell on the last day of the talks.",
        ["the last day DATE XXXX-XX-XX"],
    ),
    "the last week of an event": (
        "It fell in the last week of the race.",
        ["the last week DURATION P1W"],
    ),
    "a count with a hyphen keeps its article": (
        "It took a hundred and twenty-six years.",
        ["a hundred and twenty-six years DURATION P126Y"],
    ),
    "halves throughout with hyphens": (
        "It was a two-and-a-half-year war.",
        ["two-and-a-half-year DURATION P2.5Y"],
    ),
    "a price of the year": ("It hit a high for the year of $52.", ["the year DATE 2026"]),
    "the latest year is over": (
        "It lost money in the latest fiscal year.",
        ["the latest fiscal year DATE 2025"],
    ),
    "some time next year": ("It falls some time next year.", ["next year DATE 2027"]),
    "some weeks later": ("A few weeks later it fell.", ["A few weeks later DATE XXXX-WXX"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_extent_type_value(times, text, expected):
    assert [" ".join(found) for found in times(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Shares rose 3 to 20 and 4 to 15.", id="a change of price is no clock time"),
        pytest.param("They were outnumbered three to one.", id="odds"),
        pytest.param("It imports three-quarters of its food.", id="a fraction of something"),
        pytest.param("About 1500 people came.", id="a round count of people"),
        pytest.param("A former minister spoke of soon and once.", id="vague words of the news"),
        pytest.param("Its annual and quarterly reports are out.", id="kinds of report"),
        pytest.param("Under Resolution 1701, Room 1815 was shut.", id="numbered things"),
        pytest.param("It was the third in as many days.", id="as many"),
        pytest.param("They worked day and night.", id="day and night"),
        pytest.param("He lives at 1600 Station Road.", id="a house number"),
        pytest.param("A five-month-old child was found.", id="how old a child is"),
        pytest.param("It burned in the 1900 block of Mill Lane.", id="a block of houses"),
        pytest.param("The hills were dry at high noon.", id="high noon"),
        pytest.param("Bloody Sunday was remembered.", id="a day's name"),
        pytest.param("The Arab Spring uprisings ended.", id="a name"),
        pytest.param("The Winter Olympics ended.", id="games"),
        pytest.param("He read USA Today and left.", id="a paper"),
        pytest.param('He was on the "This Week" show.', id="a programme"),
        pytest.param("The painters of the day loved it.", id="of the day: of that age"),
        pytest.param("The calendar of the Year III was kept.", id="a year of another calendar"),
        pytest.param("During this period the clubs grew.", id="a period that is no quarter"),
        pytest.param("The March on the capital began.", id="a march"),
        pytest.param("They stayed until the fall of the city.", id="a fall"),
        pytest.param("Reports said Sun's chief resigned.", id="a firm that looks like a weekday"),
    ],
)
def test_no_time_expression(times, text):
    assert times(text) == []


TAGGED = {
    "the article belongs to the noun": (
        "They repelled the/DT summer/NN offensive/NN",
        ["summer"],
    ),
    "the article belongs to the season": (
        "They rested throughout the/DT summer/NN ./.",
        ["the summer"],
    ),
    "a year before a plural noun": ("It was half of/IN 1913/CD levels/NNS", ["1913"]),
    "a count before a plural noun": ("They sank/VBD 1913/CD boats/NNS", []),
    "over as preposition": ("It grew over/IN:case several/JJ years/NNS", ["several years"]),
    "over as modifier": ("It took over/IN:advmod several/JJ years/NNS", ["over several years"]),
    "over after a preposition": ("It stood for over/IN:case 40/CD days/NNS", ["over 40 days"]),
    "over as particle": ("He took over/RP:compound:prt a/DT year/NN ago/RB", ["a year ago"]),
    "current before a noun": ("They cited the current/JJ rise/NN", ["current"]),
    "a weekday before a noun": ("They set a Monday/NNP deadline/NN", ["Monday"]),
    "a march for something": ("They joined the annual/JJ March/NNP for/IN peace/NN", []),
    "current in bookkeeping": ("The current/JJ account/NN shrank/VBD", []),
    "current as a noun": ("The current/NN carried/VBD them", []),
    "recent before a noun": ("They cited the recent/JJ rise/NN", ["recent"]),
    "march as a verb": ("They may/MD march/VB", []),
}


@pytest.mark.parametrize(("text", "expected"), TAGGED.values(), ids=TAGGED.keys())
def test_with_tags(nlp, text, expected):
    words, tags, deps = [], [], []
    for item in text.split():
        word, _, tag = item.partition("/")
        tag, _, dep = tag.partition(":")
        words.append(word)
        tags.append(tag or "XX")
        deps.append(dep or "dep")
    doc = Doc(nlp.vocab, words=words, tags=tags, deps=deps, heads=[0] * len(words))
    doc._.published_on = DAY
    found = nlp.get_pipe("newstables_times")(doc)._.time_expressions
    assert [doc.text[t.start_char : t.end_char] for t in found] == expected


def test_chronicle_has_vague_adjectives(times):
    """35 of 39 in accounts of wars are marked as times, in newswire 19 of 85."""
    text = "In 1911 it rose. In 1913 it fell. By 1915 the present-day border stood."
    assert ("present-day", "DATE", "PRESENT_REF") in times(text)
    assert times("The present-day border stands.") == []


def test_every_rule_has_a_reading_and_every_reading_a_rule():
    assert {name for name, _ in RULES} == set(READINGS)


def test_guard_lists_are_those_that_the_guards_ask_for():
    with reference_path("time_guards.csv").open(encoding="utf-8", newline="") as lines:
        listed = {row["list"] for row in csv.DictReader(lines)}
    sources = "".join(Path(m.__file__).read_text() for m in (guards, number_guards))
    asked = set(re.findall(r'self\.cue\(\s*"(\w+)"', sources))
    assert listed == asked


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_index_of_beginnings_loses_no_match(grammar, data):
    """What the first two words rule out could not have matched."""
    alphabet = [*sorted(grammar.words.characters.values()), "x"]
    classes = "".join(data.draw(st.lists(st.sampled_from(alphabet), min_size=1, max_size=8)))
    slow = {
        (rule.name, match.end())
        for rule in grammar.rules
        if (match := rule.pattern.match(classes)) and match.end()
    }
    fast = {(m.rule, m.last) for m in grammar.candidates(classes, 0, len(classes))}
    assert fast == slow
