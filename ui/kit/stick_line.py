"""The line that says which stick is used, and lets another place be chosen."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame

from app.base.text import _
from app.stick import drives
from app.stick.drives import Drive
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.labels import rich
from ui.kit.layout import Apart, Column, Flow, Row, plain
from ui.kit.notice import IconLabel
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import repolish

LOOKS_EVERY = 2_000
"""Milliseconds between two looks for a stick that was plugged in or pulled out meanwhile."""


class StickLine(QFrame):
    """The first stick that is plugged in, or a folder that was chosen; `chosen` tells of one.

    `need` is how many bytes are to be written, 0 for reading.
    """

    chosen = Signal()

    def __init__(self, session: Session, question: str) -> None:
        super().__init__()
        self._session, self._question = session, question
        self.folder: Path | None = None
        self.need = 0
        self._mark = IconLabel("stick")
        self._words = rich("")
        self.again = Button(_("Look again"), icon="refresh-cw")
        self.again.clicked.connect(self.look)
        self.other = Button(_("Choose another place"), icon="stick")
        self.other.clicked.connect(self.choose)
        said = Row(14)
        said.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        said.add(self._words, stretch=1)
        acts = Flow(8)
        acts.add(self.again)
        acts.add(self.other)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY)
        self._timer.timeout.connect(self._look_for_news)
        self._seen: list[Path] = []
        inside = Column(0, (18, 10, 18, 10))
        inside.add(Apart(plain(said), plain(acts), gap=16, grow=True))
        self.setLayout(inside)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def drive(self) -> Drive | None:
        """Where to write or read; None when nothing is plugged in and nothing was chosen."""
        if self.folder is not None:
            return drives.describe(self.folder)
        roots = self._plugged_in()
        return drives.describe(roots[0]) if roots else None

    def _plugged_in(self) -> list[Path]:
        return self._session.club.ports.drives() if self._session.has_club else []

    def _look_for_news(self) -> None:
        if self._plugged_in() != self._seen:
            self.look()

    @guard
    def look(self) -> None:
        """Look for sticks again, and say what was found."""
        self._seen = self._plugged_in()
        drive = self.drive()
        self.again.setVisible(drive is None)
        if drive is None:
            what = _("No USB stick found.")
            rest = _("Plug it in and look again, or choose a folder.")
        else:
            what = _("Found: {name}.").format(name=drive.name or str(drive.root))
            rest = ""
            if self.need:
                rest = _("{free} are free, {need} are needed.").format(
                    free=_in_words(drive.free), need=_in_words(self.need)
                )
        self._mark.set_icon("stick", "warn" if drive is None else "pri")
        self._words.setText(f"<b>{escape(what)}</b> {escape(rest)}")
        self.setAccessibleName(f"{what} {rest}".strip())
        frame = "warn" if drive is None else "info"
        if self.property("frame") != frame:
            self.setProperty("frame", frame)
            repolish(self)

    @guard
    def choose(self) -> None:
        """Let a folder be chosen."""
        folder = pick.folder(self, self._question)
        if folder is not None:
            self.folder = folder
            self.look()
            self.chosen.emit()


def _in_words(size: int) -> str:
    if size >= 10**9:
        return f"{size // 10**9} GB"
    if size >= 10**6:
        return f"{size // 10**6} MB"
    return f"{-(-size // 1000)} kB"
