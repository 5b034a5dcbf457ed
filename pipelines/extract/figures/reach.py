"""Which cue of its sentence a number answers to: what the tree lets be told of it.

What belongs here: where a number stands, and which words the tree puts out of its reach. What does
not: nearness (``cues``), what follows for the category (``category``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract.figures.cues import HARM, Cue, cues, fits, nearest

RELATIVE = frozenset({"who", "whom", "which", "that"})
CLIMB = 4
AHEAD = 40  # words after those counted in which a participle is told of them


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands.

    Attributes:
        sentence: Its sentence.
        start: Where in the sentence it begins.
        stop: Where it ends without what it counts.
        end: Where what it counts ends.
        anchor: The token from which the governing words are sought.
        offset: Where in the text the sentence begins.
        before: Class and category of the figure before it, which a number without a noun goes on
            from ("of 20 missiles, twelve").
        is_part: Whether it gives a part of the figure before it ("12, including 3").
        following: What follows the sentence.
    """

    sentence: str
    start: int
    stop: int
    end: int
    anchor: Token
    offset: int
    before: tuple[str | None, str] | None
    is_part: bool
    following: str

    @property
    def head(self) -> str:
        """The sentence before the number."""
        return self.sentence[: self.start]


def cue_of(place: Setting, cue_class: str | None, thing: str | None) -> Cue | None:
    """Return the cue that tells what befell what is counted."""
    told = _said_of(place, cue_class)
    if told is not None:
        return told
    above = list(governors_of(place.anchor))
    governors = frozenset(token.idx - place.offset for token in above)
    found = cues(place.sentence)
    found = tuple(cue for cue in found if not _is_of_another(cue, place))
    verb = above[-1] if above and above[-1].pos_ == "VERB" else None
    if verb is not None and verb.idx - place.offset < place.start:
        found = _within_clause(found, place, verb)
    phrase_end = _phrase_end(place)
    return nearest(
        found, place.sentence, place.start, place.end, cue_class, thing, governors, phrase_end
    )


def _is_of_another(cue: Cue, place: Setting) -> bool:
    """Return whether what was done was done to something that only speaks of those counted.

    "A proposal signed by five commanders has been released": between them and the subject of the
    participle stands another verb.
    """
    if cue.position != "participle" or cue.start < place.end or cue.category not in HARM:
        return False
    doc, at = place.anchor.doc, place.offset + cue.start
    verb = next((t for t in doc[place.anchor.i : place.anchor.i + AHEAD] if t.idx >= at), None)
    if verb is None:
        return False
    subject = next((t for t in verb.children if t.dep_ == "nsubj:pass"), None)
    if subject is None or subject.i >= place.anchor.i:
        return False
    token = place.anchor
    for _ in range(CLIMB):
        token = token.head
        if token.i == subject.i:
            return False
        if token.tag_.startswith("VB"):
            return token.i != verb.i and subject.is_ancestor(token)
    return False


def _phrase_end(place: Setting) -> int:
    """Return where the subject that a number stands in ends, 0 where it is no subject."""
    anchor = place.anchor
    if not anchor.dep_.startswith("nsubj") or anchor.head.i < anchor.i:
        return 0
    last = anchor.right_edge
    if last.i >= anchor.head.i:
        return 0
    end = last.idx + len(last) - place.offset
    return end if place.sentence[place.end : end].lstrip().startswith((",", "who")) else 0


def _said_of(place: Setting, cue_class: str | None) -> Cue | None:
    """Return the cue in a clause whose object is what is counted: "the 85 men that they freed"."""
    for clause in place.anchor.children:
        if clause.dep_ != "acl:relcl" or clause.i < place.anchor.i:
            continue
        chain = [clause, *(t for t in clause.children if t.dep_ == "xcomp")]
        subjects = [t.lower_ for t in clause.children if t.dep_ == "nsubj"]
        objects = [t.lower_ for verb in chain for t in verb.children if t.dep_ in ("obj", "obl")]
        if not subjects or subjects[0] in RELATIVE or not RELATIVE.issuperset(objects):
            continue  # its subject, or only a part of it: "of which they downed 31"
        verbs = {verb.idx - place.offset for verb in chain}
        for cue in cues(place.sentence):
            if cue.position == "active" and cue.start in verbs and fits(cue, cue_class):
                return cue
    return None


def _within_clause(found: tuple[Cue, ...], place: Setting, verb: Token) -> tuple[Cue, ...]:
    """Leave out the verbs before another verb that the number hangs on.

    "Shot him in a flat where they kept three children": three are kept. A noun ("the toll rose
    to 12") reaches over its verb.
    """
    begin = verb.idx - place.offset
    if not any(cue.position == "active" and cue.end <= begin for cue in found):
        return found
    doc, kept = verb.doc, []
    first = verb.i
    while first > 0 and doc[first - 1].idx >= place.offset:
        first -= 1
    verbs = {
        t.idx - place.offset for t in doc[first : verb.i] if t.pos_ == "VERB" and t.dep_ != "xcomp"
    }
    for cue in found:
        is_another = cue.position == "active" and cue.end <= begin and cue.start in verbs
        if not is_another:
            kept.append(cue)
    return tuple(kept)


def governors_of(anchor: Token) -> Iterator[Token]:
    """Yield the words that govern a noun phrase, the nearest first."""
    token = anchor
    for _ in range(CLIMB):
        if token.head is token:
            return
        token = token.head
        yield token
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "xcomp":
            return  # what lies above is another clause
