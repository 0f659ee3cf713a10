"""Makers of rosters: the same rows as .xlsx, .xls, .ods or .csv."""

import csv
import html
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
import xlwt

from app.members.import_sheet import Cell
from tests.app.base.test_legacy_text import CODES, VNI

Rows = Sequence[Sequence[Cell]]
Merges = Sequence[tuple[int, int, int, int]]


def write_xlsx(path: Path, sheets: Mapping[str, Rows], merges: Merges = ()) -> Path:
    """A workbook of today's Excel; `merges` are of the first sheet."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_worksheet(name)
        for top, left, bottom, right in merges if place == 0 else ():
            sheet.merge_range(top, left, bottom, right, "")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return path


def write_xls(path: Path, sheets: Mapping[str, Rows], merges: Merges = ()) -> Path:
    """A workbook of Excel 97 to 2003."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for place, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_sheet(name)
        for top, left, bottom, right in merges if place == 0 else ():
            sheet.merge(top, bottom, left, right)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write(row, column, cell, day)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.save(str(path))
    return path


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def write_ods(path: Path, sheets: Mapping[str, Rows], merges: Merges = ()) -> Path:
    """A spreadsheet of LibreOffice, as small as one can be; merges are left out."""
    tables = "".join(_ods_table(name, rows) for name, rows in sheets.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        f' xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0"'
        f' xmlns:text="{_OFFICE}:text:1.0" office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def _ods_table(name: str, rows: Rows) -> str:
    lines = "".join(map(_ods_row, rows))
    return f'<table:table table:name="{html.escape(name)}">{lines}</table:table>'


def _ods_row(cells: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, str):
        value = 'office:value-type="string"'
    else:
        value = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {value}><text:p>{html.escape(str(cell))}</text:p></table:table-cell>"


def csv_text(rows: Rows, separator: str = ",") -> str:
    """The rows as a CSV text."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(
        [f"{c.day:02}/{c.month:02}/{c.year}" if isinstance(c, date) else c for c in cells]
        for cells in rows
    )
    return text.getvalue()


def write_csv(path: Path, sheets: Mapping[str, Rows], merges: Merges = ()) -> Path:
    """The first sheet as CSV in UTF-8."""
    path.write_bytes(csv_text(next(iter(sheets.values()))).encode("utf-8-sig"))
    return path


WRITERS: dict[str, Callable[[Path, Mapping[str, Rows], Merges], Path]] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "csv": write_csv,
}


def in_old_font(text: str) -> str:
    """What Office shows of a text that was typed in a TCVN3 font: toned vowels have no capitals."""
    return "".join(chr(CODES.get(sign, CODES.get(sign.lower(), ord(sign)))) for sign in text)


def in_vni_font(text: str) -> str:
    """What Office shows of a text that was typed in a VNI font."""
    return "".join(VNI.get(sign, sign) for sign in text)
