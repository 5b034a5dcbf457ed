"""Lines that are wrapped, as in mail and agency feeds, say what the same words say in one line."""

import json
import textwrap
from collections import Counter
from pathlib import Path

import pytest

from pipelines.extract.pipeline import annotate
from pipelines.parse.documents import parse_documents

MATERIAL = Path(__file__).resolve().parent.parent / "material"
KINDS = ("figures", "times", "quotes", "status")
EACH = 9  # every ninth of the open material: about forty texts


def texts():
    for kind in KINDS:
        with (MATERIAL / f"{kind}_open.jsonl").open(encoding="utf-8") as lines:
            for line in list(lines)[::EACH]:
                record = json.loads(line)
                yield " ".join((record.get("text") or record["sentence"]).split())


def told(doc) -> Counter[tuple[object, ...]]:
    """What a Doc tells, without offsets and line ends."""
    found: Counter[tuple[object, ...]] = Counter()

    def words(record) -> str:
        return " ".join(doc.text[record.start_char : record.end_char].split())

    for f in doc._.figures:
        found["figure", words(f), f.value, f.category, f.per_side, f.status, f.qualifier] += 1
    for t in doc._.time_expressions:
        found["time", words(t), t.value, t.starts_on, t.ends_on] += 1
    for q in doc._.quotations:
        found["quotation", words(q), q.form, q.speaker and " ".join(q.speaker.split())] += 1
    for m in doc._.mentions:
        found["mention", words(m), m.entity_type, m.title and " ".join(m.title.split())] += 1
    for e in doc._.events:
        found["event", words(e), e.event_subtype, e.status] += 1
    return found


@pytest.mark.parametrize("width", [48, 56])
def test_wrapped_text_tells_the_same(document, model, width):
    """But for one row in a hundred: a line's end is a hint where a name ends."""
    lead = "The committee of the northern province met again in the old town hall. "
    rows = other_rows = 0
    for text in texts():
        wrapped = textwrap.fill(lead + text, width, break_on_hyphens=False, break_long_words=False)
        [(_, one)] = parse_documents([document(lead + text)], model)
        [(_, other)] = parse_documents([document(wrapped)], model)
        expected, found = told(annotate(one)), told(annotate(other))
        rows += expected.total()
        other_rows += ((expected - found) + (found - expected)).total()
    assert rows > 200
    assert other_rows <= rows / 100
