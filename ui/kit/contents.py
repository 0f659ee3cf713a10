"""Mục lục: the left column as a full page of tiles, for large text and narrow screens."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.base.text import _
from ui.kit.layout import Cells, plain
from ui.kit.page import Page, Shell
from ui.kit.session import Session
from ui.kit.side_column import SideColumn, SideEntry
from ui.kit.style import px
from ui.kit.tiles import Tile


class ContentsPage(Page):
    """A tile for everything to press in the column, in the same order with the same numbers."""

    def __init__(self, session: Session, shell: Shell, column: SideColumn) -> None:
        super().__init__(session, shell)
        self.head(column.title, _("Press a tile, or type its number."))
        self._cells = Cells(12, 12)
        self._columns = 0
        self._places: list[Tile] = []
        self._here: Tile | None = None
        self.tiles: dict[str, Tile] = {}
        for part in column.parts():
            tile = _tile(part)
            # The column does what it always does; it may also be gone sooner than this page.
            tile.clicked.connect(part.click)
            self._places.append(tile)
            if part.isChecked():
                self._here = tile
            if tile.number:
                self.tiles[tile.number] = tile
        self.body.add(plain(self._cells))
        self.body.stretch()
        self._arrange(1)

    def first_focus(self) -> QWidget | None:
        return self._here or next(iter(self._places), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile = self.tiles.get(event.text())
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }.get(Qt.Key(event.key()), 0)
        if tile is not None:
            tile.click()
        elif step:
            self._move(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max((tile.sizeHint().width() for tile in self._places), default=1)
        room = self.viewport().width() - px(48)
        self._arrange(max(1, min(3, (room + px(12)) // (widest + px(12)))))

    def _move(self, step: int) -> None:
        tiles = self._places
        here = next((place for place, tile in enumerate(tiles) if tile.hasFocus()), 0)
        if 0 <= here + step < len(tiles):
            tiles[here + step].setFocus(Qt.FocusReason.TabFocusReason)
            self.reveal(tiles[here + step])

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self._places):
            self._cells.removeWidget(tile)
            self._cells.addWidget(tile, number // columns, number % columns)


def _tile(part: QPushButton) -> Tile:
    if not isinstance(part, SideEntry):
        return Tile(part.text(), icon="circle-check")
    tile = Tile(part.text(), part.second(), icon=part.icon_name(), number=part.number)
    tile.setCheckable(not part.tells_state)
    tile.setChecked(part.isChecked())
    return tile
