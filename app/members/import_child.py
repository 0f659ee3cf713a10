"""Reads one workbook and prints it as JSON; run as a process of its own, never imported.

A roster comes from anywhere, and a small file can unpack to gigabytes: here it can only take
the memory and the seconds that this process was given. Nothing of ours is imported, so that the
process starts in a few milliseconds and has no book to harm.
"""

import datetime
import io
import json
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


class Unreadable(Exception):
    """The file is no workbook that we take; the text says why, in one word."""


def main(path: str) -> None:
    """Print {"sheets": […]} or {"error": word} for the workbook at `path`."""
    _limit_ourselves()
    answer: dict[str, Any]
    try:
        answer = {"sheets": _sheets(Path(path).read_bytes())}
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


def _sheets(data: bytes) -> list[dict[str, Any]]:
    if data.startswith(b"PK"):
        _refuse_bomb(data)
    elif "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("password")  # Office wraps a locked .xlsx in this older container
    book = load_workbook(io.BytesIO(data))
    budget = ALL_TEXT
    sheets = []
    for meta in book.sheets_metadata:
        rows, spent = _rows(_sheet(book, meta.name), budget)
        budget -= spent
        visible = meta.visible == SheetVisibleEnum.Visible
        sheets.append({"name": meta.name, "visible": visible, **rows})
    return sheets


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if any(part.filename == "word/document.xml" for part in parts):
        raise Unreadable("word")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > UNPACKED or unpacked > RATIO * len(data):
        raise Unreadable("bomb")


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet | None:
    try:
        return book.get_sheet_by_name(name)
    except CalamineError:
        return None  # a chart or macro sheet


def _rows(sheet: CalamineSheet | None, budget: int) -> tuple[dict[str, Any], int]:
    """Rows that hold something, each with its number in Excel; the characters spent."""
    rows: list[tuple[int, list[Any]]] = []
    spent = 0
    for number, row in enumerate(sheet.iter_rows() if sheet else (), start=1):
        cells = [_cell(value) for value in row[:COLUMNS]]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        spent += sum(len(cell) for cell in cells if isinstance(cell, str))
        rows.append((number, cells))
        if len(rows) > ROWS:
            raise Unreadable("rows")
        if spent > budget:
            raise Unreadable("bomb")
    merges = (sheet.merged_cell_ranges if sheet else None) or []
    return {"rows": rows, "merges": [(*start, *end) for start, end in merges[:ROWS]]}, spent


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return value[:CELL_TEXT] if value.strip() else None
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
    main(sys.argv[1])
