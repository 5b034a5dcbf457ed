"""``briefing.html``: what the warehouse tells at a glance, one static page without a script.

`queries` asks the database, `charts` draws, `page` puts together. The page makes no request to any
host; every word of an article is escaped.
"""

from pipelines.store.briefing.page import build_briefing, chart_images

__all__ = ["build_briefing", "chart_images"]
