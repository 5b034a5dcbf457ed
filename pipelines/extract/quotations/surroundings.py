"""A quoted run in its sentence and paragraph, and what an attribution of it holds.

What belongs here: the words before and behind a run, up to the next stop or run; the record that
the rules fill. What does not: the rules.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extract.quotations.cues import Cue
from pipelines.extract.quotations.marks import Run
from pipelines.extract.quotations.words import Words

Between = Callable[[int, int], list[Cue]]


@dataclass(slots=True)
class Attributed:
    """A quoted run that is somebody's words.

    Attributes:
        run: The run.
        form: direct or mixed.
        cue: Lemma of the verb, None without one.
        subject: Head word of the speaker, -1 if unknown.
        addressee: Head word, -1 if nobody.
        follows: Index of the attributed run that this one goes on, -1 for none.
        rule: Which rule found it.
        lead: First word of the clause that leads into a mixed run ("The bridge "just fell"", said
            Lee), -1 for none.
    """

    run: Run
    form: str
    cue: str | None
    subject: int
    addressee: int
    follows: int
    rule: str
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Place:
    """A run in its paragraph: the words of the run and of the sentence parts around it."""

    first: int
    last: int
    before: tuple[int, int]  # words [a, b) from the last full stop to the opening mark
    after: tuple[int, int]  # words [a, b) from the closing mark to the full stop
    gap: int  # first word after the run before, or of the paragraph
    opens_paragraph: bool
    closes_paragraph: bool


def place_of(
    words: Words,
    run: Run,
    earlier: Run | None,
    later: Run | None,
    block: tuple[int, int],
) -> Place:
    """Return a run's place between the runs before and behind it in its paragraph."""
    first, last = words.at(run.start_char), words.at(run.end_char) - 1
    left = words.at(earlier.closes_at if earlier else block[0])
    opens = words.at(run.opens_at)
    a = opens
    while a > left and not words.is_terminal(a - 1):
        a -= 1
    right = words.at(later.opens_at if later else block[1])
    b = start = words.at(run.closes_at)
    while b < right and not words.is_terminal(b):
        b += 1
    return Place(
        first,
        last,
        (a, opens),
        (start, b),
        left,
        earlier is None and opens == left,
        later is None and start >= right,
    )


def made(run: Run, form: str, cue: Cue, rule: str) -> Attributed:
    """Return a run attributed by a cue."""
    return Attributed(run, form, cue.verb.lemma, cue.subject, cue.addressee, -1, rule)


def first_of(found: list[Attributed], index: int) -> int:
    """Return the number of the run that begins the quotation of run ``index``."""
    return found[index].follows if found[index].follows >= 0 else index
