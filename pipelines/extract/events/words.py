"""The words of a Doc as plain lists: what the rules walk on.

White-space tokens are left out. Built once per Doc, because reading a spaCy token's attributes one
by one costs more than all the rules together. Works without tags, dependencies and sentences.
"""

from dataclasses import dataclass, field

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LOWER, SENT_START, TAG
from spacy.tokens import Doc

from pipelines.extract.events.lexicon import Lexicon, singular

NOUNISH = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "WP", "DT", "JJ")
LEFT_OF_HEAD = frozenset(
    ["det", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod", "case:poss"]
)


# What names of people end in, where the lexicon does not know the noun
PERSONAL = ("ist", "ian", "er", "man", "woman", "lord")
STRETCH = 400
AFTER_OBJECT = frozenset({"compound:prt", "advmod", "xcomp"})  # "put off", "took them captive"


@dataclass(slots=True)
class Words:
    """Parallel lists over the words; ``head[i] == i`` for a root."""

    low: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    start: list[int]
    end: list[int]
    ent: list[str]
    ent_of: list[int]  # number of the entity that the word lies in, -1
    ents: list[tuple[int, int, str]]  # first word, word after the last, label
    sent: list[int]
    bounds: list[tuple[int, int]]
    lexicon: Lexicon
    parsed: bool
    _classes: dict[int, frozenset[str]] = field(default_factory=dict)

    def verb(self, i: int) -> str:
        """Return the verb lemma of word i (the word itself if it is no known verb form)."""
        return self.lexicon.verb_forms.get(self.low[i], self.low[i])

    def noun(self, i: int) -> str:
        """Return the singular of word i."""
        return singular(self.low[i])

    def is_verb(self, i: int) -> bool:
        """Return whether word i is tagged a verb; without tags any verb form passes."""
        return self.tag[i].startswith("VB") or not self.tag[i]

    def is_noun(self, i: int) -> bool:
        """Return whether word i may stand as a noun."""
        return self.tag[i].startswith("NN") or not self.tag[i]

    def kid(self, i: int, *deps: str) -> int | None:
        """Return the first dependant of word i with one of the labels."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), None)

    def stretch(self, i: int) -> tuple[int, int]:
        """Return the sentence of word i and the part of it, STRETCH words long, that i is in.

        A text without sentence ends is one sentence: rules that compare the acts of a sentence
        compare those of a stretch, which keeps them linear.
        """
        number = self.sent[i]
        return number, (i - self.bounds[number][0]) // STRETCH

    def case(self, i: int) -> str:
        """Return the preposition of word i, "" if it has none ("'s" counts as none)."""
        for k in self.kids[i]:
            misread = self.dep[k] == "mark" and self.tag[i] in ("NN", "NNS")
            if (self.dep[k] == "case" or misread) and k < i:
                return self.low[k]
        return ""

    def conjuncts(self, i: int) -> list[int]:
        """Return word i and what is coordinated with it."""
        found = [i]
        for j in found:
            if len(found) > 20:
                break
            found += [k for k in self.kids[j] if self.dep[k] == "conj"]
        return found

    def classes(self, i: int) -> frozenset[str]:
        """Return the object classes of the noun i, by its word and by its entity label."""
        cached = self._classes.get(i)
        if cached is None:
            cached = self.lexicon.classes.get(self.noun(i), frozenset())
            if self.low[i] != self.noun(i):
                cached |= self.lexicon.classes.get(self.low[i], frozenset())
            if i > 1 and self.low[i - 1] == "-":
                whole = f"{self.low[i - 2]}-{self.noun(i)}"
                cached = self.lexicon.classes.get(whole, cached)
            elif i + 2 < len(self.low) and self.low[i + 1] == "-":
                cached = self.lexicon.classes.get(f"{self.low[i]}-{self.low[i + 2]}", cached)
            cached |= ENTITY_CLASSES.get(self.ent[i], frozenset())
            if self.noun(i).endswith(PERSONAL) and not cached:
                cached |= {"person"}
            self._classes[i] = cached
        return cached

    def content_head(self, i: int) -> int:
        """Return the noun that a hollow head counts: "part of the town" -> town."""
        for _ in range(3):
            if self.ent[i] or "hollow" not in self.lexicon.classes.get(self.noun(i), ()):
                return i  # the Front of a name is not the front of a house
            inner = next((k for k in self.kids[i] if self.dep[k] == "nmod" and k > i), None)
            if inner is None:
                return i
            i = inner
        return i

    def follows(self, i: int, tail: tuple[str, ...]) -> int | None:
        """Return the last word of a phrase whose words ``tail`` follow word i, None if they do not.

        A particle may stand after the object ("put the talks off").
        """
        if not tail:
            return i
        n = len(tail)
        if tuple(self.low[i + 1 : i + 1 + n]) == tail:
            return i + n
        if n == 1:
            for k in self.kids[i]:
                if k > i and self.low[k] == tail[0] and self.dep[k] in AFTER_OBJECT:
                    return k
        if tuple(self.low[i + 1 : i + n]) == tail[:-1] and i + n < len(self.low):
            return i + n if self.noun(i + n) == tail[-1] else None
        return None

    def phrase(self, i: int) -> tuple[int, int]:
        """Return first and last word of the noun phrase with head i, without clauses after it."""
        first, last = i, i
        for k in self.kids[i]:
            if k < i and self.dep[k] in LEFT_OF_HEAD and i - k < 12:
                first = min(first, self._leftmost(k))
            elif k > i and self.dep[k] in ("flat", "compound", "nummod") and k - i < 8:
                last = max(last, k, *(self.kids[k] or [k]))
        if self.ent_of[i] >= 0:
            a, b, _ = self.ents[self.ent_of[i]]
            first, last = min(first, a), max(last, b - 1)
        while last + 2 < len(self.low) and self.low[last + 1] == "of":
            inner = self._of_phrase(last, i)
            if inner is None:
                break
            last = inner
        if (
            self.low[first] in ("least", "most") and first and self.low[first - 1] == "at"
        ) or self.low[first - 1 : first + 1] in (["more", "than"], ["less", "than"]):
            first -= 1
        while (
            first < i
            and self.low[first] != "at"
            and (self.dep[first] in ("case", "punct", "cc") or self.low[first] in ",;-")
        ):
            first += 1
        return first, last

    def _leftmost(self, i: int) -> int:
        first = i
        stack = list(self.kids[i])
        for k in stack:
            if k < first:
                first = k
            if len(stack) < 12:
                stack += [x for x in self.kids[k] if x < i]
        return first

    def _of_phrase(self, last: int, head: int) -> int | None:
        for k in self.kids[head]:
            if k > last and self.dep[k] == "nmod" and self.case(k) == "of" and k - last < 8:
                a = self.ents[self.ent_of[k]][1] - 1 if self.ent_of[k] >= 0 else k
                return max(a, k)
        return None


ENTITY_CLASSES: dict[str, frozenset[str]] = {
    "PERSON": frozenset({"person", "person_name"}),
    "NORP": frozenset({"person"}),
    "ORG": frozenset({"org"}),
    "GPE": frozenset({"place"}),
    "LOC": frozenset({"place"}),
    "FAC": frozenset({"building"}),
    "WEAPON": frozenset({"weapon"}),
}


def read_words(doc: Doc, lexicon: Lexicon) -> Words:
    """Return the words of a Doc."""
    array = doc.to_array([LOWER, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START])
    strings = doc.vocab.strings
    names: dict[int, str] = {0: ""}

    def name(key: int) -> str:
        found = names.get(key)
        if found is None:
            found = names[key] = strings[key]
        return found

    spaces = [token.is_space for token in doc]
    offsets = [token.idx for token in doc]
    keep = [i for i, space in enumerate(spaces) if not space]
    index = {token: i for i, token in enumerate(keep)}
    rows = array.tolist()
    low = [name(rows[t][0]).replace("’", "'") for t in keep]
    parsed = doc.has_annotation("DEP")
    head = _heads(rows, keep, index)
    kids: list[list[int]] = [[] for _ in keep]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    ent, ent_of, ents = _entities([name(rows[t][4]) for t in keep], [rows[t][5] for t in keep])
    sent, bounds = _sentences([rows[t][6] == 1 for t in keep])
    return Words(
        low,
        [name(rows[t][1]) for t in keep],
        [name(rows[t][2]).removesuffix(":outer") for t in keep],
        head,
        kids,
        [offsets[t] for t in keep],
        [offsets[t] + len(doc[t]) for t in keep],
        ent,
        ent_of,
        ents,
        sent,
        bounds,
        lexicon,
        parsed,
    )


def _entities(
    labels: list[str], iob: list[int]
) -> tuple[list[str], list[int], list[tuple[int, int, str]]]:
    """Return label and number of the entity of each word, and the entities.

    Not from ``doc.ents``, which raises where white space inside a name is tagged as outside it.
    """
    ent_of = [-1] * len(labels)
    ents: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if not label or iob[i] not in (1, 3):
            continue
        if iob[i] == 1 and i and ent_of[i - 1] >= 0 and labels[i - 1] == label:
            ents[-1] = (ents[-1][0], i + 1, label)
        else:
            ents.append((i, i + 1, label))
        ent_of[i] = len(ents) - 1
    return [label if n >= 0 else "" for label, n in zip(labels, ent_of, strict=True)], ent_of, ents


def _heads(rows: list[list[int]], keep: list[int], index: dict[int, int]) -> list[int]:
    heads = []
    for i, t in enumerate(keep):
        offset = rows[t][3]
        if offset >= 1 << 63:  # HEAD is signed, the array is not
            offset -= 1 << 64
        heads.append(index.get(t + offset, i))
    return heads


def _sentences(starts: list[bool]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the sentence number of each word, and first and after-last word of each sentence.

    From the array: ``doc.sents`` walks the whole Doc again for every sentence.
    """
    sent: list[int] = []
    firsts: list[int] = []
    for i, start in enumerate(starts):
        if start or i == 0:
            firsts.append(i)
        sent.append(len(firsts) - 1)
    return sent, list(zip(firsts, [*firsts[1:], len(starts)], strict=True)) if firsts else []
