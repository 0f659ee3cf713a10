"""A roster file as rows of plain cells; what the file is, its content tells, not its name."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.base.errors import UserError
from app.base.text import N_, _
from app.members.import_sheet import MAX_TEXT, Cell, Row, Sheet
from app.members.import_text import NotText, split_lines

MAX_BYTES = 10 << 20
MAX_ROWS = 20_000
SECONDS = 40


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read: its size in bytes, rows of a sheet, letters of a cell."""

    size: int = MAX_BYTES
    rows: int = MAX_ROWS
    text: int = MAX_TEXT


ROSTER = Limits()

_UNREADABLE = {
    "password": N_(
        "This file is locked with a password. Nothing was changed. "
        "Open it in Excel, save it without a password, and choose it again."
    ),
    "word": N_(
        "This is a Word document, not an Excel list. Nothing was changed. "
        "Copy its table into a new Excel sheet, save that, and choose it."
    ),
    "pdf": N_(
        "This is a PDF, not an Excel list. Nothing was changed. "
        "Ask for the Excel file itself, and choose that."
    ),
    "picture": N_(
        "This is a picture, not an Excel list. Nothing was changed. "
        "Ask for the Excel file itself, and choose that."
    ),
    "web": N_(
        "This is a web page saved under the name of an Excel file. Nothing was changed. "
        "Open it in Excel, save it as .xlsx, and choose that."
    ),
    "empty": N_("This file is empty. Nothing was changed. Choose another file."),
    "rows": N_(
        "This list has more than 20,000 rows. Nothing was changed. "
        "Leave only the members of the club in it, save it, and choose it again."
    ),
    "large": N_(
        "This file is larger than 10 MB. Nothing was changed. "
        "Copy only the list into a new Excel file, save that, and choose it."
    ),
    "bomb": N_(
        "This file unpacks to far more than a list of members can hold. Nothing was changed. "
        "Copy the list into a new Excel file, save that, and choose it."
    ),
    "damaged": N_(
        "This file is damaged or is no Excel list. Nothing was changed. "
        "Open it in Excel, save it as .xlsx, and choose it again."
    ),
}

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")


def read_file(path: Path, limits: Limits = ROSTER) -> tuple[Sheet, ...]:
    """Every sheet of the file at `path`, a roster unless other `limits` are given; a CSV file is
    one sheet.

    Raises UserError with one sentence when it is no list that can be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise UserError(
            _(
                "The file {file} cannot be opened. Nothing was changed. "
                "Close it in Excel, or choose another file."
            ).format(file=path.name)
        ) from error
    if size == 0:
        raise _unreadable("empty")
    if size > limits.size:
        raise _unreadable("large")
    if head.startswith(b"%PDF"):
        raise _unreadable("pdf")
    if head.startswith(_PICTURES) and b"\0" in head:
        raise _unreadable("picture")
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _workbook(path, limits)
    return (_text_sheet(path),)


def _unreadable(why: str) -> UserError:
    return UserError(_(_UNREADABLE[why]))


def _workbook(path: Path, limits: Limits) -> tuple[Sheet, ...]:
    """Read in a process with bounded memory and time (a hostile file only harms that one)."""
    child = Path(__file__).with_name("import_child.py")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(child), str(path.resolve()), *_numbers(limits)],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise _unreadable("damaged") from error
    if "error" in answer:
        raise _unreadable(answer["error"])
    return tuple(_sheet(sheet) for sheet in answer["sheets"])


def _numbers(limits: Limits) -> tuple[str, str]:
    return str(limits.rows), str(limits.text)


def _sheet(sheet: dict[str, Any]) -> Sheet:
    rows = tuple(
        Row(number, tuple(_cell(cell) for cell in cells)) for number, cells in sheet["rows"]
    )
    merges = tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merges"])
    lost = tuple((row, column) for row, column in sheet["lost"] or ())
    return Sheet(sheet["name"], sheet["visible"], rows, merges, lost)


def _text_sheet(path: Path) -> Sheet:
    try:
        lines = split_lines(path.read_bytes())
    except NotText as error:
        raise _unreadable("damaged") from error
    if any(text.lstrip().startswith("<") for line in lines[:1] for text in line[:1]):
        raise _unreadable("web")
    rows = tuple(
        Row(number, tuple(text[:MAX_TEXT] if text.strip() else None for text in line))
        for number, line in enumerate(lines, start=1)
        if any(text.strip() for text in line)
    )
    if not rows:
        raise _unreadable("empty")
    if len(rows) > MAX_ROWS:
        raise _unreadable("rows")
    return Sheet(path.stem, visible=True, rows=rows)


def _cell(cell: Any) -> Cell:
    value: Cell = date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell
    return value
