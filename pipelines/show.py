"""``newstables show``: one article in the terminal, its spans highlighted, its rows below.

What the warehouse links it to (entities, incidents, disagreements, copies) where it holds it.
"""

from datetime import date
from pathlib import Path

import click
import pyarrow as pa
from rich.console import Console
from rich.text import Text

from pipelines.extract.rows import Row
from pipelines.inert import for_terminal, one_line
from pipelines.read.document import Document
from pipelines.read.inputs import read_file
from pipelines.read.reject import Reject
from pipelines.settings import Settings
from pipelines.store.flat import flat_limits
from pipelines.store.query import links_of
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
        "actors", "recipients", "others", "claimant",
    ),
    "mentions": ("text", "kind", "entity_type", "name", "title", "polity"),
}  # fmt: skip
SIDES = {"actor": "actors", "recipient": "recipients", "victim": "recipients"}
LONGEST = 120


def show_file(path: Path, settings: Settings) -> bool:
    """Print each article of a file; return whether there was one."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    shown = False
    for outcome in read_file(path.name, path, flat_limits(settings), settings.largest_file_bytes):
        if isinstance(outcome, Reject):
            detail = f": {outcome.detail}" if outcome.detail else ""
            click.echo(one_line(f"{outcome.uri}: {outcome.reason}{detail}"), err=True)
            continue
        [(_, rows)] = extract_rows([outcome], settings.models, settings.document_seconds)
        if isinstance(rows, str):
            click.echo(one_line(f"{outcome.uri}: extraction_failed: {rows}"), err=True)
            continue
        title = f"{outcome.published_on or 'undated'}  {outcome.title or outcome.uri}"
        console.rule(Text(one_line(title)))
        console.print(highlighted(outcome.text, rows))
        legend = Text("  ".join(STYLES))
        for name, style in STYLES.items():
            legend.highlight_words([name], style)
        console.print(legend)
        rows["events"] = with_parties(rows["events"], rows["event_participants"])
        for name, columns in COLUMNS.items():
            if rows[name]:
                _print(console, name, _table(name, rows[name], columns))
        _print_links(console, settings, outcome, rows["mentions"])
        shown = True
    return shown


def _print(console: Console, name: str, rows: pa.Table) -> None:
    console.print(Text(f"\n{name}", style=STYLES.get(name, "bold")))
    console.print(result_table(rows, rows.num_rows))


def _print_links(
    console: Console, settings: Settings, document: Document, mentions: list[Row]
) -> None:
    """Print what the warehouse links the article to; without it, the article's own entities."""
    links = links_of(settings, document.document_id)
    if links is None:
        links = {
            "entities": own_entities(mentions, document.published_on or settings.clock().date())
        }
    for name, rows in links.items():
        if rows.num_rows:
            _print(console, name, rows)
    if "incidents" not in links:
        note = f"links to other articles: {settings.warehouse} does not hold this one"
        console.print(Text(f"\n{note}; `newstables run` takes it in", style="dim"))


def own_entities(mentions: list[Row], day: date) -> pa.Table:
    """Return the entities that one article names, linked by itself alone."""
    from pipelines.link.entities import link_entities

    found = link_entities([{**row, "published_on": row["published_on"] or day} for row in mentions])
    offices: dict[object, list[str]] = {}
    for row in found.entity_offices:
        offices.setdefault(row["entity_id"], []).append(str(row["office"]))
    printed: dict[object, list[str]] = {}
    for row in found.entity_aliases:
        printed.setdefault(row["entity_id"], []).append(str(row["alias"]))
    rows = [
        {
            "name": row["name"],
            "entity_type": row["entity_type"],
            "country": row["country"],
            "offices": "; ".join(sorted(set(offices.get(row["entity_id"], [])))) or None,
            "mentions": row["mention_count"],
            "printed_as": "; ".join(sorted(printed.get(row["entity_id"], []))) or None,
        }
        for row in found.entities
    ]
    names = ("name", "entity_type", "country", "offices", "mentions", "printed_as")
    types = [pa.int64() if name == "mentions" else pa.string() for name in names]
    schema = pa.schema(list(zip(names, types, strict=True)))
    return pa.Table.from_pylist(rows, schema=schema).sort_by(
        [("mentions", "descending"), ("name", "ascending")]
    )


def with_parties(events: list[Row], participants: list[Row]) -> list[Row]:
    """Return the events with the words of their parties beside them."""
    words: dict[tuple[object, str], list[str]] = {}
    for row in participants:
        side = SIDES.get(str(row["role"]))
        text = str(row["text"]) if side else f"{row['text']} ({row['role']})"
        words.setdefault((row["event_id"], side or "others"), []).append(text)
    return [
        {
            **event,
            **{
                side: "; ".join(words.get((event["event_id"], side), [])) or None
                for side in ("actors", "recipients", "others")
            },
        }
        for event in events
    ]


def highlighted(text: str, rows: dict[str, list[Row]]) -> Text:
    """Return the article with its spans styled."""
    painted = Text(for_terminal(text))
    for name, style in STYLES.items():
        for row in rows[name]:
            painted.stylize(style, int(row["start_char"]), int(row["end_char"]))  # type: ignore[call-overload]
    return painted


def _table(name: str, rows: list[Row], columns: tuple[str, ...]) -> pa.Table:
    known = {f.name: f for f in TABLES[name].stored_schema}
    schema = pa.schema([known.get(c, pa.field(c, pa.string())) for c in columns])
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
