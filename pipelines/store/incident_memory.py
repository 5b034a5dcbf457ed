"""What the linking of incidents remembers, as Parquet: words of documents and scores of pairs.

Whatever of it is lost, or was made by other rules, is made again: fingerprints tell.
"""

import json
from pathlib import Path

import pyarrow as pa

from pipelines.link.incidents.memory import Known, Memory, packed, unpacked
from pipelines.store.parquet import read_whole, replace_file, whole_file

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
    words = [
        {"document_id": name, "fingerprint": fingerprint, "words": json.dumps(packed(told))}
        for name, (fingerprint, told) in sorted(memory.words.items())
    ]
    replace_file(whole_file(root, WORDS), pa.Table.from_pylist(words, schema=WORDS_SCHEMA))
    pairs: list[tuple[object, ...]] = []
    for name, (past, near, scored) in sorted(memory.pairs.items()):
        pairs += [(name, past, near, *pair) for pair in scored]
        if not scored:
            pairs.append((name, past, near, None, None, None, None))
    columns = [list(column) for column in zip(*pairs, strict=True)] or [[] for _ in PAIRS_SCHEMA]
    replace_file(
        whole_file(root, PAIRS), pa.table(dict(zip(PAIRS_SCHEMA.names, columns, strict=True)),
                                          schema=PAIRS_SCHEMA)
    )  # fmt: skip
