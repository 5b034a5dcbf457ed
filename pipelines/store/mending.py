"""Stored files that cannot be read any more: found, named, and made again from what they come from.

``_landed`` is copied from ``documents``, or else its inputs are read again; a day's other tables
come from ``_landed``; linked tables from all days. Looked for only after something failed: to read
every file at each run would cost more than all the rest of it.
"""

import functools
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import duckdb
import pyarrow as pa

from pipelines.settings import Settings
from pipelines.store.ledger import Ledger
from pipelines.store.lock import shared
from pipelines.store.parquet import CorruptFileError, check_file, day_file, read_day, replace_file
from pipelines.tables import DOCUMENTS

_log = logging.getLogger(__name__)
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def step(
    function: Callable[Concatenate[Settings, _Arguments], _Result],
) -> Callable[Concatenate[Settings, _Arguments], _Result]:
    """Make a step of a run: it waits for other writers, and is done again after a repair."""

    @functools.wraps(function)
    def run(
        settings: Settings, *arguments: _Arguments.args, **options: _Arguments.kwargs
    ) -> _Result:
        with shared(settings.warehouse):
            try:
                return function(settings, *arguments, **options)
            except (CorruptFileError, pa.ArrowException, duckdb.Error, OSError) as error:
                # errors of the system have a number; of pyarrow's on broken pages, none has
                if getattr(error, "errno", None) is not None or not mend(settings):
                    raise
            return function(settings, *arguments, **options)

    return run


def corrupt_files(root: Path) -> dict[Path, str]:
    """Return the stored files that cannot be read, each with what is wrong."""
    found = {}
    for path in sorted(root.glob("*/**/part-0.parquet")):
        try:
            check_file(path)
        except CorruptFileError as error:
            found[path] = str(error)
    return found


def mend(settings: Settings) -> list[Path]:
    """Make every file again that cannot be read; return them."""
    from pipelines.store.days import process_days
    from pipelines.store.landing import LANDED
    from pipelines.store.linking import write_linked

    found = corrupt_files(settings.parquet)
    days: set[date] = set()
    for path, why in found.items():
        _log.warning("cannot be read, is made again: %s", " ".join(why.split()))
        if path.parent.name.startswith("published_on="):
            days.add(date.fromisoformat(path.parent.name.removeprefix("published_on=")))
    landed = {
        path: date.fromisoformat(path.parent.name[-10:])
        for path in found
        if path.parent.parent.name == LANDED
    }
    copied = {path: _copy_published(settings, path, day) for path, day in landed.items()}
    for path in found.keys() - {path for path, ids in copied.items() if ids is not None}:
        path.unlink(missing_ok=True)
    _read_again(settings, {landed[path]: ids or set() for path, ids in copied.items()})
    if days:
        process_days(settings, days)
    if any(path.parent.parent == settings.parquet for path in found):
        write_linked(settings)
    return list(found)


def _copy_published(settings: Settings, path: Path, day: date) -> set[str] | None:
    """Land the published documents of a day again; return their ids, or None: there is no copy."""
    if not day_file(settings.parquet, "documents", day).exists():
        return None
    try:
        rows = read_day(settings.parquet, "documents", day, DOCUMENTS.stored_schema)
    except CorruptFileError:
        return None
    replace_file(path, rows)
    return set(rows["document_id"].to_pylist())


def _read_again(settings: Settings, copied: dict[date, set[str]]) -> None:
    """Read the inputs again of the days that have documents which no copy holds."""
    from pipelines.store.landing import take_in

    with Ledger(settings.ledger) as ledger, ledger.transaction():
        roots = ledger.unread(day for day, ids in copied.items() if ledger.versions_of(day) - ids)
    for root in sorted(roots):
        if Path(root).is_dir():
            take_in(settings, [Path(root)])
