"""The language model: loaded once per process, from package data or by name."""

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

MODELS = Path(__file__).resolve().parent / "models"


@cache
def load_model(name: str) -> Language:
    """Return the spaCy pipeline ``name``: a folder of this package, a path or an installed package.

    Raises:
        ValueError: there is no such pipeline.
    """
    folder = MODELS / name
    try:
        return spacy.load(folder if folder.is_dir() else name)
    except OSError as error:
        raise ValueError(f"setting 'model': no spaCy pipeline {name!r}: {error}") from None


def model_version(name: str) -> str:
    """Return what identifies the model in stored parses: name and version."""
    folder = MODELS / name
    if folder.is_dir():
        meta = spacy.util.load_meta(folder / "meta.json")
    else:
        meta = load_model(name).meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"
