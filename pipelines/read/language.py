"""Which language a text is in, and whether the rules, which are English, may read it."""

from functools import cache

JUDGED_CHARS = 2_000  # of a text's beginning
LANGUAGE_CHARS = 600  # tell the language as well as the whole, for a tenth of its time
# Words that stand in every English text and hardly in another language's. Where they make up an
# eighth of the words (a third of ordinary English prose) the detector has nothing to add; its
# model, pushed out of the cache by each page, took as long as all the rest of making a document.
ENGLISH = frozenset({"the", "of", "and", "to", "that", "with", "for", "from", "said", "by", "has"})
ENGLISH_SHARE = 0.125


@cache
def _identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float]:
    """Return the most likely language (BCP 47) of the text's beginning and its probability."""
    beginning = text[:LANGUAGE_CHARS]
    words = beginning.casefold().split()
    found = [word for word in words if word in ENGLISH]
    if "the" in found and len(words) >= 20 and len(found) >= ENGLISH_SHARE * len(words):
        return "en", 1.0
    language, probability = _identifier().classify(beginning)
    return language, float(probability)


def is_english(language: str | None) -> bool:
    """Return whether a language tag, as an input or the detector gave it, means English.

    >>> [is_english(tag) for tag in ("en", "en-GB", "eng", "English", None, "de", "enm")]
    [True, True, True, True, True, False, False]
    """
    tag = (language or "en").casefold().replace("_", "-").split("-")[0]
    return tag in ("en", "eng", "english")
