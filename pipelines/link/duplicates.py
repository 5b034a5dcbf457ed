"""Documents that repeat an earlier one: syndicated copies and lightly edited versions.

Texts are compared by the sequences of five words that they share (w-shingling, Broder 1997).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

Row = dict[str, object]
WORDS = re.compile(r"\w+")
SHINGLE = 5
THRESHOLD = 0.5  # share of the smaller text's sequences that stand in the other
# A sequence that many texts share (a footer, a standing paragraph) tells nothing about two of them.
COMMON = 20
# Of all sequences only those whose hash ends so are looked up: bounds memory, keeps the estimate.
SAMPLE = 4


def shingles(text: str) -> frozenset[int]:
    """Return hashes of the sequences of five words; of a shorter text, of its words together."""
    words = [w.casefold() for w in WORDS.findall(text)]
    count = max(1, len(words) - SHINGLE + 1)
    return frozenset(_hash(" ".join(words[i : i + SHINGLE])) for i in range(count))


def _hash(text: str) -> int:
    import zlib

    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def find_duplicates(documents: Iterable[Mapping[str, object]]) -> list[Row]:
    """Return rows of ``document_duplicates``: each repeated document with the earliest it repeats.

    Args:
        documents: Mappings with document_id, published_on and text, in any order.
    """
    found: dict[str, tuple[object, frozenset[int]]] = {
        str(d["document_id"]): (d["published_on"], shingles(str(d["text"]))) for d in documents
    }
    order = sorted(found, key=lambda name: (found[name][0], name))  # type: ignore[type-var]
    holders: dict[int, list[str]] = defaultdict(list)
    rows: list[Row] = []
    originals: dict[str, str] = {}
    for name in order:
        mine = found[name][1]
        shared = Counter(
            other
            for s in mine
            if s % SAMPLE == 0 and len(holders[s]) <= COMMON
            for other in holders[s]
        )
        best, similarity = None, 0.0
        for other, _ in shared.most_common(8):
            theirs = found[other][1]
            overlap = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            if overlap > similarity:
                best, similarity = other, overlap
        if best is not None and similarity >= THRESHOLD:
            original = originals.get(best, best)
            originals[name] = original
            rows.append(
                {"document_id": name, "duplicate_of": original, "similarity": round(similarity, 4)}
            )
        for s in mine:
            if s % SAMPLE == 0:
                holders[s].append(name)
    return rows
