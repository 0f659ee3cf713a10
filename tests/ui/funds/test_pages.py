"""Pages of the funds at every size, empty, and for who may only look."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.base.text import _
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, Actor
from app.funds import acts, records
from app.funds.rules import Draft, Posting
from tests.app.areas.scene import held
from tests.app.funds.scene import lent, loan, member, received
from tests.makers import TODAY
from tests.ui.checks import SIZES, WIDTHS, check_page
from tests.ui.conftest import FakeShell
from ui.funds import money_in, money_out, moving
from ui.funds.booking import BookingForm
from ui.funds.budget import BudgetPage
from ui.funds.cash_book import CashBookPage
from ui.funds.earmarked import EarmarkedPage
from ui.funds.gifts import GiftsPage
from ui.funds.page import FundsPage
from ui.funds.papers import PaperPreview
from ui.funds.people_money import PeopleMoneyPage
from ui.funds.source_form import source_form
from ui.funds.sources import SourcesPage
from ui.funds.takeover import TakeoverPage
from ui.funds.voucher import VoucherPage
from ui.funds.vouchers import VouchersPage
from ui.funds.year import YearPage
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.choose import ChoosePage
from ui.kit.page import Page
from ui.kit.session import Session

PAGES: dict[str, type[Page]] = {
    "funds": FundsPage,
    "cash-book": CashBookPage,
    "vouchers": VouchersPage,
    "sources": SourcesPage,
    "gifts": GiftsPage,
    "budget": BudgetPage,
    "people": PeopleMoneyPage,
    "earmarked": EarmarkedPage,
    "year": YearPage,
}
FORMS = ("fee", "income", "gift", "savings", "spending", "to_bank", "from_bank", "transfer")


def form(what: str, session: Session, shell: FakeShell) -> Page:
    """A form by its name."""
    if what == "source":
        return source_form(session, shell, None)
    make = {
        "fee": lambda: money_in.fee(session),
        "income": lambda: money_in.other_income(session),
        "gift": lambda: money_in.gift(session),
        "savings": lambda: money_in.savings(session),
        "spending": lambda: money_out.spending(session, {"area": "self_help", "amount": "2tr"}),
        "to_bank": lambda: moving.bank(session, "to_bank"),
        "from_bank": lambda: moving.bank(session, "from_bank"),
        "transfer": lambda: moving.transfer(session),
    }
    return BookingForm(session, shell, make[what]())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", [*PAGES, *FORMS, "voucher", "source"])
def test_nothing_is_cut(
    what: str,
    size: int,
    width: int,
    session: Session,
    shell: FakeShell,
    filled: Club,
    at_size: Callable[[int, int], None],
) -> None:
    at_size(size, width)
    page: Page
    if what in PAGES:
        page = PAGES[what](session, shell)
    elif what == "voucher":
        last = records.last_entry(filled)
        assert last is not None
        page = VoucherPage(session, shell, last.id)
    else:
        page = form(what, session, shell)
    page.make_ready()
    shell.show(page)
    check_page(page)


@pytest.mark.parametrize("what", PAGES)
def test_an_empty_book_has_pages_too(what: str, session: Session, shell: FakeShell) -> None:
    page = PAGES[what](session, shell)
    page.make_ready()
    shell.show(page)
    check_page(page)


def test_the_first_money_of_a_club(session: Session, shell: FakeShell) -> None:
    page = FundsPage(session, shell)
    page.make_ready()
    shell.show(page)
    assert [page.table.isVisible(), page.in_button.isVisible()] == [False, False]
    assert page.takeover_button.hasFocus()
    page.takeover_button.click()
    page.new_button.click()
    assert [type(shown) for shown in shell.shown] == [FundsPage, TakeoverPage, ChoosePage]
    shell.back_to(page)
    acts.receive(session.club, "activity", "other_income", 5000, TODAY, "Bán giấy")
    shown = [page.table.isVisible(), page.in_button.isVisible(), page.empty.isVisible()]
    assert shown == [True, True, False]


def test_each_figure_is_one_of_the_book_that_enter_opens(
    session: Session, shell: FakeShell, filled: Club
) -> None:
    page = FundsPage(session, shell)
    page.make_ready()
    shell.show(page)
    rows = page.table.shown()
    assert [(row.code, row.where) for row in rows[:3]] == [
        ("income", "cash"),
        ("income", "bank"),
        ("activity", "cash"),
    ]
    *_funds, cash, bank = rows
    assert (cash.code, cash.left, bank.left) == (None, 38_360_000, 20_000_000)
    for row in rows:
        page.table.opened.emit(row)
        book = shell.shown[-1]
        assert isinstance(book, CashBookPage)
        book.make_ready()
        lines = book.table.shown()
        assert lines[-1].balance == row.left
        assert sum(line.received for line in lines) == row.received
        assert sum(line.paid for line in lines) == row.paid


@pytest.mark.parametrize("what", PAGES)
def test_who_may_only_look_is_offered_nothing_to_do(
    what: str, session: Session, shell: FakeShell, filled: Club
) -> None:
    filled.actor = Actor("x", "Bà Hòa", frozenset([HEALTH_LEAD]))
    page = PAGES[what](session, shell)
    page.make_ready()
    shell.show(page)
    check_page(page)
    keys = {b.key for b in page.findChildren(Button) if b.isVisibleTo(page)}
    assert not keys & {"Ctrl+N", "Ctrl+K", "Ctrl+L", "F2"}


@pytest.mark.parametrize("what", ["opening", "meeting", "loan"])
def test_what_was_written_elsewhere_is_put_right_there(
    what: str, session: Session, shell: FakeShell, filled: Club
) -> None:
    on = date(2026, 6, 21)
    match what:
        case "opening":
            postings = (Posting("activity", "cash", 1000), Posting("activity", "opening", -1000))
            draft = Draft("journal", on, "opening", "Chuyển sổ", postings)
        case "meeting":
            draft = replace(received(50_000, on), meeting_id=held(filled, "2026-06", "2026-06-21"))
        case _:
            person = member(filled)
            draft = lent(loan(filled, person, 3_000_000), person, 3_000_000, on)
    page = VoucherPage(session, shell, records.post(filled, draft))
    page.make_ready()
    shell.show(page)
    check_page(page)
    assert not page.correct_button.isVisible()
    assert not page.back_button.isVisible()
    assert page.source_button.isVisible() is (what != "opening")
    page.source_button.click()
    if what != "opening":
        room, about = shell.opened[-1]
        assert room == {"meeting": "meetings", "loan": "loans"}[what]
        assert about[what] == (draft.meeting_id if what == "meeting" else draft.loan_id)


def test_a_voucher_says_what_it_moved(session: Session, shell: FakeShell, filled: Club) -> None:
    year = records.entries(filled, date(2026, 1, 1), TODAY)
    spent = next(one for one in year if one.voucher == "PC-2026-001")
    page = VoucherPage(session, shell, spent.id)
    page.make_ready()
    assert page.purpose() == f"{_('Spending')}, 3/11/2026"
    said = [label.text() for label in page.findChildren(QLabel)]
    assert "Một trăm năm mươi nghìn đồng chẵn" in said
    assert f"{_('Spent')} ({_('Culture and company')}), {_('Activity fund')}" in said
    assert f"{_('Out of the cash box')}, {_('Activity fund')}" in said


def test_the_voucher_is_looked_at_and_its_printing_noted(
    session: Session, shell: FakeShell, filled: Club, qtbot: QtBot
) -> None:
    last = records.last_entry(filled)
    assert last is not None
    page = VoucherPage(session, shell, last.id)
    page.make_ready()
    shell.show(page)
    page.look_button.click()
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], PaperPreview))
    preview = shell.shown[-1]
    assert isinstance(preview, PaperPreview)
    preview.printed.emit(1)
    noted = filled.db.query("select what, detail from access")
    assert [(row["what"], row["detail"]) for row in noted] == [("print", last.voucher)]


def test_the_cash_book_on_paper_and_as_a_table(
    session: Session,
    shell: FakeShell,
    filled: Club,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = CashBookPage(session, shell, "income", Month(2026, 1))
    page.make_ready()
    shell.show(page)
    kept = tmp_path / "so-quy.xlsx"
    monkeypatch.setattr(pick, "save_file", lambda *_asked: kept)
    page.excel_button.click()
    assert kept.read_bytes().startswith(b"PK")
    assert page.notices()
    page.look_button.click()
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], PaperPreview))


def test_the_letter_of_thanks_comes_up_to_be_printed(
    session: Session, shell: FakeShell, filled: Club, qtbot: QtBot
) -> None:
    page = GiftsPage(session, shell)
    page.make_ready()
    shell.show(page)
    page.letter_button.click()
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], PaperPreview))
    assert "Cửa hàng Hòa" in shell.shown[-1].purpose()


def test_a_gift_in_kind_has_no_voucher_to_open(
    session: Session, shell: FakeShell, filled: Club
) -> None:
    page = GiftsPage(session, shell)
    page.make_ready()
    shell.show(page)
    rice, money = page.table.shown()
    page.table.select(rice.id)
    page.voucher_button.click()
    assert [one.what for one in page.notices()] == [_("A gift in kind has no voucher.")]
    page.table.select(money.id)
    page.voucher_button.click()
    assert isinstance(shell.shown[-1], VoucherPage)
