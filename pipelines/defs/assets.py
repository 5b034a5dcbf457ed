"""Assets: one per table, named as the table. The group tells the layer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines.columns import Table
from pipelines.defs.catalogue import PREVIEW_ROWS, column_schema, markdown, preview
from pipelines.defs.partitions import days_of, publication_days
from pipelines.defs.resources import WarehouseResource
from pipelines.extract.version import table_version
from pipelines.parse.version import models_version
from pipelines.settings import Settings, load_settings
from pipelines.store.marts import read_marts
from pipelines.store.parquet import day_file, whole_file
from pipelines.store.pending import source_version
from pipelines.tables import DOCUMENTS, EXTRACTED, LINKED, MENTIONS, TABLES

OWNERS = ["team:newstables"]
SINGLE_RUN = dg.BackfillPolicy.single_run()
POOL = "warehouse"  # one writer at a time; readers never wait
# The nightly publication begins at 04:15 UTC; one that ended after midnight counts for the day.
DAILY_BY_SIX = dg.FreshnessPolicy.cron("0 6 * * *", lower_bound_delta=timedelta(hours=6))
# A feed that is dry for a weekend is worth a look, one that is dry for a week is broken.
NEWS_COMES_IN = dg.FreshnessPolicy.time_window(
    fail_window=timedelta(days=7), warn_window=timedelta(days=3)
)
LINK_SOURCES = (DOCUMENTS, MENTIONS)
PUBLISHED = ("dates", "places", "accuracy_card", "data_dictionary", "rejects")


def daily_spec(table: Table, deps: list[str]) -> dg.AssetSpec:
    """Return the spec of a table that has a partition per publication day."""
    return dg.AssetSpec(
        table.name,
        deps=deps,
        description=table.description,
        group_name=table.layer,
        kinds={"python", "parquet"},
        owners=OWNERS,
        partitions_def=publication_days,
        code_version=table_version(table.name) if table in EXTRACTED else None,
        metadata={
            "dagster/column_schema": column_schema(table.daily_columns),
            "dagster/table_name": table.name,
        },
    )


def whole_spec(
    table: Table, deps: Sequence[str | dg.AssetDep], group: str, code_version: str | None = None
) -> dg.AssetSpec:
    """Return the spec of a table that the whole corpus gives."""
    return dg.AssetSpec(
        table.name,
        deps=deps,
        description=table.description,
        group_name=group,
        kinds={"python", "parquet"},
        owners=OWNERS,
        code_version=code_version,
        freshness_policy=DAILY_BY_SIX,
        metadata={
            "dagster/column_schema": column_schema(table.published_columns),
            "dagster/table_name": table.name,
        },
    )


def all_days_of(tables: Iterable[Table]) -> list[dg.AssetDep]:
    """Return dependencies on every day of daily tables.

    The default mapping lists all 20,782 days since 1970 for each table, 0.1 CPU-s each
    time, to look up their versions; the step reads every day whatever the mapping says.
    """
    last = dg.LastPartitionMapping()
    return [dg.AssetDep(t.name, partition_mapping=last if t.is_daily else None) for t in tables]


def report_days(
    context: dg.AssetExecutionContext, settings: Settings, tables: list[str], days: list[date]
) -> Iterator[dg.MaterializeResult]:
    """Yield the result of each table, with the rows of each day."""
    from pipelines.store.days import row_counts

    counts = row_counts(settings, days)
    for table in tables:
        shown = preview(day_file(settings.parquet, table, day) for day in days)
        for day in days:
            context.add_asset_metadata(
                {"dagster/partition_row_count": counts[table].get(day, 0)},
                asset_key=table,
                partition_key=day.isoformat(),
            )
        metadata = {} if table.startswith("_") else {"preview": shown}
        yield dg.MaterializeResult(asset_key=table, metadata=metadata)


class IntakeConfig(dg.Config):
    """Inputs to read instead of the inbox: files and folders."""

    inputs: list[str] = Field(default_factory=list)


@dg.asset(
    group_name="landed",
    kinds={"python", "parquet"},
    owners=OWNERS,
    pool=POOL,
    backfill_policy=SINGLE_RUN,
    freshness_policy=NEWS_COMES_IN,
    description="New and changed files of the inbox, read: documents landed by day, and rejects.",
)
def intake(config: IntakeConfig, warehouse: WarehouseResource) -> dg.MaterializeResult:
    """Take in what is new."""
    from pipelines.store.landing import take_in

    found = take_in(warehouse.settings(), [Path(name) for name in config.inputs] or None)
    return dg.MaterializeResult(
        metadata={
            "files": found.files,
            "files_read": found.read,
            "documents": found.documents,
            "rejects": dict(found.rejects),
            "days": [day.isoformat() for day in sorted(found.days)],
        }
    )


@dg.multi_asset(specs=[daily_spec(DOCUMENTS, ["intake"])], backfill_policy=SINGLE_RUN)
def documents(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.MaterializeResult]:
    """Publish the landed documents of the days."""
    from pipelines.store.days import write_documents

    settings, days = warehouse.settings(), days_of(context)
    write_documents(settings, days)
    yield from report_days(context, settings, ["documents"], days)


def parses_spec() -> dg.AssetSpec:
    """Return the spec of the stored parses; a function, since the loader collects bare specs."""
    return dg.AssetSpec(
        "_parses",
        deps=["documents"],
        description="The parse of each document, so that a changed rule never parses again.",
        group_name="landed",
        kinds={"python", "parquet"},
        owners=OWNERS,
        partitions_def=publication_days,
        code_version=models_version(load_settings().models),
    )


@dg.multi_asset(specs=[parses_spec()], backfill_policy=SINGLE_RUN)
def parses(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.MaterializeResult]:
    """Parse the documents of the days."""
    from pipelines.store.days import write_parses

    settings, days = warehouse.settings(), days_of(context)
    write_parses(settings, days)
    yield from report_days(context, settings, ["_parses"], days)


@dg.multi_asset(specs=[daily_spec(t, ["_parses"]) for t in EXTRACTED], backfill_policy=SINGLE_RUN)
def extracted(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.MaterializeResult]:
    """Run the extractors over the parses of the days."""
    from pipelines.store.days import write_extracted

    settings, days = warehouse.settings(), days_of(context)
    write_extracted(settings, days)
    yield from report_days(context, settings, [t.name for t in EXTRACTED], days)


def linked_specs() -> list[dg.AssetSpec]:
    """Return a spec per linked table."""
    version = source_version("link")
    return [whole_spec(t, all_days_of(LINK_SOURCES), "linked", version) for t in LINKED]


@dg.multi_asset(
    specs=linked_specs(),
    pool=POOL,
    backfill_policy=SINGLE_RUN,
)
def linked(warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult]:
    """Link what the days tell, over the whole corpus."""
    from pipelines.store.linking import write_linked

    settings = warehouse.settings()
    for table, count in write_linked(settings).items():
        yield dg.MaterializeResult(
            asset_key=table,
            metadata={
                "dagster/row_count": count,
                "preview": preview([whole_file(settings.parquet, table)]),
            },
        )


def database_specs() -> list[dg.AssetSpec]:
    """Return the database, the tables that only it holds, and one asset per mart."""
    database = dg.AssetSpec(
        "database",
        deps=all_days_of((DOCUMENTS, *EXTRACTED, *LINKED)),
        kinds={"duckdb"},
        group_name="published",
        owners=OWNERS,
        freshness_policy=DAILY_BY_SIX,
        description="newstables.duckdb: every table, commented; built aside, then swapped in.",
    )
    published = [whole_spec(TABLES[name], ["database"], "published") for name in PUBLISHED]
    marts = [
        dg.AssetSpec(
            mart.name,
            deps=["database"],
            kinds={"duckdb", "sql"},
            group_name="marts",
            owners=OWNERS,
            code_version=sha256(mart.select.encode()).hexdigest()[:16],
            freshness_policy=DAILY_BY_SIX,
            description=f"{mart.description}\n\n```sql\n{mart.select}\n```",
            metadata={"dagster/column_schema": column_schema(mart.columns)},
        )
        for mart in read_marts()
    ]
    return [database, *published, *marts]


@dg.multi_asset(specs=database_specs(), pool=POOL, backfill_policy=SINGLE_RUN)
def database(warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult]:
    """Rebuild newstables.duckdb from what is stored."""
    from pipelines.store.database import build_database
    from pipelines.store.query import first_rows

    settings = warehouse.settings()
    counts = build_database(settings)
    yield dg.MaterializeResult(
        asset_key="database",
        metadata={
            "rows": counts,
            "bytes": settings.database.stat().st_size,
            "path": dg.MetadataValue.path(str(settings.database)),
        },
    )
    names = [*PUBLISHED, *(mart.name for mart in read_marts())]
    for name, rows in first_rows(settings, names, PREVIEW_ROWS).items():
        shown = dg.MetadataValue.md(markdown(rows))
        yield dg.MaterializeResult(
            asset_key=name, metadata={"dagster/row_count": counts[name], "preview": shown}
        )


@dg.asset(
    deps=["database", *PUBLISHED, *(mart.name for mart in read_marts())],
    group_name="published",
    kinds={"parquet", "csv"},
    owners=OWNERS,
    pool=POOL,
    backfill_policy=SINGLE_RUN,
    freshness_policy=DAILY_BY_SIX,
    description="One flat Parquet and CSV file per table and mart, and datapackage.json.",
)
def exports(warehouse: WarehouseResource) -> dg.MaterializeResult:
    """Write the exports from the database."""
    from pipelines.store.exports import write_exports
    from pipelines.store.pending import mark_published

    settings = warehouse.settings()
    counts = write_exports(settings)
    mark_published(settings)
    figures = preview([settings.exports / "figures_with_context.parquet"])
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(counts.values()),
            "rows": counts,
            "path": dg.MetadataValue.path(str(settings.exports)),
            "figures": figures,
        }
    )


@dg.asset(
    deps=["database", *(mart.name for mart in read_marts())],
    group_name="published",
    kinds={"html"},
    owners=OWNERS,
    pool=POOL,
    backfill_policy=SINGLE_RUN,
    freshness_policy=DAILY_BY_SIX,
    description="briefing.html: exchanges, tolls, talks and who speaks, one static page.",
)
def briefing(warehouse: WarehouseResource) -> dg.MaterializeResult:
    """Write the briefing from the database."""
    from pipelines.store.briefing import build_briefing

    settings = warehouse.settings()
    path = build_briefing(settings)
    return dg.MaterializeResult(metadata={"path": dg.MetadataValue.path(str(path))})


@dg.asset(
    deps=["briefing"],
    group_name="published",
    kinds={"png"},
    owners=OWNERS,
    pool=POOL,
    backfill_policy=SINGLE_RUN,
    description="The briefing's charts as pictures, to be seen here.",
)
def briefing_charts(warehouse: WarehouseResource) -> dg.MaterializeResult:
    """Draw the briefing's charts for Dagster's page."""
    from base64 import b64encode

    from pipelines.store.briefing import chart_images

    shown = {
        name: dg.MetadataValue.md(f"![{name}](data:image/png;base64,{b64encode(png).decode()})")
        for name, png in chart_images(warehouse.settings()).items()
    }
    return dg.MaterializeResult(metadata=shown)
