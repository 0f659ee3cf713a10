"""A list that drops below a line: what may be meant, or what is usual, to be taken with Enter or a
click. The list takes no focus: keys go to the line, which moves in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
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

from ui.kit.fields import ENTER, Line
from ui.kit.paged import PADDING, hair_pen, paint_ring, paint_words
from ui.kit.style import BODY, ROW, look, px


@dataclass(frozen=True, slots=True)
class Offered:
    """A row of the list: `lead` stands first, in bold; `more` says more about it."""

    lead: str
    more: str = ""

    def words(self) -> str:
        """The row as a screen reader says it."""
        return f"{self.lead}, {self.more}" if self.more else self.lead


def _nothing(_shown: int) -> str:
    return ""


class OfferLine(Line):
    """A line with a list below it; `taken` carries the place of the row that was taken, from 0."""

    taken = Signal(object)

    def __init__(self, icon: str = "") -> None:
        super().__init__(icon)
        self.offer: Offer | None = None

    def offering(self) -> "Offer | None":
        """The list for what is typed now; None where there is nothing to offer."""
        raise NotImplementedError

    def show_offer(self) -> None:
        """Drop the list, in the place of one that may be there."""
        self.withdraw()
        self.offer = self.offering()
        if self.offer is not None:
            self.offer.show()
            self.offer.raise_()

    def withdraw(self) -> None:
        """Take the list away."""
        offer, self.offer = self.offer, None
        if offer is not None:
            offer.hide()
            offer.deleteLater()

    def take(self, place: int) -> None:
        """Choose a row."""
        self.withdraw()
        self.taken.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys, offer = event.key(), Qt.Key, self.offer
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == keys.Key_Down and offer is None:
            self.show_offer()
        elif offer is None:
            super().keyPressEvent(event)
        elif key in (keys.Key_Down, keys.Key_Up):
            offer.step(1 if key == keys.Key_Down else -1)
        elif key == keys.Key_Escape:
            self.withdraw()
        elif key in ENTER and not control and offer.at is not None:
            self.take(offer.at)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.withdraw()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.withdraw()
        super().hideEvent(event)


class Offer(QWidget):
    """The list below `line`, as many of `rows` as the window has room for; `note(shown)` gives a
    last line that cannot be taken, such as how many more there are. `at` is the place of the row
    that Enter would take; None where it would take none."""

    def __init__(
        self,
        line: OfferLine,
        rows: Sequence[Offered],
        *,
        at: int | None = None,
        note: Callable[[int], str] = _nothing,
    ) -> None:
        super().__init__(line.window())
        self._line, self.rows, self._note = line, tuple(rows), note
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place()
        self.at: int | None = None
        self.point(at)

    def note(self) -> str:
        """What the last line says, or nothing."""
        return self._note(len(self.rows))

    def point(self, place: int | None) -> None:
        """Point at a row; at none when there is none there."""
        self.at = place if place is not None and 0 <= place < len(self.rows) else None
        spoken = self.rows[self.at].words() if self.at is not None else self.note()
        self._line.setAccessibleDescription(spoken)
        self.update()

    def step(self, by: int) -> None:
        """Go up or down, from the last row to the first."""
        last = len(self.rows) - 1
        if last >= 0:
            here = (0 if by > 0 else last) if self.at is None else self.at + by
            self.point(here % len(self.rows))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() - 1) // px(ROW)
        if 0 <= row < len(self.rows):
            self._line.take(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.color("surface"))
        bold, plain = now.font(BODY, bold=True), now.font(BODY)
        for number, row in enumerate(self.rows):
            room = self._room(number)
            if number == self.at:
                painter.fillRect(room, now.color("glow2"))
            if number:
                painter.setPen(hair_pen())
                painter.drawLine(room.topLeft(), room.topRight())
            inner = room.adjusted(now.px(PADDING), 0, -now.px(PADDING), 0)
            end = paint_words(painter, inner, row.lead, bold, now.color("ink"))
            inner.setLeft(end + now.px(PADDING))
            paint_words(painter, inner, row.more, plain, now.color("ink2"))
            if number == self.at:
                paint_ring(painter, room)
        if self.note():
            inner = self._room(len(self.rows)).adjusted(now.px(PADDING), 0, -now.px(PADDING), 0)
            paint_words(painter, inner, self.note(), plain, now.color("ink2"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.color("line"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _room(self, number: int) -> QRectF:
        return QRectF(1, 1 + number * px(ROW), self.width() - 2, px(ROW))

    def _place(self) -> None:
        """Below the line, or above it where the window leaves more room; never over the line."""
        window, line = self._line.window(), self._line
        top = line.mapTo(window, QPoint(0, 0))
        above, below = top.y() - 2, window.height() - top.y() - line.height() - 2
        while len(self.rows) > 1 and self._height() > max(above, below):
            self.rows = self.rows[:-1]
        y = top.y() + line.height() if self._height() <= below else top.y() - self._height() - 2
        width = min(max(line.width(), self._wanted()), window.width() - top.x() - px(PADDING))
        self.setGeometry(QRect(top.x(), y, width, self._height() + 2))

    def _height(self) -> int:
        return (len(self.rows) + bool(self.note())) * px(ROW)

    def _wanted(self) -> int:
        """The width at which no row is cut."""
        bold = QFontMetrics(look().font(BODY, bold=True)).horizontalAdvance
        plain = QFontMetrics(look().font(BODY)).horizontalAdvance
        rows = [bold(row.lead) + plain(row.more) for row in self.rows]
        return max(plain(self.note()), *rows, 0) + px(3 * PADDING) + 4
