"""Which copy? Those kept on this PC, those on the sticks plugged in, or a file chosen by hand."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.club import copyfile
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.copies import CopyLine, copies_on, copy_table, own_copies
from ui.kit.empty import Empty
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session


class CopiesPage(Page):
    """`folder` is the book to be put right; None on a PC that does not know it yet."""

    help_id = "safekeeping"

    def __init__(self, session: Session, shell: Shell, folder: Path | None) -> None:
        super().__init__(session, shell)
        self._folder = folder
        self.head(
            _("Take a book back from a copy"),
            _("Choose a copy and press Enter. Nothing is replaced before you have seen what."),
        )
        look = Button(_("Look again"), icon="refresh-cw", key="F5")
        look.clicked.connect(self.refresh)
        self.choose = Button(_("Choose a file"), icon="search")
        self.choose.clicked.connect(self._choose)
        self.set_actions(look, self.choose)
        self.table = copy_table(_("Copies"), apart=True)
        self.table.set_empty(
            Empty(
                "stick",
                _("No copy found"),
                _("Plug in the stick with the copy, then press “Look again”."),
            )
        )
        self.table.opened.connect(self._take)
        top = Row(12)
        top.stretch()
        top.add(self.table.pager)
        self.body.add(top)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        lines = own_copies(self._folder) if self._folder is not None else []
        self.table.set_rows([*lines, *copies_on(self.session.ports.drives())])

    def first_focus(self) -> QWidget:
        return self.table if self.table.shown() else self.choose

    @guard
    def _choose(self) -> None:
        kinds = [(_("Copies of the book"), f"*{copyfile.SUFFIX}")]
        path = pick.open_file(self, _("Choose the copy"), kinds)
        if path is not None:
            self._go_on(path)

    @guard
    def _take(self, line: CopyLine) -> None:
        self._go_on(line.path)

    def _go_on(self, path: Path) -> None:
        from ui.welcome.take_back import restore_form

        self.shell.show(restore_form(self.session, self.shell, path, self._folder))
