"""Placeholder for entity linking until its own module lands."""
from dataclasses import dataclass, field
@dataclass(frozen=True)
class LinkedEntities:
    entities: list = field(default_factory=list)
    entity_aliases: list = field(default_factory=list)
    entity_offices: list = field(default_factory=list)
    mention_entities: list = field(default_factory=list)
def link_entities(mentions, overrides=()):
    return LinkedEntities()
