"""Sentences with their source behind them.

"Three ships left, the navy said.": news does this in every second paragraph and the treebanks
hardly at all. Fitted on them alone, the network made "the United Arab Emirates" in "Russia and
Ukraine exchanged 157 prisoners, the United Arab Emirates said." a subject of "exchanged". Belongs
here: treebank sentences with a source put behind. Does not belong here: other changes (`augment`).
"""

import random
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from training.windows import Window, window_of

#: Heads of subjects that can say something, beside names.
SPEAKERS = frozenset(
    (
        *("official", "officials", "police", "army", "military", "ministry", "government"),
        *("spokesman", "spokeswoman", "spokesperson", "minister", "president", "governor"),
        *("company", "agency", "authorities", "group", "report", "statement", "general"),
        *("researchers", "scientists", "experts", "analysts", "critics", "witnesses", "he"),
        *("she", "they", "sources", "doctors", "residents", "activists", "lawyers", "court"),
    )
)
VERBS = ("said", "said", "said", "said", "reported", "announced", "confirmed", "added", "wrote")
PAST = "VERB|Mood=Ind|Number={}|Person=3|Tense=Past|VerbForm=Fin"
PUNCTUATION = "PUNCT|"


@dataclass(slots=True)
class Attribution:
    """Material from the treebanks: sentences that can be said, and who can say them."""

    sentences: list[Span]
    speakers: list[Window]

    @classmethod
    def from_docs(cls, docs: list[Doc]) -> "Attribution":
        """Collect from parsed documents."""
        sentences, speakers = [], []
        for doc in docs:
            sentences += [sentence for sentence in doc.sents if _sayable(sentence)]
            for token in doc:
                span = doc[token.left_edge.i : token.right_edge.i + 1]
                if token.dep_ == "nsubj" and len(span) <= 7 and _speaks(token, span):
                    speakers.append(window_of(doc, span.start, span.end, True))
        return cls(sentences, speakers)

    def windows(self, count: int, rng: random.Random) -> list[Window]:
        """New windows of one sentence each."""
        made = []
        for _ in range(count):
            sentence = rng.choice(self.sentences)
            said = window_of(sentence.doc, sentence.start, sentence.end, True)
            made.append(attributed(said, rng.choice(self.speakers), rng))
        return made


def _sayable(sentence: Span) -> bool:
    root = sentence.root
    return (
        5 <= len(sentence) <= 32
        and sentence[-1].text == "."
        and sentence[-1].head is not sentence[-1]
        and root.pos_ in ("VERB", "ADJ", "NOUN")
        and any(child.dep_.startswith("nsubj") for child in root.children)
        and not any(token.text in '"“”?!;:' for token in sentence)
        and not any(child.dep_ in ("ccomp", "parataxis") for child in root.children)
    )


def _speaks(token: Token, span: Span) -> bool:
    named = token.tag_ in ("NNP", "NNPS") and token.ent_type_ in ("PERSON", "ORG", "GPE")
    return (named or token.lower_ in SPEAKERS) and not any(t.is_punct for t in span)


def attributed(said: Window, speaker: Window, rng: random.Random) -> Window:
    """The sentence, a comma, the speaker, the verb, a full stop (or none, as in a headline)."""
    form = rng.random()
    root = said.heads.index(-1)
    builder = _Builder(quoted=form < 0.2)
    builder.sentence(said)
    if form > 0.85 and speaker.words[-1] not in ("he", "she", "they"):
        builder.according(speaker, root)
    else:
        builder.says(speaker, root, rng.choice(VERBS), verb_first=0.2 <= form < 0.27)
    if rng.random() > 0.12:
        builder.add(".", True, "O", ".", PUNCTUATION, builder.root, "punct")
    return builder.window()


def _head(speaker: Window) -> int:
    """The word of the phrase that hangs outside it."""
    return next(place for place, head in enumerate(speaker.heads) if head < 0)


class _Builder:
    """Puts a window together word by word."""

    def __init__(self, quoted: bool):
        self.rows: list[tuple] = []
        self.quoted = quoted
        self.root = 0

    def add(self, word, space, entity, tag, morph, head, dep) -> int:
        self.rows.append((word, space, entity, tag, morph, head, dep))
        return len(self.rows) - 1

    def sentence(self, said: Window) -> None:
        """All but the full stop, then a comma (inside quotation marks if quoted)."""
        shift = int(self.quoted)
        root = said.heads.index(-1) + shift
        if self.quoted:
            self.add("“", False, "O", "``", PUNCTUATION, root, "punct")
        for place in range(len(said) - 1):
            head = said.heads[place]
            self.add(
                said.words[place],
                said.spaces[place] and place < len(said) - 2,
                said.entities[place],
                said.tags[place],
                said.morphs[place],
                head if head < 0 else head + shift,
                said.deps[place],
            )
        self.root = root
        self.add(",", not self.quoted, "O", ",", PUNCTUATION, root, "punct")
        if self.quoted:
            self.add("”", True, "O", "''", PUNCTUATION, root, "punct")

    def says(self, speaker: Window, root: int, verb: str, verb_first: bool) -> None:
        """The speaker and the verb, which becomes the root."""
        root += int(self.quoted)
        start = len(self.rows) + int(verb_first)
        place = len(self.rows) if verb_first else start + len(speaker)
        plural = "Number=Plur" in speaker.morphs[_head(speaker)]
        past = PAST.format("Plur" if plural else "Sing")
        if verb_first:
            self.add(verb, True, "O", "VBD", past, -1, "ROOT")
        self._phrase(speaker, start, place, "nsubj")
        if not verb_first:
            self.add(verb, False, "O", "VBD", past, -1, "ROOT")
        old = self.rows[root]
        self.rows[root] = (*old[:5], place, "ccomp")
        if not self.quoted:
            comma = len(self.rows) - len(speaker) - 2
            self.rows[comma] = (*self.rows[comma][:5], place, "punct")
        self.root = place

    def according(self, speaker: Window, root: int) -> None:
        """An oblique of the sentence's own root."""
        root += int(self.quoted)
        start = len(self.rows) + 2
        head = start + _head(speaker)
        self.add("according", True, "O", "VBG", "VERB|VerbForm=Ger", head, "case")
        self.add("to", True, "O", "IN", "ADP|", start - 2, "fixed")
        self._phrase(speaker, start, root, "obl")

    def _phrase(self, speaker: Window, start: int, head: int, dep: str) -> None:
        for place in range(len(speaker)):
            own = speaker.heads[place]
            outside = own < 0
            self.add(
                speaker.words[place],
                speaker.spaces[place] or place == len(speaker) - 1,
                speaker.entities[place],
                speaker.tags[place],
                speaker.morphs[place],
                head if outside else own + start,
                dep if outside else speaker.deps[place],
            )

    def window(self) -> Window:
        words, spaces, entities, tags, morphs, heads, deps = map(list, zip(*self.rows, strict=True))
        starts = [place == 0 for place in range(len(words))]
        return Window(words, spaces, entities, tags, morphs, heads, deps, starts)
