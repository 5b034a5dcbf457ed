"""What the linking of incidents remembers, as Parquet: words of documents and scores of pairs.

Whatever of it is lost, or was made by other rules, is made again: fingerprints tell.
"""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa

from pipelines.link.incidents.memory import Known, Memory, packed, unpacked
from pipelines.store.parquet import read_whole, replace_file, whole_file

BATCH = 8192  # rows
WORDS = "_incident_words"
PAIRS = "_incident_pairs"
WORDS_SCHEMA = pa.schema(
    [("document_id", pa.string()), ("fingerprint", pa.string()), ("words", pa.string())]
)
PAIRS_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("past", pa.string()),
        ("near", pa.string()),
        ("event_id", pa.string()),  # NULL: the document has no likely pair
        ("other_event_id", pa.string()),
        ("score", pa.float64()),
        ("reason", pa.string()),
    ]
)


def read_memory(root: Path) -> Memory:
    """Return what was remembered; nothing at first."""
    words = {
        row["document_id"]: (row["fingerprint"], unpacked(json.loads(row["words"])))
        for row in read_whole(root, WORDS, WORDS_SCHEMA).to_pylist()
    }
    found: dict[str, Known] = {}
    for name, past, near, *pair in zip(
        *read_whole(root, PAIRS, PAIRS_SCHEMA).to_pydict().values(), strict=True
    ):
        known = found.setdefault(name, Known(past, near, []))
        if pair[0] is not None:
            known.pairs.append(tuple(pair))
    return Memory(words, found)


def write_memory(root: Path, memory: Memory) -> None:
    """Store what is remembered."""
    words: Iterator[dict[str, object]] = (
        {"document_id": name, "fingerprint": fingerprint, "words": json.dumps(packed(told))}
        for name, (fingerprint, told) in sorted(memory.words.items())
    )
    replace_file(whole_file(root, WORDS), _table(words, WORDS_SCHEMA))
    replace_file(whole_file(root, PAIRS), _table(_pairs(memory), PAIRS_SCHEMA))


def _pairs(memory: Memory) -> Iterator[dict[str, object]]:
    for name, (past, near, scored) in sorted(memory.pairs.items()):
        same: dict[str, object] = {"document_id": name, "past": past, "near": near}
        if not scored:
            yield same
        for one, other, score, reason in scored:
            told = {"event_id": one, "other_event_id": other, "score": score, "reason": reason}
            yield same | told


def _table(rows: Iterator[dict[str, object]], schema: pa.Schema) -> pa.Table:
    """Return rows as a table; as mappings they are held by the batch."""
    batches = []
    while batch := list(islice(rows, BATCH)):
        batches.append(pa.RecordBatch.from_pylist(batch, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)
