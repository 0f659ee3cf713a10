from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.base.names import sort_key
from ui.kit import style
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.table import Column, Table, TableModel

Keys = Qt.Key


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    born: int


PEOPLE = [
    Person(1, "Đỗ Văn Chiến", 1954),
    Person(2, "Vũ Thị An", 1951),
    Person(3, "Lê Thị Bưởi", 1949),
    Person(4, "Nguyễn Thị Đào", 1953),
    Person(5, "Trần Thị Đào", 1953),
]


def columns() -> list[Column[Person]]:
    return [
        Column("Full name", lambda p: p.name, lambda p: sort_key(p.name), bold=True, wide=True),
        Column("Born", lambda p: str(p.born), lambda p: p.born, align="right"),
        Column("Household", lambda _p: "Poor", keep=50),
        Column("Blood pressure", lambda _p: "High", cell=lambda _p: Result("High", band="high")),
    ]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Table[Person]]]:
    """Shows a table of these people in a window, with a field before it."""
    windows = []

    def make(people: list[Person] = PEOPLE) -> Table[Person]:
        style.apply("light", 100)
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        table = Table(columns(), key=lambda p: p.id, name="Members")
        layout = QVBoxLayout(window)
        for part in (QLineEdit(objectName="search"), table.pager, table):
            layout.addWidget(part)
        table.set_rows(people)
        window.resize(900, 460)
        window.show()
        window.activateWindow()
        table.setFocus()
        qtbot.waitUntil(table.view.hasFocus)
        return table

    yield make
    style.apply("light", 100)


@pytest.fixture
def table(show: Callable[..., Table[Person]]) -> Table[Person]:
    return show()


def press(table: Table[Person], key: Qt.Key) -> None:
    QTest.keyClick(table.view, key)


def name(table: Table[Person]) -> str:
    person = table.current()
    return person.name if person else ""


def click(table: Table[Person], row: int) -> None:
    where = table.view.visualRect(table.model.index(row, 0)).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_the_model_needs_no_window(qapp: QApplication, qtmodeltester: Any) -> None:
    model: TableModel[Person] = TableModel(columns(), lambda p: p.id)
    model.set_rows(PEOPLE)
    model.set_per_page(2, 0)
    qtmodeltester.check(model)
    assert (model.total(), model.pages(), model.rowCount()) == (5, 3, 2)
    model.show_page(2)
    assert model.rowCount() == 1
    assert model.data(model.index(0, 0)) == "Trần Thị Đào"
    model.set_filter(lambda p: p.born < 1950)
    assert [p.id for p in model.shown()] == [3]
    assert model.page() == 0


def test_rows_are_sorted_in_vietnamese_and_equals_keep_their_order(qapp: QApplication) -> None:
    model: TableModel[Person] = TableModel(columns(), lambda p: p.id)
    model.set_rows(PEOPLE)
    model.sort_by(0)
    assert [p.id for p in model.shown()] == [2, 3, 1, 4, 5]
    model.sort_by(1, descending=True)
    assert [p.id for p in model.shown()] == [1, 4, 5, 2, 3]
    model.sort_by(2)  # cannot be sorted by
    assert model.sorted_by == (1, True)
    model.sort_by(None)
    assert [p.id for p in model.shown()] == [1, 2, 3, 4, 5]


def test_a_row_is_read_aloud_whole(qapp: QApplication) -> None:
    model: TableModel[Person] = TableModel(columns(), lambda p: p.id)
    model.set_rows(PEOPLE)
    role = Qt.ItemDataRole.AccessibleTextRole
    model.set_per_page(5, 0)
    assert (
        model.data(model.index(1, 0), role)
        == "Vũ Thị An, Born 1951, Household Poor, Blood pressure High"
    )
    assert model.data(model.index(1, 1), role) == "Born: 1951"


def test_arrows_and_enter(table: Table[Person], qtbot: QtBot) -> None:
    assert name(table) == "Đỗ Văn Chiến"
    press(table, Keys.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        press(table, Keys.Key_Return)
    assert opened.args == [PEOPLE[1]]
    press(table, Keys.Key_End)
    assert name(table) == "Trần Thị Đào"
    press(table, Keys.Key_Down)
    assert name(table) == "Trần Thị Đào"
    press(table, Keys.Key_Home)
    assert name(table) == "Đỗ Văn Chiến"


def test_a_click_selects_and_a_second_one_opens(table: Table[Person], qtbot: QtBot) -> None:
    opened: list[object] = []
    table.opened.connect(opened.append)
    click(table, 2)
    assert name(table) == "Lê Thị Bưởi"
    assert opened == []
    with qtbot.waitSignal(table.opened):
        click(table, 2)
    assert opened == [PEOPLE[2]]


def test_a_double_click_opens_once(table: Table[Person], qtbot: QtBot) -> None:
    opened: list[object] = []
    table.opened.connect(opened.append)
    where = table.view.visualRect(table.model.index(3, 0)).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    assert opened == [PEOPLE[3]]


@pytest.mark.parametrize(
    ("key", "with_control"), [(Keys.Key_Escape, False), (Keys.Key_N, True), (Keys.Key_A, False)]
)
def test_keys_of_the_page_pass_through(
    table: Table[Person], key: Qt.Key, with_control: bool
) -> None:
    modifiers = Qt.KeyboardModifier
    modifier = modifiers.ControlModifier if with_control else modifiers.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
    QApplication.sendEvent(table.view, event)
    assert not event.isAccepted()


def test_f6_sorts_by_the_next_column(table: Table[Person]) -> None:
    press(table, Keys.Key_F6)
    assert [p.id for p in table.shown()] == [2, 3, 1, 4, 5]
    press(table, Keys.Key_F6)
    assert [p.id for p in table.shown()] == [3, 2, 4, 5, 1]
    QTest.keyClick(table.view, Keys.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert [p.id for p in table.shown()] == [1, 4, 5, 2, 3]
    assert name(table) == "Đỗ Văn Chiến"


def test_a_click_on_a_title_sorts_and_turns_round(table: Table[Person]) -> None:
    head = table.view.head
    x = head.sectionViewportPosition(1) + 10
    for first in (3, 1):
        QTest.mouseClick(
            head.viewport(), Qt.MouseButton.LeftButton, pos=head.rect().center().__class__(x, 20)
        )
        assert table.shown()[0].id == first


def test_a_refresh_keeps_the_selected_row(table: Table[Person]) -> None:
    table.select(4)
    table.set_rows([Person(p.id, p.name + "!", p.born) for p in reversed(PEOPLE)])
    assert name(table) == "Nguyễn Thị Đào!"


def test_where_the_selected_row_is_gone_its_neighbour_follows(table: Table[Person]) -> None:
    table.select(2)
    table.set_rows([p for p in PEOPLE if p.id != 2])
    assert name(table) == "Lê Thị Bưởi"
    table.select(5)
    table.set_rows(PEOPLE[:3])
    assert name(table) == "Lê Thị Bưởi"


def test_a_search_begins_at_the_top(table: Table[Person]) -> None:
    table.select(5)
    search = table.window().findChild(QLineEdit, "search")
    assert isinstance(search, QLineEdit)
    search.setFocus()
    table.set_filter(lambda p: "Đào" in p.name)
    assert table.current() is None
    table.setFocus()
    assert name(table) == "Nguyễn Thị Đào"


def test_pages_hold_whole_rows(show: Callable[..., Table[Person]]) -> None:
    people = [Person(n, f"Person {n}", 1950) for n in range(40)]
    table = show(people)
    page = table.model.per_page
    assert 1 < page < 20
    assert table.view.height() == table.view.height_for(page)
    press(table, Keys.Key_PageDown)
    assert table.current() == people[page]
    assert table.pager.words().startswith("Page 2 of")
    press(table, Keys.Key_End)
    assert table.model.rowCount() == 40 - table.model.first
    table.pager.turned.emit(0)
    assert table.current() == people[0]


def test_few_rows_make_a_low_table(table: Table[Person]) -> None:
    table.set_rows(PEOPLE[:2])
    assert table.view.height() == table.view.height_for(2)


def test_columns_that_matter_least_go_when_there_is_no_room(
    table: Table[Person], qapp: QApplication
) -> None:
    style.apply("light", 200)
    assert table.view.isColumnHidden(2)
    assert not table.view.isColumnHidden(0)
    table.window().resize(1800, 800)
    assert not table.view.isColumnHidden(2)


def test_nothing_yet(table: Table[Person], qtbot: QtBot) -> None:
    act = Button("Add the first member")
    table.set_empty(Empty("users", "No members yet", "Add the first one.", act))
    assert table.view.isVisible()
    table.set_rows([])
    assert not table.view.isVisible()
    assert act.isVisible()
    table.setFocus()
    assert act.hasFocus()
    table.set_rows(PEOPLE)
    assert table.view.isVisible()


def test_a_thousand_rows(show: Callable[..., Table[Person]]) -> None:
    table = show([Person(n, f"Person {n}", 1900 + n % 100) for n in range(1000)])
    table.sort_by(1, descending=True)
    table.select(42)
    assert table.current() == Person(42, "Person 42", 1942)


def test_rows_that_belong_together_are_made_lower_until_all_stand_on_one_page(
    show: Callable[..., Table[Person]],
) -> None:
    table = show()
    window, usual = table.window(), table.view.row_height()
    table.together = len(PEOPLE)

    def leave_room_for(rows: float) -> None:
        wanted = table.view.head_height() + int(rows * usual)
        window.resize(window.width(), window.height() - table.height() + wanted)
        QApplication.processEvents()

    leave_room_for(4.5)
    assert 0.8 * usual < table.view.row_height() < usual
    assert table.model.pages() == 1
    leave_room_for(2.5)  # too little to bring all together
    assert table.view.row_height() == usual
    assert table.model.pages() > 1
