"""What the corpus tells is written whole each time, one file per table."""

import pyarrow.parquet as pq

from pipelines.store.linking import write_linked
from pipelines.store.parquet import whole_file
from pipelines.tables import LINKED


def test_every_linked_table_is_written(small):
    """Empty where no rule fills it yet: a missing file would look like a fault."""
    counts = write_linked(small)
    assert set(counts) == {table.name for table in LINKED}
    for table in LINKED:
        path = whole_file(small.parquet, table.name)
        assert pq.read_schema(path).equals(table.stored_schema)
        assert pq.read_metadata(path).num_rows == counts[table.name]


def test_same_rows_same_bytes(small):
    files = [whole_file(small.parquet, table.name) for table in LINKED]
    before = [path.read_bytes() for path in files]
    write_linked(small)
    assert [path.read_bytes() for path in files] == before


def test_empty_warehouse(empty):
    assert set(write_linked(empty).values()) == {0}
