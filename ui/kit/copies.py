"""Copies of books as lines of a table: those kept on this PC, and those on sticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.base.errors import UserError
from app.base.text import N_, _
from app.club import backup, copyfile, history
from ui.kit.table import Column, Table

REASONS = {
    backup.CLOSE: N_("when the book was closed"),
    backup.TIMER: N_("every half hour"),
    backup.IMPORT: N_("before a list was brought in"),
    backup.EXPORT: N_("after sending to the commune"),
    backup.BEFORE_MIGRATION: N_("before a new version of the program"),
    backup.BEFORE_KEYS: N_("before the key was renewed"),
    backup.BEFORE_RESTORE: N_("before a copy was taken back"),
    backup.BY_HAND: N_("by hand"),
}


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy: of which book, where it lies, when and why it was made. `made_at` is None when it
    cannot be read; `compared` tells whether it was opened again before it counted."""

    path: Path
    title: str
    where: str
    made_at: datetime | None
    why: str
    compared: bool


def own_copies(folder: Path) -> list[CopyLine]:
    """What the program keeps of the book in `folder`, newest first."""
    paths = [each.path for each in reversed(backup.kept(folder))]
    return [_line(path, _("On this PC")) for path in paths]


def copies_on(roots: Iterable[Path]) -> list[CopyLine]:
    """The copies at the top of sticks and one folder below, newest first."""
    found = [
        _line(path, root.name or str(root))
        for root in roots
        for pattern in (f"*{copyfile.SUFFIX}", f"*/*{copyfile.SUFFIX}")
        for path in sorted(root.glob(pattern))
    ]
    return sorted(found, key=_age, reverse=True)


def copy_table(name: str, *, apart: bool) -> Table[CopyLine]:
    """A table of copies; `apart` names the book and the place of each."""
    when: Column[CopyLine] = Column(_("When"), _when, bold=True)
    why: Column[CopyLine] = Column(_("Why it was made"), lambda line: line.why, wide=True)
    state: Column[CopyLine] = Column(_("State"), _state, icon=_mark, wide=True, keep=60)
    columns = [when, why, state]
    if apart:
        title: Column[CopyLine] = Column(_("Book"), lambda line: line.title, wide=True)
        where: Column[CopyLine] = Column(_("Where"), lambda line: line.where)
        columns = [when, title, where, state]
    return Table(columns, key=lambda line: str(line.path), name=name)


def when_made(path: Path) -> str:
    """The moment of a copy in words. Raises Trouble and UserError when it is none."""
    return history.when(_time(copyfile.peek(path).made_at))


def _line(path: Path, where: str) -> CopyLine:
    try:
        manifest = copyfile.peek(path)
        made = _time(manifest.made_at)
    except (UserError, ValueError):
        return CopyLine(path, path.name, where, None, "", compared=False)
    why = _(REASONS[manifest.reason]) if manifest.reason in REASONS else manifest.reason
    return CopyLine(path, manifest.title, where, made, why, manifest.verified)


def _when(line: CopyLine) -> str:
    return history.when(line.made_at) if line.made_at else _("Not known")


def _state(line: CopyLine) -> str:
    if line.made_at is None:
        return _("Damaged: cannot be used")
    return _("Opened again and compared") if line.compared else _("Of a damaged book")


def _mark(line: CopyLine) -> str:
    return "circle-check" if line.compared else "triangle-alert"


def _age(line: CopyLine) -> float:
    return line.made_at.timestamp() if line.made_at else 0.0


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(history.VIETNAM)
