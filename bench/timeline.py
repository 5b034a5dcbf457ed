"""The marts of the sample against ``seeds/TIMELINE.md``, which was written by hand.

``python -m bench.timeline [--warehouse FOLDER]`` prints recall and precision of rounds, their
status history, exchanges, tolls, planned things and what became of them, with what is missing and
what is too much. Numbers that a later article repeats ("Told again") may be found, and are not
missed. A planned thing is sought in ``upcoming`` as known on the day of its report, or 30 days
before it is due where that is later.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from bench.sample import sample

PAGE = Path(__file__).resolve().parent.parent / "seeds" / "TIMELINE.md"
TOLLS = ("killed", "wounded", "missing")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """One comparison of sets."""

    what: str
    wanted: frozenset[str]
    found: frozenset[str]
    allowed: frozenset[str] = frozenset()

    @property
    def recall(self) -> float:
        """Share of what is wanted that is found."""
        return len(self.wanted & self.found) / max(1, len(self.wanted))

    @property
    def precision(self) -> float:
        """Share of what is found that is wanted, or allowed."""
        return len((self.wanted | self.allowed) & self.found) / max(1, len(self.found))

    @property
    def wrong(self) -> frozenset[str]:
        """What is found and neither wanted nor allowed."""
        return self.found - self.wanted - self.allowed


def tables(page: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield (last heading, rows) of each table of a Markdown page."""
    heading = ""
    for block in re.split(r"\n\s*\n", page):
        lines = block.strip().splitlines()
        if lines and lines[0].startswith("#"):
            heading, lines = lines[0].strip("# "), lines[1:]
        if len(lines) > 2 and set(lines[1]) <= set("|- "):
            names, _, *rows = ([c.strip() for c in ln.strip("|").split("|")] for ln in lines)
            yield heading, [dict(zip(names, row, strict=True)) for row in rows]


def number(text: str) -> str:
    """Return the number of a cell, or nothing."""
    found = re.match(r"\d+", text)
    return found[0] if found else ""


def wanted(page: str) -> dict[str, frozenset[str]]:
    """Return what the marts must tell, as lines."""
    told: dict[str, set[str]] = {
        name: set()
        for name in ("rounds", "days of rounds", "status history", "exchanges", "tolls",
                     "exchanges told again", "planned", "put off")
    }  # fmt: skip
    for heading, rows in tables(page):
        for row in rows:
            if heading.startswith("1. Rounds") and "claims" not in row["round"]:
                told["rounds"].add(f"{row['round']} {row['place']}: {row['status at the end']}")
                if row["actual dates"]:
                    told["days of rounds"].add(f"{row['round']}: {row['actual dates']}")
            elif heading == "Status history":
                told["status history"].add(
                    f"{number(row['round'])} on {row['reported']}: {row['status']}"
                )
            elif heading.startswith("Exchanges"):
                status = row["status"].split(",")[0]
                numbers = [row["per side"]] if row["per side"].isdigit() else []
                numbers += [] if numbers else re.findall(r"\d+", row["per side"])
                told["exchanges"] |= {f"{n} on {row['reported']}: {status}" for n in numbers}
            elif heading.startswith("4. Planned"):
                told["planned"] |= set(_plans(row))
                told["put off"] |= set(_fates(row))
            elif heading == "Told again":
                line = f"{row['number']} on {row['reported']}: {row['status']}"
                told["exchanges told again"].add(line)
            elif heading == "One way" and "released" in row["what"]:
                told["exchanges"].add(f"{number(row['number'])} on {row['reported']}: occurred")
            elif "value" in row and row.get("what", "").split(",")[0] in TOLLS:
                numbers = [row[name] or "-" for name in ("low", "value", "high")]
                category = row["what"].split(",")[0]
                told["tolls"].add(f"{category} on {row['reported']}: {' '.join(numbers)}")
    return {name: frozenset(lines) for name, lines in told.items()}


def _plans(row: Row) -> Iterator[str]:
    """Yield a line for each report of a planned thing that has a day."""
    days = DAY.findall(row["planned date"].split("(")[0])
    if days and row["outcome reported"] != row["reported"]:  # else it is told as called off
        start = "" if row["planned date"].startswith("by") else days[0]
        yield from (f"{start}..{days[-1]} on {day}" for day in row["reported"].split("; "))
    for due, day in AGAIN.findall(row["outcome reported"]):
        yield f"{due}..{due} on {day}"


def _fates(row: Row) -> Iterator[str]:
    """Yield a line for what was called off or put off, with the day that the report names."""
    status = row["outcome"].split(" ")[0]
    if status in ("postponed", "cancelled"):
        days = DAY.findall(row["outcome"]) or DAY.findall(row["planned date"])
        yield f"{status}: {days[0]}..{days[-1]} on {DAY.findall(row['outcome reported'])[0]}"


def plans(db: duckdb.DuckDBPyConnection, lines: frozenset[str]) -> frozenset[str]:
    """Return what ``upcoming`` holds, as known on the days on which the lines must stand there."""
    found: set[str] = set()
    for line in lines:
        due, reported = DAY.findall(line)[-2:]
        day = max(date.fromisoformat(reported), date.fromisoformat(due) - timedelta(days=30))
        rows = db.execute(PLANNED.format(day=day, reported=reported)).fetchall()
        found |= {told for (told,) in rows if told in lines or str(day) == reported}
    return frozenset(found)


DAY = re.compile(r"\d{4}-\d\d-\d\d")
AGAIN = re.compile(f"again planned for ({DAY.pattern}) on ({DAY.pattern})")
# Rounds and exchanges have their own tables; what the side says it would do is no plan
OTHERS = "event_subtype not in ('prisoner_exchange', 'release', 'agree') and round_no is null"
PLANNED = (
    "select concat(starts_on, '..', ends_on, ' on ', reported_on) from upcoming_as_of('{day}')"
    " where reported_on = '{reported}' and not regexp_matches(trigger, '(?i)talks') and "
) + OTHERS
QUERIES = {
    "rounds": "select concat(round_no, ' ', place_name, ': ', status) from talks_rounds",
    "days of rounds": "select round_no || ': ' || starts_on || '..' || ends_on from talks_rounds"
    " where starts_on is not null",
    "status history": "select round_no || ' on ' || h[:10] || ': ' || split_part(h, ' ', 2)"
    " from (select round_no, unnest(string_split(status_history, '; ')) as h from talks_rounds)"
    " where regexp_matches(h, '^[0-9-]{10} ')",
    "exchanges": "select printf('%g on ', value) || reported_on || ': ' || status"
    " from prisoner_exchanges where value is not null and coalesce(object, '') <> 'body'",
    "tolls": "select category || ' on ' || reported_on || ': ' || concat_ws(' ',"
    " coalesce(printf('%g', value_low), '-'), coalesce(printf('%g', value), '-'),"
    " coalesce(printf('%g', value_high), '-')) from casualty_claims",
    "put off": "select concat(status, ': ', starts_on, '..', ends_on, ' on ', reported_on)"
    " from postponed_or_denied where status in ('postponed', 'cancelled')"
    " and starts_on is not null and not regexp_matches(trigger, '(?i)talks') and " + OTHERS,
}


def scores(db: duckdb.DuckDBPyConnection, page: str) -> list[Score]:
    """Return the comparisons."""
    told = wanted(page)
    # What is due later than 30 days after the last article is upcoming on no day yet
    query = "select cast(max(published_on) + 30 as varchar) from documents"
    [(last,)] = db.execute(query).fetchall()
    due = frozenset(line for line in told["planned"] if DAY.findall(line)[-2] <= last)
    planned = Score("planned", due, plans(db, due))
    return [planned] + [
        Score(
            name,
            told[name],
            frozenset(line for (line,) in db.execute(query).fetchall()),
            told.get(f"{name} told again", frozenset()),
        )
        for name, query in QUERIES.items()
    ]


def report(found: list[Score]) -> Iterator[str]:
    """Yield lines to print."""
    for score in found:
        hit = len(score.wanted & score.found)
        yield (
            f"{score.what}: recall {100 * score.recall:.0f} % ({hit} of {len(score.wanted)}),"
            f" precision {100 * score.precision:.0f} %"
            f" ({len(score.found) - len(score.wrong)} of {len(score.found)})"
        )
        yield from (f"  missing   {line}" for line in sorted(score.wanted - score.found))
        yield from (f"  too much  {line}" for line in sorted(score.wrong))


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(prog="bench.timeline", description=__doc__)
    parser.add_argument("--warehouse", type=Path, help="of the sample; made anew without")
    options = parser.parse_args()
    with sample(options.warehouse) as db:
        print("\n".join(report(scores(db, PAGE.read_text(encoding="utf-8")))))


if __name__ == "__main__":
    main()
