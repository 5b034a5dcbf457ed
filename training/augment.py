"""Changes to training windows for robustness, and entity examples of our own.

Belongs here: what news does to text that the treebanks do not show (headlines, capitals, lower
case, lost spaces, quotation marks, British spelling, names from everywhere, weapons). All word
lists are CSV files beside this module. Does not belong here: reading corpora (`windows`).
"""

import csv
import random
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from faker import Faker

from training.windows import Window

HERE = Path(__file__).parent
#: Locales of Faker whose names are written in Latin letters and are not the treebanks' own.
LOCALES = (
    *("en_IN", "en_PK", "en_NG", "en_KE", "en_TH", "en_GB", "id_ID", "tr_TR", "fr_FR", "fr_DZ"),
    *("de_DE", "es_MX", "pl_PL", "ro_RO", "hr_HR", "zu_ZA", "it_IT", "tw_GH", "az_AZ", "uz_UZ"),
    *("cs_CZ", "sv_SE", "nl_NL", "pt_BR"),
)
CURLY = {'"': "“”", "'": "‘’", "''": "””", "``": "““", "'s": ("’s", "’s"), "n't": ("n’t", "n’t")}


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV file beside this module, without its comment line."""
    with (HERE / name).open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


class Augmenter:
    """Applies random changes; every random choice comes from the generator given."""

    def __init__(self, rng: random.Random):
        """Read the word lists."""
        self.rng = rng
        self.british = {row["american"]: row["british"] for row in rows("british.csv")}
        self.weapons = [row["name"] for row in rows("weapons.csv")]
        self._weapon_words = {tuple(_split(name)) for name in self.weapons}
        self.frames = [row["sentence"].split() for row in rows("weapon_sentences.csv")]
        self.names = [(r["given"].split(), r["family"].split()) for r in rows("names.csv")]
        self.news_frames = [row["sentence"].split() for row in rows("news_sentences.csv")]
        self.news_names: dict[str, list[str]] = defaultdict(list)
        for row in rows("news_names.csv"):
            self.news_names[row["label"]].append(row["name"])
        Faker.seed(1)
        for locale in LOCALES:
            faker = Faker(locale)
            given = [faker.first_name() for _ in range(60)]
            family = [faker.last_name() for _ in range(60)]
            self.names.append(
                ([n for n in given if " " not in n], [n for n in family if " " not in n])
            )

    def __call__(self, window: Window) -> Window:
        """A changed copy; about half of all windows stay as they are."""
        rng = self.rng
        window = self.name_weapons(replace(window, words=list(window.words)))
        if rng.random() < 0.25:
            window = self.rename_people(window)
        if rng.random() < 0.25:
            window = self.turn_quotes(window)
        if rng.random() < 0.15:
            window.words = [self.british.get(word, word) for word in window.words]
        if rng.random() < 0.08:
            window = drop_final_mark(window)
        if rng.random() < 0.05:
            spaces = [
                space and not (word in ".,!?" and rng.random() < 0.5)
                for word, space in zip(window.words, window.spaces, strict=True)
            ]
            window = replace(window, spaces=spaces)
        case = rng.random()
        if case < 0.05:
            window.words = [word.lower() for word in window.words]
        elif case < 0.09:
            window.words = [word.upper() for word in window.words]
        elif case < 0.13:
            window.words = [_title(word) for word in window.words]
        return window

    def name_weapons(self, window: Window) -> Window:
        """Mark known names of weapons that lie outside all entities."""
        words, entities = window.words, None
        for start in range(len(words)):
            for size in (3, 2, 1):
                if tuple(words[start : start + size]) not in self._weapon_words:
                    continue
                if size == 1 and not any(map(str.isdigit, words[start])):
                    continue  # "Patriot", "Apache", "Predator" alone have other meanings.
                if any(value != "O" for value in window.entities[start : start + size]):
                    continue
                entities = entities or list(window.entities)
                entities[start : start + size] = ["B-WEAPON"] + ["I-WEAPON"] * (size - 1)
        return replace(window, entities=entities) if entities else window

    def rename_people(self, window: Window) -> Window:
        """Other names for all people of a window, the same for the same word throughout."""
        given, family = self.rng.choice(self.names)
        renamed: dict[str, str] = {}
        words = list(window.words)
        for place, entity in enumerate(window.entities):
            if entity not in ("B-PERSON", "I-PERSON") or not words[place][:1].isupper():
                continue
            after = window.entities[place + 1] if place + 1 < len(words) else None
            if len(words[place]) < 3 or "." in words[place]:
                continue
            last = after != "I-PERSON"
            word = words[place]
            if word not in renamed:
                renamed[word] = self.rng.choice(family if last else given)
            words[place] = renamed[word]
        return replace(window, words=words)

    def turn_quotes(self, window: Window) -> Window:
        """Curly marks for straight ones, or straight for curly."""
        words = list(window.words)
        for place, word in enumerate(words):
            if word in CURLY:
                opens = place + 1 < len(words) and not window.spaces[place]
                words[place] = CURLY[word][0 if opens else 1]
            elif word in "“”":
                words[place] = '"'
            elif word in ("’s", "n’t", "’", "‘"):
                words[place] = word.replace("’", "'").replace("‘", "'")
        return replace(window, words=words)

    def weapon_windows(self, count: int) -> list[Window]:
        """Sentences of our own about weapons: entities only; other names in them are masked."""
        windows = []
        for _ in range(count):
            words, entities = [], []
            for word in self.rng.choice(self.frames):
                if word == "{}":
                    _name(self.rng.choice(self.weapons), "WEAPON", words, entities)
                else:
                    words.append(word)
                    # A capital may begin a place or a group; the frames do not say.
                    entities.append(None if word[0].isupper() else "O")
            windows.append(Window(words, _spaced(words), entities))
        return windows

    def news_windows(self, count: int) -> list[Window]:
        """Sentences of our own with all names labelled."""
        windows = []
        for _ in range(count):
            words, entities = [], []
            for word in self.rng.choice(self.news_frames):
                if word == "PERSON":
                    given, family = self.rng.choice(self.names)
                    name = f"{self.rng.choice(given)} {self.rng.choice(family)}"
                    name = name if self.rng.random() < 0.7 else name.split()[-1]
                    _name(name, word, words, entities)
                elif word == "WEAPON":
                    _name(self.rng.choice(self.weapons), word, words, entities)
                elif word in self.news_names:
                    _name(self.rng.choice(self.news_names[word]), word, words, entities)
                else:
                    words.append(word)
                    entities.append("O")
            windows.append(Window(words, _spaced(words), entities))
        return windows


def _name(name: str, label: str, words: list[str], entities: list[str | None]) -> None:
    parts = _split(name)
    words += parts
    entities += [f"B-{label}"] + [f"I-{label}"] * (len(parts) - 1)


def _spaced(words: list[str]) -> list[bool]:
    """White space after each word but before marks, possessives and around hyphens."""
    return [
        following not in (".", ",", "'s", "-") and word != "-"
        for word, following in zip(words, [*words[1:], ""], strict=True)
    ]


def drop_final_mark(window: Window) -> Window:
    """A headline: the last sentence without its full stop."""
    last = len(window) - 1
    if last < 3 or window.words[last] not in ".!?":
        return window
    if window.heads is not None and last in window.heads:
        return window
    return replace(
        window,
        words=window.words[:last],
        spaces=window.spaces[:last],
        entities=window.entities[:last],
        tags=window.tags and window.tags[:last],
        morphs=window.morphs and window.morphs[:last],
        heads=window.heads and window.heads[:last],
        deps=window.deps and window.deps[:last],
        starts=window.starts[:last],
    )


def _title(word: str) -> str:
    return word[0].upper() + word[1:] if len(word) > 3 and word[0].islower() else word


def _split(name: str) -> list[str]:
    """Words as the tokenizer cuts them: hyphens part letters from letters only."""
    name = re.sub(r"(?<=[A-Za-z])-(?=[A-Za-z])", " - ", name)
    return name.replace("'s", " 's").split()
