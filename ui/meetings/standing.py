"""The line above the steps of a meeting that is closed, or being corrected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.button import Button
from ui.kit.labels import body
from ui.kit.layout import Apart, Column, Flow, Row, card, plain
from ui.kit.notice import IconLabel


class StandingBar(QWidget):
    """Says that the meeting is closed, or why it is being corrected; `acted` when its button is
    pressed. It is hidden while there is nothing to say."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = body("")
        self.button = Button("", icon="pencil")
        self.button.clicked.connect(self.acted)
        row = Row(12)
        row.add(IconLabel("lock", "ink", 24))
        row.add(self._words, stretch=1)
        inside = Column(0, (14, 7, 8, 7))
        act = Flow()
        act.add(self.button)
        inside.add(Apart(plain(row), plain(act), gap=14, grow=True))
        outside = Column(0, (24, 10, 24, 0))
        outside.add(card(inside, frame="warn"))
        self.setLayout(outside)
        self.hide()

    def words(self) -> str:
        """What it says at the moment; "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say_nothing(self) -> None:
        """The meeting is open: no line."""
        self.hide()

    def say_closed(self, *, last: bool, may_act: bool) -> None:
        """The meeting is closed; the last one can be opened again, an older one corrected."""
        self._words.setText(_("This meeting is closed. What was written can only be read."))
        self.button.rename(_("Open it again") if last else _("Correct it"))
        self.button.setVisible(may_act)
        self.show()

    def say_correcting(self, reason: str) -> None:
        """What is written now corrects a closed meeting."""
        self._words.setText(_("You are correcting a closed meeting: {why}").format(why=reason))
        self.button.rename(_("Corrections are done"))
        self.button.show()
        self.show()
