"""Frames that speak in the page: an error, a caution, good news. They stay until closed."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.labels import body, label
from ui.kit.layout import Column, Flow, Row, plain
from ui.kit.style import look, px

Tone = Literal["bad", "warn", "info"]

_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "info": "circle-check"}
_INKS = {"bad": "bad", "warn": "warn", "info": "pri"}


class IconLabel(QWidget):
    """An icon that stands beside its word; the word is what is read out."""

    def __init__(self, name: str, token: str = "pri", size: float = icons.LARGE) -> None:
        super().__init__()
        self.icon_name, self.token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rescale()

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self.icon_name, self.token = name, token
        self.update()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setFixedSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        color = getattr(look().tokens, self.token)
        icons.paint(QPainter(self), self.icon_name, color, 0, 0, self.width())


class Notice(QFrame):
    """What happened in bold, what that means below, and what can be done about it."""

    def __init__(
        self, tone: Tone, what: str, text: str = "", *buttons: QWidget, icon: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("frame", tone)
        self.tone, self.what, self.text = tone, what, text
        self.setAccessibleName(f"{what} {text}".strip())
        words = Column(2)
        words.add(label(what, "section" if text else "bold"))
        if text:
            words.add(body(text))
        if buttons:
            flow = Flow()
            for button in buttons:
                flow.add(button)
            words.gap(6)
            words.add(plain(flow))
        row = Row(16, (18, 12, 18, 12))
        mark = IconLabel(icon or _ICONS[tone], _INKS[tone])
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.add(words, stretch=1)
        self.setLayout(row)
