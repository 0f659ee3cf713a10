"""Texts on a page: a label by its role, and rows and columns without ceremony."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.style import look


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A text; `role` is "title", "figure", "section", "strong", "hint", "error" or plain."""
    found = QLabel(text)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setProperty("role", role)
    found.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        found.setSizePolicy(policy)
    return found


def set_role(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet asks for, and draw the widget anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _fill(layout: QBoxLayout, parts: Iterable[QWidget | QLayout | int | None], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look().px(gap))
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addSpacing(look().px(part))


def row(*parts: QWidget | QLayout | int | None, gap: int = 12) -> QHBoxLayout:
    """Side by side; None takes the free room, a number is a space at 100 %."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap)
    return layout


def column(*parts: QWidget | QLayout | int | None, gap: int = 12) -> QVBoxLayout:
    """One under the other; None takes the free room, a number is a space at 100 %."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap)
    return layout


def card(*parts: QWidget | QLayout | int | None, gap: int = 8) -> QFrame:
    """A white surface with a thin line, holding its parts one under the other."""
    frame = QFrame()
    frame.setProperty("card", "true")
    layout = column(*parts, gap=gap)
    px = look().px
    layout.setContentsMargins(px(18), px(14), px(18), px(14))
    frame.setLayout(layout)
    return frame


def notice(kind: str, *parts: QWidget | QLayout | int | None) -> QFrame:
    """A framed line that says how things are: `kind` is "bad", "warn" or "good"."""
    frame = QFrame()
    frame.setProperty("notice", kind)
    layout = row(*parts)
    px = look().px
    layout.setContentsMargins(px(14), px(9), px(14), px(9))
    frame.setLayout(layout)
    return frame


def hair() -> QFrame:
    """A thin line between rows."""
    frame = QFrame()
    frame.setProperty("line", "hair")
    return frame


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, at once and for good."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
            inner.deleteLater()
