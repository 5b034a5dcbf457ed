"""Pairs of names against the corpus-wide linking: precision and recall of "these two are one".

Each name of a pair stands in a document of its own, with its context behind it ("Zelenskiy,
Ukraine's president."); both documents go through the mentions component and ``link_entities``.
``python -m bench.names FILE [--errors]``; never ``--errors`` on a sealed file.
"""

import json
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipelines.extract.mentions import MentionFinder
from pipelines.extract.records import register_slots
from pipelines.link.entities import link_entities

Record = Mapping[str, object]
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CAPITALISED = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")
USUAL_YEAR = "2024"


def annotated(nlp: Language, name: str, context: str, entity_type: str) -> Doc:
    """Return "NAME, CONTEXT." with the name, and the context's capitalised words, as entities."""
    doc = nlp.make_doc(f"{name}, {context}." if context else f"{name}.")
    spans = [doc.char_span(0, len(name), entity_type, alignment_mode="expand")]
    for match in CAPITALISED.finditer(doc.text, len(name)):
        spans.append(doc.char_span(match.start(), match.end(), "GPE"))
    doc.ents = filter_spans([s for s in spans if isinstance(s, Span)])
    return doc


def rows(doc: Doc, document_id: str, day: date) -> list[dict[str, object]]:
    """Return the document's rows of ``mentions``."""
    return [
        {
            "mention_id": f"{document_id}:{m.start_char}:{m.end_char}",
            "document_id": document_id,
            "published_on": day,
            "text": doc.text[m.start_char : m.end_char],
            **{n: getattr(m, n) for n in m.__slots__},
        }
        for m in doc._.mentions
    ]


def is_linked(nlp: Language, finder: MentionFinder, pair: Record) -> bool:
    """Return whether both names of a pair become one entity."""
    contexts = [str(pair.get(f"{side}_context") or "") for side in "ab"]
    years = [YEAR.findall(c) for c in contexts]
    usual = next((y[0] for y in years if y), USUAL_YEAR)
    mentions: list[dict[str, object]] = []
    for side, context, year in zip("ab", contexts, years, strict=True):
        doc = finder(annotated(nlp, str(pair[side]), context, str(pair["entity_type"])))
        day = date(int((year or [usual])[0]), 1, 1)
        mentions += rows(doc, side, day)
    links = {str(r["mention_id"]): r["entity_id"] for r in link_entities(mentions).mention_entities}
    first: dict[str, object] = {}
    for m in mentions:
        if int(str(m["start_char"])) < len(str(pair[str(m["document_id"])])):
            first.setdefault(str(m["document_id"]), links[str(m["mention_id"])])
    return "a" in first and "b" in first and first["a"] == first["b"]


def measure(pairs: list[Record], show_errors: bool) -> str:
    """Return one line: precision and recall in percent."""
    register_slots()
    nlp, finder = spacy.blank("en"), MentionFinder()
    right = wrong = missed = 0
    for pair in pairs:
        linked = is_linked(nlp, finder, pair)
        right += linked and bool(pair["same"])
        wrong += linked and not pair["same"]
        missed += not linked and bool(pair["same"])
        if show_errors and linked != pair["same"]:
            print("joined" if linked else "missed", "|", *(f"{pair.get(k)} |" for k in FIELDS))
    return (
        f"{len(pairs)} pairs: precision {100 * right / max(1, right + wrong):.1f} %,"
        f" recall {100 * right / max(1, right + missed):.1f} %"
        f" ({right} right, {wrong} wrong, {missed} missed)"
    )


FIELDS = ("a", "a_context", "b", "b_context", "why")


def main() -> None:
    """Print the measure of one file."""
    path = Path(sys.argv[1])
    show = "--errors" in sys.argv
    if show and "sealed" in path.name:
        sys.exit("a sealed file is only scored: leave out --errors")
    with path.open(encoding="utf-8") as lines:
        print(measure([json.loads(line) for line in lines], show))


if __name__ == "__main__":
    main()
