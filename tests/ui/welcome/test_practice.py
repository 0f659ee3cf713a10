from pytestqt.qtbot import QtBot

from tests.ui.checks import settle
from tests.ui.conftest import FakeShell
from ui.kit.session import Session
from ui.welcome.books import practice_dir
from ui.welcome.page import WelcomePage


def test_the_practice_book_is_made_once_and_opens_without_a_question(
    empty_session: Session, shell: FakeShell, qtbot: QtBot
) -> None:
    page = WelcomePage(empty_session, shell)
    page.make_ready()
    assert page.first_focus() is page.practice
    for times in (1, 2):
        page.practice.click()
        qtbot.waitUntil(lambda: not empty_session.worker.busy(), timeout=120_000)
        settle()
        assert len(shell.clubs) == times
        assert empty_session.club.folder == practice_dir()
        empty_session.open(None)
