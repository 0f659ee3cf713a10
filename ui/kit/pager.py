"""‹ Page 2 of 6 ›: pages instead of scrolling."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from ui.kit.button import Button
from ui.kit.labels import line
from ui.kit.layout import Row


class Pager(QWidget):
    """Shows where one is; `turned` asks for another page, counted from 0.

    With one page it hides its parts and keeps its place, so that nothing beside it moves.
    """

    turned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._page, self._pages, self._compact = 0, 1, False
        self._back = Button("", icon="chevron-left", name=_("Page before"))
        self._on = Button("", icon="chevron-right", name=_("Next page"))
        self._words = line("")
        self._back.clicked.connect(self._turn_back)
        self._on.clicked.connect(self._turn_on)
        row = Row(10)
        for part in (self._back, self._words, self._on):
            row.add(part)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.show_page(0, 1)

    def show_page(self, page: int, pages: int) -> None:
        """Say which page of how many is seen."""
        self._page, self._pages = page, pages
        self._write()

    def set_compact(self, compact: bool) -> None:
        """Write only "2/6", where there is little room."""
        if compact != self._compact:
            self._compact = compact
            self._write()

    def words(self) -> str:
        """What it says at the moment."""
        return self._words.text()

    def _write(self) -> None:
        text = _("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages)
        short = f"{self._page + 1}/{self._pages}"
        self._words.setText(short if self._compact else text)
        self._words.setAccessibleName(text)
        for part in (self._back, self._words, self._on):
            part.setVisible(self._pages > 1)
        self._enable(self._back, self._page > 0, self._on)
        self._enable(self._on, self._page < self._pages - 1, self._back)

    def _enable(self, button: Button, may: bool, other: Button) -> None:
        if button.hasFocus() and not may:
            other.setEnabled(True)
            other.setFocus()  # or the focus would jump somewhere else on the page
        button.setEnabled(may)

    def _turn_back(self) -> None:
        self.turned.emit(self._page - 1)

    def _turn_on(self) -> None:
        self.turned.emit(self._page + 1)
