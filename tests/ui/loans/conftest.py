"""A club that lends: a loan that is late, one that is paid, requests, goods; worked by keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.club.file import Club
from app.loans import (
    change_records,
    livelihood_records,
    outside_records,
    pay_out_records,
    product_records,
    request_records,
)
from app.loans.rules import Decision, InKind, Livelihood, OutsideLoan, Product, Request
from tests.app.loans.scene import fund, lend, second_officer, somebody, terms
from tests.makers import make_club
from tests.ui.real import Keyboard, running


@dataclass(frozen=True)
class Book:
    """Ids of what stands in the book."""

    late: str
    paid: str
    asked: str
    approved: str
    goods: str
    off: str


def fill(club: Club) -> Book:
    """Thirty million, three kinds of loans, and six loans in every state; today is 21/11/2026."""
    fund(club, 30_000_000)
    second = second_officer(club)
    product = Product(
        "",
        "Vay chăn nuôi",
        10_000_000,
        12,
        100,
        "declining",
        date(2026, 1, 1),
        cosigner=True,
        ladder=(5_000_000, 10_000_000),
    )
    product_id = product_records.add_product(club, product)
    names = ("Lê Thị Đào", "Trần Văn Tý", "Phạm Thị Sửu", "Vũ Văn Dần", "Ngô Thị Mão")
    dao, ty, suu, dan, mao = (somebody(club, name) for name in names)
    late = lend(club, dao, second, terms(6_000_000, 12), date(2026, 8, 21))
    paid = lend(club, ty, second, terms(3_000_000, 3), date(2026, 6, 21))
    pay_out_records.repay(club, paid, date(2026, 9, 21), 3_090_000)
    asked = request_records.request(
        club,
        Request(suu, date(2026, 11, 1), 8_000_000, product_id=product_id, months=12, purpose="Gà"),
    )
    approved = request_records.request(
        club, Request(dan, date(2026, 11, 2), 4_000_000, product_id=product_id, purpose="May")
    )
    request_records.decide(
        club, approved, Decision(date(2026, 11, 3), approved=True, terms=terms(4_000_000, 10))
    )
    goods = request_records.request(
        club,
        Request(mao, date(2026, 3, 1), in_kind=InKind("bò giống", 1, "con", 15_000_000, "1 bê")),
    )
    request_records.decide(club, goods, Decision(date(2026, 3, 2), approved=True, months=24))
    pay_out_records.pay_out(club, goods, date(2026, 3, 2), second)
    off = lend(club, mao, second, terms(2_000_000, 6), date(2026, 2, 21))
    change_records.write_off(club, off, date(2026, 11, 1), "Mất", second)
    bank = OutsideLoan("", dao, "Ngân hàng chính sách", 50_000_000, date(2025, 3, 1))
    outside_records.add_outside(club, bank)
    needs = Livelihood("", suu, "needs_loan", date(2026, 5, 1))
    livelihood_records.begin_livelihood(club, needs)
    return Book(late, paid, asked, approved, goods, off)


@pytest.fixture
def book(club: Club) -> Book:
    """The club of the session, filled."""
    return fill(club)


@pytest.fixture
def keys(qtbot: QtBot, tmp_path: Path) -> Iterator[Keyboard]:
    """The keyboard of the program over such a book."""
    club = make_club(tmp_path / "book")
    fill(club)
    club.close()
    with running(qtbot, tmp_path / "book") as keyboard:
        yield keyboard


def club_of(keys: Keyboard) -> Club:
    """The book that is open."""
    return keys.window.session.club
