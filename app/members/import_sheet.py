"""The sheets of a roster as plain values; their text in Unicode, whatever the font was."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from app.base.legacy_text import legacy_code, tcvn3_to_unicode, vni_to_unicode
from app.base.names import title_case

MAX_TEXT = 2_000  # letters kept of one cell
TABLES_MARK = "so-clb-tables-1"
"""In the sheet "about" of a spreadsheet of all tables, whose only list of people is "person"."""

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something: its number as Excel shows it, and its cells from column A."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int | None) -> Cell:
        """The cell in `column` (A is 0); None beyond the last one, or for no column."""
        return self.cells[column] if column is not None and column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `merges` are (first row, first column, last row, last column), counted from 0;
    `lost` are (row, column) of the formulas that came without a value."""

    name: str
    visible: bool
    rows: tuple[Row, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    lost: tuple[tuple[int, int], ...] = ()


def in_unicode(
    sheet: Sheet, people: frozenset[int] = frozenset(), places: frozenset[int] = frozenset()
) -> Sheet:
    """The sheet with every column that was typed in an old font (TCVN3, VNI) turned into Unicode.

    One word can be both; a column is told by what most of its cells must be, and one that says
    nothing by the rest of the sheet. `people` and `places` are the columns of names, which get the
    capitals that TCVN3 fonts lacked.
    """
    told = _codes(sheet)
    everywhere: Counter[str] = sum(told.values(), Counter())
    if not everywhere.keys() - {_UNICODE}:
        return sheet
    code = max(("tcvn3", "vni"), key=lambda code: everywhere[code])  # nobody mixes the two

    def is_old(column: int) -> bool:
        for votes in (told.get(column, Counter()), everywhere):
            unicode = votes[_UNICODE]
            if unicode * 2 != votes.total():
                return unicode * 2 < votes.total()
        return False

    old = {column: is_old(column) for column in range(max(len(row.cells) for row in sheet.rows))}

    def convert(column: int, cell: Cell) -> Cell:
        if not isinstance(cell, str) or not old[column] or _is_unicode(cell):
            return cell
        if code == "vni":
            return vni_to_unicode(cell)
        if column in people and tcvn3_to_unicode(cell).islower():
            # A font of capitals held small letters; nobody is written all in those.
            return title_case(tcvn3_to_unicode(cell).upper())
        return tcvn3_to_unicode(cell, names=column in people or column in places)

    return replace(
        sheet,
        rows=tuple(
            Row(row.number, tuple(convert(column, cell) for column, cell in enumerate(row.cells)))
            for row in sheet.rows
        ),
    )


_UNICODE = "unicode"


def _codes(sheet: Sheet) -> dict[int, Counter[str]]:
    """How many cells of each column tell that they are in which code."""
    told: dict[int, Counter[str]] = {}
    for row in sheet.rows:
        for column, cell in enumerate(row.cells):
            if isinstance(cell, str) and not cell.isascii():
                code = _UNICODE if _is_unicode(cell) else legacy_code(cell)
                if code is not None:
                    told.setdefault(column, Counter())[code] += 1
    return told


def spread_down(sheet: Sheet, columns: frozenset[int], after_row: int) -> Sheet:
    """The sheet with each merged cell of these columns, below `after_row`, said in all its rows:
    one "thôn Đông" beside twenty people."""
    values: dict[tuple[int, int], Cell] = {}
    by_number = {row.number: row for row in sheet.rows}
    for top, left, bottom, right in sheet.merges:
        if left == right and left in columns and top >= after_row and top + 1 in by_number:
            value = by_number[top + 1].cell(left)
            values.update({(number, left): value for number in range(top + 1, bottom + 2)})
    if not values:
        return sheet

    def filled(row: Row) -> Row:
        width = max(len(row.cells), *(column + 1 for column in columns))
        return Row(
            row.number,
            tuple(values.get((row.number, column), row.cell(column)) for column in range(width)),
        )

    return replace(sheet, rows=tuple(filled(row) for row in sheet.rows))


def _is_unicode(text: str) -> bool:
    """Whether `text` has letters that no font of one byte per letter has, such as ễ."""
    return any(ord(sign) > 0xFF and sign.isalpha() for sign in text)
