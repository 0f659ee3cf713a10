"""What stands around the roll of a meeting: the search above it, the reasons below."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.meetings.rules import REASONS, Reason
from ui.kit.button import Button
from ui.kit.fields import ENTER, SearchBox
from ui.kit.labels import label
from ui.kit.layout import Row
from ui.kit.style import BUTTON, px
from ui.meetings.words import capital


class RollSearch(SearchBox):
    """Enter and Down lead to who was found; Esc first takes back what is searched for."""

    entered = Signal()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), super().minimumSizeHint().height())

    def empty(self) -> None:
        """Take out what was typed, so that Ctrl+Z takes back the last mark, not this."""
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER, Qt.Key.Key_Down) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.empty()
        else:
            super().keyPressEvent(event)


class Reasons(QWidget):
    """Why somebody is absent, asked in the last line; `chosen` carries the reason."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._question = label("", "bold", wrap=False)
        self.buttons: dict[Reason, Button] = {}
        row = Row(12)
        row.add(self._question)
        for number, (reason, words) in enumerate(REASONS.items(), start=1):
            button = Button(capital(_(words)))
            button.key = str(number)  # the roll hears it
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("reason", reason)
            button.clicked.connect(self._press)
            self.buttons[reason] = button
            row.add(button)
        row.stretch()
        self.setLayout(row)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(BUTTON))

    def ask(self, question: str) -> None:
        """Ask about somebody."""
        self._question.setText(question)
        self.setAccessibleName(question)
        self._fit()

    def asked(self) -> str:
        """The question."""
        return self._question.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _press(self) -> None:
        self.chosen.emit(self.sender().property("reason"))

    def _fit(self) -> None:
        """Where there is little room the question goes first, then the keys."""
        buttons = self.buttons.values()
        for key, question in ((True, True), (True, False), (False, False)):
            for button in buttons:
                button.show_key = key
                button.updateGeometry()
            self._question.setVisible(question)
            needed = sum(button.sizeHint().width() + px(12) for button in buttons)
            needed += self._question.sizeHint().width() if question else 0
            if needed <= self.width():
                return
