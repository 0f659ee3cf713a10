"""Mục lục: the left column as a full page of tiles, for large text and narrow screens."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.layout import Cells, plain
from ui.kit.page import Page, Shell
from ui.kit.rooms import Room
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.tiles import Tile


class ContentsPage(Page):
    """A tile for every room of the column, in the same order with the same numbers."""

    def __init__(self, session: Session, shell: Shell, rooms: Sequence[Room], here: str) -> None:
        super().__init__(session, shell)
        self.head(_("Contents"), _("Press a room, or type its number."))
        self._cells = Cells(12, 12)
        self._columns = 0
        self.tiles: dict[str, Tile] = {}
        for room in rooms:
            tile = Tile(_(room.title), icon=room.icon, number=room.number)
            tile.setCheckable(True)
            tile.setChecked(room.name == here)
            tile.setProperty("room", room.name)
            tile.clicked.connect(self._pressed)
            self.tiles[room.number] = tile
        self.body.add(plain(self._cells))
        self.body.stretch()
        self._arrange(1)

    def first_focus(self) -> QWidget | None:
        return next(iter(self.tiles.values()), None)

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
        widest = max((tile.sizeHint().width() for tile in self.tiles.values()), default=1)
        room = self.viewport().width() - px(48)
        self._arrange(max(1, min(3, (room + px(12)) // (widest + px(12)))))

    def _move(self, step: int) -> None:
        tiles = list(self.tiles.values())
        here = next((place for place, tile in enumerate(tiles) if tile.hasFocus()), 0)
        if 0 <= here + step < len(tiles):
            tiles[here + step].setFocus(Qt.FocusReason.TabFocusReason)
            self.reveal(tiles[here + step])

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self.tiles.values()):
            self._cells.removeWidget(tile)
            self._cells.addWidget(tile, number // columns, number % columns)

    def _pressed(self) -> None:
        self.shell.open(str(self.sender().property("room")))
