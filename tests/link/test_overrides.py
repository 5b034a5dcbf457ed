"""What a person wrote in ``entity_overrides.csv`` wins over the rules, at every run."""

import pytest
from test_entities import document, ids, mention

from pipelines.link.entities import link_entities
from pipelines.link.overrides import Override, read_overrides


def test_merge():
    """No rule knows that Ann Lowe now goes by her husband's name."""
    rows = document(1, mention("Ann Lowe")), document(2, mention("Ann Reiss"))
    assert len(set(ids(*rows).values())) == 2
    merge = [Override("merge", "Ann Lowe", "Ann Reiss", "PERSON")]
    assert len(set(ids(*rows, overrides=merge).values())) == 1


def test_split():
    """Father and son whom the rules take for one, for want of a middle name."""
    rows = document(1, mention("Omar Saleh Aziz")), document(2, mention("Omar Aziz"))
    assert len(set(ids(*rows).values())) == 1
    split = [Override("split", "Omar Aziz", "Omar Saleh Aziz", "PERSON")]
    assert len(set(ids(*rows, overrides=split).values())) == 2


def test_rename_keeps_the_id():
    rows = document(1, mention("Ann Lowe"))
    [before] = link_entities(rows, []).entities
    [after] = link_entities(rows, [Override("rename", "Ann Lowe", "Ann Reiss", "PERSON")]).entities
    assert after["name"] == "Ann Reiss"
    assert after["entity_id"] == before["entity_id"]


def test_survives_new_documents_and_waits_for_names():
    """A row whose names come later is no error, and holds once they are there."""
    merge = [Override("merge", "Ann Lowe", "Ann Reiss", "PERSON")]
    first = document(1, mention("Ann Lowe"))
    before = ids(first, overrides=merge)
    after = ids(first, document(2, mention("Ann Reiss")), overrides=merge)
    assert set(after.values()) == set(before.values())


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("join,A B,C D,PERSON,", id="no such action"),
        pytest.param("merge,A B,,PERSON,", id="one name"),
        pytest.param("merge", id="cells missing"),
    ],
)
def test_bad_row_names_its_line(tmp_path, line):
    path = tmp_path / "entity_overrides.csv"
    path.write_text(f"action,name,other,entity_type,note\nmerge,A B,C D,PERSON,\n{line}\n")
    with pytest.raises(ValueError, match=r"entity_overrides\.csv, line 3"):
        read_overrides(path)


def test_shipped_file_is_readable():
    assert all(row.entity_type for row in read_overrides())


def test_no_file_is_no_override(tmp_path):
    assert read_overrides(tmp_path / "missing.csv") == []
