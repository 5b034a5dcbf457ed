"""Parquet, batch by batch; the configuration says which column is what."""

from collections.abc import Iterator

from pipelines.read.formats.rows import row_record
from pipelines.read.formats.source import Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject

BATCH = 64  # rows: with the longest texts allowed still in bounded memory


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield row by row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        file = pq.ParquetFile(source.seekable(limits))
        wanted = set(limits.columns.model_dump().values())
        names = [name for name in file.schema_arrow.names if name in wanted]
        if limits.columns.text not in names:
            shown = ", ".join(map(repr, file.schema_arrow.names[:20]))[:200]
            detail = f"no column {limits.columns.text!r} among {shown}"
            raise UnreadableError("malformed", detail)
        unpacked = sum(
            file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups)
        )
        if unpacked > limits.largest_archive_bytes:
            raise UnreadableError("too_large", f"{unpacked} bytes unpacked")
        for batch in file.iter_batches(batch_size=BATCH, columns=names, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                place = f"{source.uri}#row{number}"
                text = row[limits.columns.text]
                size = len(text.encode("utf-8", "surrogatepass")) if isinstance(text, str) else 0
                if size > limits.largest_file_bytes:
                    yield Reject(place, "too_large", f"{size} bytes", size)
                else:
                    yield row_record(row, limits.columns, place, "parquet", size)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        place = f"{source.uri}#row{number + 1}" if number else source.uri
        detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Reject(place, "malformed", detail, source.size)
        return
    if not number:
        raise UnreadableError("empty", "no rows")
