"""Money in, money out and money moved, by somebody who only has keys."""

from app.base.text import _
from app.funds import gift_records
from tests.makers import TODAY
from tests.ui.funds.conftest import club_of, fill_in, held, last
from tests.ui.real import Keyboard
from ui.funds.booking import BookingForm
from ui.funds.page import FundsPage
from ui.kit.form import Form

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
