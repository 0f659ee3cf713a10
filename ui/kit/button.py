"""The one kind of button: icon, verb with its thing, and the key that does the same."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.style import BODY, SECTION, SMALL, look


class Button(QPushButton):
    """A push button painted by us, so that no text is ever cut.

    `kind` is "plain", "primary" (one per page), "danger" or "choice" (a big radio button);
    `key` is the hint shown in a small frame, such as "Ctrl N".
    """

    def __init__(
        self,
        text: str,
        act: Callable[[], object] | None = None,
        *,
        icon: str = "",
        key: str = "",
        kind: str = "plain",
        big: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.icon_name, self.key, self.kind, self.big = icon, key, kind, big
        self._act = act
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if act is not None:
            self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()

    def set_text(self, text: str) -> None:
        """Show another verb."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Make it the page's main button, or a plain one again."""
        self.kind = kind
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    # --- measures ---------------------------------------------------------------------------

    def _bold(self) -> bool:
        return self.kind == "primary" or (self.kind == "choice" and self.isChecked())

    def _parts(self) -> tuple[int, int, int, int, int]:
        """Padding, icon size, text width, key frame width, gap: in pixels."""
        now = look()
        font = now.font(SECTION if self.big else BODY, bold=self.kind in ("primary", "choice"))
        text = QFontMetrics(font).horizontalAdvance(self.text()) + 2 if self.text() else 0
        hint = QFontMetrics(now.font(SMALL)).horizontalAdvance(self.key) if self.key else 0
        return (
            now.px(22 if self.big else 15),
            now.px(24) if self.icon_name else 0,
            text,
            hint + 2 * now.px(6) if hint else 0,
            now.px(10),
        )

    def sizeHint(self) -> QSize:
        now = look()
        padding, icon, text, key, gap = self._parts()
        parts = [part for part in (icon, text, key) if part]
        width = 2 * padding + sum(parts) + gap * (len(parts) - 1)
        height = now.px(56 if self.big else 46)
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # --- painting ---------------------------------------------------------------------------

    def _colours(self) -> tuple[str, str, str, int]:
        """Fill, text, border, border width."""
        theme = look().theme
        if not self.isEnabled():
            return theme.surface, theme.ink2, theme.line, 1
        if self.kind == "primary":
            return theme.pri, theme.onpri, theme.pri, 1
        if self.kind == "danger":
            return theme.surface, theme.bad, theme.bad, 2
        if self.isCheckable() and self.isChecked():
            return theme.tint, theme.ink, theme.pri, 2
        return theme.surface, theme.ink, theme.line, 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = look()
        fill, ink, border, width = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(border), width)
        if not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(now.theme.sunk if self.isDown() and self.kind == "plain" else fill))
        inset = (width + 1) // 2
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), 6, 6)
        padding, icon, text, key, gap = self._parts()
        parts = [part for part in (icon, text, key) if part]
        total = sum(parts) + gap * (len(parts) - 1)
        left_aligned = self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding
        x = padding if left_aligned else max(padding, (self.width() - total) // 2)
        if icon:
            name, colour = self.icon_name, ink
            if self.kind == "choice":
                name = "circle-check" if self.isChecked() else "circle"
                colour = now.theme.pri if self.isChecked() else now.theme.ink
            icons.paint(painter, name, colour, x, (self.height() - icon) // 2, icon)
            x += icon + gap
        if text:
            painter.setPen(QColor(ink))
            painter.setFont(now.font(SECTION if self.big else BODY, bold=self._bold()))
            painter.drawText(
                QRect(x, 0, text, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
            )
            x += text + gap
        if key:
            frame = QRect(x, (self.height() - now.px(26)) // 2, key, now.px(26))
            painter.setPen(
                QPen(QColor(now.theme.onpri if fill == now.theme.pri else now.theme.line))
            )
            painter.setBrush(
                Qt.BrushStyle.NoBrush if fill == now.theme.pri else QColor(now.theme.canvas)
            )
            painter.drawRoundedRect(frame, 4, 4)
            painter.setPen(QColor(ink))
            painter.setFont(now.font(SMALL))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.key)
        painter.end()


def choice(text: str, parent: QWidget | None = None) -> Button:
    """One of a few big radio buttons."""
    button = Button(text, icon="circle", kind="choice", parent=parent)
    button.setCheckable(True)
    return button
