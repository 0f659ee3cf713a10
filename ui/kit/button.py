"""The button: icon, verb, and its key in a small frame, painted so that nothing is ever cut."""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.base.text import N_, _
from ui.kit import icons
from ui.kit.style import BODY, BUTTON, KEY, MAIN_BUTTON, SECTION, TEXT_FLAGS, Look, look

Kind = Literal["plain", "primary", "danger"]

# Keys that mean something to the place where focus stands; a button only says so.
_HINTS = {"Enter", "Esc", "Space"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEY_NAMES = {
    "Space": N_("Space"),
    "Home": N_("Home"),
    "PgUp": N_("Page Up"),
    "PgDown": N_("Page Down"),
}


def key_words(key: str) -> str:
    """A key as it is printed on a button: "Ctrl+Return" is "Ctrl Enter"."""
    parts = key.replace("++", "+Plus").split("+")
    named = {"Return": "Enter", "Plus": "+", "Minus": "−", "-": "−"}
    return " ".join(
        _(_KEY_NAMES[part]) if part in _KEY_NAMES else named.get(part, part) for part in parts
    )


def sequences(key: str) -> list[QKeySequence]:
    """What to listen for; Enter stands on the keyboard twice."""
    if key.endswith("Enter"):
        stem = key.removesuffix("Enter")
        return [QKeySequence(f"{stem}Return"), QKeySequence(f"{stem}Enter")]
    return [QKeySequence(key)]


class Button(QPushButton):
    """A verb to press.

    `key` such as "Ctrl+N" works while the button is visible and on; "Enter", "Esc" and "Space"
    are only printed. One without words has no room for its key. `main` is the larger form at the
    end of a form or on an empty page, `tight` the smaller one of the top bar, where `show_key` and
    `show_icon` are shed.
    """

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = "plain",
        main: bool = False,
        tight: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(text)
        self.icon_name, self.key, self.kind, self.main = icon, key, kind, main
        self.tight, self.show_key, self.show_icon = tight, True, True
        self.reason = ""
        self._name = name or text
        self.setAccessibleName(self._name)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setProperty("ring", True)
        self._shortcuts: list[QShortcut] = []
        if key and key not in _HINTS:
            for sequence in sequences(key):
                shortcut = QShortcut(sequence, self)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(self.click)
                self._shortcuts.append(shortcut)

    def off(self, reason: str) -> None:
        """Let it not be pressed, and say why beside its verb."""
        self.reason = reason
        self.setEnabled(False)
        self.setAccessibleName(f"{self._name}: {reason}")
        self.setToolTip(reason)
        self.updateGeometry()

    def on(self) -> None:
        """Let it be pressed again."""
        self.reason = ""
        self.setEnabled(True)
        self.setAccessibleName(self._name)
        self.setToolTip("")
        self.updateGeometry()

    def rename(self, text: str, icon: str | None = None) -> None:
        """Give it another verb."""
        self.setText(text)
        self._name = text
        self.setAccessibleName(f"{text}: {self.reason}" if self.reason else text)
        if icon is not None:
            self.icon_name = icon
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses what is framed; only what cannot be undone wants Space or its own key.
        if event.key() in _ENTER and not event.modifiers() and self.kind != "danger":
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        now = look()
        height = now.px(MAIN_BUTTON if self.main else 44 if self.tight else BUTTON)
        if not self.text():
            return QSize(height, height)
        return QSize(max(self._width(now) + 2 * self._side(now), height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter, now)
        x = (self.width() - self._width(now)) / 2 if self._centred() else self._side(now)
        for part, width in self._parts(now):
            if part == "icon":
                size = now.px(icons.SMALL)
                icons.paint(
                    painter, self.icon_name, ink.name(), x, (self.height() - size) / 2, size
                )
            elif part == "key":
                clear = self.kind == "primary"
                area = QRectF(x, 0, width, self.height())
                on = ink if clear else now.color("ink")
                paint_key(painter, now, area, key_words(self.key), on, clear=clear)
            else:
                painter.setFont(self._font(now))
                painter.setPen(ink)
                painter.drawText(QRectF(x, 0, width, self.height()), TEXT_FLAGS, part)
            x += width + now.px(10)

    def _side(self, now: Look) -> int:
        return now.px(22 if self.main else 12 if self.tight else 15)

    def _centred(self) -> bool:
        return self.main or self.kind == "primary" or not self.text() or self._fits_exactly()

    def _fits_exactly(self) -> bool:
        return self.width() <= self.sizeHint().width() + 1

    def _font(self, now: Look) -> QFont:
        return now.font(SECTION if self.main else BODY, bold=self.kind == "primary")

    def _words(self) -> str:
        return f"{self.text()} ({self.reason})" if self.reason else self.text()

    def _parts(self, now: Look) -> Iterable[tuple[str, int]]:
        if self.icon_name and self.show_icon:
            yield "icon", now.px(icons.SMALL)
        if self.text():
            yield self._words(), QFontMetrics(self._font(now)).horizontalAdvance(self._words())
        if self.key and self.text() and self.show_key and not self.reason:
            yield "key", key_width(now, key_words(self.key))

    def _width(self, now: Look) -> int:
        widths = [width for _part, width in self._parts(now)]
        return sum(widths) + now.px(10) * (len(widths) - 1)

    def _paint_ground(self, painter: QPainter, now: Look) -> QColor:
        """Fill and frame it; returns the colour of what stands on it."""
        ground, pen, ink = now.color("surface"), QPen(now.color("line"), 1), now.color("ink")
        if not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
            ink = now.color("ink2")
        elif self.kind == "primary":
            ground, pen, ink = now.color("pri"), QPen(now.color("pri"), 1), now.color("on_pri")
        elif self.kind == "danger":
            pen, ink = QPen(now.color("bad"), 2), now.color("bad")
        elif self.isCheckable() and self.isChecked():
            ground, pen = now.color("tint"), QPen(now.color("pri"), 2)
        if self.isDown():
            pen.setWidth(3)
        painter.setBrush(ground)
        painter.setPen(pen)
        inset = pen.width() / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, now.px(6), now.px(6))
        return ink


def key_width(now: Look, words: str) -> int:
    """How wide a key in its frame is."""
    return max(QFontMetrics(now.font(KEY)).horizontalAdvance(words) + now.px(13), now.px(26))


def paint_key(
    painter: QPainter, now: Look, area: QRectF, words: str, ink: QColor, *, clear: bool = False
) -> None:
    """Draw a key in its frame into the middle of `area`; `clear` lets the ground shine through."""
    height = now.px(26)
    frame = QRectF(area.x() + 0.5, area.center().y() - height / 2, area.width() - 1, height)
    painter.setBrush(Qt.BrushStyle.NoBrush if clear else now.color("canvas"))
    painter.setPen(QPen(ink if clear else now.color("line"), 1))
    painter.drawRoundedRect(frame, now.px(4), now.px(4))
    painter.setFont(now.font(KEY))
    painter.setPen(ink)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
