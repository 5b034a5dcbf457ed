"""What the linking of incidents remembers, as Parquet: words of documents and scores of pairs.

Whatever of it is lost, or was made by other rules, is made again: fingerprints tell.
"""

import json
from collections import defaultdict
from pathlib import Path

import pyarrow as pa

from pipelines.link.incidents.memory import Memory, Scored, packed, unpacked
from pipelines.store.parquet import read_whole, replace_file, whole_file

WORDS = "_incident_words"
PAIRS = "_incident_pairs"
WORDS_SCHEMA = pa.schema(
    [("document_id", pa.string()), ("fingerprint", pa.string()), ("words", pa.string())]
)
PAIRS_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("fingerprint", pa.string()),
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
    prints: dict[str, str] = {}
    scored: dict[str, list[Scored]] = defaultdict(list)
    for name, fingerprint, *pair in zip(
        *read_whole(root, PAIRS, PAIRS_SCHEMA).to_pydict().values(), strict=True
    ):
        prints[name] = fingerprint
        if pair[0] is not None:
            scored[name].append(tuple(pair))
    return Memory(words, {name: (prints[name], scored[name]) for name in prints})


def write_memory(root: Path, memory: Memory) -> None:
    """Store what is remembered."""
    words = [
        {"document_id": name, "fingerprint": fingerprint, "words": json.dumps(packed(told))}
        for name, (fingerprint, told) in sorted(memory.words.items())
    ]
    replace_file(whole_file(root, WORDS), pa.Table.from_pylist(words, schema=WORDS_SCHEMA))
    pairs: list[tuple[object, ...]] = []
    for name, (fingerprint, scored) in sorted(memory.pairs.items()):
        pairs += [(name, fingerprint, *pair) for pair in scored]
        if not scored:
            pairs.append((name, fingerprint, None, None, None, None))
    columns = [list(column) for column in zip(*pairs, strict=True)] or [[] for _ in PAIRS_SCHEMA]
    replace_file(
        whole_file(root, PAIRS), pa.table(dict(zip(PAIRS_SCHEMA.names, columns, strict=True)),
                                          schema=PAIRS_SCHEMA)
    )  # fmt: skip
