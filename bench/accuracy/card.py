"""One measurement of one column, and the CSV that holds them: ``seeds/reference/accuracy.csv``.

Belongs here: the record, counting, reading and writing. Does not belong here: any material.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from pipelines.settings import PROJECT_ROOT

PATH = PROJECT_ROOT / "seeds" / "reference" / "accuracy.csv"
#: The set of what was scored once on sealed material: written by hand, never measured again.
SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Measured:
    """How often one column was right on one material; all texts, as they stand in the CSV."""

    set: str
    table_name: str
    column_name: str
    basis: str
    material: str
    precision: str
    recall: str
    f1: str
    accuracy: str
    sample_size: str
    measured_on: str
    counted: str


@dataclass(slots=True)
class Tally:
    """Counts of one column: values that the labels want, that the rows give, and that are right."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def count(self, wanted: object, given: object, right: bool | None = None) -> None:
        """Count one item; None on a side is no value there, and equal values are right."""
        self.wanted += wanted is not None
        self.given += given is not None
        both = wanted is not None and given is not None
        self.right += both and (wanted == given if right is None else right)

    @property
    def precision(self) -> float | None:
        """Share of the given values that are right."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """Share of the wanted values that are found."""
        return self.right / self.wanted if self.wanted else None


@dataclass(frozen=True, slots=True)
class Result:
    """What a set yields: a column, the material it was measured on, and the shares."""

    column: str  # table.column
    basis: str
    counted: str
    sample_size: int
    precision: float | None = None
    recall: float | None = None
    accuracy: float | None = None
    material: str = "public"

    @classmethod
    def of(
        cls, column: str, basis: str, counted: str, tally: Tally, material: str = "public"
    ) -> "Result":
        """Return the result of counts."""
        size = tally.wanted or tally.given
        return cls(column, basis, counted, size, tally.precision, tally.recall, material=material)

    def measured(self, name: str, day: str) -> Measured:
        """Return the line of the CSV."""
        table, column = self.column.split(".")
        p, r = self.precision, self.recall
        f1 = None if p is None or r is None else 2 * p * r / (p + r) if p + r else 0.0
        shares = [_share(value) for value in (p, r, f1, self.accuracy)]
        return Measured(
            name, table, column, self.basis, self.material, *shares, str(self.sample_size), day,
            self.counted,
        )  # fmt: skip


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def read(path: Path = PATH) -> list[Measured]:
    """Return the lines; none where there is no file yet."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [Measured(**row) for row in csv.DictReader(lines)]


def merged(
    old: Iterable[Measured], name: str, results: Iterable[Result], day: str
) -> list[Measured]:
    """Return the lines with those of one set replaced; a line per column and basis.

    Raises:
        ValueError: the set is the sealed one.
    """
    if name == SEALED:
        raise ValueError("sealed material is scored once")
    lines = {(m.table_name, m.column_name, m.basis): m for m in old if m.set != name}
    for result in results:
        line = result.measured(name, day)
        lines[line.table_name, line.column_name, line.basis] = line
    return sorted(lines.values(), key=lambda m: (m.table_name, m.column_name, m.material, m.basis))


def write(lines: Iterable[Measured], path: Path = PATH) -> None:
    """Write the lines."""
    names = [field.name for field in fields(Measured)]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([getattr(line, name) for name in names] for line in lines)


def shares(scores: Mapping[str, float], scale: float = 100.0) -> tuple[float, float]:
    """Return precision and recall of what a scorer beside the gold prints, whichever its case."""
    low = {key.lower(): value for key, value in scores.items()}
    return low["p"] / scale, low["r"] / scale
