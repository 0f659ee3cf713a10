"""The takeover on screen: five short pages, the sums at their foot, written and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.base.text import _
from app.club.file import Club
from app.funds import balance_records, records
from app.funds import takeover_forms as forms
from app.loans import takeover_records
from tests.app.funds.scene import member, received
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.funds.takeover import TakeoverPage
from ui.funds.takeover_lines import DonorsStep, SourcesStep
from ui.funds.takeover_money import MoneyStep
from ui.funds.takeover_people import LoansStep, PeopleStep, SavingsStep
from ui.funds.takeover_typed import Step
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.pager import Pager
from ui.kit.question import Question
from ui.kit.session import Session

Show = Callable[[Page], Page]

PAPER = {
    "on": "31/10/2026",
    "cash income": "2.000.000",
    "bank income": "10.000.000",
    "cash activity": "1.250.000",
    "source 1 kind": "province",
    "source 1 name": "UBND tỉnh",
    "source 1 amount": "15.000.000",
    "source 1 returnable": "yes",
    "source 1 return_to": "Hội Người cao tuổi xã",
    "gift 1 donor": "Công ty Hạnh Phúc",
    "gift 1 on_date": "1/6/2025",
    "gift 1 value": "2.000.000",
}


@pytest.fixture
def mai(session: Session) -> str:
    member(session.club, "Trần Văn Tư")
    return member(session.club, "Lê Thị Mai")


@pytest.fixture
def page(session: Session, shell: FakeShell, mai: str, shown: Show) -> TakeoverPage:
    """The takeover with what `PAPER` says, and one loan."""
    page = TakeoverPage(session, shell)
    page.typed.put(PAPER)
    page.typed.put_line(
        forms.LOAN, mai, {"owed": "3.000.000", "interest": "1 %", "until": "21/4/2027"}
    )
    page.make_ready()
    shown(page)
    return page


def step_of(page: TakeoverPage, place: int, kind: type[Step]) -> Step:
    """A step, shown."""
    page.show_step(place)
    shell = page.shell
    assert isinstance(shell, FakeShell)
    step = shell.shown[-1]
    assert isinstance(step, kind)
    step.make_ready()
    settle()
    return step


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settle()


def type_in(text: str) -> None:
    """Type into whatever has the focus, and press Enter."""
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, text)
    press(Qt.Key.Key_Return)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits(
    size: int, sized: Callable[[int], None], page: TakeoverPage, session: Session
) -> None:
    sized(size)
    again = TakeoverPage(session, page.shell)
    page.shell.show(again)
    check_page(again)
    for place, kind in enumerate((MoneyStep, SourcesStep, LoansStep, SavingsStep, DonorsStep)):
        check_page(step_of(again, place, kind))


def test_what_each_page_has_stands_on_its_tile(page: TakeoverPage) -> None:
    seconds = [tile.second for tile in page.tiles]
    assert "12.000.000" in seconds[0]
    assert "15.000.000" in seconds[1]
    assert "3.000.000" in seconds[2]


def test_money_is_typed_in_a_grid(page: TakeoverPage) -> None:
    step = step_of(page, 0, MoneyStep)
    assert isinstance(step, MoneyStep)
    step.grid.go_to("golden_heart", "cash")
    type_in("700k")
    press(Qt.Key.Key_Return)
    assert step.grid.flush()
    assert page.typed.texts["cash golden_heart"] == "700.000"
    step.day.set_text("31/12/2026")
    step.go_on()
    assert step.day.current_problem()
    step.day.set_text("30/10/2026")
    step.go_on()
    assert page.typed.texts["on"] == "30/10/2026"


@pytest.mark.parametrize("size", SIZES)
def test_all_funds_are_seen_at_once(
    size: int, sized: Callable[[int], None], page: TakeoverPage
) -> None:
    sized(size)
    step = step_of(page, 0, MoneyStep)
    pager = step.findChild(Pager)
    assert isinstance(pager, Pager)
    assert pager.words() in ("1/1", _("Page {page} of {pages}").format(page=1, pages=1))


def test_a_loan_is_typed_by_keyboard(page: TakeoverPage, mai: str) -> None:
    page.typed.remove_line(forms.LOAN, mai)
    step = step_of(page, 2, LoansStep)
    assert isinstance(step, LoansStep)
    step.who.first().setFocus()
    type_in("mai")
    assert step.grid.current_key() == mai
    type_in("3tr")
    press(Qt.Key.Key_Return)  # the proposed 1 %
    type_in("21/4/27")
    type_in("500k")
    assert step.grid.flush()
    assert page.typed.line(forms.LOAN, mai) == {
        "owed": "3.000.000",
        "part": "500.000",
        "interest": "1 %",
        "until": "21/4/2027",
        "next": "",
        "arrears": "",
    }
    step.grid.go_to(mai, "arrears")
    press(Qt.Key.Key_Return)
    assert step.who.first().hasFocus()  # the next name
    step.more.click()
    shell = page.shell
    assert isinstance(shell, FakeShell)
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["next"].set_text("21/11/26")
    form.save_now()
    assert page.typed.line(forms.LOAN, mai)["next"] == "21/11/2026"


def test_nothing_typed_yet_shows_no_sums_and_no_acts(
    session: Session, shell: FakeShell, shown: Show
) -> None:
    page = TakeoverPage(session, shell)
    page.make_ready()
    shown(page)
    assert not page.balance.isVisible()
    for place, kind in ((2, LoansStep), (3, SavingsStep)):
        step = step_of(page, place, kind)
        assert isinstance(step, PeopleStep)
        assert not step.grid.isVisible()
        assert not step.take_out.isVisible()
        assert step.on.isVisible()


def test_the_cell_in_hand_is_seen_however_large_the_text(
    sized: Callable[[int], None], page: TakeoverPage, mai: str
) -> None:
    sized(200)
    for place, kind in ((2, LoansStep), (3, SavingsStep)):
        step = step_of(page, place, kind)
        assert isinstance(step, PeopleStep)
        step.who.first().setFocus()
        type_in("mai")
        cell = QApplication.focusWidget()
        assert cell is not None
        assert step.grid.isAncestorOf(cell)
        seen = step.viewport().rect()
        assert seen.contains(cell.mapTo(step.viewport(), cell.rect().topLeft()))
        assert seen.contains(cell.mapTo(step.viewport(), cell.rect().bottomRight()))


def test_what_a_step_changed_is_said_on_the_way_back(page: TakeoverPage) -> None:
    page.ask_to_write()
    page.typed.put({"source 1 amount": "14.000.000"})
    page.make_ready()
    assert page.balance.chip.accessibleName() == _("{amount} without a source").format(
        amount="1.000.000\u00a0đ"
    )
    step_of(page, 1, SourcesStep)
    page.typed.put({"source 1 amount": "15.000.000"})
    page.make_ready()
    assert page.balance.chip.accessibleName() == _("It adds up")
    assert page.first_focus() is page.tiles[1]


def test_a_second_loan_of_the_same_person(page: TakeoverPage, mai: str) -> None:
    step = step_of(page, 2, LoansStep)
    assert isinstance(step, LoansStep)
    step.who.set_text(mai)
    step._named()
    settle()
    assert list(forms.lines(page.typed.texts, forms.LOAN)) == [mai, f"{mai}#2"]
    step.take_out.click()
    assert list(forms.lines(page.typed.texts, forms.LOAN)) == [mai]


def test_a_wrong_figure_stays_and_is_said(page: TakeoverPage, mai: str) -> None:
    step = step_of(page, 2, LoansStep)
    assert isinstance(step, LoansStep)
    step.grid.go_to(mai, "owed")
    type_in("nhiều")
    assert not step.grid.flush()
    assert step.grid.said()
    assert page.typed.line(forms.LOAN, mai)["owed"] == "3.000.000"


def test_large_letters_show_fewer_columns_and_keep_the_others(
    sized: Callable[[int], None], page: TakeoverPage, mai: str
) -> None:
    page.typed.put_line(forms.LOAN, mai, {"next": "5/11/2026", "part": "500.000", "arrears": ""})
    sized(200)
    step = step_of(page, 2, LoansStep)
    assert isinstance(step, LoansStep)
    assert step.grid.rows.typed == ("owed", "interest", "until")
    step.grid.go_to(mai, "owed")
    type_in("2tr")
    assert step.grid.flush()
    assert page.typed.line(forms.LOAN, mai)["part"] == "500.000"
    step.more.click()
    shell = page.shell
    assert isinstance(shell, FakeShell)
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["part"].set_text("3tr")
    form.save_now()
    assert "part" in form.problems()
    form.fields["part"].set_text("250k")
    form.save_now()
    assert page.typed.line(forms.LOAN, mai)["part"] == "250.000"


def test_the_rest_is_named_as_the_club_s_own(page: TakeoverPage) -> None:
    page.typed.put({"bank income": "10.500.000"})
    step = step_of(page, 1, SourcesStep)
    assert isinstance(step, SourcesStep)
    assert step.rest.isVisibleTo(step)
    step.rest.click()
    shell = page.shell
    assert isinstance(shell, FakeShell)
    form = shell.shown[-1]
    assert isinstance(form, Form)
    assert form.fields["amount"].text() == "500.000"
    form.save_now()
    assert page.typed.sums().nameless_vnd == 0
    assert not step.rest.isVisibleTo(step)


def test_what_does_not_add_up_is_not_written(page: TakeoverPage, session: Session) -> None:
    page.typed.put({"source 1 amount": "14.000.000"})
    page.ask_to_write()
    assert page.notices()
    page.typed.put({"source 1 amount": "ba"})
    page.ask_to_write()
    assert "ba" in page.notices()[0].what + page.notices()[0].text
    assert takeover_records.taken_over(session.club) is None


def test_it_is_written_and_taken_back(
    page: TakeoverPage, shell: FakeShell, session: Session
) -> None:
    club = session.club
    page.ask_to_write()
    question = shell.shown[-1]
    assert isinstance(question, Question)
    question._act()
    assert takeover_records.taken_over(club) is not None
    assert balance_records.balance(club, "income", "bank", date(2026, 10, 31)) == 10_000_000
    check_page(page)
    assert not page.tiles
    assert page.back_button.isVisibleTo(page)
    assert not session.drafts.texts("takeover")
    assert page.print_button.hasFocus()  # the next thing to do
    page.back_button.click()
    question = shell.shown[-1]
    assert isinstance(question, Question)
    assert question.reason is not None
    question.reason.set_text("Ghi thiếu một khoản")
    question._act()
    assert takeover_records.taken_over(club) is None
    assert len(page.tiles) == 5
    assert page.tiles[0].hasFocus()
    assert page.typed.sums().nameless_vnd == 0  # all of it came back to be corrected
    page.ask_to_write()
    question = shell.shown[-1]
    assert isinstance(question, Question)
    question._act()
    assert takeover_records.taken_over(club) is not None


def test_after_another_voucher_it_stays(
    page: TakeoverPage, shell: FakeShell, session: Session
) -> None:
    takeover_records.take_over(session.club, page.read())
    records.post(session.club, received(100_000))
    page.refresh()
    assert not page.back_button.isVisibleTo(page)
    check_page(page)


def test_a_half_written_takeover_waits(
    page: TakeoverPage, session: Session, shell: FakeShell
) -> None:
    again = TakeoverPage(session, shell)
    assert again.typed.texts == page.typed.texts


def test_who_may_not_write_it_may_look(session: Session, shell: FakeShell, club: Club) -> None:
    club.actor = replace(club.actor, roles=frozenset({"secretary"}))
    page = TakeoverPage(session, shell)
    page.make_ready()
    shell.show(page)
    assert not page.do.isVisible()
