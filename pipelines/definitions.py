"""Dagster's entry point: everything under ``pipelines/defs``, run in one process."""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """Load every definition of the defs folder.

    Steps share the run's process: six trivial steps cost 4.5 CPU-s so and 24.7 in Dagster's default
    executor, which starts a process a step. Parallelism over documents lives inside a step.
    """
    return dg.Definitions.merge(
        dg.load_from_defs_folder(path_within_project=Path(__file__).parent),
        dg.Definitions(executor=dg.in_process_executor),
    )
