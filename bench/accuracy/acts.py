"""Events of the public sets: types, parties, tolls, days, places, and which reports are one event.

Shootings (the Gun Violence Archive's articles) go through a whole run, for links; of MUC-4 and of
the shootings every ``share``-th is taken, by the hash of the article or of the incident.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.accuracy.card import Result, Tally, shares
from bench.accuracy.gold import Gold, Record, in_share

SETS = {
    "muc": ("muc4_dev", "MUC-4 dev", "event_subtype"),
    "cameo": ("cameo_dev", "CAMEO sentences dev (ConfliBERT)", "event_type"),
    "plover": ("plover_dev", "PLOVER gold records dev", "event_type"),
    "case": ("case2021_dev", "CASE-2021 dev", "event_subtype"),
}
COUNTED = {
    "muc": "an event of the same MUC type in the article",
    "cameo": "one of the five classes, in the sentence",
    "plover": "the same PLOVER root, in the sentence",
    "case": "the same CASE type, in the sentences",
}


def events(gold: Gold, name: str) -> Iterator[Result]:
    """Yield types and parties on one set of labelled events."""
    stem, basis, column = SETS[name]
    score = gold.scorer("score_events").score
    records = gold.read(stem)
    if name == "muc":
        records = [r for r in records if in_share(r["doc_id"], gold.share)]
    records = gold.taken(records)
    predicted = {p["doc_id"]: p for p in gold.adapted(name, gold.rows(records), records)}
    found = score(records, predicted, *(["type16"] if name == "plover" else []))
    yield _events(f"events.{column}", basis, COUNTED[name], found["type"])
    for role in ("actors", "recipients"):
        if found.get(f"{role}_overlap", {}).get("gold"):
            words = "recipients and victims" if role == "recipients" else role
            yield _events(
                "event_participants.text", f"{basis}, {words}",
                "the same head word, or half of the words, in an event of the same type",
                found[f"{role}_overlap"],
            )  # fmt: skip
    if name == "muc":
        yield _events(
            "figures.category", f"{basis}, numbers of two or more killed, wounded, abducted, freed",
            "the same number of the same category in the article",
            score(records, predicted, "type", 2)["figure_point"],
        )  # fmt: skip


def _events(column: str, basis: str, counted: str, found: Record) -> Result:
    return Result(column, basis, counted, found["gold"], *shares(found))


def shootings(gold: Gold) -> Iterator[Result]:
    """Yield tolls, days, places and links on articles about shootings."""
    basis = "Shootings dev (LongTailQA, Gun Violence Archive)"
    records = [r for r in gold.read("gva_dev") if in_share(str(r["incident_id"]), gold.share)]
    records = gold.taken(records)
    with TemporaryDirectory() as folder:
        inputs, out = Path(folder) / "in.jsonl", Path(folder) / "out"
        gold.measure.write_inputs(records, inputs)
        command = [sys.executable, "-m", "pipelines.cli", "run", inputs, "--warehouse", out]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"newstables run failed: {done.stderr[-2000:]}")
        measure = gold.measure
        told = {p["doc_id"]: p for p in measure.tolls(out, records)}
        clusters = {p["doc_id"]: p["cluster"] for p in measure.links(out, records)}
    yield from _tolls(gold, records, told, basis)
    wanted = {r["doc_id"]: r["incident_id"] for r in records}
    found = gold.scorer("score_links").score(wanted, clusters)
    for key, name, counted in (
        ("pairwise", "pairs", "two articles of one incident have it in common"),
        ("b3", "B-cubed", "share of an article's fellows, averaged over articles"),
    ):
        yield Result(
            "incident_reports.incident_id", f"{basis}, {name}", counted, found["docs"],
            *shares(found[key]),
        )  # fmt: skip


def _tolls(
    gold: Gold, records: list[Record], told: dict[str, Record], basis: str
) -> Iterator[Result]:
    scorer = gold.scorer("score_incident")
    tallies = {name: Tally() for name in ("killed", "injured", "date", "city")}
    for record in records:
        incident, text = record["incident"], f"{record['title'] or ''} {record['text'] or ''}"
        if not incident or len((record["text"] or "").split()) < 30:
            continue
        given = told.get(record["doc_id"], {})
        for name in ("killed", "injured"):
            number = incident[name]
            # one victim is mostly a name without a number; what no text says cannot be found
            if number == 1 or (number and not scorer.intext(number, text)):
                continue
            tallies[name].count(number or None, given.get(name) or None)
        if record["dct"] and incident["date"] and _days(record["dct"], incident["date"]) <= 7:
            tallies["date"].count(incident["date"], given.get("date"))
        if incident["city"]:
            place = given.get("city")
            tallies["city"].count(incident["city"].lower(), place.lower() if place else None)
    for column, name, words in (
        (
            "figures.value",
            "killed",
            "the first number of killed is the registry's; single victims left out",
        ),
        (
            "figures.value",
            "injured",
            "the first number of wounded is the registry's; single victims left out",
        ),
        ("events.starts_on", "date", "the first dated assault has the registry's day"),
        ("events.place_text", "city", "the first assault's place is the registry's city"),
    ):
        yield Result.of(column, f"{basis}, {name}", words, tallies[name])


def _days(published: str, happened: str) -> int:
    from datetime import date

    try:
        apart = (date.fromisoformat(published[:10]) - date.fromisoformat(happened)).days
    except ValueError:
        return 999
    return apart if apart >= 0 else 999
