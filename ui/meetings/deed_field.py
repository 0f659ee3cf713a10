"""A field that offers a numbered list while it is empty: usual deeds, or forms of help."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.fields import Field
from ui.kit.offer import Offer, Offered, OfferLine


class DeedField(Field):
    """A number and Enter take a line of the list; other words stay as they are typed."""

    chosen = Signal(object)
    """The place of the line that was taken, from 0."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, hint or _("A number from the list, or your own words"))
        self.edit = _DeedLine()
        self.edit.left.connect(self._left)
        self.edit.taken.connect(self._take)
        self.put(self.edit)

    def text(self) -> str:
        return self.edit.value()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.problem("")

    def first(self) -> QWidget:
        return self.edit

    def offer(self, deeds: Sequence[str]) -> None:
        """Offer these lines from now on."""
        self.edit.set_deeds(deeds)

    def _take(self, place: int) -> None:
        self.set_text(self.edit.deeds[place])
        self.chosen.emit(place)
        self.edit.focusNextChild()


class _DeedLine(OfferLine):
    """A line with numbered offers below it while nothing, or a number, stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.deeds: tuple[str, ...] = ()
        self.textEdited.connect(self._typed)

    def set_deeds(self, deeds: Sequence[str]) -> None:
        self.deeds = tuple(deeds)
        if self.offer is not None:
            self.show_offer()

    def offering(self) -> Offer | None:
        if not self.deeds or not self.isVisible():
            return None
        return Offer(self, [Offered(str(n), words) for n, words in enumerate(self.deeds, 1)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Not at once: the page may still scroll to where the focus is.
        QTimer.singleShot(0, self, self._offer_all)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._offer_all()

    def _offer_all(self) -> None:
        if self.hasFocus() and self.offer is None and not self.value() and not self.isReadOnly():
            self.show_offer()

    def _typed(self) -> None:
        typed = self.value()
        if not typed or (typed.isascii() and typed.isdecimal()):
            if self.offer is None:
                self.show_offer()
            if self.offer is not None:
                self.offer.point(int(typed) - 1 if typed else None)
        else:
            self.withdraw()
