"""The table of forms whose lemma in the treebanks is not what the rules say.

Belongs here: counting and comparing. Does not belong here: the lemmatizer
(`pipelines.parse.encoder.lemmas`).
"""

from collections import Counter, defaultdict

from spacy.tokens import Doc

from pipelines.parse.encoder.lemmas import FORMS, Lemmatizer

#: Open classes are left to the rules unless seen twice; names keep their form.
SEEN = 2


def add_forms(lemmatizer: Lemmatizer, docs: list[Doc]) -> int:
    """Fill the lemmatizer's table from treebank documents; returns its size."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    ruled: dict[tuple[str, str], str] = {}
    for doc in docs:
        for token in doc:
            if token.pos_ in ("PROPN", "X", "SYM", "NUM", "PUNCT") or not token.lemma_:
                continue
            key = (token.pos_, token.lower_)
            counts[key][token.lemma_] += 1
            ruled.setdefault(key, lemmatizer.rule_lemmatize(token)[0])
    table = {}
    for key, lemmas in counts.items():
        lemma, count = lemmas.most_common(1)[0]
        if count >= SEEN and 2 * count > lemmas.total() and lemma != ruled[key]:
            table["|".join(key)] = lemma
    if lemmatizer.lookups.has_table(FORMS):
        lemmatizer.lookups.remove_table(FORMS)
    lemmatizer.lookups.add_table(FORMS, table)
    return len(table)


def hash_index(lemmatizer: Lemmatizer) -> None:
    """Make the lists of known forms dictionaries: a search took 77 µs a new word, 9% of parsing."""
    index = lemmatizer.lookups.get_table("lemma_index")
    for part, forms in list(index.items()):
        index[part] = dict.fromkeys(forms, 1)
