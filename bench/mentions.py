"""Sharpened mentions against the bare model's entities, on a corpus with gold entities.

Exact spans and labels, articles left out on all sides; only labels that the corpus has, and no
span that touches a word whose annotation is missing. ``python -m bench.mentions CORPUS...``, each
a ``.spacy`` file (ewt_dev, gum_dev; the test files are for measuring only).
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin

from pipelines.extract.mentions import MentionFinder
from pipelines.extract.records import register_slots
from pipelines.parse.model import load_model
from pipelines.settings import load_settings

Spans = set[tuple[int, int, str]]
ARTICLES = ("the ", "a ", "an ")


def without_article(text: str, start: int, end: int, label: str) -> tuple[int, int, str]:
    """Return a span without its leading article."""
    words = text[start:end].lower()
    cut = next((len(a) for a in ARTICLES if words.startswith(a)), 0)
    return start + cut, end, label


def entities(doc: Doc) -> Spans:
    """Return the entities of a Doc."""
    return {without_article(doc.text, e.start_char, e.end_char, e.label_) for e in doc.ents}


def names(doc: Doc) -> Spans:
    """Return the mentions of a Doc that are names."""
    return {
        without_article(doc.text, m.start_char, m.end_char, m.entity_type)
        for m in doc._.mentions
        if m.kind == "name"
    }


def counted(gold: Iterable[Doc], found: Iterable[Spans]) -> Counter[tuple[str, str]]:
    """Return how many spans of each label are right, wrong and missed."""
    counts: Counter[tuple[str, str]] = Counter()
    for right, spans in zip(gold, found, strict=True):
        unknown = [(t.idx, t.idx + len(t)) for t in right if t.ent_iob == 0]
        wanted = entities(right)
        known = {s for s in spans if not any(s[0] < b and a < s[1] for a, b in unknown)}
        for how, members in (
            ("right", wanted & known), ("wrong", known - wanted), ("missed", wanted - known),
        ):  # fmt: skip
            counts.update((how, label) for _, _, label in members)
    return counts


def f1(counts: Counter[tuple[str, str]], labels: Iterable[str]) -> float:
    """Return micro F1 over labels, in percent."""
    right, wrong, missed = (
        sum(counts[how, label] for label in labels) for how in ("right", "wrong", "missed")
    )
    return 200 * right / max(1, 2 * right + wrong + missed)


def measure(path: Path) -> Iterator[str]:
    """Yield one line for all labels of a corpus and one for each."""
    register_slots()
    nlp, finder = load_model(load_settings().model), MentionFinder()
    gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    labels = sorted({e.label_ for doc in gold for e in doc.ents})
    bare, sharp = [], []
    for doc in nlp.pipe(doc.text for doc in gold):
        bare.append(entities(doc))
        sharp.append(names(finder(doc)))
    before, after = counted(gold, bare), counted(gold, sharp)
    for name, which in (("all", labels), *((label, [label]) for label in labels)):
        a, b = f1(before, which), f1(after, which)
        yield f"{path.stem} {name}: model {a:.1f}, mentions {b:.1f} ({b - a:+.1f})"


def main() -> None:
    """Print the measures of the files named."""
    for name in sys.argv[1:]:
        for line in measure(Path(name)):
            print(line)


if __name__ == "__main__":
    main()
