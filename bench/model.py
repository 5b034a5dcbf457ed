"""The language model beside its bars, on the test files of the treebanks where they are at hand."""

from collections.abc import Iterator
from pathlib import Path

from pipelines.parse.version import MODELS
from pipelines.settings import load_settings
from training.measure import measured


def measure(corpus: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar); one line that says so where the corpora are not there."""
    if not (corpus / "ewt_test.spacy").exists():
        yield "the model's scores (--corpus DIR names the treebanks)", "not measured", ""
        return
    name = load_settings().model
    folder = MODELS / name
    found = measured(corpus, str(folder if folder.is_dir() else name))
    ewt, gum = found["ewt_test"], found["gum_test"]
    for what, key, bar in (
        ("entities EWT / GUM, places as one", "collapsed", "76 / 66"),
        ("LAS EWT / GUM, raw text", "dep_las", "85 / 84"),
        ("sentence F1 EWT / GUM, raw text", "sents_f", "82"),
    ):
        yield what, f"{ewt[key]} / {gum[key]}", bar
    every = (test["entities"]["all"] for test in (ewt, gum))
    yield "entities EWT / GUM, all labels", " / ".join(map(str, every)), ""
    yield "person F1 GUM", str(gum["entities"]["PERSON"]), "64.6"
    for what, bar in (
        ("tokens per CPU-second", "7,000"),
        ("size on disk, MB", "45"),
        ("load, CPU-s", "1.5"),
        ("peak memory, MB", "900"),
    ):
        yield f"model: {what}", f"{found[what]:,}", bar
