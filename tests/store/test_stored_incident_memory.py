"""What the linking of incidents remembers comes back from Parquet as it was."""

from pipelines.link.incidents import Memory
from pipelines.link.incidents.documents import Wording
from pipelines.link.incidents.memory import Known
from pipelines.store.incident_memory import PAIRS, WORDS, read_memory, write_memory
from pipelines.store.parquet import whole_file

WORDING = Wording(
    735_000, {"bridge": 0.1 + 0.2, "^varn": 1 / 3}, {"^varn": 1.0}, {}, {"^ana ruiz": 4.2},
    {"e1": 3.3}, {}, frozenset({"34"}), frozenset({"mill road"}), frozenset(),
)  # fmt: skip
MEMORY = Memory(
    {"a": ("f1", WORDING), "b": ("f2", WORDING)},
    {
        "a": Known("p1", "n1", []),
        "b": Known("p2", "n2", [("a:1:2", "b:3:4", 0.123456789012345678, "same day")]),
    },
)


def test_nothing_is_remembered_at_first(tmp_path):
    assert read_memory(tmp_path) == Memory()


def test_it_comes_back_digit_for_digit(tmp_path):
    write_memory(tmp_path, MEMORY)
    assert read_memory(tmp_path) == MEMORY


def test_the_same_memory_is_the_same_bytes(tmp_path):
    write_memory(tmp_path, MEMORY)
    before = [whole_file(tmp_path, name).read_bytes() for name in (WORDS, PAIRS)]
    turned = Memory(dict(reversed(MEMORY.words.items())), dict(reversed(MEMORY.pairs.items())))
    write_memory(tmp_path, turned)
    assert [whole_file(tmp_path, name).read_bytes() for name in (WORDS, PAIRS)] == before


def test_an_empty_memory(tmp_path):
    write_memory(tmp_path, Memory())
    assert read_memory(tmp_path) == Memory()
