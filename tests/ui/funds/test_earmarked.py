"""A fund for one purpose that has ended is begun again with the button that ended it."""

from app.base.text import _
from app.funds import fund_records
from app.funds.rules import Fund
from tests.makers import TODAY
from tests.ui.conftest import FakeShell
from ui.funds.earmarked import EarmarkedPage
from ui.kit.session import Session


def test_a_fund_that_has_ended_is_begun_again(session: Session, shell: FakeShell) -> None:
    club = session.club
    ended = fund_records.add_fund(club, Fund("", "Quỹ khuyến học", since=TODAY))
    going = fund_records.add_fund(club, Fund("", "Quỹ tủ sách", since=TODAY))
    fund_records.end_fund(club, ended, TODAY)
    page = EarmarkedPage(session, shell)
    page.make_ready()
    shell.show(page)
    page.table.select(going)
    assert page.take_out.text() == _("End this fund")
    page.table.select(ended)
    assert page.take_out.text() == _("Begin it again")
    page.take_out.click()
    page.make_ready()
    assert [fund.until for fund in fund_records.funds(club) if fund.name] == [None, None]
    assert page.take_out.text() == _("End this fund")
