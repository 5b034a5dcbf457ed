"""Spellings of one full name share a key; relatives and namesakes by surname do not."""

import pytest

from pipelines.link.entities import office_name
from pipelines.link.names import person_key


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param("Ivan Petróv", "Ivan Petrov", True, id="accent"),
        pytest.param("Samir al-Haddad", "Samir Haddad", True, id="article"),
        pytest.param("Park Min-ho", "Park Min Ho", True, id="hyphen"),
        pytest.param("Karl II", "Karl I", False, id="numbered monarchs"),
        pytest.param("John Ware Jr.", "John Ware", False, id="father and son"),
        pytest.param("Anna Lee", "Lee", False, id="never on a surname alone"),
    ],
)
def test_person_key(a, b, same):
    assert (person_key(a) == person_key(b)) is same


def test_office_without_state():
    assert office_name("Jordan's foreign minister") == "foreign minister"
    assert office_name("president of Peru") == "president"
