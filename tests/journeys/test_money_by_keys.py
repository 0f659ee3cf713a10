"""The money of an evening, by keys alone: received, spent, a wrong amount corrected, and at the end
the cash book agrees with the box."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.base.text import _
from app.club.file import Club
from app.funds import balance_records, check, records
from app.members import records as members
from app.members.rules import Person
from tests.makers import TODAY, make_club
from tests.ui.real import Keyboard, running
from ui.funds.booking import BookingForm
from ui.funds.cash_book import CashBookPage
from ui.funds.page import FundsPage
from ui.funds.voucher import VoucherPage

MONTH = Month.of(TODAY)


def test_an_evening_with_the_cash_box(tmp_path: Path, qtbot: QtBot) -> None:
    club = make_club(tmp_path / "club")
    for name in ("Lê Lan", "Trần Tý"):
        members.add_person(club, Person(name, birth="1950"), "2025-01-01")
    club.close()
    with running(qtbot, tmp_path / "club", roles={"treasurer"}) as keys:
        keys.window.open("funds")
        assert isinstance(keys.page, FundsPage)
        receive(keys)
        spend(keys)
        too_much(keys)
        correct(keys)
        look_into_the_book(keys)
        the_ledger_holds(keys.window.session.club)


def receive(keys: Keyboard) -> None:
    """The first money of the club: a gift, and two fees."""
    keys.press("Ctrl+N", "2")
    keys.type("Chùa Hòa")
    keys.press("Enter")
    keys.type("1tr")
    keys.press("Ctrl+Enter")
    for name in ("lan", "ty"):
        keys.press("Ctrl+N", "1")
        keys.type(name)
        keys.press("Enter")
        keys.type("50k")
        keys.press("Ctrl+Enter")
    assert "PT-2026-003" in keys.undo_bar()


def spend(keys: Keyboard) -> None:
    """Tea for the meeting: 36.000 đ, typed as 63.000 đ."""
    keys.press("Ctrl+K", "7")
    keys.type("Chè, bánh")
    keys.press("Enter")
    keys.type("63k")
    keys.press("Enter")
    keys.type("Quán bà Tư")
    keys.press("Ctrl+Enter")
    assert "PC-2026-001" in keys.undo_bar()


def too_much(keys: Keyboard) -> None:
    """The activity fund has 37.000 đ: a loudspeaker is not paid out of it."""
    keys.press("Ctrl+K", "7")
    keys.type("Loa")
    keys.press("Enter")
    keys.type("400k")
    keys.press("Ctrl+Enter")
    form = keys.page
    assert isinstance(form, BookingForm)
    assert form.notices()
    keys.press("Esc")


def correct(keys: Keyboard) -> None:
    """The voucher written last, put right."""
    keys.press("2", "Enter", "Enter")
    voucher = keys.page
    assert isinstance(voucher, VoucherPage)
    assert "PC-2026-001" in voucher.title()
    keys.press("F2", "Enter", "Ctrl+A")
    keys.type("36k")
    keys.press("Ctrl+Enter")  # it asks why
    keys.type("Gõ ngược số")
    keys.press("Ctrl+Enter")
    assert keys.page is voucher
    assert "PC-2026-002" in voucher.title()
    keys.press("Esc", "Esc")


def look_into_the_book(keys: Keyboard) -> None:
    """The cash book says what is left, line by line."""
    keys.press("1")
    book = keys.page
    assert isinstance(book, CashBookPage)
    shown = book.table.shown()
    assert [row.voucher for row in shown] == [
        "",
        "PT-2026-001",
        "PT-2026-002",
        "PT-2026-003",
        "PK-2026-001",
        "PC-2026-001",
        "PC-2026-002",
    ]
    assert shown[-1].balance == 1_100_000 - 36_000
    assert book.sums_said() == _(
        "{opening} before, plus {received} in, less {paid} out: {closing} left"
    ).format(
        opening="0\u00a0đ",
        received="1.100.000\u00a0đ",
        paid="36.000\u00a0đ",
        closing="1.064.000\u00a0đ",
    )


def the_ledger_holds(club: Club) -> None:
    """What the screens say is what the ledger says, and nothing is out of order."""
    held = balance_records.balances(club, TODAY)
    assert held["golden_heart"]["cash"] == 1_000_000
    assert held["activity"]["cash"] == 64_000
    found = balance_records.cash_book(club, None, MONTH.first, MONTH.last)
    assert found.closing == 1_064_000
    old = next(one for one in records.entries(club, TODAY, TODAY) if one.voucher == "PC-2026-001")
    assert old.reversed_by is not None
    assert not [finding for finding in check.looks(club) if finding.problems]
