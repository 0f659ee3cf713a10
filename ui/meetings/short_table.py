"""A table that may be low: its rows go on pages instead of asking for height."""

from PySide6.QtCore import QSize

from ui.kit.table import Table
from ui.kit.table_model import T


class ShortTable(Table[T]):
    """Takes the height that is left over, and asks for no more than a few rows: above fields it
    must not push them out of sight."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
