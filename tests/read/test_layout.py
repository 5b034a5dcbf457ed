"""Blocks: what lines and typography tell of a text, on the forms that news comes in."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.layout import dateline, layout
from pipelines.tables import ROLES


def outline(text: str) -> list[tuple[str, str]]:
    """Return (role, words) of the blocks, white space made plain."""
    return [(b.role, " ".join(text[b.start_char : b.end_char].split())) for b in layout(text)]


def test_seed_form():
    """Title, single-line paragraphs between blank lines, subheadings, a last line of sources."""
    text = (
        "Leaders speak for an hour\n\nThe presidents of Kenya and Somalia spoke on Monday.\n\n"
        "Call is “useful”\n\nThey agreed to meet. The date is open.\n\nSources: Radio One; WAM\n"
    )
    assert outline(text) == [
        ("title", "Leaders speak for an hour"),
        ("body", "The presidents of Kenya and Somalia spoke on Monday."),
        ("heading", "Call is “useful”"),
        ("body", "They agreed to meet. The date is open."),
        ("credit", "Sources: Radio One; WAM"),
    ]
    blocks = layout(text)
    assert [b.section for b in blocks] == [
        None,
        None,
        None,
        "Call is “useful”",
        "Call is “useful”",
    ]
    assert [b.paragraph_no for b in blocks] == [0, 1, 2, 3, 4]


def test_first_sentence_right_after_the_header_is_no_title():
    assert outline("The ministers met in Rome.\n\nThey left.\n") == [
        ("body", "The ministers met in Rome."),
        ("body", "They left."),
    ]


def test_hard_wrapped_at_72():
    """A line end is not a paragraph end."""
    text = (
        "The fourth round of peace talks between the two neighbours, planned for\n"
        "the middle of the month in the Gulf, has been postponed because of the\n"
        "storm that closed the airport, the host said on Friday.\n"
        "\n"
        "The request came from the capital, and no new date has been set. The\n"
        "foreign ministry said that the meeting remains on the table and would\n"
        "be held as soon as the planes fly.\n"
    )
    found = outline(text)
    assert [role for role, _ in found] == ["body", "body"]
    assert found[0][1].endswith("the host said on Friday.")
    assert found[1][1].startswith("The request came")


def test_capitals_with_indented_paragraphs():
    """Wire copy of the nineties: capitals, indentation instead of blank lines, wrapped."""
    text = (
        "     SAN SALVADOR, 3 JAN 90 (DOMESTIC SERVICE) -- [REPORT] A PATROL FOUND\n"
        "TWO MINES ON THE ROAD TO THE COAST THIS MORNING, THE ARMED FORCES SAID IN\n"
        "A COMMUNIQUE.\n"
        "     THE ROAD WAS CLOSED FOR THREE HOURS WHILE THE MINES WERE TAKEN AWAY BY\n"
        "A TEAM FROM THE CAPITAL.  NOBODY WAS HURT, ACCORDING TO THE COMMUNIQUE OF\n"
        "THE ARMED FORCES.\n"
    )
    found = outline(text)
    assert found[0] == ("dateline", "SAN SALVADOR, 3 JAN 90 (DOMESTIC SERVICE) --")
    assert [role for role, _ in found[1:]] == ["body", "body"]
    assert found[2][1].startswith("THE ROAD WAS CLOSED")


DATELINES = [
    ("GENEVA, March 10 (Caspian Wire) - The talks", "GENEVA", "Caspian Wire", "agency and day"),
    ("BAKU (AFP) - The talks", "BAKU", "AFP", "agency, no day"),
    ("YEREVAN — The talks", "YEREVAN", None, "place only"),
    ("NEW YORK, Feb 3 (X) -- The talks", "NEW YORK", "X", "two words, two hyphens"),
    ("PORT-AU-PRINCE, Haiti (AP) — The talks", "PORT-AU-PRINCE, Haiti", "AP", "with its country"),
    ("ST. PETERSBURG, June 5 (TASS) - The talks", "ST. PETERSBURG", "TASS", "a full stop in it"),
    ("Kyiv, March 10 (Ukrinform) - The talks", "Kyiv", "Ukrinform", "in small letters"),
    ("TOKYO, 10 March 2026 (Kyodo) – The talks", "TOKYO", "Kyodo", "day first, with the year"),
    ("SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT] A", "SAN SALVADOR", "ACAN-EFE", "monitored"),
]


@pytest.mark.parametrize(
    ("text", "place", "agency", "reason"), DATELINES, ids=[d[3] for d in DATELINES]
)
def test_dateline(text, place, agency, reason):
    match = dateline(text)
    assert match is not None
    assert (match["place"], match["agency"]) == (place, agency)


NO_DATELINES = [
    ("The talks - long awaited - failed.", "a dash in a sentence"),
    ("Kyiv (the capital) is quiet.", "brackets without a dash"),
    ("F-16 jets flew over.", "a hyphen in a name"),
    ("US-led talks opened.", "a state's letters"),
]


@pytest.mark.parametrize(("text", "reason"), NO_DATELINES, ids=[row[1] for row in NO_DATELINES])
def test_no_dateline(text, reason):
    assert dateline(text) is None


BODY = "The ministers met in Rome on Monday and left on Tuesday."
ROLE_OF = [
    ("By Ann Lee", "byline", "one author"),
    ("By Ann Lee and Juan de la Cruz", "byline", "two authors"),
    ("BY Ann Lee, Rome", "byline", "with a place"),
    ("(Reporting by Ann Lee; Editing by Bo Chen)", "credit", "agency credit"),
    ("Additional reporting by Bo Chen in Rome", "credit", "additional reporting"),
    ("Source: The Caucasus Courier", "credit", "source line"),
    ("Sources: Radio One, WAM", "credit", "sources"),
    ("With reporting from: AFP", "credit", "with reporting from"),
    ("Photo: Rescue workers search the station.", "caption", "photo"),
    (
        "Image caption: Rescue workers search the station",
        "caption",
        "image caption",
    ),
    ("A bridge in Rome after the flood (Photo: Bo Chen)", "caption", "photo in brackets"),
    ("People queue for bread in Rome on Monday. Getty Images", "caption", "an agency's picture"),
    ("Read more: The flood in pictures", "boilerplate", "links"),
    ("Sign up for our newsletter", "boilerplate", "subscription"),
    ("Advertisement", "boilerplate", "advertising slot"),
    ("© 2026 The Caucasus Courier. All rights reserved.", "boilerplate", "copyright"),
    ("Share this article", "boilerplate", "share widget"),
    ("Last updated 3 hours ago", "boilerplate", "page clock"),
    ("Last updated on Tue, 10 March 2026", "boilerplate", "page clock with a day"),
    (
        "Copyright 2026 The Orva Wire. All rights reserved. This material may not be published,"
        " broadcast, rewritten or redistributed without leave.",
        "boilerplate",
        "copyright at length",
    ),
    ("(END) Orva Wire", "boilerplate", "agency footer"),
    ("Join our Telegram channel for more", "boilerplate", "a channel"),
    ("Don’t miss a story: subscribe", "boilerplate", "subscription, another"),
    ("Watch: The bridge opens", "boilerplate", "a link to a video"),
    ("Image source, Getty Images", "boilerplate", "a picture's source"),
    ("Image caption, Rescue workers search the station", "caption", "a caption behind a comma"),
    ("Revised plans may be published in 2027.", "body", "a sentence that begins as a clock does"),
    ("Getty Images was sued on Monday.", "body", "a sentence that begins as a source does"),
    ("Anger in the north", "heading", "subheading"),
    ("‘We wait’", "heading", "a quotation as subheading"),
    ("By noon the square was empty.", "body", "a sentence that begins as a byline does"),
    ("Share prices fell by a tenth.", "body", "a sentence that begins as a widget does"),
    ("Photographers were not let in.", "body", "a sentence that begins as a caption does"),
    ("He named three things:", "body", "an open line is no heading"),
    ("and left", "body", "small letters are no heading"),
]


@pytest.mark.parametrize(("line", "role", "reason"), ROLE_OF, ids=[row[2] for row in ROLE_OF])
def test_role(line, role, reason):
    found = outline(f"Ministers meet in Rome\n\n{line}\n\n{BODY}\n")
    assert found == [("title", "Ministers meet in Rome"), (role, line), ("body", BODY)]


def test_last_line_without_full_stop_is_no_heading():
    """Nothing stands under it."""
    assert outline(f"{BODY}\n\nMore follows soon")[-1] == ("body", "More follows soon")


EDGES = [
    ("", [], "empty"),
    ("\n \n\t\n", [], "white space"),
    ("x", [("body", "x")], "one character"),
    ("ROME (AP) - ", [("body", "ROME (AP) -")], "a dateline without a text"),
    ("\u3000\u00a0Peace at last.\u2003", [("body", "Peace at last.")], "wide white space"),
]


@pytest.mark.parametrize(("text", "blocks", "reason"), EDGES, ids=[row[2] for row in EDGES])
def test_edges(text, blocks, reason):
    assert outline(text) == blocks


PIECES = st.sampled_from(
    ["\n", "\n\n", " ", "\t", "\u2028", "By Ann Lee", "ROME, Feb 3 (X) - ", "Photo: ", "Source: ",
     "(", "”", "Advertisement", "It ended.", "Talks fail", "word " * 20, "é", "🙂", "-- "]
)  # fmt: skip


def check_blocks(text: str) -> None:
    end = 0
    covered = []
    for block in layout(text):
        assert end <= block.start_char < block.end_char <= len(text)
        words = text[block.start_char : block.end_char]
        assert words == words.strip()
        assert block.role in ROLES
        covered.append(words)
        end = block.end_char
    assert "".join("".join(covered).split()) == "".join(text.split())


@given(st.lists(PIECES, max_size=40).map("".join))
def test_blocks_are_ordered_disjoint_and_cover_all_words(text):
    check_blocks(text)


@given(st.text(max_size=300))
def test_any_text_has_a_layout(text):
    check_blocks(text)


LONG = [
    ("word " * 50_000, "one paragraph"),
    ("word\n" * 50_000, "many short lines"),
    ("x" * 250_000, "one word"),
    ("The round ended and nothing was signed by then\n" * 5_300, "hard-wrapped"),
    ("Ab " * 83_000, "capitals"),
    ("(" * 250_000, "open brackets"),
    ("A. " * 83_000, "full stops"),
    ("By Aa Aa, " * 25_000, "bylines"),
    ("A-" * 125_000, "hyphens"),
    (" " * 250_000 + "x", "blanks"),
]


@pytest.mark.parametrize(("text", "reason"), LONG, ids=[row[1] for row in LONG])
def test_a_long_text_takes_no_time(text, reason):
    """A quadratic pattern takes minutes on 250,000 characters; a second is a generous bound."""
    start = time.process_time()
    check_blocks(text)
    assert time.process_time() - start < 2
