"""Tar archives, plain or compressed, read as a stream. Nothing is written to disk."""

import tarfile
from collections.abc import Iterator
from contextlib import nullcontext
from typing import BinaryIO, cast

from pipelines.read.formats.compressed import unpacked
from pipelines.read.formats.members import BROKEN, is_hidden, is_unsafe, read_member, shown
from pipelines.read.formats.source import Budget, Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject

LONGEST_HEADER = 2**20
EXTENDED = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


class _Member(tarfile.TarInfo):
    """A member whose extended header is bounded: tarfile reads it whole, whatever its size."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in EXTENDED and self.size > LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        found: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return found

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> "_Member":
        """Return the next member.

        Raises:
            tarfile.ReadError: no member and no end mark: tarfile would end without a word.
        """
        try:
            return cast(_Member, super().fromtarfile(archive))
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(f"broken or cut off at {archive.offset}: {error}") from None  # type: ignore[attr-defined]


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the records of each member; what follows a broken place is one reject."""
    name = source.name.lower()
    # gzip and zstd are ours: tarfile's own take a cut stream for a whole one
    packed = name.endswith((".zst", ".gz", ".tgz"))
    budget = Budget(limits.largest_archive_bytes)
    count = 0
    try:
        with unpacked(source.stream, name) if packed else nullcontext(source.stream) as data:
            mode = "r|" if packed else "r|*"
            with tarfile.open(fileobj=data, mode=mode, tarinfo=_Member) as archive:  # type: ignore[call-overload]
                for member in archive:
                    if member.isdir() or is_hidden(member.name):
                        continue
                    count += 1
                    if count > limits.most_archive_members or budget.left < 0:
                        yield _rest(source, "too_large", "more than an archive may hold")
                        return
                    yield from _member(source, archive, member, limits, budget)
    except (tarfile.TarError, *BROKEN) as error:
        detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        if not count:
            raise UnreadableError("malformed", detail) from None
        yield _rest(source, "malformed", detail)
    if not count:
        raise UnreadableError("empty", "no members")


def _rest(source: Source, reason: str, detail: str) -> Reject:
    return Reject(f"{source.uri}#rest", reason, detail, None)


def _member(
    source: Source,
    archive: tarfile.TarFile,
    member: tarfile.TarInfo,
    limits: Limits,
    budget: Budget,
) -> Iterator[Raw | Reject]:
    place = f"{source.uri}#{shown(member.name)}"
    if is_unsafe(member.name):
        yield Reject(place, "unsafe_path", "the path leads out of the archive", member.size)
    elif member.issym() or member.islnk():
        yield Reject(place, "refused_link", "links are not followed", member.size)
    elif not member.isreg():
        yield Reject(place, "unsupported", "not a regular file", member.size)
    elif member.size > limits.largest_member_bytes:
        yield Reject(place, "too_large", f"{member.size} bytes", member.size)
    else:
        stream = cast(BinaryIO, archive.extractfile(member))
        try:
            yield from read_member(source, member.name, stream, member.size, limits, budget)
        except tarfile.TarError as error:
            yield Reject(place, "malformed", str(error)[:200], member.size)
