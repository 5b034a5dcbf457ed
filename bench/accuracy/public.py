"""Dates, numbers and quotations of the public sets, column by column."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from bench.accuracy.card import Result, Tally, shares
from bench.accuracy.gold import Gold, Record

DATES = {
    "timex_timebank": "TimeBank (TempEval-3)",
    "timex_aquaint": "AQUAINT (TempEval-3)",
    "timex_wikiwars_dev": "WikiWars dev",
    "timex_tweets_dev": "Tweets dev (SynTime)",
}
NUMBERS = {
    "numbers_newsquant_dev": "NewsQuant dev (CQE)",
    "numbers_recognizers": "Recognizers-Text number cases",
    "numbers_quantulum3": "quantulum3 number cases",
}


def dates(gold: Gold) -> Iterator[Result]:
    """Yield the columns of ``time_expressions`` on each TIMEX3 set."""
    scorer = gold.scorer("score_timex")
    for stem, basis in DATES.items():
        records = gold.taken(gold.read(stem))
        rows = gold.rows(records)
        predicted = gold.adapted("dates", rows, records)
        found, _ = scorer.score(records, predicted)
        for column, key, counted in (
            ("text", "strict", "the same words"),
            ("timex_type", "type", "an overlapping expression of the same type"),
            ("value", "value", "an overlapping expression with the same value"),
        ):
            precision, recall = shares(found[key])
            yield Result(
                f"time_expressions.{column}", basis, counted, found["gold"], precision, recall
            )
        yield from _intervals(scorer, records, rows["time_expressions"], basis)


def _intervals(scorer: Any, records: list[Record], rows: Any, basis: str) -> Iterator[Result]:
    """Yield modifier, starts_on and ends_on: values that overlapping expressions share."""
    tallies = {name: Tally() for name in ("modifier", "starts_on", "ends_on")}
    for record in records:
        wanted = record["timexes"]
        given = [
            {"start": r["start_char"], "end": r["end_char"], "row": r}
            for r in rows[record["doc_id"]]
        ]
        pairs = dict(scorer.pairs(wanted, given))
        left = set(range(len(given))) - set(pairs.values())
        for i, label in enumerate(wanted):
            row = given[pairs[i]]["row"] if i in pairs else {}
            first, last = scorer.interval(label["value"]) or (None, None)
            told = {"modifier": label.get("mod") or None, "starts_on": first, "ends_on": last}
            for name, tally in tallies.items():
                tally.count(told[name], _plain(row.get(name)))
        for j in left:
            for name, tally in tallies.items():
                tally.count(None, _plain(given[j]["row"].get(name)))
    for name, tally in tallies.items():
        counted = f"an overlapping expression with the same {name}"
        if name != "modifier":
            counted += ", of values that are calendar intervals"
        yield Result.of(f"time_expressions.{name}", basis, counted, tally)


def _plain(value: object) -> object:
    """Return a day as the scorer writes it."""
    return (value.year, value.month, value.day) if isinstance(value, date) else value


def numbers(gold: Gold) -> Iterator[Result]:
    """Yield value, qualifier and span of ``figures`` on each set of numbers."""
    for stem, basis in NUMBERS.items():
        records = gold.taken(gold.measure.in_contract(gold.read(stem)))
        predicted = {
            p["id"]: p["figures"] for p in gold.adapted("numbers", gold.rows(records), records)
        }
        value, qualifier, span = Tally(), Tally(), Tally()
        for record in records:
            wanted = [g for g in record["expected"] if {"value", "low", "high"} & g.keys()]
            left = list(predicted[record["id"]])
            for tally in (value, qualifier, span):
                tally.wanted += len(wanted)
                tally.given += len(left)
            for label in wanted:
                match = _closest(label, left)
                if match is None:
                    continue
                left.remove(match)
                value.right += 1
                qualifier.right += label.get("change") == match.get("change")
                span.right += (label.get("start"), label.get("end")) == (
                    match["start"], match["end"],
                )  # fmt: skip
        yield Result.of("figures.value", basis, "the same value or range in one input", value)
        if any("change" in g for r in records for g in r["expected"]):
            yield Result.of(
                "figures.qualifier", basis, "the same value and comparator or change", qualifier
            )
        if any("start" in g for r in records for g in r["expected"]):
            yield Result.of("figures.text", basis, "the same value and words", span)


def _closest(label: Record, given: list[Record]) -> Record | None:
    """Return the figure of a label's value, rather one of its comparator and its place."""
    near = [figure for figure in given if _same(label, figure)]
    keyed = (
        (
            not (label.get("change") and label["change"] == figure.get("change")),
            not (label.get("start") is not None and label["start"] == figure["start"]),
            n,
        )
        for n, figure in enumerate(near)
    )
    best = min(keyed, default=None)
    return near[best[2]] if best else None


def _same(label: Record, figure: Record) -> bool:
    if "low" in label or "high" in label:
        return all(_close(label.get(key), figure.get(key)) for key in ("low", "high"))
    return figure.get("value") is not None and _close(label["value"], figure["value"])


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8)


def quotes(gold: Gold) -> Iterator[Result]:
    """Yield words and speakers of ``quotations``: quoted runs, and all attributions."""
    scorer = gold.scorer("score_quotes")
    records = gold.taken(r for r in gold.read("polnear_dev") if r["split"] in ("dev", "test"))
    rows = gold.rows(records)
    for name, basis in (
        ("pieces", "PolNeAR dev, quoted runs"),
        ("quotes", "PolNeAR dev, all attributions"),
    ):
        wanted = [scorer.pieces(r) for r in records] if name == "pieces" else records
        predicted = {p["doc_id"]: p for p in gold.adapted(name, rows, records)}
        found = scorer.score(wanted, predicted)
        size = found["t80"]["gold"]
        yield Result(
            "quotations.text", basis, "four fifths of the characters in common", size,
            *shares(found["t80"]),
        )  # fmt: skip
        yield Result(
            "quotations.speaker", basis,
            "the words, and a name that shares a word with the speaker's words there (a pronoun"
            " shares none)", size, *shares(found["end_to_end"]),
        )  # fmt: skip
        spans = {
            (doc, m["mention_id"]): [m["start_char"], m["end_char"]]
            for doc, mentions in rows["mentions"].items()
            for m in mentions
        }
        pointed = {
            (doc, q["start_char"]): spans.get((doc, q["speaker_mention_id"]))
            for doc, quotations in rows["quotations"].items()
            for q in quotations
        }
        for doc, prediction in predicted.items():
            for quotation in prediction["quotes"]:
                quotation["speaker_span"] = pointed.get((doc, quotation["start"]))
        found = scorer.score(wanted, predicted)
        yield Result(
            "quotations.speaker_id", basis, "the words, and a mention that overlaps the speaker's"
            " words there, or the name as above", size, *shares(found["end_to_end"]),
        )  # fmt: skip
