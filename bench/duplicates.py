"""Near-duplicates against the project's own labelled pairs: told copy, update or another story.

``python -m bench.duplicates FILE [--errors]``; never ``--errors`` on a sealed file.
"""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from pipelines.link.duplicates import find_duplicates

SAID = {"copy": "duplicate", "update": "update", None: "different"}
Record = dict[str, str]


def told(record: Record) -> str:
    """Return what the linker says of a pair, as the labels have it."""
    pair = [
        {
            "document_id": name,
            "published_on": date.fromisoformat(record[f"{name}_date"]),
            "text": record[name],
        }
        for name in ("a", "b")
    ]
    rows = find_duplicates(lambda: pair)
    return SAID[str(rows[0]["kind"]) if rows else None]


def measure(records: list[Record], show_errors: bool) -> str:
    """Return one line: how many pairs are told right, and what was taken for what."""
    wrong: Counter[tuple[str, str]] = Counter()
    for record in records:
        found = told(record)
        if found != record["label"]:
            wrong[record["label"], found] += 1
            if show_errors:
                print(record["id"], record["how"], "|", record["label"], "told", found)
    errors = ", ".join(f"{n} {label} told {found}" for (label, found), n in sorted(wrong.items()))
    right = len(records) - sum(wrong.values())
    return f"{right} of {len(records)} pairs told right" + (f"; {errors}" if errors else "")


def main() -> None:
    """Print the measure of one file."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        print(measure([json.loads(line) for line in lines], "--errors" in sys.argv))


if __name__ == "__main__":
    main()
