"""The fixed last line of a grid: what is wrong, a question about a row, or totals; and the pager.

Its height is always kept, so nothing moves when it speaks.
"""

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from app.base.text import _
from ui.kit.button import Button
from ui.kit.labels import body, rich
from ui.kit.layout import Row
from ui.kit.notice import IconLabel
from ui.kit.pager import Pager
from ui.kit.style import look

_HEIGHT, _NARROW = 60, 820


class LastLine(QWidget):
    """`asked` tells that the user wants to go to the next problem."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pager = Pager()
        self._foot: QWidget = body("")
        self._wrong = _Spoken("bad", "circle-alert")
        self._question = _Spoken("warn", "circle-question-mark")
        self._stack = QStackedWidget()
        for part in (self._foot, self._wrong, self._question):
            self._stack.addWidget(part)
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._go = Button(_("Go to that cell"), key="F8")
        self._go.clicked.connect(self.asked)
        self._go.hide()
        row = Row(12)
        row.add(self._stack, stretch=1)
        row.add(self._go)
        row.add(self.pager)
        self.setLayout(row)
        self.rescale()

    def set_foot(self, widget: QWidget) -> None:
        """Show this, such as totals, while there is nothing to say."""
        before, self._foot = self._foot, widget
        seen = self._stack.currentWidget() is before
        self._stack.addWidget(widget)  # first, for taking the other out lays everything out anew
        if seen:
            self._stack.setCurrentWidget(widget)
        self._stack.removeWidget(before)
        before.deleteLater()

    def say(
        self, who: str, *, wrong: str = "", question: str = "", elsewhere: bool = False
    ) -> None:
        """Say what is wrong, else the question, else nothing; `who` is written bold before it.

        `elsewhere` something is wrong that is not spoken of: the way there stays open.
        """
        part = self._wrong if wrong else self._question if question else None
        self._go.setVisible(bool(wrong) or elsewhere)
        self._stack.setCurrentWidget(part or self._foot)
        if part is not None:
            part.say(who, wrong or question)
        self.rescale()

    def said(self) -> str:
        """The sentence shown as wrong or as a question, or nothing."""
        shown = self._stack.currentWidget()
        return shown.sentence() if isinstance(shown, _Spoken) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text. Where there is little room the words of the buttons go, and
        the pager while it speaks."""
        self.setFixedHeight(look().px(_HEIGHT))
        narrow = self.width() < look().px(_NARROW)
        self.pager.set_compact(narrow)
        self.pager.setVisible(not (narrow and self.said()))
        text = "" if narrow else _("Go to that cell")
        if self._go.text() != text:
            self._go.rename(text)
            self._go.setAccessibleName(_("Go to that cell"))


class _Spoken(QFrame):
    """A framed sentence with an icon, and who it is about in bold."""

    def __init__(self, frame: str, icon: str) -> None:
        super().__init__()
        self.setProperty("frame", frame)
        self._words = rich("")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._said = ""
        row = Row(9, (14, 0, 14, 0))
        row.add(IconLabel(icon, frame, 24))
        row.add(self._words, stretch=1)
        self.setLayout(row)

    def say(self, who: str, what: str) -> None:
        sentence = f"{who}: {what}" if who else what
        if sentence == self._said:
            return
        self._said = sentence
        named = f"<b>{escape(who)}:</b> " if who else ""
        self._words.setText(f"{named}{escape(what)}")
        self.setAccessibleName(sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def sentence(self) -> str:
        return self._said
