"""The books of the money, opened and worked by somebody who only has keys."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.base.text import _
from app.funds import budget_records, fund_records, gift_records
from tests.makers import TODAY, make_club
from tests.ui.funds.conftest import club_of, fill, fill_in, last
from tests.ui.real import Keyboard, running
from ui.funds.budget import BudgetPage
from ui.funds.cash_book import CashBookPage
from ui.funds.closing import ClosingPage
from ui.funds.earmarked import EarmarkedPage
from ui.funds.gifts import GiftsPage
from ui.funds.ledger import LedgerPage
from ui.funds.page import FundsPage
from ui.funds.people_money import PeopleMoneyPage
from ui.funds.sources import SourcesPage
from ui.funds.takeover import TakeoverPage
from ui.funds.voucher import VoucherPage
from ui.funds.vouchers import VouchersPage
from ui.funds.year import BehindPage, YearPage
from ui.funds.year_end import YearEndPage
from ui.kit.choose import ChoosePage
from ui.kit.form import Form
from ui.kit.preview import Preview
from ui.kit.question import Question
from ui.loans.page import MoneyPage


def test_a_fund_opens_its_cash_book_and_its_vouchers(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Down", "Down", "Enter")  # below the cash box and the bank of the income fund
    page = keys.page
    assert isinstance(page, CashBookPage)
    assert page.fund == "activity"
    shown = page.table.shown()
    assert [row.voucher for row in shown[1:]] == ["PC-2026-001", "PC-2026-002", "PK-2026-002"]
    assert shown[0].balance == 1_250_000
    assert shown[-1].balance == 960_000
    keys.press("Enter")
    assert isinstance(keys.page, VoucherPage)


def test_the_cash_book_by_months_and_of_the_bank(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("1", "F3")
    page = keys.page
    assert isinstance(page, CashBookPage)
    assert [row.voucher for row in page.table.shown()] == [""]  # October: nothing moved
    keys.press("F4", "F5", "2")
    assert (page.fund, page.where) == (None, "bank")
    assert [row.voucher for row in page.table.shown()[1:]] == ["PK-2026-001"]
    assert not page.months.after.isEnabled()  # there is nothing later to turn to


def test_vouchers_are_found_as_one_types(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("2")
    page = keys.page
    assert isinstance(page, VouchersPage)
    assert len(page.table.shown()) == 10
    for typed, found in (("mua tra", "PC-2026-001"), ("1.200.000", "PT-2026-004")):
        page.search.clear()
        keys.type(typed)
        assert [one.voucher for one in page.table.shown()] == [found]
    keys.press("Enter", "Enter")
    voucher = keys.page
    assert isinstance(voucher, VoucherPage)
    assert "PT-2026-004" in voucher.title()


def test_a_gift_in_kind_is_thanked_for_and_changed(keys: Keyboard, funds: FundsPage) -> None:
    club = club_of(keys)
    keys.press("3")
    page = keys.page
    assert isinstance(page, GiftsPage)
    keys.press("Ctrl+K")
    fill_in(keys, "Cụ Tơ", "2 ghế đá")
    keys.press("Ctrl+Enter")
    assert page.table.shown()[0].what == "2 ghế đá"
    page.table.select(page.table.shown()[0].id)
    keys.press("F5")
    assert gift_records.gifts(club, TODAY, TODAY)[0].thanked_on == TODAY
    keys.press("F2", "Enter", "Ctrl+A")
    keys.type("3 ghế đá")
    keys.press("Ctrl+Enter")
    assert gift_records.gifts(club, TODAY, TODAY)[0].what == "3 ghế đá"
    page.out_button.click()
    assert isinstance(keys.page, Question)
    keys.type("ghi nhầm")
    keys.press("Ctrl+Enter")
    assert gift_records.gifts(club, TODAY, TODAY) == ()


def test_sources_say_what_would_go_back(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("4")
    page = keys.page
    assert isinstance(page, SourcesPage)
    assert page.ends_said() == [
        _("{amount} goes back to: {whom}").format(amount="50.000.000\u00a0đ", whom="Hội NCT xã"),
        _("{amount} stays: the members decide").format(amount="5.000.000\u00a0đ"),
    ]
    keys.press("F3")
    keys.type("1tr")
    keys.press("Ctrl+Enter")
    assert page.table.shown()[0].put_in == 51_000_000
    keys.press("F4", "Ctrl+A")
    keys.type("1tr")
    keys.press("Ctrl+Enter")
    assert page.table.shown()[0].given_back == 1_000_000
    keys.press("F2")
    form = keys.page
    assert isinstance(form, Form)
    form.fields["return_to"].set_text("UBND tỉnh")
    keys.press("Ctrl+Enter")
    assert page.table.shown()[0].source.return_to == "UBND tỉnh"


def test_the_budget_is_typed_beside_what_was_spent(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("6", "1")
    page = keys.page
    assert isinstance(page, BudgetPage)
    fill_in(keys, "2tr", "abc")
    assert page.grid.said()
    keys.press("F8", "Ctrl+A")
    keys.type("500k")
    keys.press("Enter")
    found = {one.area: one for one in budget_records.budgets(club_of(keys), TODAY.year)}
    assert (found["income"].planned_vnd, found["health"].planned_vnd) == (2_000_000, 500_000)
    assert found["culture"].left_vnd == 850_000
    keys.press("F4")
    assert page.title() == _("Budget of {year}").format(year=TODAY.year + 1)


def test_money_of_members_goes_back_from_the_list(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("6", "2")
    page = keys.page
    assert isinstance(page, PeopleMoneyPage)
    assert [(one.name, one.savings_vnd) for one in page.table.shown()] == [("Trần Tý", 300_000)]
    keys.press("Enter", "Ctrl+Enter")  # all of it
    assert (last(keys).topic, last(keys).amount_vnd) == ("savings_back", 300_000)
    assert page.table.shown() == ()


def test_a_fund_for_one_purpose_is_set_up_and_ended(keys: Keyboard, funds: FundsPage) -> None:
    club = club_of(keys)
    keys.press("6", "3")
    page = keys.page
    assert isinstance(page, EarmarkedPage)
    keys.press("Ctrl+N")
    keys.type("Quỹ khuyến học")
    keys.press("Ctrl+Enter")
    assert "Quỹ khuyến học" in [fund.name for fund in fund_records.funds(club, TODAY)]
    assert page.chosen().fund.name == "Quỹ khuyến học"
    page.take_out.click()
    assert "Quỹ khuyến học" in [fund.name for fund in fund_records.funds(club) if fund.until]


def test_sums_of_the_year_open_their_vouchers(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("6", "4")
    page = keys.page
    assert isinstance(page, YearPage)
    lines = {(one.account, one.area): one for one in page.table.shown()}
    assert lines["capital", None].received_vnd == 55_000_000
    assert lines["spending", "culture"].paid_vnd == 150_000
    page.table.select(("spending", "culture"))
    keys.press("Enter")
    behind = keys.page
    assert isinstance(behind, BehindPage)
    assert [one.voucher for one in behind.table.shown()] == ["PC-2026-001"]
    keys.press("Enter")
    assert isinstance(keys.page, VoucherPage)


def test_an_account_of_the_ledger_on_paper(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("6", "5")
    page = keys.page
    assert isinstance(page, LedgerPage)
    held = {row.account: row.balance_vnd for row in page.table.shown()}
    assert held["capital"] == -55_000_000
    assert sum(held.values()) == 0
    keys.press("Enter")
    keys.wait_for(Preview)


def test_the_end_of_the_year_on_paper(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("6", "6")
    assert isinstance(keys.page, YearEndPage)
    keys.press("Ctrl+P")
    keys.wait_for(Preview)


def test_who_may_not_know_who_borrowed_finds_the_funds_at_6(qtbot: QtBot, tmp_path: Path) -> None:
    club = make_club(tmp_path / "book")
    fill(club)
    club.close()
    for roles, page in (({"health_lead"}, FundsPage), ({"treasurer"}, MoneyPage)):
        with running(qtbot, tmp_path / "book", roles=roles) as keys:
            keys.press("Alt+6")
            assert isinstance(keys.page, page)


def test_every_book_has_its_way_in(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("5")
    assert isinstance(keys.page, ClosingPage)
    for number, page in enumerate(
        (
            BudgetPage,
            PeopleMoneyPage,
            EarmarkedPage,
            YearPage,
            LedgerPage,
            YearEndPage,
            TakeoverPage,
        ),
        start=1,
    ):
        keys.window.open("funds")
        keys.press("6", str(number))
        assert isinstance(keys.page, page)
    for what in ("closing", "takeover", "year-end", "sources", "gifts"):
        keys.window.open("funds", what=what)
        assert not isinstance(keys.page, FundsPage)
    keys.window.open("funds", fund="income", what="cash-book")
    book = keys.page
    assert isinstance(book, CashBookPage)
    assert book.fund == "income"
    keys.window.open("funds", what="out")
    assert isinstance(keys.page, ChoosePage)
