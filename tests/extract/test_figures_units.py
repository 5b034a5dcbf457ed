"""Units: expressions, prefixes, currencies, and numbers that a unit joins or splits."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.figures.numbers import find_numbers
from pipelines.extract.figures.unit_expressions import read_units, unit_words


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("a torque of 350 N·m", "N.m", id="product with a point"),
        pytest.param("some 40 newton metres", "N.m", id="product in words"),
        pytest.param("falls at 9.8 m/s²", "m/s2", id="quotient with a power"),
        pytest.param("falls at 9.8 m s-2", "m.s-2", id="negative power"),
        pytest.param("9.8 metres per second squared", "m/s2", id="squared in words"),
        pytest.param("10 metres per second per second", "m/s2", id="twice per second"),
        pytest.param("marched 4 kilometres an hour", "km/h", id="an hour"),
        pytest.param("fell by 12 km per day", "km/d", id="per day"),
        pytest.param("1.1 million barrels a day", "[bbl]/d", id="barrels a day"),
        pytest.param("1.1 million b/d", "[bbl]/d", id="barrels a day as signs"),
        pytest.param("yields of 3 tonnes per hectare", "t/har", id="per hectare"),
        pytest.param("300 watts per square metre", "W/m2", id="per square metre"),
        pytest.param("8 µg/m3 of soot", "ug/m3", id="micro sign"),
        pytest.param("25 micrograms per cubic metre", "ug/m3", id="prefix in words"),
        pytest.param("rose to 900 millisieverts", "mSv", id="radiation"),
        pytest.param("a 40 mega-watt plant", "MW", id="prefix with a hyphen"),
        pytest.param("a lot of 900 sq. ft.", "[sft_i]", id="square feet shortened"),
        pytest.param("900 ft2 of floor", "[sft_i]", id="square feet as a power"),
        pytest.param("5 sq mi of pasture", "[mi_i]2", id="sign after square"),
        pytest.param("drove at 90 m.p.h.", "[mi_i]/h", id="points inside"),
        pytest.param("2 in. of rain", "[in_i]", id="inches with a point"),
        pytest.param("at 40 C by noon", "Cel", id="temperature with a blank"),
        pytest.param("weighs 140 pounds", "[lb_av]", id="pounds of weight"),
        pytest.param("a 150 pound man", "[lb_av]", id="one pound, a noun after it"),
        pytest.param("paid 140 pounds", "GBP", id="pounds of money"),
        pytest.param("300 Lebanese pounds", "LBP", id="a nation's pounds"),
        pytest.param("20 million Kenyan shillings", "KES", id="a nation's shillings"),
        pytest.param("6 billion kyats", "MMK", id="a noun that one currency has"),
        pytest.param("R1.2bn", "ZAR", id="rand with a scale"),
        pytest.param("XOF 500", "XOF", id="code of the world"),
        pytest.param("12 parts per million", "[ppm]", id="million inside a unit"),
        pytest.param("0.5 kWh/m2", "kW.h/m2", id="product over a power"),
    ],
)
def test_unit_of_one_number(text, unit):
    [number] = find_numbers(text, [])
    assert number.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("20 A4 sheets", id="paper"),
        pytest.param("20 V8 engines", id="engines"),
        pytest.param("5 A grades", id="grades"),
        pytest.param("4 cups and 2 medals", id="trophies"),
        pytest.param("2 Teslas", id="cars"),
        pytest.param("3 bars on the front", id="bars of a town"),
        pytest.param("5 moles in the garden", id="animals"),
        pytest.param("6 grays and a black", id="colours"),
        pytest.param("100 US troops", id="a state before a noun"),
    ],
)
def test_no_unit(text):
    assert {number.kind for number in find_numbers(text, [])} <= {"count"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("sold 3.4, 5.6 and 7.8 million tonnes", [3.4e6, 5.6e6, 7.8e6], id="scale"),
        pytest.param("made $2.1, $3.4 and $5 billion", [2.1e9, 3.4e9, 5e9], id="sums with points"),
        pytest.param("2 dead and 3 million displaced", [2, 3e6], id="a noun parts them"),
        pytest.param("12 and $3 million", [12, 3e6], id="money is another thing"),
        pytest.param("a fine of $50 and $1.2 million", [50, 1.2e6], id="a whole sum stays"),
        pytest.param("5.2 ± 0.3 km", [5.2], id="margin"),
        pytest.param("40 plus or minus 3", [40], id="margin in words"),
        pytest.param("9.11 x 10-31 kg", [9.11e-31], id="power without its mark"),
        pytest.param("1.6 × 10⁻¹⁹ coulombs", [1.6e-19], id="raised power"),
        pytest.param("6 x 10**5 cells", [6e5], id="two stars"),
        pytest.param("12 deaths per 100,000 people", [12], id="base of a rate"),
        pytest.param("20 degrees below zero", [-20], id="below zero"),
        pytest.param("a loss of -$1.5 million", [-1.5e6], id="sign before the currency"),
        pytest.param("17 USD 25.", [17.25], id="code between"),
        pytest.param("10 $ 30 cents", [10.3], id="sign between"),
        pytest.param("stands 5'6\" tall", [5.5], id="marks of feet and inches"),
        pytest.param("a six-foot-three guard", [6.25], id="feet and inches tied"),
        pytest.param("11 stone 7 pounds", [11.5], id="stones"),
        pytest.param("half a mile away", [0.5], id="half a unit"),
        pytest.param("two miles and a half", [2.5], id="half after the unit"),
        pytest.param("2 and 1/2 miles", [2.5], id="digits with and"),
        pytest.param("fell by a third in May", [0.333333], id="by a third"),
        pytest.param("sold by a third party", [], id="third parties"),
        pytest.param("₹2 lakh crore", [2e12], id="two scales"),
        pytest.param("worth $1.5T", [1.5e12], id="trillion as a letter"),
        pytest.param("1.300.000 euros", [1.3e6], id="points of the Continent"),
        pytest.param("two thirds or 2 thirds", [0.666667, 0.666667], id="digits and a part"),
        pytest.param("a couple of hundred men", [200], id="a couple"),
        pytest.param("nine in 10 voters", [0.9], id="nine in ten"),
        pytest.param("the split was fifty-fifty", [], id="idiom"),
        pytest.param("in 1080p", [], id="pictures"),
        pytest.param("Half were children", [0.5], id="half as a subject"),
        pytest.param("Of the dead, a third were women", [0.333333], id="third as a subject"),
        pytest.param("A third was wounded", [], id="a third man"),
        pytest.param("two of every five voters", [0.4], id="of every"),
        pytest.param("temperatures of 300K", [300], id="kelvin by the context"),
        pytest.param("raised $10 M in May", [1e7], id="a letter apart from a sum"),
    ],
)
def test_values(text, values):
    assert [number.value for number in find_numbers(text, [])] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        pytest.param("must not exceed 500 men", "at_most", id="not exceed"),
        pytest.param("capped at 500 men", "at_most", id="capped"),
        pytest.param("500 people at most.", "at_most", id="after the noun"),
        pytest.param("500 people or more were there", "at_least", id="or more after the noun"),
        pytest.param("five men or more women", "exact", id="more women"),
        pytest.param("at the very least 500 men", "at_least", id="very least"),
        pytest.param("starting at $500", "at_least", id="starting at"),
        pytest.param("topped 5,000", "more_than", id="topped"),
        pytest.param("over than 5,000", "more_than", id="over than"),
        pytest.param("just short of 500", "less_than", id="short of"),
        pytest.param("perhaps 500 men", "about", id="perhaps"),
        pytest.param("500ish men", "about", id="ish"),
        pytest.param("greater than or equal to 30", "at_least", id="or equal"),
        pytest.param("12 minimum-security jails", "exact", id="minimum is an adjective"),
        pytest.param("between around 300 and about 500 men", "range", id="two approximations"),
        pytest.param("more than 30 less than 40", "range", id="two bounds side by side"),
        pytest.param("a five-to-ten man crew", "range", id="tied with to"),
        pytest.param("20-30,000 men", "range", id="thousands for both"),
        pytest.param("£5-10m", "range", id="scale for both"),
    ],
)
def test_qualifier(text, qualifier):
    [number] = find_numbers(text, [])
    assert number.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("20-30,000 men", 20e3, 30e3, id="thousands"),
        pytest.param("£5-10m", 5e6, 1e7, id="millions"),
        pytest.param("tens of billions of dollars", 2e10, 99999999999, id="tens of billions"),
        pytest.param("hundreds and hundreds of men", 200, 999, id="said twice"),
        pytest.param("several million people", 2e6, 9999999, id="several million"),
    ],
)
def test_bounds(text, low, high):
    [number] = find_numbers(text, [])
    assert (number.low, number.high) == (low, high)


def test_every_unit_in_words_is_read_whole():
    for name, (kind, code) in unit_words().items():
        if kind == "measure" and " of " not in name:
            unit = read_units(f"7 {name}.", 1)
            assert unit is not None and unit.code == code, name


@given(st.text(alphabet="m/s²³·* -kgNW0123per hourÅ°C$^−ton", max_size=60))
def test_any_text_after_a_number_is_read_or_left(text):
    unit = read_units(f"7{text}", 1)
    assert unit is None or 1 <= unit.end <= len(text) + 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("5 " + "m/" * 20_000, id="a long quotient"),
        pytest.param("5 " + "m·" * 20_000, id="a long product"),
        pytest.param("3, " * 20_000 + "4 million", id="a long list"),
        pytest.param("10^" * 20_000, id="powers of powers"),
        pytest.param("5 ± " * 10_000, id="margins of margins"),
        pytest.param("5'" * 20_000, id="marks"),
    ],
)
def test_bad_input_takes_no_quadratic_time(text):
    start = time.process_time()
    find_numbers(text, [])
    assert time.process_time() - start < 5
