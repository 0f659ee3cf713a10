import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.checks import SIZES, check_page, settle
from tests.ui.typing import type_like_unikey, type_text
from ui.kit.choice import Choice, Tick, Ticks
from ui.kit.entries import BirthField, DateField, MoneyField, NumberField, PassphraseField
from ui.kit.fields import Field, LinesField, SearchBox, TextField
from ui.kit.layout import Column

TODAY = date(2026, 6, 19)
Show = Callable[..., None]


@pytest.fixture
def show(qtbot: QtBot, sized: Callable[[int], None]) -> Iterator[Show]:
    windows = []

    def show(*widgets: QWidget) -> None:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = Column()
        for widget in widgets:
            column.add(widget)
        window.setLayout(column)
        window.resize(600, 600)
        window.show()
        window.activateWindow()
        settle()

    yield show
    windows.clear()


def leave(field: Field) -> None:
    field.first().clearFocus()


@pytest.mark.parametrize("typing", [type_text, type_like_unikey])
def test_vietnamese_is_typed_and_comes_out_composed(show: Show, typing) -> None:  # type: ignore[no-untyped-def]
    field = TextField("Họ và tên")
    show(field)
    typing(field.edit, " Đặng Thị Hồng Nhung ở Huế ")
    assert field.text() == "Đặng Thị Hồng Nhung ở Huế"
    field.set_text(unicodedata.normalize("NFD", "Đặng"))
    assert field.text() == "Đặng"


def test_enter_goes_on_and_shift_tab_goes_back(show: Show) -> None:
    first, second = TextField("One"), TextField("Two")
    show(first, second)
    first.edit.setFocus()
    QTest.keyClick(first.edit, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is second.edit
    QTest.keyClick(second.edit, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is first.edit


def test_a_problem_takes_the_place_of_the_hint_and_keeps_the_text(show: Show) -> None:
    field = TextField("Identity card", "12 digits")
    show(field)
    type_text(field.edit, "02415500981")
    height = field.height()
    field.problem("It has 11 digits; 12 are needed.")
    settle()
    assert (field.said(), field.text()) == ("It has 11 digits; 12 are needed.", "02415500981")
    assert field.height() == height
    assert field.edit.accessibleDescription() == "It has 11 digits; 12 are needed."
    field.problem("")
    assert field.said() == "12 digits"


def test_what_a_date_is_understood_as_stands_below(show: Show) -> None:
    field = DateField("Day", TODAY)
    show(field)
    field.edit.setFocus()
    type_text(field.edit, "21/6")
    leave(field)
    assert field.text() == "21/6"
    assert "Sunday, 21/6/2026" in field.said()
    field.set_text("31/2")
    leave(field)
    assert field.said() == field.hint


def test_a_birth_may_be_a_year(show: Show) -> None:
    field = BirthField("Born", TODAY)
    show(field)
    field.edit.setFocus()
    type_text(field.edit, "53")
    leave(field)
    assert field.said() == "1953, 73 this year"


def test_money_is_written_out_only_when_left(show: Show) -> None:
    field = MoneyField("Amount")
    show(field)
    field.edit.setFocus()
    type_text(field.edit, "1tr5")
    assert field.text() == "1tr5"
    leave(field)
    assert field.text() == "1.500.000\xa0đ"
    assert field.said() == "Một triệu năm trăm nghìn đồng chẵn"
    field.set_text("nothing")
    field.edit.setFocus()
    leave(field)
    assert field.text() == "nothing"


def test_a_proposed_figure_is_replaced_by_what_is_typed_first(show: Show) -> None:
    name, amount, day = TextField("Tên"), MoneyField("Số tiền"), DateField("Ngày", TODAY)
    show(name, amount, day)
    for field, text in ((amount, "5.000.000"), (day, "19/6/2026"), (name, "Đào")):
        field.set_text(text)
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        type_text(field.edit, "3")
    assert (amount.text(), day.text(), name.text()) == ("3\u00a0đ", "3", "3Đào")
    day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not day.edit.hasSelectedText()  # what somebody typed is not replaced


def test_the_words_below_follow_the_amount_that_is_typed(show: Show) -> None:
    field = MoneyField("Amount")
    show(field)
    field.set_text("50.000 đ")
    field.edit.setFocus()
    field.edit.selectAll()
    type_text(field.edit, "20tr")
    assert field.said() == "Hai mươi triệu đồng chẵn"


def test_a_number_names_its_unit(show: Show) -> None:
    field = NumberField("Weight", "kg")
    show(field)
    type_text(field.edit, "48,2")
    assert (field.text(), field.edit.accessibleName()) == ("48,2", "Weight (kg)")


def test_letters_of_a_passphrase_are_shown_with_f7(show: Show) -> None:
    field = PassphraseField("Passphrase of bà Lan", "Four words")
    show(field)
    field.edit.setFocus()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClick(field.edit, Qt.Key.Key_F7)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyClick(field.edit, "A")
    assert "Caps Lock" in field.said()
    QTest.keyClick(field.edit, "b")
    assert field.said() == "Four words"
    QTest.keyClick(field.edit, "A", Qt.KeyboardModifier.ShiftModifier)
    assert field.said() == "Four words"
    assert field.text() == "AbA"


def test_tab_leads_from_a_passphrase_to_the_next_field(show: Show) -> None:
    """Whoever types the same words twice presses Tab between them, and does not look up."""
    first, again = PassphraseField("Passphrase"), PassphraseField("Again")
    show(first, again)
    first.edit.setFocus()
    QTest.keyClick(first.edit, Qt.Key.Key_Tab)
    assert again.edit.hasFocus()


def test_a_choice_is_none_until_chosen(show: Show) -> None:
    field = Choice("Sex", [("F", "Woman"), ("M", "Man")])
    show(field)
    assert field.text() == ""
    QTest.mouseClick(field.options[1], Qt.MouseButton.LeftButton)
    assert field.text() == "M"
    field.options[1].setFocus()
    QTest.keyClick(field.options[1], Qt.Key.Key_Left)
    assert field.text() == "F"
    field.set_text("")
    assert field.text() == ""
    assert field.options[0].accessibleName() == "Sex: Woman"


def test_enter_leaves_a_choice_for_the_next_field(show: Show) -> None:
    field, after = Choice("Sex", [("F", "Woman"), ("M", "Man")]), TextField("Phone")
    show(field, after)
    field.options[0].setFocus()
    QTest.keyClick(field.options[0], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is after.edit


def test_ticks(show: Show) -> None:
    field = Ticks("Roles", [("chair", "Chair"), ("secretary", "Secretary")])
    one = Tick("I have read this")
    show(field, one)
    QTest.keyClick(field.boxes[1], Qt.Key.Key_Space)
    assert field.text() == "secretary"
    field.set_text("chair secretary")
    assert field.text() == "chair secretary"
    assert (one.text(), one.checked()) == ("", False)
    QTest.mouseClick(one.boxes[0], Qt.MouseButton.LeftButton)
    assert (one.text(), one.checked()) == ("yes", True)


def test_searching_tells_every_key_and_leads_to_the_list(show: Show) -> None:
    typed: list[object] = []
    box, result = SearchBox("Type a name"), QLineEdit()
    box.typed.connect(typed.append)
    box.leads_to(result)
    show(box, result)
    type_text(box, "đà")
    assert typed == ["đ", "đà"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is result


def test_ctrl_z_is_the_windows_when_nothing_was_typed(show: Show, qtbot: QtBot) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    field = TextField("Name")
    show(field)
    undone: list[int] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), field.window())
    shortcut.activated.connect(lambda: undone.append(1))
    field.edit.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(field.edit, Qt.Key.Key_Z, control)
    assert undone == [1]
    type_text(field.edit, "a")
    QTest.keyClick(field.edit, Qt.Key.Key_Z, control)
    assert (undone, field.text()) == ([1], "")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_at_any_size(show: Show, sized: Callable[[int], None], size: int) -> None:
    date_field = DateField("Ngày đo", TODAY)
    date_field.problem("Tháng 2 không có ngày 31. Có thể chỉ gõ năm.")
    fields = (
        *(TextField("Họ và tên", "Viết đủ họ, đệm và tên"), date_field),
        *(MoneyField("Số tiền"), NumberField("Cân nặng", "kg"), PassphraseField("Mật khẩu")),
        *(LinesField("Ghi chú", "Không bắt buộc"), Tick("Tôi đã đọc")),
        Choice("Hoàn cảnh", [("a", "Nghèo"), ("b", "Cận nghèo"), ("c", "Khó khăn")], columns=2),
    )
    show(*fields)
    sized(size)
    fields[0].window().resize(1000, fields[0].window().minimumSizeHint().height())
    check_page(fields[0].window())
