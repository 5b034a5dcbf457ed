"""The folder of public gold sets: its own reader and scorers, and our rows for its texts.

The scorers are those that ``measure.py`` beside the gold runs, so that the card and a release are
measured alike. The texts belong to others: nothing of them is written anywhere.
"""

import hashlib
import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from pipelines.settings import load_settings
from pipelines.store.flat import read_documents
from pipelines.store.units import extract_rows

Record = dict[str, Any]
Rows = dict[str, dict[str, list[Record]]]  # table -> the record's id -> rows
TABLES = ("time_expressions", "figures", "quotations", "events", "event_participants", "mentions")


class NoGoldError(ValueError):
    """The folder of the gold sets is not there; the text says how to name it."""


def in_share(name: str, share: int) -> bool:
    """Return whether an item belongs to the sample of every ``share``-th, by the hash of its name.

    >>> sum(in_share(str(n), 3) for n in range(3000)) // 100
    9
    """
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % share == 0


@dataclass(frozen=True)
class Gold:
    """The gold folder and how much of its sets is taken."""

    folder: Path
    share: int = 3
    limit: int | None = None

    @cached_property
    def measure(self) -> ModuleType:
        """``measure.py`` of the folder.

        Raises:
            NoGoldError: there is none.
        """
        return _module(self.folder / "measure.py")

    def scorer(self, name: str) -> ModuleType:
        """Return one of its scorers: a module with a function ``score``."""
        return _module(self.folder / "scorers" / f"{name}.py")

    def read(self, stem: str) -> list[Record]:
        """Return the records of a set."""
        return list(self.measure.read_gold(self.folder, stem))

    def taken(self, records: Iterable[Record]) -> list[Record]:
        """Return what ``limit`` leaves of the records."""
        return list(records)[: self.limit]

    def rows(self, records: list[Record]) -> Rows:
        """Return our rows of the records, as ``newstables extract`` makes them."""
        found: Rows = {name: defaultdict(list) for name in TABLES}
        settings = load_settings()
        with TemporaryDirectory() as folder:
            path = Path(folder) / "in.jsonl"
            self.measure.write_inputs(records, path)
            documents = read_documents([path], settings, [])
            for document, rows in extract_rows(documents, settings.models):
                if not isinstance(rows, str):
                    for name in TABLES:
                        found[name][str(document.source_id)] += rows[name]
        return found

    def adapted(self, name: str, rows: Rows, records: list[Record]) -> list[Record]:
        """Return our rows as ``measure.py`` passes them to the scorer of a set."""
        from_folder = self.measure.table
        self.measure.table = lambda out, table: out[table]  # rows in memory instead of Parquet
        try:
            predictions = list(self.measure.ADAPT[name](rows, records))
        finally:
            self.measure.table = from_folder  # the shootings have a folder
        label = self.measure.LABELS.get(name)
        return self._mapped(predictions, label) if label else predictions

    def _mapped(self, predictions: list[Record], label: str) -> list[Record]:
        """Return the predictions with the set's own labels for our types."""
        with TemporaryDirectory() as folder:
            before, after = Path(folder) / "before.jsonl", Path(folder) / "after.jsonl"
            lines = (json.dumps(p, ensure_ascii=False, default=str) + "\n" for p in predictions)
            before.write_text("".join(lines), encoding="utf-8")
            script = self.folder / "scorers" / "map_types.py"
            subprocess.run([sys.executable, script, before, after, "--to", label], check=True)
            return [json.loads(line) for line in after.read_text(encoding="utf-8").splitlines()]


def _module(path: Path) -> ModuleType:
    if not path.exists():
        raise NoGoldError(f"there is no {path}: name the folder of the gold sets with --gold DIR")
    spec = importlib.util.spec_from_file_location(f"gold_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise NoGoldError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
