"""A changed rule marks what depends on it as stale, and nothing else; it is never parsed again."""

import dagster as dg
import pytest
from dagster._core.definitions.data_version import CachingStaleStatusResolver, StaleStatus
from dagster._core.loader import LoadingContextForTest

from pipelines.definitions import defs
from pipelines.defs.assets import daily_spec, intake, parses_spec
from pipelines.defs.bulk import open_instance, run_everything
from pipelines.defs.partitions import RANGE_END, RANGE_START
from pipelines.defs.resources import WarehouseResource
from pipelines.extract import version
from pipelines.store import units
from pipelines.store.landing import take_in
from pipelines.tables import DOCUMENTS, EXTRACTED

DAYS = ("2026-03-10", "2026-03-11")


def resource(settings) -> WarehouseResource:
    return WarehouseResource(
        inbox=str(settings.inbox), warehouse=str(settings.warehouse), now=settings.now.isoformat()
    )


@pytest.fixture
def inbox(empty):
    for day in DAYS:
        text = f" date {day} The ministers met in Rome on Friday. Two people were hurt."
        (empty.inbox / f"{day}.txt").write_text(text, encoding="utf-8")
    return empty


@pytest.fixture
def by_steps(inbox):
    """The instance of a range that Dagster processed."""
    with dg.DagsterInstance.ephemeral() as instance:
        take_in(inbox)
        done = (
            defs()
            .resolve_job_def("process_days")
            .execute_in_process(
                instance=instance,
                resources={"warehouse": resource(inbox)},
                tags={RANGE_START: DAYS[0], RANGE_END: DAYS[1]},
            )
        )
        assert done.success
        yield instance


@pytest.fixture
def in_bulk(inbox):
    """The instance of what ``newstables run`` processed."""
    run_everything(inbox, [])
    with open_instance(inbox) as instance:
        yield instance


def stale(instance: dg.DagsterInstance) -> set[str]:
    """Return the daily tables that these rules would give otherwise, on any of the days."""

    @dg.multi_asset(
        specs=[
            daily_spec(DOCUMENTS, ["intake"]),
            parses_spec(),
            *(daily_spec(table, ["_parses"]) for table in EXTRACTED),
        ]
    )
    def daily():
        raise NotImplementedError

    graph = dg.Definitions(
        assets=[daily, intake], resources={"warehouse": WarehouseResource()}
    ).resolve_asset_graph()
    resolver = CachingStaleStatusResolver(instance, graph, LoadingContextForTest(instance))
    return {
        spec.key.path[-1]
        for spec in daily.specs
        for day in DAYS
        if resolver.get_status(spec.key, day) != StaleStatus.FRESH
    }


CHANGES = [
    ("figures", {"figures"}),
    ("sources", {"document_sources"}),
    ("events", {"events", "event_participants", "figures"}),
    ("times", {"time_expressions", "events", "event_participants", "figures"}),
    ("sentences", {table.name for table in EXTRACTED}),
]


@pytest.mark.parametrize("place", ["by_steps", "in_bulk"])
def test_stale(request, monkeypatch, place):
    instance = request.getfixturevalue(place)
    assert stale(instance) == set()
    for extractor, tables in CHANGES:
        with monkeypatch.context() as patch:
            patch.setitem(version.VERSIONS, extractor, "next")
            assert stale(instance) == tables, extractor


def test_every_table_and_extractor_has_a_version():
    from pipelines.extract.pipeline import COMPONENTS

    assert set(version.FILLED_BY) == {table.name for table in EXTRACTED}
    names = {name.removeprefix("newstables_") for name in COMPONENTS}
    assert set(version.VERSIONS) == {"sentences", *names}
    assert set(version.FILLED_BY.values()) == set(version.VERSIONS)
    order = list(version.VERSIONS)
    for extractor, read in version.READS.items():
        assert all(order.index(name) < order.index(extractor) for name in read)


def test_extracted_again_from_stored_parses(inbox, monkeypatch):
    """Days under another version wait; no model is loaded to do them."""
    from pipelines.store import days, landing, pending

    run_everything(inbox, [])
    for module in (pending, days, landing):
        monkeypatch.setattr(module, "code_version", lambda settings: "next")

    def no_model(models):
        raise AssertionError("parsed again")

    monkeypatch.setattr(units, "load_models", no_model)
    assert run_everything(inbox, []) == len(DAYS)
    assert run_everything(inbox, []) == 0
