"""The books on this PC: where they lie, what they are called, how each is opened."""

from dataclasses import dataclass
from pathlib import Path

from app.base.errors import UserError
from app.base.files import data_dir
from app.club import backup, copyfile, keys, officers
from app.club.kinds import CLUB, Kind
from app.club.ports import Ports
from app.commune.migrations import COMMUNE

KINDS: dict[str, Kind] = {kind.name: kind for kind in (CLUB, COMMUNE)}


@dataclass(frozen=True, slots=True)
class Book:
    """A folder with a book: its title and kind as known before it is opened."""

    folder: Path
    title: str
    kind: Kind


def clubs_dir() -> Path:
    """Where books made here lie, a folder each; the names of the folders mean nothing."""
    return data_dir() / "clubs"


def practice_dir() -> Path:
    """Where the practice book lies."""
    return data_dir() / "practice"


def new_folder(ports: Ports) -> Path:
    """A folder for a new book. ASCII, so that no system stumbles over the name."""
    return clubs_dir() / ports.rng(8).hex()


def book_in(folder: Path) -> Book:
    """The book in a folder. Raises UserError when there is none."""
    kind = KINDS.get(keys.read(folder).kind, CLUB)
    return Book(folder, officers.title(folder), kind)


def folder_of(file_id: str) -> Path | None:
    """Where on this PC a book lies, by the id that its copies carry; None when it does not."""
    for folder in _folders():
        try:
            if keys.read(folder).file_id == file_id:
                return folder
        except UserError:
            continue
    return None


def books() -> list[Book]:
    """Every book made on this PC, by title; also one that has lost its keys, from its copies."""
    found = []
    for folder in _folders():
        try:
            found.append(book_in(folder))
        except UserError:
            lost = _from_copies(folder)
            if lost is not None:
                found.append(lost)
    return sorted(found, key=lambda book: book.title)


def _folders() -> list[Path]:
    return sorted(clubs_dir().glob("*")) if clubs_dir().is_dir() else []


def _from_copies(folder: Path) -> Book | None:
    for kept in reversed(backup.kept(folder)):
        try:
            manifest = copyfile.peek(kept.path)
        except UserError:
            continue
        return Book(folder, manifest.title, KINDS.get(manifest.kind, CLUB))
    return None
