"""The outside of a bundle file: a frame whose first section is the club's data."""

from app.base import frame as frames
from app.base.frame import BadFrame, Section
from app.bundle.refusals import DAMAGED, NEWER_APP, NOT_A_BUNDLE, TOO_BIG, TORN, Unreadable

__all__ = [
    "END",
    "MAGIC",
    "MAX_FILE",
    "MAY_BE_IGNORED",
    "SYNC",
    "Section",
    "frame",
    "sync_body",
    "unframe",
]

LETTERS = b"NCTB"
MAGIC, END = frames.magic(LETTERS), frames.end_mark(LETTERS)

SYNC = 1  # the club's data, encrypted to the commune
MAY_BE_IGNORED = 1  # set in a section that an older program may pass over

MAX_FILE = 72 << 20

_FAULTS = {"TORN": TORN, "DAMAGED": DAMAGED, "FOREIGN": NOT_A_BUNDLE, "NEWER": NEWER_APP}


def frame(*sections: Section) -> bytes:
    """A whole file of these sections."""
    return frames.frame(LETTERS, *sections)


def unframe(raw: bytes) -> tuple[Section, ...]:
    """The sections of a file. Raises Unreadable when the file is not whole, right and known."""
    if len(raw) > MAX_FILE:
        raise Unreadable(TOO_BIG)
    try:
        return frames.unframe(LETTERS, raw)
    except BadFrame as error:
        raise Unreadable(_FAULTS[error.fault], error.detail) from error


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
