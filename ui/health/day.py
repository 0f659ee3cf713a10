"""The day of a measuring, asked once above the grid, with its weekday and lunar date beside it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.base.dates import WEEKDAYS, fmt_date, parse_date
from app.base.errors import UserError
from app.base.lunar import lunar, lunar_words
from app.base.text import _
from ui.kit.fields import ENTER, Line
from ui.kit.labels import line, muted
from ui.kit.layout import Row
from ui.kit.style import BUTTON, FIGURE, look, px, repolish


class DayLine(QWidget):
    """Asks for the day. `open_day` shows what belongs to another one, and may refuse it with a
    UserError; then, and when the text is no day, it stays as typed with a sentence beside it.

    `entered` tells that Enter was pressed on a good day, `refused` that there is none.
    """

    entered = Signal()
    refused = Signal()

    def __init__(
        self, today: Callable[[], date], open_day: Callable[[date], object], title: str = ""
    ) -> None:
        super().__init__()
        self._today, self._open = today, open_day
        self._day = today()
        self._wrong = ""
        self.edit = _DayEdit()
        self.edit.setAccessibleName(title or _("Day of the measuring"))
        self.edit.left.connect(self._left)
        self.edit.entered.connect(self._enter)
        self._said: QLabel = muted("")
        row = Row(10)
        row.add(line(title or _("Measured on"), "bold"))
        row.add(self.edit)
        row.add(self._said, stretch=1)
        self.setLayout(row)
        self._show_day()

    def day(self) -> date:
        """The day that holds."""
        return self._day

    def wrong(self) -> str:
        """What is wrong with the typed day, or ""."""
        return self._wrong

    def go_to(self, day: date) -> None:
        """Open another day, as if it had been typed."""
        self.edit.setText(fmt_date(day))
        self._left()

    def _show_day(self) -> None:
        day = self._day
        self.edit.setText(fmt_date(day))
        words = f"{_(WEEKDAYS[day.weekday()])}, {lunar_words(lunar(day))}"
        self._say("", words)

    def _say(self, wrong: str, text: str) -> None:
        self._wrong = wrong
        self._said.setText(text)
        self._said.setProperty("role", "error" if wrong else "muted")
        repolish(self._said)
        self.edit.setProperty("wrong", bool(wrong))
        repolish(self.edit)
        self.edit.setAccessibleDescription(text)

    def _enter(self) -> None:
        self._left()
        if not self._wrong:
            self.entered.emit()

    def _left(self) -> None:
        if self.edit.value() == fmt_date(self._day) and not self._wrong:
            return
        try:
            day = parse_date(self.edit.value(), self._today())
            if day > self._today():
                raise UserError(_("This day has not come yet. Type the day of the measuring."))
            self._open(day)
        except UserError as error:
            self._say(str(error), str(error))
            self.refused.emit()
            return
        self._day = day
        self._show_day()


class _DayEdit(Line):
    """As wide as a date; Enter says so instead of going on."""

    entered = Signal()

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(look().font(FIGURE)).horizontalAdvance("00/00/0000")
        return QSize(wide + px(34), px(BUTTON))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def rescale(self) -> None:
        super().rescale()
        self.setFixedWidth(self.sizeHint().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.entered.emit()
            return
        super().keyPressEvent(event)
