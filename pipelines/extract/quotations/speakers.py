"""Who speaks: from the head word of a subject to the fullest name in the document.

What belongs here: apposition, surnames, pronouns, unnamed speakers. What does not: finding the
subject. Where ``doc._.mentions`` are filled, they win over the document's bare entity labels.
"""

import bisect
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from pipelines.extract.quotations.words import Words
from pipelines.extract.records import Mention

_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_PLURAL = frozenset({"they", "their", "them"})
_THING = frozenset({"it", "its", "this", "that"})
_SPEECHLESS = frozenset({"i", "we", "you", "who", "which", "what", "one", "there", "everyone"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "mr.", "mrs.", "ms.", "dr."})
_HE = frozenset({"mr", "mr.", "sir", "lord", "king", "he", "his", "him", "prince"})
_SHE = frozenset({"mrs", "ms", "miss", "mrs.", "ms.", "lady", "queen", "she", "her", "princess"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
_JOINS_NAME = frozenset({"appos", "flat", "compound", "nmod", "list", "dep", "flat:name"})
_NEAR = 220  # words that a pronoun looks back
_PHRASE = frozenset({"of", "for", "at", "from", "in"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the row shows it, with the words it stands on."""

    name: str | None
    first: int
    last: int
    mention_id: str | None = None
    office: str | None = None
    entity_type: str | None = None


NOBODY = Speaker(None, -1, -1)


class Speakers:
    """Resolves head words to speakers; words are to be asked for in order of the text."""

    def __init__(self, doc: Doc, words: Words) -> None:
        """Index the document's names."""
        self._words = words
        self._mention_at: dict[int, Mention] = {}
        self._unnamed_at: dict[int, Mention] = {}  # descriptions that the corpus may tell
        for mention in doc._.mentions:
            first, last = words.at(mention.start_char), words.at(mention.end_char)
            there = self._mention_at if mention.name else self._unnamed_at
            for i in range(first, min(last, first + 20)):
                there.setdefault(i, mention)
        self._people = [i for i, (_, _, label) in enumerate(words.entities) if label == "PERSON"]
        self._people_at = [words.entities[i][0] for i in self._people]
        self._full = self._full_names()
        self._sex: dict[str, str] = {}
        self._learn_sex()
        self._said: list[tuple[int, Speaker]] = []
        self._known: dict[int, Speaker] = {}

    def speaker(self, head: int) -> Speaker:
        """Return the speaker behind a head word (-1: nobody)."""
        if head < 0:
            return NOBODY
        if head not in self._known:
            found = self._resolve(head)
            self._known[head] = found
            if found.name:
                self._said.append((head, found))
        return self._known[head]

    def _resolve(self, head: int) -> Speaker:
        words = self._words
        lower = words.lower[head]
        mention = self._mention_at.get(head)
        if mention and mention.name and mention.kind != "description":
            return self._of_mention(mention)
        if lower in _PERSONAL or lower in _PLURAL or lower in _THING:
            return self._pronoun(head, lower)
        if lower in _SPEECHLESS:
            return Speaker(None, head, head)
        entity = words.entity[head]
        if entity >= 0 and words.entities[entity][2] in _NAMED - {"NORP"}:
            return self._of_entity(entity)
        joined = self._apposed(head)
        if joined is not None:
            return joined
        if mention and mention.name:
            return self._of_mention(mention)
        return self._description(head)

    def _of_mention(self, mention: Mention) -> Speaker:
        first = self._words.at(mention.start_char)
        last = max(first, self._words.at(mention.end_char) - 1)
        return Speaker(
            mention.name, first, last, mention.mention_id, mention.title, mention.entity_type
        )

    def _of_entity(self, entity: int) -> Speaker:
        first, last, label = self._words.entities[entity]
        mention = next((m for i in range(first, last + 1) if (m := self._mention_at.get(i))), None)
        if mention and mention.name:
            return self._of_mention(mention)
        return Speaker(self._full_name(entity), first, last, entity_type=label)

    def _apposed(self, head: int) -> Speaker | None:
        """Return the name that stands beside a description: "the minister, Ann Lee"."""
        words = self._words
        for k in words.children[head]:
            entity = words.entity[k]
            if entity < 0 or words.entities[entity][2] not in ("PERSON", "ORG"):
                continue
            label = words.entities[entity][2]
            bare = words.child(k, "case") < 0
            after = words.entities[entity][0] > head
            if (
                words.dep[k] in _JOINS_NAME
                and bare
                and after
                and (label == "PERSON" or words.dep[k] == "appos")
            ):
                return self._of_entity(entity)
        return None

    def _description(self, head: int) -> Speaker:
        """Return the noun phrase as written, without what follows a comma."""
        words = self._words
        first, last = head, head
        low = max(words.low[head], head - 12)
        for k in words.children[head]:
            if k < head and words.dep[k] in ("case", "cc", "mark"):
                low = max(low, max(k, words.high[k]) + 1)
        while first > low and words.text[first - 1] not in (",", ";", ":", "“", '"', "(", "—", "–"):
            first -= 1
        for k in words.children[head]:
            linked = any(words.lower[c] in _PHRASE for c in words.children[k])
            if k > head and words.dep[k] == "nmod" and linked and words.low[k] == last + 1:
                last = min(words.high[k], last + 8)
                last = next((i - 1 for i in range(head, last + 1) if words.text[i] == ","), last)
        text = " ".join(self._joined(first, last).split())
        office = self._unnamed_at.get(head)
        if office is not None:
            return Speaker(text or None, first, last, office.mention_id, office.title, "PERSON")
        return Speaker(text or None, first, last)

    def _joined(self, first: int, last: int) -> str:
        words = self._words
        parts: list[str] = []
        for i in range(first, last + 1):
            if parts and words.start[i] > words.end[i - 1]:
                parts.append(" ")
            parts.append(words.text[i])
        return "".join(parts)

    def _full_names(self) -> dict[str, str]:
        """Map the last and first word of each person's name to the fullest name that has it."""
        full: dict[str, str] = {}
        for i in self._people:
            name = self._clean(i)
            parts = name.split()
            if len(parts) < 2 or len(parts) > 5:
                continue
            for key in (parts[-1].lower(), parts[0].lower()):
                if key not in full or (
                    full[key].split()[-1] == parts[-1]
                    and len(name) > len(full[key])
                    and full[key].split()[0] == parts[0]
                ):
                    full[key] = name
        return full

    def _clean(self, entity: int) -> str:
        first, last, _ = self._words.entities[entity]
        words = self._words
        while first < last and words.lower[first] in _TITLES:
            first += 1
        while last > first and words.lower[last] in ("'s", "’s", "'", "’"):
            last -= 1
        return self._joined(first, last)

    def _full_name(self, entity: int) -> str:
        name = self._clean(entity)
        label = self._words.entities[entity][2]
        if label == "PERSON" and " " not in name:
            return self._full.get(name.lower(), name)
        return name

    def _learn_sex(self) -> None:
        words = self._words
        for i in self._people:
            first = words.entities[i][0]
            near = {words.lower[k] for k in range(max(0, first - 1), first + 1)}
            name = self._full_name(i)
            if near & _HE:
                self._sex[name] = "m"
            elif near & _SHE:
                self._sex[name] = "f"

    def _fits(self, name: str | None, sex: str) -> bool:
        return bool(name) and self._sex.get(str(name), sex) == sex

    def _pronoun(self, head: int, lower: str) -> Speaker:
        if lower in _PERSONAL:
            found = self._person_before(head, "m" if lower in _HE else "f")
        elif lower in _PLURAL:
            found = self._last_said(head, lambda s: s.entity_type != "PERSON")
        else:
            found = self._last_said(head, lambda s: s.entity_type in ("ORG", "GPE"))
        mention = self._mention_at.get(head)
        own = mention.mention_id if mention else found.mention_id
        return Speaker(found.name, head, head, own, found.office, found.entity_type)

    def _last_said(self, head: int, fits: Callable[[Speaker], bool]) -> Speaker:
        for at, said in reversed(self._said[-4:]):
            if at < head and head - at < _NEAR and fits(said):
                return said
        return NOBODY

    def _person_before(self, head: int, sex: str) -> Speaker:
        """Return whom a pronoun stands for: the last who spoke or was a subject, else named."""
        words = self._words
        best: Speaker = NOBODY
        best_at = -1
        for at, said in reversed(self._said[-4:]):
            if (
                at < head
                and head - at < _NEAR
                and said.entity_type == "PERSON"
                and self._fits(said.name, sex)
            ):
                best, best_at = said, at
                break
        fallback = NOBODY
        index = bisect.bisect_left(self._people_at, head)
        for place in range(index - 1, max(-1, index - 12), -1):
            entity = self._people[place]
            first, last, _ = words.entities[entity]
            if head - first > _NEAR or last <= best_at:
                break
            name = self._full_name(entity)
            if not self._fits(name, sex):
                continue
            is_subject = any(words.dep[w].startswith("nsubj") for w in range(first, last + 1))
            if is_subject:
                found = self._of_entity(entity)
                self._sex.setdefault(str(found.name), sex)
                return found
            if fallback is NOBODY:
                fallback = self._of_entity(entity)
        found = best if best.name else fallback
        if found.name:
            self._sex.setdefault(found.name, sex)
        return found
