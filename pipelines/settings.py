"""Paths, options and the clock. The only module that reads the environment.

``newstables.toml`` in the working directory (or the file that NEWSTABLES_CONFIG names) is read
first; variables NEWSTABLES_<KEY> win over it. Dagster and the command line read the same.
"""

import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PACKAGE = Path(__file__).resolve().parent
PROJECT_ROOT = PACKAGE.parent
PREFIX = "NEWSTABLES_"
FILE_VARIABLE = f"{PREFIX}CONFIG"


class SettingsError(ValueError):
    """A setting that cannot be used; its text is one line that names the key."""


class Models(NamedTuple):
    """Which spaCy pipelines read a text: one parses, another may supply the entities."""

    parse: str
    entities: str = ""


class ColumnNames(BaseModel):
    """Which column of a CSV, TSV or Parquet file holds what: ``[columns]`` in newstables.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = "text"
    date: str = "date"
    id: str = "id"
    title: str = "title"
    author: str = "author"
    url: str = "url"
    publisher: str = "publisher"
    language: str = "language"


class Settings(BaseSettings):
    """All options with their defaults.

    Attributes:
        inbox: Folder that the sensor watches and that ``run`` reads by default.
        warehouse: Folder that every output goes to.
        first_day: First publication day that has a partition; an earlier text is a reject.
        jobs: Processes of the parse stage.
        cluster: Address of a Dask scheduler whose workers take the place of these processes
            (tcp://127.0.0.1:8786); ``jobs`` tells how many they are.
        now: Fixed clock (UTC) for reproducible runs; the system's clock when unset.
        language_reject: Whether texts in other languages become rejects (not_english).
        use_file_time: Whether an undated file takes its modification day.
        repair_text: Whether mojibake, entities and the like are repaired, and recorded.
        largest_file_bytes: A larger input is a reject (too_large).
        longest_document_chars: A longer text is a reject (too_large).
        document_seconds: A text that takes longer to parse, or to extract from, is a reject
            (extraction_failed); 0: no limit.
        largest_member_bytes: A member of an archive that unpacks to more is a reject (too_large).
        largest_archive_bytes: What one archive may unpack to in all.
        most_archive_members: How many members one archive may hold.
        archive_depth: How many archives may lie inside each other.
        duplicate_threshold: Share of three-word sequences from which on two texts tell the same.
        columns: Which column of a CSV, TSV or Parquet file holds what.
        model: Folder or name of the spaCy pipeline that parses.
        entities: Folder or name of another one that supplies the entities; empty: the same.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, toml_file="newstables.toml", extra="forbid"
    )

    inbox: Path = PROJECT_ROOT / "seeds" / "articles"
    warehouse: Path = PROJECT_ROOT / "warehouse"
    first_day: date = date(1970, 1, 1)
    jobs: int = Field(default=1, ge=1, le=256)
    cluster: str = ""
    now: datetime | None = None
    language_reject: bool = True
    use_file_time: bool = False
    repair_text: bool = True
    largest_file_bytes: int = Field(default=64 * 2**20, gt=0)
    longest_document_chars: int = Field(default=2_000_000, gt=0)
    document_seconds: float = Field(default=600, ge=0)
    largest_member_bytes: int = Field(default=2 * 2**30, gt=0)
    largest_archive_bytes: int = Field(default=8 * 2**30, gt=0)
    most_archive_members: int = Field(default=1_000_000, gt=0)
    archive_depth: int = Field(default=1, ge=0, le=5)
    duplicate_threshold: float = Field(default=0.5, ge=0.3, le=1)
    columns: ColumnNames = ColumnNames()
    model: str = "newstables_md"
    entities: str = ""

    @field_validator("cluster")
    @classmethod
    def _is_reachable(cls, address: str) -> str:
        if address and not re.fullmatch(r"(tcp|tls)://[^\s/]+:\d+", address):
            raise ValueError("not the address of a Dask scheduler, such as tcp://127.0.0.1:8786")
        if address and find_spec("distributed") is None:
            raise ValueError("needs Dask: pip install 'newstables[dask]'")
        return address

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources, strongest first: arguments, environment, newstables.toml."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _file())

    def clock(self) -> datetime:
        """Return the present moment, UTC without zone, whole seconds."""
        moment = self.now or datetime.now(UTC)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        return moment.replace(microsecond=0)

    @property
    def models(self) -> Models:
        """The pipelines that read a text."""
        return Models(self.model, self.entities)

    @property
    def limits_stamp(self) -> str:
        """What decides which texts are taken, less the day: other limits read every file again."""
        return (
            f"{self.first_day}|{self.longest_document_chars}|{self.largest_file_bytes}"
            f"|{self.language_reject}|{self.use_file_time}|{self.repair_text}"
            f"|{self.largest_member_bytes}|{self.largest_archive_bytes}"
            f"|{self.most_archive_members}|{self.archive_depth}|{self.columns}"
        )

    @property
    def parquet(self) -> Path:
        """Root of the Parquet partitions."""
        return self.warehouse / "parquet"

    @property
    def database(self) -> Path:
        """The DuckDB file that users open."""
        return self.warehouse / "newstables.duckdb"

    @property
    def exports(self) -> Path:
        """Folder with one flat file per table and mart."""
        return self.warehouse / "exports"

    @property
    def ledger(self) -> Path:
        """The SQLite file that knows every input and its outcome."""
        return self.warehouse / "ledger.sqlite"


def _file() -> Path:
    return Path(os.environ.get(FILE_VARIABLE, "newstables.toml"))


def _check_environment() -> None:
    """Refuse what would be passed over in silence.

    Raises:
        SettingsError: a variable names no setting, or a file that is not there.
    """
    if FILE_VARIABLE in os.environ and not _file().is_file():
        raise SettingsError(f"{FILE_VARIABLE} names no file: {_file()}")
    known = ["CONFIG", *map(str.upper, Settings.model_fields)]
    for variable in sorted(os.environ):
        name = variable.upper().removeprefix(PREFIX)
        if variable.startswith(PREFIX) and name not in known:
            meant = _meant(name, known, PREFIX)
            raise SettingsError(f"there is no setting {variable!r}{meant}")


def _meant(name: str, known: Iterable[str], prefix: str = "") -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {prefix + near[0]!r}?" if near else "; docs/configuration.md has all"


def load_settings(**overrides: object) -> Settings:
    """Return the settings in force; ``overrides`` that are not None win.

    Raises:
        SettingsError: a key is unknown or its value cannot be used.
    """
    _check_environment()
    try:
        return Settings(**{k: v for k, v in overrides.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            known = [*Settings.model_fields, *(f"columns.{c}" for c in ColumnNames.model_fields)]
            raise SettingsError(f"there is no setting {name!r}{_meant(name, known)}") from None
        raise SettingsError(f"setting {name!r}: {first['msg']}") from None
    except ValueError as error:  # TOML syntax
        raise SettingsError(f"{_file()}: {error}") from None


@cache
def reference_path(name: str) -> Path:
    """Return a file of the reference lists: beside the project, or inside the installed wheel."""
    beside = PROJECT_ROOT / "seeds" / "reference" / name
    return beside if beside.exists() else PACKAGE / "reference" / name
