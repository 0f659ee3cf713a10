from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.checks import SIZES, check_page, settle
from ui.kit.button import Button, key_words
from ui.kit.choice import Option, TickBox
from ui.kit.layout import Flow
from ui.kit.tiles import Tile


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(Flow())
    return window


def put(window: QWidget, *widgets: QWidget) -> None:
    for widget in widgets:
        window.layout().addWidget(widget)
    window.resize(1000, 600)
    window.show()
    window.activateWindow()
    settle()


def test_its_key_presses_it(window: QWidget, qtbot: QtBot) -> None:
    button = Button("Add a member", key="Ctrl+N")
    put(window, button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_both_enter_keys_mean_enter(window: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Save", key="Ctrl+Enter")
    put(window, button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_a_hidden_button_and_one_that_is_off_do_not_listen(window: QWidget) -> None:
    pressed = []
    hidden, off = Button("One", key="Ctrl+N"), Button("Two", key="Ctrl+B")
    for button in (hidden, off):
        button.clicked.connect(lambda *_args: pressed.append(1))
    put(window, hidden, off)
    hidden.hide()
    off.off("no stick found")
    for key in (Qt.Key.Key_N, Qt.Key.Key_B):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert not pressed


def test_off_says_why_and_on_takes_it_back(window: QWidget) -> None:
    button = Button("Send", icon="stick")
    put(window, button)
    before = button.sizeHint().width()
    button.off("no stick found")
    assert button.accessibleName() == "Send: no stick found"
    assert button.sizeHint().width() > before
    button.on()
    assert (button.isEnabled(), button.accessibleName()) == (True, "Send")


def test_keys_are_written_for_people() -> None:
    written = [key_words(key) for key in ("Ctrl+Return", "Ctrl++", "Ctrl+-", "F8", "Alt+Home")]
    assert written == ["Ctrl Enter", "Ctrl +", "Ctrl −", "F8", "Alt Home"]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_at_any_size(
    window: QWidget, sized: Callable[[int], None], size: int
) -> None:
    chosen = Option("f", "Nữ")
    chosen.setChecked(True)
    put(
        window,
        *(Button("Thêm thành viên", icon="user-plus", key="Ctrl+N", kind="primary"), chosen),
        *(Button("Hủy phiếu 45", key="Ctrl+Enter", kind="danger", main=True), TickBox("Đồng ý")),
        *(Button("", icon="chevron-left", name="Trang trước"), Button("A+", tight=True)),
        Tile("Bà Đỗ Thị Lan", "Thư ký", number="3"),
    )
    sized(size)
    check_page(window)


def test_size_changes_while_it_is_shown(window: QWidget, sized: Callable[[int], None]) -> None:
    button = Button("In danh sách", icon="printer", key="Ctrl+P")
    put(window, button)
    before = button.width()
    sized(200)
    settle()
    assert button.width() == pytest.approx(2 * before, rel=0.03)


@pytest.mark.parametrize("kind", ["plain", "primary", "danger"])
@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_it_can_be_drawn(window: QWidget, sized: Callable[..., None], kind, theme) -> None:  # type: ignore[no-untyped-def]
    button = Button("Lưu", icon="save", key="Ctrl+S", kind=kind)
    button.setCheckable(True)
    put(window, button)
    sized(100, theme)
    seen: list[QImage] = []  # whole pictures: constBits() of a passing image is memory given back
    for state in (lambda: None, lambda: button.setChecked(True), lambda: button.off("vì sao")):
        state()
        settle()
        picture = button.grab().toImage()
        seen += [] if picture in seen else [picture]
    assert len(seen) == (2 if kind != "plain" else 3)
