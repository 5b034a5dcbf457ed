"""What the command line prints: progress, summaries, query results. No logic of the pipeline."""

import io
import shlex
import sys
import time
from pathlib import Path
from types import TracebackType

import click
import duckdb
import pyarrow as pa
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from pipelines.inert import for_terminal
from pipelines.settings import Settings

UNDATED = (
    'undated   a text file tells its day in its first line, "date 2026-03-10", or in its name;'
    " use_file_time takes the file's (docs/configuration.md)"
)
SHOWN_REJECTS = 10
PLAIN_EVERY = 5.0  # seconds between plain lines where the output is no terminal


class Progress:
    """Bars with rate and time left on a terminal; a plain line now and then elsewhere (stderr)."""

    def __init__(self) -> None:
        """Start the clock."""
        self._console = Console(stderr=True)
        self._bars = Bars(
            TextColumn("{task.description:>8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._done: dict[str, int] = {}
        self._started: dict[str, float] = {}
        self._said = self._start = time.perf_counter()
        self.seconds = 0.0

    def __enter__(self) -> "Progress":
        """Show the bars."""
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bars away."""
        self._bars.stop()
        self.seconds = time.perf_counter() - self._start

    def stage(self, name: str, more: int, total: int | None = None) -> None:
        """Count ``more`` items done in a stage, of ``total`` if that is known."""
        done = self._done.get(name, 0) + more
        now = time.perf_counter()
        self._done[name] = done
        started = self._started.setdefault(name, now)
        rate = f"{done / (now - started):.0f}/s" if now - started > 0.5 else ""
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=total, rate="")
        self._bars.update(self._tasks[name], completed=done, total=total, rate=rate)
        if not self._console.is_terminal and now - self._said > PLAIN_EVERY:
            self._said = now
            of = f" of {total}" if total else ""
            print(f"{name}: {done}{of} {rate}".rstrip(), file=sys.stderr, flush=True)


def count_table(title: str, counts: dict[str, int], of: str = "table") -> Table:
    """Return a small table of names and numbers."""
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column(of)
    table.add_column("rows", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table


def run_summary(settings: Settings, days: int, seconds: float) -> None:
    """Print rows per table, rejects by reason, time, where the outputs are and a line to try."""
    from pipelines.store.checks import run_checks
    from pipelines.store.marts import read_marts
    from pipelines.store.query import connect
    from pipelines.tables import TABLES

    with connect(settings) as db:

        def count(name: str) -> int:
            return int(db.execute(f"select count(*) from {name}").fetchall()[0][0])

        tables = {name: count(name) for name in TABLES}
        marts = {mart.name: count(mart.name) for mart in read_marts()}
        reasons = dict(
            db.execute("select reason, count(*) from rejects group by 1 order by 1").fetchall()
        )
    console = Console()
    console.print(count_table("Tables", {n: c for n, c in tables.items() if c}))
    console.print(count_table("Marts", marts))
    place = (
        ""
        if settings.warehouse == Settings().warehouse
        else f" --warehouse {shlex.quote(_short(settings.warehouse))}"
    )
    if reasons:
        console.print(count_table("Rejects", reasons, "reason"))
        click.echo(f'why       newstables sql{place} "select uri, reason, detail from rejects"')
    if "undated" in reasons:
        click.echo(UNDATED)
    for check, rows in run_checks(settings):
        if rows:
            kind = "look at" if check.is_warning else "broken:"
            click.echo(f"{kind} {check.table}.{check.name}: {rows} rows. {check.description}")
    nothing = "nothing new: all was up to date" if tables["documents"] else "no article yet"
    new = f"{days} publication days processed" if days else nothing
    click.echo(f"{new}, {seconds:.1f} s")
    click.echo(f"database  {_short(settings.database)}")
    click.echo(f"exports   {_short(settings.exports)}")
    if tables["documents"]:
        click.echo(
            f'try       newstables sql{place} "select published_on, category, text, claimant_name'
            " from figures_with_context where category = 'killed'\""
        )


def extract_summary(counts: dict[str, int], output: Path, seconds: float) -> None:
    """Print rows per table, and what was not taken."""
    import pyarrow.parquet as pq

    console = Console()
    console.print(count_table("Tables", counts))
    if counts["rejects"]:
        found = pq.read_table(output / "rejects.parquet", columns=["uri", "reason", "detail"])
        console.print(Text("Rejects"))
        console.print(result_table(found, SHOWN_REJECTS))
        if counts["rejects"] > SHOWN_REJECTS:
            click.echo(f"and {counts['rejects'] - SHOWN_REJECTS:,} more in rejects.parquet")
    click.echo(f"{seconds:.1f} s, in {_short(output)}")


def _short(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def result_table(rows: pa.Table, limit: int = 100) -> Table:
    """Return Arrow rows as a table for the terminal; text is shown as text, never as markup."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for field in rows.schema:
        numeric = pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
        table.add_column(
            Text(for_terminal(field.name)),
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=numeric or pa.types.is_date(field.type),
        )
    # by column: two of one name are two
    columns = [column.to_pylist() for column in rows.slice(0, limit).columns]
    for row in zip(*columns, strict=True):
        table.add_row(*(Text(_value(value)) for value in row))
    return table


NARROWEST = 16  # characters that a column of text needs to be read


def is_narrow(rows: pa.Table, width: int) -> bool:
    """Return whether the columns of a result fit beside each other."""
    taken = 0
    for name, column in zip(rows.schema.names, rows.slice(0, 100).columns, strict=True):
        longest = max((len(_value(value)) for value in column.to_pylist()), default=0)
        taken += 2 + min(max(longest, len(name)), NARROWEST)
    return taken <= width


def record_table(names: list[str], row: tuple[object, ...]) -> Table:
    """Return one row as a table, a line per column: for what is too wide."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, value in zip(names, row, strict=True):
        if value is not None:
            table.add_row(Text(for_terminal(name)), Text(_value(value)))
    return table


def _value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return for_terminal(str(value))


def print_result(relation: duckdb.DuckDBPyRelation | None, as_csv: bool) -> None:
    """Print a query's rows."""
    if relation is None:
        return
    rows = relation.to_arrow_table()
    if as_csv:
        _print_csv(rows)
        return
    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    if is_narrow(rows, console.width):
        console.print(result_table(rows))
        limit = 100
    else:
        limit = 10
        columns = [column.to_pylist() for column in rows.slice(0, limit).columns]
        for number, row in enumerate(zip(*columns, strict=True), 1):
            console.rule(Text(f"row {number}"), align="left")
            console.print(record_table(rows.schema.names, row))
    shown = f" (the first {limit} of {rows.num_rows:,})" if rows.num_rows > limit else ""
    click.echo(f"{rows.num_rows:,} row{'' if rows.num_rows == 1 else 's'}{shown}")


def _print_csv(rows: pa.Table) -> None:
    from pipelines.store.spreadsheet import write_csv

    if not sys.stdout.isatty():  # a file or a program gets what is stored
        write_csv(rows, sys.stdout.buffer)
        return
    held = io.BytesIO()
    write_csv(rows, held)
    click.echo(for_terminal(held.getvalue().decode("utf-8")), nl=False)
