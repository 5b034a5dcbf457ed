"""Exports: flat files that every tool reads alike, and a package that describes them."""

import csv
import datetime as dt
import json
import re

import fastparquet
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.store.exports import write_exports
from pipelines.store.marts import read_marts
from pipelines.tables import TABLES

NAMES = [*TABLES, *(mart.name for mart in read_marts())]
ALLOWED = {
    pa.string(), pa.int32(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us"),
}  # fmt: skip


@pytest.fixture(scope="module")
def exports(sample):
    return sample[0] / "exports"


def test_one_parquet_and_one_csv_for_each_table_and_mart(exports):
    wanted = {f"{name}.{form}" for name in NAMES for form in ("parquet", "csv")}
    assert {path.name for path in exports.iterdir()} == wanted | {"datapackage.json"}


@pytest.mark.parametrize("name", NAMES)
def test_types_are_flat(exports, name):
    """No lists, structs, decimals, hugeints, unsigned numbers, zones or dictionaries."""
    schema = pq.read_schema(exports / f"{name}.parquet")
    assert set(schema.types) <= ALLOWED
    assert all(field.metadata[b"description"] for field in schema)
    assert len({field.lower() for field in schema.names}) == len(schema.names)


@pytest.mark.parametrize("name", NAMES)
def test_one_file_zstd_sorted_by_day(exports, name):
    """Compression that every reader knows; the day first, so that a span is a few groups."""
    found = pq.ParquetFile(exports / f"{name}.parquet")
    groups = [found.metadata.row_group(n) for n in range(found.metadata.num_row_groups)]
    used = {g.column(c).compression for g in groups for c in range(g.num_columns)}
    assert used <= {"ZSTD"}
    for day in [d for d in ("published_on", "reported_on", "date") if d in found.schema.names][:1]:
        days = found.read([day])[day].to_pylist()
        assert days == sorted(days)


def through_fastparquet(source, copy):
    rows = fastparquet.ParquetFile(source).to_pandas()
    fastparquet.write(str(copy), rows, object_encoding="utf8")


THROUGH = {
    "pandas": lambda source, copy: pd.read_parquet(source).to_parquet(copy, index=False),
    "polars": lambda source, copy: pl.read_parquet(source).write_parquet(copy),
    "pyarrow": lambda source, copy: pq.write_table(pq.read_table(source), copy),
    "fastparquet": through_fastparquet,
}


@pytest.mark.parametrize("reader", THROUGH)
def test_every_export_survives_the_round_trip(exports, tmp_path, reader):
    """Read and written again by each library, every cell and NULL is what it was."""
    assert {path.stem for path in exports.glob("*.parquet")} == set(NAMES)
    for name in NAMES:
        source, copy = exports / f"{name}.parquet", tmp_path / f"{name}.parquet"
        THROUGH[reader](source, copy)
        rows, back = pq.read_table(source), pq.read_table(copy)
        assert back.schema.names == rows.schema.names, name
        assert back.cast(rows.schema).to_pylist() == rows.to_pylist(), name


@pytest.mark.parametrize("name", NAMES)
def test_csv_holds_the_same_rows(exports, name):
    """UTF-8 with a byte order mark, which Excel needs; line ends inside cells are quoted."""
    path = exports / f"{name}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header, *found = csv.reader(lines)
    rows = pq.read_table(exports / f"{name}.parquet")
    assert header == rows.schema.names
    assert len(found) == rows.num_rows


def test_sorted_by_day_and_key(exports):
    """So that a second run gives the same bytes."""
    rows = pq.read_table(exports / "sentences.parquet").to_pylist()
    keys = [(r["published_on"], r["document_id"], r["sentence_no"]) for r in rows]
    assert keys == sorted(keys)


def test_same_database_same_bytes(sample_copy):
    before = {path.name: path.read_bytes() for path in sample_copy.exports.iterdir()}
    write_exports(sample_copy)
    assert {path.name: path.read_bytes() for path in sample_copy.exports.iterdir()} == before


DANGEROUS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "＠SUM(A1)"]


def test_cells_that_a_spreadsheet_would_run_are_guarded(empty, write, run):
    """A headline comes from anywhere."""
    lines = [
        json.dumps({"date": "2026-03-10", "text": f"They met. {n}", "title": title})
        for n, title in enumerate(DANGEROUS)
    ]
    write("a.jsonl", "\n".join(lines))
    run(empty)
    with (empty.exports / "documents.csv").open(encoding="utf-8-sig", newline="") as lines:
        cells = {row["title"] for row in csv.DictReader(lines)}
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]
    titles = pq.read_table(empty.exports / "documents.parquet")["title"].to_pylist()
    assert "=HYPERLINK(1)" in titles


def test_negative_numbers_are_not_guarded(exports):
    """The guard is for text; -7 stays a number."""
    with (exports / "events.csv").open(encoding="utf-8-sig", newline="") as lines:
        values = [row["goldstein"] for row in csv.DictReader(lines) if row["goldstein"]]
    assert all(isinstance(float(value), float) for value in values)


@pytest.fixture(scope="module")
def package(exports):
    return json.loads((exports / "datapackage.json").read_text(encoding="utf-8"))


def test_package_covers_every_file(package, exports):
    assert [r["path"] for r in package["resources"]] == [f"{name}.csv" for name in NAMES]
    assert all((exports / r["path"]).is_file() for r in package["resources"])
    assert len({r["name"] for r in package["resources"]}) == len(NAMES)
    assert all(re.fullmatch(r"[a-z0-9._-]+", r["name"]) for r in package["resources"])


READ = {
    "string": str,
    "integer": int,
    "number": float,
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.mark.parametrize("name", NAMES)
def test_package_describes_the_file(package, exports, name):
    """Names, types, required and enumerated values hold for every cell of the CSV."""
    [resource] = [r for r in package["resources"] if r["path"] == f"{name}.csv"]
    fields = resource["schema"]["fields"]
    with (exports / resource["path"]).open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        assert rows.fieldnames == [field["name"] for field in fields]
        for row in rows:
            for field in fields:
                cell, limits = row[field["name"]], field.get("constraints", {})
                if cell == "":
                    assert not limits.get("required") or field["type"] == "string"
                    continue
                READ[field["type"]](cell)
                assert cell in limits.get("enum", [cell])
    assert set(resource["schema"].get("primaryKey", [])) <= {f["name"] for f in fields}


def test_package_is_the_same_in_every_warehouse(package):
    """No date, no path of the machine."""
    assert set(package) == {"name", "title", "profile", "resources"}
    assert "/" not in json.dumps([r["path"] for r in package["resources"]])
