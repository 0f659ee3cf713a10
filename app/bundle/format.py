"""The outside of a bundle file: magic, table of sections, bodies, and a trailer with a sum.

A file that was cut, or damaged, is told from a whole one before anything is decrypted.
"""

import hashlib
import struct
from dataclasses import dataclass

from app.bundle.refusals import DAMAGED, NEWER_APP, NOT_A_BUNDLE, TOO_BIG, TORN, Unreadable

# "\r\n", ^Z and "\n" show at once when a program took the file for text.
MAGIC = b"NCTB\r\n\x1a\n"
END = b"NCTBEND\n"
VERSION = 1

SYNC = 1  # the club's data, encrypted to the commune
MAY_BE_IGNORED = 1  # set in a section that an older program may pass over

MAX_FILE = 72 << 20
MAX_SECTIONS = 16

_HEAD = struct.Struct(">8sHHI")  # magic, version, flags, number of sections
_ENTRY = struct.Struct(">HHQ")  # type, flags, length
_TAIL = struct.Struct(">32sQ8s")  # sum of everything before, its length, end mark


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the file: what it is (`SYNC`), whether it may be ignored, and its bytes."""

    type: int
    flags: int
    body: bytes


def frame(*sections: Section) -> bytes:
    """A whole file of these sections."""
    head = _HEAD.pack(MAGIC, VERSION, 0, len(sections))
    table = b"".join(_ENTRY.pack(s.type, s.flags, len(s.body)) for s in sections)
    whole = head + table + b"".join(section.body for section in sections)
    return whole + _TAIL.pack(hashlib.sha256(whole).digest(), len(whole), END)


def unframe(raw: bytes) -> tuple[Section, ...]:
    """The sections of a file. Raises Unreadable when the file is not whole, right and known."""
    if len(raw) > MAX_FILE:
        raise Unreadable(TOO_BIG)
    _check_whole(raw)
    if raw[: len(MAGIC)] != MAGIC:
        raise Unreadable(NOT_A_BUNDLE)
    _magic, version, flags, count = _HEAD.unpack_from(raw)
    if version != VERSION or flags:
        raise Unreadable(NEWER_APP, f"container {version}, flags {flags}")
    return _sections(raw[: -_TAIL.size], count)


def _sections(whole: bytes, count: int) -> tuple[Section, ...]:
    if not 0 < count <= MAX_SECTIONS:
        raise Unreadable(DAMAGED, f"{count} sections")
    at = _HEAD.size + count * _ENTRY.size
    if at > len(whole):
        raise Unreadable(DAMAGED, "the table of sections is cut")
    sections = []
    for number in range(count):
        kind, flags, length = _ENTRY.unpack_from(whole, _HEAD.size + number * _ENTRY.size)
        if length > len(whole) - at:
            raise Unreadable(DAMAGED, "a section is longer than the file")
        sections.append(Section(kind, flags, whole[at : at + length]))
        at += length
    if at != len(whole):
        raise Unreadable(DAMAGED, "bytes that no section claims")
    return tuple(sections)


def sync_body(sections: tuple[Section, ...]) -> bytes:
    """The club's data among the sections of a file. Raises Unreadable when there are none."""
    found = [section.body for section in sections if (section.type, section.flags) == (SYNC, 0)]
    ignored = [section for section in sections if section.type != SYNC]
    if len(found) + len(ignored) != len(sections):
        raise Unreadable(DAMAGED, "flags on the data")
    if any(section.flags != MAY_BE_IGNORED for section in ignored):
        raise Unreadable(NEWER_APP, "an unknown section")
    if len(found) != 1:
        raise Unreadable(DAMAGED, f"{len(found)} sections of data")
    return found[0]


def _check_whole(raw: bytes) -> None:
    """Refuse what was cut or changed on its way: TORN, DAMAGED or NOT_A_BUNDLE."""
    if len(raw) >= _HEAD.size + _TAIL.size:
        total, length, end = _TAIL.unpack_from(raw, len(raw) - _TAIL.size)
        if end == END and length == len(raw) - _TAIL.size:
            if hashlib.sha256(raw[:length]).digest() == total:
                return
            raise Unreadable(DAMAGED, "wrong sum")
    if not MAGIC.startswith(raw[: len(MAGIC)]):
        # A stick that lost its first writes gives zeros, or a beginning of something else.
        lost = raw.endswith(END) or not any(raw[: len(MAGIC)])
        raise Unreadable(DAMAGED if lost else NOT_A_BUNDLE)
    if len(raw) < _promised_size(raw):
        raise Unreadable(TORN)
    raise Unreadable(DAMAGED, "wrong trailer")


def _promised_size(raw: bytes) -> int:
    """How long the file says it is; longer than `raw` when even that is cut off."""
    if len(raw) < _HEAD.size:
        return _HEAD.size
    count = min(int(_HEAD.unpack_from(raw)[3]), MAX_SECTIONS)
    at = _HEAD.size + count * _ENTRY.size
    if len(raw) < at:
        return at
    table = (_ENTRY.unpack_from(raw, _HEAD.size + n * _ENTRY.size) for n in range(count))
    return at + sum(int(length) for _type, _flags, length in table) + _TAIL.size
