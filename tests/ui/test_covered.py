"""The window covered: by F12, and when nobody is there."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Clock
from tests.ui.plain_rooms import Plain, Welcome
from tests.ui.typing import press, type_text
from ui.kit.curtain import Curtain
from ui.kit.idle import COVER_AFTER, WARN_BEFORE, IdleWatch
from ui.main_window import MainWindow

Keys, Mods = Qt.Key, Qt.KeyboardModifier


def drawn(window: MainWindow) -> Curtain:
    curtain = window.curtain()
    assert curtain is not None
    return curtain


def test_f12_covers_at_once_and_loses_nothing(open_window: MainWindow) -> None:
    page = open_window.page()
    assert isinstance(page, Plain)
    type_text(page.field.edit, "Đào")
    press(Keys.Key_F12)
    assert open_window.curtain() is not None
    assert drawn(open_window).geometry() == open_window.rect()
    press(Keys.Key_1, Mods.AltModifier)
    assert open_window.room() == "home"
    press(Keys.Key_Return)
    assert open_window.curtain() is None
    assert QApplication.focusWidget() is page.field.edit
    assert page.field.text() == "Đào"


def test_coming_back_asks_for_the_passphrase(guarded_window: MainWindow) -> None:
    guarded_window.cover()
    curtain = drawn(guarded_window)
    field = curtain.passphrase
    assert QApplication.focusWidget() is field.edit
    type_text(field.edit, "sai rồi nhé bác")
    curtain.back.click()
    assert guarded_window.curtain() is not None
    assert field.current_problem()
    field.set_text("bốn chữ dễ nhớ")
    curtain.back.click()
    assert guarded_window.curtain() is None


def test_somebody_else_may_sign_in(guarded_window: MainWindow) -> None:
    folder = guarded_window.session.club.folder
    guarded_window.cover()
    drawn(guarded_window).other.click()
    page = guarded_window.page()
    assert isinstance(page, Welcome)
    assert page.about["folder"] == folder
    assert not guarded_window.session.has_club


def test_nobody_there_covers_after_a_warning(
    guarded_window: MainWindow, idle: IdleWatch, clock: Clock
) -> None:
    clock.now += COVER_AFTER - WARN_BEFORE
    idle.look()
    assert guarded_window.warning_bar.isVisible()
    press(Keys.Key_A)
    assert not guarded_window.warning_bar.isVisible()
    clock.now += COVER_AFTER
    idle.look()
    assert guarded_window.curtain() is not None


def test_a_book_without_a_passphrase_is_not_covered_by_itself(
    open_window: MainWindow, idle: IdleWatch, clock: Clock
) -> None:
    clock.now += COVER_AFTER - WARN_BEFORE
    idle.look()
    assert not open_window.warning_bar.isVisible()
    clock.now += WARN_BEFORE
    idle.look()
    assert open_window.curtain() is None


def test_the_curtain_works_while_the_book_is_written(
    guarded_window: MainWindow, qtbot: QtBot
) -> None:
    through = threading.Event()
    guarded_window.page().run(lambda job: through.wait(20), print, "Writing")
    press(Keys.Key_1, Mods.AltModifier)
    assert guarded_window.room() == "home"
    press(Keys.Key_F12)
    field = drawn(guarded_window).passphrase
    type_text(field.edit, "bốn chữ dễ nhớ")
    assert field.text() == "bốn chữ dễ nhớ"
    through.set()
    qtbot.waitUntil(lambda: not guarded_window.session.worker.busy())
