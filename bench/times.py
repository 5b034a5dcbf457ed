"""Time expressions against the project's own labelled paragraphs: found, type, value, interval.

A label is found where a row overlaps it; each row counts for one label, equal spans first. A value
is right where it is the label's or one of its ``alt_values``; fields that a label calls ``unsure``
are right whatever they are. ``python -m bench.times FILE [--errors]``; never ``--errors`` on a
sealed file.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bench.material import place
from pipelines.read.document import Document
from pipelines.read.record import Limits, Raw
from pipelines.read.text import to_document
from pipelines.settings import load_settings
from pipelines.store.units import extract_rows

Record = Mapping[str, object]
Row = Mapping[str, object]
FIELDS = ("timex_type", "value", "modifier", "starts_on", "ends_on")


def documents(records: Iterable[Record]) -> Iterable[Document]:
    """Yield the paragraphs as documents that carry their record's id; some have no day."""
    for record in records:
        text, day = str(record["text"]), record.get("date")
        raw = Raw(
            uri=str(record["id"]),
            format="txt",
            text=text,
            byte_count=len(text),
            published_on=date.fromisoformat(str(day)) if day else None,
            published_on_basis="metadata" if day else None,
            source_id=str(record["id"]),
        )
        outcome = to_document(raw, Limits(date.max, date.min, undated_allowed=True))
        if isinstance(outcome, Document):
            yield outcome


def labels(record: Record) -> list[dict[str, object]]:
    """Return a record's labels with their spans."""
    found = []
    for label in record["time_expressions"]:  # type: ignore[attr-defined]
        start = place(str(record["text"]), label["text"], label["nth"])
        found.append({**label, "start_char": start, "end_char": start + len(label["text"])})
    return found


def pairs(gold: Sequence[Row], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return labels and rows that belong together by number: equal spans, then long overlaps."""
    near = []
    for i, label in enumerate(gold):
        for j, row in enumerate(rows):
            (a, b), (c, d) = span(label), span(row)
            if (shared := min(b, d) - max(a, c)) > 0:
                near.append(((a, b) != (c, d), -shared, i, j))
    found: dict[int, int] = {}
    for _, _, i, j in sorted(near):
        if i not in found and j not in found.values():
            found[i] = j
    return list(found.items())


def span(item: Row) -> tuple[int, int]:
    """Return first and last character of a label or a row."""
    return int(str(item["start_char"])), int(str(item["end_char"]))


def wrong(label: Row, row: Row) -> list[str]:
    """Return the fields of a row that are not the label's."""
    unsure = label.get("unsure") or ()
    found = [] if span(label) == span(row) or "text" in unsure else ["text"]  # type: ignore[operator]
    for name in FIELDS:
        said, read = label.get(name), row[name]
        right = {None if said is None else str(said)}
        right |= {str(v) for v in label.get("alt_values") or ()} if name == "value" else set()  # type: ignore[attr-defined]
        if name not in unsure and (None if read is None else str(read)) not in right:  # type: ignore[operator]
            found.append(name)
    return found


def measure(records: list[Record], show_errors: bool) -> str:
    """Return one line of figures in percent."""
    read = {
        document.source_id: rows["time_expressions"]
        for document, rows in extract_rows(documents(records), load_settings().models)
        if not isinstance(rows, str)
    }
    counts: Counter[str] = Counter()
    for record in records:
        gold, rows = labels(record), list(read.get(str(record["id"]), []))
        both = pairs(gold, rows)
        counts += Counter(label=len(gold), row=len(rows), found=len(both))
        for i, j in both:
            bad = wrong(gold[i], rows[j])
            for name in ("text", "timex_type", "value", "modifier"):
                counts[name] += name not in bad
            counts["interval"] += not {"starts_on", "ends_on"} & set(bad)
            if bad and show_errors:
                print(gold[i]["text"], [(n, gold[i].get(n), rows[j][n]) for n in bad])
        if show_errors:
            firsts, seconds = {i for i, _ in both}, {j for _, j in both}
            print(
                *(f"missed {g['text']}\n" for i, g in enumerate(gold) if i not in firsts),
                sep="",
                end="",
            )
            print(
                *(f"extra {r['text']}\n" for j, r in enumerate(rows) if j not in seconds),
                sep="",
                end="",
            )
    both_sides, found_count = counts["label"] + counts["row"], max(1, counts["found"])
    return (
        f"{counts['label']} expressions, {counts['row']} rows:"
        f" F1 found {200 * counts['found'] / both_sides:.1f} %,"
        f" with the extent {200 * counts['text'] / both_sides:.1f} %,"
        f" with the value {200 * counts['value'] / both_sides:.1f} %;"
        f" of those found right in type {100 * counts['timex_type'] / found_count:.1f} %,"
        f" modifier {100 * counts['modifier'] / found_count:.1f} %,"
        f" interval {100 * counts['interval'] / found_count:.1f} %"
    )


def main() -> None:
    """Print the measure of one file."""
    path = Path(sys.argv[1])
    show = "--errors" in sys.argv
    if show and "sealed" in path.name:
        sys.exit("a sealed file is only scored: leave out --errors")
    with path.open(encoding="utf-8") as lines:
        print(measure([json.loads(line) for line in lines], show))


if __name__ == "__main__":
    main()
