"""The tokenizer of the shipped pipeline: spaCy's, safe against endless words.

Belongs here: what bounds its time. Does not belong here: its patterns, which are stored with the
pipeline (`training.tokens` makes them), and pieces of words (`subwords`).
"""

import re
from collections.abc import Callable, Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

#: spaCy strips punctuation from a word mark by mark and searches all that is left each time: a
#: "word" of 90,000 marks took more than eight minutes. Longer ones are cut into parts.
LONGEST_RUN = 300
_LONG = re.compile(rf"[^\s]{{{LONGEST_RUN + 1},}}")
#: A long run of letters or digits alone costs nothing and stays one word.
_PLAIN = re.compile(r"\w+")


@spacy.registry.tokenizers("newstables_tokenizer")
def make_tokenizer() -> Callable[[Language], "BoundedTokenizer"]:
    """Factory for the configuration of a pipeline; patterns come from the pipeline's folder."""

    def create(nlp: Language) -> BoundedTokenizer:
        return BoundedTokenizer(nlp.vocab)

    return create


class BoundedTokenizer(Tokenizer):
    """spaCy's tokenizer in linear time."""

    def __call__(self, string: str) -> Doc:
        """Tokenise; `Doc.text` equals the input."""
        if _LONG.search(string) is None:
            return super().__call__(string)
        words: list[str] = []
        spaces: list[bool] = []
        for part in _parts(string):
            if _PLAIN.fullmatch(part):
                words.append(part)
                spaces.append(False)
                continue
            doc = super().__call__(part)
            words += [token.text for token in doc]
            spaces += [bool(token.whitespace_) for token in doc]
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenise a stream."""
        yield from map(self, texts)


def _parts(string: str) -> Iterator[str]:
    """The string in order, long runs without white space apart and cut."""
    done = 0
    for found in _LONG.finditer(string):
        start, end = found.span()
        if start > done:
            yield string[done:start]
        if _PLAIN.fullmatch(string, start, end):
            yield string[start:end]
        else:
            for place in range(start, end, LONGEST_RUN):
                yield string[place : min(end, place + LONGEST_RUN)]
        done = end
    if done < len(string):
        yield string[done:]
