"""The commune's letter box: files copied in from a stick, files set aside, and the import log.

Nothing is parsed where it lies on the stick, and what is refused leaves no trace in the book:
only a line in a log beside it, which is never rewritten.
"""

import json
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.errors import UserError
from app.base.files import make_folder, write_whole
from app.base.job import NO_JOB, Job
from app.base.text import _
from app.bundle import format
from app.bundle.refusals import LINK, NOT_A_BUNDLE, SET_ASIDE_FULL, TOO_BIG, UNREADABLE, Unreadable
from app.club.file import Club

SUFFIXES = (".nctb", ".nctb.part")
LOG = "import-log.jsonl"
QUARANTINE = "quarantine"
MOST_SET_ASIDE = 200

_OUR_NAME = re.compile(r"NCT_[0-9A-Z]{1,12}_[0-9]{4,7}_[0-9a-f]{8}(_b)?\.nctb(\.part)?")
_REPARSE_POINT = 0x400


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came from a stick: its name, and its bytes, or why it could not be read."""

    name: str
    data: bytes
    problem: Unreadable | None = None


def collect(path: Path, job: Job = NO_JOB) -> list[Incoming]:
    """Copy in a file, or every bundle in a folder. A bundle is known by its content or its name.

    Raises UserError when the path is not there or the folder holds no bundle.
    """
    if path.is_symlink() or not path.is_dir():
        if not path.is_symlink() and not path.exists():
            raise UserError(
                _(
                    "There is no file or folder {name}. Nothing was changed."
                    " Plug in the stick and choose it again."
                ).format(name=path.name or path)
            )
        return [_copy(path, sole=True)]
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except OSError as error:
        raise UserError(_no_bundle()) from error
    found = []
    for number, name in enumerate(names):
        job.step(number, len(names), _("Reading the stick"))
        incoming = _copy(path / name, sole=False)
        # Photos and letters on the same stick are none of our business.
        if incoming.problem is None or _is_ours(name) or incoming.problem.code == TOO_BIG:
            found.append(incoming)
    if not found:
        raise UserError(_no_bundle())
    return found


def _no_bundle() -> str:
    return _(
        "There is no file from a club in this place. Nothing was changed."
        " Choose the stick, or ask the club to send again."
    )


def _is_ours(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _copy(path: Path, *, sole: bool) -> Incoming:
    try:
        return Incoming(path.name, _read(path, sole=sole))
    except Unreadable as problem:
        return Incoming(path.name, b"", problem)
    except OSError as error:
        return Incoming(path.name, b"", Unreadable(UNREADABLE, str(error.errno)))


def _read(path: Path, *, sole: bool) -> bytes:
    """The bytes of a plain file; links, devices and giants are refused without opening them."""
    about = path.lstat()
    ours = sole or _is_ours(path.name)
    reparse = getattr(about, "st_file_attributes", 0) & _REPARSE_POINT
    if stat.S_ISLNK(about.st_mode) or reparse:
        raise Unreadable(LINK if ours else NOT_A_BUNDLE)
    if not stat.S_ISREG(about.st_mode):
        raise Unreadable(NOT_A_BUNDLE)
    # A link put in the file's place since then is not followed either.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        start = file.read(len(format.MAGIC))
        if not ours and start != format.MAGIC:
            raise Unreadable(NOT_A_BUNDLE)
        if about.st_size > format.MAX_FILE:
            raise Unreadable(TOO_BIG if ours or start == format.MAGIC else NOT_A_BUNDLE)
        return start + file.read(format.MAX_FILE)


# --- set aside ------------------------------------------------------------------------------------


def set_aside(club: Club, data: bytes, sum_: str) -> None:
    """Keep a bundle that may become readable after pairing or an update.

    Raises Unreadable when there is no more room for such files.
    """
    folder = club.folder / QUARANTINE
    path = folder / f"{sum_}.nctb"
    if path.exists():
        return
    make_folder(folder)
    if sum(1 for _path in folder.iterdir()) >= MOST_SET_ASIDE:
        raise Unreadable(SET_ASIDE_FULL)
    write_whole(path, data)


def waiting(club: Club) -> list[Path]:
    """The files set aside."""
    folder = club.folder / QUARANTINE
    return sorted(folder.glob("*.nctb")) if folder.is_dir() else []


def no_longer_waiting(club: Club, sum_: str) -> None:
    """Remove a file that was set aside, if it is there: it was taken in, or never will be."""
    (club.folder / QUARANTINE / f"{sum_}.nctb").unlink(missing_ok=True)


def kept_name(name: str) -> str:
    """A file's name as we keep it: one that is not ours may hold a person's, and is left out."""
    return name if _OUR_NAME.fullmatch(name) else ""


# --- the log --------------------------------------------------------------------------------------


def log(club: Club, entry: Mapping[str, Any]) -> None:
    """Add a line to the import log; what was taken in stands in the book even without it."""
    line = json.dumps({**entry, "at": club.now()}, ensure_ascii=False, sort_keys=True)
    with suppress(OSError), (club.folder / LOG).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def logged(club: Club) -> list[dict[str, Any]]:
    """The lines of the import log, oldest first; a line cut by a crash is left out."""
    try:
        lines = (club.folder / LOG).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    found: list[dict[str, Any]] = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found
