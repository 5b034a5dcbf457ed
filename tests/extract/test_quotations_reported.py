"""Indirect speech without a "that"-clause, and quoted runs whose cue stands apart."""

import csv

import pytest

from pipelines.extract.quotations.nouns import reporting_nouns
from pipelines.extract.quotations.objects import infinitive_span, object_span
from pipelines.extract.quotations.verbs import reporting_verbs
from pipelines.settings import reference_path
from tests.extract.test_quotations import rows

INDIRECT = [
    pytest.param(
        "Marta Kovar called for an inquiry into the collapse.",
        ("an inquiry into the collapse", "Marta Kovar", "call for"),
        id="what is called for",
    ),
    pytest.param(
        "The ministry rejected the offer of a loan.",
        ("the offer of a loan", "ministry", "reject"),
        id="what is rejected",
    ),
    pytest.param(
        "Marta Kovar accused the builders of using cheap steel.",
        ("the builders of using cheap steel", "Marta Kovar", "accuse"),
        id="whom and of what",
    ),
    pytest.param(
        "Marta Kovar urged residents to leave the valley.",
        ("residents to leave the valley", "Marta Kovar", "urge"),
        id="who is asked to act",
    ),
    pytest.param(
        "Marta Kovar promised to rebuild the bridge.",
        ("to rebuild the bridge", "Marta Kovar", "promise"),
        id="a vow",
    ),
    pytest.param(
        "Her claim that the bridge was mined surprised the town. Marta Kovar repeated"
        " the claim that the bridge was mined.",
        ("the bridge was mined", "Marta Kovar", "claim"),
        id="a noun of the verb's subject",
    ),
    pytest.param(
        "The bridge, Marta Kovar said, would be rebuilt within a year.",
        ("The bridge, Marta Kovar said, would be rebuilt within a year", "Marta Kovar", "say"),
        id="a clause runs on around its cue",
    ),
    pytest.param(
        "After the storm of last night the bridge was closed to lorries, the ministry said.",
        (
            "After the storm of last night the bridge was closed to lorries",
            "ministry",
            "say",
        ),
        id="a cue at the very end has all before it",
    ),
]


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_indirect_speech_without_that(text, expected):
    text_of, speaker, cue = expected
    found = rows(text, "indirect")
    assert any(t == text_of and c == cue and speaker in (s or "") for t, s, c in found), found


NONE = [
    pytest.param("Tanks attacked the bridge at dawn.", id="an attack is no criticism"),
    pytest.param("The flood claimed forty lives in the valley.", id="lives are not claimed"),
    pytest.param("The storm slammed the coast on Friday.", id="a storm says nothing"),
    pytest.param("Marta Kovar did not call for an inquiry.", id="nothing was called for"),
]


@pytest.mark.parametrize("text", NONE)
def test_acts_are_no_speech(text):
    assert rows(text, "indirect") == []


QUOTED = [
    pytest.param(
        "“We saw the bridge fall into the river at noon.” Marta Kovar said.",
        ("We saw the bridge fall into the river at noon", "Marta Kovar", "say"),
        id="a full stop before the cue",
    ),
    pytest.param(
        "“The bridge was the pride of the whole valley.” — Marta Kovar",
        ("The bridge was the pride of the whole valley", "Marta Kovar", None),
        id="a pull quote with its name",
    ),
    pytest.param(
        '“We will rebuild the bridge," Marta Kovar said.',
        ("We will rebuild the bridge", "Marta Kovar", "say"),
        id="opened with one mark, closed with another",
    ),
    pytest.param(
        "“My fellow citizens,” the video began, “the looting of shops must stop.”",
        ("the looting of shops must stop", "the video", "begin"),
        id="a video that speaks is no title",
    ),
    pytest.param(
        '"Probably not," former senator Marta Kovar said.',
        ("Probably not", "Marta Kovar", "say"),
        id="a negation that is quoted does not negate the cue",
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quoted_runs(text, expected):
    assert expected in rows(text, "direct")


@pytest.mark.parametrize("name", ["reporting_verbs.csv", "reporting_nouns.csv"])
def test_lists_hold_each_word_once_and_known_values(name):
    classes = {v.verb_class for entries in reporting_verbs().values() for v in entries}
    with reference_path(name).open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    words = [row[next(iter(row))] for row in table]
    assert words == sorted(set(words))
    assert {row["class"] for row in table} <= classes
    frames = {frame for row in table for frame in row.get("frames", "").split()}
    assert frames <= {
        "addressee",
        "clause",
        "infinitive",
        "noun",
        "object",
        "question",
        "quote",
    }


def test_nouns_stand_in_both_numbers():
    assert {"claim", "claims", "testimony", "testimonies"} <= reporting_nouns().keys()


@pytest.mark.parametrize("span", [object_span, infinitive_span])
def test_spans_of_a_cue_at_the_end_of_a_text(span):
    from pipelines.extract.quotations.cues import Cue
    from pipelines.extract.quotations.words import words_of
    from tests.extract.test_quotations_robust import BLANK

    [verb, *_] = reporting_verbs()["urged"]
    words = words_of(BLANK("Kovar urged"), [(0, 11)])
    assert span(words, Cue(1, verb, 0, -1, 0, False)) is None
