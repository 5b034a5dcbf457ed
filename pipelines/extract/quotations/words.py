"""The Doc as plain lists of its words, without white space: what the rules here walk on.

What belongs here: reading spaCy's annotation once per Doc, subtrees, nominal groups. What does
not: any rule about speech.
"""

import bisect
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "FW"})
_INSIDE_GROUP = NOMINAL | {
    "DT",
    "JJ",
    "JJR",
    "JJS",
    "PRP$",
    "POS",
    "VBG",
    "VBN",
    "RB",
    "HYPH",
    "PDT",
}
_TERMINAL = frozenset({".", "?", "!", "…", "..."})
# a nominal group longer than this is a list or a parse gone wrong
_LONGEST_GROUP = 14


@dataclass(slots=True)
class Words:
    """Parallel lists over the words of a Doc; ``head`` and ``children`` are word numbers."""

    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    entity: list[int]
    entities: list[tuple[int, int, str]]
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    is_parsed: bool = False

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.text)

    def at(self, char: int) -> int:
        """Return the number of the first word that begins at or after a character."""
        return bisect.bisect_left(self.start, char)

    def is_verb(self, i: int) -> bool:
        """Return whether word i is a verb form (or, untagged, may be one)."""
        return self.tag[i].startswith("VB") or not self.tag[i]

    def child(self, i: int, *labels: str) -> int:
        """Return the first child of word i with one of the labels, -1 if none."""
        return next((k for k in self.children[i] if self.dep[k] in labels), -1)

    def bounds(self, i: int) -> tuple[int, int]:
        """Return the first and last word of word i's sentence."""
        number = self.sentence[i]
        first = bisect.bisect_left(self.sentence, number)
        return first, bisect.bisect_right(self.sentence, number) - 1

    def is_terminal(self, i: int) -> bool:
        """Return whether word i is a sentence's final point."""
        return self.text[i] in _TERMINAL

    def group_from(self, first: int, limit: int) -> tuple[int, int] | None:
        """Return (first, last) of the nominal group that begins at a word, None if none does."""
        last = -1
        i = first
        while i < min(limit, first + _LONGEST_GROUP):
            tag = self.tag[i]
            if tag not in _INSIDE_GROUP and not (tag == "PRP" and i == first):
                break
            if tag in NOMINAL or tag == "PRP":
                last = i
            if tag == "PRP":
                break
            i += 1
        return (first, last) if last >= 0 else None


def words_of(doc: Doc, paragraphs: list[tuple[int, int]]) -> Words:
    """Return the words of a Doc; without a parse each word is its own head."""
    tokens = [t for t in doc if not t.is_space]
    number = {t.i: n for n, t in enumerate(tokens)}
    is_parsed = doc.has_annotation("DEP")
    has_tags = doc.has_annotation("TAG")
    texts = [t.text for t in tokens]
    starts = [t.idx for t in tokens]
    entity = [-1] * len(tokens)
    entities: list[tuple[int, int, str]] = []
    for span in doc.ents:
        inside = [number[i] for i in range(span.start, span.end) if i in number]
        if inside:
            entities.append((inside[0], inside[-1], span.label_))
            for n in inside:
                entity[n] = len(entities) - 1
    words = Words(
        text=texts,
        lower=[t.lower() for t in texts],
        lemma=[t.lemma_ for t in tokens],
        tag=[t.tag_ for t in tokens] if has_tags else [""] * len(tokens),
        dep=[t.dep_ for t in tokens] if is_parsed else [""] * len(tokens),
        head=[number.get(t.head.i, n) for n, t in enumerate(tokens)]
        if is_parsed
        else list(range(len(tokens))),
        start=starts,
        end=[s + len(t) for s, t in zip(starts, texts, strict=True)],
        sentence=_sentences(doc, tokens, [start for start, _ in paragraphs]),
        entity=entity,
        entities=entities,
        is_parsed=is_parsed,
    )
    _subtrees(words)
    return words


def _sentences(doc: Doc, tokens: list[Token], paragraphs: list[int]) -> list[int]:
    """Return each word's sentence; a sentence ends with its paragraph at the latest."""
    has_starts = doc.has_annotation("SENT_START")
    sentence: list[int] = []
    current = 0
    after_point = False
    paragraph = 0
    for t in tokens:
        begins = t.is_sent_start if has_starts else after_point
        while paragraph < len(paragraphs) and paragraphs[paragraph] <= t.idx:
            paragraph += 1
            begins = True
        if begins and sentence:
            current += 1
        after_point = t.text in _TERMINAL
        sentence.append(current)
    return sentence


def _subtrees(words: Words) -> None:
    """Fill children and the first and last word of each word's subtree, in linear time."""
    size = len(words.text)
    children: list[list[int]] = [[] for _ in range(size)]
    roots = []
    for i, head in enumerate(words.head):
        if head == i:
            roots.append(i)
        else:
            children[head].append(i)
    order = roots
    for i in order:  # grows while it is walked: breadth first
        order.extend(children[i])
    low, high = list(range(size)), list(range(size))
    for i in reversed(order):
        head = words.head[i]
        low[head] = min(low[head], low[i])
        high[head] = max(high[head], high[i])
    words.children, words.low, words.high = children, low, high
