"""What a user finds in a book after a crash, and whether all is as it should be."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import UserError
from app.base.frame import BadFrame, unframe
from app.bundle.format import LETTERS
from app.club import backup, chain, connection, copyfile
from app.club.file import Club
from app.club.kinds import CLUB
from tests.app.club.kill.operations import BOOKS, open_book

# Salts, times of the PC and sums of sealed files differ from run to run; the rest does not.
OTHER_EACH_TIME = {"change", "change_row", "access", "_sqlite_migrations"}
SEALED_SUMS = {"sha256", "sum"}
# Noted after the fact, which a crash may cut off; `_not_there` sees to it that it is no lie.
NOTED_LATER = {"written_at"}


@dataclass(frozen=True)
class Found:
    """`state` stands for everything the book holds, None where there is no book; `files` are the
    copies and bundles that lie about, as a user sees them."""

    state: str | None
    files: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()


def look(root: Path, book: str) -> Found:
    """Open a book as a user would and look at all of it; what is not as it should be."""
    paths = [*root.glob("*.clbk"), *root.glob("stick/*.nctb")]
    files, problems = frozenset(path.name for path in paths), _torn(paths)
    if not (root / book / BOOKS[book].filename).exists():
        return Found(None, files, tuple(problems))
    try:
        club = open_book(root, book)
    except UserError as error:
        return Found("unopenable", files, (*problems, f"does not open: {error}"))
    problems += [f"asks or warns: {notice}" for notice in club.notices]
    try:
        problems += _faults(club)
        problems += _not_there(club, files)
        return Found(_state(club), files, tuple(problems))
    finally:
        club.close(keep_copy=False)


def _not_there(club: Club, files: frozenset[str]) -> list[str]:
    """Bundles that the book says were sent, but that are not on the stick."""
    if club.kind is not CLUB:
        return []
    sent = club.db.query("select file from export where written_at is not null")
    return [f"{row['file']} was not sent" for row in sent if row["file"] not in files]


def _torn(paths: Iterable[Path]) -> list[str]:
    """Files under their final name that are not whole."""
    problems = []
    for path in paths:
        letters = copyfile.LETTERS if path.suffix == copyfile.SUFFIX else LETTERS
        try:
            unframe(letters, path.read_bytes())
        except BadFrame as error:
            problems.append(f"{path.name} is {error.fault}")
    return problems


def _faults(club: Club) -> list[str]:
    """What is broken in the file, its history, its copies, or in going on with it."""
    problems = list(chain.verify(club))
    try:
        connection.deep_check(club.db, "club.db")
    except UserError as error:
        problems.append(f"damaged: {error}")
    problems += _torn(kept.path for kept in backup.kept(club.folder))
    head = chain.head(club)[0]
    try:
        with club.change("Go on"):
            club.db.table("setting").insert({"id": "probe", "value": "1"})
        club.undo()
    except UserError as error:
        problems.append(f"cannot be written: {error}")
    if chain.head(club)[0] != head + 2:
        problems.append("cannot be written")
    return problems


def _state(club: Club) -> str:
    """All rows of all tables, and the changes but the two of `_faults`, as one sum."""
    tables = {}
    for name in sorted(set(club.db.table_names()) - OTHER_EACH_TIME):
        rows = club.db.query(f'select * from "{name}" order by 1')
        tables[name] = [
            {
                key: _plain(value)
                for key, value in row.items()
                if key not in SEALED_SUMS | NOTED_LATER
            }
            for row in rows
        ]
    changes = club.db.execute(
        "select seq, label, undoes from change order by seq desc limit -1 offset 2"
    ).fetchall()
    return hashlib.sha256(json.dumps([tables, changes]).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    return value
