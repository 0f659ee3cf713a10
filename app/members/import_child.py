"""Reads one workbook and prints it as JSON; run as a process of its own, never imported.

A roster comes from anywhere, and a small file can unpack to gigabytes: here it can only take
the memory and the seconds that this process was given. Nothing of ours is imported, so that the
process starts in a few milliseconds and has no book to harm.
"""

import datetime
import html
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    load_workbook,
)

MEMORY = 1 << 30
SECONDS = 30
UNPACKED = 256 << 20
RATIO = 100
ROWS = 20_000
COLUMNS = 200
CELL_TEXT = 2_000
ALL_TEXT = 64 << 20
LOST = 1_000  # cells without a value that are named; nobody reads more

# After the record that begins the workbook, that it is locked (FILEPASS), in Excel 97 and 95.
_LOCKED_XLS = re.compile(
    rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
_TAG = re.compile(rb"<(?:sheet|Relationship)\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"([^>]*)(?<!/)>(.*?)</c>', re.DOTALL)


class Unreadable(Exception):
    """The file is no workbook that we take; the text says why, in one word."""


def main(path: str, most_rows: int, longest: int) -> None:
    """Print {"sheets": […]} or {"error": word} for the workbook at `path`.

    A sheet of more than `most_rows` rows is refused, a text is cut after `longest` letters.
    """
    _limit_ourselves()
    answer: dict[str, Any]
    try:
        answer = {"sheets": _sheets(Path(path).read_bytes(), most_rows, longest)}
    except Unreadable as error:
        answer = {"error": str(error)}
    except PasswordError:
        answer = {"error": "password"}
    except (CalamineError, zipfile.BadZipFile, OSError, MemoryError):
        answer = {"error": "damaged"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8"))


def _limit_ourselves() -> None:
    """Bound memory and time where the system can; the parent stops us on time everywhere."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _sheets(data: bytes, most_rows: int = ROWS, longest: int = CELL_TEXT) -> list[dict[str, Any]]:
    lost: dict[str, list[tuple[int, int]]] = {}
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse(archive, len(data))
            lost = _lost_values(archive)
    elif "EncryptedPackage".encode("utf-16-le") in data or _LOCKED_XLS.search(data):
        raise Unreadable("password")  # Office wraps a locked .xlsx in the older container
    book = load_workbook(io.BytesIO(data))
    budget = ALL_TEXT
    sheets = []
    for meta in book.sheets_metadata:
        rows, spent = _rows(_sheet(book, meta.name), budget, most_rows, longest)
        budget -= spent
        visible = meta.visible == SheetVisibleEnum.Visible
        sheets.append({"name": meta.name, "visible": visible, "lost": lost.get(meta.name), **rows})
    return sheets


def _refuse(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse a Word document, what unpacks to far too much, and a locked LibreOffice sheet."""
    parts = {part.filename: part.file_size for part in archive.infolist()}
    if "word/document.xml" in parts:
        raise Unreadable("word")
    if sum(parts.values()) > UNPACKED or sum(parts.values()) > RATIO * size:
        raise Unreadable("bomb")
    listed = "META-INF/manifest.xml"
    if listed in parts and b"encryption-data" in archive.read(listed):
        raise Unreadable("password")


# --- formulas that Excel has not worked out -----------------------------------------------------


def _lost_values(archive: zipfile.ZipFile) -> dict[str, list[tuple[int, int]]]:
    """Row and column (from 0) of the cells of each sheet of an .xlsx whose formula has no value.

    A program other than Excel may save formulas without what they come to; others came to an
    error. Both read as empty, and somebody should be told.
    """
    parts = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    if not parts <= set(archive.namelist()):
        return {}
    sheets, relations = (archive.read(part) for part in sorted(parts, reverse=True))
    paths = {tag[b"Id"]: tag.get(b"Target", b"") for tag in _tags(relations) if b"Id" in tag}
    lost: dict[str, list[tuple[int, int]]] = {}
    for tag in _tags(sheets):
        target = paths.get(tag.get(b"r:id", b""), b"").decode("utf-8", "replace")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if b"name" in tag and path in archive.namelist():
            name = html.unescape(tag[b"name"].decode("utf-8", "replace"))
            lost[name] = _lost_in(archive.read(path))
    return lost


def _tags(text: bytes) -> list[dict[bytes, bytes]]:
    return [dict(_ATTRIBUTE.findall(tag)) for tag in _TAG.findall(text)]


def _lost_in(sheet: bytes) -> list[tuple[int, int]]:
    if b"<f" not in sheet and b't="e"' not in sheet:
        return []
    lost = []
    for letters, row, attributes, inside in _CELL.findall(sheet):
        value = b"<v>" in inside and b"<v></v>" not in inside
        if (b"<f" in inside and not value) or b't="e"' in attributes:
            column = 0
            for letter in letters:
                column = column * 26 + letter - ord("A") + 1
            lost.append((int(row) - 1, column - 1))
    return lost[:LOST]


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet | None:
    try:
        return book.get_sheet_by_name(name)
    except CalamineError:
        return None  # a chart or macro sheet


def _rows(
    sheet: CalamineSheet | None, budget: int, most_rows: int, longest: int
) -> tuple[dict[str, Any], int]:
    """Rows that hold something, each with its number in Excel; the characters spent."""
    rows: list[tuple[int, list[Any]]] = []
    spent = 0
    for number, row in enumerate(sheet.iter_rows() if sheet else (), start=1):
        cells = [_cell(value, longest) for value in row[:COLUMNS]]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        spent += sum(len(cell) for cell in cells if isinstance(cell, str))
        rows.append((number, cells))
        if len(rows) > most_rows:
            raise Unreadable("rows")
        if spent > budget:
            raise Unreadable("bomb")
    merges = (sheet.merged_cell_ranges if sheet else None) or []
    return {"rows": rows, "merges": [(*start, *end) for start, end in merges[:ROWS]]}, spent


def _cell(value: Any, longest: int) -> Any:
    if isinstance(value, str):
        return value[:longest] if value.strip() else None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime.datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    return str(value)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
