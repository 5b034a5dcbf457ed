"""A small inbox, and a function that does what a run does without Dagster."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.settings import Settings
from pipelines.store.database import build_database
from pipelines.store.days import process_days
from pipelines.store.exports import write_exports
from pipelines.store.landing import Intake, take_in
from pipelines.store.linking import write_linked
from pipelines.store.pending import mark_published, pending_days

MET = (
    " date 2026-03-10\n\nTalks open\n\nThe ministers met in Rome on Monday. Two people were hurt.\n"
)
LEFT = " date 2026-03-12 The ministers left Rome. Nobody spoke.\n"


def publish(settings: Settings) -> Intake:
    """Take in, process, link, publish."""
    found = take_in(settings)
    process_days(settings, pending_days(settings))
    write_linked(settings)
    build_database(settings)
    write_exports(settings)
    mark_published(settings)
    return found


@pytest.fixture(scope="session")
def run() -> Callable[[Settings], Intake]:
    """What a run does, without Dagster."""
    return publish


@pytest.fixture
def write(empty) -> Callable[[str, str], Path]:
    """Return a function that puts a file into the inbox."""

    def put(name: str, text: str) -> Path:
        path = empty.inbox / name
        path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.fixture
def small(empty, write, run) -> Settings:
    """A published warehouse of two articles and an empty file."""
    write("met.txt", MET)
    write("left.txt", LEFT)
    write("empty.txt", "")
    run(empty)
    return empty
