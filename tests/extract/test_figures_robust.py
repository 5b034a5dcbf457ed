"""Figures on any text: spans inside it, pointers that hold, finite values, linear time."""

import math
import time

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract.figures.component import FigureFinder
from pipelines.extract.figures.cues import openings
from pipelines.extract.records import register_slots

NASTY = {
    "empty": "",
    "white space": " \n\t \n",
    "one long word": "a" * 100_000,
    "one long number": "7" * 10_000,
    "numbers": "7 " * 10_000,
    "table": "killed 12 wounded 30 missing 4\n" * 500,
    "huge exponent": "1e400 people died and ₂²½ were hurt; ١٢ killed",
    "emoji": "🚀 12 killed 🏠 and 3 wounded 📅 " * 50,
    "mojibake": "At least 12 peopleâ€™s homes were hit â€“ 5 killed",
    "control": "The \x00army\x07 killed 12\x1b men.",
    "open marks": "“12 killed ((( 3 of them ”” said “ he, 26, died",
    "all of them": "12 of whom 5 of them 3 of which 2 of these 1 of those died",
    "capitals": "REBELS KILLED SIX PEOPLE AND WOUNDED 12, THE ARMY SAID.",
}


@pytest.fixture(scope="module")
def blank():
    """A pipeline without tags, dependencies, sentences or blocks."""
    register_slots()
    return spacy.blank("en")


def check(doc) -> None:
    figures = FigureFinder()(doc)._.figures
    ids = {f.figure_id for f in figures}
    assert len(ids) == len(figures)
    for figure in figures:
        assert 0 <= figure.start_char < figure.end_char <= len(doc.text)
        assert all(
            v is None or math.isfinite(v)
            for v in (figure.value, figure.value_low, figure.value_high, figure.total)
        )
        assert figure.per_side == (figure.party_count is not None)
        assert figure.subset_of is None or figure.subset_of in ids
        assert figure.converts is None or figure.converts in ids


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_nasty_texts(blank, text):
    check(blank.make_doc(text))


WORDS = st.sampled_from(
    ["12", "three", "dozens", "people", "killed", "wounded", "of them", "each", "including", ",",
     ".", "John", "26", "$5", "million", "%", "were", "shot", "at", "Main Street", "\n", "-", "and"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_words(blank, text):
    check(blank.make_doc(text))


def test_time_is_linear(blank):
    def seconds(times: int) -> float:
        doc = blank.make_doc("The army killed 12 men and wounded 30, the ministry said. " * times)
        start = time.process_time()
        FigureFinder()(doc)
        return time.process_time() - start

    seconds(50)  # reads the lists
    assert seconds(2_000) < 12 * max(seconds(400), 0.05)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        pytest.param("kill(?:s|ed)?", {"kil"}, id="stem"),
        pytest.param("(?:a|an)\\s+army", {"a", "an"}, id="group"),
        pytest.param("(?:the\\s+)?killing", {"the", "kil"}, id="optional-group"),
        pytest.param("in(?:to)?", {"in", "int"}, id="optional-ending"),
    ],
)
def test_openings(pattern, letters):
    assert openings(pattern) == letters
