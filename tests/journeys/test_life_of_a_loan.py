"""A loan from the request to the last đồng, by keys alone, with two officers in the real window."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.club import officers
from app.club.file import Club
from app.club.ports import Ports
from app.club.roles import TREASURER
from app.funds import balance_records, check
from app.funds import records as ledger
from app.loans import check as loan_check
from app.loans import product_records, records, standing_records
from app.loans.rules import Loan, Product
from tests.app.loans.scene import fund, somebody
from tests.makers import fast_ports, make_club
from tests.ui.real import Keyboard, running
from ui.funds.second import SecondPage
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.loans.loan import LoanPage
from ui.loans.page import MoneyPage
from ui.loans.payments import PaymentsPage
from ui.loans.queue import QueuePage

SECOND, PASSPHRASE = "Hoàng Văn Bình", "bốn mùa lúa chín"


def ports_on(day: date) -> Ports:
    """The clock on a morning."""
    return fast_ports(datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC))


def make_book(folder: Path) -> None:
    """A club with capital, its regulation, a member, and a treasurer beside the chair."""
    club = make_club(folder, ports=ports_on(date(2026, 1, 5)))
    fund(club, 20_000_000, date(2026, 1, 5))
    officers.add_officer(club, SECOND, "M", [TREASURER], PASSPHRASE)
    product = Product(
        "", "Vay chăn nuôi", 6_000_000, 12, 100, "declining", date(2026, 1, 1), ladder=(5_000_000,)
    )
    product_records.add_product(club, product)
    for name in ("Nguyễn Thị Đào", "Trần Văn Tý"):
        somebody(club, name)
    club.close()


def shown(keys: Keyboard) -> Page:
    """The page one sees."""
    return keys.page


def go_to(keys: Keyboard, field: str) -> None:
    """Tab to a field of the form."""
    form = keys.page
    for _press in range(40):
        if keys.focus() is form.fields[field].first():  # type: ignore[attr-defined]
            return
        keys.press("Tab")
    raise AssertionError(f"no way to {field} on {form.title()!r}")


def fill(keys: Keyboard, field: str, text: str) -> None:
    """Replace what stands in a field."""
    go_to(keys, field)
    keys.press("Ctrl+A")
    keys.type(text)


def only_loan(club: Club) -> Loan:
    (found,) = records.loans(club)
    return found


def owed(club: Club, day: date) -> int:
    return standing_records.standing_of(club, only_loan(club).id, day).outstanding_vnd


def loan_page(keys: Keyboard) -> None:
    """From the room to the only loan that runs."""
    keys.press("Alt+6")
    assert isinstance(shown(keys), MoneyPage)
    keys.press("Enter")
    assert isinstance(shown(keys), LoanPage)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_loan_from_request_to_end(tmp_path: Path, qtbot: QtBot, language: str) -> None:
    folder = tmp_path / "club"
    make_book(folder)
    january, march, june = date(2026, 1, 21), date(2026, 3, 25), date(2026, 6, 21)

    with running(qtbot, folder, language=language, ports=lambda: ports_on(january)) as keys:
        club = keys.window.session.club
        ask(keys, club)
        look_and_decide(keys, club)
        see_contract(keys)
        pay_out(keys, club)
        assert owed(club, january) == 5_000_000
        assert balance_records.balance(club, "income", "cash", january) == 15_000_000

    with running(qtbot, folder, language=language, ports=lambda: ports_on(march)) as keys:
        club = keys.window.session.club
        pay_in_part(keys, club)
        take_back_and_pay_anew(keys, club)
        extend(keys, club, march)

    with running(qtbot, folder, language=language, ports=lambda: ports_on(june)) as keys:
        club = keys.window.session.club
        pay_too_much(keys, club)
        ask_about_income(keys, club)
        looks = (*check.looks(club), *loan_check.looks(club))
        assert not [problem for look in looks for problem in look.problems]
        assert balance_records.balance(club, "income", "cash", june) == 20_000_000
        assert balance_records.balance(club, "income", "loans", june) == 0


def ask(keys: Keyboard, club: Club) -> None:
    keys.press("Alt+6", "Ctrl+N")
    keys.type("dao")
    keys.press("Enter")
    fill(keys, "asked", "6tr")
    fill(keys, "months", "10")
    fill(keys, "purpose", "Mua 50 con gà")
    doubts = keys.page.doubts()  # type: ignore[attr-defined]
    assert "asked" in doubts  # the first loan is 5 million
    fill(keys, "asked", "5tr")
    keys.press("Ctrl+Enter")
    assert isinstance(shown(keys), MoneyPage)
    found = only_loan(club)
    assert (found.state, found.asked_vnd, found.months) == ("requested", 5_000_000, 10)


def look_and_decide(keys: Keyboard, club: Club) -> None:
    keys.press("Ctrl+R")
    assert isinstance(shown(keys), QueuePage)
    keys.press("Enter")
    assert isinstance(shown(keys), LoanPage)
    keys.press("Ctrl+Enter")
    keys.type("Tổ vay vốn")
    fill(keys, "opinion", "Có chuồng, trả được")
    keys.press("Ctrl+Enter")
    assert only_loan(club).state == "appraised"
    keys.press("Ctrl+Enter", "Space")
    fill(keys, "votes_for", "40")
    fill(keys, "votes_against", "2")
    keys.press("Ctrl+Enter")
    found = only_loan(club)
    assert (found.state, found.votes_for) == ("approved", 40)
    assert found.terms is not None
    assert (found.terms.principal_vnd, found.terms.months) == (5_000_000, 10)


def see_contract(keys: Keyboard) -> None:
    page = keys.page
    keys.press("Ctrl+P", "2")
    keys.wait_for(Preview)
    keys.press("Esc")
    assert keys.page is page


def pay_out(keys: Keyboard, club: Club) -> None:
    keys.press("Ctrl+Enter", "Ctrl+Enter")
    assert isinstance(shown(keys), SecondPage)
    keys.type("sai mật khẩu")
    keys.press("Enter")
    keys.qtbot.waitUntil(lambda: bool(keys.page.passphrase.current_problem()))  # type: ignore[attr-defined]
    assert only_loan(club).state == "approved"
    keys.press("Ctrl+A")
    keys.type(PASSPHRASE)
    keys.press("Enter")
    keys.wait_for(LoanPage)
    assert only_loan(club).state == "running"


def pay_in_part(keys: Keyboard, club: Club) -> None:
    """Two instalments are due; 300.000 pays all interest and a part of the principal."""
    loan_page(keys)
    keys.press("Ctrl+Enter")
    fill(keys, "amount", "300k")
    keys.press("Ctrl+Enter")
    assert isinstance(shown(keys), LoanPage)
    assert owed(club, date(2026, 3, 25)) == 5_000_000 - (300_000 - 100_000)


def take_back_and_pay_anew(keys: Keyboard, club: Club) -> None:
    keys.press("F3")
    assert isinstance(shown(keys), PaymentsPage)
    keys.press("End", "F8")
    keys.type("Ghi nhầm số tiền")
    keys.press("Ctrl+Enter")
    assert isinstance(shown(keys), PaymentsPage)
    assert owed(club, date(2026, 3, 25)) == 5_000_000
    vouchers = ledger.entries_of_loan(club, only_loan(club).id)
    assert [each.reverses is not None for each in vouchers].count(True) == 1
    keys.press("Esc", "Ctrl+Enter", "F3", "Ctrl+Enter")  # F3: all that is due
    assert owed(club, date(2026, 3, 25)) == 4_000_000


def extend(keys: Keyboard, club: Club, day: date) -> None:
    before = standing_records.standing_of(club, only_loan(club).id, day).last_due_on
    keys.press("Ctrl+M", "1")
    keys.type("2")
    fill(keys, "reason", "Gà bị dịch")
    keys.press("Ctrl+Enter")
    assert isinstance(shown(keys), LoanPage)
    after = standing_records.standing_of(club, only_loan(club).id, day).last_due_on
    assert before is not None and after is not None
    assert (after.year - before.year) * 12 + after.month - before.month == 2


def pay_too_much(keys: Keyboard, club: Club) -> None:
    loan_page(keys)
    keys.press("Ctrl+Enter")
    fill(keys, "amount", "6tr")
    split = keys.page.split()  # type: ignore[attr-defined]
    assert split.all_principal_vnd == 4_000_000
    assert split.held_vnd == 6_000_000 - 4_000_000 - split.interest_vnd
    keys.press("Ctrl+Enter")
    assert only_loan(club).state == "closed"
    held = balance_records.of_people(club, "held", date(2026, 6, 21))
    assert sum(held.values()) == split.held_vnd


def ask_about_income(keys: Keyboard, club: Club) -> None:
    keys.press("Ctrl+Enter", "Space")
    fill(keys, "note", "Bán trứng mỗi ngày")
    keys.press("Ctrl+Enter")
    assert only_loan(club).improved == "yes"
