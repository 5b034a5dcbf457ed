"""Zip archives, member by member. Nothing is written to disk."""

import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from pipelines.read.formats.members import BROKEN, is_hidden, is_unsafe, read_member, shown
from pipelines.read.formats.source import Budget, Source
from pipelines.read.record import Limits, Raw, UnreadableError
from pipelines.read.reject import Reject


def read(source: Source, limits: Limits) -> Iterator[Raw | Reject]:
    """Yield the records of each member; each member that is refused is a reject."""
    try:
        archive = zipfile.ZipFile(source.seekable(limits))
    except (zipfile.BadZipFile, *BROKEN) as error:
        raise UnreadableError("malformed", f"no zip archive: {error}"[:200]) from None
    budget = Budget(limits.largest_archive_bytes)
    count = 0
    with archive:
        members = [m for m in archive.infolist() if not _is_passed_over(m.filename)]
        if len(members) > limits.most_archive_members:
            raise UnreadableError("too_large", f"{len(members)} members")
        for member in members:
            count += 1
            refusal = _refusal(member, limits, budget)
            if refusal:
                place = f"{source.uri}#{shown(member.filename)}"
                yield Reject(place, *refusal, member.file_size)
            else:
                yield from _member(source, archive, member, limits, budget)
    if not count:
        raise UnreadableError("empty", "no members")


def _is_passed_over(name: str) -> bool:
    """Return whether a member is a folder or hidden; ``is_dir`` fails on an empty name."""
    return name.endswith("/") or is_hidden(name)


def _refusal(member: zipfile.ZipInfo, limits: Limits, budget: Budget) -> tuple[str, str] | None:
    if is_unsafe(member.filename):
        return "unsafe_path", "the path leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "refused_link", "symbolic links are not followed"
    if member.flag_bits & 0x1:
        return "encrypted", "the member asks for a password"
    if member.file_size > limits.largest_member_bytes:
        return "too_large", f"{member.file_size} bytes"
    if budget.left < 0:
        return "too_large", "the archive unpacks to more than is allowed"
    return None


def _member(
    source: Source,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    limits: Limits,
    budget: Budget,
) -> Iterator[Raw | Reject]:
    try:
        stream = archive.open(member)
    except (zipfile.BadZipFile, *BROKEN) as error:
        place = f"{source.uri}#{shown(member.filename)}"
        reason = "unsupported" if isinstance(error, NotImplementedError) else "malformed"
        yield Reject(place, reason, str(error)[:200], member.file_size)
        return
    with stream:
        try:
            yield from read_member(
                source, member.filename, cast(BinaryIO, stream), member.file_size, limits, budget
            )
        except zipfile.BadZipFile as error:  # the checksum is looked at when the end is reached
            place = f"{source.uri}#{shown(member.filename)}"
            yield Reject(place, "malformed", str(error)[:200], member.file_size)
