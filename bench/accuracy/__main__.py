"""Measure how often each column is right: ``python -m bench.accuracy [SET ...]``.

Sets are measured one after another, and each one's lines in ``seeds/reference/accuracy.csv`` are
written as soon as it is done, so that a run can be broken off or taken in parts. What was scored on
sealed material is kept as it stands.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from bench.accuracy import acts, own, public, reading, words
from bench.accuracy.card import PATH, Result, merged, read, write
from bench.accuracy.gold import Gold, NoGoldError
from pipelines.settings import PROJECT_ROOT, load_settings

Measurement = Callable[[], Iterable[Result]]


def sets(gold: Gold, corpus: Path) -> dict[str, Measurement]:
    """Return every set by name, the quick ones first."""
    return {
        "own_figures": own.figures,
        "own_times": own.time_expressions,
        "own_quotes": own.quotations,
        "own_status": own.status,
        "own_names": own.names,
        "own_copies": own.copies,
        "mess": reading.mess,
        "sample": reading.timeline,
        "numbers": partial(public.numbers, gold),
        "plover": partial(acts.events, gold, "plover"),
        "case": partial(acts.events, gold, "case"),
        "cameo": partial(acts.events, gold, "cameo"),
        "words": partial(words.words, corpus),
        "quotes": partial(public.quotes, gold),
        "dates": partial(public.dates, gold),
        "muc": partial(acts.events, gold, "muc"),
        "shootings": partial(acts.shootings, gold),
    }


def main() -> None:
    """Read the command line, measure, and write the CSV set by set."""
    shared = PROJECT_ROOT.parent / "shared"
    parser = argparse.ArgumentParser(prog="bench.accuracy", description=__doc__)
    parser.add_argument("sets", nargs="*", help="all by default; --list names them")
    parser.add_argument("--list", action="store_true", help="name the sets and leave")
    parser.add_argument("--gold", type=Path, default=shared / "gold", help="folder of the gold")
    parser.add_argument("--corpus", type=Path, default=shared / "training" / "corpus")
    parser.add_argument("--share", type=int, default=3, help="of MUC-4 and shootings: every Nth")
    parser.add_argument("--limit", type=int, help="records of each public set, at most")
    parser.add_argument("--csv", type=Path, default=PATH, help="file to renew")
    options = parser.parse_args()
    known = sets(Gold(options.gold, options.share, options.limit), options.corpus)
    if options.list:
        print(*known, sep="\n")
        return
    unknown = set(options.sets) - known.keys()
    if unknown:
        sys.exit(f"no set {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    day = load_settings().clock().date().isoformat()
    for name in options.sets or known:
        start = time.perf_counter()
        try:
            results = list(known[name]())
        except NoGoldError as error:
            sys.exit(f"{name}: {error}")
        write(merged(read(options.csv), name, results, day), options.csv)
        print(f"{name}: {len(results)} lines, {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
