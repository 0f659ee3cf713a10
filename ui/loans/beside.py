"""A table that stands beside cards."""

from PySide6.QtCore import QSize

from ui.kit.table import Table
from ui.kit.table_model import T


class BesideTable(Table[T]):
    """It asks for no more than its least height, and grows where there is room.

    Qt sizes a page by the least heights of what stands on it, but shares out the room by the wished
    ones wherever words wrap: a table that wishes for more would take it from the cards.
    """

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
