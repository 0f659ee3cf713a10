"""A field for a sentence of one or two lines, in which Enter goes on as in any other field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.fields import ENTER, Field, Lines


class SentenceField(Field):
    """`entered` tells that Enter was pressed, before the next field has the focus."""

    entered = Signal()

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.edit = _Sentence()
        self.edit.left.connect(self._left)
        self.edit.entered.connect(self.entered)
        self.put(self.edit)

    def text(self) -> str:
        return " ".join(self.edit.value().split())

    def set_text(self, text: str) -> None:
        self.edit.setPlainText(text)
        self.problem("")

    def first(self) -> QWidget:
        return self.edit


class _Sentence(Lines):
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER and not held:
            self.entered.emit()
            if self.hasFocus():
                self.focusNextChild()
            return
        super().keyPressEvent(event)
