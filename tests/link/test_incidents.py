"""Reports of one event become one incident; rival numbers stay; order does not matter."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from pipelines.link.incidents import Overrides, link_incidents, read_overrides, read_reports
from pipelines.link.incidents.claims import forwarded, incident_rows
from pipelines.link.incidents.clusters import Pairs, cluster
from pipelines.link.incidents.scoring import Place

DAY = date(2026, 3, 11)
PLACES = {
    "rud": Place("AAA", 10.0, 10.0),
    "rud-east": Place("AAA", 10.1, 10.1),
    "olm": Place("AAA", 14.0, 20.0),
    "aaa": Place("AAA", None, None),
}
RUD = (
    "A drone hit the bus station of Rudvik on Wednesday and killed nine people, Mayor Ilse Brandt"
    " said. Nine coffins stood in the chapel of Saint Orla. The drone came from across the Lenn."
)
RUD_LATER = (
    "The death toll of the Rudvik bus station strike rose to 14, Mayor Ilse Brandt said in the"
    " chapel of Saint Orla. The drone that hit Rudvik on 11 March came from across the Lenn."
)
OLM = (
    "Gunmen shot at a customs post near Olmgard overnight and wounded two officers, Colonel Pavo"
    " Tisk told Radio Varn. The post at Olmgard guards the Kessel pass."
)


def event(document_id, day, place="rud", on=None, subtype="air_strike", **more):
    return {
        "event_id": f"{document_id}:2:7",
        "document_id": document_id,
        "published_on": day,
        "start_char": 2,
        "end_char": 7,
        "event_subtype": subtype,
        "event_type": "ASSAULT",
        "status": "occurred",
        "starts_on": on,
        "ends_on": on,
        "place_id": place,
        "round_no": None,
        "claimant_id": None,
        "is_negated": False,
        "same_as": None,
    } | more


def killed(event_row, value, **more):
    return {
        "event_id": event_row["event_id"],
        "figure_id": f"{event_row['document_id']}:90:92",
        "category": "killed",
        "object": "person",
        "side_id": None,
        "claimant_id": None,
        "value_low": value,
        "value": value,
        "value_high": value,
        "qualifier": "exact",
        "is_cumulative": False,
        "status": "occurred",
    } | more


FIRST = event("doc-a", DAY, on=DAY)
LATER = event("doc-b", DAY + timedelta(5), on=DAY, subtype="attack")
OTHER = event("doc-c", DAY + timedelta(1), place="olm", on=DAY, subtype="attack")
TEXTS = {"doc-a": RUD, "doc-b": RUD_LATER, "doc-c": OLM}
NAMED = {
    "doc-a": {"rud": 2, "ilse": 1},
    "doc-b": {"rud": 2, "ilse": 1},
    "doc-c": {"olm": 2, "pavo": 1},
}


def link(events, figures=(), overrides=None):
    reports = read_reports(events, (), figures)
    documents = [
        {"document_id": e["document_id"], "published_on": e["published_on"],
         "text": TEXTS.get(e["document_id"], RUD)}
        for e in sorted(events, key=lambda e: e["published_on"])
    ]  # fmt: skip
    return link_incidents(reports, lambda: documents, PLACES, overrides or Overrides(), NAMED)[0]


def grouped(incidents):
    return sorted(sorted(r.document_id for r in incident.reports) for incident in incidents)


def test_one_strike_in_two_reports_and_another_the_same_day():
    assert grouped(link([FIRST, LATER, OTHER])) == [["doc-a", "doc-b"], ["doc-c"]]


def test_order_of_rows_does_not_matter():
    rows = [incident_rows(link(list(events)), {}) for events in permutations([FIRST, LATER, OTHER])]
    assert all(row == rows[0] for row in rows)


def test_rival_numbers_stay_side_by_side_and_are_flagged():
    """9 and 14 differ by more than a fifth; 14 and "about 15" do not."""
    figures = [killed(FIRST, 9.0), killed(LATER, 14.0), killed(OTHER, 2.0)]
    rows = incident_rows(link([FIRST, LATER, OTHER], figures), {})
    assert {(c["value"], c["is_disputed"]) for c in rows["figure_claims"]} == {
        (9.0, True), (14.0, True), (2.0, False)
    }  # fmt: skip
    close = [killed(FIRST, 14.0), killed(LATER, 15.0)]
    rows = incident_rows(link([FIRST, LATER], close), {})
    assert not any(c["is_disputed"] for c in rows["figure_claims"])


def test_a_number_per_side_is_compared_with_a_total_through_its_own():
    figures = [killed(FIRST, 85.0, per_side=True, total=170.0), killed(LATER, 170.0)]
    rows = incident_rows(link([FIRST, LATER], figures), {})
    assert not any(c["is_disputed"] for c in rows["figure_claims"])


def test_cumulative_and_new_do_not_dispute_each_other():
    figures = [killed(FIRST, 9.0), killed(LATER, 900.0, is_cumulative=True)]
    rows = incident_rows(link([FIRST, LATER], figures), {})
    assert not any(c["is_disputed"] for c in rows["figure_claims"])


def test_an_incident_counts_sources_once():
    """A copy of a text is a second document and no second source."""
    [incident] = [i for i in link([FIRST, LATER]) if len(i.reports) == 2]
    rows = incident_rows([incident], {"doc-a": "doc-a", "doc-b": "doc-a"})
    [row] = rows["incidents"]
    assert (row["document_count"], row["source_count"]) == (2, 1)


def test_status_history_keeps_every_status():
    planned = event("doc-a", DAY, place="rud", on=DAY + timedelta(6), subtype="meeting",
                    status="planned", round_no=4)  # fmt: skip
    put_off = event("doc-b", DAY + timedelta(1), place="rud", on=DAY + timedelta(6),
                    subtype="meeting", status="postponed", round_no=4)  # fmt: skip
    rows = incident_rows(link([planned, put_off]), {})
    assert [(r["reported_on"], r["status"]) for r in rows["incident_status_history"]] == [
        (DAY, "planned"),
        (DAY + timedelta(1), "postponed"),
    ]
    assert [r["status"] for r in rows["incidents"]] == ["postponed"]


def test_two_rounds_are_two_incidents():
    third = event("doc-a", DAY, subtype="meeting", round_no=3)
    fourth = event("doc-b", DAY, subtype="meeting", round_no=4)
    assert len(link([third, fourth])) == 2


def test_mentions_in_one_document_are_one_report():
    again = FIRST | {"event_id": "doc-a:50:57", "start_char": 50, "same_as": FIRST["event_id"]}
    third = FIRST | {"event_id": "doc-a:80:87", "start_char": 80, "same_as": again["event_id"]}
    rows = incident_rows(link([third, again, FIRST]), {})
    assert len(rows["incidents"]) == 1
    assert {r["event_id"] for r in rows["incident_reports"]} == {
        "doc-a:2:7", "doc-a:50:57", "doc-a:80:87"
    }  # fmt: skip


def test_later_reports_leave_the_id():
    before = incident_rows(link([FIRST]), {})
    after = incident_rows(link([FIRST, LATER]), {})
    assert before["incidents"][0]["incident_id"] in {r["incident_id"] for r in after["incidents"]}
    assert forwarded(before["incident_reports"], after["incident_reports"]) == []


def test_an_earlier_report_forwards_the_id():
    before = incident_rows(link([LATER]), {})
    after = incident_rows(link([FIRST, LATER]), {})
    [row] = forwarded(before["incident_reports"], after["incident_reports"])
    assert row["old_incident_id"] == before["incidents"][0]["incident_id"]
    assert row["incident_id"] == after["incidents"][0]["incident_id"]


def test_a_person_decides():
    a, b, c = (e["event_id"] for e in (FIRST, LATER, OTHER))
    events = [FIRST, LATER, OTHER]
    [merged] = [
        g for g in grouped(link(events, overrides=Overrides(merge=((a, c),)))) if "doc-c" in g
    ]
    assert "doc-a" in merged
    assert len(link(events, overrides=Overrides(never=((a, b),)))) == 3
    assert len(link(events, overrides=Overrides(split=(b,)))) == 3
    assert len(link(events, overrides=Overrides(never=(("gone", b),)))) == 2


def test_a_wrong_override_is_named(tmp_path):
    path = tmp_path / "incident_overrides.csv"
    path.write_text("action,event_id,other_event_id,note\nmerge,a:1:2,,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"incident_overrides\.csv line 2"):
        read_overrides(path)


def test_groups_do_not_chain():
    """Day after day alike only to the next: no group over all of them."""
    scores = {(i, i + 1): 0.6 for i in range(19)}
    assert max(map(len, cluster(20, Pairs(scores), 0.4))) <= 3


def test_no_texts_and_no_reports():
    assert link_incidents({}, list, {})[0] == []
    assert len(link_incidents(read_reports([FIRST], (), ()), list, {})[0]) == 1
