"""What may stand at the left of a page: the rooms of the book, or the parts of one long page.

Both look the same: a dark spine, numbered entries, the open one a paper tab. There is one column at
a time, and Alt with a number goes to its entries, also while it is folded away.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kit.fields import ENTER
from ui.kit.style import BUTTON, LEFT_COLUMN, TEXT_FLAGS, Look, look, px

LEFT, MARK, GAP, RIGHT = 10, 24, 8, 9
"""Of an entry, at 100 %: room before the mark, the mark, room between, room at the right."""


class SideEntry(QPushButton):
    """One entry. Subclasses paint the mark before its words and what stands at the right."""

    tells_state = False
    """Whether its mark says how far it is; then no tick may stand there for the open one."""

    def __init__(self, name: str, words: str, number: str) -> None:
        super().__init__(words)
        self.name, self.number = name, number
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("ring", True)
        self.setProperty("onDark", True)
        self.setAccessibleName(f"{words}, Alt {number}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def icon_name(self) -> str:
        """The icon that stands for it in the list of contents."""
        raise NotImplementedError

    def second(self) -> str:
        """What stands below its words there."""
        return ""

    def paint_mark(self, painter: QPainter, now: Look, x: float, ink: QColor) -> None:
        """Draw what stands before the words."""
        raise NotImplementedError

    def paint_end(self, painter: QPainter, now: Look, ink: QColor) -> None:
        """Draw what stands at the right."""
        raise NotImplementedError

    def end_width(self, now: Look) -> int:
        """The room that this takes, its gap included."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def nextCheckState(self) -> None:
        """The window says which one is open, not the press."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        now = look()
        words = QFontMetrics(now.font(bold=True)).horizontalAdvance(self.text())
        around = now.px(LEFT + MARK + GAP) + self.end_width(now) + now.px(RIGHT)
        return QSize(around + words, now.px(BUTTON))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = now.color("ink" if on else "side_ink")
        if on:
            tab, radius = QPainterPath(), now.px(6)
            tab.addRoundedRect(
                QRectF(0, 0, self.width() + 2 * radius, self.height()), radius, radius
            )
            painter.fillPath(tab, now.color("canvas"))
            if now.tokens.thick > 1:  # where colour does not tell the tab from the spine
                ink = now.color("pri")
                painter.strokePath(tab, QPen(ink, 4))
        x = now.px(LEFT)
        self.paint_mark(painter, now, x, ink)
        painter.setFont(now.font(bold=on))
        painter.setPen(ink)
        x += now.px(MARK + GAP)
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), TEXT_FLAGS, self.text())
        self.paint_end(painter, now, ink)


class SideColumn(QWidget):
    """`chosen` carries the name of the entry that was pressed; `folded` whether the column is out
    of sight, because the window is narrow or the text large.

    Subclasses lay out their `entries`; `title` names the column where it is a page of its own.
    """

    chosen = Signal(object)
    folded = Signal(object)

    def __init__(self, title: str, entries: Sequence[SideEntry]) -> None:
        super().__init__()
        self.title, self.entries = title, list(entries)
        self.is_folded = False
        for entry in self.entries:
            entry.clicked.connect(self._pressed)

    def parts(self) -> list[QPushButton]:
        """Everything to press in it, in the order of Tab."""
        return [*self.entries]

    def fold(self, folded: bool) -> None:
        """Go out of sight, or come back."""
        self.setVisible(not folded)
        if folded != self.is_folded:
            self.is_folded = folded
            self.folded.emit(folded)

    def press(self, number: str) -> None:
        """Go to the entry with a number, if there is one."""
        for entry in self.entries:
            if entry.number == number:
                entry.click()

    def mark(self, name: str) -> None:
        """Show which entry is open; "" for none."""
        for entry in self.entries:
            entry.setChecked(entry.name == name)

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setFixedWidth(px(LEFT_COLUMN))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.color("side"))
        if now.tokens.thick > 1:
            painter.fillRect(self.width() - 2, 0, 2, self.height(), now.color("side_ink"))

    def _pressed(self) -> None:
        entry = self.sender()
        if isinstance(entry, SideEntry):
            self.chosen.emit(entry.name)
