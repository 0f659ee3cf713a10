"""The outside of a file that travels: magic, table of sections, bodies, and a trailer with a sum.

A file that was cut short, or damaged, is told from a whole one before anything in it is used.
"""

import hashlib
import struct
from dataclasses import dataclass
from typing import BinaryIO, Literal

Fault = Literal["TORN", "DAMAGED", "FOREIGN", "NEWER"]

VERSION = 1
MAX_SECTIONS = 16

_HEAD = struct.Struct(">8sHHI")  # magic, version, flags, number of sections
_ENTRY = struct.Struct(">HHQ")  # type, flags, length
_TAIL = struct.Struct(">32sQ8s")  # sum of everything before, its length, end mark


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the file: a type that the kind of file defines, flags, and its bytes."""

    type: int
    flags: int
    body: bytes


class BadFrame(Exception):
    """The file is not whole, right and known: `fault` says which, `detail` is for the log.

    TORN: the end is missing. DAMAGED: bytes are wrong. FOREIGN: another kind of file. NEWER: a
    later version of this kind.
    """

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault, self.detail = fault, detail


def magic(letters: bytes) -> bytes:
    """The first eight bytes of a kind of file, from four letters such as b"NCTB".

    "\\r\\n", ^Z and "\\n" show at once when a program took the file for text.
    """
    return letters + b"\r\n\x1a\n"


def frame(letters: bytes, *sections: Section) -> bytes:
    """A whole file of these sections; `letters` are the four that name its kind."""
    head = _HEAD.pack(magic(letters), VERSION, 0, len(sections))
    table = b"".join(_ENTRY.pack(s.type, s.flags, len(s.body)) for s in sections)
    whole = head + table + b"".join(section.body for section in sections)
    return whole + _TAIL.pack(hashlib.sha256(whole).digest(), len(whole), end_mark(letters))


def unframe(letters: bytes, raw: bytes) -> tuple[Section, ...]:
    """The sections of a file. Raises BadFrame when it is not whole, right and known."""
    _check_whole(letters, raw)
    places = _places(raw)
    end = len(raw) - _TAIL.size
    for place in places:
        if place.end > end:
            raise BadFrame("DAMAGED", "a section is longer than the file")
    if places[-1].end != end:
        raise BadFrame("DAMAGED", "bytes that no section claims")
    return tuple(Section(p.type, p.flags, raw[p.start : p.end]) for p in places)


def peek(letters: bytes, file: BinaryIO, wanted: int, most: int) -> bytes:
    """One section of a large file, without reading or checking the rest; for lists.

    Raises BadFrame when there is no such section or it has more than `most` bytes.
    """
    raw = file.read(_HEAD.size + MAX_SECTIONS * _ENTRY.size)
    if raw[:8] != magic(letters) or len(raw) < _HEAD.size:
        raise BadFrame("FOREIGN")
    for place in _places(raw):
        if place.type == wanted and place.end - place.start <= most:
            file.seek(place.start)
            return file.read(place.end - place.start)
    raise BadFrame("DAMAGED", "no such section")


@dataclass(frozen=True, slots=True)
class _Place:
    type: int
    flags: int
    start: int
    end: int


def _places(raw: bytes) -> list[_Place]:
    """Where the sections are, by the table at the beginning. Raises BadFrame."""
    _magic, version, flags, count = _HEAD.unpack_from(raw)
    if version != VERSION or flags:
        raise BadFrame("NEWER", f"container {version}, flags {flags}")
    if not 0 < count <= MAX_SECTIONS:
        raise BadFrame("DAMAGED", f"{count} sections")
    at = _HEAD.size + count * _ENTRY.size
    if at > len(raw):
        raise BadFrame("DAMAGED", "the table of sections is cut")
    places = []
    for number in range(count):
        kind, section_flags, length = _ENTRY.unpack_from(raw, _HEAD.size + number * _ENTRY.size)
        places.append(_Place(kind, section_flags, at, at + length))
        at += length
    return places


def end_mark(letters: bytes) -> bytes:
    """The last eight bytes of a kind of file."""
    return letters + b"END\n"


def _check_whole(letters: bytes, raw: bytes) -> None:
    """Raise BadFrame for what was cut or changed, or never was a file of this kind."""
    start = magic(letters)
    if len(raw) >= _HEAD.size + _TAIL.size:
        total, length, end = _TAIL.unpack_from(raw, len(raw) - _TAIL.size)
        if end == end_mark(letters) and length == len(raw) - _TAIL.size:
            if hashlib.sha256(raw[:length]).digest() != total:
                raise BadFrame("DAMAGED", "wrong sum")
            if raw[: len(start)] != start:
                raise BadFrame("FOREIGN")
            return
    if not start.startswith(raw[: len(start)]):
        # A stick that lost its first writes gives zeros, or a beginning of something else.
        lost = raw.endswith(end_mark(letters)) or not any(raw[: len(start)])
        raise BadFrame("DAMAGED" if lost else "FOREIGN")
    if len(raw) < _promised_size(raw):
        raise BadFrame("TORN")
    raise BadFrame("DAMAGED", "wrong trailer")


def _promised_size(raw: bytes) -> int:
    """How long the file says it is; longer than `raw` when even that is cut off."""
    if len(raw) < _HEAD.size:
        return _HEAD.size
    count: int = min(_HEAD.unpack_from(raw)[3], MAX_SECTIONS)
    at: int = _HEAD.size + count * _ENTRY.size
    if len(raw) < at:
        return at
    for number in range(count):
        at += _ENTRY.unpack_from(raw, _HEAD.size + number * _ENTRY.size)[2]
    return at + _TAIL.size
