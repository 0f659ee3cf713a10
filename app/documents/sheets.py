"""Lists as .xlsx files: text that stays text, real dates, a head that stays in sight and prints.

Nothing a member's entry holds becomes a formula or a link; the same input gives the same bytes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from app.base.dates import fmt_birth

Kind = Literal["text", "int", "date", "money"]
Value = str | int | None

LANDSCAPE_FROM = 90  # letters of width that no longer fit on an upright page of A4
_LONGEST = 32_767  # letters that one cell of Excel holds
_FIRST_DATE = date(1907, 1, 1)  # before, and Excel's numbers of days look like years
_A4 = 9
_AS_TEXT = 49  # Excel's own "@": also typed over, a cell stays text

# What XML cannot hold, and Excel would show as _x0001_.
_NO_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NEW_LINE = re.compile("\r\n|[\x0b\x0c]")
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: what stands over it, what its cells are, its width in letters.

    A cell of "text" keeps its zeros. A "date" is ISO text: a full one becomes a real date, a
    partial one ("1948-05") a text. "money" is đồng. With a `title` the sheet has a second line of
    headings, for names that a program reads above those that people read.
    """

    name: str
    kind: Kind = "text"
    width: int = 14
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `title` is its name and, unless it is `bare`, the first line, `note` the second.

    A bare sheet begins with its header: for tables that a program reads.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Value]]
    note: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of one workbook."""

    title: Format
    note: Format
    head: Format
    cells: dict[Kind, Format]


def write_xlsx(sheets: Sequence[Sheet], when: datetime) -> bytes:
    """The sheets as one workbook, made at `when`. Nothing is written to disk on the way."""
    data = BytesIO()
    book = xlsxwriter.Workbook(
        data,
        {
            "in_memory": True,  # a temporary file would hold names and numbers in the clear
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"created": when.replace(tzinfo=None)})
    looks = _looks(book)
    names: set[str] = set()
    for sheet in sheets:
        _write(book.add_worksheet(_free_name(sheet.title, names)), sheet, looks)
    book.close()
    return data.getvalue()


def _looks(book: xlsxwriter.Workbook) -> _Looks:
    font = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    cell = {**font, "border": 1, "border_color": "#808080"}
    kinds: dict[Kind, dict[str, str | int | bool]] = {
        "text": {"num_format": _AS_TEXT, "text_wrap": True},
        "int": {"num_format": "0"},
        "date": {"num_format": "dd/mm/yyyy", "align": "left"},
        "money": {"num_format": "#,##0"},
    }
    return _Looks(
        title=book.add_format({**font, "bold": True, "font_size": 14}),
        note=book.add_format({**font, "italic": True}),
        head=book.add_format(
            {**cell, "bold": True, "text_wrap": True, "bg_color": "#E6E6E6", "num_format": _AS_TEXT}
        ),
        cells={kind: book.add_format({**cell, **more}) for kind, more in kinds.items()},
    )


def _write(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    top = 0
    if not sheet.bare:
        page.write_string(0, 0, _text(sheet.title), looks.title)
        page.write_string(1, 0, _text(sheet.note), looks.note)
        top = 3
    last_head = top + any(column.title for column in sheet.columns)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(top, place, _text(column.name), looks.head)
        if last_head > top:
            page.write_string(last_head, place, _text(column.title), looks.head)
    for number, row in enumerate(sheet.rows, start=last_head + 1):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _write_cell(page, number, place, value, column.kind, looks)
    everything = xl_range(top, 0, last_head + len(sheet.rows), max(len(sheet.columns) - 1, 0))
    page.freeze_panes(last_head + 1, 0)
    page.repeat_rows(top, last_head)
    page.ignore_errors({"number_stored_as_text": everything})
    page.set_paper(_A4)
    if sum(column.width for column in sheet.columns) > LANDSCAPE_FROM:
        page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&L" + _text(sheet.title).replace("&", "&&")[:200] + "&R&P / &N")


def _write_cell(
    page: Worksheet, row: int, column: int, value: Value, kind: Kind, looks: _Looks
) -> None:
    look = looks.cells[kind]
    if value is None or value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, int):
        page.write_number(row, column, value, look)
    elif kind == "date" and (day := _day(value)) is not None:
        page.write_datetime(row, column, day, look)
    elif kind == "date":
        page.write_string(row, column, _date_text(value), looks.cells["text"])
    else:
        page.write_string(row, column, _text(value), looks.cells["text"])


def cell_text(value: Value, kind: Kind) -> str:
    """What a cell shows of a value, as a reader of the sheet gets it back; a date as ISO text."""
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    return _date_text(value) if kind == "date" and _day(value) is None else _text(value)


def _day(iso: str) -> date | None:
    """The day, when it is a full one that Excel can hold as a date."""
    try:
        day = date.fromisoformat(iso) if len(iso) == len("1948-05-12") else None
    except ValueError:
        return None
    return day if day is not None and day >= _FIRST_DATE else None


def _date_text(iso: str) -> str:
    """A partial date as it is written, "5/1948"; anything else as it stands."""
    return fmt_birth(iso) if re.fullmatch(r"\d{4}(-\d\d){0,2}", iso) else _text(iso)


def _text(text: str) -> str:
    return _NO_XML.sub("", _NEW_LINE.sub("\n", text))[:_LONGEST]


def _free_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet: short, without some signs, and not there yet. A long
    title ends with a whole word."""
    base = _NO_NAME.sub(" ", _text(title)).strip(" '") or "Sheet"
    name = base[:31]
    if len(base) > len(name) and base[31] != " ":
        name = name.rpartition(" ")[0] or name
    number, name = 1, name.strip(" ',")
    while name.casefold() in taken:
        number += 1
        name = f"{base[: 31 - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name
