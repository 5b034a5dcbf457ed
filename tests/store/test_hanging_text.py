"""A text that hangs the parser, in a run of two workers: a pattern of the model never ends."""

import json
import re

import duckdb
import pytest
import spacy

from pipelines.settings import load_settings
from pipelines.store.checks import unaccounted
from pipelines.store.pending import pending_days

NOW = "2026-07-01T12:00:00"
HANGING = "a" * 60 + "b"
DOCUMENTS = 40


@pytest.fixture
def model(tmp_path):
    """A plain pipeline whose tokenizer asks a pattern of exponential cost about each word."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.tokenizer.token_match = re.compile(r"(a+)+$").match
    nlp.to_disk(tmp_path / "plain")
    return tmp_path / "plain"


def test_run_goes_on(tmp_path, model, newstables):
    """The text is a reject with its reason; the others of its batch and its worker are there."""
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    inbox.mkdir()
    texts = [f"Round {n} of the talks ended in Rome." for n in range(DOCUMENTS)]
    texts[17] = f"They met in {HANGING}."
    lines = (json.dumps({"date": "2026-03-10", "text": text}) for text in texts)
    (inbox / "archive.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = newstables(
        *("run", inbox, "--warehouse", warehouse, "--jobs", "2", "--now", NOW),
        env={"NEWSTABLES_MODEL": str(model), "NEWSTABLES_DOCUMENT_SECONDS": "3"},
    )
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(warehouse / "newstables.duckdb"), read_only=True) as db:
        assert db.execute("select count(*) from documents").fetchall() == [(DOCUMENTS - 1,)]
        [reject] = db.execute("select uri, reason, detail from rejects").fetchall()
    late = "TimeLimitError: not done after 3 s"
    assert reject == ("archive.jsonl#L18", "extraction_failed", late)
    settings = load_settings(inbox=inbox, warehouse=warehouse, now=NOW, model=str(model))
    assert pending_days(settings) == {}
    assert unaccounted(settings) == 0
