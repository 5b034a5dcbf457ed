"""Time expressions: recognition (grammar), normalisation (meanings), resolution (resolve).

``newstables_times`` sets ``doc._.time_expressions``; it needs words only, and reads tense from tags
and tree where a Doc has them.
"""

from pipelines.extract.times.component import TimeExpressions, make_times

__all__ = ["TimeExpressions", "make_times"]
