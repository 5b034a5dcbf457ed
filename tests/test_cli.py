"""The command line, as a process: what it prints, and one line for a bad request."""

import json

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import pipelines
from pipelines.cli import main
from pipelines.settings import PROJECT_ROOT
from pipelines.tables import DAILY

ARTICLES = PROJECT_ROOT / "seeds" / "articles"
KAPAN = ARTICLES / "2026-03-12-kapan-strike.txt"


def test_help_teaches(newstables):
    done = newstables("--help")
    assert done.returncode == 0
    for words in ("run", "extract", "show", "sql", "briefing", "forget", "Examples"):
        assert words in done.stdout


@pytest.mark.parametrize("command", ["run", "extract", "show", "sql", "briefing", "forget"])
def test_help_of_a_command(command):
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


def test_version():
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert "0." in result.output


BAD = [
    (["run", "/no/such/folder"], "/no/such/folder", "missing folder"),
    (["run", "--jobs", "none"], "jobs", "a word for a number"),
    (["run", "--jobs", "0"], "jobs", "no process"),
    (["run", "--now", "yesterday"], "now", "no moment"),
    (["run", "--wharehouse", "x"], "--wharehouse", "a flag with a slip"),
    (["rum"], "rum", "a command with a slip"),
    (["run", "--warehouse", "/proc/nowhere"], "/proc/nowhere", "a folder that cannot be made"),
    (["extract", "/no/such/file", "--output", "/tmp/x"], "/no/such/file", "missing file"),
    (["extract", str(ARTICLES)], "--output", "no output"),
    (["show", "/no/such/file"], "/no/such/file", "nothing to show"),
    (["show", str(ARTICLES)], "name one file", "a folder to show"),
    (["extract", str(KAPAN), "--output", str(KAPAN)], "not a folder", "a file to write into"),
    (["sql", " ; "], "empty", "no query"),
    (["briefing", "--warehouse", "/no/such"], "newstables run", "no warehouse to brief from"),
    (["sql", "select 1", "--warehouse", "/no/such"], "/no/such", "no warehouse"),
    (["forget", "x.txt", "--warehouse", "/no/such"], "/no/such", "nothing to forget"),
]


@pytest.mark.parametrize(("arguments", "named", "reason"), BAD, ids=[row[2] for row in BAD])
def test_bad_request_is_one_line(arguments, named, reason):
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert named in result.stderr


@pytest.fixture(params=["garbage", "another program's"])
def damaged(tmp_path, request):
    """A warehouse whose database is none, or somebody else's."""
    path = tmp_path / "newstables.duckdb"
    if request.param == "garbage":
        path.write_bytes(b"no database")
    else:
        duckdb.connect(str(path)).execute("create table t as select 1").close()
    (tmp_path / "ledger.sqlite").write_bytes(b"no database, and long enough to be looked at")
    return tmp_path


DAMAGED = [
    (["sql", "from documents"], 2),
    (["briefing"], 2),
    (["show", str(KAPAN)], 2),
    (["forget", "x.txt"], 1),
    (["run", str(KAPAN)], 1),
]


@pytest.mark.parametrize(("arguments", "code"), DAMAGED, ids=[row[0][0] for row in DAMAGED])
def test_damaged_warehouse_is_one_line(damaged, arguments, code):
    """Named, without a trace of the program."""
    result = CliRunner().invoke(main, [*arguments, "--warehouse", str(damaged)])
    assert result.exit_code == code, result.output
    [line] = result.stderr.strip().splitlines()
    assert line.startswith("newstables: ")


@pytest.mark.parametrize("key", ["MODEL", "ENTITIES"])
@pytest.mark.parametrize("command", ["show", "extract", "run"])
def test_model_that_is_not_there_is_one_line(tmp_path, monkeypatch, command, key):
    monkeypatch.setenv(f"NEWSTABLES_{key}", "no_such_model")
    place = {"extract": "--output", "run": "--warehouse", "show": "--warehouse"}[command]
    result = CliRunner().invoke(main, [command, str(KAPAN), place, str(tmp_path)])
    assert result.exit_code == 2, result.output
    [line] = result.stderr.strip().splitlines()
    assert f"setting '{key.lower()}': no spaCy pipeline 'no_such_model'" in line


def test_output_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "documents.parquet").mkdir()
    result = CliRunner().invoke(main, ["extract", str(KAPAN), "--output", str(tmp_path)])
    assert result.exit_code == 1
    [line] = result.stderr.strip().splitlines()
    assert "documents.parquet" in line


def test_interruption_has_the_code_of_shells(monkeypatch):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipelines.store.flat.write_flat", stop)
    result = CliRunner().invoke(main, ["extract", str(KAPAN), "--output", "/tmp"])
    assert result.exit_code == 130
    assert result.stderr.strip() == "newstables: interrupted"


@pytest.mark.parametrize(
    "arguments", [["run", "/no/such/folder"], ["run", "--jobs", "0"], ["rum"]], ids=" ".join
)
def test_bad_request_of_a_process(newstables, arguments):
    """The same through the script that is installed."""
    done = newstables(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_no_command_shows_the_help():
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 2
    assert "Examples" in result.output


def test_bad_setting_is_one_line(newstables, tmp_path):
    (tmp_path / "newstables.toml").write_text("wharehouse = 'x'\n", encoding="utf-8")
    done = newstables("run", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "wharehouse" in done.stderr


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A folder with a text file and JSON Lines, one of them bad."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "a.txt").write_text(" date 2026-03-10 They met in Rome.\n", encoding="utf-8")
    lines = [
        {"id": "7", "date": "2026-03-11", "text": "Two people left Rome.", "title": "Gone"},
        {"id": "8", "text": "They wrote from Oslo."},
        {"id": "9", "date": "2026-03-11", "text": ""},
        {"id": "10", "date": "2026-03-10", "text": "They met in Rome."},
    ]
    (folder / "b.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


def test_extract(newstables, mixed, tmp_path):
    done = newstables("extract", mixed, "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "documents" in done.stdout
    names = {path.stem for path in (tmp_path / "out").iterdir()}
    assert names == {*(t.name for t in DAILY), "rejects"}
    for table in DAILY:
        schema = pq.read_schema(tmp_path / "out" / f"{table.name}.parquet")
        assert schema.names == table.published_schema.names
    documents = pd.read_parquet(tmp_path / "out" / "documents.parquet")
    assert set(documents["source_id"].dropna()) == {"7", "8"}
    assert documents["published_on"].isna().sum() == 1
    rejects = pd.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert sorted(zip(rejects["uri"], rejects["reason"], strict=True)) == [
        ("b.jsonl#L3", "empty"),
        ("b.jsonl#L4", "duplicate_file"),
    ]


def test_extract_counts_sentences_and_tokens(mixed, tmp_path):
    """What needs no other document is not left empty."""
    result = CliRunner().invoke(main, ["extract", str(mixed), "--output", str(tmp_path)])
    assert result.exit_code == 0, result.output
    documents = pd.read_parquet(tmp_path / "documents.parquet")
    assert documents["sentence_count"].tolist() == [1, 1, 1]
    assert documents["token_count"].notna().all()


def test_extract_of_nothing(tmp_path):
    (tmp_path / "in").mkdir()
    result = CliRunner().invoke(
        main, ["extract", str(tmp_path / "in"), "--output", str(tmp_path / "out")]
    )
    assert result.exit_code == 0, result.output
    assert pq.read_metadata(tmp_path / "out" / "documents.parquet").num_rows == 0


def test_show(newstables):
    done = newstables("show", KAPAN)
    assert done.returncode == 0, done.stderr
    for words in ("At least nine killed", "figures", "quotations", "time_expressions"):
        assert words in done.stdout


def test_show_with_its_events_entities_and_links(newstables, sample):
    done = newstables("show", KAPAN, "--warehouse", sample[0])
    assert done.returncode == 0, done.stderr
    tables = ("events", "actors", "entities", "incidents", "also_in")
    for words in (*tables, "air_strike", "Kapan"):
        assert words in done.stdout
    assert "links to other articles" not in done.stdout


def test_show_with_what_reports_disagree_on(newstables, sample):
    article = ARTICLES / "2026-05-06-tovuz-drones-oil.txt"
    done = newstables("show", article, "--warehouse", sample[0])
    assert done.returncode == 0, done.stderr
    assert "disagreements" in done.stdout


def test_show_of_an_article_that_the_warehouse_does_not_hold(tmp_path):
    path = tmp_path / "new.txt"
    path.write_text(
        " date 2026-03-10\n\nAnn Lowe of Peru met Omar Aziz in Rome on Monday. Lowe left.\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["show", str(path), "--warehouse", str(tmp_path / "none")])
    assert result.exit_code == 0, result.output
    for words in ("entities", "Ann Lowe", "ITA", "links to other articles"):
        assert words in result.output


def test_show_names_the_articles_it_repeats(newstables, sample):
    done = newstables(
        "show", ARTICLES / "2026-02-21-exchange-completed-syndicated.txt", "--warehouse", sample[0]
    )
    assert "copies" in done.stdout
    assert "repeats" in done.stdout


def test_show_undated_and_hostile(tmp_path):
    """A person wants to see what was understood; escapes must not steer the terminal."""
    path = tmp_path / "note.txt"
    path.write_text("They said \x1b[31m[bold]no[/bold]\u202e in Rome.", encoding="utf-8")
    result = CliRunner().invoke(main, ["show", str(path)])
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    assert "[bold]no[/bold]" in result.output


def test_show_of_a_hostile_title_and_name(tmp_path):
    """The headline stands in a rule above the article, a bad line's address in a message."""
    path = tmp_path / "in\u202e.jsonl"
    lines = [
        {"text": "They met in Rome.", "title": "No\x1b]0;x\x07\u202e news", "date": "2026-03-10"}
    ]
    path.write_text("\n".join([*map(json.dumps, lines), "{no"]), encoding="utf-8")
    result = CliRunner().invoke(main, ["show", str(path)])
    assert result.exit_code == 0, result.output
    assert "malformed" in result.stderr
    for control in ("\x1b", "\x07", "\u202e"):
        assert control not in result.output


def test_show_of_what_is_no_article(tmp_path):
    path = tmp_path / "empty.txt"
    path.touch()
    result = CliRunner().invoke(main, ["show", str(path)])
    assert result.exit_code == 1
    assert "empty" in result.output


def ask(sample, *arguments: str):
    return CliRunner().invoke(main, ["sql", "--warehouse", str(sample[0]), *arguments])


def test_sql(sample, newstables):
    done = newstables("sql", "--warehouse", sample[0], "select count(*) as n from documents")
    assert done.returncode == 0
    assert "18" in done.stdout
    assert "1 row\n" in done.stdout


def test_sql_as_csv(sample):
    result = ask(sample, "--csv", "select uri, reason from rejects order by 1 limit 1")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        '"uri","reason"',
        '"2031-05-14-future-date.txt","future_dated"',
    ]


ODD = [
    ("select [1, 2] as l", '"[1, 2]"', "a list"),
    ("select {'a': 1} as s", "\"{'a': 1}\"", "a struct"),
    ("select '=cmd()' as t", '"\'=cmd()"', "a formula is guarded"),
    ("select -7 as n", "-7", "a number is not"),
    ("select null as n", "", "nothing"),
    ("select 'x'::blob as b, uuid() is null as u", "\"b'x'\",false", "bytes"),
]


@pytest.mark.parametrize(("query", "line", "_"), ODD, ids=[row[2] for row in ODD])
def test_csv_of_every_type(sample, query, line, _):
    result = ask(sample, "--csv", query)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1] == line


def test_every_statement_of_a_query_is_answered(sample):
    result = ask(sample, "select 41 as a; select 42 as b")
    assert "41" in result.stdout
    assert "42" in result.stdout


REFUSED = [
    ("insert into rejects values ('x', 'empty', null, now(), 0)", "a change"),
    ("drop table documents", "a loss"),
    ("select * from nowhere", "no such table"),
    ("selct 1", "no SQL"),
    ("from '/etc/passwd'", "another file"),
    ("copy documents to '/tmp/x.csv'", "a file written"),
]


@pytest.mark.parametrize(("query", "reason"), REFUSED, ids=[row[1] for row in REFUSED])
def test_sql_refused_in_one_line(sample, query, reason):
    result = ask(sample, query)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_forget(sample_copy):
    place = ["--warehouse", str(sample_copy.warehouse)]
    result = CliRunner().invoke(main, ["forget", KAPAN.name, *place])
    assert result.exit_code == 0
    assert "1 document;" in result.output
    result = CliRunner().invoke(main, ["forget", KAPAN.name, *place])
    assert result.exit_code == 2


def test_extract_text_for_notebooks():
    tables = pipelines.extract_text(KAPAN.read_text(encoding="utf-8"))
    assert set(tables) == {t.name for t in DAILY}
    assert all(isinstance(frame, pd.DataFrame) for frame in tables.values())
    [day] = tables["documents"]["published_on"]
    assert str(day)[:10] == "2026-03-12"
    assert len(tables["sentences"]) > 10


def test_extract_text_with_and_without_a_day():
    [day] = pipelines.extract_text("They met in Rome.", "2026-03-10")["documents"]["published_on"]
    assert str(day)[:10] == "2026-03-10"
    frame = pipelines.extract_text("They met in Rome.")["documents"]
    assert frame["published_on"].isna().all()


BAD_TEXTS = [
    ("", None, "empty", "no text"),
    ("They met.", "2026-02-30", "day", "no day"),
    ("They met.", "2999-01-01", "future_dated", "a day to come"),
]


@pytest.mark.parametrize(("text", "day", "named", "_"), BAD_TEXTS, ids=[r[3] for r in BAD_TEXTS])
def test_extract_text_of_what_is_no_article(text, day, named, _):
    with pytest.raises(ValueError, match=named):
        pipelines.extract_text(text, day)


def test_read_table_for_notebooks(sample):
    assert len(pipelines.read_table("rejects", sample[0])) == 4
    with pytest.raises(ValueError, match="no table 'nothing'"):
        pipelines.read_table("nothing", sample[0])
