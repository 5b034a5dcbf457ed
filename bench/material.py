"""Figures against the project's own labelled paragraphs: found, and right of those found.

A figure is found where its span overlaps the label's; it is right where the value triple, the
category and per_side are. ``python -m bench.material FILE [--errors]``; never ``--errors`` on a
sealed file.
"""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pipelines.read.document import Document
from pipelines.read.record import Limits, Raw
from pipelines.read.text import to_document
from pipelines.settings import load_settings
from pipelines.store.units import extract_rows

Record = dict[str, object]
VALUES = ("value", "value_low", "value_high")


def documents(records: Iterable[Record]) -> Iterable[Document]:
    """Yield the paragraphs as documents that carry their record's id."""
    for record in records:
        text = str(record["text"])
        raw = Raw(
            uri=str(record["id"]),
            format="txt",
            text=text,
            byte_count=len(text),
            published_on=date.fromisoformat(str(record["date"])),
            published_on_basis="metadata",
            source_id=str(record["id"]),
        )
        outcome = to_document(raw, Limits(date.max))
        if isinstance(outcome, Document):
            yield outcome


def place(text: str, number: str, nth: int) -> int:
    """Return where the nth occurrence of a label's number begins."""
    position = -1
    for _ in range(nth):
        position = text.index(number, position + 1)
    return position


def measure(records: list[Record], show_errors: bool) -> str:
    """Return one line of figures in percent."""
    found_rows = {
        document.source_id: rows["figures"]
        for document, rows in extract_rows(documents(records), load_settings().models)
        if not isinstance(rows, str)
    }
    gold = found = right = 0
    for record in records:
        text, left = str(record["text"]), list(found_rows.get(str(record["id"]), []))
        for label in record["figures"]:  # type: ignore[attr-defined]
            gold += 1
            start = place(text, label["number"], label["nth"])
            end = start + len(label["number"])
            near = [r for r in left if int(r["start_char"]) < end and start < int(r["end_char"])]  # type: ignore[call-overload]
            if not near:
                if show_errors:
                    print("missed", label["number"], "|", text)
                continue
            row = near[0]
            left.remove(row)
            found += 1
            wrong = [name for name in (*VALUES, "category", "per_side") if row[name] != label[name]]
            right += not wrong
            if wrong and show_errors:
                print(label["number"], [(n, label[n], row[n]) for n in wrong], "|", text)
    return (
        f"{gold} figures: {100 * found / gold:.1f} % found,"
        f" of these {100 * right / max(1, found):.1f} % right in value, category and per side"
    )


def main() -> None:
    """Print the measure of one file."""
    path = Path(sys.argv[1])
    with path.open(encoding="utf-8") as lines:
        print(measure([json.loads(line) for line in lines], "--errors" in sys.argv))


if __name__ == "__main__":
    main()
