"""Sentences: the parse's boundaries inside the layout's blocks."""

from dataclasses import dataclass

from spacy.tokens import Doc

from pipelines.read.layout import Block, layout


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """One sentence with its place in the article."""

    sentence_no: int
    paragraph_no: int
    section: str | None
    role: str
    start_char: int
    end_char: int
    token_count: int
    repeats: bool


def sentence_spans(doc: Doc) -> list[SentenceSpan]:
    """Return the sentences in order, each inside one block, without white space around it."""
    blocks: tuple[Block, ...] = doc._.blocks if doc._.blocks is not None else layout(doc.text)
    found: list[SentenceSpan] = []
    index = 0
    for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
        words = [token for token in sentence if not token.is_space]
        while words and index < len(blocks):
            block = blocks[index]
            if block.end_char <= words[0].idx:
                index += 1
                continue
            inside = [t for t in words if t.idx < block.end_char]
            if inside:
                last = inside[-1]
                found.append(
                    SentenceSpan(
                        len(found),
                        block.paragraph_no,
                        block.section,
                        block.role,
                        inside[0].idx,
                        last.idx + len(last),
                        len(inside),
                        block.repeats,
                    )
                )
            words = words[len(inside) :]
            if words:
                index += 1
    return found
