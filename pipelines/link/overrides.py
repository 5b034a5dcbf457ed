"""``entity_overrides.csv``: what a person decided about entities; it wins over every rule.

Columns: action, name, other, entity_type, note. ``merge``: name and other are one. ``split``: they
never are. ``rename``: the entity that holds name is shown as other. A row whose names the corpus
does not hold yet waits for them.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.link.clusters import Clusters, Known
from pipelines.link.names import folded
from pipelines.link.nodes import Node
from pipelines.settings import reference_path

ACTIONS = ("merge", "split", "rename")


@dataclass(frozen=True, slots=True)
class Override:
    """One row of the file."""

    action: str
    name: str
    other: str
    entity_type: str


def read_overrides(path: Path | None = None) -> list[Override]:
    """Return the rows of ``entity_overrides.csv``.

    Raises:
        ValueError: a row that cannot be read; the text names its line.
    """
    path = path or reference_path("entity_overrides.csv")
    if not path.exists():
        return []
    found = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            cells = [(row.get(n) or "").strip() for n in ("action", "name", "other", "entity_type")]
            if cells[0] not in ACTIONS or not cells[1] or not cells[2]:
                raise ValueError(
                    f"{path.name}, line {reader.line_num}: needs one of {', '.join(ACTIONS)},"
                    f" a name and another, has {','.join(cells)!r}"
                )
            found.append(Override(*cells))
    return found


def holders(known: Mapping[Node, Known]) -> dict[tuple[str, str], set[Node]]:
    """Return the nodes of each (name as compared, entity type): full names, else short ones."""
    full: dict[tuple[str, str], set[Node]] = {}
    short: dict[tuple[str, str], set[Node]] = {}
    for node, k in known.items():
        for found, names in ((full, k.names), (short, k.aliases)):
            for name in names:
                for kind in k.types:
                    found.setdefault((folded(name), kind), set()).add(node)
    return short | full


def apply(
    found: Clusters, known: Mapping[Node, Known], rows: Iterable[Override]
) -> dict[Node, str]:
    """Merge and split as the file says; return the name of each renamed set, by any node of it."""
    rows = list(rows)
    if not rows:
        return {}
    held = holders(known)

    def nodes(name: str, kind: str) -> list[Node]:
        kinds = {kind} if kind else {k for n, k in held if n == folded(name)}
        return [n for k in sorted(kinds) for n in sorted(held.get((folded(name), k), ()), key=str)]

    for row in rows:
        if row.action == "split":
            found.split(nodes(row.name, row.entity_type), nodes(row.other, row.entity_type))
    for row in rows:
        if row.action == "merge":
            both = nodes(row.name, row.entity_type) + nodes(row.other, row.entity_type)
            for node in both[1:]:
                found.join(both[0], node)
    return {
        node: row.other
        for row in rows
        if row.action == "rename"
        for node in nodes(row.name, row.entity_type)
    }
