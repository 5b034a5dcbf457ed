"""Data walks one way: each room imports only rooms to its left; nothing heavy at import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipelines

ROOT = Path(pipelines.__file__).parent
CONTRACT = {"settings", "columns", "tables"}
ROOMS = ["read", "parse", "extract", "link", "store", "defs"]
# Rooms that know what an article says, not where rows lie or who runs them.
FORBIDDEN = {
    "read": {"dagster", "duckdb", "sqlite3", "spacy"},
    "parse": {"dagster", "duckdb", "sqlite3"},
    "extract": {"dagster", "duckdb", "sqlite3"},
    "link": {"dagster", "duckdb", "sqlite3"},
    "store": {"dagster", "click", "rich"},
    "defs": {"duckdb", "sqlite3", "spacy", "click"},
}


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of every module that a file imports, at its top or in a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import hides the room"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files_of(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_rooms_to_its_left(room):
    """A rule that reads a table, or a reader that knows the model, cannot be used alone."""
    allowed = CONTRACT | set(ROOMS[: ROOMS.index(room) + 1])
    if room == "defs":
        allowed.add("definitions")  # its own entry point
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files_of(room)
        for name in imported(path)
        if name.startswith("pipelines.") and name.split(".")[1] not in allowed
    }
    assert files_of(room)
    assert not wrong


@pytest.mark.parametrize("room", ROOMS)
def test_room_does_not_know(room):
    """read, parse, extract and link are pure; the store runs without Dagster."""
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files_of(room)
        for name in imported(path)
        if name.split(".")[0] in FORBIDDEN[room]
    }
    assert not wrong


@pytest.mark.parametrize(
    ("module", "allowed"), [("settings", set()), ("columns", set()), ("tables", CONTRACT)]
)
def test_contract_stands_left_of_every_room(module, allowed):
    """Each room reads the contract; the contract reads none of them."""
    names = {
        name.split(".")[1]
        for name in imported(ROOT / f"{module}.py")
        if name.startswith("pipelines.")
    }
    assert names <= allowed


@pytest.mark.parametrize("module", ["pipelines", "pipelines.cli", "pipelines.settings"])
def test_nothing_heavy_at_import(module):
    """`newstables --help` has 0.4 s of CPU; `import dagster` alone takes 0.65."""
    heavy = ["spacy", "numpy", "dagster", "duckdb", "pandas", "pyarrow", "rich"]
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert finished.stdout.strip() == "[]"
