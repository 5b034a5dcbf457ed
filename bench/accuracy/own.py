"""The project's own open material: labels that the rules' writers could read.

Sealed material was scored once; its figures stand in the CSV, set ``sealed``, and no code here
opens it. ``status_sealed.jsonl``, ``status_sealed_2.jsonl`` and ``duplicates_sealed.jsonl`` were
opened and count as open.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from bench import duplicates, quotes, times
from bench.accuracy.card import Result, Tally
from bench.material import documents, place
from bench.names import is_linked
from pipelines.settings import PROJECT_ROOT, load_settings
from pipelines.store.units import extract_rows

MATERIAL = PROJECT_ROOT / "tests" / "material"
OPEN = "own, open"
FIGURES = (
    "kind", "value", "value_low", "value_high", "qualifier", "unit", "change", "category", "object",
    "per_side", "party_count", "total", "is_cumulative", "status",
)  # fmt: skip
NAMED = ("side", "claimant")
Record = dict[str, object]


def _read(*names: str) -> list[dict]:
    lines: list[str] = []
    for name in names:
        lines += (MATERIAL / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _result(column: str, what: str, counted: str, tally: Tally) -> Result:
    return Result.of(column, f"own {what}, open", counted, tally, OPEN)


def _value(value: object) -> object:
    """Return a value, with false as no value: what is told is only where a flag is set."""
    return None if value is False else value


def figures() -> Iterator[Result]:
    """Yield the columns of ``figures`` on labelled paragraphs."""
    records = _read("figures_open")
    found = {
        document.source_id: rows["figures"]
        for document, rows in extract_rows(documents(records), load_settings().models)
        if not isinstance(rows, str)
    }
    spans = Tally()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for record in records:
        text, left = str(record["text"]), list(found.get(str(record["id"]), []))
        for label in record["figures"]:
            start = place(text, label["number"], label["nth"])
            end = start + len(label["number"])
            row = next((r for r in left if r["start_char"] < end and start < r["end_char"]), None)  # type: ignore[operator]
            spans.count(True, True if row else None)
            if row:
                left.remove(row)
            for name in FIGURES:
                tallies[name].count(_value(label[name]), _value(row[name]) if row else None)
            for name in NAMED:
                given = row[name] if row else None
                tallies[name].count(label[name], given, _share_a_word(label[name], given))
        spans.given += len(left)
        for row in left:
            for name in (*FIGURES, *NAMED):
                tallies[name].count(None, _value(row[name]))
    yield _result("figures.text", "paragraphs with figures", "an overlapping figure", spans)
    for name, tally in tallies.items():
        counted = "a name that shares a word" if name in NAMED else "the same value"
        yield _result(
            f"figures.{name}", "paragraphs with figures", f"an overlapping figure, {counted}", tally
        )


def _share_a_word(label: object, given: object) -> bool:
    return bool(_words(label) & _words(given) - {"the", "a", "of"})


def _words(text: object) -> set[str]:
    return set(re.findall(r"\w+", str(text or "").casefold()))


def time_expressions() -> Iterator[Result]:
    """Yield the columns of ``time_expressions`` on labelled paragraphs."""
    records = _read("times_open")
    read = {
        document.source_id: rows["time_expressions"]
        for document, rows in extract_rows(times.documents(records), load_settings().models)
        if not isinstance(rows, str)
    }
    tallies: dict[str, Tally] = defaultdict(Tally)
    for record in records:
        gold, rows = times.labels(record), list(read.get(str(record["id"]), []))
        pairs = dict(times.pairs(gold, rows))
        left = [row for j, row in enumerate(rows) if j not in pairs.values()]
        for i, label in enumerate(gold):
            row = rows[pairs[i]] if i in pairs else None
            bad = times.wrong(label, row) if row else []
            for name in ("text", *times.FIELDS):
                wanted = label["text"] if name == "text" else label.get(name)
                tallies[name].count(wanted, row[name] if row else None, name not in bad)
        for row in left:
            for name in ("text", *times.FIELDS):
                tallies[name].count(None, row[name])
    for name, tally in tallies.items():
        counted = "the same words" if name == "text" else f"an overlapping row, the same {name}"
        yield _result(f"time_expressions.{name}", "paragraphs with dates", counted, tally)


def quotations() -> Iterator[Result]:
    """Yield the columns of ``quotations`` on labelled paragraphs."""
    records = _read("quotes_open")
    read = {
        document.source_id: (document.text, rows["quotations"])
        for document, rows in extract_rows(quotes.documents(records), load_settings().models)
        if not isinstance(rows, str)
    }
    tallies: dict[str, Tally] = defaultdict(Tally)
    for record in records:
        text, found = read.get(str(record["id"]), ("", []))
        left = {}
        for row in found:
            span = quotes.trimmed(text, int(str(row["start_char"])), int(str(row["end_char"])))
            left[(*span, row["form"] == "indirect")] = row
        for at, label in quotes.labels(record).items():
            row = left.pop(at, None)
            tallies["text"].count(True, row and True)
            for name in ("form", "speaker", "cue"):
                if label[name] is not None:  # where nobody is named, no name is wrong
                    right = row is not None and _is(name, label, row)
                    tallies[name].count(label[name], row and row[name], right)
        for row in left.values():
            tallies["text"].given += 1
            for name in ("form", "speaker", "cue"):
                tallies[name].count(None, row[name])
    for name, tally in tallies.items():
        counted = "the same words" if name == "text" else f"the same words and {name}"
        yield _result(f"quotations.{name}", "pieces with quotations", counted, tally)


def _is(name: str, label: Record, row: Record) -> bool:
    right = {"speaker": quotes.is_speaker, "cue": quotes.is_cue}.get(name)
    return right(label, row) if right else label[name] == row[name]


def status() -> Iterator[Result]:
    """Yield status and subtype of ``events`` on sentences with one labelled trigger each."""
    records = _read("status_open", "status_sealed", "status_sealed_2")
    rows = {
        d.source_id: found["events"]
        for d, found in extract_rows(documents(records), load_settings().models)
        if not isinstance(found, str)
    }
    tallies = {name: Tally() for name in ("text", "status", "event_subtype")}
    for record in records:
        start = place(record["text"], record["trigger"], record.get("nth", 1))
        end = start + len(record["trigger"])
        found = [
            e
            for e in rows.get(record["id"], [])
            if int(str(e["start_char"])) < end and start < int(str(e["end_char"]))
        ]
        tallies["text"].count(True, True if found else None)
        for name in ("status", "event_subtype"):
            told = {e[name] for e in found}
            tallies[name].count(record[name], told or None, record[name] in told)
    for name, tally in tallies.items():
        counted = "an event on the trigger" + ("" if name == "text" else f" with the same {name}")
        counted += "; other events of the sentence are not labelled and do not count"
        yield _result(f"events.{name}", "sentences with a status", counted, tally)


def names() -> Iterator[Result]:
    """Yield whether two names are told to be one, on labelled pairs."""
    import spacy

    from pipelines.extract.mentions import MentionFinder
    from pipelines.extract.records import register_slots

    register_slots()
    nlp, finder = spacy.blank("en"), MentionFinder()
    tally = Tally()
    for pair in _read("names_open"):
        linked = is_linked(nlp, finder, pair)
        tally.count(True if pair["same"] else None, True if linked else None)
    for column in ("mentions.entity_id", "entity_aliases.alias"):
        yield _result(column, "pairs of names", "two names become one entity, or stay two", tally)


def copies() -> Iterator[Result]:
    """Yield whether a text is told to be a copy or an update of another, on labelled pairs."""
    tally, kinds = Tally(), Tally()
    for pair in _read("duplicates_open", "duplicates_sealed"):
        told, label = duplicates.told(pair), pair["label"]
        tally.count(label == "duplicate" or None, told == "duplicate" or None)
        kinds.count(None if label == "different" else label, None if told == "different" else told)
    yield _result("documents.duplicate_of", "pairs of articles", "told a copy", tally)
    yield _result(
        "document_duplicates.kind", "pairs of articles", "told a copy, or an update", kinds
    )
