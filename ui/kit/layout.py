"""Layouts whose spacing is written at 100 % and follows the size of the text, and the frames
they fill: cards, plain areas, two parts side by side."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from ui.kit.style import px

Margins = tuple[float, float, float, float]
"""Left, top, right, bottom, in px at 100 %."""

NONE: Margins = (0, 0, 0, 0)


class _Box(QBoxLayout):
    """A row or a column. Spacing and margins are at 100 %."""

    def __init__(
        self, direction: QBoxLayout.Direction, spacing: float, margins: Margins = NONE
    ) -> None:
        super().__init__(direction)
        self._spacing, self._margins = spacing, margins
        self._gaps: list[tuple[QSpacerItem, float]] = []
        self.rescale()

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout at the end."""
        if isinstance(item, QWidget):
            self.addWidget(item, stretch)
        else:
            self.addLayout(item, stretch)

    def stretch(self, factor: int = 1) -> None:  # type: ignore[override]
        """Let empty room grow here."""
        self.addStretch(factor)

    def gap(self, at_100: float) -> None:
        """More room here than the usual spacing."""
        spacer = QSpacerItem(0, 0)
        self.addSpacerItem(spacer)
        self._gaps.append((spacer, at_100))
        self._size_gaps()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setSpacing(px(self._spacing))
        self.setContentsMargins(*(px(margin) for margin in self._margins))
        self._size_gaps()

    def clear(self) -> None:
        """Take out and delete everything in it."""
        self._gaps.clear()
        _clear(self)

    def _size_gaps(self) -> None:
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        for spacer, gap in self._gaps:
            if self.direction() is QBoxLayout.Direction.LeftToRight:
                spacer.changeSize(px(gap), 0, fixed, free)
            else:
                spacer.changeSize(0, px(gap), free, fixed)
        self.invalidate()


class Column(_Box):
    """Things below each other."""

    def __init__(self, spacing: float = 12, margins: Margins = NONE) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, spacing, margins)


class Row(_Box):
    """Things beside each other."""

    def __init__(self, spacing: float = 12, margins: Margins = NONE) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, spacing, margins)


class Cells(QGridLayout):
    """Rows and columns; fill it with `addWidget(widget, row, column)`."""

    def __init__(self, across: float = 12, down: float = 8, margins: Margins = NONE) -> None:
        super().__init__()
        self._across, self._down, self._margins = across, down, margins
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setHorizontalSpacing(px(self._across))
        self.setVerticalSpacing(px(self._down))
        self.setContentsMargins(*(px(margin) for margin in self._margins))

    def clear(self) -> None:
        """Take out and delete everything in it."""
        _clear(self)


class Flow(QLayout):
    """Widgets in a row that goes on in the next line when the width is used up."""

    def __init__(self, spacing: float = 8, *, right: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._spacing, self._right = spacing, right
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self.addWidget(widget)

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.invalidate()

    def clear(self) -> None:
        """Take out and delete everything in it."""
        _clear(self)

    def items(self) -> list[QLayoutItem]:
        """What is in it, in order."""
        return list(self._items)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        gaps = px(self._spacing) * max(len(hints) - 1, 0)
        return QSize(
            sum(hint.width() for hint in hints) + gaps,
            max((hint.height() for hint in hints), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._shown():
            size = item.sizeHint()
            if size.width() > width > 0:
                size.setWidth(max(width, item.minimumSize().width()))
            if not lines or used + px(self._spacing) + size.width() > width:
                lines.append([])
                used = 0
            used += size.width() + (px(self._spacing) if lines[-1] else 0)
            lines[-1].append((item, size))
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap, y = px(self._spacing), rect.y()
        for number, line in enumerate(self._lines(rect.width())):
            y += gap if number else 0
            height = max(size.height() for _item, size in line)
            x = rect.x()
            if self._right:
                used = sum(size.width() for _item, size in line) + gap * (len(line) - 1)
                x += max(rect.width() - used, 0)
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + gap
            y += height
        return y - rect.y()


class SideBySide(QWidget):
    """Two parts beside each other, or below each other where the width is too small for both.

    `share` is how much of the width the first one gets, in per cent. With `least`, a width at
    100 %, they stand beside each other from there on, however long their texts are now.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        share: int = 60,
        gap: float = 16,
        *,
        least: float = 0,
    ) -> None:
        super().__init__()
        self._parts, self._least = (first, second), least
        self._box = _Box(QBoxLayout.Direction.LeftToRight, gap)
        self._box.addWidget(first, share)
        self._box.addWidget(second, 100 - share)
        self._share = share
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn(event.size().width())

    def minimumSizeHint(self) -> QSize:
        # Whatever the direction now, the other one is one resize away.
        widths = [part.minimumSizeHint().width() for part in self._parts]
        return QSize(max(widths), self._box.minimumSize().height())

    def _turn(self, width: int) -> None:
        if self._least:
            _turn(self._box, beside=width >= px(self._least))
            return
        first, second = (part.sizeHint().width() for part in self._parts)
        _turn(self._box, beside=first + second + self._box.spacing() <= width)


class Apart(QWidget):
    """Two parts at both ends of a row, or below each other where the width is too small.

    With `grow` the first one takes the room between them: a sentence that would wrap.
    """

    def __init__(
        self, first: QWidget, second: QWidget, gap: float = 32, *, grow: bool = False
    ) -> None:
        super().__init__()
        self._parts = (first, second)
        self._box = _Box(QBoxLayout.Direction.LeftToRight, gap)
        self._box.addWidget(first, 1 if grow else 0)
        if not grow:
            self._box.addStretch(1)
        self._box.addWidget(second)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        needed = sum(part.sizeHint().width() for part in self._parts) + 2 * self._box.spacing()
        _turn(self._box, beside=needed <= self.width())

    def minimumSizeHint(self) -> QSize:
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(widest, self._box.minimumSize().height())


class Content(QWidget):
    """What scrolls when it does not fit. Its height follows from its width, or a sentence that
    would wrap in a narrower page would make a wide one scroll."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.setProperty("ringHost", True)
        self.setLayout(layout)
        self._content = layout

    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSize().width(), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._content.minimumHeightForWidth(width)


def card(layout: QLayout, *, frame: str = "card") -> QFrame:
    """A white surface with a thin line around `layout`; `frame` is a name in the sheet."""
    surface = QFrame()
    surface.setProperty("frame", frame)
    surface.setLayout(layout)
    return surface


def padded(spacing: float = 8) -> Column:
    """A column with the usual padding of a card."""
    return Column(spacing, (18, 14, 18, 14))


def plain(layout: QLayout) -> QWidget:
    """A widget that holds a layout and shows nothing itself."""
    area = QWidget()
    area.setLayout(layout)
    return area


def rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setProperty("frame", "rule")
    return line


def _turn(box: QBoxLayout, *, beside: bool) -> None:
    ways = QBoxLayout.Direction
    direction = ways.LeftToRight if beside else ways.TopToBottom
    if box.direction() is not direction:
        box.setDirection(direction)
        if (holder := box.parentWidget()) is not None:
            holder.updateGeometry()


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _clear(inner)
            inner.deleteLater()
