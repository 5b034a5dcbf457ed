"""Settings: where each value comes from, and one clear line for what cannot be used."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipelines.settings import SettingsError, load_settings, reference_path


@pytest.fixture
def configured(tmp_path, monkeypatch):
    """Return a function that writes newstables.toml and makes it the one that counts."""

    def write(text: str) -> None:
        path = tmp_path / "newstables.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("NEWSTABLES_CONFIG", str(path))

    return write


def test_defaults_are_the_sample():
    settings = load_settings()
    assert settings.inbox.name == "articles"
    assert settings.first_day == date(1970, 1, 1)
    assert settings.database == settings.warehouse / "newstables.duckdb"


def test_file_is_read(configured):
    configured('jobs = 3\nwarehouse = "elsewhere"\nfirst_day = 2020-01-01\n')
    settings = load_settings()
    assert (settings.jobs, settings.warehouse) == (3, Path("elsewhere"))
    assert settings.first_day == date(2020, 1, 1)


def test_working_directory_is_looked_into(tmp_path, monkeypatch):
    monkeypatch.delenv("NEWSTABLES_CONFIG")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newstables.toml").write_text("jobs = 5\n", encoding="utf-8")
    assert load_settings().jobs == 5


def test_environment_wins_over_file(configured, monkeypatch):
    configured("jobs = 3\n")
    monkeypatch.setenv("NEWSTABLES_JOBS", "4")
    assert load_settings().jobs == 4


def test_argument_wins_over_environment_and_none_does_not(monkeypatch):
    monkeypatch.setenv("NEWSTABLES_JOBS", "4")
    assert load_settings(jobs=2).jobs == 2
    assert load_settings(jobs=None).jobs == 4


BAD_FILES = [
    ("wharehouse = 'x'\n", "wharehouse", "a key with a slip of the pen"),
    ("jobs = 'many'\n", "jobs", "a word for a number"),
    ("jobs = 0\n", "jobs", "below its least"),
    ("jobs = 1000\n", "jobs", "above its most"),
    ("first_day = 'soon'\n", "first_day", "no day"),
    ("now = 'later'\n", "now", "no moment"),
    ("largest_file_bytes = -1\n", "largest_file_bytes", "a negative size"),
    ("jobs = = 2\n", "newstables.toml", "no TOML"),
    ("[reading]\njobs = 2\n", "reading", "a section that is not there"),
]


@pytest.mark.parametrize(("text", "named", "reason"), BAD_FILES, ids=[r[2] for r in BAD_FILES])
def test_bad_file_is_one_line_that_names_the_key(configured, text, named, reason):
    configured(text)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_variable_is_one_line(monkeypatch):
    monkeypatch.setenv("NEWSTABLES_JOBS", "two")
    with pytest.raises(SettingsError, match=r"setting 'jobs': .*integer"):
        load_settings()


VARIABLES = [
    (
        "NEWSTABLES_JBOS",
        "2",
        r"no setting 'NEWSTABLES_JBOS'; did you mean 'NEWSTABLES_JOBS'",
        "a slip",
    ),
    ("NEWSTABLES_XYZ", "2", "no setting 'NEWSTABLES_XYZ'; docs", "nothing like it"),
    ("NEWSTABLES_CONFIG", "/no/such.toml", r"names no file: /no/such\.toml", "a file that is none"),
]


@pytest.mark.parametrize(("name", "value", "said", "_"), VARIABLES, ids=[v[3] for v in VARIABLES])
def test_variable_that_would_be_passed_over_is_refused(monkeypatch, name, value, said, _):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said):
        load_settings()


def test_slip_in_the_file_is_told_with_what_was_meant(configured):
    configured("wharehouse = 'x'\n")
    with pytest.raises(SettingsError, match="'wharehouse'; did you mean 'warehouse'"):
        load_settings()


CLOCKS = [
    ("2026-03-01T12:00:00.000999", "naive is UTC, whole seconds"),
    (datetime(2026, 3, 1, 12, tzinfo=UTC), "UTC"),
    (datetime(2026, 3, 1, 14, tzinfo=timezone(timedelta(hours=2))), "another zone is converted"),
]


@pytest.mark.parametrize(("now", "reason"), CLOCKS, ids=[row[1] for row in CLOCKS])
def test_fixed_clock(now, reason):
    assert load_settings(now=now).clock().isoformat() == "2026-03-01T12:00:00"


def test_running_clock_is_utc():
    difference = datetime.now(UTC).replace(tzinfo=None) - load_settings().clock()
    assert abs(difference) < timedelta(seconds=5)


def test_limits_stamp_changes_with_what_decides_which_texts_are_taken():
    stamps = {
        load_settings(**given).limits_stamp
        for given in (
            {},
            {"first_day": date(2000, 1, 1)},
            {"longest_document_chars": 10},
            {"language_reject": False},
        )
    }
    assert len(stamps) == 4


def test_reference_lists_are_found():
    assert reference_path("event_types.csv").is_file()


def test_columns_are_a_section(configured):
    configured('[columns]\ntext = "body"\n')
    columns = load_settings().columns
    assert (columns.text, columns.date) == ("body", "date")


def test_column_that_is_none_is_named(configured):
    configured('[columns]\nbody = "text"\n')
    with pytest.raises(SettingsError, match=r"columns\.body"):
        load_settings()
