"""``docs/questions.md``: every SQL block with its result on the sample beneath it.

``python -m bench.questions`` says which results are no longer true; ``--write`` puts them right.
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import duckdb

from bench.sample import sample

PAGE = Path(__file__).resolve().parent.parent / "docs" / "questions.md"
OPEN, CLOSE = "```sql\n", "\n```\n"


def parts(page: str) -> Iterator[tuple[str, str, str]]:
    r"""Yield (text before, SQL, table as shown) of each question, last (text, "", "").

    >>> list(parts("A\n```sql\nselect 1\n```\n\n| 1 |\n|---|\n| 1 |\n\nB\n"))
    [('A\n', 'select 1', '| 1 |\n|---|\n| 1 |\n'), ('\nB\n', '', '')]
    """
    before, *blocks = page.split(OPEN)
    for block in blocks:
        query, _, rest = block.partition(CLOSE)
        table = "".join(takewhile(is_row, rest.removeprefix("\n").splitlines(keepends=True)))
        yield before, query, table
        before = rest.removeprefix("\n").removeprefix(table) if table else rest
    yield before, "", ""


def is_row(line: str) -> bool:
    """Return whether a line of Markdown is a row of a table."""
    return line.startswith("|")


def shown(value: object) -> str:
    r"""Return a cell's text.

    >>> shown(157.0), shown(None), shown("a|b"), shown(True)
    ('157', '', 'a\\|b', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.12g}"
    return " ".join(str(value).replace("|", "\\|").split())


def result(db: duckdb.DuckDBPyConnection, query: str) -> str:
    """Return the result of a query as a Markdown table."""
    db.execute(query)
    names = [column[0] for column in db.description or ()]
    rows = [names, ["---"] * len(names)]
    rows += [[shown(value) for value in row] for row in db.fetchall()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def answered(db: duckdb.DuckDBPyConnection, page: str) -> str:
    """Return the page with the results that hold now."""
    told = [
        f"{before}{OPEN}{query}{CLOSE}\n{result(db, query)}" if query else before
        for before, query, _ in parts(page)
    ]
    return "".join(told)


def main() -> None:
    """Compare, or write."""
    parser = argparse.ArgumentParser(prog="bench.questions", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the results right")
    parser.add_argument("--warehouse", type=Path, help="of the sample; made anew without")
    options = parser.parse_args()
    page = PAGE.read_text(encoding="utf-8")
    with sample(options.warehouse) as db:
        now = answered(db, page)
    if options.write:
        PAGE.write_text(now, encoding="utf-8")
    elif now != page:
        for old, new in zip(parts(page), parts(now), strict=True):
            if old != new:
                print(f"{new[0].strip()}\n\nshown:\n{old[2]}\nnow:\n{new[2]}")
        sys.exit("docs/questions.md: run python -m bench.questions --write")


if __name__ == "__main__":
    main()
