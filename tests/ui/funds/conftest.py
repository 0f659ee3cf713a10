"""A club with money: two sources of capital, fees, gifts, spending, savings, a fund of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.club.file import Club
from app.funds import (
    acts,
    balance_records,
    budget_records,
    fund_records,
    gift_records,
    records,
    source_records,
)
from app.funds.accounts import Where
from app.funds.rules import Budget, Entry, Fund, Gift, Source
from app.members import records as members
from app.members.rules import Person
from tests.makers import TODAY, make_club
from tests.ui.real import Keyboard, running
from ui.funds.page import FundsPage

NAMES = ("Lê Lan", "Trần Tý", "Phạm Đạo", "Vũ Mùi", "Ngô Nga")


def fill(club: Club) -> None:
    """Vouchers from January to today, one of each kind that is written here."""
    with club.change("Fill the book"):
        lan, ty, *_others = [
            members.add_person(club, Person(name, birth="1950"), "2025-01-01") for name in NAMES
        ]
    start = date(2026, 1, 5)
    province = source_records.add_source(
        club, Source("", "province", "Ngân sách tỉnh", True, start, return_to="Hội NCT xã")
    )
    donor = source_records.add_source(club, Source("", "donor", "Ông Hùng", False, start))
    source_records.receive_capital(club, province, 50_000_000, start)
    source_records.receive_capital(club, donor, 5_000_000, date(2026, 2, 3))
    acts.receive(club, "activity", "fees", 50_000, date(2026, 3, 2), "Phí tháng 3", person_id=lan)
    acts.receive(
        club, "activity", "other_income", 1_200_000, date(2026, 4, 2), "Bán gạo", party="Chợ Đông"
    )
    library = fund_records.add_fund(club, Fund("", "Quỹ tủ sách", "Sách cho thôn", start))
    gift_records.add_gift(club, Gift("", date(2026, 5, 6), "Bà Sáu", library, amount_vnd=2_000_000))
    gift_records.add_gift(
        club, Gift("", date(2026, 6, 7), "Cửa hàng Hòa", what="50 kg gạo", value_vnd=900_000)
    )
    acts.savings_in(club, ty, 300_000, date(2026, 7, 8))
    acts.spend(
        club, "activity", 150_000, date(2026, 11, 3), "Mua trà", "culture", party="Quán bà Tư"
    )
    acts.spend(club, "activity", 40_000, date(2026, 11, 4), "Giấy bút")
    acts.to_bank(club, "income", 20_000_000, date(2026, 11, 5))
    acts.transfer(club, "activity", "golden_heart", 100_000, date(2026, 11, 6), "Thăm người ốm")
    budget_records.set_budget(club, TODAY.year, [Budget("culture", 1_000_000)])


@pytest.fixture
def filled(club: Club) -> Club:
    """The club, open in the session."""
    fill(club)
    return club


@pytest.fixture
def keys(qtbot: QtBot, tmp_path: Path) -> Iterator[Keyboard]:
    """The keyboard of the program over such a book."""
    club = make_club(tmp_path / "book")
    fill(club)
    club.close()
    with running(qtbot, tmp_path / "book") as keyboard:
        yield keyboard


@pytest.fixture
def funds(keys: Keyboard) -> FundsPage:
    """The room, opened."""
    keys.window.open("funds")
    page = keys.page
    assert isinstance(page, FundsPage)
    return page


def club_of(keys: Keyboard) -> Club:
    """The book that is open."""
    return keys.window.session.club


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
