"""The table of docs/event_types.md: our subtypes beside PLOVER, CAMEO, ACLED and UCDP.

``python -m pipelines.extract.events.crosswalk > docs/event_types.md`` writes it anew. What belongs
here: the layout of that page. What does not: the mapping, which is event_types.csv and
event_scales.csv.
"""

import csv

from pipelines.settings import reference_path

HEAD = """# Event types

Generated from `seeds/reference/event_types.csv` and `event_scales.csv` by
`python -m pipelines.extract.events.crosswalk`. The scale runs from -10 (worst conflict) to +10
(best cooperation), as Goldstein's does; its values are this project's own. UCDP counts organised
violence that kills, by who fights whom, so one subtype may fall under several of its types.
"""
COLUMNS = {
    "subtype": "event_subtype",
    "definition": "definition",
    "PLOVER": "plover",
    "mode": "plover_mode",
    "CAMEO": "cameo",
    "ACLED": "acled_sub_event",
    "UCDP": "ucdp",
    "scale": "scale",
}


def crosswalk() -> str:
    """Return the page as Markdown."""
    rows = _rows("event_types.csv")
    more = {row["event_subtype"]: row for row in _rows("event_scales.csv")}
    lines = [" | ".join(COLUMNS), " | ".join("---" for _ in COLUMNS)]
    for row in rows:
        cells = {**row, **more.get(row["event_subtype"], {})}
        lines.append(" | ".join(cells.get(c, "").replace("|", ", ") for c in COLUMNS.values()))
    return HEAD + "\n" + "\n".join(f"| {line} |" for line in lines) + "\n"


def _rows(name: str) -> list[dict[str, str]]:
    with reference_path(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    print(crosswalk(), end="")
