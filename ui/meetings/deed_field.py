"""A field that offers a numbered list while it is empty: usual deeds, or forms of help."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.fields import ENTER, Field, Line
from ui.kit.paged import PADDING, hair_pen, paint_ring, paint_words
from ui.kit.style import BODY, ROW, look, px


class DeedField(Field):
    """A number and Enter take a line of the list; other words stay as they are typed."""

    chosen = Signal(object)
    """The place of the line that was taken, from 0."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, hint or _("A number from the list, or your own words"))
        self.edit = _DeedLine()
        self.edit.left.connect(self._left)
        self.edit.taken.connect(self._take)
        self.put(self.edit)

    def text(self) -> str:
        return self.edit.value()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.problem("")

    def first(self) -> QWidget:
        return self.edit

    def offer(self, deeds: Sequence[str]) -> None:
        """Offer these lines from now on."""
        self.edit.set_deeds(deeds)

    def _take(self, place: int) -> None:
        self.set_text(self.edit.deeds[place])
        self.chosen.emit(place)
        self.edit.focusNextChild()


class _DeedLine(Line):
    """A line with numbered offers below it; `taken` carries the place of the one chosen."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.deeds: tuple[str, ...] = ()
        self.list: _DeedList | None = None
        self.textEdited.connect(self._typed)

    def set_deeds(self, deeds: Sequence[str]) -> None:
        self.deeds = tuple(deeds)
        if self.list is not None:
            self._show_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        offered = self.list
        if key == keys.Key_Down and offered is None:
            self._show_list()
        elif offered is None:
            super().keyPressEvent(event)
        elif key in (keys.Key_Down, keys.Key_Up):
            offered.step(1 if key == keys.Key_Down else -1)
        elif key == keys.Key_Escape:
            self._withdraw()
        elif key in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if offered.at is not None:
                self.take(offered.at)
            else:
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def take(self, place: int) -> None:
        """Choose a deed."""
        self._withdraw()
        self.taken.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Not at once: the page may still scroll to where the focus is.
        QTimer.singleShot(0, self._offer_all)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._withdraw()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._withdraw()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._offer_all()

    def _offer_all(self) -> None:
        if self.hasFocus() and self.list is None and not self.value() and not self.isReadOnly():
            self._show_list()

    def _typed(self) -> None:
        typed = self.value()
        if not typed or (typed.isascii() and typed.isdecimal()):
            if self.list is None:
                self._show_list()
            if self.list is not None:
                self.list.point(int(typed) - 1 if typed else None)
        else:
            self._withdraw()

    def _show_list(self) -> None:
        self._withdraw()
        if self.deeds and self.isVisible():
            self.list = _DeedList(self, self.deeds)
            self.list.show()
            self.list.raise_()

    def _withdraw(self) -> None:
        offered, self.list = self.list, None
        if offered is not None:
            offered.hide()
            offered.deleteLater()


class _DeedList(QWidget):
    """The numbered lines. They take no focus: keys go on to the line above."""

    def __init__(self, line: _DeedLine, deeds: Sequence[str]) -> None:
        super().__init__(line.window())
        self._line, self._deeds = line, deeds
        self.at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place()

    def point(self, place: int | None) -> None:
        """Point at a deed; at none when there is none there."""
        self.at = place if place is not None and 0 <= place < len(self._deeds) else None
        self._speak()
        self.update()

    def step(self, by: int) -> None:
        """Go up or down."""
        last = len(self._deeds) - 1
        here = (0 if by > 0 else last) if self.at is None else self.at + by
        self.point(here % len(self._deeds))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() - 1) // px(ROW)
        if 0 <= row < len(self._deeds):
            self._line.take(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.color("surface"))
        bold, plain = now.font(BODY, bold=True), now.font(BODY)
        for number, words in enumerate(self._deeds):
            room = QRectF(1, 1 + number * now.px(ROW), self.width() - 2, now.px(ROW))
            if number == self.at:
                painter.fillRect(room, now.color("glow2"))
            if number:
                painter.setPen(hair_pen())
                painter.drawLine(room.topLeft(), room.topRight())
            inner = room.adjusted(now.px(PADDING), 0, -now.px(PADDING), 0)
            paint_words(painter, inner, str(number + 1), bold, now.color("ink"))
            inner.setLeft(inner.left() + now.px(28))
            paint_words(painter, inner, words, plain, now.color("ink"))
            if number == self.at:
                paint_ring(painter, room)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.color("line"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _place(self) -> None:
        """Below the line, or above it where the window leaves more room; never over the line."""
        window, line = self._line.window(), self._line
        top = line.mapTo(window, QPoint(0, 0))
        above, below = top.y() - 2, window.height() - top.y() - line.height() - 2
        if len(self._deeds) * px(ROW) > max(above, below):
            self._deeds = self._deeds[: max(max(above, below) // px(ROW), 1)]
        height = len(self._deeds) * px(ROW) + 2
        y = top.y() + line.height() if height - 2 <= below else top.y() - height
        bold, plain = look().font(BODY, bold=True), QFontMetrics(look().font(BODY))
        number = QFontMetrics(bold).horizontalAdvance("9")
        words = max(plain.horizontalAdvance(each) for each in self._deeds)
        room = window.width() - top.x() - px(PADDING)
        width = min(max(line.width(), px(28 + 3 * PADDING) + number + words), room)
        self.setGeometry(QRect(top.x(), y, width, height))

    def _speak(self) -> None:
        """Let a screen reader say which one Enter would take."""
        words = self._deeds[self.at] if self.at is not None else ""
        self._line.setAccessibleDescription(words)
