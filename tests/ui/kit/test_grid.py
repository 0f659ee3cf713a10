from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.base.errors import Invalid
from tests.ui.typing import type_like_unikey, type_text
from ui.kit import style
from ui.kit.chips import Result
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult

Keys = Qt.Key
COLUMNS = [
    GridColumn("last", "May", typed=False, width=200, keep=10, align="left"),
    GridColumn("upper", "Upper", spoken="Upper number"),
    GridColumn("lower", "Lower", spoken="Lower number"),
    GridColumn("weight", "Weight"),
]
NAMES = ["Vũ Thị An", "Nguyễn Thị Đào", "Vũ Văn Định", "Ngô Thị Đoan", "Lê Thị Hạnh"]


class Core:
    """Remembers what was stored, and refuses what cannot be."""

    def __init__(self) -> None:
        self.stored: list[tuple[str, dict[str, str]]] = []
        self.after: Callable[[], None] | None = None

    def save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        upper = int(texts["upper"]) if texts["upper"].isdecimal() else 0
        if upper > 300:
            raise Invalid({"upper": "The upper number cannot be over 300."})
        self.stored.append((key, dict(texts)))
        if self.after is not None:
            self.after()
        say = "Measure again after 5 minutes." if upper > 160 else ""
        weight = texts["weight"].replace(".", ",")
        return RowResult({**texts, "weight": weight}, Result("Normal", band="normal"), say)


@pytest.fixture
def core() -> Core:
    return Core()


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, core: Core) -> Iterator[Callable[[int], Grid]]:
    """Shows a grid of so many people in a window, with a field before it and one after it."""
    windows = []

    def make(people: int) -> Grid:
        style.apply("light", 100)
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        grid = Grid(COLUMNS, core.save)
        layout = QVBoxLayout(window)
        for part in (QLineEdit(objectName="before"), grid, QLineEdit(objectName="after")):
            layout.addWidget(part)
        grid.set_rows(rows(people))
        window.resize(1000, 500)
        window.show()
        window.activateWindow()
        grid.setFocus()
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        return grid

    yield make
    style.apply("light", 100)


@pytest.fixture
def grid(show: Callable[[int], Grid]) -> Grid:
    return show(5)


def rows(people: int) -> list[GridRow]:
    return [
        GridRow(str(place), NAMES[place % 5], f"Person {place}", {"last": "128/82"})
        for place in range(people)
    ]


def field() -> QLineEdit:
    """The field that has the focus: people type into that, wherever the grid put it."""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    return focused


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(field(), key, modifier)


def place(grid: Grid) -> tuple[str | None, str]:
    return grid.current_key(), grid.current_column()


def test_digits_and_one_key_per_number(grid: Grid, core: Core) -> None:
    for text in ("126", "80", "52.8"):
        type_text(field(), text)
        press(Keys.Key_Return)
    assert core.stored == [("0", {"upper": "126", "lower": "80", "weight": "52.8"})]
    assert place(grid) == ("1", "upper")
    assert grid.rows.text("0", "weight") == "52,8"
    assert not grid.is_dirty()


def test_tab_and_back(grid: Grid) -> None:
    press(Keys.Key_Tab)
    assert place(grid) == ("0", "lower")
    press(Keys.Key_Backtab)
    assert place(grid) == ("0", "upper")
    press(Keys.Key_Backtab)
    assert field().objectName() == "before"
    press(Keys.Key_Tab)
    assert place(grid) == ("0", "upper")
    assert field().objectName() == ""


def test_tab_leaves_after_the_last_cell(grid: Grid) -> None:
    grid.go_to("4", "weight")
    press(Keys.Key_Tab)
    assert field().objectName() == "after"


def test_enter_in_the_last_cell_says_that_it_was_the_last(
    grid: Grid, core: Core, qtbot: QtBot
) -> None:
    grid.go_to("4", "weight")
    type_text(field(), "50")
    with qtbot.waitSignal(grid.ended):
        press(Keys.Key_Return)
    assert [key for key, _texts in core.stored] == ["4"]
    assert place(grid) == ("4", "weight")


def test_arrows_move_and_a_caret_keeps_them(grid: Grid) -> None:
    press(Keys.Key_Down)
    assert place(grid) == ("1", "upper")
    press(Keys.Key_Right)
    assert place(grid) == ("1", "lower")
    press(Keys.Key_Left)
    press(Keys.Key_Up)
    assert place(grid) == ("0", "upper")
    type_text(field(), "128")
    press(Keys.Key_Left)
    assert place(grid) == ("0", "upper")
    assert field().cursorPosition() == 2
    press(Keys.Key_End)
    press(Keys.Key_Right)
    assert place(grid) == ("0", "lower")


def test_home_and_end(grid: Grid) -> None:
    press(Keys.Key_End)
    assert place(grid) == ("0", "weight")
    press(Keys.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert place(grid) == ("4", "weight")
    press(Keys.Key_Home)
    assert place(grid) == ("4", "upper")
    press(Keys.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert place(grid) == ("0", "upper")


def test_typing_replaces_and_f2_corrects(grid: Grid) -> None:
    type_text(field(), "126")
    press(Keys.Key_Return)
    press(Keys.Key_Backtab)
    press(Keys.Key_F2)
    type_text(field(), "0")
    assert grid.rows.text("0", "upper") == "1260"
    press(Keys.Key_Return)
    press(Keys.Key_Backtab)
    type_text(field(), "7")
    assert grid.rows.text("0", "upper") == "7"


def test_nothing_typed_nothing_saved(grid: Grid, core: Core) -> None:
    for _time in range(8):
        press(Keys.Key_Return)
    assert core.stored == []


def test_what_is_wrong_stays_and_f8_goes_there(grid: Grid, core: Core) -> None:
    type_text(field(), "1380")
    press(Keys.Key_Down)
    assert core.stored == []
    assert grid.said() == "Person 0: The upper number cannot be over 300."
    assert grid.rows.text("0", "upper") == "1380"
    press(Keys.Key_Down)
    press(Keys.Key_F8)
    assert place(grid) == ("0", "upper")
    assert field().text() == "1380"
    assert field().accessibleDescription() == "The upper number cannot be over 300."
    type_text(field(), "138")
    assert grid.said() == ""
    press(Keys.Key_Down)
    assert [key for key, _texts in core.stored] == ["0"]


def test_a_cell_can_be_checked_before_its_row(grid: Grid, core: Core) -> None:
    grid._check = core.save
    type_text(field(), "1380")
    press(Keys.Key_Return)
    assert grid.said() == "Person 0: The upper number cannot be over 300."
    assert place(grid) == ("0", "lower")


def test_a_question_about_the_row_saved_last(grid: Grid) -> None:
    type_text(field(), "170")
    press(Keys.Key_Down)
    assert grid.said() == "Person 0: Measure again after 5 minutes."


def test_a_question_is_not_hidden_by_something_wrong_in_another_row(grid: Grid) -> None:
    type_text(field(), "1380")
    press(Keys.Key_Down)
    assert grid.said() == "Person 0: The upper number cannot be over 300."
    type_text(field(), "170")
    press(Keys.Key_Down)
    assert grid.said() == "Person 1: Measure again after 5 minutes."
    press(Keys.Key_F8)
    assert place(grid) == ("0", "upper")
    assert grid.said() == "Person 0: The upper number cannot be over 300."


def test_leaving_the_grid_saves(grid: Grid, core: Core) -> None:
    type_text(field(), "126")
    window = grid.window()
    after = window.findChild(QLineEdit, "after")
    assert isinstance(after, QLineEdit)
    after.setFocus()
    assert [key for key, _texts in core.stored] == ["0"]


def test_hiding_the_page_saves(grid: Grid, core: Core) -> None:
    type_text(field(), "126")
    grid.hide()
    assert [key for key, _texts in core.stored] == ["0"]


def test_control_enter_saves_and_stays(grid: Grid, core: Core) -> None:
    type_text(field(), "126")
    press(Keys.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [key for key, _texts in core.stored] == ["0"]
    assert place(grid) == ("0", "upper")


def test_flush_tells_whether_something_is_left(grid: Grid, core: Core) -> None:
    type_text(field(), "1380")
    assert not grid.flush()
    field().selectAll()
    type_text(field(), "138")
    assert grid.flush()
    assert [key for key, _texts in core.stored] == ["0"]


def test_a_refresh_keeps_cursor_and_typing(grid: Grid) -> None:
    press(Keys.Key_Down)
    type_text(field(), "12")
    grid.set_rows(list(reversed(rows(5))))
    assert place(grid) == ("1", "upper")
    type_text(field(), "6")
    assert grid.rows.text("1", "upper") == "126"
    assert field().text() == "126"


def test_the_page_refreshes_while_a_row_is_saved(grid: Grid, core: Core) -> None:
    core.after = lambda: grid.set_rows(
        [GridRow("0", "Vũ Thị An", texts={"upper": "126"}), *rows(5)[1:]]
    )
    type_text(field(), "126")
    press(Keys.Key_Down)
    assert place(grid) == ("1", "upper")
    assert grid.rows.state("0", "upper") == "saved"


def test_the_row_gone_to_may_be_away_after_saving(grid: Grid, core: Core) -> None:
    core.after = lambda: grid.set_rows(rows(5)[:1])
    type_text(field(), "126")
    press(Keys.Key_Down)
    assert place(grid) == ("0", "upper")


def test_a_block_from_a_spreadsheet(grid: Grid, core: Core) -> None:
    press(Keys.Key_Right)
    block = "80\t52,8\n\t60,1\n85\t \tx\n"
    QGuiApplication.clipboard().setText(block)
    press(Keys.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert core.stored == [
        ("0", {"upper": "", "lower": "80", "weight": "52,8"}),
        ("1", {"upper": "", "lower": "", "weight": "60,1"}),
        ("2", {"upper": "", "lower": "85", "weight": ""}),
    ]
    assert grid.said() == "1 value found no cell and was left out."
    assert place(grid) == ("0", "lower")


def test_one_value_from_the_clipboard_goes_into_the_field(grid: Grid) -> None:
    QGuiApplication.clipboard().setText("126")
    press(Keys.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert grid.rows.text("0", "upper") == "126"


def test_unikey_and_input_methods(grid: Grid, core: Core) -> None:
    type_like_unikey(field(), "Đủ ảnh")
    assert grid.rows.text("0", "upper") == "Đủ ảnh"
    press(Keys.Key_Right)
    event = QInputMethodEvent()
    event.setCommitString("Nguyễn")
    QApplication.sendEvent(field(), event)
    assert grid.rows.text("0", "lower") == "Nguyễn"


def test_a_proposed_value_is_accepted_by_enter_and_passed_by_tab(grid: Grid, core: Core) -> None:
    proposed = [
        GridRow(str(n), NAMES[n], prefilled={"upper": "120"}, asks="Press Enter") for n in range(3)
    ]
    grid.set_rows(proposed)
    press(Keys.Key_Tab)
    press(Keys.Key_Down)
    assert core.stored == []
    press(Keys.Key_Left)
    press(Keys.Key_Return)
    press(Keys.Key_Down)
    assert core.stored == [("1", {"upper": "120", "lower": "", "weight": ""})]


def test_pages_hold_whole_rows(show: Callable[[int], Grid]) -> None:
    grid = show(23)
    page = grid._model.per_page
    assert 1 < page < 23
    body = grid._body
    assert body.view.height() == body.view.height_for(page)
    assert body.view.height() <= body.height()
    press(Keys.Key_PageDown)
    assert place(grid) == (str(page), "upper")
    assert grid._line.pager.words().startswith("Page 2 of")
    press(Keys.Key_PageUp)
    assert place(grid) == ("0", "upper")
    press(Keys.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert grid._model.rowCount() == 23 - grid._model.first < page
    grid._line.pager.turned.emit(1)
    assert place(grid) == (str(page), "upper")
    assert field().isVisible()


def test_a_larger_text_keeps_the_row_in_sight(
    show: Callable[[int], Grid], qapp: QApplication
) -> None:
    grid = show(23)
    grid.go_to("7", "lower")
    type_text(field(), "8")
    style.apply("contrast", 200)
    assert place(grid) == ("7", "lower")
    assert grid._model.first <= 7 < grid._model.first + grid._model.per_page
    assert grid.rows.text("7", "lower") == "8"


def test_a_click_goes_to_a_cell(grid: Grid) -> None:
    view = grid._body.view
    index = view.model().index(2, 3)
    where = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert place(grid) == ("2", "lower")
    name = view.visualRect(view.model().index(3, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=name)
    assert place(grid) == ("3", "upper")
    assert field().accessibleName() == "Upper number, Ngô Thị Đoan"


def test_every_cell_can_be_read_aloud(grid: Grid) -> None:
    type_text(field(), "1380")
    press(Keys.Key_Down)
    model = grid._model
    spoken = model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Upper number, Vũ Thị An, 1380, needs a look"
    result = model.data(model.index(0, 5), Qt.ItemDataRole.AccessibleTextRole)
    assert result == "Result, Vũ Thị An, Look again"


def test_undo_of_the_program_is_heard_where_nothing_is_typed(grid: Grid) -> None:
    def override() -> bool:
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride, Keys.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        event.ignore()
        QApplication.sendEvent(field(), event)
        return event.isAccepted()

    assert not override()
    type_text(field(), "1")
    assert override()


def test_a_grid_with_other_columns_takes_over_what_is_typed(grid: Grid, core: Core) -> None:
    type_text(field(), "1380")
    press(Keys.Key_Down)
    type_text(field(), "12")
    other = Grid([GridColumn("weight", "Weight"), *COLUMNS[1:3]], core.save)
    other.set_rows(rows(5))
    other.take_over(grid)
    assert core.stored == []
    assert other.unsaved() == {"0": {"upper": "1380"}, "1": {"upper": "12"}}
    assert [(one.key, one.column) for one in other.rows.problems()] == [("0", "upper")]
    assert (other.current_key(), other.current_column()) == ("1", "upper")
    assert not grid.is_dirty()
    assert list(grid.rows.problems()) == []


def test_a_grid_without_people(grid: Grid) -> None:
    grid.set_rows([])
    assert grid.current_key() is None
    assert grid.flush()
    grid.set_rows(rows(2))
    assert grid.current_key() == "0"


def test_a_thousand_rows(show: Callable[[int], Grid], core: Core) -> None:
    grid = show(1000)
    grid.go_to("999", "weight")
    type_text(field(), "50")
    press(Keys.Key_Up)
    assert [key for key, _texts in core.stored] == ["999"]


def test_the_model_is_sound(grid: Grid, qtmodeltester: object) -> None:
    qtmodeltester.check(grid._model)  # type: ignore[attr-defined]


def test_what_is_only_shown_is_never_cut(grid: Grid) -> None:
    amount = "12.345.678.901.234.567.890 đ"
    shown = [GridRow("0", "Vũ Thị An", texts={"last": amount})]
    grid.set_rows(shown)
    view = grid._body.view
    assert view.columnWidth(1) > view.fontMetrics().horizontalAdvance(amount)


def test_it_asks_for_three_rows_as_soon_as_there_are_so_many(show: Callable[[int], Grid]) -> None:
    grid = show(1)
    one = grid.minimumSizeHint().height()
    grid.set_rows(rows(5))
    assert grid.minimumSizeHint().height() - one == 2 * style.px(style.ROW)
