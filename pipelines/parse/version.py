"""What identifies a model in stored parses. Read where spaCy must not be loaded."""

import json
from functools import cache
from pathlib import Path

MODELS = Path(__file__).resolve().parent / "models"


@cache
def model_version(name: str) -> str:
    """Return the name and version of a pipeline; of one outside the package, its name.

    >>> model_version("newstables_md").split("-")[0]
    'en_newstables_md'
    """
    meta_file = MODELS / name / "meta.json"
    if not meta_file.exists():
        meta_file = Path(name) / "meta.json"
    if not meta_file.exists():
        return name
    meta = json.loads(meta_file.read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"
