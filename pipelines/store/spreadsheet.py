"""CSV that a spreadsheet opens, and runs nothing of."""

from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

MARK = b"\xef\xbb\xbf"  # of UTF-8: without it Excel takes a file for the machine's old code page
# A cell that begins so runs as a formula; with the wide signs in an East Asian Excel.
_FORMULA = "^[=+\\-@\\t\\r\\n＝＋－＠]"


def write_csv(rows: pa.Table, out: BinaryIO) -> None:
    """Write a header and the rows; what looks like a formula is guarded by an apostrophe.

    Values that CSV has no form for (lists, structs, intervals, bytes) are written as text.
    """
    columns = [_cells(column) for column in rows.columns]
    names = [pc.replace_substring_regex(n, _FORMULA, "'\\0").as_py() for n in rows.schema.names]
    pyarrow.csv.write_csv(pa.table(columns, names=names), out)


def _cells(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    is_plain = (
        pa.types.is_boolean(kind)
        or pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_date(kind)
        or pa.types.is_timestamp(kind)
    )
    if is_plain:
        return column
    if not pa.types.is_string(kind):
        texts = [None if value is None else str(value) for value in column.to_pylist()]
        column = pa.chunked_array([pa.array(texts, pa.string())])
    return pc.replace_substring_regex(column, _FORMULA, "'\\0")
