"""The one resource: where the inbox and the warehouse are, and the options of the run."""

from pathlib import Path

import dagster as dg

from pipelines.settings import Settings, load_settings


class WarehouseResource(dg.ConfigurableResource):
    """Folders as strings, to be changed in the launchpad; empty: as configured."""

    inbox: str = ""
    warehouse: str = ""
    jobs: int = 0
    now: str = ""

    def settings(self) -> Settings:
        """Return the settings in force."""
        return load_settings(
            inbox=Path(self.inbox) if self.inbox else None,
            warehouse=Path(self.warehouse) if self.warehouse else None,
            jobs=self.jobs or None,
            now=self.now or None,
        )


@dg.definitions
def resources() -> dg.Definitions:
    """Resources of the default deployment."""
    return dg.Definitions(resources={"warehouse": WarehouseResource()})
