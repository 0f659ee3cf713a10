from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.club import doorplate, officers
from app.club.roles import VIEWER, Actor
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.choice import Ticks
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.question import Question
from ui.kit.session import Session
from ui.officers.page import OfficersPage

WORDS, OTHER = "cây đa bến nước", "trăng rằm tháng tám"


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Callable[[Page], Page]) -> OfficersPage:
    officers.add_officer(session.club, "Lê Thị Hạnh", "F", ["treasurer"], WORDS)
    page = OfficersPage(session, shell)
    page.make_ready()
    shown(page)
    return page


def choose(page: OfficersPage, name: str) -> str:
    chosen = next(each for each in page.table.shown() if each.name == name)
    page.table.select(chosen.id)
    return chosen.id


def form_of(shell: FakeShell) -> Form:
    form = shell.shown[-1]
    assert isinstance(form, Form)
    return form


def answer(shell: FakeShell) -> None:
    question = shell.shown[-1]
    assert isinstance(question, Question)
    question.act.click()
    settle()


FORMS = ("page", "add", "duties", "reset", "mine", "end", "paper")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", FORMS)
def test_nothing_is_cut(
    what: str,
    size: int,
    width: int,
    session: Session,
    shell: FakeShell,
    shown: Callable[[Page], Page],
    at_size: Callable[[int, int], None],
) -> None:
    at_size(size, width)
    officers.add_officer(session.club, "Nguyễn Thị Hồng Hạnh", "F", ["treasurer", "viewer"], WORDS)
    page = OfficersPage(session, shell)
    page.make_ready()
    shown(page)
    choose(page, "Nguyễn Thị Hồng Hạnh")
    acts = {
        "add": page.add.click,
        "duties": page._change_chosen,
        "reset": page.reset.click,
        "mine": page._change_mine,
        "end": page.end.click,
        "paper": page._new_paper,
    }
    acts.get(what, settle)()
    check_page(shell.shown[-1])


def test_an_officer_is_added_and_can_sign_in(page: OfficersPage, shell: FakeShell) -> None:
    page.add.click()
    form = form_of(shell)
    form.save_now()
    assert set(form.problems()) == {"name", "passphrase", "roles"}
    form.fields["name"].set_text("Đỗ Thị Thư")
    form.fields["passphrase"].set_text(OTHER)
    form.fields["again"].set_text(OTHER + "x")
    form.save_now()
    assert set(form.problems()) == {"again"}
    form.fields["again"].set_text(OTHER)
    form.fields["roles"].set_text("secretary")
    form.save_now()
    assert shell.backs == 1
    assert page.notices()[0].what == "Đỗ Thị Thư can sign in from now on."
    tiles = doorplate.sign_in_names(page.session.club.folder)
    slot = next(each.slot_id for each in tiles if each.name == "Đỗ Thị Thư")
    assert officers.sign_in(page.session.club, slot, OTHER).name == "Đỗ Thị Thư"


def test_duties_are_changed_and_the_last_chair_stays(page: OfficersPage, shell: FakeShell) -> None:
    hanh = choose(page, "Lê Thị Hạnh")
    QTest.keyClick(page, Qt.Key.Key_F2)
    form = form_of(shell)
    assert form.values() == {"roles": "treasurer"}
    form.fields["roles"].set_text("treasurer secretary")
    form.save_now()
    page.make_ready()
    found = next(each for each in page.table.shown() if each.id == hanh)
    assert found.roles == ("secretary", "treasurer")
    choose(page, "Đỗ Thị Lan")
    page._change_chosen()
    form = form_of(shell)
    form.fields["roles"].set_text("viewer")
    form.save_now()
    assert "only chair" in form.notices()[0].what


def test_who_changes_their_own_duties_sees_other_rooms(
    page: OfficersPage, shell: FakeShell, session: Session
) -> None:
    hanh = choose(page, "Lê Thị Hạnh")
    officers.change_roles(session.club, hanh, ["chair"])
    choose(page, "Đỗ Thị Lan")
    page._change_chosen()
    form = form_of(shell)
    form.fields["roles"].set_text("viewer")
    form.save_now()
    settle()
    assert shell.restarts == 1
    assert not session.may("officers.write")


def test_the_chair_sets_a_new_passphrase_for_who_forgot(
    page: OfficersPage, shell: FakeShell, session: Session
) -> None:
    choose(page, "Lê Thị Hạnh")
    page.reset.click()
    form = form_of(shell)
    form.fields["passphrase"].set_text(OTHER)
    form.fields["again"].set_text(OTHER)
    form.save_now()
    tiles = doorplate.sign_in_names(session.club.folder)
    slot = next(each.slot_id for each in tiles if each.name == "Lê Thị Hạnh")
    with pytest.raises(Exception, match="does not fit"):
        officers.sign_in(session.club, slot, WORDS)
    officers.sign_in(session.club, slot, OTHER)


def test_ones_own_passphrase_asks_for_the_old_one_and_waits_after_wrong_ones(
    page: OfficersPage, shell: FakeShell, session: Session, qtbot: QtBot
) -> None:
    tiles = doorplate.sign_in_names(session.club.folder)
    slot = next(each.slot_id for each in tiles if each.name == "Lê Thị Hạnh")
    officers.sign_in(session.club, slot, WORDS)
    page._change_mine()
    form = form_of(shell)
    form.fields["passphrase"].set_text(OTHER)
    form.fields["again"].set_text(OTHER)
    for _try in range(2):
        form.fields["old"].set_text("không phải đâu")
        form.save_now()
        qtbot.waitUntil(lambda: not session.worker.busy())
        settle()
        assert "does not fit" in form.problems()["old"]
    form.fields["old"].set_text(WORDS)
    form.save_now()
    qtbot.waitUntil(lambda: not session.worker.busy())
    settle()
    assert page.notices()[0].what == "From now on you sign in with the new passphrase."


def test_a_duty_ends_after_a_question(page: OfficersPage, shell: FakeShell) -> None:
    key = page.session.club.data_key
    choose(page, "Lê Thị Hạnh")
    page.end.click()
    answer(shell)
    assert page.session.club.data_key != key
    page.make_ready()
    found = next(each for each in page.table.shown() if each.name == "Lê Thị Hạnh")
    assert found.until is not None
    choose(page, "Lê Thị Hạnh")
    page.end.click()
    assert "no longer an officer" in page.notices()[0].what


def test_nobody_ends_their_own_duty(page: OfficersPage, shell: FakeShell) -> None:
    choose(page, "Đỗ Thị Lan")
    page.end.click()
    answer(shell)
    assert "Nobody ends their own office here" in page.notices()[0].what


def test_a_new_paper_is_shown_at_once(page: OfficersPage, shell: FakeShell) -> None:
    page._new_paper()
    answer(shell)
    assert shell.shown[-1].title() == "Recovery paper"
    assert doorplate.has_recovery(page.session.club.folder)


def test_somebody_else_signs_in_without_closing_the_program(
    page: OfficersPage, shell: FakeShell
) -> None:
    page.out.click()
    assert shell.closed == 1


def test_who_may_not_change_the_board_sees_it_without_buttons(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    session.club.actor = Actor(session.club.actor.id, "Vũ Văn Thìn", frozenset({VIEWER}))
    page = OfficersPage(session, shell)
    page.make_ready()
    shown(page)
    assert not page.add.isVisible()
    assert not page.end.isVisible()
    assert page.out.isVisible()
    page.table.opened.emit(page.table.shown()[0])
    assert len(shell.shown) == 1


def test_roles_are_ticked_with_the_space_bar(page: OfficersPage, shell: FakeShell) -> None:
    choose(page, "Lê Thị Hạnh")
    page._change_chosen()
    settle()
    roles = form_of(shell).fields["roles"]
    assert isinstance(roles, Ticks)
    assert QApplication.focusWidget() is roles.boxes[0]
    QTest.keyClick(roles.boxes[0], Qt.Key.Key_Space)
    assert roles.text() == "chair treasurer"
