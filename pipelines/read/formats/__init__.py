"""The formats, one module each, behind one table: the end of a name decides which one reads.

A reader is a function ``read(source, limits)`` that yields a ``Raw`` or a ``Reject`` for each
record and holds one record at a time. Its library is imported when it is first needed.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject

Reader = Callable[[Source, Limits], Iterator[Raw | Reject]]

READERS: dict[str, str] = {
    "": "plain",
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".parquet": "parquet",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".pdf": "pdf",
    ".zip": "zipped",
    ".tar": "tarred",
    ".tar.gz": "tarred",
    ".tgz": "tarred",
    ".tar.bz2": "tarred",
    ".tar.xz": "tarred",
    ".tar.zst": "tarred",
    ".gz": "compressed",
    ".zst": "compressed",
}
ARCHIVES = frozenset({"zipped", "tarred", "compressed"})


def suffix_of(name: str) -> str:
    """Return the end of a file's name that tells its format, in small letters.

    >>> [suffix_of(n) for n in ("a.warc.gz", "b.TXT", "c.html.gz", "d", "v1.2/e.docx")]
    ['.warc.gz', '.txt', '.gz', '', '.docx']
    """
    base = name.lower().replace("\\", "/").rpartition("/")[2]
    parts = base.lstrip(".").split(".")
    double = "." + ".".join(parts[-2:])
    if len(parts) > 2 and double in READERS:
        return double
    return f".{parts[-1]}" if len(parts) > 1 else ""


def read_source(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the records of one file or archive member, by the reader of its name.

    Raises:
        UnreadableError: the whole of it cannot be read.
    """
    suffix = suffix_of(source.name)
    name = READERS.get(suffix)
    if name is None:
        raise UnreadableError("unsupported", f"no reader for {suffix}")
    if name in ARCHIVES and source.depth >= limits.archive_depth:
        raise UnreadableError("unsupported", f"an archive {source.depth + 1} deep")
    reader: Reader = import_module(f"{__name__}.{name}").read
    yield from reader(source, limits)
