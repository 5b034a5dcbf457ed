"""What identifies a model in stored parses. Read where spaCy must not be loaded."""

import json
from functools import cache
from pathlib import Path

from pipelines.settings import Models

MODELS = Path(__file__).resolve().parent / "models"


def models_version(models: Models) -> str:
    """Return what identifies the pipelines that read a text together."""
    if not models.entities:
        return model_version(models.parse)
    return f"{model_version(models.parse)} with entities of {model_version(models.entities)}"


@cache
def model_version(name: str) -> str:
    """Return the name and version of a pipeline: of the package, in a folder, or installed.

    >>> model_version("newstables_md").split("-")[0]
    'en_newstables_md'
    """
    meta_file = MODELS / name / "meta.json"
    if not meta_file.exists():
        meta_file = Path(name) / "meta.json"
    if not meta_file.exists():
        from importlib.metadata import PackageNotFoundError, version  # 20 ms, rarely needed

        try:
            return f"{name}-{version(name)}"
        except (PackageNotFoundError, ValueError):
            return name
    meta = json.loads(meta_file.read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"
