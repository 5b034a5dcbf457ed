"""``python -m bench``: every measurement, beside its bar."""

import argparse
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import (
    commands,
    growth,
    incidents,
    known,
    linking,
    model,
    overhead,
    peers,
    reading,
    stages,
    warehouse,
)


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/training/corpus"))
    parser.add_argument("--documents", type=int, default=linking.DOCUMENTS, help="of linking")
    parser.add_argument("--events", type=int, default=5_000, help="of the linking of incidents")
    parser.add_argument("--figures", type=int, default=warehouse.FIGURES, help="of the questions")
    parser.add_argument("--growth", type=int, nargs="*", default=growth.SIZES, help="documents")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the growing warehouse")
    parser.add_argument("--files", type=int, default=known.FILES, help="of the known inbox")
    parser.add_argument("--overhead", type=int, default=overhead.DOCUMENTS, help="documents")
    options = parser.parse_args()
    corpus = options.corpus
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    table = Table(title=f"newstables on {machine}, {datetime.now(UTC):%Y-%m-%d}")
    for name in ("what", "measured", "bar"):
        table.add_column(name, justify="left" if name == "what" else "right")
    parts = (
        commands.measure(),
        stages.measure(),
        reading.measure(),
        linking.measure(options.documents),
        incidents.measure(options.events),
        warehouse.measure(options.figures),
        model.measure(corpus),
        known.measure(options.files),
        overhead.measure(options.overhead),
        growth.measure(tuple(options.growth), options.jobs),
        peers.measure(),
    )
    for rows in parts:
        for row in rows:
            table.add_row(*row)
        table.add_section()
    Console().print(table)


if __name__ == "__main__":
    main()
