"""The language model: loaded once per process, from package data or by name."""

from functools import cache

import spacy
from spacy.language import Language

from pipelines.parse.version import MODELS


@cache
def load_model(name: str) -> Language:
    """Return the spaCy pipeline ``name``: a folder of this package, a path or an installed package.

    Raises:
        ValueError: there is no such pipeline.
    """
    import pipelines.parse.encoder  # noqa: F401  registers the components of our own models

    folder = MODELS / name
    try:
        return spacy.load(folder if folder.is_dir() else name)
    except OSError as error:
        raise ValueError(f"setting 'model': no spaCy pipeline {name!r}: {error}") from None
