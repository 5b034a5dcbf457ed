"""The language model: loaded once per process, from package data or by name."""

from functools import cache

import spacy
from spacy.language import Language

from pipelines.parse.version import MODELS
from pipelines.settings import Models, SettingsError

#: Labels of spaCy's own English pipelines that no UD treebank has.
NOT_UD = frozenset({"pobj", "dobj", "nsubjpass", "auxpass", "prep"})


def load_models(models: Models) -> Language:
    """Return the pipeline that parses, with the entities of another one where one is named.

    Raises:
        SettingsError: there is no such pipeline, or it parses by another scheme than UD.
    """
    return _combined(models) if models.entities else load_model(models.parse)


@cache
def load_model(name: str) -> Language:
    """Return the spaCy pipeline ``name``: a folder of this package, a path or an installed package.

    Raises:
        SettingsError: there is no such pipeline, or it parses by another scheme than UD.
    """
    return _load(name)


@cache
def _combined(models: Models) -> Language:
    from pipelines.parse.entities import FACTORY

    lender = MODELS / models.entities
    nlp = _load(models.parse)
    try:
        nlp.add_pipe(
            FACTORY,
            config={"pipeline": str(lender) if lender.is_dir() else models.entities},
        )
    except OSError as error:
        raise SettingsError(
            f"setting 'entities': no spaCy pipeline {models.entities!r}: {_line(error)}"
        ) from None
    return nlp


def _load(name: str) -> Language:
    import pipelines.parse.encoder  # noqa: F401  registers the components of our own models

    folder = MODELS / name
    try:
        nlp = spacy.load(folder if folder.is_dir() else name)
    except OSError as error:
        raise SettingsError(
            f"setting 'model': no spaCy pipeline {name!r}: {_line(error)}"
        ) from None
    wrong = NOT_UD.intersection(nlp.pipe_labels.get("parser", []))
    if wrong:
        raise SettingsError(
            f"setting 'model': pipeline {name!r} has the labels {', '.join(sorted(wrong))}; "
            "the extractors need Universal Dependencies (name it as 'entities' instead)"
        )
    return nlp


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
