"""A page that is a list: a table, add with Ctrl+N, open with Enter, change with F2, and taking out
what was written by mistake."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.text import _
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import facts, muted
from ui.kit.layout import Apart, Flow, Row, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table


class HasId(Protocol):
    """A row of the book."""

    @property
    def id(self) -> str:
        """What tells it from others."""


R = TypeVar("R", bound=HasId)


class ListPage(Page, Generic[R]):
    """A list of `R`; subclasses say what stands in it, what its buttons do, and the right that
    changing it needs."""

    icon = "list"
    right = ""

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.may = session.may(self.right)
        self._new: str | None = None
        self.add_button = Button(self.add_words(), icon="plus", key="Ctrl+N", kind="primary")
        self.add_button.clicked.connect(self.add_now)
        self.set_actions(*self.title_buttons(), *([self.add_button] if self.may else []))
        self.hint = muted("")
        self.table: Table[R] = Table(self.columns(), key=lambda row: row.id, name=self.name())
        self.table.opened.connect(self._open)
        top = Row(12)
        top.add(self.hint, stretch=1)
        top.add(self.table.pager)
        self.body.add(top)
        self.body.add(self.table, stretch=1)
        self.change_button = Button(_("Change"), icon="pencil", key="F2")
        self.change_button.clicked.connect(self._change_current)
        self.take_out = Button(_("Take out"), icon="x", kind="danger")
        self.take_out.clicked.connect(self._remove_current)
        acts = Flow(12)
        for button in (self.change_button, *self.row_buttons()):
            acts.add(button)
        apart = Flow(0)
        apart.add(self.take_out)
        self.foot = Apart(plain(acts), plain(apart), grow=True)
        self.body.add(self.foot)

    # --- what subclasses say ------------------------------------------------------------------

    def name(self) -> str:
        """The name of the list, as it is said aloud."""
        raise NotImplementedError

    def columns(self) -> Sequence[TableColumn[R]]:
        """The columns of the table."""
        raise NotImplementedError

    def add_words(self) -> str:
        """The verb of the green button."""
        raise NotImplementedError

    def empty(self) -> tuple[str, str]:
        """What an empty list says: "No team yet", and when to write one down."""
        raise NotImplementedError

    def title_buttons(self) -> Sequence[Button]:
        """Other buttons at the title, at most two."""
        return ()

    def row_buttons(self) -> Sequence[Button]:
        """Other buttons for the chosen row."""
        return ()

    def add(self) -> None:
        """Show the form of a new row."""
        raise NotImplementedError

    def change(self, row: R) -> None:
        """Show the form of a row."""
        raise NotImplementedError

    def remove(self, row: R) -> None:
        """Take a row out of the book."""
        raise NotImplementedError

    def open(self, row: R) -> None:
        """What Enter does: the form; for who may only look, everything that is written."""
        if self.may:
            self.change(row)
        else:
            self.shell.show(WholePage(self.session, self.shell, self.name(), self.whole(row)))

    def whole(self, row: R) -> Sequence[tuple[str, str]]:
        """Everything written in a row: names of things, and what they are."""
        raise NotImplementedError

    # --- for subclasses -----------------------------------------------------------------------

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show the rows; the one added or changed last is chosen."""
        first = not self.table.shown()
        self.table.set_rows(rows)
        if not rows:
            self._say_empty()
        self.hint.setText(self.hint_words() if rows else "")
        self.foot.setVisible(self.may and bool(rows))
        new, self._new = self._new, None
        if new is not None:
            self.table.select(new)
        if new is not None or (first and rows and self.isVisible()):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def hint_words(self) -> str:
        """The line above the table."""
        if not self.may:
            return ""
        return _("Enter opens a line. What can be done with it stands below.")

    def added(self, row_id: str = "") -> None:
        """Go to this row, new or changed, or just to the list, when it is seen again."""
        self._new = row_id

    def chosen(self) -> R:
        """The row that the buttons below are about."""
        row = self.table.current()
        if row is None:
            raise UserError(_("Choose a line first. Nothing was changed."))
        return row

    def first_focus(self) -> QWidget:
        return self.table

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def add_now(self) -> None:
        """Show the form of a new row."""
        self.add()

    @guard
    def _open(self, row: R) -> None:
        self.added(row.id)
        self.open(row)

    @guard
    def _change_current(self) -> None:
        row = self.chosen()
        self.added(row.id)
        self.change(row)

    @guard
    def _remove_current(self) -> None:
        self.remove(self.chosen())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_empty(self) -> None:
        title, sentence = self.empty()
        buttons = []
        if self.may:
            first = Button(self.add_words(), icon="plus", kind="primary")
            first.clicked.connect(self.add_now)
            buttons.append(first)
        self.table.set_empty(Empty(self.icon, title, sentence, *buttons))


class WholePage(Page):
    """Everything written in one row, for who may look and not change."""

    def __init__(
        self, session: Session, shell: Shell, title: str, pairs: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(session, shell)
        self.head(title)
        inside = padded(6)
        inside.add(facts([(name, value) for name, value in pairs if value]))
        self.body.add(card(inside))
        self.body.stretch()
