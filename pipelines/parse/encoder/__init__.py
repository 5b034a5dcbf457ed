"""The pipeline components `newstables_encoder` and `newstables_lemmatizer`, which fill a spaCy Doc.

`import pipelines.parse.encoder` registers the factories; nothing is loaded until a pipeline is.
Belongs here: all that runs between a tokenised Doc and an annotated one. Does not belong here:
which texts are parsed, in what order, and where parses are stored (`pipelines.parse`), training
(`training`, which shares `subwords`).
"""

from pipelines.parse.encoder.component import Encoder, make_encoder
from pipelines.parse.encoder.lemmas import Lemmatizer, make_lemmatizer
from pipelines.parse.encoder.tokens import BoundedTokenizer, make_tokenizer

__all__ = [
    "BoundedTokenizer",
    "Encoder",
    "Lemmatizer",
    "make_encoder",
    "make_lemmatizer",
    "make_tokenizer",
]
