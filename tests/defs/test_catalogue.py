"""What Dagster's UI shows of rows: a Markdown table in which news text is inert."""

import pyarrow as pa
import pytest

from pipelines.defs.catalogue import CELL, PREVIEW_ROWS, cell, markdown, preview
from pipelines.store.parquet import replace_file

CELLS = [
    (None, "", "nothing"),
    (157.0, "157.0", "a number"),
    ("two\nlines", "two lines", "a line end would end the row"),
    ("a | b", r"a \| b", "a bar would end the cell"),
    ("<script>alert(1)</script>", r"&lt;script&gt;alert\(1\)&lt;/script&gt;", "markup"),
    ("[x](javascript:y)", r"\[x\]\(javascript:y\)", "a link"),
    ("![x](y)", r"\!\[x\]\(y\)", "a picture"),
    ("&amp;", "&amp;amp;", "an entity"),
    ("`x`", r"\`x\`", "code"),
]


@pytest.mark.parametrize(("value", "wanted", "reason"), CELLS, ids=[row[2] for row in CELLS])
def test_cell(value, wanted, reason):
    assert cell(value) == wanted


def test_long_cell_is_cut():
    assert cell("x" * 1000) == "x" * (CELL - 1) + "…"


def test_markdown():
    assert markdown([{"a": 1, "b": None}]) == "| a | b |\n| --- | --- |\n| 1 |  |"
    assert markdown([]) == "*no rows*"


def test_preview_reads_a_few_rows_of_files_that_are_there(tmp_path):
    replace_file(tmp_path / "a.parquet", pa.table({"n": list(range(3))}))
    replace_file(tmp_path / "b.parquet", pa.table({"n": list(range(100))}))
    files = [tmp_path / "none.parquet", tmp_path / "a.parquet", tmp_path / "b.parquet"]
    assert len(preview(files).value.splitlines()) == 2 + PREVIEW_ROWS
    assert preview([]).value == "*no rows*"
