"""Who is one and who is two across documents, whatever the order in which they come."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.link.entities import Linker, link_entities

DAY = date(2026, 2, 3)


def mention(text, kind="PERSON", *, name=None, title=None, polity=None, body=None):
    """Return what tells of a mention; ``body`` is the words of the body whose office it bears."""
    return {
        "text": text,
        "name": name or text,
        "entity_type": kind,
        "title": title,
        "polity": polity,
        "body": body,
    }


def described(text, title, *, polity=None, body=None):
    """Return an office whose holder the document does not name."""
    unnamed = mention(text, title=title, polity=polity, body=body)
    return {**unnamed, "kind": "description", "name": None}


def document(number, *mentions, day=DAY):
    """Return the rows of one document, its mentions ", " apart."""
    rows, at = [], 0
    for m in mentions:
        end = at + len(m["text"])
        rows.append(
            {
                "mention_id": f"{number}:{at}:{end}",
                "document_id": f"d{number}",
                "published_on": day,
                "start_char": at,
                "end_char": end,
                "kind": "name",
                **m,
            }
        )
        at = end + 2
    words = {r["text"]: r["mention_id"] for r in rows}
    for row in rows:
        row["organisation_mention_id"] = words.get(row.pop("body"))
    return rows


def ids(*documents, overrides=()):
    """Return the entity of each mention, by document and printed words."""
    rows = [row for d in documents for row in d]
    linked = link_entities(rows, list(overrides))
    by_id = {link["mention_id"]: link["entity_id"] for link in linked.mention_entities}
    return {(r["document_id"], r["text"]): by_id[r["mention_id"]] for r in rows}


PERU = mention("Peru", "GPE", polity="PER")
KENYA = mention("Kenya", "GPE", polity="KEN")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param(["Ivan Petróv"], ["Ivan Petrov"], True, id="accent"),
        pytest.param(["Oleksandr Hrytsenko"], ["Aleksandr Hritsenko"], True, id="Slavic spellings"),
        pytest.param(["Yusuf al-Khalil"], ["Youssef Khaleel"], True, id="Arabic spellings"),
        pytest.param(["Hsu Shih-chang"], ["Xu Shichang"], True, id="Wade-Giles and pinyin"),
        pytest.param(["Иван Петров"], ["Ivan Petrov"], True, id="another script"),
        pytest.param(["Bill Harlow"], ["William Harlow"], True, id="nickname"),
        pytest.param(["R. K. Menon"], ["Ramesh Kumar Menon"], True, id="two initials"),
        pytest.param(["John Q. Harlow"], ["John Harlow"], True, id="an initial left out"),
        pytest.param(["J. Harlow"], ["John Harlow"], False, id="one initial is too little"),
        pytest.param(["John P. Harlow"], ["John Q. Harlow"], False, id="two initials differ"),
        pytest.param(["John Harlow"], ["John Harlow Jr."], False, id="father and son"),
        pytest.param(["Karl II"], ["Karl III"], False, id="numbered monarchs"),
        pytest.param(["Anna Brandt"], ["Karl Brandt"], False, id="spouses"),
        pytest.param(["Anna Brandt"], ["Anna Keller"], False, id="maiden and married name"),
        pytest.param(["Anna Brandt"], ["Brandt"], False, id="never on a surname alone"),
        pytest.param(["Kim Min-ho"], ["Kim Min-hee"], False, id="brother and sister"),
    ],
)  # fmt: skip
def test_full_names(a, b, same):
    found = ids(document(1, *map(mention, a)), document(2, *map(mention, b)))
    assert (len(set(found.values())) == 1) is same


@pytest.mark.parametrize(
    ("full", "short", "same"),
    [
        pytest.param([mention("Rosa Quispe", title="Peruvian president", polity="PER")],
                     [mention("Quispe"), PERU], True, id="the document's state is the office's"),
        pytest.param([mention("Rosa Quispe", title="Peruvian president", polity="PER")],
                     [mention("Quispe", title="President")], True, id="the same office"),
        pytest.param([mention("Rosa Quispe", title="Peruvian president", polity="PER")],
                     [mention("Quispe"), KENYA], False, id="another state"),
        pytest.param([mention("Rosa Quispe"), PERU], [mention("Quispe"), PERU], False,
                     id="of no office: anybody of the name"),
        pytest.param([mention("Rosa Quispe", title="Peruvian president", polity="PER")],
                     [mention("Quispe", title="Secretary"), PERU], False, id="another office"),
    ],
)  # fmt: skip
def test_surname_alone(full, short, same):
    found = ids(document(1, *full), document(2, *short))
    assert (found["d1", "Rosa Quispe"] == found["d2", "Quispe"]) is same


def test_surname_of_two_people_stays_alone():
    """Both are of office in Peru: the surname tells neither."""
    rosa = mention("Rosa Quispe", title="Peruvian president", polity="PER")
    juan = mention("Juan Quispe", title="Peruvian foreign minister", polity="PER")
    found = ids(document(1, rosa), document(2, juan), document(3, mention("Quispe"), PERU))
    assert len(set(found.values())) == 4


def test_same_name_two_states():
    """Two ministers of one name in two states are two people."""
    peru = mention("Rosa Quispe", title="Peruvian foreign minister", polity="PER")
    kenya = mention("Rosa Quispe", title="Kenyan foreign minister", polity="KEN")
    found = ids(document(1, peru), document(2, kenya))
    assert found["d1", "Rosa Quispe"] != found["d2", "Rosa Quispe"]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param(["Kiev"], ["Kyiv"], True, id="old and new spelling"),
        pytest.param(["Swaziland"], ["Eswatini"], True, id="state renamed"),
        pytest.param(["Tripoli", "Libya"], ["Tripoli", "Lebanon"], False, id="namesakes by state"),
        pytest.param(["Paris"], ["Paris", "Texas"], False, id="namesake of an American state"),
        pytest.param(["Georgia"], ["Georgia", "United States"], False, id="state and country"),
        pytest.param(["Guinea"], ["Guinea-Bissau"], False, id="two states"),
    ],
)
def test_places(a, b, same):
    a, b = ([mention(text, "GPE") for text in names] for names in (a, b))
    found = ids(document(1, *a), document(2, *b))
    assert (found["d1", a[0]["text"]] == found["d2", b[0]["text"]]) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param([("Daesh", "ORG")], [("ISIS", "ORG")], True, id="listed names"),
        pytest.param([("Houthis", "NORP")], [("Ansar Allah", "ORG")], True, id="kind by list"),
        pytest.param([("World Health Organisation", "ORG")], [("WHO", "ORG")], True, id="acronym"),
        pytest.param([("Supreme Court", "ORG"), ("Peru", "GPE")],
                     [("Supreme Court", "ORG"), ("Kenya", "GPE")], False, id="every state has one"),
    ],
)  # fmt: skip
def test_organisations(a, b, same):
    a, b = ([mention(*m) for m in names] for names in (a, b))
    found = ids(document(1, *a), document(2, *b))
    assert (found["d1", a[0]["text"]] == found["d2", b[0]["text"]]) is same


def test_acronym_that_a_document_spells_out():
    """Where one article says what PRKT is, others need not."""
    long = mention("PRKT", "ORG", name="Pacific Reef Keepers Trust")
    found = ids(document(1, long), document(2, mention("PRKT", "ORG")))
    assert len(set(found.values())) == 1


def test_titles_are_aliases():
    linked = link_entities(document(1, mention("Quispe", title="President")), [])
    assert {row["alias"] for row in linked.entity_aliases} == {"Quispe", "President Quispe"}


def corpus():
    """Return small documents in which every rule finds something."""
    president = mention("Rosa Quispe", title="Peruvian president", polity="PER")
    return [
        document(1, president, PERU, mention("Lima", "GPE", polity="PER")),
        document(2, mention("Quispe", title="President"), PERU, day=date(2026, 2, 4)),
        document(3, mention("Bill Harlow"), mention("Tripoli", "GPE"), mention("Libya", "GPE")),
        document(4, mention("William Harlow"), mention("Supreme Court", "ORG"), KENYA),
        document(5, mention("Youssef Khaleel"), mention("Quispe"), KENYA, day=date(2026, 2, 5)),
        document(6, mention("Yusuf al-Khalil"), mention("ISIS", "ORG"), mention("Daesh", "ORG")),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_order_of_documents_is_nothing(seed):
    documents = corpus()
    before = ids(*documents)
    random.Random(seed).shuffle(documents)
    assert ids(*documents) == before


@pytest.mark.parametrize(
    "more",
    [
        pytest.param([mention("Anna Brandt"), PERU], id="a new name"),
        pytest.param([mention("Guillermo Harlow"), mention("Quispe")], id="a namesake"),
        pytest.param([mention("William Q. Harlow"), mention("Kiev", "GPE")], id="a fuller name"),
        pytest.param([mention("Rosa María Quispe"), PERU], id="the same person, named otherwise"),
    ],
)
def test_one_article_more_changes_no_id(more):
    """Analysts keep ids in their own files; a day's re-run must not pull them away."""
    documents = corpus()
    before = ids(*documents)
    after = ids(*documents, document(7, *more, day=date(2026, 2, 5)))
    assert {key: after[key] for key in before} == before


def test_reading_in_parts_is_reading_at_once():
    """The store reads day by day; nothing may depend on where the parts are cut."""
    rows = [row for d in corpus() for row in d]
    linker = Linker()
    for d in corpus():
        linker.read(d)
    linker.settle()
    assert list(linker.links(rows)) == link_entities(rows, []).mention_entities


def test_memory_is_the_names():
    """Twice the documents with the same names hold as many nodes."""
    linker = Linker()
    linker.read(row for n in range(50) for row in document(n, mention("Anna Brandt"), PERU))
    assert len(linker.known) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A" * 400, id="four hundred characters"),
        pytest.param("ANNA BRANDT", id="capitals"),
        pytest.param("習近平", id="another script"),
        pytest.param("<b>Anna</b> =1+1", id="markup and a formula"),
        pytest.param("...", id="no letter"),
        pytest.param("\U0001f600 \x07", id="emoji and a control character"),
        pytest.param(" ", id="white space"),
    ],
)
@pytest.mark.parametrize("kind", ["PERSON", "ORG", "GPE", "NORP", "EVENT"])
def test_odd_names(text, kind):
    linked = link_entities(document(1, mention(text, kind)), [])
    assert len(linked.entities) == len(linked.mention_entities) == 1


NAMES = st.text(max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, st.sampled_from(["PERSON", "ORG", "GPE", "LOC"])), max_size=12))
def test_every_mention_is_linked_once(names):
    rows = document(1, *(mention(text, kind) for text, kind in names))
    linked = link_entities(rows, [])
    assert [r["mention_id"] for r in linked.mention_entities] == [r["mention_id"] for r in rows]
    known = {r["entity_id"] for r in linked.entities}
    assert {r["entity_id"] for r in linked.mention_entities} == known


def test_two_thousand_people_of_one_family():
    """Nobody is compared with everybody: a full house of Khans takes seconds, not hours."""
    people = [mention(f"{chr(65 + n % 26)}a{n} Khan") for n in range(2000)]
    assert len(link_entities(document(1, *people), []).entities) == 2000


def chief(name, firm, *around):
    return (
        mention(name, title=f"{firm} chief executive", body=firm),
        mention(firm, "ORG"),
        *(mention(a) for a in around),
    )


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param(chief("John Harlow", "Northlight Foods"), chief("John Harlow", "Orrin Rail"),
                     False, id="two firms that nothing joins"),
        pytest.param(chief("John Harlow", "Northlight Foods"),
                     (*chief("John Harlow", "Orrin Rail"), mention("Northlight Foods", "ORG")),
                     True, id="one document names both firms"),
        pytest.param(chief("John Harlow", "Northlight Foods", "Ada Quist"),
                     chief("John Harlow", "Orrin Rail", "Ada Quist"),
                     True, id="a rare name stands with both"),
        pytest.param(chief("John Harlow", "Northlight Foods"), (mention("John Harlow"),),
                     True, id="a firm told once"),
    ],
)  # fmt: skip
def test_namesakes_by_company(a, b, same):
    found = ids(document(1, *a), document(2, *b))
    assert (found["d1", "John Harlow"] == found["d2", "John Harlow"]) is same


def test_one_who_changes_firms_years_apart_is_one():
    found = ids(
        document(1, *chief("John Harlow", "Northlight Foods"), day=date(2012, 2, 3)),
        document(2, *chief("John Harlow", "Orrin Rail"), day=date(2019, 2, 3)),
    )
    assert found["d1", "John Harlow"] == found["d2", "John Harlow"]


def test_office_of_a_body():
    rows = document(1, *chief("John Harlow", "Northlight Foods"))
    linked = link_entities(rows, [])
    bodies = {e["entity_id"]: e["name"] for e in linked.entities}
    [office] = linked.entity_offices
    assert (office["office"], bodies[office["organisation_id"]], office["polity"]) == (
        "chief executive",
        "Northlight Foods",
        None,
    )


PRESIDENT = described("the Kenyan president", "Kenyan president", polity="KEN")
MUTUA = mention("Grace Mutua", title="President", polity="KEN")
OTIENO = mention("Paul Otieno", title="President", polity="KEN")


@pytest.mark.parametrize(
    ("reports", "day", "holder"),
    [
        pytest.param([(MUTUA, 2020), (MUTUA, 2024)], date(2022, 7, 1), "Grace Mutua",
                     id="among the days that report it"),
        pytest.param([(MUTUA, 2020), (OTIENO, 2024)], date(2024, 2, 20), "Paul Otieno",
                     id="two holders, the day is near one"),
        pytest.param([(MUTUA, 2024)], date(2024, 5, 1), "Grace Mutua", id="some weeks after"),
        pytest.param([(MUTUA, 2020)], date(2024, 5, 1), None, id="years after: who knows"),
        pytest.param([(MUTUA, 2024), (OTIENO, 2024)], date(2024, 2, 3), None,
                     id="two on one day: neither"),
        pytest.param([(mention("Grace Mutua", title="former President", polity="KEN"), 2024)],
                     date(2024, 2, 3), None, id="a former holder is none"),
        pytest.param([], date(2024, 2, 3), None, id="nobody"),
    ],
)  # fmt: skip
def test_an_office_without_a_name_is_its_holder_of_the_day(reports, day, holder):
    documents = [document(n, m, day=date(year, 2, 3)) for n, (m, year) in enumerate(reports)]
    asked = document(99, PRESIDENT, mention("Nairobi", "GPE", polity="KEN"), day=day)
    linked = link_entities([row for d in (*documents, asked) for row in d], [])
    names = {e["entity_id"]: e["name"] for e in linked.entities}
    links = {r["mention_id"]: names[r["entity_id"]] for r in linked.mention_entities}
    assert links.get(asked[0]["mention_id"]) == holder


def test_the_head_of_a_body_whatever_the_office_is_called():
    reports = document(
        1, mention("Ann Lee", title="Grain Fund director-general", body="Grain Fund"),
        mention("Grain Fund", "ORG"),
    )  # fmt: skip
    asked = document(
        2, described("the Grain Fund chief", "Grain Fund chief", body="Grain Fund"),
        mention("Grain Fund", "ORG"),
    )  # fmt: skip
    linked = link_entities([*reports, *asked], [])
    by_id = {r["mention_id"]: r["entity_id"] for r in linked.mention_entities}
    assert by_id[asked[0]["mention_id"]] == by_id[reports[0]["mention_id"]]
    [entity] = [e for e in linked.entities if e["name"] == "Ann Lee"]
    assert entity["mention_count"] == 2
