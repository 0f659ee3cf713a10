"""Lines of a list on a card: things to do with their button, and marks with their words."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.button import Button
from ui.kit.labels import body, bold, muted
from ui.kit.layout import Column, Row, card, plain, rule
from ui.kit.notice import IconLabel


def todo_row(icon: str, what: str, why: str, button: Button | None = None) -> QWidget:
    """Something to do: what in bold, why below, one verb at the right."""
    words = Column(0)
    words.add(bold(what))
    if why:
        words.add(muted(why))
    row = Row(16, (16, 11, 16, 11))
    row.addWidget(IconLabel(icon), 0, Qt.AlignmentFlag.AlignVCenter)
    row.add(words, stretch=1)
    if button is not None:
        row.add(button)
    return plain(row)


def stack(rows: Iterable[QWidget]) -> QFrame:
    """Rows below each other on one card, with thin lines between."""
    column = Column(0)
    for number, row in enumerate(rows):
        if number:
            column.add(rule())
        column.add(row)
    return card(column)


def mark_line(icon: str, text: str, token: str = "pri") -> QWidget:
    """An icon and the words that say the same; they wrap beside it."""
    row = Row(12)
    row.addWidget(IconLabel(icon, token, 24), 0, Qt.AlignmentFlag.AlignTop)
    row.add(body(text), stretch=1)
    return plain(row)
