"""Fragments of HTML -> paragraphs of plain text, for feeds and Markdown.

A whole page is trafilatura's: it knows what on it is the article. Here everything is.
"""

import re
from typing import Any

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dl",
    "div", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
SILENT = frozenset({
    "script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math", "button",
    "select",
})  # fmt: skip
SPACES = re.compile(r"\s+")


def fragment_text(markup: str) -> str:
    r"""Return the text of a fragment: an empty line between blocks, a line end for each ``br``.

    >>> fragment_text("<p>They met.<script>x</script></p><p>They&nbsp;<b>left</b>.</p>")
    'They met.\n\nThey left.'
    """
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, huge_tree=False
    )
    data = f"<div>{markup}</div>".encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError:
        root = None
    return "" if root is None else _text(root, etree)


def _text(root: Any, etree: Any) -> str:
    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += tag in SILENT
            if tag in BLOCKS:
                parts.append("\n\n")
            if not silent and tag and element.text:
                parts.append(SPACES.sub(" ", element.text))
            continue
        silent -= tag in SILENT
        if tag == "br":
            parts.append("\n")
        elif tag in BLOCKS:
            parts.append("\n\n")
        elif tag in ("td", "th"):
            parts.append(" ")
        if not silent and element.tail:
            parts.append(SPACES.sub(" ", element.tail))
    lines = [line.strip() for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
