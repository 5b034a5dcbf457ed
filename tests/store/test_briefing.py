"""The briefing: one page, no script, no request to any host, hostile words inert."""

import re
from datetime import date

import duckdb
import pytest

from pipelines.settings import load_settings
from pipelines.store.briefing import build_briefing, chart_images
from pipelines.store.briefing.charts import NARROW, WIDE, draw
from pipelines.store.briefing.page import render
from pipelines.store.briefing.queries import ROWS, Told, amount, ask

HOSTILE = (
    "</script><script>alert(1)</script> =cmd()|' /C calc'!A0 \u202eexe.gpj <img src=x onerror=y>"
)


def hostile_row(**more):
    row = dict.fromkeys(
        ("claimant_name", "side_name", "place_name", "sentence", "source_uri", "text", "parties",
         "mediators", "speaker", "office", "claim"), HOSTILE,
    )  # fmt: skip
    row |= {"reported_on": date(2026, 3, 1), "starts_on": None, "ends_on": None, "value": 3.0}
    row |= {"value_low": 2.0, "value_high": 4.0, "status": "occurred", "category": "killed"}
    row |= {"is_cumulative": False, "per_side": True, "round_no": 4, "incident_id": "x"}
    row |= {"about": "place", "event_subtype": "meeting"}
    return row | {"quotations": 2, "articles": 1, "total": 6.0, "qualifier": "range"} | more


COUNTS = dict.fromkeys(
    ("articles", "copies", "rejects", "figures", "quotations", "events", "incidents"), 1
) | {"first_day": date(2026, 3, 1), "last_day": date(2026, 3, 1)}
COVERED = {"day": date(2026, 3, 1), "articles": 1, "copies": 0}


@pytest.fixture(scope="module")
def hostile() -> str:
    rows = [hostile_row()]
    told = Told(COUNTS, [COVERED], rows, rows, rows, rows, rows, [], [])
    return render(told, draw(told, WIDE), draw(told, 300))


def test_hostile_words_are_inert(hostile):
    assert "<script" not in hostile.lower()
    assert "<img" not in hostile
    assert "&lt;script&gt;alert(1)" in hostile
    assert "onerror=y>" not in hostile


def test_right_to_left_override_stays_in_its_cell(hostile):
    """Each text from an article is isolated from the text around it."""
    for place in re.finditer("\u202e", hostile):
        before = hostile[: place.start()]
        assert before.rindex("<bdi>") > before.rfind("</bdi>") or "<text" in before[-3000:]


def test_no_request_to_any_host(hostile):
    tags = " ".join(re.findall(r"<[a-z][^<>]*>", hostile))
    links = re.findall(r'(?:\s(?:src|href|xlink:href)="|url\()([^")]*)', tags)
    assert all(link.startswith("#") for link in links), links
    assert "default-src 'none'" in hostile


def test_ids_of_drawings_do_not_collide(hostile):
    ids = re.findall(r'\bid="([^"]+)"', hostile)
    assert len(ids) == len(set(ids))


def test_sample_page_and_pictures(sample):
    warehouse, _ = sample
    settings = load_settings(warehouse=warehouse)
    text = build_briefing(settings).read_text(encoding="utf-8")
    for words in ("Prisoners exchanged", "Tolls", "Rounds of talks", "157", "<svg", "Recall"):
        assert words in text
    pictures = chart_images(settings)
    assert set(pictures) == {"coverage", "exchanges", "tolls", "rounds", "speakers"}
    assert all(png.startswith(b"\x89PNG") for png in pictures.values())
    assert all(int.from_bytes(png[16:20], "big") <= 1000 for png in pictures.values())


def test_disagreements_are_those_of_the_mart_the_latest_first(sample):
    with duckdb.connect(str(sample[0] / "newstables.duckdb"), read_only=True) as db:
        shown = ask(db).disagreements
        [(count,)] = db.execute("select count(*) from disagreements").fetchall()
    latest: dict[tuple[str, str, str], date] = {}
    for row in shown:
        key = (row["incident_id"], row["about"], row["category"])
        latest[key] = max(latest.get(key, date.min), row["reported_on"])
    assert len(shown) == min(count, ROWS) > 0
    assert list(latest.values()) == sorted(latest.values(), reverse=True)


def test_a_day_of_two_years_is_still_seen():
    """A bar of a day among 730 is three pixels wide, not a third of one."""
    rows = [COVERED, COVERED | {"day": date(2028, 3, 1)}]
    told = Told(COUNTS, rows, [], [], [], [], [], [], [])
    widths = re.findall(r'd="M[-\d.]+,[-\d.]+h([\d.]+)v', draw(told, NARROW)["coverage"])
    assert widths.count("3") == 2


def test_same_database_same_page(sample):
    settings = load_settings(warehouse=sample[0])
    assert build_briefing(settings).read_bytes() == build_briefing(settings).read_bytes()


def test_empty_warehouse_has_a_page():
    counts = dict.fromkeys(COUNTS, 0) | {"first_day": None, "last_day": None}
    told = Told(counts, [], [], [], [], [], [], [], [])
    assert "no articles" in render(told, draw(told, WIDE), {})


@pytest.mark.parametrize(
    ("low", "value", "high", "shown"),
    [
        pytest.param(157.0, 157.0, 157.0, "157", id="exact"),
        pytest.param(20.0, None, 30.0, "20–30", id="range"),
        pytest.param(9.0, 9.0, None, "≥ 9", id="at least"),
        pytest.param(None, 30.0, 30.0, "≤ 30", id="up to"),
        pytest.param(None, 5.0, None, "5", id="no bounds"),
    ],
)
def test_amounts(low, value, high, shown):
    assert amount({"value_low": low, "value": value, "value_high": high}) == shown
