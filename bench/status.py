"""Status of events on labelled sentences: ``python -m bench.status FILE [--errors]``.

FILE is JSON Lines with ``id``, ``date``, ``text`` and the labelled trigger's ``trigger``, ``nth``
and ``status``. Right is a sentence in which an event that overlaps the
trigger has its status. ``--errors`` is for open material only.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.material import documents, place
from pipelines.settings import load_settings
from pipelines.store.units import extract_rows


def outcomes(records: list[dict]) -> Iterator[tuple[dict, set[str]]]:
    """Yield each record with the statuses that events on its trigger have."""
    extracted = extract_rows(documents(records), load_settings().models)
    found = {d.source_id: rows["events"] for d, rows in extracted if not isinstance(rows, str)}
    for record in records:
        start = place(record["text"], record["trigger"], record.get("nth", 1))
        end = start + len(record["trigger"])
        yield (
            record,
            {
                str(e["status"])
                for e in found.get(record["id"], [])
                if int(str(e["start_char"])) < end and start < int(str(e["end_char"]))
            },
        )


def main() -> None:
    """Read the command line and print the share of right sentences, in all and by status."""
    parser = argparse.ArgumentParser(prog="bench.status", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    lines = args.file.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    right, found, total = Counter[str](), Counter[str](), Counter[str]()
    for record, told in outcomes(records):
        wanted = record["status"]
        total[wanted] += 1
        found[wanted] += bool(told)
        right[wanted] += wanted in told
        if args.errors and wanted not in told:
            print(wanted, sorted(told), record["trigger"], "|", record["text"])
    for status in sorted(total):
        print(f"{status:13} right {right[status]:3} found {found[status]:3} of {total[status]:3}")
    count = max(1, total.total())
    print(f"right {100 * right.total() / count:.1f} %, found {100 * found.total() / count:.1f} %")


if __name__ == "__main__":
    main()
