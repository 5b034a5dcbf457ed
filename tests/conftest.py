"""The sample, run once per session by the command line, and settings for tests that write."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from pipelines.parse.model import load_model
from pipelines.read.document import Document, document_id, text_hash
from pipelines.settings import PROJECT_ROOT, Settings, load_settings

ARTICLES = PROJECT_ROOT / "seeds" / "articles"
NOW = "2026-07-01T12:00:00"  # after the last sample article, before the future-dated one


@pytest.fixture(autouse=True)
def _no_configuration(monkeypatch, tmp_path_factory):
    """A developer's NEWSTABLES_ variables or newstables.toml decide no test."""
    for name in [name for name in os.environ if name.startswith("NEWSTABLES_")]:
        monkeypatch.delenv(name)
    nothing = tmp_path_factory.getbasetemp() / "empty-newstables.toml"
    nothing.touch()
    monkeypatch.setenv("NEWSTABLES_CONFIG", str(nothing))


def run_newstables(*arguments: object, **options: object) -> subprocess.CompletedProcess:
    """Run the command line as a process, with its output as text."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEWSTABLES_")}
    environment |= {"COLUMNS": "120"} | dict(options.pop("env", {}))  # type: ignore[call-overload]
    return subprocess.run(
        [str(Path(sys.executable).with_name("newstables")), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=environment,
        **options,  # type: ignore[call-overload]
    )


@pytest.fixture(scope="session")
def newstables():
    """The command line as a function: ``newstables("run", folder, "--warehouse", place)``."""
    return run_newstables


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess]:
    """The warehouse of the sample articles and the run that made it. Read only."""
    warehouse = tmp_path_factory.mktemp("sample") / "warehouse"
    finished = run_newstables("run", ARTICLES, "--warehouse", warehouse, "--now", NOW)
    assert finished.returncode == 0, finished.stderr
    return warehouse, finished


@pytest.fixture(scope="session")
def model() -> Language:
    """The pipeline that the package carries, loaded once."""
    return load_model(load_settings().model)


@pytest.fixture(scope="session")
def document():
    """Return the document of a text, as the reading room would: ``document(text, day)``."""

    def make(text: str, day: date | None = date(2026, 3, 10), **fields: object) -> Document:
        values = dict.fromkeys(Document.__dataclass_fields__)
        values |= {"document_id": document_id(day, text), "text_sha256": text_hash(text)}
        values |= {"uri": "a.txt", "format": "txt", "language": "en"}
        return Document(**values | {"text": text, "published_on": day} | fields)

    return make


@pytest.fixture(scope="session")
def sample_settings(sample) -> Settings:
    """Settings of the sample warehouse."""
    return load_settings(warehouse=sample[0], inbox=ARTICLES, now=NOW)


@pytest.fixture
def sample_copy(sample, tmp_path) -> Settings:
    """Settings of a copy of the sample warehouse, to be changed at will."""
    shutil.copytree(sample[0], tmp_path / "warehouse")
    return load_settings(warehouse=tmp_path / "warehouse", inbox=ARTICLES, now=NOW)


@pytest.fixture
def empty(tmp_path) -> Settings:
    """Settings of an empty inbox and a warehouse that does not exist yet."""
    (tmp_path / "inbox").mkdir()
    return load_settings(inbox=tmp_path / "inbox", warehouse=tmp_path / "warehouse", now=NOW)


@pytest.fixture(scope="session")
def cluster():
    """Dask on this machine, two workers that are started again when they die."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs="CRITICAL",
    ) as started:
        yield started
