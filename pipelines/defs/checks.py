"""Asset checks: what must hold of the published tables, from the dictionary."""

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.resources import WarehouseResource
from pipelines.store.checks import all_checks, run_checks, unaccounted


def check_specs() -> list[dg.AssetCheckSpec]:
    """Return a spec per check of the dictionary, and that every input is accounted for."""
    return [
        *(
            dg.AssetCheckSpec(
                c.name, asset=c.table, description=c.description, additional_deps=["database"]
            )
            for c in all_checks()
        ),
        dg.AssetCheckSpec(
            "inputs_accounted_for",
            asset="rejects",
            description="Every input is a document or a reject: nothing is lost.",
            additional_deps=["database"],
        ),
    ]


@dg.multi_asset_check(specs=check_specs(), can_subset=True)
def contract(
    context: dg.AssetCheckExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.AssetCheckResult]:
    """Hold every published table to the contract."""
    settings = warehouse.settings()
    selected = {(k.asset_key.path[-1], k.name) for k in context.selected_asset_check_keys}
    for check, broken in run_checks(settings):
        if (check.table, check.name) not in selected:
            continue
        yield dg.AssetCheckResult(
            check_name=check.name,
            asset_key=check.table,
            passed=broken == 0,
            severity=dg.AssetCheckSeverity.WARN
            if check.is_warning
            else dg.AssetCheckSeverity.ERROR,
            metadata={"rows": broken},
        )
    if ("rejects", "inputs_accounted_for") not in selected:
        return
    lost = unaccounted(settings)
    yield dg.AssetCheckResult(
        check_name="inputs_accounted_for",
        asset_key="rejects",
        passed=lost == 0,
        metadata={"inputs": lost},
    )
