"""Choosing: big radio buttons for one of a few, tick boxes for any of some. Never a drop-down."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.fields import ENTER, Field
from ui.kit.layout import Cells, Flow, plain
from ui.kit.style import BUTTON, TEXT_FLAGS, look, px

Options = Sequence[tuple[str, str]]
"""Codes and the words shown for them."""

_BETWEEN = 8
_TICK_ROOM = 28 + 10 + 12
"""What a tick box needs beside its words."""


class Option(QRadioButton):
    """One of a few values, as big as a button."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring", True)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(look().font(bold=True)).horizontalAdvance(self.text())
        return QSize(words + px(icons.SMALL + 10 + 2 * 15) + 2, px(BUTTON))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            group = self.group()
            group.buttons()[-1].focusNextChild()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        on = self.isChecked()
        wrong = bool(self.property("wrong"))
        line = "bad" if wrong else "pri" if on else "line"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.color(line), 2 if on or wrong else 1))
        painter.setBrush(now.color("tint" if on else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), now.px(6), now.px(6))
        size, x = now.px(icons.SMALL), now.px(15)
        name = "circle-check" if on else "circle"
        icons.paint(painter, name, now.tokens.ink, x, (self.height() - size) / 2, size)
        painter.setFont(now.font(bold=on))
        painter.setPen(now.color("ink"))
        x += size + now.px(10)
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), TEXT_FLAGS, self.text())


class TickBox(QCheckBox):
    """A big box with its words, which wrap."""

    def __init__(self, text: str, code: str = "yes") -> None:
        super().__init__(text)
        self.code = code
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("ring", True)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(look().font()).horizontalAdvance(self.text())
        return QSize(words + px(_TICK_ROOM) + 2, px(BUTTON))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(px(240), self.sizeHint().width()), px(BUTTON))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - px(_TICK_ROOM), 10_000)
        wrap = Qt.TextFlag.TextWordWrap
        words = QFontMetrics(look().font()).boundingRect(room, wrap, self.text())
        return max(px(BUTTON), words.height() + px(8))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        on = self.isChecked()
        side = now.px(28)
        box = QRectF(now.px(4) + 1, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(now.color("pri" if on else "line"), 2)
        if not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(now.color("tint" if on else "surface"))
        painter.drawRoundedRect(box, now.px(4), now.px(4))
        if on:
            size = now.px(22)
            middle = box.center()
            icons.paint(
                painter, "check", now.tokens.pri, middle.x() - size / 2, middle.y() - size / 2, size
            )
        painter.setFont(now.font())
        painter.setPen(now.color("ink" if self.isEnabled() else "ink2"))
        x = box.right() + now.px(10)
        place = QRectF(x, 0, self.width() - x, self.height())
        middle_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, middle_left | Qt.TextFlag.TextWordWrap, self.text())


class Choice(Field):
    """One of a few values as big radio buttons; its text is the chosen code, "" for none.

    With `columns` they stand in that many equal columns, else in a row that wraps: a `wide` one
    where there are many of them.
    """

    keeps_line = False

    def __init__(
        self,
        title: str,
        options: Options,
        hint: str = "",
        *,
        columns: int = 0,
        wide: bool = False,
    ) -> None:
        super().__init__(title, hint)
        self.wide = wide
        self.options = [Option(code, text) for code, text in options]
        self._group = QButtonGroup(self)
        inside: Cells | Flow
        if columns:
            inside = Cells(8, 8)
            for number, option in enumerate(self.options):
                inside.addWidget(option, number // columns, number % columns)
        else:
            inside = Flow(12)
            for option in self.options:
                inside.add(option)
        for option in self.options:
            self._group.addButton(option)
            option.setAccessibleName(f"{title}: {option.text()}" if title else option.text())
        self._group.buttonClicked.connect(self._chosen)
        self.put(plain(inside))

    def put(self, inside: QWidget) -> None:  # type: ignore[override]
        self._column.insertWidget(1, inside)

    def text(self) -> str:
        return next((option.code for option in self.options if option.isChecked()), "")

    def set_text(self, text: str) -> None:
        self._group.setExclusive(False)
        for option in self.options:
            option.setChecked(option.code == text)
        self._group.setExclusive(True)
        self.problem("")

    def first(self) -> QWidget:
        chosen = next((option for option in self.options if option.isChecked()), None)
        return chosen or self.options[0]

    def _mark_wrong(self, wrong: bool) -> None:
        for option in self.options:
            option.setProperty("wrong", wrong)
            option.update()

    def _chosen(self) -> None:
        self.problem("")
        self.edited.emit(self.text())


class Ticks(Field):
    """Any of some values as tick boxes, in `columns` where the width allows; its text is the
    chosen codes with spaces between."""

    keeps_line = False

    def __init__(
        self,
        title: str,
        options: Options,
        hint: str = "",
        *,
        columns: int = 1,
        wide: bool = False,
    ) -> None:
        self.boxes = [TickBox(text, code) for code, text in options]
        self._columns, self._shown_columns = columns, 0
        self._inside = Cells(_BETWEEN, 2)
        super().__init__(title, hint)
        self.wide = wide
        for box in self.boxes:
            box.setAccessibleName(f"{title}: {box.text()}" if title else box.text())
            box.clicked.connect(self._chosen)
        self._arrange(columns)
        self._column.insertWidget(1, plain(self._inside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def rescale(self) -> None:
        super().rescale()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # However many columns there are now, one is one resize away.
        widest = max((box.minimumSizeHint().width() for box in self.boxes), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _fit(self) -> None:
        room, gap = self.width(), px(_BETWEEN)
        least = max((box.minimumSizeHint().width() for box in self.boxes), default=1)
        self._arrange(max(1, min(self._columns, (room + gap) // (least + gap))))

    def _arrange(self, columns: int) -> None:
        if columns == self._shown_columns:
            return
        self._shown_columns = columns
        for number, box in enumerate(self.boxes):
            self._inside.removeWidget(box)
            self._inside.addWidget(box, number // columns, number % columns)
        self.updateGeometry()

    def text(self) -> str:
        return " ".join(box.code for box in self.boxes if box.isChecked())

    def set_text(self, text: str) -> None:
        chosen = text.split()
        for box in self.boxes:
            box.setChecked(box.code in chosen)
        self.problem("")

    def first(self) -> QWidget:
        return self.boxes[0]

    def _chosen(self) -> None:
        self.problem("")
        self.edited.emit(self.text())


class Tick(Ticks):
    """One tick box with its words; its text is "yes" or ""."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__("", [("yes", text)], hint)

    def checked(self) -> bool:
        """Whether it is ticked."""
        return self.boxes[0].isChecked()
