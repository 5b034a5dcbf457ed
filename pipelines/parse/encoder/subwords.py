"""Words to the integers that the encoder reads: subword ids and surface classes.

Belongs here: everything about the input of the network that training and parsing must do alike.
Does not belong here: windows, batches (`windows`), the network or what is made of its output.
"""

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

UNK, CLS, SEP = 100, 101, 102

#: A word is read by its first pieces only. 99.9% of the treebanks' words have at most eight; a URL
#: of 100,000 characters must not fill a window alone.
MAX_PIECES = 8
MAX_CHARACTERS = 60

#: Cached words. An article brings some 300 new ones; the cache is emptied when full, so that
#: memory stays bounded over millions of documents.
CACHE_SIZE = 200_000

#: The vocabulary is uncased, so case reaches the network by these classes, one per word, each in
#: two variants: after white space, or directly after the word before. Zero is for [CLS] and [SEP].
SURFACES = (
    "special",
    "lower",
    "title",
    "upper",
    "initial",
    "mixed",
    "digits",
    "letters_digits",
    "punctuation",
    "other",
)
SURFACE_IDS = 2 * len(SURFACES)


def surface_of(text: str) -> int:
    """Class of a word by its characters, an index into `SURFACES`.

    >>> [SURFACES[surface_of(word)] for word in ("raid", "Kyiv", "NATO", "A", "McCain", "F-16")]
    ['lower', 'title', 'upper', 'initial', 'mixed', 'letters_digits']
    >>> [SURFACES[surface_of(word)] for word in ("1,200", "--", "😀", "U.S.", "al-Assad", "")]
    ['digits', 'punctuation', 'other', 'upper', 'mixed', 'other']
    """
    if text.islower():
        return 1 if not _has_digit(text) else 7
    if text.isupper():
        if _has_digit(text):
            return 7
        return 4 if len(text) == 1 else 3
    if _has_digit(text):
        return 7 if any(map(str.isalpha, text)) else 6
    if text[:1].isupper():
        return 2 if text[1:].islower() else 5
    if text.isprintable() and text.isascii() and text and not any(map(str.isalnum, text)):
        return 8
    if any(map(str.isupper, text)):
        return 5
    return 8 if text in _PUNCTUATION else 9


_PUNCTUATION = frozenset("“”‘’«»–—…‚„‹›•·")


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


class Subwords:
    """Cuts words into pieces of the vocabulary, each distinct word once.

    Words are cut one by one (BERT's vocabulary never spans two), so a dictionary look-up replaces
    the tokenizer for all but new words: 0.3 µs a word against 5 µs.
    """

    def __init__(self, tokenizer: Tokenizer):
        """A cutter around a tokenizer, whose padding and truncation are switched off."""
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._surfaces: dict[str, int] = {}

    @classmethod
    def from_file(cls, path: Path | str) -> "Subwords":
        """Read a `tokenizer.json` of the `tokenizers` library."""
        return cls(Tokenizer.from_file(str(path)))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Subwords":
        """The same, from the file's content."""
        return cls(Tokenizer.from_str(data.decode("utf8")))

    def encode(self, words: Sequence[str]) -> tuple[list[tuple[int, ...]], list[int]]:
        """Pieces of each word (one to `MAX_PIECES` ids) and its surface class."""
        pieces, surfaces = self._pieces, self._surfaces
        new = [word for word in dict.fromkeys(words) if word not in pieces]
        if new:
            if len(pieces) + len(new) > CACHE_SIZE:
                pieces.clear()
                surfaces.clear()
                new = list(dict.fromkeys(words))
            encodings = self.tokenizer.encode_batch_fast(
                [word[:MAX_CHARACTERS] for word in new], add_special_tokens=False
            )
            for word, encoding in zip(new, encodings, strict=True):
                # Control characters and lone accents are cleaned away to nothing.
                pieces[word] = tuple(encoding.ids[:MAX_PIECES]) or (UNK,)
                surfaces[word] = surface_of(word)
        return [pieces[word] for word in words], [surfaces[word] for word in words]
