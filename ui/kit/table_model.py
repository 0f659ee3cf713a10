"""The rows of a table: sorted and filtered in Python, shown page by page; needs no window."""

from collections.abc import Callable, Hashable, KeysView, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import Qt

from ui.kit.chips import Result
from ui.kit.paged import NOWHERE, Index, PagedModel

T = TypeVar("T")

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a table of rows `T`.

    `text` is what it says of a row; `sort` gives the key to sort rows by, None leaves the column
    unsorted. `cell` shows a chip or an icon with its word instead of the text alone. The column
    with the lowest `keep` goes first where there is little room, 100 never; `wide` takes what
    room is left, and is cut before another one goes, unless it is to stay `whole`: a name.
    """

    title: str
    text: Callable[[T], str]
    sort: Callable[[T], Any] | None = None
    align: Literal["left", "right", "center"] = "left"
    bold: bool = False
    wide: bool = False
    whole: bool = False
    keep: int = 100
    icon: Callable[[T], str] | None = None
    cell: Callable[[T], Result] | None = None

    def result(self, row: T) -> Result | None:
        """What to draw for a row when it is more than text."""
        if self.cell is not None:
            return self.cell(row)
        if self.icon is not None and (icon := self.icon(row)):
            return Result(self.text(row), icon=icon, bold=self.bold)
        return None


class TableModel(PagedModel, Generic[T]):
    """All rows, those that pass the filter in their order, and the one page of them shown."""

    def __init__(self, columns: Sequence[Column[T]], key: Callable[[T], Hashable]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._all: tuple[T, ...] = ()
        self._sorted: tuple[T, ...] = ()
        self._shown: tuple[T, ...] = ()
        self._places: dict[Hashable, int] | None = None
        self._filter: Callable[[T], bool] | None = None
        self._rank: Callable[[T], int] | None = None
        self.sorted_by: tuple[int, bool] | None = None

    # --- rows -------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows, in the order and through the filter chosen before."""
        self._all = tuple(rows)
        self._sort()

    def set_filter(
        self, passes: Callable[[T], bool] | None, rank: Callable[[T], int] | None = None
    ) -> None:
        """Show only rows that pass, None all; those of a lower `rank` before the others."""
        self._filter, self._rank = passes, rank
        self._arrange()

    def sort_by(self, column: int | None, descending: bool = False) -> None:
        """Sort by a column that can be sorted by; None is the order that the rows came in."""
        if column is not None and self.columns[column].sort is None:
            return
        self.sorted_by = None if column is None else (column, descending)
        self._sort()

    def _sort(self) -> None:
        self._sorted = self._all
        if self.sorted_by is not None:
            place, descending = self.sorted_by
            if (by := self.columns[place].sort) is not None:
                self._sorted = tuple(sorted(self._all, key=by, reverse=descending))
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        passes = self._filter
        shown = [row for row in self._sorted if passes is None or passes(row)]
        if self._rank is not None:
            shown.sort(key=self._rank)
        self._shown = tuple(shown)
        self._places = None
        self.first = min(self.first, (self.pages() - 1) * self.per_page)
        self.endResetModel()

    def all_rows(self) -> tuple[T, ...]:
        """All rows, whether they pass or not."""
        return self._all

    def shown(self) -> tuple[T, ...]:
        """The rows that pass, of all pages, in their order."""
        return self._shown

    def total(self) -> int:
        return len(self._shown)

    def keys(self) -> KeysView[Hashable]:
        """The keys of the rows that pass, in their order; stays as it is when the rows change."""
        return self._by_key().keys()

    def shows(self, rows: Sequence[T]) -> bool:
        """Whether those that pass are just these rows, by their keys, in this order."""
        key, shown = self._key, self._shown
        return len(rows) == len(shown) and all(
            key(one) == key(other) for one, other in zip(rows, shown, strict=True)
        )

    def key(self, row: T) -> Hashable:
        """The key of a row."""
        return self._key(row)

    def place(self, key: Hashable) -> int | None:
        """Where the row of a key stands among all shown, from 0."""
        return self._by_key().get(key)

    def _by_key(self) -> dict[Hashable, int]:
        """The places of the rows by their keys; made when first asked for, not at every key that
        somebody types into a search box."""
        if self._places is None:
            self._places = {self._key(row): place for place, row in enumerate(self._shown)}
        return self._places

    def row(self, place: int) -> T:
        """The row at a place of the page shown."""
        return self._shown[self.first + place]

    # --- for the view -----------------------------------------------------------------------

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _SIDES[self.columns[section].align] | _MIDDLE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[column.align] | _MIDDLE
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                self.spoken(row) if index.column() == 0 else f"{column.title}: {column.text(row)}"
            )
        return None

    def spoken(self, row: T) -> str:
        """A row as a screen reader says it."""
        named = [(column.title, column.text(row)) for column in self.columns]
        first, *others = named
        return ", ".join([first[1], *(f"{title} {text}" for title, text in others if text)])
