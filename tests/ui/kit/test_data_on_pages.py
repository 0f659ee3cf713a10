"""Table, grid and months as pages hold them: they fit at every size, and their keys get along."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.checks import HEIGHT, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.gauges import ShareStrip
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult
from ui.kit.layout import Column, Row, SideBySide
from ui.kit.months import MonthCell, MonthGrid, MonthRow, legend
from ui.kit.page import Page, Shell
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table

NAMES = ["Hoàng Thị Hồng Nhung", "Vũ Văn Định", "Ngô Thị Đoan"] * 20


class WeighingPage(Page):
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.stored: list[str] = []
        self.ended = 0
        self.head("Weighing and blood pressure", "Type a number, Enter goes to the next cell.")
        self.next = Button("Next step", key="Ctrl+Enter", kind="primary")
        self.next.clicked.connect(self._next)
        self.set_actions(self.next)
        self.grid = Grid(
            [
                GridColumn("last", "May", typed=False, width=200, keep=10, align="left"),
                GridColumn("upper", "Upper", spoken="Upper number"),
                GridColumn("lower", "Lower"),
                GridColumn("pulse", "Pulse"),
                GridColumn("weight", "Weight"),
            ],
            self._save,
        )
        high = Result("Very high, measure again", band="very_high")
        self.grid.set_rows(
            [
                GridRow(str(n), name, texts={"last": "124/78, 52,5 kg"}, result=high)
                for n, name in enumerate(NAMES)
            ]
        )
        self.grid.say("17 of 54 measured.")
        self.body.add(self.grid, stretch=1)

    def first_focus(self) -> QWidget:
        return self.grid

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        self.stored.append(key)
        return RowResult(texts)

    def _next(self) -> None:
        self.ended += self.grid.flush()


class MembersPage(Page):
    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head("Members", "60 members. Enter opens a person.")
        women = ShareStrip("Women", 38, 60, 0.6)
        in_need = ShareStrip("Poor, near-poor, in difficulty", 32, 60, 0.6, "4 people short")
        strip = SideBySide(women, in_need, gap=32)
        self.search = SearchBox("Type a name, marks not needed: dao, hong lan")
        self.table: Table[str] = Table(
            [
                TableColumn("Full name", lambda name: name, str, bold=True, wide=True),
                TableColumn("Born", lambda _name: "1953, 73 years"),
                TableColumn("Household", lambda _name: "Near-poor", keep=60),
                TableColumn("Telephone", lambda _name: "0987 214 365", keep=40),
            ],
            key=str,
            name="Members",
        )
        self.table.set_rows([f"{name} {n}" for n, name in enumerate(NAMES)])
        self.search.leads_to(self.table)
        tools = Row(12)
        tools.add(self.search, stretch=1)
        tools.add(self.table.pager)
        self.body.add(strip)
        self.body.add(tools)
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.search


class YearPage(Page):
    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head("8 areas in 2026", "4 of 6 months have all 8 areas.")
        self.months = MonthGrid([f"T{n + 1}" for n in range(12)], now=5, name="8 areas")
        cells = [MonthCell("done", "54")] * 5 + [MonthCell("missing"), MonthCell("planned")]
        areas = [MonthRow(str(n), f"Health and care {n}", cells, "gift") for n in range(8)]
        self.months.set_rows(areas, ("All 8 areas", ["8/8"] * 5))
        below = Column(14)
        below.add(self.months, stretch=1)
        below.add(legend([("done", "Done, times"), ("planned", "Planned"), ("missing", "Missing")]))
        self.body.add(below, stretch=1)

    def first_focus(self) -> QWidget:
        return self.months


class NobodyPage(Page):
    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head("Golden hearts", "Who gave what to the club.")
        table: Table[str] = Table([TableColumn("Name", str)], key=str, name="Givers")
        acts = [
            Button("Write down the first giver", icon="plus", kind="primary", main=True),
            Button("Take over from the paper book", icon="book-open", main=True),
        ]
        sentence = "When somebody gives money, rice or work, write it here to thank them."
        table.set_empty(Empty("gift", "Nobody in the book yet", sentence, *acts))
        self.body.add(table, stretch=1)


PAGES = [WeighingPage, MembersPage, YearPage, NobodyPage]


@pytest.mark.parametrize("page_class", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", [100, 150, 200])
def test_it_fits(
    session: Session,
    shell: FakeShell,
    sized: Callable[[int], None],
    page_class: type[Page],
    width: int,
    size: int,
) -> None:
    sized(size)
    folded = size > 130 or width < 1180
    shell.stack.resize(width if folded else width - 280, HEIGHT - 58 * size // 100)
    page = page_class(session, shell)
    shell.show(page)
    settle()
    check_page(page)
    for view in page.findChildren(Grid):
        assert view._body.view.height() <= view._body.height()
    for paged in (*page.findChildren(Table), *page.findChildren(MonthGrid)):
        assert paged.view.isHidden() or paged.view.height() <= paged.height()


@pytest.fixture
def weighing(session: Session, shell: FakeShell, qtbot: QtBot) -> WeighingPage:
    page = WeighingPage(session, shell)
    shell.show(page)
    shell.stack.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_control_enter_ends_the_step_and_saves(weighing: WeighingPage) -> None:
    type_text(focused(), "126")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (weighing.stored, weighing.ended) == (["0"], 1)


def test_esc_leaves_the_page(weighing: WeighingPage, shell: FakeShell) -> None:
    type_text(focused(), "126")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert shell.backs == 1
    assert weighing.grid.rows.text("0", "upper") == "126"


def test_another_page_above_saves_the_row(
    weighing: WeighingPage, session: Session, shell: FakeShell
) -> None:
    type_text(focused(), "126")
    shell.show(NobodyPage(session, shell))
    assert weighing.stored == ["0"]


def test_from_the_search_into_the_table(session: Session, shell: FakeShell, qtbot: QtBot) -> None:
    page = MembersPage(session, shell)
    shell.show(page)
    shell.stack.activateWindow()
    qtbot.waitUntil(page.search.hasFocus)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.table.current() == "Hoàng Thị Hồng Nhung 0"
    with qtbot.waitSignal(page.table.opened):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
