"""``newstables show``: one article in the terminal, its spans highlighted, its rows below."""

from pathlib import Path

import click
import pyarrow as pa
from rich.console import Console
from rich.text import Text

from pipelines.extract.rows import Row
from pipelines.read.inputs import read_file
from pipelines.read.reject import Reject
from pipelines.settings import Settings
from pipelines.store.flat import flat_limits
from pipelines.store.units import extract_rows
from pipelines.tables import TABLES
from pipelines.terminal import result_table

# What is painted later wins where spans overlap.
STYLES = {
    "quotations": "italic",
    "mentions": "cyan",
    "events": "bold magenta",
    "time_expressions": "green",
    "figures": "bold yellow",
}
COLUMNS = {
    "document_sources": ("name", "basis"),
    "time_expressions": (
        "text", "timex_type", "value", "modifier", "starts_on", "ends_on", "direction",
    ),
    "figures": (
        "text", "value_low", "value", "value_high", "qualifier", "unit", "category", "object",
        "side", "per_side", "total", "status", "claimant", "starts_on", "ends_on",
    ),
    "quotations": ("form", "speaker", "cue", "text"),
    "events": (
        "text", "event_subtype", "status", "round_no", "starts_on", "ends_on", "place_text",
        "claimant",
    ),
    "event_participants": ("event_id", "role", "text"),
    "mentions": ("text", "kind", "entity_type", "name", "title", "polity"),
}  # fmt: skip
LONGEST = 120


def show_file(path: Path, settings: Settings) -> bool:
    """Print each article of a file; return whether there was one."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    shown = False
    for outcome in read_file(path.name, path, flat_limits(settings), settings.largest_file_bytes):
        if isinstance(outcome, Reject):
            click.echo(f"{outcome.uri}: {outcome.reason}: {outcome.detail}", err=True)
            continue
        [(_, rows)] = extract_rows([outcome], settings.models, settings.document_seconds)
        if isinstance(rows, str):
            click.echo(f"{outcome.uri}: extraction_failed: {rows}", err=True)
            continue
        console.rule(Text(f"{outcome.published_on or 'undated'}  {outcome.title or outcome.uri}"))
        console.print(highlighted(outcome.text, rows))
        legend = Text("  ".join(STYLES))
        for name, style in STYLES.items():
            legend.highlight_words([name], style)
        console.print(legend)
        for name, columns in COLUMNS.items():
            if rows[name]:
                console.print(Text(f"\n{name}", style=STYLES.get(name, "bold")))
                console.print(result_table(_table(name, rows[name], columns), len(rows[name])))
        shown = True
    return shown


def highlighted(text: str, rows: dict[str, list[Row]]) -> Text:
    """Return the article with its spans styled."""
    painted = Text("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text))
    for name, style in STYLES.items():
        for row in rows[name]:
            painted.stylize(style, int(row["start_char"]), int(row["end_char"]))  # type: ignore[call-overload]
    return painted


def _table(name: str, rows: list[Row], columns: tuple[str, ...]) -> pa.Table:
    schema = pa.schema([f for f in TABLES[name].stored_schema if f.name in columns])
    cut = [
        {
            c: v
            if not isinstance(v := row[c], str) or len(v) <= LONGEST
            else v[: LONGEST - 1] + "…"
            for c in columns
        }
        for row in rows
    ]
    return pa.Table.from_pylist(cut, schema=schema).select(list(columns))
