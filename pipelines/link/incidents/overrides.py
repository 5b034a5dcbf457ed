"""What a person has decided about incidents; it wins over every score and survives re-runs.

``incident_overrides.csv`` has the columns action, event_id, other_event_id, note:
merge: the two events are one incident; never: they are not; split: the event stands alone.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ACTIONS = ("merge", "split", "never")


@dataclass(frozen=True, slots=True)
class Overrides:
    """Pairs of event ids, and events that stand alone."""

    merge: tuple[tuple[str, str], ...] = ()
    never: tuple[tuple[str, str], ...] = ()
    split: tuple[str, ...] = ()


def read_overrides(path: Path) -> Overrides:
    """Read the file.

    Raises:
        ValueError: a line has another action or lacks an event; the text names file and line.
    """
    found: dict[str, list[tuple[str, str]]] = {action: [] for action in ACTIONS}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            action = (row.get("action") or "").strip()
            one = (row.get("event_id") or "").strip()
            other = (row.get("other_event_id") or "").strip()
            if action not in ACTIONS or not one or (action != "split" and not other):
                raise ValueError(
                    f"{path.name} line {number}: needs action ({', '.join(ACTIONS)}), event_id"
                    " and, but for split, other_event_id"
                )
            found[action].append((one, other))
    return Overrides(
        tuple(found["merge"]), tuple(found["never"]), tuple(one for one, _ in found["split"])
    )


def positions(pairs: Iterable[tuple[str, str]], places: Mapping[str, int]) -> set[tuple[int, int]]:
    """Return the pairs as positions (smaller, larger); events that are gone are left out."""
    found = ((places.get(a), places.get(b)) for a, b in pairs)
    return {(min(a, b), max(a, b)) for a, b in found if a is not None and b is not None and a != b}
