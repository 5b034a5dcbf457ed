"""Linking of incidents on a generated corpus: ``python -m bench.incidents [EVENTS]``.

Each generated incident has a place, a day, parties, a toll and a few names of its own; one to six
documents tell of it, in words that they share by half, beside events of other incidents.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pipelines.link.incidents import link_incidents, read_reports
from pipelines.link.incidents.claims import incident_rows
from pipelines.link.incidents.scoring import Place

SYLLABLES = ("ka", "lo", "mir", "ven", "tas", "dor", "shi", "bel", "run", "gol", "pet", "zar")
SUBTYPES = ("attack", "air_strike", "meeting", "prisoner_exchange", "protest", "arrest")
PLACES = 4_000
ROOT = {"meeting": "CONSULT", "prisoner_exchange": "COOPERATE", "protest": "PROTEST",
        "arrest": "COERCE"}  # fmt: skip

Row = dict[str, Any]


def corpus(events: int) -> tuple[list[Row], list[Row], list[Row]]:
    """Return generated rows of events, their participants, and documents by day."""
    rng = random.Random(7)
    words = ["".join(rng.choices(SYLLABLES, k=3)) for _ in range(6_000)]
    rows: list[Row] = []
    parties: list[Row] = []
    texts: dict[str, tuple[date, list[str]]] = {}
    first = date(2026, 1, 1)
    while len(rows) < events:
        day = first + timedelta(days=rng.randrange(120))
        names = [w.title() for w in rng.choices(words, k=6)]
        own = rng.choices(words, k=60)
        place, subtype = f"place{rng.randrange(PLACES)}", rng.choice(SUBTYPES)
        states = rng.sample(range(60), 2)
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 6))):
            published = day + timedelta(days=rng.choice((0, 0, 1, 1, 2, 4)))
            document = f"{published}-{rng.randrange(max(1, events // 400))}"
            told = texts.setdefault(document, (published, []))[1]
            start = len(" ".join(told)) + 1
            told += [*names, *rng.sample(own, 30), *rng.choices(words, k=30)]
            event = f"{document}:{start}:{start + 8}:{len(rows)}"
            rows.append({
                "event_id": event, "document_id": document, "published_on": published,
                "start_char": start, "end_char": start + 8, "event_subtype": subtype,
                "event_type": ROOT.get(subtype, "ASSAULT"), "status": "occurred",
                "starts_on": day if rng.random() < 0.5 else None,
                "ends_on": day, "place_id": place if rng.random() < 0.5 else None,
                "round_no": None, "claimant_id": None, "is_negated": False, "same_as": None,
            })  # fmt: skip
            parties += [
                {"event_id": event, "entity_id": f"state{state}", "role": "actor"}
                for state in states
            ]
    documents = [
        {"document_id": name, "published_on": day, "text": " ".join(told)}
        for name, (day, told) in texts.items()
    ]
    return rows, parties, sorted(documents, key=lambda d: (d["published_on"], d["document_id"]))


def measure(events: int = 5_000) -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar)."""
    rows, parties, documents = corpus(events)
    rng = random.Random(8)
    places = {
        f"place{n}": Place("AAA", rng.uniform(-60, 60), rng.uniform(-180, 180))
        for n in range(PLACES)
    }
    begun = time.process_time()
    incidents, memory = link_incidents(read_reports(rows, parties, ()), lambda: documents, places)
    linked = incident_rows(incidents, {})
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield (
        f"link {len(rows):,} events into {len(linked['incidents']):,} incidents",
        f"{seconds:.0f} CPU-s, peak {peak:,.0f} MB",
        "100,000: 300, 4,000 MB",
    )
    last = documents[-1]["document_id"]
    fewer = [row for row in rows if row["document_id"] != last]
    begun = time.process_time()
    link_incidents(read_reports(fewer, parties, ()), lambda: documents[:-1], places, before=memory)
    yield (
        "link again after a change of the last day",
        f"{time.process_time() - begun:.0f} CPU-s",
        "",
    )


if __name__ == "__main__":
    for line in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000):
        print(*line, sep=" | ")
