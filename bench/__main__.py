"""``python -m bench``: every measurement, beside its bar."""

import platform

from rich.console import Console
from rich.table import Table

from bench import commands, stages


def main() -> None:
    """Print the table."""
    table = Table(title=f"newstables on {platform.machine()}, Python {platform.python_version()}")
    for name in ("what", "measured", "bar"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for part in (commands, stages):
        for row in part.measure():
            table.add_row(*row)
        table.add_section()
    Console().print(table)


if __name__ == "__main__":
    main()
