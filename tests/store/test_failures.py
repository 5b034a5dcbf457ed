"""What goes wrong beside the texts' content: hangs, broken files, no room, a second run, clocks."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.settings import PROJECT_ROOT, Settings
from pipelines.store import units
from pipelines.store.checks import unaccounted
from pipelines.store.landing import LANDED, take_in
from pipelines.store.ledger import Ledger
from pipelines.store.lock import WarehouseBusyError, whole
from pipelines.store.mending import corrupt_files
from pipelines.store.parquet import CorruptFileError, day_file, sweep_units, whole_file
from pipelines.store.pending import is_published, pending_days

FIRST, SECOND = date(2026, 3, 10), date(2026, 3, 12)


def exports(settings: Settings) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(settings.exports.iterdir())}


def asked(settings: Settings, query: str) -> list[tuple]:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return db.execute(query).fetchall()


@pytest.mark.parametrize("stage", ["annotate", "to_bytes"])
def test_text_that_hangs_is_a_reject(empty, write, run, monkeypatch, stage):
    """In an extractor and in the parse stage; the others of its batch are not lost."""
    write("good.txt", " date 2026-03-10 They met in Rome.")
    write("bad.txt", " date 2026-03-10 They met in Bern.")
    settings = empty.model_copy(update={"document_seconds": 3})
    place = units if stage == "annotate" else sys.modules["pipelines.parse.documents"]
    name = stage if stage == "annotate" else "_assemble"
    work = getattr(place, name)

    def hangs(given, *others):
        while "Bern" in str(given):
            time.sleep(0.01)
        return work(given, *others)

    units.load_for("parse", settings.models)
    units.load_for("extract", settings.models)
    monkeypatch.setattr(place, name, hangs)
    run(settings)
    assert asked(settings, "select uri from documents") == [("good.txt",)]
    [(uri, reason, detail)] = asked(settings, "select uri, reason, detail from rejects")
    assert (uri, reason) == ("bad.txt", "extraction_failed")
    assert detail == "TimeLimitError: not done after 3 s"
    assert unaccounted(settings) == 0
    assert pending_days(settings) == {}


def test_orphans_of_a_killed_run_are_swept(small):
    """Another run that still works keeps its own."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    root = small.parquet / "_units"
    for owner in (dead.pid, 1, os.getpid()):
        (root / str(owner) / "0123").mkdir(parents=True)
        (root / str(owner) / "0123" / "figures.parquet").write_bytes(b"half")
    take_in(small)
    assert [p.name for p in root.iterdir()] == ["1"]
    assert sweep_units(root) == 0


BROKEN = [
    (lambda s: day_file(s.parquet, "figures", FIRST), "an extracted table"),
    (lambda s: day_file(s.parquet, "documents", FIRST), "a day's documents"),
    (lambda s: day_file(s.parquet, LANDED, FIRST), "landed documents, copied from the published"),
    (lambda s: whole_file(s.parquet, "entities"), "a linked table"),
]


@pytest.mark.parametrize(("place", "reason"), BROKEN, ids=[row[1] for row in BROKEN])
def test_file_that_cannot_be_read_is_named_and_made_again(small, write, run, caplog, place, reason):
    path = place(small)
    path.write_bytes(b"PAR1 no parquet PAR1")
    day = FIRST if LANDED in path.parts else SECOND  # else it would be written before it is read
    write("new.txt", f" date {day} They met again in Oslo.")
    run(small)
    if reason != "a linked table":  # it is written anew before anybody reads it
        assert str(path) in caplog.text
    assert corrupt_files(small.parquet) == {}
    assert asked(small, "select count(*) from documents") == [(3,)]
    assert unaccounted(small) == 0


def test_landed_and_published_lost_together_are_read_again(small, run):
    before = exports(small)
    for table in (LANDED, "documents"):
        day_file(small.parquet, table, FIRST).write_bytes(b"junk")
    small.database.unlink()
    run(small)
    assert exports(small) == before
    assert unaccounted(small) == 0


def test_bit_that_flips_is_noticed(small):
    """The file still has its head and foot; its pages carry checksums."""
    path = day_file(small.parquet, "documents", FIRST)
    data = bytearray(path.read_bytes())
    group = pq.read_metadata(path).row_group(0)
    [text] = [c for c in map(group.column, range(group.num_columns)) if c.path_in_schema == "text"]
    data[(text.dictionary_page_offset + text.data_page_offset) // 2] ^= 0xFF  # inside the text
    path.write_bytes(data)
    assert list(corrupt_files(small.parquet)) == [path]


def test_database_that_cannot_be_opened_is_no_publication(small, run):
    before = exports(small)
    assert is_published(small)
    small.database.write_bytes(b"junk" * 1000)
    assert not is_published(small)
    run(small)
    assert is_published(small)
    assert exports(small) == before


def test_ledger_that_cannot_be_read_is_named(small, run):
    before = exports(small)
    small.ledger.write_bytes(b"junk" * 1000)
    for name in ("ledger.sqlite-wal", "ledger.sqlite-shm"):
        (small.warehouse / name).unlink(missing_ok=True)
    with pytest.raises(CorruptFileError, match=r"ledger\.sqlite: .*reads every input again"):
        Ledger(small.ledger)
    small.ledger.unlink()
    run(small)
    assert exports(small) == before


def test_no_room_on_the_disk(small, write, run):
    """A limit on the size of files stands for a full disk: writes fail in the same places."""
    write("new.txt", " date 2026-03-10 They met again in Oslo.")
    before = small.database.read_bytes()
    for room in (1_500, len(before) // 2):  # the first Parquet file; the database
        child = os.fork()
        if not child:
            code = 1
            try:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
                run(small)
                code = 0
            except Exception:
                code = 3
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
        assert small.database.read_bytes() == before
        assert not [p for p in small.warehouse.rglob("*.tmp*") if p.is_file()]
    run(small)
    assert asked(small, "select count(*) from documents") == [(3,)]
    assert unaccounted(small) == 0


def test_second_run_refuses(small, newstables):
    before = small.database.read_bytes()
    with whole(small.warehouse):
        done = newstables("run", small.inbox, "--warehouse", small.warehouse)
    assert done.returncode == 2
    assert f"process {os.getpid()}" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert small.database.read_bytes() == before


def test_lock_is_free_when_its_process_is_gone(small):
    """However it went; no stale lock file can stop the next run."""
    code = (
        "import os, signal, sys; from pathlib import Path; from pipelines.store.lock import whole\n"
        "with whole(Path(sys.argv[1])):\n    print('held', flush=True); signal.pause()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(small.warehouse)], stdout=subprocess.PIPE, cwd=PROJECT_ROOT
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(WarehouseBusyError, match=str(holder.pid)), whole(small.warehouse):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with whole(small.warehouse):
        take_in(small)  # a step of the run itself does not wait for it


def test_clock_set_back(small, write, run):
    """What is there stays; what is then dated in the future waits for its day."""
    before = exports(small)
    early = small.model_copy(update={"now": small.clock() - timedelta(days=112)})  # 11 March
    run(early)
    assert exports(early) == before
    write("new.txt", " date 2026-03-12 They met again in Oslo.")
    run(early)
    assert asked(early, "select uri, reason from rejects order by 1") == [
        ("empty.txt", "empty"),
        ("new.txt", "future_dated"),
    ]
    run(small)
    assert asked(small, "select count(*) from documents") == [(3,)]
    assert unaccounted(small) == 0


def test_forgotten_while_killed_is_not_published_again(small, run, monkeypatch):
    """The ledger says so first."""
    from pipelines.store import landing

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(landing, "remove", _interrupted)
        landing.forget_input(small, "left.txt")
    shutil.move(small.inbox / "left.txt", small.warehouse / "left.txt")
    run(small)
    assert asked(small, "select uri from documents") == [("met.txt",)]


def _interrupted(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_read_only_warehouse(tmp_path):
    """One line that names the folder (a user without rights; root has all of them)."""
    (tmp_path / "warehouse").mkdir(mode=0o555)
    from pipelines.cli import _must_be_writable

    place = Path("/proc/sys") if os.geteuid() == 0 else tmp_path / "warehouse"
    with pytest.raises(SystemExit):
        _must_be_writable(place)
