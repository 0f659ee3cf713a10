"""What was written wrong is put right, and what was typed is not lost, by keys alone."""

from datetime import date

import pytest

from app.base.text import _
from app.funds import acts, records
from app.members import records as members
from tests.app.funds.scene import seal
from tests.makers import TODAY
from tests.ui.funds.conftest import club_of, fill_in, held, last
from tests.ui.real import Keyboard
from ui.funds.booking import BookingForm
from ui.funds.page import FundsPage
from ui.funds.people_money import PeopleMoneyPage
from ui.funds.voucher import VoucherPage
from ui.kit.choose import ChoosePage
from ui.kit.question import Question


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
