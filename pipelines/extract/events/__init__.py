"""Events: who is said to have done what to whom, when, where, and whether it happened.

``component`` is the spaCy component; ``triggers`` finds the words, ``participants`` the parties,
``status`` whether it happened, ``scope`` when and where, ``nesting`` and ``coreference`` what is
one event. The lexicons are seeds/reference/event_*.csv.
"""

from pipelines.extract.events.component import make_events

__all__ = ["make_events"]
