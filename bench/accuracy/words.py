"""Names and sentences on the test files of the treebanks, for measuring only."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import DocBin

from bench.accuracy.card import Result, Tally
from bench.accuracy.gold import NoGoldError
from bench.mentions import counted, names
from pipelines.extract.mentions import MentionFinder
from pipelines.extract.records import register_slots
from pipelines.parse.model import load_model
from pipelines.settings import load_settings

TESTS = {"ewt_test": "EWT test", "gum_test": "GUM test"}


def words(corpus: Path) -> Iterator[Result]:
    """Yield names by type, and sentences, on each treebank.

    Raises:
        NoGoldError: the treebanks are not there.
    """
    register_slots()
    nlp, finder = load_model(load_settings().model), MentionFinder()
    for stem, basis in TESTS.items():
        path = corpus / f"{stem}.spacy"
        if not path.exists():
            raise NoGoldError(f"no treebanks at {corpus}: name their folder with --corpus DIR")
        gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        found, sentences = [], Tally()
        for right, doc in zip(gold, nlp.pipe(d.text for d in gold), strict=True):
            found.append(names(finder(doc)))
            ends = [{s[-1].idx + len(s[-1]) for s in d.sents} for d in (right, doc)]
            sentences.wanted += len(ends[0])
            sentences.given += len(ends[1])
            sentences.right += len(ends[0] & ends[1])
        yield Result.of("sentences.text", basis, "the same last character", sentences)
        yield from _names(counted(gold, found), basis, {e.label_ for d in gold for e in d.ents})


def _names(counts: Counter[tuple[str, str]], basis: str, labels: set[str]) -> Iterator[Result]:
    rule = "the same words, articles aside, and the same type"
    for name, which in (
        ("", sorted(labels)),
        *((f", {label}", [label]) for label in sorted(labels)),
    ):
        right, wrong, missed = (
            sum(counts[how, x] for x in which) for how in ("right", "wrong", "missed")
        )
        tally = Tally(right + missed, right + wrong, right)
        yield Result.of("mentions.entity_type", f"{basis}{name}", rule, tally)
