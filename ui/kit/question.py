"""A question before something that cannot be undone. It is a page, not a box: it says in figures
what will happen, its safe verb comes first, and going elsewhere means the safe answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.button import Button
from ui.kit.fields import TextField
from ui.kit.labels import big, body
from ui.kit.layout import Apart, Column, Row, card
from ui.kit.notice import IconLabel
from ui.kit.page import Page, Shell
from ui.kit.session import Session
from ui.kit.style import px

WIDEST = 760
"""The width of the frame at 100 %: a sentence stays below 70 letters."""


class Question(Page):
    """`answered` carries the reason ("" where none is asked) when the act is chosen."""

    answered = Signal(object)

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        lines: Sequence[str],
        act: str,
        keep: str,
        danger: bool,
        reason: str = "",
    ) -> None:
        super().__init__(session, shell)
        self.setAccessibleName(title)
        words = Column(8)
        words.add(big(title))
        for line in lines:
            words.add(body(line))
        top = Row(16)
        mark = IconLabel("triangle-alert", "bad" if danger else "warn", 40)
        top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        top.add(words, stretch=1)
        self.keep = Button(keep, key="Esc", kind="primary", main=True)
        self.keep.clicked.connect(self.escape)
        self.act = Button(act, key="Ctrl+Enter", kind="danger" if danger else "plain", main=True)
        self.act.clicked.connect(self._act)
        inside = Column(16, (28, 22, 28, 22))
        inside.add(top)
        self.reason: TextField | None = None
        if reason:
            self.reason = TextField(reason, _("A reason is needed; everybody can read it."))
            inside.add(self.reason)
        inside.add(Apart(self.keep, self.act))
        self._frame = card(inside, frame="question")
        self._frame.setMaximumWidth(px(WIDEST))
        across = Row(0)
        across.stretch(1)
        across.add(self._frame, stretch=1000)
        across.stretch(1)
        self.body.stretch()
        self.body.add(across)
        self.body.stretch(2)

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._frame.setMaximumWidth(px(WIDEST))

    def first_focus(self) -> QWidget:
        return self.reason.first() if self.reason is not None else self.keep

    def _act(self) -> None:
        why = self.reason.text() if self.reason is not None else ""
        if self.reason is not None and not why:
            self.reason.problem(_("Write why, in a few words."))
            self.reason.first().setFocus()
            return
        self.shell.back()
        self.answered.emit(why)
