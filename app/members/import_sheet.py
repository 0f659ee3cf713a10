"""The sheets of a roster as plain values; their text in Unicode, whatever the font was."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from app.base.legacy_text import looks_like_tcvn3, tcvn3_to_unicode
from app.base.names import title_case

MAX_TEXT = 2_000  # letters kept of one cell

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
    """One sheet. `merges` are (first row, first column, last row, last column), counted from 0."""

    name: str
    visible: bool
    rows: tuple[Row, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()


def in_unicode(
    sheet: Sheet, people: frozenset[int] = frozenset(), places: frozenset[int] = frozenset()
) -> Sheet:
    """The sheet with every column that was typed in a TCVN3 font turned into Unicode.

    One word can be both; a column is told by what most of its cells must be, and one that says
    nothing by the rest of the sheet. `people` and `places` are the columns of names, which get the
    capitals that such fonts lacked.
    """
    old: Counter[int] = Counter()
    new: Counter[int] = Counter()
    for row in sheet.rows:
        for column, cell in enumerate(row.cells):
            if isinstance(cell, str) and not cell.isascii():
                if _is_unicode(cell):
                    new[column] += 1
                elif looks_like_tcvn3(cell):
                    old[column] += 1
    if not old:
        return sheet
    mostly_old = old.total() > new.total()

    def convert(column: int, cell: Cell) -> Cell:
        told = old[column] - new[column]
        if not isinstance(cell, str) or told < 0 or (told == 0 and not mostly_old):
            return cell
        if _is_unicode(cell):
            return cell
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
