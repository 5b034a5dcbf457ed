"""All days that wait, in one step: what ``newstables run`` does, and a backfill of scattered days.

Dagster runs one day or an unbroken range at a time; an archive of a thousand scattered days would
cost a thousand runs. One op does them all and reports each day's materialisation afterwards.
"""

from collections.abc import Mapping
from pathlib import Path

import dagster as dg
from dagster._core.definitions.data_version import (
    CODE_VERSION_TAG,
    NULL_EVENT_POINTER,
    get_input_data_version_tag,
    get_input_event_pointer_tag,
)

from pipelines.defs.history import HeldEventLogStorage
from pipelines.defs.partitions import publication_days
from pipelines.defs.resources import WarehouseResource
from pipelines.extract.version import table_version
from pipelines.parse.version import models_version
from pipelines.settings import Settings

PARSES = "_parses"  # as units.py has it, which would load spaCy
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


class RunFailedError(RuntimeError):
    """A step of the run failed; the last good warehouse is in place."""


@dg.op
def process_waiting_days(context: dg.OpExecutionContext, warehouse: WarehouseResource) -> None:
    """Process every day that waits and report its materialisations."""
    _process(context.instance, warehouse.settings())


@dg.job(description="All days that wait, contiguous or not, in one step.")
def process_days_in_bulk() -> None:
    """Process every day that waits."""
    process_waiting_days()


def _process(instance: dg.DagsterInstance, settings: Settings) -> int:
    from pipelines.store.days import process_days
    from pipelines.store.pending import pending_days

    days = [d for d in pending_days(settings) if publication_days.has_partition_key(d.isoformat())]
    for table, counts in process_days(settings, days).items():
        tags = _provenance(table, settings)
        for day, count in counts.items():
            instance.report_runless_asset_event(
                dg.AssetMaterialization(
                    table,
                    partition=day.isoformat(),
                    metadata={"dagster/partition_row_count": count},
                    tags=tags,
                )
            )
    return len(days)


def _provenance(table: str, settings: Settings) -> dict[str, str]:
    """Return the tags by which Dagster knows under which rules rows were made: a step's own."""
    if table == "documents":
        return {}
    version, parent = (
        (models_version(settings.models), "documents")
        if table == PARSES
        else (table_version(table), PARSES)
    )
    return {
        CODE_VERSION_TAG: version,
        get_input_data_version_tag(dg.AssetKey(parent)): "",
        get_input_event_pointer_tag(dg.AssetKey(parent)): NULL_EVENT_POINTER,
    }


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """Return the instance that keeps its history in the warehouse, where dagster.yaml has it."""
    home = settings.warehouse / ".dagster"
    home.mkdir(parents=True, exist_ok=True)
    events = {
        "module": HeldEventLogStorage.__module__,
        "class": HeldEventLogStorage.__name__,
        "config": {"base_dir": str(home / "history" / "runs")},
    }
    return dg.DagsterInstance.local_temp(
        str(home), overrides={"telemetry": {"enabled": False}, "event_log_storage": events}
    )


def run_everything(settings: Settings, inputs: list[Path]) -> int:
    """Take in, process every day that waits, publish; return how many days were processed.

    The same assets as in the UI, in this process; what is up to date is not done again.

    Raises:
        RunFailedError: a step failed; what it raised is the cause.
        WarehouseBusyError: another process writes to the warehouse.
    """
    from pipelines.store.lock import whole

    with whole(settings.warehouse):
        return _run_everything(settings, inputs)


def _run_everything(settings: Settings, inputs: list[Path]) -> int:
    from pipelines.definitions import defs
    from pipelines.store.pending import is_published

    definitions = defs()
    resources = {
        "warehouse": WarehouseResource(
            inbox=str(settings.inbox),
            warehouse=str(settings.warehouse),
            jobs=settings.jobs,
            now=settings.now.isoformat() if settings.now else "",
        )
    }
    with open_instance(settings) as instance:

        def execute(job: str, config: Mapping[str, object]) -> None:
            try:
                definitions.resolve_job_def(job).execute_in_process(
                    instance=instance, resources=resources, run_config={**QUIET, **config}
                )
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                raise RunFailedError(f"{job}: {reason}") from error

        named = [str(path.resolve()) for path in inputs]
        execute("take_in", {"ops": {"intake": {"config": {"inputs": named}}}})
        days = _process(instance, settings)
        if days or not is_published(settings):
            execute("publish_tables", {})
        return days
