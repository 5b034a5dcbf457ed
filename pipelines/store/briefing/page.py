"""The briefing's page: charts and tables put together, everything escaped, written whole."""

from importlib.resources import files
from pathlib import Path

import duckdb

from pipelines.settings import Settings
from pipelines.store.briefing.charts import NARROW, WIDE, draw, image
from pipelines.store.briefing.queries import Told, amount, ask
from pipelines.store.parquet import replace_text

NAME = "briefing.html"


def build_briefing(settings: Settings) -> Path:
    """Write ``briefing.html`` from the database; return its path.

    Raises:
        duckdb.Error: there is no database, or it is of another version.
    """
    told = _told(settings)
    path = settings.warehouse / NAME
    replace_text(path, render(told, draw(told, WIDE), draw(told, NARROW)))
    return path


def chart_images(settings: Settings) -> dict[str, bytes]:
    """Return the briefing's charts as PNG, by name.

    Raises:
        duckdb.Error: there is no database, or it is of another version.
    """
    return {name: image(svg) for name, svg in draw(_told(settings), WIDE).items()}


def _told(settings: Settings) -> Told:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return ask(db)


def render(told: Told, wide: dict[str, str], narrow: dict[str, str]) -> str:
    """Return the page."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["amount"] = amount
    template = (files("pipelines.store.briefing") / "page.html.jinja").read_text(encoding="utf-8")
    return environment.from_string(template).render(told=told, wide=wide, narrow=narrow)
