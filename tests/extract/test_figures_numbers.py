"""Numbers as written: value, bounds, qualifier, unit; and what is no number of anything."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.figures.numbers import find_numbers

EXACT = "exact"


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        pytest.param("157 prisoners", 157, 157, EXACT, id="digits"),
        pytest.param("1,200 houses", 1200, 1200, EXACT, id="comma groups"),
        pytest.param("40 000 people", 40000, 40000, EXACT, id="blank groups"),
        pytest.param("1.2 million refugees", 1.2e6, 1.2e6, EXACT, id="scale word"),
        pytest.param("8.2 million customers", 8.2e6, 8.2e6, EXACT, id="no rounding dust"),
        pytest.param("two dozen cars", 24, 24, EXACT, id="dozen"),
        pytest.param("a hundred and twelve men", 112, 112, EXACT, id="words with and"),
        pytest.param("half a million people", 5e5, 5e5, EXACT, id="half a scale"),
        pytest.param("two-thirds of the town", 0.666667, 0.666667, EXACT, id="fraction"),
        pytest.param("6 lakh voters", 6e5, 6e5, EXACT, id="Indian scale"),
        pytest.param("at least 12 people", 12, None, "at_least", id="lower bound"),
        pytest.param("no fewer than nine dead", 9, None, "at_least", id="lower bound in words"),
        pytest.param("more than 30 drones", 30, None, "more_than", id="strict lower bound"),
        pytest.param("up to 500 troops", None, 500, "at_most", id="upper bound"),
        pytest.param("fewer than 40 rockets", None, 40, "less_than", id="strict upper bound"),
        pytest.param("about 70 trucks", 70, 70, "about", id="approximation"),
        pytest.param("between 20 and 30 wounded", 20, 30, "range", id="between"),
        pytest.param("six to eight boats", 6, 8, "range", id="to"),
        pytest.param("20-30 people", 20, 30, "range", id="hyphen"),
        pytest.param("dozens were hurt", 24, 99, "indefinite", id="dozens"),
        pytest.param("tens of thousands fled", 20000, 99999, "indefinite", id="of thousands"),
        pytest.param("no casualties were reported", 0, 0, EXACT, id="none is zero"),
    ],
)
def test_value_and_bounds(text, low, high, qualifier):
    [number] = find_numbers(text, [])
    assert (number.low, number.high, number.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    ("text", "kind", "unit", "value"),
    [
        pytest.param("€50 million", "money", "EUR", 5e7, id="symbol"),
        pytest.param("CHF 8 million", "money", "CHF", 8e6, id="code"),
        pytest.param("US$1.2 billion", "money", "USD", 1.2e9, id="country before the symbol"),
        pytest.param("300 million dollars", "money", "USD", 3e8, id="word"),
        pytest.param("12 percent", "percent", "%", 12, id="percent"),
        pytest.param("4.5%", "percent", "%", 4.5, id="sign"),
        pytest.param("30km of road", "measure", "km", 30, id="joined unit"),
        pytest.param("250 square kilometres", "measure", "km2", 250, id="area"),
    ],
)
def test_unit(text, kind, unit, value):
    [number] = find_numbers(text, [])
    assert (number.kind, number.unit, number.value) == (kind, unit, value)


def test_same_number_for_both_is_one_with_two_peers():
    [number] = find_numbers("swapped 103 for 103 on the bridge", [])
    assert (number.value, number.peers) == (103, 2)


def test_numbered_round_is_an_ordinal():
    [number] = find_numbers("a fourth round of talks", [])
    assert (number.kind, number.value) == ("ordinal", 4)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("an F-16 and a T-72", id="weapons' names"),
        pytest.param("the G7 summit", id="groups"),
        pytest.param("under Article 5 of the treaty", id="articles"),
        pytest.param("Flight 370 vanished", id="flights"),
        pytest.param("in 2014", id="years"),
        pytest.param("a 61-year-old farmer", id="ages"),
        pytest.param("for three weeks", id="durations"),
        pytest.param("at 10 p.m.", id="clock times"),
        pytest.param("bought an iPhone 11 Pro", id="products"),
        pytest.param("around 24/7", id="fixed phrases"),
        pytest.param("the first step", id="ordinals of no occasion"),
    ],
)
def test_no_number_of_anything(text):
    assert find_numbers(text, []) == []


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_gives_spans_inside_it(text):
    for number in find_numbers(text, []):
        assert 0 <= number.start < number.stop <= number.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9" * 10_000, id="ten thousand digits"),
        pytest.param("1e400 and ₂²½ and ١٢٣", id="odd digits"),
        pytest.param("one " * 20_000, id="a run of number words"),
        pytest.param("12\t13\t14\n" * 5_000, id="a table"),
    ],
)
def test_bad_input_has_finite_values_and_takes_no_quadratic_time(text):
    start = time.process_time()
    for number in find_numbers(text, []):
        assert number.value is None or abs(number.value) < 1e18
    print(f"{time.process_time() - start:.2f} CPU-s")
