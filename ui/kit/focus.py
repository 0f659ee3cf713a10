"""The ring around whatever has focus: 3 px, outside a 2 px yellow gap. A style sheet cannot draw
outside a widget, so one transparent widget follows the focus through the window."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.kit.style import look

RING, GAP = 3, 2
_FOLLOWED = {
    *(QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide),
    *(QEvent.Type.EnabledChange, QEvent.Type.LayoutRequest),
}


class FocusRing(QWidget):
    """Rings the focused widget of a window when that has the property "ring".

    It lies in the nearest ancestor with the property "ringHost" (the content of a scroll area, so
    that it scrolls along and is cut with it), else in the window itself.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        elif event.type() is QEvent.Type.DeferredDelete and watched is self._host():
            self.setParent(self._window)  # outlive the page that it lies in
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None:
            return
        now = look()
        dark = bool(self._target.property("onDark"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = now.px(6)
        outer = QRectF(self.rect()).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2)
        painter.setPen(QPen(now.color("ring"), RING))
        painter.drawRoundedRect(outer, radius + GAP + RING / 2, radius + GAP + RING / 2)
        inset = RING + GAP / 2
        painter.setPen(QPen(now.color("glow"), GAP + dark))
        inner = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(inner, radius + GAP / 2, radius + GAP / 2)

    def _follow(self, _before: QWidget | None, after: QWidget | None) -> None:
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if not isValid(self._window):
            return
        if after is not None and after.property("ring") and after.window() is self._window:
            self._target = after
            host = self._host()
            self._watched = [*_between(after, host), host]
            for widget in self._watched:
                widget.installEventFilter(self)
            if self.parentWidget() is not host:
                self.setParent(host)
        self._place()

    def _host(self) -> QWidget:
        if self._target is None:
            return self._window
        above = _between(self._target, self._window)
        return next((widget for widget in above if widget.property("ringHost")), self._window)

    def _place(self) -> None:
        target, host = self._target, self.parentWidget()
        if target is None or host is None or not target.isVisible() or not target.isEnabled():
            self.hide()
            return
        reach = RING + GAP
        at = target.mapTo(host, QPoint(0, 0))
        self.setGeometry(QRect(at, target.size()).adjusted(-reach, -reach, reach, reach))
        self.show()
        self.raise_()
        self.update()


def _between(widget: QWidget, ancestor: QWidget) -> list[QWidget]:
    """The widget and what it lies in, up to but without `ancestor`."""
    found = []
    current: QWidget | None = widget
    while current is not None and current is not ancestor:
        found.append(current)
        current = current.parentWidget()
    return found
