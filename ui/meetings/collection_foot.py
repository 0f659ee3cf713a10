"""The last line of the collection: what came in, what is due, and the person of the row."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _
from app.meetings.collection import Expected, Paid, in_words
from ui.kit.button import Button
from ui.kit.labels import rich
from ui.kit.layout import Row
from ui.kit.style import px

NARROW = 520
"""Below this width, at 100 %, only the sums have room."""


class CollectionFoot(QWidget):
    """Two short lines, and the button to the parts of what somebody paid."""

    def __init__(self, *, may_write: bool) -> None:
        super().__init__()
        self._may_write = may_write
        self._sums, self._row = "", ""
        self._words = rich("")
        self.details = Button(_("Parts"), icon="list")
        self.details.key = "F4"  # the step listens to it
        self.details.setAccessibleName(_("Set by hand what it is for"))
        self.details.hide()
        row = Row(12)
        row.add(self._words, stretch=1)
        row.add(self.details)
        self.setLayout(row)

    def say_sums(self, collected: int, due: int) -> None:
        """What came in, of what is due."""
        words = _("Collected <b>{amount}</b> of {due}")
        self._sums = words.format(amount=money.fmt(collected), due=money.fmt(due))
        self._fit()

    def say_row(self, asked: Expected | None, paid: Paid | None) -> None:
        """What somebody owes on loans, or what they paid was for."""
        self.details.setVisible(self._may_write and asked is not None)
        self._row = _about(asked, paid) if asked is not None else ""
        self._fit()

    def said(self) -> str:
        """What is said of the person of the row."""
        return self._row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Both lines where they have room; of the second as much as fits."""
        text = self._sums
        if self._row and self.width() >= px(NARROW):
            measured, end = self._words.fontMetrics(), Qt.TextElideMode.ElideRight
            row = measured.elidedText(self._row, end, self._words.width() - px(4))
            text += f"<br>{escape(row)}"
        if self._words.text() != text:
            self._words.setText(text)


def _about(asked: Expected, paid: Paid | None) -> str:
    if paid is not None and paid.total_vnd:
        said = in_words(paid, asked)
    else:
        said = "; ".join(
            _("loan {code}, still owed {amount}").format(
                code=loan.code, amount=money.fmt_number(loan.stands.outstanding_vnd)
            )
            for loan in asked.loans
        )
    return f"{asked.name}: {said}" if said else ""
