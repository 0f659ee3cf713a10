"""The end of a year on screen: carried forward, final or not, the way to closing."""

from collections.abc import Callable
from datetime import date

import pytest

from app.club import officers
from app.club.file import Club
from app.club.roles import TREASURER
from app.club.second import prove
from app.funds import closing_records, records
from app.funds.closing import Counted
from tests.app.funds.scene import grant, paid, received
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.funds.closing import ClosingPage
from ui.funds.year import YearPage
from ui.funds.year_end import YearEndPage
from ui.kit.notice import Notice
from ui.kit.page import Page
from ui.kit.session import Session

HANH = "nắng mưa gió mây"

Show = Callable[[Page], Page]


@pytest.fixture
def treasury(session: Session) -> Club:
    """Money since November 2025."""
    club = session.club
    grant(club, 1_000_000, date(2025, 11, 3))
    records.post(club, received(250_000, date(2025, 12, 3)))
    records.post(club, paid(50_000, date(2026, 2, 3)))
    return club


@pytest.fixture
def page(session: Session, shell: FakeShell, treasury: Club, shown: Show) -> YearEndPage:
    page = YearEndPage(session, shell)
    page.years.step(-1)
    page.make_ready()
    shown(page)
    return page


def said(page: YearEndPage) -> Notice:
    settle()
    return [one for one in page.findChildren(Notice) if one.isVisibleTo(page)][-1]


@pytest.mark.parametrize("size", SIZES)
def test_it_fits(
    size: int,
    sized: Callable[[int], None],
    session: Session,
    shell: FakeShell,
    treasury: Club,
    shown: Show,
) -> None:
    sized(size)
    page = YearEndPage(session, shell)
    page.make_ready()
    check_page(shown(page))


def test_what_waits_to_be_closed_opens_the_closing(page: YearEndPage, shell: FakeShell) -> None:
    assert [(one.fund, one.closing_vnd) for one in page.table.shown()] == [
        ("income", 1_000_000),
        ("activity", 250_000),
    ]
    assert said(page).tone == "warn"
    page._close()
    assert isinstance(shell.shown[-1], ClosingPage)


def test_a_fund_opens_its_sums_of_that_year(page: YearEndPage, shell: FakeShell) -> None:
    page._open(page.table.shown()[1])
    opened = shell.shown[-1]
    assert isinstance(opened, YearPage)
    assert (opened.fund, opened.years.year) == ("activity", 2025)


def test_the_figures_are_final_when_december_is_closed(page: YearEndPage, treasury: Club) -> None:
    officers.add_officer(treasury, "Lê Thị Hạnh", "F", [TREASURER], HANH)
    hanh = next(o.id for o in officers.officers(treasury) if o.name == "Lê Thị Hạnh")
    second = prove(treasury, hanh, HANH)
    for month in closing_records.waiting(treasury, treasury.today())[:2]:
        due = closing_records.to_close(treasury, treasury.today())
        assert due is not None
        count = Counted({1_000: due.book_cash_vnd // 1_000})
        seal = closing_records.seal(treasury, month, count, second)
    page.refresh()
    assert seal.words in said(page).text
