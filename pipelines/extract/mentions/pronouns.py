"""He and she as subjects, where the grammar leaves one person. Plural pronouns stay unresolved.

Precision first: inside quotation marks, after two possible subjects, or further than two sentences
away, a pronoun gets no row.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipelines.extract.records import Mention

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "conj", "parataxis"})
OPEN, CLOSE = "“«", "”»"
FAR = 400  # characters
SEX = {"he": frozenset({"mr", "sir", "king", "lord", "prince"})}
SEX["she"] = frozenset({"mrs", "ms", "miss", "queen", "lady", "princess", "dame"})


def pronouns(doc: Doc, found: Sequence[Mention]) -> list[Mention]:
    """Return rows for "he" and "she" that stand for a person named before them."""
    if not doc.has_annotation("DEP"):
        return []
    at = {
        m.end_char: m for m in found if m.entity_type == "PERSON" and m.name and m.kind != "pronoun"
    }
    starts = {m.start_char: m for m in at.values()}
    sexes: dict[str, str] = {}
    for m in at.values():
        word = (m.title or "").lower().rstrip(".").split()
        for pronoun, titles in SEX.items():
            if word and word[-1] in titles:
                sexes[str(m.name)] = pronoun
    subjects: dict[int, Mention] = {}  # verb -> its subject
    last: list[tuple[int, Mention]] = []  # people that were subjects of the last sentences' clauses
    rows: list[Mention] = []
    inside = False
    for token in doc:
        inside = _inside(token.text, inside)
        mention = at.get(token.idx + len(token)) or starts.get(token.idx)
        if token.dep_ not in SUBJECTS:
            continue
        if mention is not None:
            subjects[token.head.i] = mention
            if not inside:
                last = [*last[-3:], (token.sent.start, mention)]
        elif token.lower_ in SEX and not inside:
            known = _governing(token, subjects) or _previous(token, last)
            if known is None or sexes.get(str(known.name), token.lower_) != token.lower_:
                continue
            sexes[str(known.name)] = token.lower_
            subjects[token.head.i] = known
            last = [*last[-3:], (token.sent.start, known)]
            rows.append(_row(token, known))
    return rows


def _inside(mark: str, inside: bool) -> bool:
    if mark in OPEN:
        return True
    if mark in CLOSE or "\n\n" in mark:
        return False
    return not inside if mark == '"' else inside


def _governing(token: Token, subjects: dict[int, Mention]) -> Mention | None:
    """Return the subject of the clause above: "Putin indicated he wanted"."""
    verb = token.head
    if verb.dep_ in CLAUSES and verb.head.i < token.i:
        return subjects.get(verb.head.i)
    return None


def _previous(token: Token, last: list[tuple[int, Mention]]) -> Mention | None:
    """Return the one person that was a subject in the sentence before."""
    if not last or token.idx - last[-1][1].end_char > FAR:
        return None
    sentence = last[-1][0]
    if sentence == token.sent.start and token.head.dep_ == "ROOT":
        return None
    names = {m.name for s, m in last if s == sentence}
    return last[-1][1] if len(names) == 1 else None


def _row(token: Token, known: Mention) -> Mention:
    return Mention(
        start_char=token.idx,
        end_char=token.idx + len(token),
        kind="pronoun",
        entity_type="PERSON",
        name=known.name,
        polity=known.polity,
        rule="pronoun",
    )
