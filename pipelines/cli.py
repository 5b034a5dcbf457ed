"""The command line. Nothing heavy is imported before a command runs: ``--help`` stays instant."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from pipelines.inert import one_line

GARBAGE_THRESHOLD = 20_000  # new objects; Python's own is 700

EPILOG = """\b
Examples
  newstables run                         the sample articles, into ./warehouse
  newstables run ~/news --jobs 2         a folder of your own
  newstables show article.txt            what was understood of one article
  newstables sql "from figures_with_context limit 5"
  newstables sql                         a prompt; TAB completes names

\b
Completion in the shell (bash; zsh and fish alike), also of tables and columns in `sql`
  eval "$(_NEWSTABLES_COMPLETE=bash_source newstables)"
"""


def fail(message: object) -> NoReturn:
    """Print one line and leave with exit code 2."""
    click.echo(f"newstables: {one_line(message)}", err=True)
    sys.exit(2)


def fail_halfway(what: str, error: Exception) -> NoReturn:
    """Print what went wrong and leave with exit code 1; a fault of this program with its trace."""
    from pipelines.store.parquet import CorruptFileError

    cause = error.__cause__ or error
    if not isinstance(cause, (OSError, CorruptFileError)):
        import traceback

        click.echo("".join(traceback.format_exception(cause)), err=True)
    click.echo(f"newstables: {one_line(what)}", err=True)
    sys.exit(1)


class Commands(click.Group):
    """The command group; what the user got wrong is one line and exit code 2."""

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:  # type: ignore[override]
        """Run a command."""
        run: Callable[..., Any] = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **kwargs)
        try:
            sys.exit(run(*args, standalone_mode=False, **kwargs) or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(2)
        except click.ClickException as error:
            fail(error.format_message())
        except (click.Abort, KeyboardInterrupt):
            click.echo("newstables: interrupted", err=True)
            sys.exit(130)  # as shells have it: 128 and SIGINT


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newstables")
def main() -> None:
    """Raw news text in, tables an analyst can trust out.

    Options have defaults; newstables.toml in the working directory or NEWSTABLES_<KEY> in the
    environment change them (see docs/configuration.md).
    """


@main.command(short_help="Read, extract, link, publish: everything that is new.")
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path))
@click.option("--warehouse", type=click.Path(path_type=Path), help="Folder of all outputs.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes that parse and extract.")
@click.option("--now", metavar="TIME", help="Fixed clock (ISO 8601, UTC), for reproducible runs.")
def run(
    inputs: tuple[Path, ...], warehouse: Path | None, jobs: int | None, now: str | None
) -> None:
    """Do everything: read INPUTS, extract, link, publish; only what is new is done.

    INPUTS are files and folders (see `extract`); without any, the configured inbox, which is the
    folder of sample articles to begin with. The same assets as in the Dagster UI.
    """
    import gc
    import sqlite3

    import duckdb

    from pipelines.terminal import Progress, run_summary

    # a run builds large tables of small objects that stay: looking through them at Python's usual
    # pace is a tenth of the sample's CPU time, and saves no memory
    gc.set_threshold(GARBAGE_THRESHOLD)
    settings = _settings(warehouse=warehouse, jobs=jobs, now=now)
    _must_exist(inputs or (settings.inbox,))
    for folder in (settings.warehouse, settings.parquet, settings.exports):
        _must_be_writable(folder)
    from pipelines.defs.bulk import RunFailedError, run_everything
    from pipelines.settings import SettingsError
    from pipelines.store.lock import WarehouseBusyError
    from pipelines.store.progress import reported_to

    with Progress() as progress, reported_to(progress.stage):
        try:
            days = run_everything(settings, list(inputs))
        except (WarehouseBusyError, SettingsError) as error:
            fail(error)
        except (RunFailedError, OSError, sqlite3.Error, duckdb.Error, ValueError) as error:
            fail_halfway(f"{error}; the last good warehouse is in place", error)
    run_summary(settings, days, progress.seconds)


@main.command(short_help="The per-document tables only, one Parquet file each.")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output", required=True, type=click.Path(path_type=Path), help="Folder to write to."
)
def extract(inputs: tuple[Path, ...], output: Path) -> None:
    """Write the per-document tables of INPUTS, one flat Parquet file each: no warehouse, no links.

    An input is a folder, a text, Markdown, HTML or PDF file, JSON Lines, CSV, Parquet, WARC, a
    feed, or an archive of these (see docs/configuration.md).
    """
    from pipelines.terminal import Progress, extract_summary

    settings = _settings()
    _must_exist(inputs)
    _must_be_writable(output)
    from pipelines.settings import SettingsError
    from pipelines.store.flat import write_flat
    from pipelines.store.progress import reported_to

    with Progress() as progress, reported_to(progress.stage):
        try:
            counts = write_flat(list(inputs), output, settings)
        except SettingsError as error:
            fail(error)
        except OSError as error:
            fail_halfway(f"{output} is not complete: {error}", error)
    extract_summary(counts, output, progress.seconds)


@main.command(short_help="One article with its spans, rows and links.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--warehouse", type=click.Path(path_type=Path), help="Folder of the warehouse.")
def show(file: Path, warehouse: Path | None) -> None:
    """Show one article with its spans highlighted, its rows in tables below, and its entities.

    Where the warehouse holds the article, also the incidents that its events belong to, the other
    articles that report them, where these disagree, and its copies.
    """
    settings = _settings(warehouse=warehouse)
    _must_exist((file,))
    if file.is_dir():
        fail(f"{file} is a folder: name one file")
    import duckdb

    from pipelines.settings import SettingsError
    from pipelines.show import show_file

    try:
        if not show_file(file, settings):
            sys.exit(1)
    except SettingsError as error:
        fail(error)
    except duckdb.Error as error:
        fail(_no_warehouse(settings, error))


def _complete_query(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Return what a shell may put in place of a query whose last word is not whole."""
    del parameter
    from pipelines.asking import completions, read_catalogue
    from pipelines.settings import SettingsError, load_settings
    from pipelines.store.query import NoWarehouseError

    try:
        catalogue = read_catalogue(load_settings(warehouse=context.params.get("warehouse")))
    except (NoWarehouseError, SettingsError):
        return []
    word = re.findall(r"[\w.]*$", incomplete)[0]
    before = incomplete[: len(incomplete) - len(word)]
    return [before + found for found in completions(incomplete, catalogue)]


@main.command(short_help="Read-only queries on the warehouse, with completion.")
@click.argument("query", required=False, shell_complete=_complete_query)
@click.option("--warehouse", type=click.Path(path_type=Path), help="Folder of the warehouse.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of a table.")
def sql(query: str | None, warehouse: Path | None, as_csv: bool) -> None:
    """Ask the warehouse a read-only QUERY: "from figures_with_context limit 5".

    Without QUERY on a terminal: a prompt where TAB completes tables, columns and keywords; else
    the statements of standard input, each ended with ";".
    """
    import duckdb

    from pipelines.asking import answer, ask
    from pipelines.store.query import NoWarehouseError

    settings = _settings(warehouse=warehouse)
    if query is not None and not query.strip(" \t\n;"):
        fail("the query is empty; without one there is a prompt")
    try:
        if query is not None:
            answer(settings, query, as_csv)
        elif not ask(settings, as_csv):
            sys.exit(2)
    except (NoWarehouseError, duckdb.Error) as error:
        fail(error)


@main.command(short_help="The warehouse at a glance, as one page.")
@click.option("--warehouse", type=click.Path(path_type=Path), help="Folder of the warehouse.")
def briefing(warehouse: Path | None) -> None:
    """Write briefing.html: exchanges, tolls, talks and who speaks, as the warehouse stands."""
    settings = _settings(warehouse=warehouse)
    if not settings.database.exists():
        fail(f"no database at {settings.database}: run `newstables run` first")
    import duckdb

    from pipelines.store.briefing import build_briefing

    try:
        click.echo(build_briefing(settings))
    except duckdb.Error as error:
        fail(_no_warehouse(settings, error))
    except OSError as error:
        fail(f"cannot write to {settings.warehouse}: {error.strerror or error}")


@main.command(short_help="Take an input's documents out again.")
@click.argument("uri")
@click.option("--warehouse", type=click.Path(path_type=Path), help="Folder of the warehouse.")
def forget(uri: str, warehouse: Path | None) -> None:
    """Take an input's documents out of the warehouse: URI as `documents` and `rejects` show it."""
    import sqlite3

    from pipelines.store.landing import forget_input
    from pipelines.store.parquet import CorruptFileError

    settings = _settings(warehouse=warehouse)
    if not settings.ledger.exists():
        fail(f"no warehouse at {settings.warehouse}")
    try:
        count = forget_input(settings, uri)
    except (CorruptFileError, sqlite3.Error, OSError) as error:
        fail_halfway(str(error), error)
    if count is None:
        fail(f"no input {uri!r}: the column uri of documents and rejects names them")
    documents = "1 document" if count == 1 else f"{count} documents"
    click.echo(f"forgot {uri}: {documents}; `newstables run` publishes without them")


def _settings(**overrides: object):  # type: ignore[no-untyped-def]
    from pipelines.settings import SettingsError, load_settings

    try:
        return load_settings(**overrides)
    except SettingsError as error:
        fail(error)


def _no_warehouse(settings: Any, error: Exception) -> str:
    """Return what to do about a database that is damaged or of another version."""
    return f"{settings.database} cannot be used, `newstables run` makes it anew: {error}"


def _must_exist(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if not path.exists():
            fail(f"no such file or folder: {path}")


def _must_be_writable(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        fail(f"cannot write to {folder}: it is not a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable.tmp"
        probe.touch()
        probe.unlink()
    except OSError as error:
        fail(f"cannot write to {folder}: {error.strerror}")


if __name__ == "__main__":
    main()
