"""The left column of one long piece of work: its parts, how far each is, and the key that ends it.

Each part is open, begun, done or left out: a mark, and beside it a count such as "54/60".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.base.text import N_, _
from ui.kit.button import Button
from ui.kit.labels import label
from ui.kit.layout import Column, Row
from ui.kit.side_column import RIGHT, SideColumn, SideEntry
from ui.kit.style import BUTTON, KEY, TEXT_FLAGS, Look, look, px, repolish

Mark = Literal["open", "begun", "done", "left_out"]

MARKS: dict[Mark, str] = {
    "open": N_("not begun"),
    "begun": N_("begun"),
    "done": N_("done"),
    "left_out": N_("left out"),
}
_ICONS = {"done": "circle-check", "left_out": "minus"}
_LOWEST, _HIGHEST, _RING = 44, 48, 20


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the work: `number` is its key with Alt."""

    name: str
    words: str
    number: str


class StepEntry(SideEntry):
    """One part in the column, as high as there is room for."""

    tells_state = True

    def __init__(self, part: Part) -> None:
        super().__init__(part.name, part.words, part.number)
        self._mark: Mark = "open"
        self.count = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.rescale()

    def show_state(self, mark: Mark, count: str) -> None:
        """Say how far it is."""
        self._mark, self.count = mark, count
        said = (self.text(), count, _(MARKS[mark]), f"Alt {self.number}")
        self.setAccessibleName(", ".join(part for part in said if part))
        self.update()

    def state(self) -> Mark:
        """How far it is."""
        return self._mark

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setMaximumHeight(px(_HIGHEST))

    def sizeHint(self) -> QSize:
        # The count comes only where there is room for it.
        words = super().sizeHint().width() - self.end_width(look())
        return QSize(words, px(_LOWEST))

    def minimumSizeHint(self) -> QSize:
        # Large text beside the bar of undo leaves little room; what is pressed stays 40 px high.
        return QSize(0, max(40, QFontMetrics(look().font(bold=True)).height()))

    def icon_name(self) -> str:
        return _ICONS.get(self._mark, "circle")

    def second(self) -> str:
        return ", ".join(part for part in (_(MARKS[self._mark]), self.count) if part)

    def paint_mark(self, painter: QPainter, now: Look, x: float, ink: QColor) -> None:
        """○ open, ◐ begun, ✓ in a ring done, − in a ring left out."""
        size = now.px(_RING)
        inset = (now.px(24) - size) / 2
        ring = QRectF(x + inset, (self.height() - size) / 2, size, size)
        painter.setPen(QPen(ink, max(2.0, size / 10)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if self._mark == "begun":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPie(ring, 90 * 16, 180 * 16)
        elif self._mark == "done":
            corners = ((0.30, 0.52), (0.45, 0.67), (0.71, 0.37))
            painter.drawPolyline(QPolygonF([_inside(ring, *corner) for corner in corners]))
        elif self._mark == "left_out":
            painter.drawLine(_inside(ring, 0.30, 0.5), _inside(ring, 0.70, 0.5))

    def paint_end(self, painter: QPainter, now: Look, ink: QColor) -> None:
        if self.sizeHint().width() + self.end_width(now) > self.width():
            return  # the words come first; the list of contents and the step itself say the count
        painter.setFont(now.font(KEY))
        painter.setPen(ink)
        room = QRectF(self.rect()).adjusted(0, 0, -now.px(RIGHT), 0)
        painter.drawText(room, TEXT_FLAGS | Qt.AlignmentFlag.AlignRight, self.count)

    def end_width(self, now: Look) -> int:
        return QFontMetrics(now.font(KEY)).horizontalAdvance(self.count) + now.px(8)


def _inside(ring: QRectF, across: float, down: float) -> QPointF:
    return QPointF(ring.left() + ring.width() * across, ring.top() + ring.height() * down)


class _Foot(Button):
    """As wide as the column, its words in the middle."""

    def _centred(self) -> bool:
        return True


class StepColumn(SideColumn):
    """Title and second line, the parts, and a button at the foot; `ended` when that is pressed.

    `chosen` carries the name of the part that was pressed.
    """

    ended = Signal()

    def __init__(self, parts: Sequence[Part], verb: str, key: str) -> None:
        entries = [StepEntry(part) for part in parts]
        super().__init__("", entries)
        self._entries = entries
        self._head, self._second = label("", "bold", wrap=False), label("", wrap=False)
        self.foot = _Foot(verb)
        self.foot.key = key  # the page listens, also while the column is folded away
        self.foot.setProperty("onDark", True)
        self.foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.foot.clicked.connect(self.ended)
        self._hint = label(_("Alt and a number: to a step"), wrap=False)
        for words in (self._head, self._second, self._hint):
            words.setProperty("on", "side")
        column = Column(0, (10, 8, 0, 10))
        column.add(self._head)
        column.add(self._second)
        column.gap(6)
        for entry in entries:
            column.add(entry, stretch=1)
        column.stretch(0)
        column.add(self._hint)
        column.gap(4)
        below = Row(0, (0, 0, 12, 0))
        below.add(self.foot)
        column.add(below)
        self.setLayout(column)
        self.rescale()

    def tell(self, title: str, second: str) -> None:
        """Say at the top which work this is."""
        self.title = title
        self._head.setText(title)
        self._second.setText(second)

    def words(self) -> tuple[str, str]:
        """Title and second line."""
        return self._head.text(), self._second.text()

    def show_state(self, name: str, mark: Mark, count: str) -> None:
        """Say how far a part is."""
        for entry in self._entries:
            if entry.name == name:
                entry.show_state(mark, count)

    def states(self) -> dict[str, tuple[Mark, str]]:
        """How far each part is, as shown."""
        return {entry.name: (entry.state(), entry.count) for entry in self._entries}

    def parts(self) -> list[QPushButton]:
        return [*self.entries, self.foot]

    def rescale(self) -> None:
        """Follow the size of the text."""
        super().rescale()
        for words in (self._head, self._second, self._hint):
            words.setContentsMargins(px(10), 0, px(10), 0)
            repolish(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The hint goes first where there is little room."""
        around = px(8 + 10 + 6 + 4 + BUTTON) + 3 * self._hint.sizeHint().height()
        needed = around + len(self._entries) * px(_LOWEST)
        self._hint.setVisible(self.height() >= needed)
