"""The nearest cue decides: on the right side of the number, for things that it can befall."""

import pytest

from pipelines.extract.figures.cues import cues, nearest


@pytest.mark.parametrize(
    ("sentence", "number", "thing", "category"),
    [
        pytest.param("The blast killed 12 miners.", "12 miners", "person", "killed", id="active"),
        pytest.param("12 miners were hurt.", "12 miners", "person", "wounded", id="passive"),
        pytest.param("The raid left 4 killed and 9 wounded.", "9", None, "wounded", id="list"),
        pytest.param("4 gunmen killed the mayor.", "4 gunmen", "fighter", None, id="agent"),
        pytest.param("The army seized 3 villages.", "3 villages", "settlement", "territory",
                     id="the-thing-taken-decides"),
        pytest.param("Guards took 30 rebels prisoner.", "30 rebels", "fighter", "captured",
                     id="complement-after-the-number"),
    ],
)  # fmt: skip
def test_nearest(sentence: str, number: str, thing: str | None, category: str | None) -> None:
    start = sentence.index(number)
    found = nearest(cues(sentence), sentence, start, start + len(number), thing, thing)
    assert (found.category if found else None) == category
