from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.base.errors import UserError
from ui.kit.curtain import Curtain


def test_the_wait_after_wrong_tries_is_counted_on_the_curtain(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    tries: list[tuple[str, bool]] = []
    opened: list[bool] = []

    def prove(passphrase: str, waited: bool) -> None:
        tries.append((passphrase, waited))
        if passphrase != "right":
            raise UserError("It does not fit.")

    curtain = Curtain(window, "Bà Lan", prove, lambda: 2)
    curtain.opened.connect(lambda: opened.append(True))
    curtain.show()
    curtain.passphrase.set_text("wrong")
    curtain.try_open()
    assert "wait 2 seconds" in curtain.passphrase.current_problem()
    curtain.try_open()  # pressing again changes nothing
    curtain.tick()
    assert "wait 1 second." in curtain.passphrase.current_problem()
    curtain.tick()
    assert tries == [("wrong", True)]
    assert curtain.passphrase.current_problem() == "It does not fit."
    curtain.passphrase.set_text("right")
    curtain.try_open()
    curtain.tick()
    curtain.tick()
    assert opened == [True]
