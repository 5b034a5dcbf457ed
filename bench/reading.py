"""What reading costs beside the libraries' own bare speed, on generated pages; memory on a crawl.

``python -m bench.reading [MEGABYTES]`` reads a crawl of that size (default 50) through intake.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.read.inputs import read_file
from pipelines.read.record import Limits

PAGES, RECORDS = 2_000, 5_000
LIMITS = Limits(date.max)
SENTENCES = (
    "The two delegations met in Gullhaven on {day} and agreed to meet again in {n} days",
    "No document was signed, but both sides called the hours at the table useful",
    "A spokesman for the mediators said that {n} prisoners would cross the border this week",
    "The lists had been checked twice, he added, and nobody was missing from them",
    "The harbour stayed closed while divers searched the mouth of the river for {n} hours",
    "Boats were found and towed to the northern quay, the port authority said on {day}",
    "According to the ministry, {n} people were hurt and the road to the coast was cut",
    "Residents of the upper town were told to leave their houses for the night",
    "“We have been here before,” said the mayor, who has held the office for {n} years",
    "Prices of bread and coal rose by {n} per cent in the month after the first round",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
LINKS = "".join(
    f'<li class="nav-item"><a href="/section/{n}">Section {n}</a></li>' for n in range(90)
)
CARDS = "".join(
    f'<div class="card"><a href="/story/{n}"><h3>Another story {n}</h3></a><span>2 h</span></div>'
    for n in range(60)
)
SCRIPT = (
    "<script>" + "window.dataLayer=window.dataLayer||[];function g(a){return a}" * 60 + "</script>"
)


def page(number: int, chance: random.Random) -> bytes:
    """Return a page of about 30 KB: scripts, navigation, an article of 500 words, more stories."""
    paragraphs = []
    for _ in range(12):
        sentences = (
            sentence.format(n=chance.randrange(2, 900), day=chance.choice(DAYS))
            for sentence in chance.choices(SENTENCES, k=3)
        )
        paragraphs.append(f"<p>{'. '.join(sentences)}.</p>")
    day = f"2026-03-{1 + number % 28:02}"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Round {number}</title>'
        f'<meta property="article:published_time" content="{day}T08:00:00Z">'
        '<meta name="author" content="Ann Lee"><meta property="og:site_name" content="The Courier">'
        f"{SCRIPT}</head><body><header><nav><ul>{LINKS}</ul></nav></header><main><article>"
        f"<h1>Round {number} of talks</h1>{''.join(paragraphs)}</article><aside>{CARDS}</aside>"
        f"</main><footer><ul>{LINKS}</ul><p>© 2026 The Courier. All rights reserved.</p></footer>"
        f"{SCRIPT}</body></html>"
    ).encode()


def response(number: int, payload: bytes) -> bytes:
    """Return a WARC record of a response."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + payload
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://paper.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        "WARC-Date: 2026-03-10T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def write_crawl(path: Path, records: int) -> None:
    """Write a WARC of generated pages."""
    chance = random.Random(1)
    with path.open("wb") as out:
        for number in range(records):
            out.write(response(number, page(number, chance)))


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def bare_pages(paths: list[Path]) -> None:
    """Read pages as trafilatura alone would, with the options that the reader gives it."""
    from pipelines.read.formats.page import OPTIONS, _extraction

    for path in paths:
        _extraction()(path.read_bytes(), **OPTIONS)


def bare_crawl(path: Path) -> None:
    """Read a crawl as fastwarc and trafilatura alone would."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    from pipelines.read.formats.page import OPTIONS, _extraction

    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            _extraction()(record.reader.read(), **OPTIONS)


def read_all(paths: list[Path]) -> None:
    """Read files as a run does: to documents and rejects."""
    for path in paths:
        for _ in read_file(path.name, path, LIMITS):
            pass


def measure() -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, bar)."""
    with TemporaryDirectory() as folder:
        chance = random.Random(1)
        paths = [Path(folder) / f"{number}.html" for number in range(PAGES)]
        for number, path in enumerate(paths):
            path.write_bytes(page(number, chance))
        read_all(paths[:20])  # loads what is loaded once
        yield compared(f"{PAGES:,} pages", lambda: bare_pages(paths), lambda: read_all(paths))
        crawl = Path(folder) / "crawl.warc"
        write_crawl(crawl, RECORDS)
        yield compared(
            f"a WARC of {RECORDS:,} records", lambda: bare_crawl(crawl), lambda: read_all([crawl])
        )
    yield memory(50)


def compared(
    what: str, bare: Callable[[], object], full: Callable[[], object]
) -> tuple[str, str, str]:
    """Return the row that sets reading beside the library's own speed."""
    alone, ours = cpu(bare), cpu(full)
    measured = f"{100 * alone / ours:.0f} % of {alone:.1f} CPU-s"
    return f"{what}, read beside the library alone", measured, "80 %"


def memory(megabytes: int) -> tuple[str, str, str]:
    """Return the row on the peak memory of taking in a crawl, in a process of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc"
        size = len(response(0, page(0, random.Random(1))))
        write_crawl(path, max(1, megabytes * 2**20 // size))
        command = [sys.executable, "-m", "bench.reading", "--take-in", str(path), folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return f"peak memory of taking in a WARC of {megabytes} MB", done.stdout.strip(), "1,000 MB"


def take_in_crawl(path: Path, folder: Path) -> str:
    """Take a crawl in; return the peak memory of this process and how many documents it gave."""
    from pipelines.settings import load_settings
    from pipelines.store.landing import take_in

    found = take_in(load_settings(warehouse=folder / "warehouse", now="2100-01-01"), [path])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{peak:,.0f} MB, {found.documents:,} documents"


def main() -> None:
    """Print the peak memory for a crawl of so many megabytes."""
    if "--take-in" in sys.argv:
        print(take_in_crawl(Path(sys.argv[-2]), Path(sys.argv[-1])))
    else:
        print(*memory(int(sys.argv[1]) if len(sys.argv) > 1 else 50), sep="  ")


if __name__ == "__main__":
    main()
