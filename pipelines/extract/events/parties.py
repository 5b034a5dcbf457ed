"""Participants as spans of the article, with pointers to mentions.

What belongs here: extent of a participant's phrase, the mention that covers it, groups such as
"the two leaders". What does not: which role a phrase has (``participants``).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.events.clauses import ANIMATE, REACH
from pipelines.extract.events.words import Words
from pipelines.extract.records import Mention

PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "EX", "DT"})
GROUPS = {"group_person": ("PERSON",), "group_state": ("GPE", "NORP", "ORG")}
THEY = frozenset({"they", "their", "them"})
BODIES = ANIMATE | {"rebel"}
COLLECTIVE = BODIES - {"person", "official"} | {"army"}
SIDES = frozenset({"GPE", "NORP"})
FAR = 1_000  # words before "each side" among which "between A and B" is sought
LOOK_BACK = 40  # mentions before "the two leaders" among which they are sought


@dataclass(frozen=True, slots=True)
class Party:
    """A participant's words and the mention that stands for it."""

    start_char: int
    end_char: int
    mention_id: str | None
    key: str  # what two participants are compared by: "=" and the name, or the head noun


class Parties:
    """Looks up the parties of one document."""

    def __init__(self, words: Words, mentions: Sequence[Mention], text: str) -> None:
        """Sort the mentions for look-up."""
        self._words = words
        self._mentions = sorted(mentions, key=lambda m: (m.start_char, -m.end_char))
        self._starts = [m.start_char for m in self._mentions]
        self._told = Counter((m.name or "").casefold() for m in self._mentions)
        self._text = text

    def of(self, word: int) -> list[Party]:
        """Return the party (or the parties of a group) whose phrase has this head."""
        words = self._words
        word = words.content_head(word)
        mention = self._covering(words.start[word])
        if words.tag[word] in PRONOUNS or words.low[word] in ("it", "they", "he", "she", "them"):
            found = self._pronoun(mention)
            if found or words.low[word] not in (*THEY, "it"):
                return found
            antecedent = self._subject_before(word)
            if antecedent is not None:
                return self.of(antecedent)
            if words.low[word] == "it":
                return []
            return self._last_pair(words.start[word], ("PERSON",))
        group = self._group(word)
        if group:
            return group
        first, last = words.phrase(word)
        while first < word and words.dep[first] in ("cop", "aux"):
            first += 1  # "among those freed were 20 civilians"
        start, end = words.start[first], words.end[last]
        if mention is None:
            inside = [m for m in self._between(start, end) if m.kind == "name"]
            mention = inside[0] if inside else None
        name = mention.name if mention is not None and mention.name else None
        key = "=" + name if name else self._text[words.start[word] : words.end[word]]
        return [Party(start, end, mention.mention_id if mention else None, key.casefold())]

    def mention_at(self, start: int) -> str | None:
        """Return the id of the mention that covers a character."""
        mention = self._covering(start)
        return mention.mention_id if mention else None

    def _covering(self, position: int) -> Mention | None:
        at = bisect_right(self._starts, position) - 1
        for n in range(at, max(-1, at - 4), -1):
            if self._mentions[n].start_char <= position < self._mentions[n].end_char:
                return self._mentions[n]
        return None

    def _between(self, start: int, end: int) -> list[Mention]:
        a, b = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._mentions[a:b]

    def _named(self, mention: Mention) -> Mention:
        """Return the last name before a pronoun or description that it stands for."""
        at = bisect_left(self._starts, mention.start_char)
        for n in range(at - 1, max(-1, at - LOOK_BACK), -1):
            other = self._mentions[n]
            if other.kind == "name" and other.name and other.name == mention.name:
                return other
        return mention

    def _pronoun(self, mention: Mention | None) -> list[Party]:
        if mention is None or not mention.name:
            return []
        return [_party(self._named(mention))]

    def _subject_before(self, word: int) -> int | None:
        """Return the head of what "they" stands for: the subject above, or of the sentence before.

        "The rebels said they would leave": who says it is meant, if it is many. "It" stands for a
        body of the same sentence only: elsewhere it is mostly a thing or nothing.
        """
        words = self._words
        many = words.low[word] != "it"
        at = words.head[word]
        for _ in range(REACH):
            subject = words.kid(at, "nsubj", "nsubj:pass")
            if subject is not None and subject < word and self._stands_for(subject, many):
                return subject
            if words.head[at] == at:
                break
            at = words.head[at]
        number = words.sent[word]
        if number == 0 or not many:
            return None
        first, end = words.bounds[number - 1]
        root = next((k for k in range(first, end) if words.head[k] == k), None)
        subject = words.kid(root, "nsubj", "nsubj:pass") if root is not None else None
        return subject if subject is not None and self._stands_for(subject, many) else None

    def _stands_for(self, noun: int, many: bool) -> bool:
        """Return whether "they" (or "it") may stand for a noun: a plural, a body, a state."""
        words = self._words
        if words.tag[noun] in PRONOUNS or "abstract" in words.classes(noun):
            return False
        plural = words.tag[noun] in ("NNS", "NNPS") or words.kid(noun, "conj") is not None
        if plural and many:
            return bool(words.classes(noun) & BODIES) or words.ent[noun] in ("NORP", "ORG", "GPE")
        body = bool(words.classes(noun) & COLLECTIVE)
        return not plural and (words.ent[noun] in ("NORP", "ORG", "GPE") or body)

    def _group(self, word: int) -> list[Party]:
        """Resolve "the two leaders", "both sides" to the two names before them."""
        words = self._words
        kinds = [GROUPS[c] for c in words.classes(word) if c in GROUPS]
        if not kinds:
            return []
        before = words.low[max(0, word - 3) : word]
        each = words.low[max(0, word - 1)] == "each"
        if not each and not {"two", "both"} & set(before):
            return []
        wanted = [label for kind in kinds for label in kind]
        if "GPE" in wanted:
            pair = self._sides(words.start[word])
            if pair:
                return pair
        return self._last_pair(words.start[word], wanted)

    def _last_pair(self, before: int, wanted: Sequence[str]) -> list[Party]:
        """Return the last two named parties of a kind before a position."""
        found: dict[str, Mention] = {}
        at = bisect_left(self._starts, before)
        for n in range(at - 1, max(-1, at - LOOK_BACK), -1):
            mention = self._mentions[n]
            where = mention.entity_type == "GPE" and self._is_where(mention)
            if mention.entity_type in wanted and mention.name and not where:
                found.setdefault(mention.name.casefold(), mention)
                if len(found) == 2:
                    break
        if len(found) < 2:
            return []
        pair = sorted((self._named(m) for m in found.values()), key=lambda m: m.start_char)
        return [_party(m) for m in pair]

    def _is_where(self, mention: Mention) -> bool:
        """Return whether a name only tells where something is: "in Khartoum"."""
        at = bisect_left(self._words.start, mention.start_char)
        before = self._words.low[max(0, at - 2) : at]
        town = before[-1:] == ["of"] and "place" in self._words.classes(at - 2)
        return town or (at > 0 and before[-1] in ("in", "at", "near", "outside"))

    def _sides(self, before: int) -> list[Party]:
        """Return the two that oppose each other, as far as a text has named them."""
        opposed, listed = self._opposed(before), self._listed(before)
        return listed if self._weight(listed) > self._weight(opposed) else opposed

    def _weight(self, pair: list[Party]) -> int:
        return sum(self._told[party.key.removeprefix("=")] for party in pair)

    def _opposed(self, before: int) -> list[Party]:
        """Return the pair last named as "between A and B" before a position: the sides."""
        words = self._words
        last = bisect_left(words.start, before) - 1
        for i in range(last, max(-1, last - FAR), -1):
            if words.low[i] == "between":
                a = self._covering(words.start[min(i + 1, len(words.start) - 1)])
                later = [
                    k for k in range(i + 2, min(i + 8, len(words.low))) if words.low[k] == "and"
                ]
                b = (
                    self._covering(words.start[later[0] + 1])
                    if later and later[0] + 1 < len(words.low)
                    else None
                )
                if (
                    a
                    and b
                    and a is not b
                    and {a.entity_type, b.entity_type} <= {"GPE", "NORP", "ORG"}
                ):
                    return [_party(a), _party(b)]
        return []

    def _listed(self, before: int) -> list[Party]:
        """Return the two states or peoples that stand side by side before a position.

        Of "Oslo and Bergen" and "Peru and Chile" those whose names stand more often are the sides.
        """
        words = self._words
        last = bisect_left(words.start, before) - 1
        best: tuple[int, list[Party]] = (0, [])
        for i in range(max(1, last - FAR), last):
            if words.low[i] != "and" or not words.ent[i - 1] or words.ent[i - 1] not in SIDES:
                continue
            a = self._covering(words.start[i - 1])
            b = self._covering(words.start[min(i + 1 + (words.low[i + 1] == "the"), last)])
            if a is None or b is None or not a.name or not b.name or a.name == b.name:
                continue
            if {a.entity_type, b.entity_type} <= SIDES:
                pair = [_party(a), _party(b)]
                best = max(best, (self._weight(pair), pair), key=lambda found: found[0])
        return best[1]


def _party(mention: Mention) -> Party:
    name = (mention.name or "").casefold()
    return Party(mention.start_char, mention.end_char, mention.mention_id, "=" + name)
