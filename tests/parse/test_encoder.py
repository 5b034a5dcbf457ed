"""The encoder: whatever comes in, Docs stay whole, trees are trees and sentences lie end to end."""

import itertools
import time
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import pipelines.parse.encoder
from pipelines.parse.encoder import decode, trees, windows

MODEL = Path(pipelines.parse.encoder.__file__).parents[1] / "models" / "newstables_md"
SENTENCE = (
    "Russia and Ukraine exchanged 157 prisoners of war each on Tuesday, "
    "the United Arab Emirates said."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The shipped pipeline."""
    return spacy.load(MODEL)


def assert_whole(doc: Doc, text: str) -> None:
    """Text kept, one root a sentence, every word reaches it, sentences and spans well-formed."""
    assert doc.text == text
    if not len(doc):
        return
    ends = 0
    for sentence in doc.sents:
        assert sentence.start == ends
        ends = sentence.end
        assert sum(token.head is token or token.head.i == token.i for token in sentence) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
    assert ends == len(doc)
    parents = np.array([token.head.i for token in doc])
    for _ in range(len(doc).bit_length()):
        parents = parents[parents]
    assert all(doc[int(root)].head.i == root for root in set(parents.tolist()))
    for token in doc:
        assert token.dep_
        assert token.pos_
        assert (token.dep_ == "ROOT") == (token.head.i == token.i)


BAD = {
    "empty": "",
    "one space": " ",
    "white space only": " \n\t \u00a0 ",
    "line ends around": "\n\nKyiv fell silent.\n\n  Nobody spoke.\n",
    "one letter": "a",
    "one mark": "?",
    "marks only": "... !!! ??? --- '''",
    "emoji": "😀😀 👩‍👩‍👧‍👦 🇺🇦 said 🚀.",
    "control characters": "The\x00 army\x07 said\x1b it\u200b left\ufeff.",
    "lone accents": "\u0301\u0301 \u0300",
    "surrogate-free private use": "\ue000\ue001 \U0010ffff",
    "arabic": "قال الجيش إنه دمر ثلاث طائرات مسيرة.",
    "chinese": "俄罗斯和乌克兰周二交换了战俘。",
    "mixed scripts": "Путин said: 北京 is far. Καλημέρα!",
    "a token of 100,000 characters": "x" * 100_000,
    "a number of 100,000 digits": "The total was " + "9" * 100_000 + " dollars.",
    "an address": "See https://example.org/" + "a/" * 5_000 + " for more.",
    "one word ten thousand times": "buffalo " * 10_000,
    "no full stop in 3,000 words": "and the army and the navy said that " * 400,
    "90,000 marks, no space": "!_=" * 30_000,
    "letters and marks alternate": "a-" * 20_000,
    "commas only": ", " * 2_000,
    "no spaces": "Theyleft.Hecame.Itrained." * 200,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_input_neither_crashes_nor_changes(nlp, text):
    """Reports arrive with every defect; none may stop a run or move an offset."""
    assert_whole(nlp(text), text)


def test_a_million_characters_in_linear_time(nlp):
    """Twice the text, about twice the time: windows, not one quadratic matrix."""
    nlp.max_length = 2_000_000
    text = (SENTENCE + " ") * 2_600
    begun = time.process_time()
    nlp(text)
    short = time.process_time() - begun
    begun = time.process_time()
    doc = nlp(text * 4)
    assert time.process_time() - begun < 7 * short
    assert len(doc.text) > 1_000_000
    assert_whole(doc, text * 4)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_kept(text):
    """Offsets into the text are what every table stands on."""
    assert_whole(_loaded()(text), text)


_CACHE: list[Language] = []


def _loaded() -> Language:
    if not _CACHE:
        _CACHE.append(spacy.load(MODEL))
    return _CACHE[0]


def test_batches_give_what_single_texts_give(nlp):
    """A parse depends on its text only; in shared batches 8-bit scales moved tags."""
    texts = [SENTENCE, "Police said.", SENTENCE * 3, "", "He left. She stayed in Kharkiv."]
    for alone, together in zip(map(nlp, texts), nlp.pipe(texts), strict=True):
        assert alone.to_json() == together.to_json()


def test_documents_come_out_in_order_with_contexts(nlp):
    """`as_tuples` pairs each Doc with its context; a component that reorders breaks it."""
    stream = ((f"Report {number} from Kyiv.", number) for number in range(400))
    assert all(doc[1].text == str(number) for doc, number in nlp.pipe(stream, as_tuples=True))


PRESET = [
    ("He left . She stayed .", [0, 3], "as given"),
    ("The army said it left", [0, 2], "even where nobody would split"),
    ("He left . She stayed .", [0], "no split"),
]


@pytest.mark.parametrize(("text", "starts", "reason"), PRESET, ids=[row[2] for row in PRESET])
def test_preset_sentence_starts_are_kept(nlp, text, starts, reason):
    """The splitter of paragraphs may know better; what it set is a constraint."""
    doc = Doc(nlp.vocab, words=text.split())
    for token in doc:
        token.is_sent_start = token.i in starts
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [sentence.start for sentence in doc.sents] == starts
    assert_whole(doc, doc.text)


PARSES = [
    (SENTENCE, "Russia", "nsubj", "exchanged"),
    (SENTENCE, "Ukraine", "conj", "Russia"),
    (SENTENCE, "157", "nummod", "prisoners"),
    (SENTENCE, "prisoners", "obj", "exchanged"),
    (SENTENCE, "war", "nmod", "prisoners"),
    (SENTENCE, "exchanged", "ccomp", "said"),
    (SENTENCE, "Emirates", "nsubj", "said"),
    ("Three soldiers were killed by a mine near Bakhmut.", "soldiers", "nsubj:pass", "killed"),
    ("Three soldiers were killed by a mine near Bakhmut.", "were", "aux:pass", "killed"),
    ("Three soldiers were killed by a mine near Bakhmut.", "mine", "obl:agent", "killed"),
    ("The minister's office denied the report.", "minister", "nmod:poss", "office"),
    ("Mr Singh, the chief minister of Bihar, resigned.", "minister", "appos", "Singh"),
    ("The man who led the raid fled.", "led", "acl:relcl", "man"),
]


@pytest.mark.parametrize(("text", "word", "dep", "head"), PARSES)
def test_relations_that_the_extractors_read(nlp, text, word, dep, head):
    """UD labels, not spaCy's English scheme: the rules downstream speak UD only."""
    token = next(token for token in nlp(text) if token.text == word)
    assert (token.dep_, token.head.text) == (dep, head)


NAMES = [
    (SENTENCE, {("Russia", "GPE"), ("Ukraine", "GPE"), ("United Arab Emirates", "GPE")}),
    ("Yahya Sinwar was killed in Rafah.", {("Yahya Sinwar", "PERSON"), ("Rafah", "GPE")}),
    (
        "Bola Tinubu met Narendra Modi in New Delhi.",
        {("Bola Tinubu", "PERSON"), ("Narendra Modi", "PERSON"), ("New Delhi", "GPE")},
    ),
    ("Iran fired a Shahed-136 at the base.", {("Iran", "GPE"), ("Shahed-136", "WEAPON")}),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(nlp, text, names):
    """Countries are places, transliterated names are people, weapons are weapons."""
    found = {(entity.text.removeprefix("the "), entity.label_) for entity in nlp(text).ents}
    assert found == names


def test_addresses_are_no_names(nlp):
    """The network took "jane@example.org" for a person."""
    doc = nlp("Write to jane.smith@example.org or https://example.org/Smith, Jane Smith said.")
    assert [entity.text for entity in doc.ents] == ["Jane Smith"]


LEMMAS = [
    ("The ships were seized.", ["the", "ship", "be", "seize", "."]),
    ("She doesn't know better men.", ["she", "do", "not", "know", "good", "man", "."]),
    ("Soldiers fled Kherson", ["soldier", "flee", "Kherson"]),
]


@pytest.mark.parametrize(("text", "lemmas"), LEMMAS, ids=[row[0] for row in LEMMAS])
def test_lemmas(nlp, text, lemmas):
    """UD lemmas: n't is not, were is be; names keep their form (capitals aside)."""
    assert [token.lemma_.lower() for token in nlp(text)] == [lemma.lower() for lemma in lemmas]


def test_saved_and_loaded_again_it_parses_the_same(nlp, tmp_path):
    """Whatever folder a user copies the pipeline to."""
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    first, second = nlp(SENTENCE), again(SENTENCE)
    assert first.to_json() == second.to_json()


def test_size(nlp):
    """45 MB is the bar for what the package carries."""
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) < 45e6


@pytest.mark.parametrize("seed", range(25))
def test_best_tree_is_the_best_of_all_trees(seed):
    """Against every assignment of parents of four words."""
    scores = np.random.default_rng(seed).normal(size=(4, 5))
    every = (np.array(found) for found in itertools.product(range(5), repeat=4))
    best = max(
        (found for found in every if trees.is_tree(found)),
        key=lambda found: scores[np.arange(4), found].sum(),
    )
    assert trees.best_tree(scores).tolist() == best.tolist()


def test_a_long_sentence_is_cut_where_a_start_is_likeliest():
    """Trees cost the square of a sentence's length."""
    scores = np.full(400, -9.0)
    scores[[100, 230]] = -1
    starts = decode.sentence_starts(scores, np.zeros(400, dtype=int), 0.0)
    bounds = [*np.flatnonzero(starts).tolist(), 400]
    assert {100, 230} <= set(bounds)
    assert max(np.diff(bounds)) <= decode.LONGEST_SENTENCE


def test_chunks_cover_every_word():
    """A forced cut loses nothing."""
    words = ["a"] * (2 * windows.CHUNK_WORDS + 5)
    words[windows.CHUNK_WORDS - 10] = "."
    found = list(windows.chunks(words))
    assert found[0] == (0, windows.CHUNK_WORDS - 9)
    assert [b for _, b in found][:-1] == [a for a, _ in found][1:]
    assert found[-1][1] == len(words)


@pytest.mark.parametrize("seed", range(20))
def test_entities_never_begin_inside(seed):
    """I-X follows B-X or I-X of the same label."""
    scores = np.log(np.random.default_rng(seed).dirichlet(np.full(17, 0.3), size=30))
    path = decode.best_path(scores)
    for before, here in itertools.pairwise([0, *path.tolist()]):
        assert not (here and here % 2 == 0) or before in (here, here - 1)
