"""What a list has otherwise than the book: a row for each field, ticked or not, by one key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.members.import_changes import Change, shown
from app.members.import_words import FIELDS
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.labels import body
from ui.kit.layout import Column as Down
from ui.kit.layout import Flow, plain
from ui.kit.table import Column, Table


class Differences(QWidget):
    """Every difference between list and book; those that only add to the book are ticked.

    `decided` tells that something was ticked or not. What was decided stays when the list is read
    in another way.
    """

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._changes: tuple[Change, ...] = ()
        self._decisions: dict[tuple[str, str], bool] = {}
        self.table: Table[Change] = Table(
            [
                Column(_("Take over"), self._tick_word, cell=self._tick),
                Column(_("Full name"), lambda row: f"{row.code} {row.name}", bold=True, wide=True),
                Column(_("Field"), lambda row: _(FIELDS[row.field])),
                Column(_("In the book"), lambda row: shown(row.field, row.old) or "–", keep=60),
                Column(_("In the list"), lambda row: shown(row.field, row.new), wide=True),
                Column(_("Row"), row_of, align="right", keep=40),
            ],
            key=lambda row: row.key,
            name=_("What is otherwise in the list"),
        )
        nothing = _("Nothing is otherwise"), _("What the list says of these people is in the book.")
        self.table.set_empty(Empty("circle-check", *nothing))
        self.table.opened.connect(self._turn)
        self.table.moved.connect(self._show_whole)
        turn = Button(_("Take over or leave"), icon="check", key="Space")
        turn.clicked.connect(self._turn_current)
        every = Button(_("Take over all"), key="F7")
        every.clicked.connect(self._take_all)
        none = Button(_("Leave all"), key="F8")
        none.clicked.connect(self._leave_all)
        self._keys = Flow(8)
        for button in (turn, every, none):
            self._keys.add(button)
        self._buttons = plain(self._keys)
        self._whole = body("")
        inside = Down(10)
        inside.add(self._buttons)
        inside.add(self.table, stretch=1)
        inside.add(self._whole)
        self.setLayout(inside)
        self.setFocusProxy(self.table)

    def set_changes(self, changes: Sequence[Change]) -> None:
        """Show these differences."""
        self._changes = tuple(changes)
        self._buttons.setVisible(bool(changes))
        self._show()

    def chosen(self) -> tuple[Change, ...]:
        """Those that are ticked."""
        return tuple(change for change in self._changes if self.takes(change))

    def takes(self, change: Change) -> bool:
        """Whether this one is ticked."""
        return self._decisions.get(change.key, change.sure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._turn_current()
            return
        super().keyPressEvent(event)

    def _turn_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self._turn(row)

    def _turn(self, row: Change) -> None:
        self._decide({row.key: not self.takes(row)})

    def _take_all(self) -> None:
        self._decide({change.key: True for change in self._changes})

    def _leave_all(self) -> None:
        self._decide({change.key: False for change in self._changes})

    def _decide(self, decisions: dict[tuple[str, str], bool]) -> None:
        self._decisions |= decisions
        self._show()
        self.decided.emit()

    def _show(self) -> None:
        self.table.set_rows(self._changes)
        self._show_whole()

    def _show_whole(self) -> None:
        """The selected difference in full: a row may be too narrow for it."""
        row = self.table.current()
        text = ""
        if row is not None:
            text = _("{name}, {field}: {old} in the book, {new} in the list").format(
                name=row.name,
                field=_(FIELDS[row.field]),
                old=shown(row.field, row.old) or "–",
                new=shown(row.field, row.new),
            )
        self._whole.setText(text)

    def _tick_word(self, row: Change) -> str:
        return _("take over") if self.takes(row) else _("leave")

    def _tick(self, row: Change) -> Result:
        if self.takes(row):
            return Result(self._tick_word(row), icon="check", tone="good", bold=True)
        return Result(self._tick_word(row), icon="minus")


def row_of(change: Change) -> str:
    """The row of the list, with its sheet where several are read together."""
    return f"{change.sheet} {change.row}".strip()
