"""Raw news text in, tables an analyst can trust out.

For notebooks: ``extract_text`` gives the tables of one text, ``read_table`` one of the warehouse.
Nothing heavy is imported before one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

__all__ = ["extract_text", "read_table"]


def extract_text(text: str, published_on: date | str | None = None) -> dict[str, pd.DataFrame]:
    """Return the per-document tables of one text, each with the columns of the contract.

    Args:
        text: The article; a ``date YYYY-MM-DD`` header is read and cut off.
        published_on: Publication day; relative dates are resolved against it. None: unknown.

    Raises:
        ValueError: the text is no article (empty, no prose), or the day is no day.
    """
    from pipelines.store.flat import text_tables

    return {name: table.to_pandas() for name, table in text_tables(text, published_on).items()}


def read_table(name: str, warehouse: Path | str | None = None) -> pd.DataFrame:
    """Return a table or mart of the warehouse.

    Raises:
        ValueError: there is no such table, or no warehouse yet.
    """
    from pipelines.settings import load_settings
    from pipelines.store.query import read_relation

    return read_relation(load_settings(warehouse=warehouse), name).to_pandas()
