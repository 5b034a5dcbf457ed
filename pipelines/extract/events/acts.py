"""A word or phrase that names an act, as the rules pass it on.

What belongs here: the record only. What does not: finding it (``triggers``, ``nouns``).
"""

from dataclasses import dataclass, field

from pipelines.extract.events.clauses import Clause
from pipelines.extract.events.lexicon import Sense

# "will not lift the ban"
REFUSAL = Sense(
    tail=(), subject=frozenset(), object=frozenset(), clause="", recipient=("obj", "on", "to"),
    roles="act", subtype="reject", mode="yield", when="",
)  # fmt: skip


@dataclass(slots=True)
class Trigger:
    """A word or phrase that names an act.

    Attributes:
        word: The word that the phrase's grammar hangs on.
        first: First word of the phrase.
        last: Last word of the phrase.
        sense: The row of the lexicon.
        is_verb: Whether it is a verb.
        clause: Arguments of the verb (of the light verb that carries a noun).
        predicate: The verb itself, or the one that governs the noun.
        relation: How the noun hangs on its predicate.
        path: Nouns between the noun and its predicate.
        light: Role of the light verb's subject, None if the predicate is no light verb.
    """

    word: int
    first: int
    last: int
    sense: Sense
    is_verb: bool
    clause: Clause
    predicate: int | None
    relation: str = "self"
    path: list[int] = field(default_factory=list)
    light: str | None = None
