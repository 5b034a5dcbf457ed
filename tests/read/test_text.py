"""Bytes -> text -> Document: encodings, the header, every reason why a text is no article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.document import Document, document_id, normalised, text_hash
from pipelines.read.language import language_of
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject
from pipelines.read.repair import repaired
from pipelines.read.text import clean, decode, line_ends, split_header, to_document

LIMITS = Limits(today=date(2026, 7, 1), first_day=date(1970, 1, 1))
PROSE = (
    "The two delegations met in Geneva on Monday and agreed to meet again in a fortnight, the host"
    " said. No document was signed, but both sides called the hours at the table useful, and a"
    " spokesman for the mediators said that the next round would deal with the border. "
)

DECODED = [
    (b"caf\xc3\xa9", "café", "utf-8"),
    (b"\xef\xbb\xbfcaf\xc3\xa9", "café", "utf-8 with a byte order mark"),
    ("Ωmega".encode("utf-16"), "Ωmega", "utf-16 with a byte order mark"),
    (b"\xff\xfe" + "le".encode("utf-16-le"), "le", "utf-16 little endian"),
    (b"\xfe\xff" + "be".encode("utf-16-be"), "be", "utf-16 big endian"),
    ("Ωmega".encode("utf-32"), "Ωmega", "utf-32, whose mark begins as that of utf-16"),
    ("It’s in Rome".encode("utf-16-le"), "It’s in Rome", "utf-16 without a mark"),
    ("It’s in Rome".encode("utf-16-be"), "It’s in Rome", "the same, big endian"),
    (
        "The minister said “no” – that’s final, she added, and left for the café.".encode("cp1252"),
        "The minister said “no” – that’s final, she added, and left for the café.",
        "Windows-1252, which most old archives are in",
    ),
    (b"a\tb\r\nc", "a\tb\r\nc", "nothing is cleaned here"),
    ("👩‍🚒 at work".encode(), "👩‍🚒 at work", "emoji"),
]


@pytest.mark.parametrize(("data", "text", "reason"), DECODED, ids=[r[2] for r in DECODED])
def test_decode(data, text, reason):
    assert decode(data) == text


UNREADABLE = [
    (b"", "empty", "no byte"),
    (b" \r\n\t\n ", "empty", "white space only"),
    (b"text\0text", "not_text", "NUL"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_text", "an image"),
    (b"PK\x03\x04\x14\0\0\0\x08\0", "not_text", "an archive"),
    (bytes(range(1, 256)) * 4, "not_text", "control bytes without a NUL"),
    (b"\xff\xfea", "undecodable", "half a character of utf-16"),
    (b"\xef\xbb\xbf\xc3(", "undecodable", "a mark of utf-8 before what is none"),
]


@pytest.mark.parametrize(("data", "reason", "what"), UNREADABLE, ids=[r[2] for r in UNREADABLE])
def test_not_decoded(data, reason, what):
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.reason == reason


@given(st.binary(max_size=400))
def test_decode_gives_text_or_a_reason(data):
    """No exception but UnreadableError, whatever a folder holds."""
    try:
        assert isinstance(decode(data), str)
    except UnreadableError as error:
        assert error.reason in {"empty", "not_text", "undecodable"}


CLEANED = [
    ("a\r\nb", "a\nb", "DOS line ends"),
    ("a\rb", "a\nb", "old Mac line ends"),
    ("a\x07b\x1b[31mc", "a b [31mc", "control characters, a blank each"),
    ("a\tb", "a b", "a tab is a control character"),
    ("a\x85b", "a b", "a control character of Latin-1"),
    ("a\ud800b", "a\ufffdb", "half a surrogate pair cannot be stored"),
    ("a\u00a0b\u200bc\u2028d", "a\u00a0b\u200bc\u2028d", "other white space stays as it came"),
    ("e\u0301", "e\u0301", "no composition: offsets would move"),
    ("“x” ’", "“x” ’", "quotation marks stay"),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), CLEANED, ids=[r[2] for r in CLEANED])
def test_clean(text, wanted, reason):
    assert clean(text) == wanted


@given(st.text(st.characters(codec=None, exclude_characters="\r")))
def test_clean_is_one_for_one(text):
    """Offsets that a record's owner gives against the text hold after cleaning."""
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


HEADERS = [
    (" date 2026-03-10\n\nTalks", date(2026, 3, 10), "\nTalks", "leading space, own line"),
    (" date 2026-03-10 Talks", date(2026, 3, 10), "Talks", "first sentence on the same line"),
    ("date: 2026-03-10\nTalks", date(2026, 3, 10), "Talks", "colon"),
    ("Date:\t2026-03-10\nTalks", date(2026, 3, 10), "Talks", "capital and tab"),
    ("\n\n date 2026-3-1\nTalks", date(2026, 3, 1), "Talks", "empty lines before, short month"),
    ("\ufeffdate 2026-03-10\nTalks", date(2026, 3, 10), "Talks", "a mark that survived decoding"),
    ("date 2026-03-10", date(2026, 3, 10), "", "nothing after it"),
    ("Talks on date 2026-03-10", None, "Talks on date 2026-03-10", "not at the start"),
    ("date 2026-03-101\nx", None, "date 2026-03-101\nx", "three digits of a day"),
    ("date of birth", None, "date of birth", "the word alone"),
    ("updated 2026-03-10", None, "updated 2026-03-10", "the end of another word"),
]


@pytest.mark.parametrize(("text", "day", "rest", "reason"), HEADERS, ids=[r[3] for r in HEADERS])
def test_header(text, day, rest, reason):
    assert split_header(text) == (day, rest)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2026-00-10", "0000-01-01"])
def test_header_that_is_no_day(day):
    with pytest.raises(UnreadableError) as caught:
        split_header(f"date {day}\nTalks")
    assert caught.value.reason == "malformed"


def raw(text: str, **fields: object) -> Raw:
    return Raw(**{"uri": "a.txt", "format": "txt", "byte_count": 7, "text": text} | fields)


GERMAN = (
    "Die beiden Delegationen trafen sich am Montag in Genf und einigten sich darauf, in zwei Wochen"
    " wieder zusammenzukommen, teilte der Gastgeber mit. Ein Dokument wurde nicht unterzeichnet,"
    " doch beide Seiten nannten die Gespräche nützlich. "
)
REJECTED = [
    ("date 2026-03-10\n \n", "empty", {}, "no text after the header"),
    ("", "empty", {}, "no text"),
    ("date 2026-02-30\nTalks", "malformed", {}, "a header that names no day"),
    (PROSE, "undated", {}, "no day anywhere"),
    (f"date 2026-07-02\n{PROSE}", "future_dated", {}, "tomorrow"),
    (f"date 1969-12-31\n{PROSE}", "out_of_range", {}, "the day before the first partition"),
    (f"date 2026-03-10\n{'x' * 2001}", "too_large", {"longest_document_chars": 2000}, "too long"),
    (f"date 2026-03-10\n{'1,024 | 88 | ' * 40}", "not_prose", {}, "a table of numbers"),
    (f"date 2026-03-10\n{'-=' * 300}", "not_prose", {}, "a picture of signs"),
    (f"date 2026-03-10\n{GERMAN}", "not_english", {}, "another language"),
]


@pytest.mark.parametrize(
    ("text", "reason", "limits", "what"), REJECTED, ids=[f"{r[1]}: {r[3]}" for r in REJECTED]
)
def test_rejected(text, reason, limits, what):
    outcome = to_document(raw(text), Limits(today=LIMITS.today, **limits))
    assert isinstance(outcome, Reject)
    assert (outcome.uri, outcome.reason, outcome.byte_count) == ("a.txt", reason, 7)
    assert outcome.detail


def taken(text: str, limits: Limits = LIMITS, **fields: object) -> Document:
    outcome = to_document(raw(text, **fields), limits)
    assert isinstance(outcome, Document), outcome
    return outcome


def test_today_and_the_first_day_are_inside():
    assert taken(f"date 2026-07-01\n{PROSE}").published_on == date(2026, 7, 1)
    assert taken(f"date 1970-01-01\n{PROSE}").published_on == date(1970, 1, 1)


def test_header_wins_over_metadata():
    """The text's own word is nearer to the article than a feed's time stamp."""
    given_day = {"published_on": date(2026, 3, 9), "published_on_basis": "metadata"}
    document = taken(f"date 2026-03-10\n{PROSE}", **given_day)
    assert (document.published_on, document.published_on_basis) == (date(2026, 3, 10), "header")
    document = taken(PROSE, **given_day)
    assert (document.published_on, document.published_on_basis) == (date(2026, 3, 9), "metadata")


def test_undated_text_where_it_is_allowed():
    document = taken(PROSE, Limits(today=LIMITS.today, undated_allowed=True))
    assert document.published_on is None
    assert document.published_on_basis is None


def test_other_language_where_it_is_allowed():
    limits = Limits(today=LIMITS.today, english_only=False)
    assert taken(f"date 2026-03-10\n{GERMAN}", limits).language == "de"


def test_short_text_is_not_judged_by_language():
    """A headline in capitals with two names in it looks like any language."""
    assert taken("date 2026-03-10\nBERLIN: MERZ TRIFFT MACRON").language == "en"


def test_language_of_prose():
    assert language_of(PROSE)[0] == "en"
    assert language_of(GERMAN)[0] == "de"


ARTICLE = (
    " date 2026-03-10\n\nTalks open in Geneva\n\nBy Ann Lee\n\n"
    f"GENEVA, March 10 (Caspian Wire) - {PROSE}\n"
)


def test_what_the_layout_tells_of_the_document():
    document = taken(ARTICLE)
    assert document.title == "Talks open in Geneva"
    assert document.byline == "By Ann Lee"
    assert document.dateline_place == "GENEVA"
    assert document.text == ARTICLE.removeprefix(" date 2026-03-10\n")
    assert document.text_sha256 == text_hash(document.text)
    assert document.language == "en"


def test_fields_of_the_record_win():
    document = taken(ARTICLE, title="Given", publisher="The Paper", source_id="7", language="en-GB")
    assert (document.title, document.publisher) == ("Given", "The Paper")
    assert (document.source_id, document.language) == ("7", "en-GB")


SAME = [
    ("“Peace” at last", '"Peace" at last', "quotation marks"),
    ("It’s over", "It's over", "apostrophe"),
    ("Peace  at\nlast ", "Peace at last", "white space"),
    ("Zürich", "Zu\u0308rich", "composed and decomposed"),
]


@pytest.mark.parametrize(("one", "other", "reason"), SAME, ids=[row[2] for row in SAME])
def test_id_is_stable_under_typography(one, other, reason):
    """A feed and a web page of one article differ in just this."""
    day = date(2026, 3, 10)
    assert document_id(day, one) == document_id(day, other)
    assert normalised(one) == normalised(other)


def test_id_differs_by_day_and_words():
    ids = {
        document_id(day, text)
        for day in (None, date(2026, 3, 10), date(2026, 3, 11))
        for text in ("Peace at last", "Peace at least", "peace at last")
    }
    assert len(ids) == 9
    assert all(len(found) == 16 and set(found) <= set("0123456789abcdef") for found in ids)


def test_id_is_the_published_formula():
    """Another program must be able to compute it: SHA-256 of day, line feed, normalised text."""
    import hashlib

    wanted = hashlib.sha256(b"2026-03-10\nPeace at last").hexdigest()[:16]
    assert document_id(date(2026, 3, 10), " Peace at\nlast") == wanted


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_is_a_document_or_a_reject(text):
    """Nothing else may come out of the reading room."""
    outcome = to_document(raw(text), Limits(today=LIMITS.today, undated_allowed=True))
    if isinstance(outcome, Document):
        assert clean(repaired(line_ends(text), "txt")[0]).endswith(outcome.text)
        outcome.text.encode("utf-8")
