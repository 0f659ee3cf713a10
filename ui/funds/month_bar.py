"""Going back and on by months or years: two buttons around the words of where one is."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.periods import Month
from app.base.text import _
from ui.kit.button import Button
from ui.kit.labels import line
from ui.kit.layout import Row
from ui.kit.say import guard

FIRST_YEAR = 1990
"""The first year of the ledger."""


class Steps(QWidget):
    """‹ words ›; subclasses say how far it goes. `turned` tells that another one is wanted."""

    turned = Signal()

    def __init__(self, before: str, after: str) -> None:
        super().__init__()
        self.before = Button("", icon="chevron-left", key="F3", name=before)
        self.before.clicked.connect(self._back)
        self.after = Button("", icon="chevron-right", key="F4", name=after)
        self.after.clicked.connect(self._on)
        self._words = line("", "bold")
        row = Row(8)
        for part in (self.before, self._words, self.after):
            row.add(part)
        self.setLayout(row)

    def step(self, by: int) -> None:
        """Go so many further."""
        raise NotImplementedError

    def show_place(self, words: str, *, first: bool, last: bool) -> None:
        """Say where one is, and whether there is a way back and on."""
        self._words.setText(words)
        self.setAccessibleName(words)
        for button, may, other in (
            (self.before, not first, self.after),
            (self.after, not last, self.before),
        ):
            if button.hasFocus() and not may:
                other.setFocus()
            button.setEnabled(may)

    @guard
    def _back(self) -> None:
        self.step(-1)
        self.turned.emit()

    @guard
    def _on(self) -> None:
        self.step(1)
        self.turned.emit()


class MonthSteps(Steps):
    """By months, up to the present one."""

    def __init__(self, month: Month, today: date) -> None:
        super().__init__(_("Month before"), _("Next month"))
        self.month, self._last = month, Month.of(today)
        self._say()

    def go_to(self, month: Month) -> None:
        """Show another month."""
        self.month = min(max(month, Month(FIRST_YEAR, 1)), self._last)
        self._say()

    def step(self, by: int) -> None:
        self.go_to(self.month.plus(by))

    def _say(self) -> None:
        words = _("Month {month}/{year}").format(month=self.month.month, year=self.month.year)
        first = self.month == Month(FIRST_YEAR, 1)
        self.show_place(words, first=first, last=self.month >= self._last)


class YearSteps(Steps):
    """By years, up to `ahead` years after the present one."""

    def __init__(self, year: int, today: date, ahead: int = 0) -> None:
        super().__init__(_("Year before"), _("Next year"))
        self.year, self._last = year, today.year + ahead
        self._say()

    def step(self, by: int) -> None:
        self.year = min(max(self.year + by, FIRST_YEAR), self._last)
        self._say()

    def _say(self) -> None:
        words = _("Year {year}").format(year=self.year)
        self.show_place(words, first=self.year <= FIRST_YEAR, last=self.year >= self._last)
