"""The books on this PC: where they lie, what they are called, how each is opened.

The first page that people see stands on this, so what belongs to an open book is loaded later.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import UserError
from app.base.files import data_dir
from app.club import keys
from app.club.ports import Ports

if TYPE_CHECKING:
    from app.club.kinds import Kind

_COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Book:
    """A folder with a book: its title and the name of its kind as known before it is opened."""

    folder: Path
    title: str
    kind_name: str

    @property
    def is_club(self) -> bool:
        """Whether it is a club's book rather than the commune's."""
        return self.kind_name != _COMMUNE

    @property
    def kind(self) -> "Kind":
        """What opening it needs to know."""
        return kind_of(self.kind_name)


def kind_of(name: str) -> "Kind":
    """The kind of file of this name; a club's when there is no such kind."""
    from app.club.kinds import CLUB
    from app.commune.migrations import COMMUNE

    return COMMUNE if name == COMMUNE.name else CLUB


def clubs_dir() -> Path:
    """Where books made here lie, a folder each; the names of the folders mean nothing."""
    return data_dir() / "clubs"


def practice_dir() -> Path:
    """Where the practice book lies."""
    return data_dir() / "practice"


def new_folder(ports: Ports) -> Path:
    """A folder for a new book. ASCII, so that no system stumbles over the name."""
    return clubs_dir() / ports.rng(8).hex()


def is_there(folder: Path) -> bool:
    """Whether a club's book lies in a folder."""
    return (folder / kind_of("club").filename).exists()


def book_in(folder: Path) -> Book:
    """The book in a folder. Raises UserError when there is none."""
    door = keys.read(folder)
    return Book(folder, door.title, door.kind)


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
    from app.club import backup, copyfile

    for kept in reversed(backup.kept(folder)):
        try:
            manifest = copyfile.peek(kept.path)
        except UserError:
            continue
        return Book(folder, manifest.title, manifest.kind)
    return None
