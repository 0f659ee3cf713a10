"""The money worked by somebody who only has keys."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.base.text import _
from app.funds import acts, balance_records, budget_records, fund_records, gift_records, records
from app.funds.accounts import Where
from app.funds.rules import Entry
from app.members import records as members
from tests.app.funds.scene import seal
from tests.makers import TODAY, make_club
from tests.ui.funds.conftest import club_of, fill
from tests.ui.real import Keyboard, running
from ui.funds.booking import BookingForm
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


@pytest.fixture
def funds(keys: Keyboard) -> FundsPage:
    """The room, opened."""
    keys.window.open("funds")
    page = keys.page
    assert isinstance(page, FundsPage)
    return page


def last(keys: Keyboard) -> Entry:
    """The voucher written last."""
    found = records.last_entry(club_of(keys))
    assert found is not None
    return found


def held(keys: Keyboard, fund: str, where: Where = "cash") -> int:
    """What lies in the cash box or at the bank of a fund now."""
    return balance_records.balance(club_of(keys), fund, where, TODAY)


def fill_in(keys: Keyboard, *texts: str) -> None:
    """Type a text into each field in turn; "" leaves it as it is."""
    for text in texts:
        if text:
            keys.press("Ctrl+A")
            keys.type(text)
        keys.press("Enter")


# --- money in -----------------------------------------------------------------------------------


def test_a_fee_in_a_few_keys(keys: Keyboard, funds: FundsPage) -> None:
    before = held(keys, "activity")
    keys.press("Ctrl+N", "1")
    keys.type("lan")
    keys.press("Enter")
    keys.type("50k")
    keys.press("Ctrl+Enter")
    assert keys.page is funds
    booked = last(keys)
    assert (booked.voucher, booked.topic, booked.who) == ("PT-2026-007", "fee", "Lê Lan")
    assert (booked.amount_vnd, booked.on_date) == (50_000, TODAY)
    assert held(keys, "activity") == before + 50_000
    assert keys.undo_bar() == _("Booked as {voucher}. A mistake is corrected on its page.").format(
        voucher="PT-2026-007"
    )
    assert not keys.window.undo_bar.undo_button.isVisible()
    keys.press("Ctrl+Z")  # what was booked stays
    assert last(keys) == booked


def test_other_income_says_its_amount_in_words(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+N", "5")
    form = keys.page
    assert isinstance(form, BookingForm)
    fill_in(keys, "Lãi ngân hàng", "1tr5")
    assert form.fields["amount"].said().startswith("Một triệu năm trăm nghìn đồng")
    place = _("Cash box, {fund}").format(fund=_("Activity fund"))
    assert form.foreseen() == [
        _("{place}: {before} now, {after} after this.").format(
            place=place, before="960.000\u00a0đ", after="2.460.000\u00a0đ"
        )
    ]
    keys.press("Ctrl+Enter")
    assert last(keys).memo == "Lãi ngân hàng"


def test_a_gift_stands_in_the_golden_heart_book(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+N", "2")
    keys.type("Chùa Hòa")
    keys.press("Enter")
    keys.type("300k")
    keys.press("Ctrl+Enter")
    gift = gift_records.gifts(club_of(keys), TODAY, TODAY)[0]
    assert (gift.donor, gift.amount_vnd, gift.fund) == ("Chùa Hòa", 300_000, "golden_heart")
    assert gift.entry_id == last(keys).id


def test_capital_of_a_new_source(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+N", "3", "3")
    form = keys.page
    assert isinstance(form, Form)
    keys.press("Right", "Space", "Enter")  # the commune
    keys.press("Right", "Space", "Enter")  # it stays
    keys.type("Ngân sách xã 2026")
    keys.press("Ctrl+Enter")
    capital = keys.page
    assert isinstance(capital, BookingForm)
    keys.type("10tr")
    keys.press("Ctrl+Enter")
    assert keys.page is funds
    assert (last(keys).topic, last(keys).amount_vnd) == ("grant", 10_000_000)
    assert "Ngân sách xã 2026" in last(keys).memo


def test_savings_come_in_and_go_back(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+N", "4")
    keys.type("lan")
    keys.press("Enter")
    keys.type("200k")
    keys.press("Ctrl+Enter")
    assert held(keys, "savings") == 500_000
    keys.press("Ctrl+K", "2")
    keys.type("lan")
    keys.press("Enter")
    keys.type("250k")
    keys.press("Ctrl+Enter")
    form = keys.page
    assert isinstance(form, BookingForm)  # she has 200.000 đ only
    assert form.notices()
    form.fields["amount"].set_text("200k")
    keys.press("Ctrl+Enter")
    assert (last(keys).topic, held(keys, "savings")) == ("savings_back", 300_000)


# --- money out, and moves ---------------------------------------------------------------------


def test_spending_for_an_area(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+K", "1", "2")
    fill_in(keys, "Thuốc đỏ, bông băng", "85k", "Hiệu thuốc Minh")
    keys.press("Ctrl+Enter")
    booked = last(keys)
    assert (booked.kind, booked.party, booked.amount_vnd) == ("payment", "Hiệu thuốc Minh", 85_000)
    assert [one.area for one in booked.postings if one.account == "spending"] == ["health"]


def test_running_costs_have_no_area(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+K", "1", "9")
    fill_in(keys, "Tiền điện", "30k")
    keys.press("Ctrl+Enter")
    assert [one.area for one in last(keys).postings if one.account == "spending"] == [None]


def test_more_than_there_is_is_said_before_and_refused(keys: Keyboard, funds: FundsPage) -> None:
    before = last(keys)
    keys.press("Ctrl+K", "1", "7")
    fill_in(keys, "Loa đài", "2tr")
    form = keys.page
    assert isinstance(form, BookingForm)
    place = _("Cash box, {fund}").format(fund=_("Activity fund"))
    assert form.foreseen() == [
        _("{place}: there is only {amount}.").format(place=place, amount="960.000\u00a0đ")
    ]
    keys.press("Ctrl+Enter")
    assert form.notices()
    assert last(keys) == before
    assert form.fields["memo"].text() == "Loa đài"  # nothing typed is lost


def test_capital_goes_back_to_its_source(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+K", "3", "1")
    keys.type("5tr")
    keys.press("Ctrl+Enter")
    assert (last(keys).topic, last(keys).party) == ("capital_back", "Hội NCT xã")


def test_to_the_bank_and_back(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+L", "1", "Space", "Enter")  # the income fund
    keys.type("1tr")
    keys.press("Ctrl+Enter")
    assert held(keys, "income", "bank") == 21_000_000
    keys.press("Ctrl+L", "2", "Enter")  # only one fund has money there
    keys.type("500k")
    keys.press("Ctrl+Enter")
    assert held(keys, "income", "bank") == 20_500_000


def test_from_one_fund_to_another(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+L", "3")
    form = keys.page
    assert isinstance(form, BookingForm)
    form.fields["from_fund"].set_text("activity")
    form.fields["to_fund"].set_text("golden_heart")
    form.fields["amount"].first().setFocus()
    fill_in(keys, "50k")
    assert len(form.foreseen()) == 2
    form.fields["why"].first().setFocus()
    keys.type("Quà Tết")
    keys.press("Ctrl+Enter")
    assert held(keys, "golden_heart") == 150_000


# --- the books --------------------------------------------------------------------------------


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


# --- what was wrong ---------------------------------------------------------------------------


def test_a_wrong_amount_is_corrected(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+K", "1", "7")
    fill_in(keys, "Nước uống", "120k")
    keys.press("Ctrl+Enter")
    wrong, before = last(keys), held(keys, "activity")
    keys.press("2", "Enter", "Enter", "F2")
    form = keys.page
    assert isinstance(form, BookingForm)
    assert form.fields["area"].text() == "culture"
    fill_in(keys, "", "102k")
    keys.press("Ctrl+Enter")  # without a reason
    assert form.problems() == {"reason": _("Write why, in a few words.")}
    keys.type("Gõ nhầm số")
    keys.press("Ctrl+Enter")
    page = keys.page
    assert isinstance(page, VoucherPage)
    booked = last(keys)
    assert booked.voucher in page.title()
    assert booked.amount_vnd == 102_000
    assert held(keys, "activity") == before + 18_000
    old = records.entry(club_of(keys), wrong.id)
    assert old.reversed_by is not None
    assert records.entry(club_of(keys), old.reversed_by).reason == "Gõ nhầm số"


def test_a_voucher_is_taken_back(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("2", "Enter", "Down", "Down", "Down", "Enter")
    page = keys.page
    assert isinstance(page, VoucherPage)
    assert "PC-2026-001" in page.title()
    before = held(keys, "activity")
    page.back_button.click()
    keys.press("Ctrl+Enter")  # a reason is needed
    assert isinstance(keys.page, Question)
    keys.type("Ghi hai lần")
    keys.press("Ctrl+Enter")
    assert held(keys, "activity") == before + 150_000
    assert not page.correct_button.isVisible()
    assert not page.back_button.isVisible()
    keys.press("F3")
    other = keys.page
    assert isinstance(other, VoucherPage)
    assert last(keys).voucher in other.title()
    keys.press("F3")
    assert "PC-2026-001" in keys.page.title()


@pytest.mark.parametrize(
    ("voucher", "field", "typed"),
    [
        ("PT-2026-001", "amount", "40tr"),
        ("PT-2026-003", "memo", "Phí tháng 2"),
        ("PT-2026-004", "party", "Chợ Bến"),
        ("PT-2026-005", "donor", "Bà Bảy"),
        ("PT-2026-006", "amount", "350k"),
        ("PC-2026-002", "area", "rights"),
        ("PK-2026-001", "amount", "15tr"),
        ("PK-2026-002", "amount", "90k"),
    ],
)
def test_each_kind_of_voucher_comes_up_again_to_be_corrected(
    keys: Keyboard, funds: FundsPage, voucher: str, field: str, typed: str
) -> None:
    club = club_of(keys)
    year = records.entries(club, date(2026, 1, 1), TODAY)
    wrong = next(one for one in year if one.voucher == voucher)
    keys.window.open("funds", voucher=wrong.id)
    keys.press("F2")
    form = keys.page
    assert isinstance(form, BookingForm)
    form.fields[field].set_text(typed)
    form.fields["reason"].set_text("Ghi nhầm")
    keys.press("Ctrl+Enter")
    assert isinstance(keys.page, VoucherPage), form.problems() or [
        (one.what, one.text) for one in form.notices()
    ]
    booked = last(keys)
    assert (booked.topic, booked.on_date) == (wrong.topic, wrong.on_date)
    assert records.entry(club, wrong.id).reversed_by is not None


def test_esc_keeps_what_was_typed(keys: Keyboard, funds: FundsPage) -> None:
    keys.press("Ctrl+N", "1")
    keys.type("lan")
    keys.press("Enter")
    keys.type("20k")
    keys.press("Esc", "Ctrl+N", "1")
    form = keys.page
    assert isinstance(form, BookingForm)
    assert form.fields["amount"].text().startswith("20")


def test_choosing_without_doing(keys: Keyboard, funds: FundsPage) -> None:
    for key in ("Ctrl+N", "Ctrl+K", "Ctrl+L"):
        keys.press(key)
        choice = keys.page
        assert isinstance(choice, ChoosePage)
        keys.press("Esc")
        assert keys.page is funds


def test_a_voucher_of_a_closed_month_is_corrected_today(keys: Keyboard, funds: FundsPage) -> None:
    club = club_of(keys)
    year = records.entries(club, date(2026, 1, 1), TODAY)
    wrong = next(one for one in year if one.voucher == "PT-2026-003")
    seal(club, "2026-10")
    keys.window.open("funds", voucher=wrong.id)
    keys.press("F2")
    form = keys.page
    assert isinstance(form, BookingForm)
    assert form.purpose() == _("Its month is closed: the correction is dated today.")
    form.fields["amount"].set_text("60k")
    form.fields["reason"].set_text("Thiếu 10.000")
    keys.press("Ctrl+Enter")
    assert (last(keys).amount_vnd, last(keys).on_date) == (60_000, TODAY)
    old = records.entry(club, wrong.id)
    assert old.reversed_by is not None
    assert records.entry(club, old.reversed_by).on_date == TODAY


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


def test_what_was_typed_for_one_member_is_not_given_to_another(
    keys: Keyboard, funds: FundsPage
) -> None:
    club = club_of(keys)
    lan = next(one for one in members.people(club, TODAY) if one.person.name == "Lê Lan")
    acts.savings_in(club, lan.id, 80_000, TODAY)
    keys.press("6", "2")
    page = keys.page
    assert isinstance(page, PeopleMoneyPage)
    page.table.select(lan.id)
    keys.press("F2", "Enter", "Ctrl+A")
    keys.type("70k")
    keys.press("Esc", "Down", "F2")
    form = keys.page
    assert isinstance(form, BookingForm)
    assert form.fields["amount"].text() == "300.000"
    keys.press("Ctrl+Enter")
    assert last(keys).who == "Trần Tý"
