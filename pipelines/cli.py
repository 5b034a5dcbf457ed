"""The command line. Nothing heavy is imported before a command runs."""

import click


@click.group()
def main() -> None:
    """Raw news text in, tables an analyst can trust out."""


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--output", required=True)
def extract(inputs: tuple[str, ...], output: str) -> None:
    """Write the per-document tables of INPUTS as Parquet."""
    from datetime import date
    from pathlib import Path

    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipelines.extract.pipeline import annotate
    from pipelines.extract.rows import collect, document_row
    from pipelines.parse.documents import parse_documents
    from pipelines.parse.model import load_model
    from pipelines.read.document import Document
    from pipelines.read.inputs import list_files, read_file
    from pipelines.read.text import Limits
    from pipelines.tables import TABLES

    limits = Limits(date.today(), undated_allowed=True, english_only=False)
    documents = {}
    for uri, path in list_files([Path(i) for i in inputs]):
        for r in read_file(uri, path, limits, 2**26):
            if isinstance(r, Document):
                documents.setdefault(r.document_id, r)
            else:
                click.echo(r)
    rows = collect(parse_documents(documents.values(), load_model("newstables_sm")), annotate)
    rows["documents"] = [
        document_row(d, None)
        for d in documents.values()
    ]
    out = Path(output)
    out.mkdir(parents=True, exist_ok=True)
    for name, found in rows.items():
        pq.write_table(pa.Table.from_pylist(found, schema=TABLES[name].published_schema), out / f"{name}.parquet")
