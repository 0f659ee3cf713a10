"""The bar at the bottom that says what was done and takes it back. It covers nothing, and stays
until it is closed or something else is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.base.text import _
from ui.kit.button import Button
from ui.kit.labels import body
from ui.kit.layout import Apart, Column, Row, plain
from ui.kit.notice import IconLabel
from ui.kit.style import UNDO_BAR, px


class UndoBar(QFrame):
    """`undo` and `redo` ask for it."""

    undo = Signal()
    redo = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "undo")
        self._words = body("")
        self.undo_button = Button(_("Undo"), icon="undo-2", name=_("Undo the last act"))
        self.undo_button.key = "Ctrl+Z"
        self.undo_button.show_key = True
        self.redo_button = Button(_("Do again"), icon="refresh-cw")
        self.redo_button.key = "Ctrl+Y"
        self.redo_button.show_key = True
        self.close_button = Button(_("Close"), icon="x")
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.close_button.clicked.connect(self.hide)
        told, acts = Row(14), Row(14)
        told.add(IconLabel("check", "ink", 24))
        told.add(self._words, stretch=1)
        for button in (self.undo_button, self.redo_button, self.close_button):
            acts.add(button)
        around = Column(0, (24, 8, 24, 8))
        around.add(Apart(plain(told), plain(acts), gap=14, grow=True))
        self.setLayout(around)
        self.rescale()
        self.hide()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setMinimumHeight(px(UNDO_BAR))

    def say(self, words: str, *, undo: bool, redo: bool) -> None:
        """Show what was done, and what can be done about it."""
        self._words.setText(words)
        self.undo_button.setVisible(undo)
        self.redo_button.setVisible(redo)
        self.setAccessibleName(words)
        self.show()

    def words(self) -> str:
        """What it says."""
        return self._words.text()
