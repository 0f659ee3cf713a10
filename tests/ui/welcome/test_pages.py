"""Every page and form of the welcome at every size, in Vietnamese, and what they say when wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.base.text import set_language
from app.club import backup, doorplate, officers
from app.club.file import open_file
from tests.makers import fast_ports
from tests.ui.checks import HEIGHT, SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.welcome.conftest import CHAIR
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.welcome import books
from ui.welcome.begin import club_form, commune_form
from ui.welcome.copies import CopiesPage
from ui.welcome.first_steps import FirstSteps
from ui.welcome.forgot import ForgotPage, code_form
from ui.welcome.page import WelcomePage
from ui.welcome.sign_in import SignInPage
from ui.welcome.take_back import restore_form

Make = Callable[[Session, FakeShell, Path], Page]


def signing_in(session: Session, shell: FakeShell, folder: Path) -> Page:
    page = SignInPage(session, shell, books.book_in(folder), doorplate.sign_in_names(folder))
    page.passphrase.problem("Mật khẩu không khớp. Chưa có gì thay đổi. Hãy gõ lại.")
    return page


def forgotten(session: Session, shell: FakeShell, folder: Path) -> Page:
    return ForgotPage(session, shell, books.book_in(folder), doorplate.sign_in_names(folder))


def with_code(session: Session, shell: FakeShell, folder: Path) -> Page:
    return code_form(session, shell, books.book_in(folder), doorplate.sign_in_names(folder))


def taking_back(session: Session, shell: FakeShell, folder: Path) -> Page:
    return restore_form(session, shell, backup.kept(folder)[-1].path, folder)


PAGES: dict[str, Make] = {
    "welcome": lambda session, shell, _folder: WelcomePage(session, shell),
    "sign in": signing_in,
    "forgot": forgotten,
    "code": with_code,
    "begin": lambda session, shell, _folder: club_form(session, shell),
    "commune": lambda session, shell, _folder: commune_form(session, shell),
    "copies": CopiesPage,
    "take back": taking_back,
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut(
    name: str,
    size: int,
    width: int,
    book: Path,
    empty_session: Session,
    shell: FakeShell,
    shown: Callable[[Page], Page],
    sized: Callable[[int], None],
) -> None:
    set_language("vi")
    sized(size)
    shell.stack.resize(width, HEIGHT - 59)
    page = PAGES[name](empty_session, shell, book)
    page.make_ready()
    shown(page)
    check_page(page)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_steps_fit(
    size: int,
    session: Session,
    shell: FakeShell,
    shown: Callable[[Page], Page],
    sized: Callable[[int], None],
) -> None:
    set_language("vi")
    sized(size)
    shell.stack.resize(1024, HEIGHT - 59)
    page = FirstSteps(session, shell)
    page.make_ready()
    check_page(shown(page))


def test_the_first_steps_tell_what_is_done(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    page = FirstSteps(session, shell)
    page.make_ready()
    shown(page)
    first = page.first_focus()
    assert first is not None and first.accessibleName().startswith("2.")
    officers.new_recovery_code(session.club)
    page.make_ready()
    first = page.first_focus()
    assert first is not None and first.accessibleName().startswith("3.")
    page._officers()
    assert shell.opened[-1][0] == "officers"


def test_the_books_of_this_pc_are_numbered_and_one_without_keys_stays(
    book: Path, empty_session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    page = WelcomePage(empty_session, shell)
    page.make_ready()
    shown(page)
    assert [(tile.text(), tile.number) for tile in page.tiles] == [("Câu lạc bộ thôn Đông", "1")]
    for keys in book.glob("keys.json*"):
        keys.unlink()
    page.make_ready()
    assert [tile.text() for tile in page.tiles] == ["Câu lạc bộ thôn Đông"]
    page.tiles[0].click()
    settle()
    assert "key file" in page.notices()[0].what
    page._mend()
    assert shell.shown[-1].title() == "Take a book back from a copy"


def test_a_book_that_was_just_left_waits_to_be_pressed(
    club_folder: Path, empty_session: Session, shell: FakeShell
) -> None:
    page = WelcomePage(empty_session, shell)
    page.arrive(folder=club_folder, left=True)
    assert not shell.clubs and not shell.shown
    page.arrive(folder=club_folder)
    assert len(shell.clubs) == 1


def test_beginning_says_every_problem_and_keeps_what_was_typed(
    empty_session: Session, shell: FakeShell, shown: Callable[[Page], Page], qtbot: QtBot
) -> None:
    form = club_form(empty_session, shell)
    shown(form)
    form.fields["name"].set_text("CLB thôn Đông")
    form.fields["passphrase"].set_text(CHAIR)
    form.save_now()
    wait(form, qtbot)
    assert set(form.problems()) == {"again"}
    form.fields["again"].set_text(CHAIR)
    form.save_now()
    wait(form, qtbot)
    assert set(form.problems()) == {"commune", "province"}
    assert form.values()["name"] == "CLB thôn Đông"
    form.leaving()
    kept = empty_session.drafts.texts("begin-club")
    assert kept["name"] == "CLB thôn Đông"
    assert not {"passphrase", "again"} & kept.keys()


def test_the_recovery_code_opens_once_and_shows_the_next_paper(
    book: Path,
    empty_session: Session,
    shell: FakeShell,
    shown: Callable[[Page], Page],
    qtbot: QtBot,
) -> None:
    club = open_file(book, fast_ports(), CHAIR)
    code = officers.new_recovery_code(club)
    club.close(keep_copy=False)
    form = with_code(empty_session, shell, book)
    shown(form)
    assert isinstance(form, Form)
    form.fields["code"].set_text(code[:-1] + ("0" if code[-1] != "0" else "1"))
    form.fields["passphrase"].set_text("mưa nắng cày bừa")
    form.fields["again"].set_text("mưa nắng cày bừa")
    form.save_now()
    wait(form, qtbot)
    assert "One sign" in form.problems()["code"]
    form.fields["code"].set_text(code.lower().replace("-", " "))
    form.save_now()
    wait(form, qtbot)
    assert shell.shown[-1].title() == "Recovery paper"
    (opened,) = shell.clubs
    assert opened.actor.name == "Trần Văn Bình"
    empty_session.open(None)
    open_file(book, fast_ports(), "mưa nắng cày bừa").close(keep_copy=False)


def test_a_copy_that_is_no_copy_is_refused(
    tmp_path: Path, empty_session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    page = CopiesPage(empty_session, shell, None)
    shown(page)
    (tmp_path / "x.clbk").write_bytes(b"letter to grandmother")
    with pytest.raises(Exception, match="not a copy"):
        page._go_on(tmp_path / "x.clbk")


def test_taking_back_tells_what_is_missing(
    book: Path,
    empty_session: Session,
    shell: FakeShell,
    shown: Callable[[Page], Page],
    qtbot: QtBot,
) -> None:
    copy = backup.kept(book)[-1].path
    club = open_file(book, fast_ports(), CHAIR)
    officers.add_officer(club, "Lê Thị Hạnh", "F", ["treasurer"], "cây đa bến nước")
    club.close(keep_copy=False)
    form = restore_form(empty_session, shell, copy, book)
    shown(form)
    form.fields["passphrase"].set_text(CHAIR)
    form.save_now()
    wait(form, qtbot)
    question = shell.shown[-1]
    texts = " ".join(label.text() for label in question.findChildren(type(form._head.title)))
    assert "change of today's book is not in the copy" in texts
    assert "Lê Thị Hạnh" in texts


def wait(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.session.worker.busy(), timeout=20_000)
    settle()
