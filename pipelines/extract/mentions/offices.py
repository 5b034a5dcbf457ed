"""Offices printed beside a name, and descriptions ("the Russian president") told by them.

What belongs here: titles before and after a name, and which person of the document a description
fits. What does not: who holds an office in other documents (``link``).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.extract.records import Mention

OFFICE = (
    r"(?:(?:former|acting|then|vice|deputy|interim|late|ex)[ -])*"
    r"(?:president|prime minister|premier|chancellor|secretary of state|secretary[- ]general"
    r"|(?:(?:foreign|defen[cs]e|interior|finance|energy|justice|health|trade|economy) )?"
    r"(?:minister|secretary)|supreme leader|king|queen|emir|ambassador|special envoy|envoy"
    r"|spokesman|spokeswoman|spokesperson|army chief|chief|leader|governor|mayor)"
)
STATE = r"(?P<polity>[A-Z][\w.]*(?: [A-Z]\w+){0,2})"
PHRASE = rf"(?:[Tt]he )?{STATE}(?:['’]s?)? (?P<office>{OFFICE})"
BEFORE = re.compile(rf"(?:^|(?<=\W)){PHRASE},? $")
STATE_AFTER = STATE.replace("polity", "polity2")
OF_STATE = rf"(?:the )?(?P<office2>{OFFICE}) (?:of|to) (?:the )?{STATE_AFTER}"
AFTER = re.compile(rf", (?:{PHRASE}|{OF_STATE})\b")
DESCRIPTION = re.compile(
    rf"\b(?:[Tt]he {STATE}|{STATE_AFTER}['’]s) (?P<office>{OFFICE})\b(?!['’-]?\w)"
)
# A person introduced by a trade ("analyst John Smith", "Ann Lee, a farmer") holds no office.
TRADE_BEFORE = re.compile(r"(?:^|\W)[a-z]{4,}(?<!ed)(?<!ing)(?<!s) $")
TRADE_AFTER = re.compile(r"^, (?:an?|who|\d)\b")
JOINS = frozenset({"with", "from", "that", "when", "said", "told", "says", "asked", "between"})
REACH = 70  # characters around a name in which its office is printed
LEADERS = frozenset(
    {"president", "premier", "prime minister", "king", "queen", "emir", "chancellor"}
)
# Offices that a state has once: who held it on the day may be told by other documents.
ONE_HOLDER = frozenset(
    {"president", "prime minister", "premier", "chancellor", "king", "queen", "emir"}
    | {"supreme leader", "secretary of state"}
    | {f"{f} minister" for f in ("foreign", "defence", "defense", "interior", "finance", "energy")}
    | {f"{f} minister" for f in ("justice", "health", "trade", "economy")}
)
OFTEN = 3  # mentions of a person whom a description may mean though no office is printed
DOMINANT = 3  # times as many mentions as the next person that fits
CLAUSE = 60  # characters: nearer names of the sentence are parties of the same act


@dataclass(frozen=True, slots=True)
class Office:
    """An office with its state."""

    title: str
    office: str
    polity: str | None


def printed_office(
    text: str, mention: Mention, polities: Mapping[str, tuple[str | None, str]]
) -> Office | None:
    """Return the office in apposition to a person's name, where its state is printed too."""
    before = BEFORE.search(text[max(0, mention.start_char - REACH) : mention.start_char])
    # "the US president, Putin said" is no apposition: that one is closed by a comma again
    closed = text[mention.end_char : mention.end_char + 1] in (",", ".", ";", ")", "\n", "")
    if before and before[0].endswith(", ") and not closed:
        before = None
    if before and (state := polities.get(before["polity"])):
        words = before[0].strip(" ,")
        return Office(re.sub(r"^[Tt]he ", "", words), before["office"].lower(), state[0] or None)
    after = AFTER.match(text[mention.end_char : mention.end_char + REACH])
    if after:
        state = polities.get(after["polity"] or after["polity2"])
        if state:
            office = (after["office"] or after["office2"]).lower()
            return Office(re.sub(r"^[Tt]he ", "", after[0][2:]), office, state[0] or None)
    return None


def with_offices(
    text: str, found: Sequence[Mention], polities: Mapping[str, tuple[str | None, str]]
) -> list[Mention]:
    """Return the mentions, people with the office in apposition to them."""
    out = []
    for m in found:
        if m.entity_type == "PERSON" and (office := printed_office(text, m, polities)):
            m = replace(m, title=office.title, polity=office.polity)
        out.append(m)
    return out


def _head(title: str) -> str:
    words = title.lower().replace("-", " ").split()
    return " ".join(words[-2:]) if words[-2:-1] in (["prime"], ["foreign"]) else words[-1]


class Holders:
    """Which people of the document may hold which office."""

    def __init__(self, text: str, found: Sequence[Mention]) -> None:
        """Read offices, trades and counts off the names of the document."""
        self.people = [m for m in found if m.entity_type == "PERSON" and m.name]
        self.counts = Counter(m.name for m in self.people)
        self.held: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.offices: dict[str, set[str]] = defaultdict(set)
        self.states: dict[str, set[str]] = defaultdict(set)
        self.trades: set[str] = set()
        for m in self.people:
            name = str(m.name)
            if m.title and m.title.split():
                self.offices[name].add(_head(m.title))
                if m.polity:
                    self.held[m.polity, _head(m.title)].add(name)
                    self.states[name].add(m.polity)
            elif self._has_trade(text, m):
                self.trades.add(name)

    @staticmethod
    def _has_trade(text: str, m: Mention) -> bool:
        before = TRADE_BEFORE.search(text[max(0, m.start_char - 25) : m.start_char])
        return bool(TRADE_AFTER.match(text[m.end_char : m.end_char + 8])) or (
            before is not None
            and before[0].strip() not in JOINS
            and " " in text[m.start_char : m.end_char]
        )

    def holder(self, polity: str, office: str, start: int, end: int) -> str | None:
        """Return the one person a description at [start, end) fits, or None."""
        head = _head(office)
        known = self.held.get((polity, head), set())
        if known or head not in LEADERS:
            return next(iter(known)) if len(known) == 1 else None
        near = {
            m.name
            for m in self.people
            if start - CLAUSE < m.end_char <= start or end <= m.start_char < end + CLAUSE
        }
        fits = {
            str(m.name)
            for m in self.people
            if m.end_char <= start
            and m.name not in near
            and m.name not in self.trades
            and (not self.states[str(m.name)] or polity in self.states[str(m.name)])
            and (not self.offices[str(m.name)] or head in self.offices[str(m.name)])
        }
        ranked = sorted(fits, key=lambda n: (-self.counts[n], n))
        # A guess, by who is left: right 2 times of 2 on the seed article, 2 of 3 on shuffled
        # sentences, where the wrong one was named twice.
        if not ranked or self.counts[ranked[0]] < OFTEN:
            return None
        if len(ranked) > 1 and self.counts[ranked[0]] < DOMINANT * self.counts[ranked[1]]:
            return None
        return ranked[0]

    def learn(self, name: str, polity: str, office: str) -> None:
        """Remember what a description told."""
        self.held[polity, _head(office)].add(name)
        self.states[name].add(polity)


def descriptions(
    text: str, found: Sequence[Mention], polities: Mapping[str, tuple[str | None, str]]
) -> list[Mention]:
    """Return "the Russian president" and the like, with the one person of the document who fits.

    Where nobody does, the row of an office that one person holds at a time has no name.
    """
    holders = Holders(text, found)
    names = {m.start_char for m in holders.people}
    apposed = {m.start_char for m in holders.people if m.title and m.polity}
    ends = {m.end_char for m in holders.people}
    resolved = []
    for match in DESCRIPTION.finditer(text):
        start, state = match.start(), match["polity"] or match["polity2"]
        while match["polity2"] and state not in polities and " " in state:  # "Later Peru's"
            first, _, state = state.partition(" ")
            start += len(first) + 1
        polity, _ = polities.get(state, (None, None))
        follows = match.end() + 1 in names or match.end() + 2 in apposed
        # "the Russian president Vladimir Putin" is a name with a title, as is one before a comma
        if not polity or follows or start - 2 in ends:
            continue
        name = holders.holder(polity, match["office"], start, match.end())
        if name is not None:
            holders.learn(name, polity, match["office"])
        elif match["office"].lower() not in ONE_HOLDER:
            continue
        resolved.append(
            Mention(
                start_char=start,
                end_char=match.end(),
                kind="description",
                entity_type="PERSON",
                name=name,
                title=f"{state} {match['office']}",
                polity=polity,
                rule="description" if name else "office",
            )
        )
    return resolved
