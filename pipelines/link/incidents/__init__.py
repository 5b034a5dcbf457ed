"""The same event across reports: incidents, who reported them, and every number claimed.

Reports (`reports`) are compared where they share something (`candidates`) by parties, place, days,
figures and wording (`scoring`, `wording`), grouped without chains (`clusters`), and told as rows
(`claims`). The result depends on the reports alone, never on the order in which they came, nor on
what was linked before (`memory`).
"""

from pipelines.link.incidents.linking import link_incidents
from pipelines.link.incidents.memory import Memory
from pipelines.link.incidents.overrides import Overrides, read_overrides
from pipelines.link.incidents.reports import Report, read_reports

__all__ = ["Memory", "Overrides", "Report", "link_incidents", "read_overrides", "read_reports"]
