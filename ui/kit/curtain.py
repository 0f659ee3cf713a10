"""The curtain: covers the whole window at once, so that passers-by read nothing. Coming back asks
for the passphrase where the book has one. Nothing behind it is lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.base.errors import UserError
from app.base.text import _, ngettext
from ui.kit.button import Button
from ui.kit.entries import PassphraseField
from ui.kit.fields import ENTER
from ui.kit.labels import body, title
from ui.kit.layout import Column, Content, Flow, Row, card, padded, plain
from ui.kit.notice import IconLabel
from ui.kit.style import look, px

WIDEST = 880
"""The width of its card at 100 %."""


class Curtain(QWidget):
    """`opened` when the same officer is back, `left` when somebody else wants to sign in.

    `prove(passphrase, waited)` raises UserError while it is wrong; None where nothing is asked.
    When the next try has to wait for more than a second by `delay()`, the seconds are counted here.
    """

    opened = Signal()
    left = Signal()

    def __init__(
        self,
        parent: QWidget,
        who: str,
        prove: Callable[[str, bool], object] | None,
        delay: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__(parent)
        self._prove, self._delay, self._seconds = prove, delay, 0
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self.tick)
        self.setProperty("always", True)
        self.setAccessibleName(_("The screen is covered"))
        self.passphrase = PassphraseField(_("Passphrase of {name}").format(name=who))
        self.passphrase.edit.acts = True
        self.passphrase.edit.entered.connect(self.try_open)
        self.back = Button(_("Uncover"), icon="eye", key="Enter", kind="primary", main=True)
        self.other = Button(_("Somebody else signs in"), icon="user", main=True)
        self.back.clicked.connect(self.try_open)
        self.other.clicked.connect(self.left)
        head = Row(16)
        head.add(IconLabel("eye-off", "pri", 48))
        head.add(title(_("The screen is covered")), stretch=1)
        buttons = Flow(16)
        buttons.add(self.back)
        buttons.add(self.other)
        inside = padded(14)
        inside.add(head)
        inside.add(body(_("Everything is saved. {name} is at work.").format(name=who)))
        inside.add(self.passphrase)
        inside.add(plain(buttons))
        if prove is None:  # only hidden: shown before it has a parent, it would be a window
            self.passphrase.hide()
        self._card = card(inside)
        self._card.setMaximumWidth(px(WIDEST))
        across = Row(0, (24, 24, 24, 24))
        across.stretch(1)
        across.add(self._card, stretch=1000)
        across.stretch(1)
        down = Column(0)
        down.stretch(1)
        down.add(across)
        down.stretch(2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(Content(down))
        everything = Column(0)
        everything.add(scroll)
        self.setLayout(everything)
        self.setGeometry(parent.rect())

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._card.setMaximumWidth(px(WIDEST))

    def first(self) -> QWidget:
        """Where the focus goes."""
        return self.back if self._prove is None else self.passphrase.first()

    def try_open(self) -> None:
        """Open when the passphrase is right; else say so, and keep what was typed."""
        if self._seconds:
            return
        if self._prove is not None and self._delay() > 1:
            self._seconds = self._delay() + 1
            self._timer.start()
            self.tick()
            return
        self._open(waited=False)

    def tick(self) -> None:
        """One second of the wait is over; after the last one the passphrase is tried."""
        self._seconds -= 1
        if self._seconds > 0:
            text = ngettext(
                "Several tries did not fit. Please wait {n} second.",
                "Several tries did not fit. Please wait {n} seconds.",
                self._seconds,
            )
            self.passphrase.problem(text.format(n=self._seconds))
        else:
            self._seconds = 0
            self._timer.stop()
            self._open(waited=True)

    def _open(self, *, waited: bool) -> None:
        try:
            if self._prove is not None:
                self._prove(self.passphrase.text(), waited)
        except UserError as error:
            self.passphrase.problem(str(error))
            self.passphrase.edit.selectAll()
            self.passphrase.edit.setFocus()
            return
        self.opened.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.raise_()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.try_open()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.color("canvas"))
        painter.fillRect(0, 0, px(28), self.height(), now.color("side"))
