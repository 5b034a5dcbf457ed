"""Jobs, the sensors that start them when files come in, and the daily schedule."""

import time

import dagster as dg

from pipelines.defs.assets import (
    briefing,
    database,
    documents,
    exports,
    extracted,
    intake,
    linked,
    parses,
)
from pipelines.defs.checks import check_specs
from pipelines.defs.partitions import RANGE_END, RANGE_START, contiguous_ranges, publication_days
from pipelines.defs.resources import WarehouseResource

WANTED = "newstables/wanted"  # tag: what a run was requested for, however often
FIRST_WAIT, LONGEST_WAIT = 150.0, 6 * 3600.0  # seconds after a failed run

take_in = dg.define_asset_job(
    "take_in",
    selection=dg.AssetSelection.assets(intake).without_checks(),
    description="Read new and changed files of the inbox.",
)
process_days = dg.define_asset_job(
    "process_days",
    selection=dg.AssetSelection.assets(documents, parses, extracted).without_checks(),
    description="All per-document tables of a range of publication days.",
)
_checks = dg.AssetSelection.checks(*(spec.key for spec in check_specs()))
publish_tables = dg.define_asset_job(
    "publish_tables",
    selection=dg.AssetSelection.assets(linked, database, exports) | _checks,
    description="The same without the briefing: what `newstables run` does.",
)
publish = dg.define_asset_job(
    "publish",
    selection=dg.AssetSelection.assets(linked, database, exports, briefing) | _checks,
    description="What the whole corpus tells: links, database, marts, exports, briefing, checks.",
)


@dg.sensor(
    job=take_in,
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts intake when a file of the inbox is new or changed.",
)
def new_files(
    context: dg.SensorEvaluationContext, warehouse: WarehouseResource
) -> dg.SensorResult | dg.SkipReason:
    """Request intake once for each set of changed files."""
    from pipelines.store.pending import changed_files

    changed = changed_files(warehouse.settings())
    if not changed.count:
        return dg.SkipReason("no new files")
    return _requested(context, [dg.RunRequest(run_key=changed.key)])


@dg.sensor(
    jobs=[process_days, publish],
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Runs the days that intake touched, then publishes what changed.",
)
def touched_days(
    context: dg.SensorEvaluationContext, warehouse: WarehouseResource
) -> dg.SensorResult | dg.SkipReason:
    """Request a run per unbroken range of days that wait; when none does, a publication."""
    from pipelines.store.pending import (
        code_version,
        has_inputs,
        is_published,
        pending_days,
        publication_key,
    )

    settings = warehouse.settings()
    pending = {
        day: touched
        for day, touched in pending_days(settings).items()
        if publication_days.has_partition_key(day.isoformat())
    }
    requests = [
        dg.RunRequest(
            job_name="process_days",
            run_key=f"{first}:{last}:{code_version(settings)}:"
            + ",".join(str(n) for day, n in pending.items() if first <= day <= last),
            tags={RANGE_START: first.isoformat(), RANGE_END: last.isoformat()},
        )
        for first, last in contiguous_ranges(pending)
    ]
    if not requests and has_inputs(settings) and not is_published(settings):
        requests = [
            dg.RunRequest(job_name="publish", run_key=f"publish:{publication_key(settings)}")
        ]
    return _requested(context, requests) if requests else dg.SkipReason("up to date")


def _requested(
    context: dg.SensorEvaluationContext, requests: list[dg.RunRequest]
) -> dg.SensorResult | dg.SkipReason:
    """Return the requests; one whose runs failed is made again, after twice the time each time.

    Dagster drops a run key that it has seen: after a night with a full disk nothing would go on.
    """
    due = []
    for request in requests:
        tags = {WANTED: str(request.run_key)}
        failed = dg.RunsFilter(tags=tags, statuses=[dg.DagsterRunStatus.FAILURE])
        count = context.instance.get_runs_count(failed)
        key, wait = request.run_key, 0.0
        if count:
            [last] = context.instance.get_run_records(failed, limit=1)
            key = f"{key}:{count}"
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(count, 20))
            wait -= time.time() - (last.end_time or last.update_timestamp.timestamp())
        if wait <= 0:
            due.append(request._replace(run_key=key, tags={**request.tags, **tags}))
    return dg.SensorResult(run_requests=due) if due else dg.SkipReason("waits after a failed run")


@dg.schedule(
    job=publish,
    cron_schedule="15 4 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Redoes what is corpus-wide each night.",
)
def nightly() -> dg.RunRequest:
    """Request a publication."""
    return dg.RunRequest()
