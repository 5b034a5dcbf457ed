"""`newstables sql` at a prompt and from a file, and what TAB puts in, there and in the shell."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.asking import Catalogue, completions, read_catalogue, statements

NAMES = Catalogue(
    {
        "figures": ("figure_id", "value", "unit"),
        "figure_claims": ("incident_id", "value"),
        "events": ("event_id", "status"),
        "upcoming_as_of": ("date", "status"),
    }
)
COMPLETED = [
    ("from fig", ["figures", "figure_claims"], "a relation after from"),
    ("select * from events join f", ["figures", "figure_claims"], "after join"),
    ("describe up", ["upcoming_as_of"], "a macro is a relation"),
    ("from figures where v", ["value"], "a column of the table that is named"),
    ("from events where v", [], "no column of another table"),
    ("select sta", ["status"], "any column before a table is named"),
    ("from figures f where f.un", ["f.unit"], "through an alias"),
    ("from figures as f where f.un", ["f.unit"], "through an alias with as"),
    ("from events where events.s", ["events.status"], "through the table's own name"),
    ("from upcoming_as_of('2026-01-01') u where u.d", ["u.date"], "through a macro's alias"),
    ("from events x where y.", [], "an alias that is none"),
    ("from events WHE", ["when", "where"], "a keyword, whatever its case"),
    ("", None, "nothing typed yet: everything"),
]


@pytest.mark.parametrize(("typed", "found", "_"), COMPLETED, ids=[row[2] for row in COMPLETED])
def test_completions(typed, found, _):
    told = completions(typed, NAMES)
    assert (len(told) > 20) if found is None else told == found


def test_a_column_before_its_table():
    whole = "select f.va from figures f"
    assert completions("select f.va", NAMES, whole) == ["f.value"]


@given(st.text(max_size=60))
def test_any_text_completes_to_what_it_begins(text):
    for found in completions(text, NAMES):
        assert (
            found.lower().startswith(text[len(text.rstrip("._" + WORD)) :].lower()) or "." in found
        )


WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
READ = [
    (["select 1;"], ["select 1"], "one line"),
    (["select", "  1;", "select 2"], ["select\n  1", "select 2"], "two lines, and an open end"),
    (["select 1", "", "select 2;"], ["select 1", "select 2"], "an empty line ends too"),
    (["", " ", ";"], [], "nothing"),
]


@pytest.mark.parametrize(("lines", "found", "_"), READ, ids=[row[2] for row in READ])
def test_statements(lines, found, _):
    assert list(statements(lines)) == found


def test_catalogue_of_a_warehouse(sample_settings):
    names = read_catalogue(sample_settings)
    assert "side_name" in names.relations["prisoner_exchanges"]
    assert "side_name" in names.relations["prisoner_exchanges_as_of"]
    assert completions("from prisoner_exchanges_", names) == ["prisoner_exchanges_as_of"]


SCRIPT = Path(sys.executable).with_name("newstables")


def asked(sample, typed: str, **more: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [SCRIPT, "sql", "--warehouse", sample[0]],
        input=typed, capture_output=True, text=True, check=False, timeout=60,
        env=os.environ | {"COLUMNS": "100"} | more,
    )  # fmt: skip


def test_statements_of_a_file(sample):
    done = asked(sample, "select count(*) as n from documents;\nselect 'x' as second\n")
    assert done.returncode == 0, done.stderr
    assert "18" in done.stdout
    assert "second" in done.stdout


def test_a_file_that_writes_is_refused_where_it_does(sample):
    done = asked(sample, "select 'before' as b;\ndrop table documents;\nselect 'after' as a;")
    assert done.returncode == 2
    assert "before" in done.stdout
    assert "after" not in done.stdout
    assert len(done.stderr.strip().splitlines()) == 1


def typed_at(arguments: list, keys: list[bytes], state: Path) -> str:
    """Return what a terminal shows while somebody types."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ |= {"XDG_STATE_HOME": str(state), "TERM": "dumb", "COLUMNS": "100"}
        os.execv(arguments[0], [str(a) for a in arguments])
    shown = b""
    end = time.monotonic() + 60
    waiting = list(keys)
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                break  # the other side has gone
        if waiting and shown.rstrip().endswith(b">"):
            os.write(terminal, waiting.pop(0))
            shown += b"\n"
    os.waitpid(process, 0)
    return shown.decode()


def test_prompt_completes_answers_refuses_and_goes_on(sample, tmp_path):
    shown = typed_at(
        [SCRIPT, "sql", "--warehouse", sample[0]],
        [
            b"select count(*) as c from figures_w\t;\r",
            b"drop table documents;\r",
            b"select 40 + 2 as answer;\r",
            b"quit\r",
        ],
        tmp_path,
    )
    assert "figures_with_context" in shown
    assert "read-only" in shown
    assert "42" in shown
    history = (tmp_path / "newstables" / "sql_history").read_text(encoding="utf-8")
    assert "figures_with_context" in history


SHELL = [
    ("bash", "newstables sq", "1", "plain,sql", "a command"),
    ("bash", 'newstables sql "from figures_w', "2", "plain,from figures_with_context", "a mart"),
    ("zsh", 'newstables sql "select speaker_off', "2", "select speaker_office", "a column"),
    ("fish", 'newstables sql "from talks_r', "2", "plain,from talks_rounds", "in fish"),
]


@pytest.mark.parametrize(
    ("shell", "words", "number", "found", "_"), SHELL, ids=[r[4] for r in SHELL]
)
def test_shell_completion(sample, shell, words, number, found, _):
    last = words[words.index('"') :] if '"' in words else words.split()[-1]
    done = subprocess.run(
        [SCRIPT], capture_output=True, text=True, check=False,
        env=os.environ | {
            "_NEWSTABLES_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": words, "COMP_CWORD": last if shell == "fish" else number,
            "NEWSTABLES_WAREHOUSE": str(sample[0]),
        },
    )  # fmt: skip
    assert found in done.stdout, done.stderr


def test_shell_completion_without_a_warehouse_is_silent(tmp_path):
    done = subprocess.run(
        [SCRIPT], capture_output=True, text=True, check=False,
        env=os.environ | {
            "_NEWSTABLES_COMPLETE": "bash_complete", "COMP_WORDS": 'newstables sql "from fig',
            "COMP_CWORD": "2", "NEWSTABLES_WAREHOUSE": str(tmp_path),
        },
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
