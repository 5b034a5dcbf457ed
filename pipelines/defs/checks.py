"""Asset checks: what must hold of the published tables, from the dictionary."""

from collections import defaultdict
from collections.abc import Iterator

import dagster as dg

from pipelines.defs.resources import WarehouseResource
from pipelines.store.checks import Check, all_checks, run_checks, unaccounted
from pipelines.store.growth import unusual_counts
from pipelines.store.pending import publication_key

# A check costs Dagster 25 ms of CPU whatever it does: what the dictionary says of a table is one.
CONTRACT = "keeps_contract"
ACCOUNTED = "inputs_accounted_for"
COUNTS = "row_counts_as_before"


def contract_checks() -> dict[str, list[Check]]:
    """Return the rules whose breach is a fault of the pipeline, by table."""
    rules: dict[str, list[Check]] = defaultdict(list)
    for check in all_checks():
        if not check.is_warning:
            rules[check.table].append(check)
    return rules


def check_specs() -> list[dg.AssetCheckSpec]:
    """Return a spec per table, one per warning, and that every input is accounted for."""
    contract = [
        dg.AssetCheckSpec(
            CONTRACT,
            asset=table,
            description="\n".join(f"- {rule.description}" for rule in rules),
            additional_deps=["database"],
        )
        for table, rules in contract_checks().items()
    ]
    warnings = [
        dg.AssetCheckSpec(
            check.name,
            asset=check.table,
            description=check.description,
            additional_deps=["database"],
        )
        for check in all_checks()
        if check.is_warning
    ]
    accounted = dg.AssetCheckSpec(
        ACCOUNTED,
        asset="rejects",
        description="Every input is a document or a reject: nothing is lost.",
        additional_deps=["database"],
    )
    counts = dg.AssetCheckSpec(
        COUNTS,
        asset="database",
        description="Tables are not far smaller than after the last runs, and documents do not give"
        " half as many rows again, or fewer.",
    )
    return [*contract, *warnings, accounted, counts]


@dg.multi_asset_check(specs=check_specs(), can_subset=True)
def contract(
    context: dg.AssetCheckExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.AssetCheckResult]:
    """Hold every published table to the contract."""
    settings = warehouse.settings()
    selected = {(k.asset_key.path[-1], k.name) for k in context.selected_asset_check_keys}
    broken: dict[str, dict[str, int]] = defaultdict(dict)
    for check, rows in run_checks(settings):
        if not check.is_warning:
            broken[check.table][check.name] = rows
        elif (check.table, check.name) in selected:
            yield dg.AssetCheckResult(
                check_name=check.name,
                asset_key=check.table,
                passed=rows == 0,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"rows": rows},
            )
    for table, rules in broken.items():
        if (table, CONTRACT) in selected:
            yield dg.AssetCheckResult(
                check_name=CONTRACT,
                asset_key=table,
                passed=not any(rules.values()),
                metadata={f"rows that break {name}": rows for name, rows in rules.items()},
            )
    if ("rejects", ACCOUNTED) in selected:
        lost = unaccounted(settings)
        yield dg.AssetCheckResult(
            check_name=ACCOUNTED,
            asset_key="rejects",
            passed=lost == 0,
            metadata={"inputs": lost},
        )
    if ("database", COUNTS) in selected:
        unusual = unusual_counts(settings, publication_key(settings))
        yield dg.AssetCheckResult(
            check_name=COUNTS,
            asset_key="database",
            passed=not unusual,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={u.table: f"{u.rows:,} rows, expected about {u.expected:,}" for u in unusual},
        )
