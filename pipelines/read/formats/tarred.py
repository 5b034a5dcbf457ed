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
FARTHEST = 2**28  # bytes in which a header is looked for behind a broken one
EXTENDED = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


class _Archive(tarfile.TarFile):
    """An archive that is read past a broken header."""

    is_extended = False  # an extended header was read: the one that follows must be its member's


class _Member(tarfile.TarInfo):
    """A member whose extended header is bounded: tarfile reads it whole, whatever its size."""

    lost: tuple[int, str] | None = None  # where a broken place before it begins, and what broke

    def _proc_member(self, archive: _Archive) -> tarfile.TarInfo:
        if self.type not in EXTENDED:
            return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]
        if self.size > LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        outer, archive.is_extended = archive.is_extended, True
        try:
            return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]
        finally:
            archive.is_extended = outer

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> "_Member":
        """Return the next member; behind a broken header the next one that can be found.

        Raises:
            tarfile.ReadError: no member and no end mark: tarfile would end without a word.
        """
        if cast(_Archive, archive).is_extended:
            return cast(_Member, super().fromtarfile(archive))
        stream = cast(BinaryIO, archive.fileobj)
        lost: tuple[int, str] | None = None
        while True:
            start = stream.tell()
            try:
                found = cast(_Member, super().fromtarfile(archive))
            except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
                if lost is None:
                    raise
            except (tarfile.EmptyHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
                raise _broken(lost or (start, str(error))) from None
            except tarfile.HeaderError as error:
                lost = lost or (start, str(error))
            else:
                found.lost = lost
                return found
            if lost and (not archive.offset or stream.tell() - lost[0] > FARTHEST):
                raise _broken(lost)


def _broken(lost: tuple[int, str]) -> tarfile.ReadError:
    return tarfile.ReadError(f"broken or cut off at {lost[0]}: {lost[1]}")


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the records of each member; a broken place is one reject, and the archive goes on."""
    name = source.name.lower()
    # gzip and zstd are ours: tarfile's own take a cut stream for a whole one
    packed = name.endswith((".zst", ".gz", ".tgz"))
    budget = Budget(limits.largest_archive_bytes)
    count = 0
    try:
        with unpacked(source.stream, name) if packed else nullcontext(source.stream) as data:
            mode = "r|" if packed else "r|*"
            with _Archive.open(fileobj=data, mode=mode, tarinfo=_Member) as archive:  # type: ignore[call-overload]
                for member in archive:
                    if member.lost:
                        count += 1
                        place = f"{source.uri}#@{member.lost[0]}"
                        yield Reject(place, "malformed", f"broken: {member.lost[1]}"[:200], None)
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
