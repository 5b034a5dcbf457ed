"""``python -m bench``: every measurement, beside its bar."""

import argparse
import platform
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import commands, incidents, linking, model, reading, stages, warehouse


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/training/corpus"))
    parser.add_argument("--documents", type=int, default=linking.DOCUMENTS, help="of linking")
    parser.add_argument("--events", type=int, default=5_000, help="of the linking of incidents")
    parser.add_argument("--figures", type=int, default=warehouse.FIGURES, help="of the questions")
    options = parser.parse_args()
    corpus = options.corpus
    table = Table(title=f"newstables on {platform.machine()}, Python {platform.python_version()}")
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
    )
    for rows in parts:
        for row in rows:
            table.add_row(*row)
        table.add_section()
    Console().print(table)


if __name__ == "__main__":
    main()
