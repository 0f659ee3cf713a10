"""Going back and on by months or years: two buttons, each with where it leads."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.periods import Month
from app.base.text import _
from ui.kit.button import Button
from ui.kit.layout import Flow
from ui.kit.say import guard

FIRST_YEAR = 1990
"""The first year of the ledger."""


class Steps(QWidget):
    """‹ before, after ›; the title of the page says where one is. `turned` tells that another one
    is wanted. The two buttons may also stand beside the title."""

    turned = Signal()

    def __init__(self, before: str, after: str) -> None:
        super().__init__()
        self._names = (before, after)
        self.before = Button("", icon="chevron-left", key="F3", name=before)
        self.before.clicked.connect(self._back)
        self.after = Button("", icon="chevron-right", key="F4", name=after)
        self.after.clicked.connect(self._on)
        row = Flow(8)
        row.add(self.before)
        row.add(self.after)
        self.setLayout(row)

    def step(self, by: int) -> None:
        """Go so many further."""
        raise NotImplementedError

    def show_ways(self, before: str, after: str, *, first: bool, last: bool) -> None:
        """Say where the buttons lead; at the first and the last one of them leads nowhere."""
        for button, where, end, other, name in (
            (self.before, before, first, self.after, self._names[0]),
            (self.after, after, last, self.before, self._names[1]),
        ):
            if button.hasFocus() and end:
                other.setFocus()
            button.rename(where)
            button.setAccessibleName(f"{name}: {where}")
            button.setEnabled(not end)

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
        self.show_ways(
            _short(self.month.previous()),
            _short(self.month.next()),
            first=self.month == Month(FIRST_YEAR, 1),
            last=self.month >= self._last,
        )


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
        self.show_ways(
            str(self.year - 1),
            str(self.year + 1),
            first=self.year <= FIRST_YEAR,
            last=self.year >= self._last,
        )


def _short(month: Month) -> str:
    return f"{month.month}/{month.year}"
