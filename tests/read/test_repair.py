"""Repair: what was broken on the way is mended and named; what is sound stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.repair import repaired

REPAIRED = [
    ("cafÃ© and soup", "café and soup", "mojibake: 1", "UTF-8 read as Latin-1"),
    ("â€œWe waited,â€\x9d she said", "“We waited,” she said", "mojibake: 1", "quotation marks"),
    ("sound café\nbad cafÃ©", "sound café\nbad café", "mojibake: 1", "line by line"),
    ("bread &amp; coal &#8212; now", "bread & coal — now", "entities: 2", "entities"),
    ("un\u200bseen pri\u00adsoners\ufeff", "unseen prisoners", "invisible: 3", "invisible"),
    ("1\u202f200\u00a0people", "1 200 people", "hard_spaces: 2", "hard spaces"),
    ("**They** met", "They met", "markdown: 1", "bold"),
    ("## Talks end\nThey met", "Talks end\nThey met", "markdown: 1", "a heading"),
    ("in [Rome](https://x.example/r) today", "in Rome today", "markdown: 1", "a link"),
]


@pytest.mark.parametrize(
    ("text", "wanted", "done", "reason"), REPAIRED, ids=[r[3] for r in REPAIRED]
)
def test_repaired(text, wanted, done, reason):
    assert repaired(text, "txt") == (wanted, (done,))


SOUND = [
    ("“It’s over” – café, naïve, Ångström, São Paulo", "letters and marks of Europe"),
    ("Министр Иванов", "Cyrillic"),
    ("👩‍🚒 at work", "joined emoji"),
    ("AT&T; R&D", "ampersands that begin no entity"),
    ("&unknown; &#0; &#9999999;", "entities of nothing"),
    ("5 * 3 ** 2 and #metoo", "signs that are no Markdown"),
    ("a [note] (aside)", "brackets"),
    ("Syrias minister met Irans envoy", "stripped apostrophes: a guess"),
    ("It ended.No deal", "a missing space: the parser parts it"),
    ("e\u0301", "no composition"),
    ("well-\nknown", "a line's end outside a PDF"),
]


@pytest.mark.parametrize(("text", "reason"), SOUND, ids=[row[1] for row in SOUND])
def test_sound_text_stays(text, reason):
    assert repaired(text, "txt") == (text, ())


PARTED = [
    ("negotia-\nted again", "negotiated again", "a word parted at a line's end"),
    ("Syrian-\nbacked men", "Syrian-backed men", "a name keeps its hyphen"),
    ("a well-\nknown and well-known man", "a well-known and well-known man", "hyphened elsewhere"),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), PARTED, ids=[row[2] for row in PARTED])
def test_parted_words_of_a_pdf(text, wanted, reason):
    assert repaired(text, "pdf")[0] == wanted


@given(st.text(st.sampled_from("aé Ã©â€œ”&;#amp*[]()x\n\u200b\u00a0-"), max_size=80))
def test_line_count_stays(text):
    """The layout is told by lines: no repair may add or drop one."""
    assert repaired(text, "txt")[0].count("\n") == text.count("\n")
