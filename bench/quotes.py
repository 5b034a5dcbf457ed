"""Quotations against the project's own labelled paragraphs: found, form, speaker, cue.

A row is found where its words are the label's, white space and marks at the ends aside.
``python -m bench.quotes FILE [--errors]``; never ``--errors`` on a sealed file.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pipelines.extract.pipeline import annotate
from pipelines.extract.rows import document_rows
from pipelines.parse.documents import parse_documents
from pipelines.parse.model import load_models
from pipelines.read.document import Document
from pipelines.read.record import Limits, Raw
from pipelines.read.text import to_document
from pipelines.settings import load_settings

Record = Mapping[str, object]
Row = Mapping[str, object]
Place = tuple[int, int, bool]
# a label without a day of its own: no quotation depends on it
USUAL_DAY = "2024-01-01"


def documents(records: Iterable[Record]) -> Iterable[Document]:
    """Yield the paragraphs as documents that carry their record's id."""
    for record in records:
        text = str(record["text"])
        raw = Raw(
            uri=str(record["id"]),
            format="txt",
            text=text,
            byte_count=len(text),
            published_on=date.fromisoformat(str(record.get("date") or USUAL_DAY)),
            published_on_basis="metadata",
            source_id=str(record["id"]),
        )
        outcome = to_document(raw, Limits(date.max))
        if isinstance(outcome, Document):
            yield outcome


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without what is neither letter nor digit at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def labels(record: Record) -> dict[Place, Row]:
    """Return a record's labels by their place."""
    text = str(record["text"])
    found: dict[Place, Row] = {}
    for label in record["quotations"]:  # type: ignore[attr-defined]
        position = -1
        for _ in range(label["nth"]):
            position = text.index(label["text"], position + 1)
        start, end = trimmed(text, position, position + len(label["text"]))
        found[start, end, label["form"] == "indirect"] = label
    return found


def is_speaker(label: Row, row: Row) -> bool:
    """Return whether a row names the label's speaker, or a nameless one where nobody is named."""
    others = label.get("alt_speakers") or []
    return label["speaker"] is None or row["speaker"] in (label["speaker"], *others)  # type: ignore[misc]


def is_cue(label: Row, row: Row) -> bool:
    """Return whether a row has the label's cue or one as good."""
    return row["cue"] in (label["cue"], *(label.get("alt_cues") or []))  # type: ignore[misc]


def measure(records: list[Record], show_errors: bool) -> list[str]:
    """Return lines of figures in percent."""
    nlp = load_models(load_settings().models)
    rows = {
        document.source_id: (document.text, document_rows(document, annotate(doc))["quotations"])
        for document, doc in parse_documents(documents(records), nlp)
    }
    counts = dict.fromkeys(("label", "row", "found", "speaker", "cue", "form", "indirect"), 0)
    counts |= {"found indirect": 0, "row indirect": 0}
    for record in records:
        text, found = rows.get(str(record["id"]), ("", []))
        left: dict[Place, Row] = {}
        for row in found:
            start, end = trimmed(text, int(str(row["start_char"])), int(str(row["end_char"])))
            left[start, end, row["form"] == "indirect"] = row
        counts["row"] += len(left)
        counts["row indirect"] += sum(is_indirect for _, _, is_indirect in left)
        for place, label in labels(record).items():
            counts["label"] += 1
            counts["indirect"] += place[2]
            match = left.pop(place, None)
            if match is None:
                if show_errors:
                    print("missed", label["form"], "|", label["speaker"], "|", label["text"])
                continue
            counts["found"] += 1
            counts["found indirect"] += place[2]
            counts["form"] += match["form"] == label["form"]
            counts["cue"] += is_cue(label, match)
            counts["speaker"] += is_speaker(label, match)
            if show_errors:
                for column, right in (("speaker", is_speaker), ("cue", is_cue)):
                    if not right(label, match):
                        print(column, label[column], match[column], "|", label["text"])
        if show_errors:
            for (start, end, _), other in left.items():
                print("false", other["form"], other["cue"], other["speaker"], "|", text[start:end])
    return report(counts)


def report(counts: Mapping[str, int]) -> list[str]:
    """Return the counts as lines."""

    def percent(part: str, whole: str) -> str:
        return f"{100 * counts[part] / max(1, counts[whole]):.1f} %"

    return [
        f"all: {counts['label']} labels, precision {percent('found', 'row')},"
        f" recall {percent('found', 'label')}",
        f"indirect: {counts['indirect']} labels, precision"
        f" {percent('found indirect', 'row indirect')},"
        f" recall {percent('found indirect', 'indirect')}",
        f"of those found: speaker {percent('speaker', 'found')},"
        f" cue {percent('cue', 'found')}, form {percent('form', 'found')}",
    ]


def main() -> None:
    """Print the measure of one file."""
    path = Path(sys.argv[1])
    show = "--errors" in sys.argv
    if show and "sealed" in path.name:
        sys.exit("a sealed file is only scored: leave out --errors")
    with path.open(encoding="utf-8") as lines:
        print(*measure([json.loads(line) for line in lines], show), sep="\n")


if __name__ == "__main__":
    main()
