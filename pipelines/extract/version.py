"""The versions of the rules, alone: they are read where spaCy must not be loaded."""

# Raised with every change of an extractor's rules: what is stored under other versions is extracted
# again, from the stored parses, and Dagster marks the tables that the change reaches as stale.
VERSIONS = {
    "sentences": "3",
    "mentions": "3",
    "times": "4",
    "quotations": "3",
    "sources": "3",
    "events": "4",
    "figures": "4",
}
# Whose findings each extractor reads.
READS = {
    "quotations": ("mentions",),
    "sources": ("mentions",),
    "events": ("mentions", "times", "quotations"),
    "figures": ("mentions", "times", "quotations", "events"),
}
# Which extractor fills a table.
FILLED_BY = {
    "sentences": "sentences",
    "mentions": "mentions",
    "time_expressions": "times",
    "quotations": "quotations",
    "document_sources": "sources",
    "events": "events",
    "event_participants": "events",
    "figures": "figures",
}
VERSION = ".".join(VERSIONS.values())


def table_version(table: str) -> str:
    """Return the versions of all rules that an extracted table's rows come from.

    >>> [part.split()[0] for part in table_version("document_sources").split(", ")]
    ['sentences', 'mentions', 'sources']
    """
    extractor = FILLED_BY[table]
    used = {"sentences", *READS.get(extractor, ()), extractor}
    return ", ".join(f"{name} {VERSIONS[name]}" for name in VERSIONS if name in used)
