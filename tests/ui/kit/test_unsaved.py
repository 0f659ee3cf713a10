"""What is typed in a grid and not saved is kept in the book as soon as its cell is left."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.base.errors import Invalid
from tests.ui.checks import settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult
from ui.kit.page import Page
from ui.kit.session import Session
from ui.kit.unsaved import Unsaved

KEY = "grid"


class GridPage(Page):
    """Two people, two columns; nothing that is no number can be saved."""

    def __init__(self, session: Session, shell: FakeShell) -> None:
        super().__init__(session, shell)
        self.saved: dict[str, Mapping[str, str]] = {}
        self.grid = Grid([GridColumn("a", "A"), GridColumn("b", "B")], self._save)
        self.body.add(self.grid, stretch=1)
        self.unsaved = Unsaved(self, lambda: self.grid, lambda: KEY)

    def refresh(self) -> None:
        self.grid.set_rows([GridRow("1", "Trần Thị Đào"), GridRow("2", "Vũ Văn Định")])
        self.unsaved.put_back()

    def first_focus(self) -> QWidget:
        return self.grid

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        wrong = {name: "No number." for name, text in texts.items() if not text.isdecimal()}
        if wrong:
            raise Invalid(wrong)
        self.saved[key] = texts
        return RowResult(texts)


def type_cell(text: str) -> None:
    """Type into the cell one is at, and go on."""
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, text)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle()


def test_a_cell_that_is_left_is_kept_before_its_row_is_saved(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    page = GridPage(session, shell)
    shown(page)
    type_cell("12")
    assert page.saved == {}
    assert list(session.drafts.texts(KEY).values()) == ["12"]
    type_cell("34")
    assert page.saved == {"1": {"a": "12", "b": "34"}}
    page.unsaved.keep()
    assert not session.drafts.texts(KEY)


def test_what_was_kept_stands_in_the_next_grid_again(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    first = GridPage(session, shell)
    shown(first)
    type_cell("zwölf")
    again = GridPage(session, shell)
    shown(again)
    assert again.grid.unsaved() == {"1": {"a": "zwölf"}}
    assert again.grid.rows.problem("1", "a")
