"""Nodes of the corpus -> which of them are one entity.

Nothing here depends on the order in which documents came: nodes hold counts and sets, and each
decision is taken once all are known. Memory grows with distinct names, not with documents.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipelines.link.names import PersonName, is_english_given, person_name
from pipelines.link.nodes import SURNAME, Node
from pipelines.link.offices import MONARCHS
from pipelines.link.people import Match, lookup_keys, match
from pipelines.link.romanisation import is_same_chinese, lookup_forms

FEW = 20  # times: a state printed with a name so much more rarely than another is a slip
DOMINANT = 10  # times as many documents as the next of the name: the one a bare surname means
APART = 7  # years between reports after which a surname alone tells nothing
VAGUE = 10  # years: "George Bush" of 1990 and "George W. Bush" of 2005 are not one
FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM", "SGP"})
# Ranks and trades that one person bears beside an office; they set nobody apart.
LOOSE = frozenset({"leader", "chief", "head", "sheikh", "imam", "ayatollah", "mullah"}
                  | {"general", "colonel", "major", "captain", "admiral", "commander", "gen"}
                  | {"col", "lt", "maj", "capt", "brigadier", "marshal", "lieutenant"})  # fmt: skip
CROWD = 200  # names of one family and first letter; "J. Khan" among so many is nobody
COMMON = 50  # documents: a name of more of them says nothing of those that share it
SHARE = 10  # a state in every tenth of a name's documents is one that it is reported with


@dataclass(slots=True)
class Known:
    """What is known of one node while mentions stream by."""

    node: Node
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    polities: Counter[str] = field(default_factory=Counter)  # printed with it
    offices: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)  # its documents are about
    around: set[str] = field(default_factory=set)  # other names, of a person with a body
    women: int = 0  # mentions with "Mrs" or "Ms"
    mentions: int = 0
    documents: int = 0
    first: date = date.max
    last: date = date.min

    @property
    def name(self) -> str:
        """The most frequent name; of equals the longest, then the first in the alphabet."""
        return most(self.names) or self.node.key


def most(counts: Counter[str]) -> str | None:
    """Return the most frequent value; of equals the longest, then the first in the alphabet."""
    return min(counts, key=lambda n: (-counts[n], -len(n), n), default=None)


class Clusters:
    """Sets of nodes that grow by joining (union-find)."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        """Start with every node alone."""
        self.parents = {node: node for node in nodes}

    def root(self, node: Node) -> Node:
        """Return the node that stands for a node's set."""
        while self.parents[node] != node:
            self.parents[node] = node = self.parents[self.parents[node]]
        return node

    def join(self, a: Node, b: Node) -> None:
        """Make one set of two."""
        a, b = self.root(a), self.root(b)
        low, high = min((a, b), key=_order), max((a, b), key=_order)
        self.parents[high] = low

    def split(self, ones: Iterable[Node], others: Iterable[Node]) -> None:
        """Take the first nodes out of the set of the others, each name's nodes together."""
        ones = [n for n in ones if n in self.parents]
        mixed = {self.root(n) for n in others}
        if not ones or not any(self.root(n) in mixed for n in ones):
            return
        members = self.sets()
        leave = set(ones) - set(others)
        for root in {self.root(n) for n in ones} & mixed:
            stay = [n for n in members[root] if n not in leave]
            gone = [n for n in members[root] if n in leave]
            for group in (stay, gone):
                for node in group:
                    self.parents[node] = group[0]

    def sets(self) -> dict[Node, list[Node]]:
        """Return the members of each set, in order, by the node that stands for it."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self.parents, key=_order):
            found[self.root(node)].append(node)
        return found


def _order(node: Node) -> tuple[str, str, str, str]:
    return node.group, node.key, node.country, node.body


def cluster(known: Mapping[Node, Known]) -> Clusters:
    """Return which nodes are one entity."""
    found = Clusters(known)
    people = {n: k for n, k in known.items() if n.group == "PERSON"}
    _join_states(found, people, _often(known))
    _join_full_names(found, people)
    _join_surnames(found, known)
    _join_acronyms(found, {n: k for n, k in known.items() if n.group == "ORG"})
    return found


def _often(known: Mapping[Node, Known]) -> frozenset[str]:
    """Return the names of so many documents that two of them share one by chance."""
    documents: Counter[str] = Counter()
    for node, k in known.items():
        if node.group in ("PERSON", "ORG"):
            documents[node.key] += k.documents
    return frozenset(key for key, count in documents.items() if count > COMMON)


def _join_states(found: Clusters, people: Mapping[Node, Known], often: frozenset[str]) -> None:
    """Join nodes of one full name, save those whose offices are of different states or bodies.

    A name without a state goes to the one most reported; a state printed once among hundreds of
    mentions of another is a slip of the rules that read offices, not a namesake.
    """
    same: dict[str, list[Node]] = defaultdict(list)
    for node in people:
        same[node.key].append(node)
    for nodes in same.values():
        if len(nodes) < 2:
            continue
        stated = [n for n in nodes if n.country] or [n for n in nodes if n.body]
        best = min(stated, key=lambda n: (-people[n].documents, _order(n)))
        for node in nodes:
            count = people[node].documents
            if node.body and not node.country:
                _join_body(found, node, best, nodes, people, often)
            elif not node.country or count * FEW < people[best].documents:
                found.join(node, best)


def _join_body(
    found: Clusters,
    node: Node,
    best: Node,
    nodes: list[Node],
    people: Mapping[Node, Known],
    often: frozenset[str],
) -> None:
    """Join a name with a body's office to its namesake, unless two bodies speak for two people.

    They do where both were reported within the same years, no document of the one names the
    other's body, and no rare name stands with both: whoever leads two firms is told with both.
    """

    def is_apart(a: Node, b: Node) -> bool:
        mine, theirs = people[a], people[b]
        return (
            bool(a.body and b.body)
            and a.body != b.body
            and _years_apart(mine, theirs) <= 1
            and a.body not in theirs.around
            and b.body not in mine.around
            and not (mine.around & theirs.around) - often
        )

    if not is_apart(node, best):
        found.join(node, best)
        return
    for other in sorted((n for n in nodes if n.body and n != node), key=_order):
        if not is_apart(node, other):
            found.join(node, other)


def _join_full_names(found: Clusters, people: Mapping[Node, Known]) -> None:
    """Join full names that fit: nicknames, initials, middle names, parts left out.

    A name that fits two others which do not fit each other ("George Bush") joins the one that
    shares its office and state, or none.
    """
    names = {node: person_name(k.name) for node, k in people.items()}
    index: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in sorted(people, key=_order):
        for key in lookup_keys(names[node]):
            index[key].append(node)
        for form in lookup_forms(people[node].name):
            index["", form].append(node)
    partners: dict[Node, set[Node]] = defaultdict(set)
    for (_, form), nodes in index.items():
        if len(nodes) > CROWD:
            nodes = [n for n in nodes if len(names[n].words[0]) == 1 or not form.endswith(".")]
            nodes = nodes[:CROWD]
        for i, a in enumerate(nodes):
            for b in nodes[i + 1 :]:
                if a.key != b.key and _fit(names[a], names[b], people[a], people[b]):
                    partners[a].add(b)
                    partners[b].add(a)
    for node in sorted(partners, key=_order):
        for other in _agreed(node, partners[node], names, people):
            if node in _agreed(other, partners[other], names, people):
                found.join(node, other)


def _fit(a: PersonName, b: PersonName, mine: Known, theirs: Known) -> bool:
    if is_same_chinese(mine.name, theirs.name) or is_same_chinese(theirs.name, mine.name):
        return True
    how = match(a, b)
    if len(a.words) != len(b.words) and _years_apart(mine, theirs) > VAGUE:
        return False
    if how == Match.NO or (mine.polities and theirs.polities and not _share_state(mine, theirs)):
        return False
    return how == Match.SURE or _share_state(mine, theirs)


def _share_state(a: Known, b: Known) -> bool:
    mine, theirs = (set(k.polities) or reported_with(k) for k in (a, b))
    return bool(mine & theirs)


def reported_with(k: Known) -> set[str]:
    """Return the states that a name's offices or its documents are of."""
    return {*k.polities, *(c for c, n in k.countries.items() if n * SHARE >= k.documents)}


def _agreed(
    node: Node, others: set[Node], names: Mapping[Node, PersonName], people: Mapping[Node, Known]
) -> set[Node]:
    """Return the partners of a name, where they are one person."""
    ranked = sorted(others, key=_order)
    if _all_fit(ranked, names):
        return others
    near = [
        o
        for o in ranked
        if set(people[o].offices) & set(people[node].offices)
        and _share_state(people[o], people[node])
    ]
    return set(near) if near and _all_fit(near, names) else set()


def _all_fit(nodes: list[Node], names: Mapping[Node, PersonName]) -> bool:
    return len(nodes) <= FEW and all(
        match(names[a], names[b]) or a.key == b.key
        for i, a in enumerate(nodes)
        for b in nodes[i + 1 :]
    )


def _join_surnames(found: Clusters, known: Mapping[Node, Known]) -> None:
    """Join a bare surname to the one person of that name whose office or state its documents share.

    Never on the surname alone: without a shared state or office it stays an entity of its own.
    """
    by_part: dict[str, set[Node]] = defaultdict(set)
    members: dict[Node, list[Known]] = defaultdict(list)
    for node, k in known.items():
        if node.group != "PERSON":
            continue
        root = found.root(node)
        members[root].append(k)
        for unit in person_name(k.name).units:
            by_part[unit].add(root)
    people = {root: _together(ks) for root, ks in members.items()}
    for node in sorted((n for n in known if n.group == SURNAME), key=_order):
        best = _meant(known[node], node, by_part, people)
        if best is not None:
            found.join(node, best)


def _together(parts: list[Known]) -> Known:
    """Return what is known of several nodes as one."""
    whole = Known(parts[0].node)
    for k in parts:
        whole.names += k.names
        whole.polities += k.polities
        whole.offices += k.offices
        whole.countries += k.countries
        whole.documents += k.documents
        whole.around |= k.around
        whole.women += k.women
        whole.first, whole.last = min(whole.first, k.first), max(whole.last, k.last)
    return whole


def _meant(
    k: Known, node: Node, by_part: Mapping[str, set[Node]], people: Mapping[Node, Known]
) -> Node | None:
    """Return the person whom a bare surname means, or None."""
    unit = node.key.partition(" ")[0]
    is_woman = " mrs" in node.key
    word = person_name(k.name).words[0]
    fits: dict[bool, list[Node]] = {True: [], False: []}
    for root in sorted(by_part.get(unit, ()), key=_order):
        there = people[root]
        if _years_apart(k, there) > APART or not _evidence(k, node.country, there):
            continue
        is_family = any(unit in _family(n, there) for n in there.names)
        fits[is_family].append(root)
    for_given = fits[False] if not is_english_given(word) or set(k.offices) & MONARCHS else []
    ranked = sorted(fits[True] or for_given, key=lambda r: (-people[r].documents, _order(r)))
    if not ranked:
        return None
    if len(ranked) == 1:
        return ranked[0]
    clear = people[ranked[0]].documents >= DOMINANT * people[ranked[1]].documents
    return ranked[0] if clear and not is_woman else None


def _family(name: str, k: Known) -> set[str]:
    """Return the parts of a name that may be the family's, as spelled."""
    units = person_name(name).units
    return {units[-1], units[0]} if reported_with(k) & FAMILY_FIRST else {units[-1]}


def _years_apart(a: Known, b: Known) -> int:
    return max(b.first.year - a.last.year, a.first.year - b.last.year, 0)


def _evidence(k: Known, country: str, there: Known) -> bool:
    """Return whether a surname's office or state is the person's, who must be of public office."""
    mine, theirs = (_duties(x) for x in (k, there))
    shared = mine & theirs
    if mine and theirs and not shared:
        return False  # "Secretary Clinton" is not the president of the name
    if k.polities and there.polities and not set(k.polities) & set(there.polities):
        return False
    if shared:
        return True
    is_public = bool(k.offices or there.offices)
    if " mrs" in f" {k.node.key}" and not there.women:
        return False
    return is_public and bool(country) and country in reported_with(there)


def _duties(k: Known) -> set[str]:
    """Return the words of the offices that set a person apart from others of the name."""
    return {word for office in k.offices for word in office.split()} - LOOSE


def _join_acronyms(found: Clusters, bodies: Mapping[Node, Known]) -> None:
    """Join "ICRC" to the body that some document calls so, where it is one body."""
    called: dict[str, set[Node]] = defaultdict(set)
    initials: dict[str, set[Node]] = defaultdict(set)
    short = {k.name: node for node, k in bodies.items() if is_acronym(k.name)}
    for node, k in bodies.items():
        for alias in k.aliases:
            if alias in short and short[alias] != node:
                called[alias].add(node)
        initials[_initials(k.name)].add(node)
    for acronym, node in sorted(short.items()):
        long = called.get(acronym) or {
            n
            for n in initials.get(acronym, ())
            if n != node and reported_with(bodies[n]) & reported_with(bodies[node])
        }
        if len(long) == 1:
            found.join(node, next(iter(long)))


def is_acronym(name: str) -> bool:
    """Return whether a name is capitals only: "ICRC", "AK-47" is none."""
    return 2 < len(name) < 9 and name.isalpha() and name.isupper()


def _initials(name: str) -> str:
    words = name.replace("-", " ").split()
    return "".join(w[0] for w in words if w[0].isupper()) if len(words) > 2 else ""


def entity_node(members: list[Node], known: Mapping[Node, Known]) -> Node:
    """Return the member whose id the entity bears: the one reported first.

    A name that joins later changes no id. On one day a full name comes before a surname.
    """
    return min(members, key=lambda n: (known[n].first, n.group == SURNAME, _order(n)))
