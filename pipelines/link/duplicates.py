"""Documents that repeat an earlier one, and updated versions of a story, over all days.

MinHash signatures (Broder 1997; rensa) in bands find the pairs worth a look, in time linear in the
corpus; ``versions`` judges each. No text is held but those of such pairs, compressed.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from pipelines.link.told import Token, tokens
from pipelines.link.versions import is_same_told, kind_of, similarity

Row = dict[str, object]
WORDS = re.compile(r"\w+")
THRESHOLD = 0.5  # share of three-word sequences that two texts must have in common
SEQUENCE = 3
# 42 bands of 3 find 99.6 % of the pairs that share half of their sequences, 29 % at a fifth.
BANDS, ROWS = 42, 3
# A copy cut to its first paragraph or an update under a new lead has sentences word for word:
# 24 signatures over whole sentences find 91 % of the pairs with a tenth of them in common.
SENTENCE_BANDS = 24
SIGNATURE = BANDS * ROWS
SENTENCE = re.compile(r"[^.!?\n]+")
SHORTEST_SENTENCE = 8  # words: shorter ones are anybody's
SAME_SENTENCES = 2  # of the signatures
SLACK = 0.15  # a signature misses the true share by 0.04 on average, titles and credits are in it
SEED = 1  # the same signatures on every machine
PARTNERS = 16  # pairs a document is judged in: the likest, of templates there are thousands
HASHED_CHARS = 100_000
BATCH = 512


def find_duplicates(
    read: Callable[[], Iterable[Mapping[str, object]]], threshold: float = THRESHOLD
) -> list[Row]:
    """Return rows of ``document_duplicates``: each copy and update with the earliest it repeats.

    Args:
        read: Gives mappings with document_id, published_on and text, in any order; called twice.
        threshold: Share of three-word sequences from which on two texts are the same story.
    """
    days, pairs = _pairs(read(), threshold)
    wanted = {name for pair in pairs.items() for name in (pair[0], *pair[1])}
    texts = {
        str(d["document_id"]): zlib.compress(str(d["text"]).encode("utf-8", "surrogatepass"), 1)
        for d in (read() if wanted else ())
        if str(d["document_id"]) in wanted
    }

    @lru_cache(256)
    def told(name: str) -> list[Token]:
        return tokens(zlib.decompress(texts[name]).decode("utf-8", "surrogatepass"))

    rows: list[Row] = []
    originals: dict[str, str] = {}
    for name in sorted(pairs, key=lambda n: (str(days[n]), n)):
        # a copy of anything is a copy, of the earliest; an update brings the latest up to date
        found = None
        for other in sorted(pairs[name], key=lambda n: (str(days[n]), n)):
            theirs, mine = told(other), told(name)
            if not is_same_told(theirs, mine, threshold):
                continue
            share = similarity(theirs, mine)
            kind = kind_of(theirs, mine, days[other], days[name])
            if kind:
                found = kind, originals.get(other, other), share
            if kind == "copy":
                break
        if found is None:
            continue
        kind, original, share = found
        if kind == "copy":
            originals[name] = original
        rows.append(
            {
                "document_id": name,
                "duplicate_of": original,
                "kind": kind,
                "similarity": round(share, 4),
            }
        )
    return rows


def _pairs(
    documents: Iterable[Mapping[str, object]], threshold: float
) -> tuple[dict[str, object], dict[str, list[str]]]:
    """Return the day of each document, and for each its likest earlier ones."""
    import numpy as np

    days: dict[str, object] = {}
    names: list[str] = []
    parts = []
    for batch, signatures in _signatures(documents):
        for name, day in batch:
            names.append(name)
            days[name] = day
        parts.append(signatures)
    if not parts:
        return days, {}
    order = sorted(range(len(names)), key=lambda i: (str(days[names[i]]), names[i]))
    matrix = np.concatenate(parts)[order]
    names = [names[i] for i in order]
    found: dict[str, list[str]] = {}
    for i, near in _near(matrix).items():
        others = np.array(sorted(near))
        equal = matrix[others] == matrix[i]
        shares = equal[:, :SIGNATURE].mean(axis=1)
        said = equal[:, SIGNATURE:].sum(axis=1)
        likest = sorted(zip(-shares, -said, others, strict=True))[:PARTNERS]
        close = [
            names[k]
            for share, same, k in likest
            if -share >= threshold - SLACK or (-same >= SAME_SENTENCES and threshold < 1)
        ]
        if close:
            found[names[i]] = close
    return days, found


def _near(matrix: Any) -> dict[int, set[int]]:
    """Return for each row the earlier rows that share a band with it.

    Of a crowded band the nearest and the very first: of a template there may be thousands.
    """
    import numpy as np

    near: dict[int, set[int]] = defaultdict(set)
    mixed = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F][:ROWS], dtype=np.uint64)
    for band in range(BANDS + SENTENCE_BANDS):
        if band < BANDS:
            part = matrix[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
            keys = (part * mixed).sum(axis=1, dtype=np.uint64)  # wraps round, as a hash may
        else:
            keys = matrix[:, SIGNATURE + band - BANDS]
        order = np.argsort(keys, kind="stable")
        ends = np.flatnonzero(np.diff(keys[order])) + 1
        for group in np.split(order, ends) if len(ends) < len(order) - 1 else ():
            for n in range(1, len(group)):
                near[int(group[n])].update(group[max(0, n - PARTNERS) : n].tolist())
                near[int(group[n])].add(int(group[0]))
    return near


def _signatures(
    documents: Iterable[Mapping[str, object]],
) -> Iterator[tuple[list[tuple[str, object]], Any]]:
    import numpy as np
    from rensa import RMinHash

    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        texts = [str(d["text"])[:HASHED_CHARS] for d in batch]
        words = [WORDS.findall(text.casefold()) for text in texts]
        whole = RMinHash.digests_from_token_sets(list(map(_sequences, words)), SIGNATURE, SEED)
        said = RMinHash.digests_from_token_sets(
            [_sentences(d, text) for d, text in zip(batch, texts, strict=True)],
            SENTENCE_BANDS,
            SEED,
        )
        named = [(str(d["document_id"]), d["published_on"]) for d in batch]
        yield named, np.hstack([np.array(d, dtype=np.uint32) for d in (whole, said)])


def _sentences(document: Mapping[str, object], text: str) -> list[bytes]:
    """Return the sentences without their numbers; of a text without any its name, which is its own.

    >>> _sentences({"document_id": "a"}, "At least 12 people died when the boat sank. So it was.")
    [b'at least people died when the boat sank']
    """
    found = [re.sub(r"\W*\d\S*", "", s.casefold()).split() for s in SENTENCE.findall(text)]
    told = [" ".join(words) for words in found if len(words) >= SHORTEST_SENTENCE]
    return [s.encode("utf-8", "surrogatepass") for s in told or [f"\0{document['document_id']}"]]


def _sequences(words: list[str]) -> list[bytes]:
    return [
        " ".join(words[i : i + SEQUENCE]).encode("utf-8", "surrogatepass")
        for i in range(max(1, len(words) - SEQUENCE + 1))
    ]
