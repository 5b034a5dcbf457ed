"""What waits: files to take in, days to process, tables to publish."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from pipelines.extract.version import VERSION
from pipelines.parse.version import models_version
from pipelines.read.inputs import list_files
from pipelines.settings import Settings, reference_path
from pipelines.store.ledger import FileStamp, Ledger

# Shown in the dictionary; what the user decided about names and incidents.
PUBLISHED_LISTS = ("accuracy.csv", "entity_overrides.csv", "incident_overrides.csv")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChangedFiles:
    """How many files of the inbox were not read as they are now, and a key for just that set."""

    count: int
    key: str


def code_version(settings: Settings) -> str:
    """Return what a day's rows depend on besides its documents: rules and model."""
    return f"{VERSION}+{models_version(settings.models)}"


def changed_files(settings: Settings) -> ChangedFiles:
    """Compare the inbox with the ledger, by size and time; no file is opened."""
    inbox = settings.inbox.resolve()
    with Ledger(settings.ledger) as ledger:
        known = ledger.known_files(str(inbox), settings.limits_stamp)
    digest, count = hashlib.sha256(), 0
    for uri, path in list_files([inbox]) if inbox.is_dir() else ():
        status = path.lstat()
        if known.get(uri) != FileStamp(status.st_size, status.st_mtime_ns):
            count += 1
            digest.update(f"{uri}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return ChangedFiles(count, digest.hexdigest()[:16])


def pending_days(settings: Settings) -> dict[date, int]:
    """Return the days whose rows are missing or were made by other rules, with touch counts."""
    with Ledger(settings.ledger) as ledger:
        return ledger.pending(code_version(settings))


def publication_key(settings: Settings) -> str:
    """Return a key of all that the published tables depend on: documents, rules, links, marts."""
    digest = hashlib.sha256(code_version(settings).encode())
    with Ledger(settings.ledger) as ledger:
        digest.update(ledger.fingerprint().encode())
    digest.update(source_version("sql", "link").encode())
    for name in PUBLISHED_LISTS:
        digest.update(reference_path(name).read_bytes())
    return digest.hexdigest()[:16]


def source_version(*folders: str) -> str:
    """Return a hash of the rules in folders of the package: Python and SQL."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(Path(str(files("pipelines") / folder)).rglob("*")):
            if path.suffix in (".sql", ".py"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def is_published(settings: Settings) -> bool:
    """Return whether the warehouse that readers see is up to date."""
    if not _opens(settings.database) or not (settings.exports / "datapackage.json").exists():
        return False
    with Ledger(settings.ledger) as ledger:
        return ledger.get("published") == publication_key(settings)


def _opens(path: Path) -> bool:
    """Return whether a database is there and whole enough to tell what it holds."""
    import duckdb

    if not path.exists():
        return False
    try:
        with duckdb.connect(str(path), read_only=True) as db:
            db.execute("select count(*) from documents").fetchall()
    except duckdb.Error as error:
        _log.warning("cannot be read, is made again: %s: %s", path, " ".join(str(error).split()))
        return False
    return True


def has_inputs(settings: Settings) -> bool:
    """Return whether anything was ever taken in: before that there is nothing to publish."""
    with Ledger(settings.ledger) as ledger:
        return bool(ledger.counts())


def mark_published(settings: Settings) -> None:
    """Remember that the published tables are up to date, and how many rows they have."""
    from pipelines.store.growth import remember

    key = publication_key(settings)
    remember(settings, key)
    with Ledger(settings.ledger) as ledger:
        ledger.put("published", key)
