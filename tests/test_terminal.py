"""What the command line prints: progress for people and for logs, tables that show text as text."""

import duckdb
import pyarrow as pa
import pytest
from click.testing import CliRunner
from rich.console import Console

from pipelines import terminal
from pipelines.cli import main
from pipelines.inert import one_line
from pipelines.settings import PROJECT_ROOT
from pipelines.store.query import connect
from pipelines.terminal import Progress, is_narrow, print_result, result_table

NOW = "2026-07-01T12:00:00"


def rendered(rows: pa.Table, limit: int = 100) -> str:
    console = Console(width=80, record=True, file=None, quiet=False)
    with console.capture() as shown:
        console.print(result_table(rows, limit))
    return shown.get()


SHOWN = [
    ({"n": [157.0]}, "157", "157.0", "a whole number without its point"),
    ({"n": [1.5]}, "1.5", "1.50", "a fraction as it is"),
    ({"t": ["[bold]no[/bold]"]}, "[bold]no[/bold]", "\x1b[1m", "markup is text"),
    ({"t": ["a\x1b[31mb\u202ec"]}, "a\ufffd[31mb\ufffdc", "\x1b[31m", "no control of the terminal"),
    ({"t": [None]}, "t", "None", "nothing for NULL"),
    (
        {"t": ["18\xa0March\there\r\n"]},
        "18 March here",
        "\ufffd",
        "spaces of other kinds",
    ),
    ({"a\x1b]0;x\x07": ["b"]}, "a\ufffd]0;x\ufffd", "\x1b", "a column named by the news"),
]


@pytest.mark.parametrize(("rows", "held", "not_held", "reason"), SHOWN, ids=[r[3] for r in SHOWN])
def test_result_table(rows, held, not_held, reason):
    shown = rendered(pa.table(rows))
    assert held in shown
    assert not_held not in shown


def test_two_columns_of_one_name_are_two(capsys):
    print_result(duckdb.sql("select 41 as n, 42 as n"), as_csv=False)
    assert {"41", "42"} <= set(capsys.readouterr().out.split())


MESSAGES = [
    ("one\n two", "one two", "one line"),
    ("no file \x1b[2J\u202ecod.exe", "no file \ufffd[2J\ufffdcod.exe", "controls are shown"),
    ("a" * 400 + "b" * 400, "a" * 340 + " … " + "b" * 150, "an article that DuckDB quotes is cut"),
]


@pytest.mark.parametrize(("given", "shown", "_"), MESSAGES, ids=[row[2] for row in MESSAGES])
def test_messages(given, shown, _):
    assert one_line(given) == shown


def test_only_the_first_rows_are_shown(capsys):
    print_result(duckdb.sql("select range as n from range(250)"), as_csv=False)
    shown = capsys.readouterr().out
    assert "250 rows (the first 100 of 250)" in shown
    assert "│ 100 " not in shown


WIDE = {f"column_{n}": ["a long sentence of many words"] for n in range(12)}


def test_what_is_too_wide_is_shown_row_by_row(capsys):
    print_result(duckdb.from_arrow(pa.table(WIDE | {"nothing": pa.nulls(1, pa.string())})), False)
    shown = capsys.readouterr().out
    assert "column_11" in shown
    assert "row 1" in shown
    assert "nothing" not in shown
    assert shown.endswith("1 row\n")


@pytest.mark.parametrize(
    ("columns", "width", "narrow"),
    [
        pytest.param({"n": [1], "t": ["x" * 500]}, 60, True, id="one long text folds"),
        pytest.param(WIDE, 200, False, id="twelve texts do not fit"),
        pytest.param({f"c{n}": [1] for n in range(24)}, 120, True, id="two dozen numbers fit"),
        pytest.param({"t": pa.array([], pa.string())}, 80, True, id="no rows"),
    ],
)
def test_narrow(columns, width, narrow):
    assert is_narrow(pa.table(columns), width) == narrow


def test_statement_without_rows(capsys):
    print_result(None, as_csv=False)
    assert capsys.readouterr().out == ""


def test_plain_lines_where_the_output_is_no_terminal(capsys, monkeypatch):
    """A log of a nightly run: a line now and then, no bars, no escapes."""
    monkeypatch.setattr(terminal, "PLAIN_EVERY", 0.0)
    with Progress() as progress:
        progress.stage("parse", 3, 10)
        progress.stage("parse", 4, 10)
        progress.stage("publish", 0)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("parse: 3 of 10")
    assert lines[1].startswith("parse: 7 of 10")
    assert "\x1b" not in "".join(lines)
    assert progress.seconds > 0


def test_run_with_nothing_new(sample_copy):
    """In this process: the summary of what is there."""
    articles = str(PROJECT_ROOT / "seeds" / "articles")
    place = ["--warehouse", str(sample_copy.warehouse), "--now", NOW]
    result = CliRunner().invoke(main, ["run", articles, *place])
    assert result.exit_code == 0, result.output
    for words in ("nothing new", "documents", "figures_with_context", "future_dated"):
        assert words in result.stdout


def test_first_run_over_what_is_no_article(tmp_path):
    """A newcomer is told why nothing came in, and what an undated text lacks."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text("They met in Rome.", encoding="utf-8")
    (inbox / "b.xlsx").write_bytes(b"PK")
    place = ["--warehouse", str(tmp_path / "my news")]
    result = CliRunner().invoke(main, ["run", str(inbox), *place])
    assert result.exit_code == 0, result.output
    for words in ("no article yet", "date 2026-03-10", "unsupported", "from rejects", "my news'"):
        assert words in result.stdout
    assert "try " not in result.stdout


def test_extract_shows_what_was_not_taken(tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    for n in range(12):
        (inbox / f"{n:02d}\u202e.xlsx").write_bytes(b"PK")
    place = ["--output", str(tmp_path / "out")]
    result = CliRunner().invoke(main, ["extract", str(inbox), *place])
    assert result.exit_code == 0, result.output
    for words in ("09\ufffd.xlsx", "no reader for .xlsx", "and 2 more"):
        assert words in result.stdout
    assert "\u202e" not in result.output


def test_run_that_fails_says_so_in_its_last_line(sample_copy):
    """Something in the place of the exports: exit code 1, named, the last good warehouse stays."""
    damaged = sample_copy.exports / "figures.parquet"
    damaged.unlink()
    (damaged / "in the way").mkdir(parents=True)
    (sample_copy.exports / "datapackage.json").unlink()  # so that there is something to publish
    articles = str(PROJECT_ROOT / "seeds" / "articles")
    place = ["--warehouse", str(sample_copy.warehouse), "--now", NOW]
    result = CliRunner().invoke(main, ["run", articles, *place])
    assert result.exit_code == 1
    [*trace, last] = result.stderr.strip().splitlines()
    assert "figures.parquet" in last
    assert not trace  # a fault of the disk needs no trace of the program
    assert result.stderr.strip().splitlines()[-1].endswith("the last good warehouse is in place")
    with connect(sample_copy) as db:
        [(count,)] = db.sql("select count(*) from figures").fetchall()
    assert count > 100
