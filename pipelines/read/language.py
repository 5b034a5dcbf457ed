"""Which language a text is in, and whether the rules, which are English, may read it."""

from functools import cache

JUDGED_CHARS = 4_000  # a beginning tells the language of a text, and costs 0.1 ms whatever follows


@cache
def _identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float]:
    """Return the most likely language (BCP 47) of the text's beginning and its probability."""
    language, probability = _identifier().classify(text[:JUDGED_CHARS])
    return language, float(probability)


def is_english(language: str | None) -> bool:
    """Return whether a language tag, as an input or the detector gave it, means English.

    >>> [is_english(tag) for tag in ("en", "en-GB", "eng", "English", None, "de", "enm")]
    [True, True, True, True, True, False, False]
    """
    tag = (language or "en").casefold().replace("_", "-").split("-")[0]
    return tag in ("en", "eng", "english")
