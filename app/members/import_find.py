"""Where the lists are in a file of several sheets, and of which year a list is."""

import re
from dataclasses import dataclass
from datetime import date

from app.base.errors import UserError
from app.base.names import fold
from app.base.text import _
from app.members.import_header import Header, find_header
from app.members.import_sheet import TABLES_MARK, Sheet, in_unicode
from app.members.import_words import STATUS_YEARS

_YEAR = re.compile(r"(?<![\d–-])(?<![–-] )(?:19|20)\d\d(?!\s?[–-]|\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A list: its sheet in Unicode, its header, and how good a list it is."""

    sheet: Sheet
    header: Header
    score: float


def find_lists(
    sheets: tuple[Sheet, ...], wanted: str | None = None
) -> tuple[Found, tuple[Found, ...]]:
    """The best list, or that of the sheet `wanted`; and the others, in the order of the file.

    A hidden sheet is nobody's choice while there is another. Raises UserError when there is no
    list at all.
    """
    if wanted is not None:
        sheets = tuple(sheet for sheet in sheets if fold(sheet.name) == fold(wanted)) or _no_sheet(
            wanted, sheets
        )
    lists: list[Found] = []
    for sheet in _people_of_our_tables(sheets) or sheets:
        # A list in an old font may still have its header in Unicode.
        texts = tuple(dict.fromkeys((sheet, in_unicode(sheet))))
        seen = [Found(text, *found) for text in texts if (found := find_header(text)) is not None]
        lists += sorted(seen, key=lambda one: one.score)[-1:]
    if not lists:
        raise UserError(
            _(
                "No column with names was found in this file. Nothing was changed. "
                "Write “Họ và tên” over the names, save the file, and choose it again."
            )
        )
    best = max(lists, key=lambda one: (one.sheet.visible, one.score))
    others = tuple(
        one for one in lists if one.sheet.visible and one is not best and one.score * 2 > best.score
    )
    return best, others


def _people_of_our_tables(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The people in a spreadsheet of all tables; nothing in any other file."""
    texts = {cell for sheet in sheets if sheet.name == "about" for row in sheet.rows[:4]
             for cell in row.cells}  # fmt: skip
    return tuple(sheet for sheet in sheets if TABLES_MARK in texts and sheet.name == "person")


def _no_sheet(wanted: str, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    raise UserError(
        _("There is no sheet “{sheet}” in this file, only: {sheets}. Nothing was changed.").format(
            sheet=wanted, sheets=", ".join(sheet.name for sheet in sheets)
        )
    )


def list_year(sheet: Sheet, header: Header, today: date) -> int | None:
    """The year of a list, from its header, the lines above it or the sheet's name; else None.

    A year of a status column counts most, then a line that says "danh sách". Years that are part
    of a span (giai đoạn 2021-2025) or lie ahead say nothing.
    """
    titles = [
        cell
        for row in sheet.rows
        if row.number < header.first
        for cell in row.cells
        if isinstance(cell, str)
    ]
    texts = [
        *(text for text in header.headings.values() if "ngheo" in fold(text)),
        *(text for text in titles if "danh sach" in fold(text)),
        *titles,
        sheet.name,
    ]
    for text in texts:
        for year in map(int, _YEAR.findall(text)):
            if year in STATUS_YEARS and year <= today.year + 1:
                return year
    return None
