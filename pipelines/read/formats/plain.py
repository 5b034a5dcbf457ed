"""Plain text, and a web page that was saved under a name that does not say so."""

import re
from collections.abc import Iterator

from pipelines.read.formats import page
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw
from pipelines.read.reject import Reject
from pipelines.read.text import decode

PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,100}>\s*)?<(?:!doctype html|html\b)", re.I)


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the text of the file."""
    data = source.read_all(limits)
    if PAGE.match(data):
        yield page.page_record(source, data)
    else:
        yield source.whole("txt", decode(data), len(data))
