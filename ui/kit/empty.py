"""What stands where nothing stands yet: why, and the first act."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.icons import HUGE
from ui.kit.labels import big, body
from ui.kit.layout import Column, Flow, Row, card, plain
from ui.kit.notice import IconLabel
from ui.kit.style import px

_LINE = 620


class Empty(QWidget):
    """A large icon, "No … yet", one sentence when to use it, and buttons, the first act first."""

    def __init__(self, icon: str, title: str, sentence: str = "", *buttons: QWidget) -> None:
        super().__init__()
        self._buttons = buttons
        self.setAccessibleName(f"{title} {sentence}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconLabel(icon, size=HUGE)
        inside = Column(12, (24, 16, 24, 16))
        inside.stretch()
        inside.addWidget(self._icon, 0, centre)
        self._words = [big(title), body(sentence)]
        for words in self._words:
            words.setAlignment(centre)
            if not words.text():
                words.hide()  # showing what has no parent yet would open a window
            inside.add(_centred(words, stretch=100))
        if buttons:
            acts = Flow(8)
            for button in buttons:
                acts.add(button)
            inside.gap(6)
            inside.add(_centred(plain(acts), stretch=0))
        inside.stretch()
        outside = Column(0)
        outside.add(card(inside))
        self.setLayout(outside)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text: lines of at most some 70 letters."""
        for words in self._words:
            words.setMaximumWidth(px(_LINE))

    def minimumSizeHint(self) -> QSize:
        picture = 0 if self._icon.isHidden() else self._icon.height()
        return QSize(px(240), self._needed() - picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The picture goes where the words need the room.
        self._icon.setVisible(True)
        self._icon.setVisible(self._needed() <= event.size().height())

    def _needed(self) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(max(self.width(), px(240))) if layout is not None else 0

    def first(self) -> QWidget | None:
        """What gets the focus: the first act."""
        return self._buttons[0] if self._buttons else None


def _centred(widget: QWidget, stretch: int) -> Row:
    row = Row(0)
    row.stretch()
    row.add(widget, stretch=stretch)
    row.stretch()
    return row
