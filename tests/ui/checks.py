"""What holds for every screen at every size: nothing cut, everything named, nothing too small."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from ui.kit.style import px

W = TypeVar("W", bound=QWidget)
SIZES = (100, 150, 200)
WIDTHS = (1366, 1024)
HEIGHT = 697


def check_page(page: QWidget) -> None:
    """All three checks on a page or window that is shown."""
    settle()
    problems = [*cut(page), *nameless(page), *too_small(page)]
    assert not problems, "\n".join(problems)


def settle() -> None:
    """Let layouts come to rest; a scroll area needs a few rounds."""
    for _round in range(10):
        QApplication.processEvents()


def cut(page: QWidget) -> Iterator[str]:
    """Texts that do not fit their widget, and pages that would have to scroll sideways."""
    for label in _seen(page, QLabel):
        text = label.text()
        if not text:
            continue
        room = label.contentsRect()
        if label.wordWrap():
            if label.heightForWidth(label.width()) > label.height() + 2:
                yield f"cut below: {text!r} needs {label.heightForWidth(label.width())} px"
            words = text.split() if label.textFormat() is Qt.TextFormat.PlainText else []
            widest = max(
                (QFontMetrics(label.font()).horizontalAdvance(w) for w in words), default=0
            )
        else:
            widest = QFontMetrics(label.font()).horizontalAdvance(text)
        if widest > room.width() + 1:
            yield f"cut at the right: {text!r} needs {widest} px, has {room.width()}"
    for button in _seen(page, QAbstractButton):
        needed = button.sizeHint()
        if button.hasHeightForWidth():  # its words wrap
            needed = QSize(button.minimumSizeHint().width(), button.heightForWidth(button.width()))
        if needed.width() > button.width() or needed.height() > button.height():
            yield f"cut: {button.text()!r} needs {needed}, has {button.size()}"
    for area in (*_seen(page, QScrollArea), *([page] if isinstance(page, QScrollArea) else [])):
        inside = area.widget()
        if inside is not None and inside.width() > area.viewport().width():
            yield f"scrolls sideways: {inside.width()} px in {area.viewport().width()}"


def nameless(page: QWidget) -> Iterator[str]:
    """Widgets that take focus and have nothing to say to a screen reader."""
    for widget in _interactive(page):
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not widget.accessibleName() and not text:
            yield f"no accessible name: {type(widget).__name__} at {widget.pos()}"


def too_small(page: QWidget) -> Iterator[str]:
    """Targets below 44 px at 100 %."""
    least = px(44)
    for widget in _interactive(page):
        if isinstance(widget, QAbstractItemView) or widget.property("cell"):
            continue
        if widget.height() < least or widget.width() < least:
            yield f"too small: {widget.accessibleName()!r} is {widget.size()}, not {least}"


def _interactive(page: QWidget) -> Iterator[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractScrollArea)
    for widget in _seen(page, QWidget):
        if isinstance(widget, kinds) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def _seen(page: QWidget, kind: type[W]) -> Iterator[W]:
    return (widget for widget in page.findChildren(kind) if widget.isVisibleTo(page.window()))
