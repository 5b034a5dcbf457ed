"""Two texts that say much the same: a copy, an updated version, or another story on one template.

Only a pair is judged here; which pairs are looked at is ``duplicates``' matter, what differs in one
``changes``'. The differences are weighed twice: is it another story (``other``), and if not, does
the later one bring news (``news``). Each sum is in points, above zero is yes; the weights were set
by hand so that every labelled pair lies half a point or more from zero.
"""

from pipelines.link.changes import LEAD, Changes, changes, days_between
from pipelines.link.told import Token

LONGEST_UPDATE = 14  # days: a story with other numbers a month later is another story
MOVED = 3  # days: an update of the next day tells of that day
FILLED = 0.65  # of the numbers: a bulletin changes them all, a story keeps most
SAME_LEAD = 0.2  # of the sequences of the shorter lead
SHORTEST = 25  # sequences: of a line or two it means little that another text has them


def similarity(one: list[Token], other: list[Token]) -> float:
    """Return the share of three-word sequences that two texts have in common (Jaccard)."""
    a, b = _sequences(one), _sequences(other)
    return len(a & b) / len(a | b) if a and b else float(one == other)


def is_same_told(one: list[Token], other: list[Token], threshold: float) -> bool:
    """Return whether two texts have so much in common that they may be the same story.

    The share of both, or that of the shorter one: a copy cut to a third shares a third of the
    sequences of both and nearly all of its own, an update under a new lead half of what it has.
    Somewhat less is enough under the same lead. Stories on the same topic share a tenth at most,
    with the same background a quarter.
    """
    a, b = _sequences(one), _sequences(other)
    if a and b and len(a & b) >= threshold * len(a | b):
        return True
    if min(len(a), len(b)) < SHORTEST:
        return False
    share = len(a & b) / min(len(a), len(b))
    if share >= threshold:
        return True
    a, b = _sequences(one[:LEAD]), _sequences(other[:LEAD])
    is_same_lead = len(a & b) >= SAME_LEAD * min(len(a), len(b))
    return is_same_lead and share >= max(0.3, threshold - 0.3 * (1 - threshold))


def _sequences(found: list[Token]) -> set[tuple[str, ...]]:
    keys = [token.key for token in found]
    return {tuple(keys[i : i + 3]) for i in range(max(1, len(keys) - 2))} if keys else set()


def kind_of(
    earlier: list[Token], later: list[Token], first: object = None, second: object = None
) -> str | None:
    """Return ``copy``, ``update``, or None for another story told in the same words.

    Args:
        earlier: Tokens of the one published first.
        later: Tokens of the other.
        first: The day on which the earlier one was published, where it is known.
        second: The day of the later one.
    """
    found = changes(earlier, later, first, second)
    days = days_between(first, second)
    is_news = news(found) > 0
    if other(found, days) > 0 or (is_news and days > LONGEST_UPDATE):
        return None
    return "update" if is_news else "copy"


def other(found: Changes, days: int) -> float:
    """Return the points for another story: what a template's slots are filled with anew.

    Another place or person in the lead, another day of which it tells, numbers that go down as well
    as up. An update leaves the day of the event where it was and lets numbers grow.
    """
    names = len(found.lead_names | found.names)
    numbers = len(found.numbers)
    is_moved = found.moved is not None and found.moved >= MOVED
    is_far = is_moved or days > LONGEST_UPDATE
    is_again = is_moved and found.is_redated and days > LONGEST_UPDATE
    if not (numbers or found.turns or found.years or names > 1 or (names and is_far) or is_again):
        return -1.0
    points = -1.0 + 3.0 * min(2, len(found.lead_names))
    points += 1.5 * min(2, len(found.names - found.lead_names))
    points += 1.5 * (days > LONGEST_UPDATE) + 1.5 * min(1, found.years) + min(1, found.turns)
    points += 2.5 * is_moved
    if found.moved and numbers > 2 and not found.is_fixed:
        points += 1.5 * (numbers / (numbers + found.kept) >= FILLED)
    if found.is_fixed and not found.lead_names:
        points -= 2.0
    falls = sum(after < before for before, after in found.numbers)
    if numbers == 1 and falls:
        points += 0.25
    elif numbers:
        points += 1.5 * min(1.0, 2 * falls / numbers) + (found.numbers[0][1] < found.numbers[0][0])
        points -= 0.5 * (not falls)
    points += 0.5 * min(3, sum(b % 1 > 0 and b < 1000 for b, _ in found.numbers))
    return points - 0.5 * (days == 0) - 2 * found.tolls


def news(found: Changes) -> float:
    """Return the points for an update: other numbers, people, outcomes than the earlier version."""
    points = -0.75 + 1.5 * (len(found.numbers) + found.dwindled)
    points += 1.5 * (found.passages + found.retold + found.since)
    points += 1.25 * (found.outcomes + found.came_true)
    return min(points, 3.0)
