"""Words on a page, each in one of the few sizes and colours that the house has."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.layout import Cells, plain


def label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """A text in a role of the sheet: title, big, section, bold, muted, small, error, green."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # a name may hold anything
    made.setIndent(0)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if role:
        made.setProperty("role", role)
    return made


def title(text: str) -> QLabel:
    """The name of a page."""
    return label(text, "title")


def section(text: str) -> QLabel:
    """The head of a part of a page."""
    return label(text, "section")


def big(text: str) -> QLabel:
    """A figure or a day that matters most."""
    return label(text, "big")


def body(text: str) -> QLabel:
    """A sentence; it wraps."""
    return label(text)


def bold(text: str) -> QLabel:
    """A sentence that is read first."""
    return label(text, "bold")


def muted(text: str) -> QLabel:
    """A second line, a hint."""
    return label(text, "muted")


def line(text: str, role: str = "") -> QLabel:
    """A few words that stay in one line."""
    return label(text, role, wrap=False)


def rich(markup: str) -> QLabel:
    """A sentence with <b> in it. Escape what comes from people: `html.escape`."""
    made = label(markup)
    made.setTextFormat(Qt.TextFormat.RichText)
    return made


def facts(pairs: Iterable[tuple[str, str]], share: int = 40) -> QWidget:
    """Names of things on the left, in `share` per cent of the width, what they are on the right."""
    cells = Cells(across=16, down=4)
    for row, (name, value) in enumerate(pairs):
        top = Qt.AlignmentFlag.AlignTop
        cells.addWidget(muted(name), row, 0, top)
        cells.addWidget(body(value), row, 1, top)
    cells.setColumnStretch(0, share)
    cells.setColumnStretch(1, 100 - share)
    return plain(cells)
